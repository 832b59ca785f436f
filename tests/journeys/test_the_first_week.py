"""
A new centre's first week, from the first link to the first report.

Monday her own lists; Tuesday rooms, slip and contact; then the chain; Friday hours and
today; after the quarter the report the city reads; after ninety days nobody is left.
"""

import pytest

from allin.accounts import operations as accounts
from allin.centres import operations as centres
from allin.centres.models import Centre
from allin.config import doctor
from allin.core import clock
from allin.counselling.models import Referral, Session
from allin.directory import operations as directory
from allin.directory.models import Association, Topic
from allin.rooms.models import Booking, Room
from allin.volunteers.models import Hours, Volunteer
from tests.conftest import NOW
from tests.journeys import steps, week

ROOMS = ("Büro 1", "Büro 2", "Versammlungsr.")
CENTRE = {
    "address": "Treppe 4, 34117 Kassel",
    "phone": "0561 100200",
    "districts": "Mitte\nNordstadt",
}
ASSOCIATION = "Verein Zeytin"
READER = "Birgit Lohmann"


@pytest.fixture
def first_link(settings, live_server, elsewhere, clock_at):
    """`allin init`: an empty centre beside another one, and the link it prints."""
    settings.GUARD_STRICT = False
    settings.DEMO = True  # its mailbox shows the letters
    settings.ADDRESS = live_server.url
    clock_at("2026-03-09 08:30")
    now = NOW.replace(day=9, hour=8, minute=30)
    centre = centres.open_centre(name="Servicestelle Kassel", slug="kassel", now=now)
    directory.furnish(centre=centre, by=None, now=now)
    invitation = accounts.found(
        centre=centre, email="derya@allin.example", name="Derya Aksoy", now=now
    )
    return f"/team/join/{accounts.token_of(invitation)}/"


def monday(derya, first_link):
    """The first link, a second factor, three lists as they are."""
    week.join(derya, first_link)
    derya.goto("/")
    week.bring(derya, "associations", "vereine.xlsx")
    week.bring(derya, "rooms", "raumplan.xlsx", decide=ROOMS)
    week.bring(derya, "volunteers", "freiwillige.csv")
    assert [kind.objects.count() for kind in (Association, Room)] == [14, 3]
    assert Volunteer.objects.count() > 30  # those that look alike wait for her
    assert Booking.objects.count() > 100


def settle(derya, topic):
    """Where the centre is, what people agree to, who sends, who is open, who helps."""
    week.introduce(derya, CENTRE)
    week.switch_on(derya, "directory", "volunteers")
    for purpose in ("pass_on", "release", "feedback"):
        week.write_text(derya, purpose, "de", "Ich bin damit einverstanden.")
    week.publish_offer(
        derya, ASSOCIATION, topic=topic, language_names="Arabisch, Deutsch"
    )
    for email in ("p27@beispiel.example", "p56@beispiel.example"):
        week.bind(derya, Volunteer.objects.get(email=email).pk)
    return week.make_partner(derya, "Caritas, Beratung Mitte")


def use_rooms(derya, board):
    """Once, a taken time with what is free near it, every week; others see "taken"."""
    week.invite_board(derya, ASSOCIATION, "Bilal Zeytin", "bilal@zeytin.example")
    week.join(board, week.invited(derya, "bilal@zeytin.example"))
    week.book(derya, "Büro 1", "2026-03-14", "08:00", "09:00", title="Vorstandswahl")
    derya.says("Büro 1")
    week.book(board, "Büro 1", "2026-03-14", "08:00", "09:00")
    board.press("main button[name=instead]")
    board.goto("/rooms/?on=2026-03-14").says("belegt")
    assert "Vorstandswahl" not in board.page.content()
    until, before = "2026-05-30", Booking.objects.count()
    week.book(board, "Büro 2", "2026-03-14", "08:00", "09:00", until=until)
    week.send(board, "mark")  # one date is taken and left out
    assert Booking.objects.count() == before + 11


def receive(birgit, board, form, topic, clock_at):
    """A slip, redeemed in one tap; a walk-in; a tally; a correction."""
    code = week.slip(birgit, form, topic)
    birgit.says("16 bis 18 Uhr")
    clock_at("2026-03-10 16:05")
    week.arrive(board, code)
    week.correct(board, "20")
    board.says("20 Minuten")
    week.walk_in(board, topic)
    week.tally(board, topic, 3)
    assert Session.objects.count() == 5


def test_from_the_first_link_to_the_first_report(
    window, phone, hand, first_link, clock_at, work, traces, picture
):
    derya, board, birgit = hand(window()), hand(window()), hand(window())
    adviser, samar, city = hand(window()), hand(phone), hand(window())
    topic = str(Topic.objects.filter(centre__slug="kassel").first().pk)
    monday(derya, first_link)
    clock_at("2026-03-10 09:00")
    traces.plant(Centre.objects.get(slug="kassel"), NOW)
    form = settle(derya, topic)
    use_rooms(derya, board)
    receive(birgit, board, form, topic, clock_at)

    clock_at("2026-03-11 09:00")
    code, pin, sender_pin = steps.pass_on(birgit, f"{form}contact/", read_by=READER)
    traces.none("after it was passed on")
    derya.goto("/").says(code)
    clock_at("2026-03-11 09:10")
    assert len(steps.ask_in_order(derya, code)) == 2
    traces.none("after it was asked")
    clock_at("2026-03-11 12:00")
    steps.decline(adviser, steps.newest_letter(derya))
    clock_at("2026-03-11 12:10")
    letter = steps.newest_letter(derya)
    steps.accept(adviser, letter)
    work()  # letters leave, others are written
    traces.none("after it was accepted")
    steps.open_person(adviser, letter, steps.give_pin(derya, code))
    steps.agree(adviser)
    steps.look_at_status(samar, code, pin)
    samar.says("Treppe 4")

    clock_at("2026-03-12 09:00")
    other, other_pin, _sender = steps.pass_on(
        birgit, f"{form}contact/", number=1, read_by=READER
    )
    steps.pass_on(birgit, f"{form}contact/", number=2, read_by=READER)
    clock_at("2026-03-13 13:00")
    steps.close(derya, code)
    traces.none("after it was closed")
    steps.look_at_status(birgit, code, sender_pin)
    take_back(samar, other, other_pin)
    traces.none("after it was taken back")
    find_help(samar)
    confirm_hours(derya)
    derya.goto("/")
    picture(derya.page, "today-friday")

    clock_at("2026-04-01 09:00")
    frozen = publish(derya, city)
    clock_at("2026-06-20 05:00")
    forget(derya, work, frozen)
    traces.none("after all was forgotten")


def take_back(samar, code, pin):
    """Withdrawn by the person: nothing is kept from that moment."""
    steps.look_at_status(samar, code, pin)
    samar.press("main form[action$='/withdraw/'] button")
    one = Referral.objects.get(code=code)
    assert (one.state, one.subject_id) == ("withdrawn", None)


def find_help(samar):
    """Find the open hour, with a slip of the finger."""
    samar.goto("/find/")
    samar.write("q", "Breife vom Amt")
    week.send(samar, "q")
    samar.says(ASSOCIATION)
    samar.press("main article a")


def confirm_hours(derya):
    """All hours of the week at once."""
    waiting = Hours.objects.standing().filter(confirmed_at=None)
    assert waiting.exists()
    derya.goto("/volunteers/hours/")
    derya.press("main form[action$='/hours/confirm/'] button[type=submit]")
    assert not waiting.exists()


def publish(derya, city):
    """Freeze and publish the quarter; the city reads it. Return its figures."""
    derya.goto("/team/invite/")
    derya.write("name", "Carla Stadt")
    derya.write("email", "carla@stadt.example")
    derya.choose("kind", "city")
    week.send(derya, "kind")
    city.goto(week.invited(derya, "carla@stadt.example"))
    city.press("main form[action*='/join/'] button")
    derya.goto("/report/?year=2026&quarter=1").says("Caritas", "Arabisch")
    frozen = figures(derya)
    week.freeze(derya, 2026, 1)
    derya.press("main form[action$='/publish/'] button")
    city.goto("/report/").says("1. Quartal", "zusammengefasst")
    assert "Caritas" not in city.text  # one sender alone would show two people
    assert "/counselling/" not in city.page.content()
    return frozen


def figures(hand):
    """The figures of a report page, line by line."""
    return hand.page.locator("main table").all_inner_texts()


def forget(derya, work, frozen):
    """Ninety days after: nobody is left, the figures are."""
    work()
    assert not Referral.objects.exclude(subject_id=None).exists()
    derya.goto("/counselling/forgotten/")
    derya.goto("/report/?year=2026&quarter=1")
    assert figures(derya) == frozen
    findings = doctor.findings(clock.now())
    assert not [one for one in findings if one.room in {"counselling", "vault"}]
