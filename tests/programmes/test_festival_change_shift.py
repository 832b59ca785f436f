# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""A shift that changes: whoever promised it is told, and may step back."""

import re

import pytest

from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes.models import Assignment
from allin.programmes.operations import festival as operations
from allin.volunteers.models import Commitment
from tests.conftest import NOW
from tests.programmes.conftest import make_volunteer, show
from tests.programmes.fairs import (
    fair,
    fair_setup,
    guests,
    host,
    june,
    shifts,
    somebody,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(coordinator):
    """Change a shift; what is not said stays as it was planned."""

    def changing(shift, **more):
        values = {
            "post": "Getränke", "starts_at": june("14:00"), "ends_at": june("16:00"),
            "least": 1, "most": 2, "food": False, "by": coordinator, "now": NOW,
        }  # fmt: skip
        return operations.change_shift(shift=shift, **values | more)

    return changing


@pytest.fixture
def as_coordinator(client, sign_in, derya):
    sign_in(derya)
    return client


@pytest.fixture
def page(as_coordinator):
    """Return what the coordination reads; data are sent, and may come back."""

    def look(shift, status=200, **data):
        url = f"/kassel/programmes/shifts/{shift.pk}/change/?lang=de"
        sent = as_coordinator.post(url, data) if data else as_coordinator.get(url)
        assert sent.status_code == status, sent.content.decode()[:2000]
        return sent

    return look


def said(page):
    main = page.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def signed_up(shift, **more):
    return operations.sign_up(shift=shift, contact=somebody(**more), now=NOW)


def test_who_promised_comes_along_reads_both_times_and_may_step_back(shifts, change):
    (drinks,) = shifts()
    helper = signed_up(drinks, email="lina@post.example", phone="")
    Letter.objects.all().delete()

    change(drinks, post="Bühne", starts_at=june("18:00"), ends_at=june("20:00"))

    (letter,) = Letter.objects.all()
    told = text_of(letter)
    assert "Bisher: Getränke, Sa, 13. Juni, 14 bis 16 Uhr" in told
    assert "Jetzt: Bühne, Sa, 13. Juni, 18 bis 20 Uhr" in told
    assert helper.token in told, "their own page, without an account"
    promised = Commitment.objects.standing().get()
    assert (promised.starts_at, promised.ends_at) == (june("18:00"), june("20:00"))
    operations.leave_shift(helper=helper, shift=drinks, now=NOW)
    assert not Commitment.objects.standing().exists()


def test_how_many_are_wanted_is_no_news(shifts, change):
    (drinks,) = shifts()
    signed_up(drinks, email="lina@post.example")
    Letter.objects.all().delete()

    change(drinks, least=3, most=6)

    drinks.position.refresh_from_db()
    assert (drinks.position.least, drinks.position.most) == (3, 6)
    assert not Letter.objects.exists()


def test_the_letter_speaks_the_reader_s_language(shifts, change):
    (drinks,) = shifts()
    signed_up(drinks, email="lina@post.example", language="uk")
    Letter.objects.all().delete()

    change(drinks, ends_at=june("17:00"))

    assert "Тепер: Getränke" in text_of(Letter.objects.get())


def test_what_somebody_could_not_keep_is_refused_and_nothing_changes(shifts, change):
    drinks, stage = shifts()[0], shifts("Bühne", june("17:00"), june("19:00"))[0]
    helper = signed_up(drinks)
    operations.take_shift(helper=helper, shift=stage, now=NOW)
    other = signed_up(drinks, name="Emre", phone="+4915199999999")

    for asked, field, sentence in (
        ({"ends_at": june("18:00")}, "", "Lina Haddad"),
        ({"most": 1}, "most", "2 Personen haben schon zugesagt"),
        ({"food": True}, "food", "keine Belehrung"),
        ({"ends_at": june("14:00")}, "ends", "nach dem Anfang"),
        ({"ends_at": june("5:00", 14)}, "ends", "14 Stunden"),
        ({"least": 3}, "most", "kleiner"),
        ({"starts_at": june("8:00", 1), "ends_at": june("9:00", 1)}, "on", "Woche"),
        (
            {"post": "Bühne", "starts_at": june("17:00"), "ends_at": june("19:00")},
            "post", "schon geplant",
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal) as caught:
            change(drinks, **asked)
        assert (caught.value.field, sentence in caught.value.sentence) == (
            field, True,
        ), (asked, caught.value.sentence)  # fmt: skip
    kept = Commitment.objects.standing().filter(volunteer=other.volunteer).get()
    assert (kept.starts_at, kept.ends_at) == (june("14:00"), june("16:00"))


def test_what_has_begun_or_was_cancelled_does_not_change(shifts, change, coordinator):
    drinks, stage = shifts()[0], shifts("Bühne")[0]
    with pytest.raises(Refusal, match="schon begonnen"):
        change(drinks, now=june("14:00"))
    operations.cancel_shift(shift=stage, by=coordinator, now=NOW)
    with pytest.raises(Refusal, match="abgesagt"):
        change(stage, post="Bühne")


def test_the_coordination_changes_it_on_a_page_that_names_whom_to_call(
    shifts, page, as_coordinator
):
    (drinks,) = shifts()
    signed_up(drinks)
    html = page(drinks).content.decode()
    assert 'value="14:00"' in html
    typed = {
        "post": "Getränke", "on": "2026-06-13", "starts": "15:00", "ends": "17:00",
        "least": "1", "most": "0",
    }  # fmt: skip
    back = page(drinks, 422, **typed)
    assert 'value="15:00"' in back.content.decode()

    page(drinks, 302, **typed | {"most": "4"})
    told = said(as_coordinator.get(f"/kassel/programmes/shifts/{drinks.pk}/?lang=de"))

    assert "Kein Brief erreicht, also anrufen: Lina Haddad." in told
    assert "15 bis 17 Uhr" in told
    assert Assignment.objects.standing().get().state == "promised"
