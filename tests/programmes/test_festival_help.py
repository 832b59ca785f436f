# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""Helping at a festival without an account: sign up, change, leave, be forgotten."""

import datetime as dt
import re

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes import jobs, todo
from allin.programmes.models import Assignment, Helper
from allin.programmes.operations import festival as operations
from allin.programmes.operations.festival.standing import overview
from allin.volunteers.models import Commitment, Hours, Volunteer
from tests import races
from tests.conftest import NOW
from tests.programmes.conftest import bridge, make_volunteer, show
from tests.programmes.fairs import (
    fair,
    fair_setup,
    guests,
    host,
    june,
    shifts,
    somebody,
)

AFTER = june("10:00", 15)
DAY = dt.timedelta(days=1)


@pytest.fixture
def ask(client):
    def make(path, status=200, lang="de", **data):
        url = f"/kassel/programmes/{path}?lang={lang}"
        page = client.post(url, data) if data else client.get(url)
        assert page.status_code == status, page.content.decode()[:2000]
        return page

    return make


def said(page):
    """What a person reads."""
    main = page.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_a_stranger_takes_a_shift_and_gives_it_back_by_link(ask, client, fair, shifts):
    (drinks,) = shifts()
    assert "1 fehlt" in said(ask(f"fest/{fair.token}/"))

    path = f"fest/{fair.token}/{drinks.pk}/"
    sent = ask(path, 302, called="Lina Haddad", channel="0151 23456789", agree="on")
    own = sent.headers["Location"].split("/programmes/")[1]

    assert "Was Sie zugesagt haben" in said(ask(own))
    assert "genug, 1 frei" in said(ask(f"fest/{fair.token}/"))
    assert "Lina" not in said(ask(f"fest/{fair.token}/")), "nobody else reads the name"
    ask(f"{own}{drinks.pk}/leave/", 302, do="it")
    assert "Zurzeit keine Schicht" in said(ask(own))
    assert not Commitment.objects.standing().exists()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ar", ("وردياتي", "إرجاع الوردية")), ("uk", ("Мої зміни", "Повернути зміну"))],
)
def test_the_own_page_and_the_letter_speak_the_language_of_who_signs_up(
    ask, fair, shifts, lang, words
):
    path = f"fest/{fair.token}/{shifts()[0].pk}/"
    mail = {"called": "Oksana", "channel": "oksana@post.example", "agree": "on"}
    own = ask(path, 302, lang, **mail).headers["Location"].split("/programmes/")[1]

    page = said(ask(own, lang=lang))
    assert all(word in page for word in words)
    letter = Letter.objects.get()
    assert letter.language == lang
    assert Helper.objects.get().token in text_of(letter)
    assert "Thank you" not in text_of(letter)
    assert "Danke" not in text_of(letter)


def test_what_clashes_is_greyed_and_refused(ask, fair, shifts):
    drinks, stage = shifts()[0], shifts("Bühne", june("15:00"), june("17:00"))[0]
    helper = operations.sign_up(shift=drinks, contact=somebody(), now=NOW)

    page = ask(f"helper/{helper.token}/")
    assert "zur selben Zeit wie eine Ihrer Schichten" in said(page)
    assert f"{stage.pk}/take/" not in page.content.decode()
    with pytest.raises(Refusal, match="schon"):
        operations.take_shift(helper=helper, shift=stage, now=NOW)
    ask(f"helper/{helper.token}/{stage.pk}/take/", 302, do="it")
    assert Assignment.objects.standing().count() == 1


def test_a_shift_with_food_needs_an_instruction_that_counts_on_that_day(
    ask, fair, shifts, show, make_volunteer, coordinator
):
    (kitchen,) = shifts("Küche", food=True)
    cook, late = make_volunteer("Hatice"), make_volunteer("Emre")
    show(cook, "food", june("0:00").date())
    show(late, "food", june("0:00").date() - DAY)

    page = said(ask(f"fest/{fair.token}/{kitchen.pk}/"))
    assert "§ 43 IfSG" in page
    for refused in (
        lambda: operations.sign_up(shift=kitchen, contact=somebody(), now=NOW),
        lambda: operations.put_down(
            shift=kitchen, volunteer=late, by=coordinator, now=NOW
        ),
    ):
        with pytest.raises(Refusal, match="Belehrung"):
            refused()
    assert operations.put_down(
        shift=kitchen, volunteer=cook, by=coordinator, now=NOW
    ).pk
    assert not Volunteer.objects.filter(name="Lina Haddad").exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"called": ""},
        {"channel": "keine"},
        {"channel": "nur@"},
        {"called": "x" * 10_000},
        {"agree": ""},
        {"association": "999999"},
    ],
)
def test_what_is_typed_wrongly_comes_back_with_a_sentence(ask, fair, shifts, typed):
    good = {"called": "<b>Lina</b>", "channel": "0151 23456789", "agree": "on"}

    page = ask(f"fest/{fair.token}/{shifts()[0].pk}/", 422, **good | typed)
    assert 'role="alert"' in page.content.decode()
    assert "<b>Lina</b>" not in page.content.decode()
    assert not Helper.objects.exists()


def test_a_full_shift_says_so_and_is_refused(ask, fair, shifts):
    (one,) = shifts(most=1)
    operations.sign_up(shift=one, contact=somebody(), now=NOW)

    assert "voll" in said(ask(f"fest/{fair.token}/"))
    good = {"called": "Sami", "channel": "0151 23456780", "agree": "on"}
    page = ask(f"fest/{fair.token}/{one.pk}/", 422, **good)
    assert "Ihre Bereitschaft" in said(page)
    assert not Volunteer.objects.filter(name="Sami").exists(), "nothing stays of it"


def test_a_cancelled_festival_says_so_on_every_address(ask, fair, shifts, coordinator):
    helper = operations.sign_up(
        shift=shifts()[0], contact=somebody(email="lina@post.example", phone=""),
        now=NOW,
    )  # fmt: skip
    (other,) = shifts("Bühne", june("18:00"), june("20:00"))
    operations.cancel_festival(
        festival=fair, why="Sturmwarnung", by=coordinator, now=NOW + DAY
    )

    for path in (f"fest/{fair.token}/", f"fest/{fair.token}/stage/",
                 f"helper/{helper.token}/"):  # fmt: skip
        page = said(ask(path))
        assert "wurde abgesagt" in page
        assert "Sturmwarnung" in page
    ask(f"fest/{fair.token}/{other.pk}/", 404)
    last = Letter.objects.order_by("written_at").last()
    assert "Sturmwarnung" in text_of(last)
    assert not Commitment.objects.standing().exists()


def test_hours_come_from_attendance_once(fair, shifts, coordinator):
    (drinks,) = shifts()
    for number in range(2):
        operations.sign_up(
            shift=drinks, contact=somebody(f"P {number}", f"+49151234567{number}"),
            now=NOW,
        )  # fmt: skip
    first, second = Assignment.objects.order_by("pk")
    assert todo.waiting(fair.centre, AFTER)["shifts"].count() == 1

    def note(minutes):
        return operations.note_shift(
            shift=drinks, minutes=minutes, by=coordinator, now=AFTER
        )

    with pytest.raises(Refusal, match="begonnen"):
        operations.note_shift(
            shift=drinks, minutes={first.pk: 120}, by=coordinator, now=NOW
        )
    assert note({first.pk: 120, second.pk: 0}) == 1
    note({first.pk: 120, second.pk: 0})
    assert [one.minutes for one in Hours.objects.all()] == [120]
    note({first.pk: 90, second.pk: 30})
    standing = Hours.objects.filter(replaced_at__isnull=True)
    assert sorted(one.minutes for one in standing) == [30, 90]
    assert todo.waiting(fair.centre, AFTER)["shifts"].count() == 0
    seen = overview(festival=fair, now=AFTER)
    assert (seen.helpers, seen.minutes) == (2, 120)


def test_afterwards_helpers_are_counted_and_named_nowhere(
    fair, shifts, coordinator, ask, make_volunteer, monkeypatch
):
    (drinks,) = shifts(most=3)
    (down,) = shifts("Abbau", june("9:00", 14), june("11:00", 14))
    helper = operations.sign_up(shift=drinks, contact=somebody(), now=NOW)
    operations.take_shift(helper=helper, shift=down, now=NOW)
    stays = make_volunteer("Hatice Demir")
    operations.put_down(shift=drinks, volunteer=stays, by=coordinator, now=NOW)
    for shift in (drinks, down):
        everybody = dict.fromkeys(
            shift.position.assignments.values_list("pk", flat=True), 120
        )
        operations.note_shift(shift=shift, minutes=everybody, by=coordinator, now=AFTER)
    operations.close_festival(festival=fair, headcount=6_000, by=coordinator, now=AFTER)

    monkeypatch.setenv("ALLIN_NOW", (AFTER + 27 * DAY).isoformat())
    jobs.look_after_festivals.call()
    assert Volunteer.objects.filter(name="Lina Haddad").exists(), "not yet 30 days"
    monkeypatch.setenv("ALLIN_NOW", (AFTER + 31 * DAY).isoformat())
    for _time in range(2):
        jobs.look_after_festivals.call()

    assert list(Volunteer.objects.exclude(name="").values_list("name", flat=True)) == [
        "Hatice Demir"
    ]
    assert sum(one.minutes for one in Hours.objects.all()) == 360
    assert overview(festival=fair, now=AFTER + 31 * DAY).helpers == 2
    ask(f"helper/{helper.token}/", 404)


def test_who_leaves_is_forgotten_at_once_and_the_place_is_free(ask, fair, shifts):
    (one,) = shifts(most=1)
    helper = operations.sign_up(shift=one, contact=somebody(), now=NOW)

    ask(f"helper/{helper.token}/leave/", 302, do="it")
    assert not Volunteer.objects.exclude(name="").exists()
    assert "1 fehlt" in said(ask(f"fest/{fair.token}/"))
    operations.leave_festival(helper=helper, now=NOW)


def test_an_invented_link_opens_nothing(ask, fair, shifts):
    helper = operations.sign_up(shift=shifts()[0], contact=somebody(), now=NOW)

    for token in ("x", helper.token[:-1] + "_", f"{helper.pk}.{helper.nonce}"):
        ask(f"helper/{token}/", 404)
    ask("fest/nobody/", 404)


def test_permits_are_reminded_of_a_week_before_once(fair, derya, monkeypatch):
    first = fair.permits.first()
    assert todo.waiting(fair.centre, NOW)["permits"].count() == 0
    due = dt.datetime.combine(first.due_on, dt.time(6, 40), NOW.tzinfo)

    monkeypatch.setenv("ALLIN_NOW", (due - 8 * DAY).isoformat())
    assert jobs.look_after_festivals.call() == 0
    monkeypatch.setenv("ALLIN_NOW", (due - 7 * DAY).isoformat())
    assert jobs.look_after_festivals.call() == 1
    assert jobs.look_after_festivals.call() == 0, "once"

    (letter,) = Letter.objects.all()
    assert "Bald fällig für „Fest der Kulturen 2026“" in text_of(letter)
    assert "Ordnungsamt" in text_of(letter)
    assert f"/festivals/{fair.pk}/permits/" in text_of(letter)
    assert todo.waiting(fair.centre, due)["permits"].count() == 1


@pytest.mark.race
@pytest.mark.slow
def test_fifty_telephones_and_the_last_place_of_a_shift():
    rounds = races.run("tests.programmes.fairracing", rounds=races.rounds_wanted())
    for done in rounds:
        assert done.errors == []
        assert (done.won, done.refused) == (1, 49)
