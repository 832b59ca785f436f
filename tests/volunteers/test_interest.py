"""Somebody offers to help without an account, and is welcomed or thanked."""

import datetime as dt

import pytest
from django.core.cache import cache

from allin.core import languages
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import deliver, text_of
from allin.vault.models import Subject, Value
from allin.volunteers import operations
from allin.volunteers.models import Interest, Volunteer

TOLD = {
    "called": "Oksana Melnyk",
    "contact": "oksana@post.example",
    "spoken_1": "uk",
    "level_1": "native",
    "spoken_2": "de",
    "level_2": "some",
    "wants": ["event", "interpreting"],
    "district": "Nordstadt",
}
JOIN = "/kassel/volunteers/join/"


@pytest.fixture(autouse=True)
def _no_hurry(settings):
    settings.GUARD_STRICT = False
    cache.clear()  # it counts how often an address sends


@pytest.fixture
def offer(client, horizonte):
    """Send the public form; return the page that comes back."""

    def send(**more):
        return client.post(JOIN, TOLD | more, follow=True)

    return send


def path_in(letter):
    where = text_of(letter).split("http")[1].split()[0]
    return "/" + where.split("/", 3)[3].partition("?")[0]


@pytest.fixture
def confirmed(offer, client, horizonte):
    """An offer by letter, confirmed with its link."""
    offer(association=horizonte.pk)
    client.post(path_in(Letter.objects.get()), {"do": "confirm"})
    return Interest.objects.get()


def test_an_offer_is_sealed_and_held_until_the_letter_is_answered(offer, client, now):
    page = offer().content.decode()

    assert "Wir haben an Ihre E-Mail-Adresse geschrieben" in page
    held = Interest.objects.get()
    assert held.state == "held"
    assert held.dies_at == now + dt.timedelta(days=3)
    assert held.native == languages.mask(["uk"])
    assert not Volunteer.objects.filter(name__contains="Oksana").exists()
    letter = Letter.objects.get()
    assert "bestätigen" in text_of(letter)
    assert path_in(letter) not in page  # the link is in the letter alone

    before = client.get(path_in(letter)).content.decode()
    assert "Waren Sie das?" in before
    assert "Oksana" not in before
    assert Interest.objects.get().state == "held"  # looking changes nothing

    after = client.post(path_in(letter), {"do": "confirm"}).content.decode()
    assert "Danke" in after
    assert "Ihre PIN" in after
    assert Interest.objects.get().state == "waiting"
    again = client.post(path_in(letter), {"do": "confirm"}).content.decode()
    assert "Ihre PIN" not in again


def test_the_letter_goes_to_the_sealed_address(offer, kassel, now, settings):
    settings.DEMO = True
    offer()

    assert deliver(now=now).sent == 1


def test_a_known_address_gets_the_same_answer(offer, make_volunteer):
    new = offer(contact="new@post.example").content
    make_volunteer(email="known@post.example")
    known = offer(contact="known@post.example").content

    assert new == known
    assert Letter.objects.count() == 2


def test_a_strangers_address_is_written_to_three_times_a_day_at_most(offer, client):
    pages = {offer().content for _n in range(4)}

    assert len(pages) == 1
    assert Interest.objects.count() == 4
    assert Letter.objects.count() == 3


def test_a_telephone_number_gets_a_code_that_leads_back(offer, client):
    page = offer(contact="0151 23456789")

    code = page.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1]
    assert code in page.content.decode()
    assert "Ihr Kennwort" in page.content.decode()
    assert not Letter.objects.exists()
    typed = code.replace("-", " ").lower()
    back = client.post(f"{JOIN}code/", {"code": typed}, follow=True)
    assert "Waren Sie das?" in back.content.decode()
    client.post(f"{JOIN}{code}/", {"do": "confirm"})
    assert Interest.objects.get().state == "waiting"


def test_a_wrong_code_and_a_short_one_are_told_apart(client, kassel):
    wrong = client.post(f"{JOIN}code/", {"code": "K7M2-4QXT-9PRS"}).content.decode()
    short = client.post(f"{JOIN}code/", {"code": "K7"}).content.decode()

    assert "Dieses Kennwort gibt es nicht" in wrong
    assert "zwölf Zeichen" in short
    assert client.get(f"{JOIN}K7M2-4QXT-9PRS/").status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("called", "", "Schreiben Sie Ihren Namen"),
        ("contact", "", "Schreiben Sie einen Weg"),
        ("contact", "0151 23", "Es fehlen Ziffern"),
        ("spoken_1", "", "Wählen Sie eine Sprache"),
        ("wants", [], "Kreuzen Sie mindestens eines an"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_stays(offer, field, typed, said):
    page = offer(**{field: typed}).content.decode()

    assert said in page
    if field != "called":
        assert "Oksana Melnyk" in page
    assert not Interest.objects.exists()


def test_taking_it_back_leaves_nothing(offer, client):
    offer()
    where = path_in(Letter.objects.get())

    page = client.post(where, {"do": "drop"}).content.decode()

    assert "Davon bleibt nichts" in page
    assert not Interest.objects.exists()
    assert not Value.objects.exists()
    assert client.get(where).status_code == 404


def test_who_never_confirms_is_forgotten_after_three_days(offer, now):
    offer()

    assert operations.forget_interests(now=now + dt.timedelta(days=2)) == 0
    assert operations.forget_interests(now=now + dt.timedelta(days=3)) == 1
    assert not Interest.objects.exists()
    assert not Subject.objects.standing().exists()


def test_the_coordination_opens_welcomes_and_gives_the_own_page(
    confirmed, client, sign_in, derya, horizonte
):
    sign_in(derya)
    all_volunteers = client.get("/kassel/volunteers/").content.decode()
    assert "1 Person möchte helfen" in all_volunteers
    listed = client.get("/kassel/volunteers/interest/").content.decode()
    assert "Ukrainisch" in listed
    assert "Nordstadt" in listed
    assert "Oksana" not in listed
    where = f"/kassel/volunteers/interest/{confirmed.pk}/"
    assert "Oksana" not in client.get(where).content.decode()
    assert "Oksana Melnyk" in client.post(where, {"do": "open"}).content.decode()

    page = client.post(where, {"do": "welcome", "association": horizonte.pk})

    assert "Link zur eigenen Seite" in page.content.decode()
    made = Volunteer.objects.get(name="Oksana Melnyk")
    assert made.association == horizonte
    assert made.email == "oksana@post.example"
    assert made.district_list == ["Nordstadt"]
    assert not Value.objects.exists()
    welcome = Letter.objects.get(to_kind="volunteers.volunteer")
    assert "willkommen" in text_of(welcome)
    again = client.post(where, {"do": "welcome", "association": horizonte.pk})
    assert "schon beantwortet" in again.content.decode()
    assert Volunteer.objects.filter(name="Oksana Melnyk").count() == 1


def test_without_an_association_the_coordination_chooses_one(
    offer, client, sign_in, derya
):
    offer()
    client.post(path_in(Letter.objects.get()), {"do": "confirm"})
    sign_in(derya)
    where = f"/kassel/volunteers/interest/{Interest.objects.get().pk}/"

    page = client.post(where, {"do": "welcome"}).content.decode()

    assert "Wählen Sie den Verein" in page
    assert not Volunteer.objects.filter(name="Oksana Melnyk").exists()


def test_who_is_known_already_is_not_there_twice(
    confirmed, client, sign_in, derya, make_volunteer
):
    known = make_volunteer("Oksana M.", email="oksana@post.example")
    sign_in(derya)
    where = f"/kassel/volunteers/interest/{confirmed.pk}/"
    assert "Ist schon da als" in client.post(where, {"do": "open"}).content.decode()

    client.post(where, {"do": "welcome", "same_as": known.pk})

    known.refresh_from_db()
    assert known.level_of("uk") == "native"
    assert not Volunteer.objects.filter(name="Oksana Melnyk").exists()


def test_declining_thanks_and_forgets_a_week_later(
    confirmed, client, sign_in, derya, now
):
    sign_in(derya)
    client.post(f"/kassel/volunteers/interest/{confirmed.pk}/", {"do": "decline"})

    thanks = Letter.objects.exclude(pk__in=Letter.objects.order_by("written_at")[:1])
    assert any("danke" in text_of(letter).lower() for letter in thanks)
    operations.forget_interests(now=now + dt.timedelta(days=7))
    assert not Interest.objects.exists()
    assert not Value.objects.exists()


def test_nobody_but_the_coordination_meets_them(
    confirmed, client, sign_in, board, miriam, foreign_coordinator, as_miriam
):
    where = f"/kassel/volunteers/interest/{confirmed.pk}/"
    assert client.get(where).status_code == 302
    sign_in(miriam.user)
    assert client.get(where).status_code == 404
    for stranger in (board, as_miriam, foreign_coordinator):
        assert not Interest.objects.visible_to(stranger).filter(pk=confirmed.pk)
    with pytest.raises(Refusal):
        operations.welcome(interest=confirmed, by=board, now=confirmed.created_at)


def test_a_sign_up_elsewhere_gets_its_volunteer_once(confirmed, now, make_volunteer):
    """What a festival shift asks for: no welcome, nobody doubled."""
    first = operations.volunteer_of(interest=confirmed, now=now)
    second = operations.volunteer_of(interest=confirmed, now=now)

    assert first == second
    assert first.name == "Oksana Melnyk"
    assert not first.is_bound(now.date())


def test_a_sign_up_elsewhere_needs_the_confirmation(offer, now, horizonte):
    offer(association=horizonte.pk)

    with pytest.raises(Refusal, match="nicht bestätigt"):
        operations.volunteer_of(interest=Interest.objects.get(), now=now)


def test_a_confirmed_address_of_one_volunteer_is_that_volunteer(
    confirmed, now, make_volunteer
):
    known = make_volunteer(email="oksana@post.example")

    assert operations.volunteer_of(interest=confirmed, now=now) == known


def test_a_telephone_number_proves_nobody(kassel, horizonte, now, make_volunteer):
    make_volunteer("Amal", phone="+4915123456789")
    made = operations.register_interest(
        centre=kassel,
        name="Somebody else",
        contact="+4915123456789",
        language="de",
        native=languages.mask(["uk"]),
        association=horizonte,
        now=now,
    )
    operations.confirm_interest(interest=made.interest, now=now)

    assert operations.volunteer_of(interest=made.interest, now=now).name != "Amal"
