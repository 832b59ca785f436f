# ruff: noqa: F401, F811  (fixtures of the festival are imported by name)
"""The pages of a festival: what is typed wrongly comes back with a sentence."""

import datetime as dt

import pytest

from allin.programmes.models import Festival, Settlement, Shift, Slot, Stand
from allin.programmes.operations import festival as operations
from tests.conftest import BERLIN, NOW
from tests.programmes.fairs import (
    act,
    board,
    fair,
    fair_setup,
    guests,
    host,
    june,
    nour,
    shifts,
    somebody,
    stage,
    stand,
)

LONG, HTML = "x" * 10_000, '<script>alert("x")</script>'


@pytest.fixture
def here(client, derya):
    client.force_login(derya)

    class Here:
        def get(self, path, status=200):
            page = client.get(f"/kassel/programmes/{path}")
            assert page.status_code == status, page.status_code
            return page.content.decode()

        def post(self, path, status=302, **data):
            page = client.post(f"/kassel/programmes/{path}", data)
            assert page.status_code == status, page.content.decode()[:3000]
            return page.content.decode()

    return Here()


@pytest.fixture
def given(stand, coordinator):
    """A stand that is on the plan."""
    one = stand()
    wanted = {
        name: getattr(one, name)
        for name in ("offers", "food", "power_watts", "water", "metres")
    }
    return operations.accept(stand=one, number="A1", by=coordinator, now=NOW, **wanted)


OPENED = {
    "title": "Fest 2026", "on": "2026-06-20", "opens": "11:00", "closes": "22:00",
    "place": "Königsplatz", "stages": "Große Bühne\nKleine Bühne",
    "change_over": "15", "fee": "",
}  # fmt: skip


def test_forms_sent_empty_say_what_is_missing(here, fair_setup, fair, given):
    nothing = dict.fromkeys((*OPENED, "last_on", "counted", "lent"), "")
    for path in (
        f"{fair_setup.programme_id}/festival/",
        f"festivals/{fair.pk}/change/",
        f"stands/{given.pk}/settle/",
    ):
        assert 'role="alert"' in here.post(path, status=422, **nothing), path


def test_a_festival_is_set_up_on_one_page(here, fair_setup, host):
    here.post(f"{fair_setup.programme_id}/festival/", **OPENED, host=host.pk)

    one = Festival.objects.get()
    assert one.fee == 0, "no fee typed is no fee"
    assert sorted(one.stages.values_list("name", flat=True)) == [
        "Große Bühne", "Kleine Bühne",
    ]  # fmt: skip
    assert "Noch keine Schicht" in here.get(f"festivals/{one.pk}/")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"fee": "zwölf"}, "Das ist kein Betrag"),
        ({"fee": "9" * 5000}, "Das ist kein Betrag"),
        ({"on": "2026-03-29", "opens": "02:30"}, "Diese Stunde gibt es nicht"),
        ({"last_on": "2026-06-19"}, "vor dem ersten"),
        ({"last_on": "2026-07-20"}, "höchstens zehn Tage"),
        ({"on": "2026-03-01"}, "vorbei"),
        ({"title": LONG}, "Kürzen Sie"),
        ({"host": "999999"}, 'role="alert"'),
    ],
)
def test_what_no_festival_can_be_comes_back_with_a_sentence(
    here, fair_setup, host, typed, says
):
    path = f"{fair_setup.programme_id}/festival/"
    page = here.post(path, status=422, **{**OPENED, "host": host.pk, **typed})

    assert says in page
    assert 'value="Königsplatz"' in page, "what was typed stays"
    assert not Festival.objects.exists()


def test_in_the_night_the_clocks_go_back_a_festival_lasts_an_hour_longer(
    here, fair_setup, host
):
    here.post(
        f"{fair_setup.programme_id}/festival/", host=host.pk,
        **OPENED | {"on": "2026-10-24", "opens": "18:00", "closes": "03:00"},
    )  # fmt: skip

    occasion = Festival.objects.get().occasion
    assert occasion.ends_at - occasion.starts_at == dt.timedelta(hours=10)


def test_an_act_across_midnight_is_put_on_the_stage_as_typed(here, fair, stage):
    here.post(
        f"festivals/{fair.pk}/acts/add/", stage=stage.pk, act="Trommeln",
        on="2026-06-13", starts="23:30", ends="00:30",
    )  # fmt: skip

    slot = Slot.objects.get()
    assert (slot.starts_at, slot.ends_at) == (june("23:30"), june("0:30", 14))
    page = here.post(
        f"festivals/{fair.pk}/acts/add/", status=422, stage=stage.pk, act=HTML,
        on="2026-06-14", starts="00:40", ends="01:30",
    )  # fmt: skip
    assert "20 Minuten" in page
    assert "0:50" in page, "from when the stage is free"
    assert HTML not in page


def test_a_till_is_settled_on_its_page_with_amounts_as_people_write_them(
    here, given, monkeypatch
):
    monkeypatch.setenv("ALLIN_NOW", june("10:00", 15).isoformat())
    here.post(f"stands/{given.pk}/settle/", lent="100", counted="1.432,50 €", fee="50")

    one = Settlement.objects.get()
    assert (one.lent, one.counted, one.fee) == (10_000, 143_250, 5_000)
    assert "1.332,50 €" in here.get(f"festivals/{given.festival_id}/money/")


def test_less_in_the_till_than_was_lent_needs_a_word(here, given, monkeypatch):
    monkeypatch.setenv("ALLIN_NOW", june("10:00", 15).isoformat())
    path, typed = f"stands/{given.pk}/settle/", {"lent": "100", "counted": "80"}

    page = here.post(path, status=422, **typed)
    assert "weniger als das Wechselgeld von 100,00 €" in page
    assert not Settlement.objects.exists()
    for wrong in ("-5", "1e9", "99.999.999,99", HTML, LONG):
        here.post(path, status=422, lent="0", counted=wrong)
    here.post(path, **typed, short="on")
    assert Settlement.objects.get().till.takings == -2_000


@pytest.fixture
def night(fair_setup, coordinator, host):
    """A festival in the night of a day, from 20 to 6 o'clock."""

    def make(year, month, day):
        first = dt.datetime(year, month, day, 20, tzinfo=BERLIN)
        after = dt.datetime(year, month, day + 1, 6, tzinfo=BERLIN)
        return operations.open_festival(
            programme=fair_setup.programme, title="Nacht", starts_at=first,
            ends_at=after, place="Halle", host=host, stages=["Halle"],
            by=coordinator, now=NOW,
        )  # fmt: skip

    return make


@pytest.mark.parametrize("what", ["shifts/add/", "acts/add/"])
def test_an_hour_the_clocks_skip_is_named_and_nothing_is_planned(here, night, what):
    fest = night(2026, 3, 28)
    page = here.post(
        f"festivals/{fest.pk}/{what}", status=422, on="2026-03-29", starts="02:30",
        ends="04:00", post="Bar", least="1", most="2", times="1",
        act="DJ", stage=fest.stages.get().pk,
    )  # fmt: skip

    assert "Diese Stunde gibt es nicht" in page
    assert not Shift.objects.exists()
    assert not Slot.objects.exists()


def test_of_an_hour_that_comes_twice_the_first_is_meant_and_it_says_so(here, night):
    fest = night(2026, 10, 24)
    here.post(
        f"festivals/{fest.pk}/shifts/add/", on="2026-10-25", starts="02:30",
        ends="03:30", post="Bar", least="1", most="2", times="1",
    )  # fmt: skip

    page = here.get(f"festivals/{fest.pk}/shifts/?day=2026-10-25")
    assert "Gemeint ist die erste" in page
    occasion = Shift.objects.get().position.occasion
    assert occasion.ends_at - occasion.starts_at == dt.timedelta(hours=2)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"most": "0"}, 'role="alert"'),
        ({"least": "5"}, "ist kleiner als"),
        ({"times": "51"}, 'role="alert"'),
        ({"ends": "14:00"}, "nach dem Anfang"),
        ({"starts": "05:00", "ends": "23:00"}, "höchstens 14 Stunden"),
        ({"on": "2026-09-01"}, "einer Woche vor dem Fest"),
        ({"on": "gestern"}, 'role="alert"'),
        ({"post": LONG}, "Kürzen Sie"),
    ],
)
def test_what_no_shift_can_be_comes_back_with_a_sentence(here, fair, typed, says):
    good = {
        "post": "Getränke", "on": "2026-06-13", "starts": "14:00", "ends": "16:00",
        "least": "1", "most": "2", "times": "1",
    }  # fmt: skip
    page = here.post(f"festivals/{fair.pk}/shifts/add/", status=422, **good | typed)

    assert says in page
    assert not Shift.objects.exists()


def test_whom_no_letter_reaches_stands_there_to_be_called(here, fair, shifts):
    (drinks,) = shifts(most=3)
    for contact in (
        somebody(),
        somebody("Greta Vogt", phone="", email="greta@post.example"),
    ):
        operations.sign_up(shift=drinks, contact=contact, now=NOW)

    here.post(f"shifts/{drinks.pk}/cancel/", do="it")
    page = here.get(f"shifts/{drinks.pk}/")
    calls = page.partition("Anzurufen")[2].partition("Wer kommt")[0]
    assert "Lina Haddad" in calls
    assert "+4915123456789" in calls
    assert "Greta Vogt" not in calls, "she gets a letter"
    here.post(f"festivals/{fair.pk}/cancel/", why="Sturm")
    assert "Lina Haddad" in here.get(f"festivals/{fair.pk}/")
