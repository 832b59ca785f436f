"""Advice is noted in one step, and corrected with the old value kept."""

import datetime as dt

import pytest

from allin.core.errors import Refusal
from allin.support import operations, statistics
from allin.support.models import Advice
from tests.conftest import NOW
from tests.support.conftest import words

TOLD = {"topic": "tax", "minutes": 20, "result": "solved", "given_on": "2026-03-10"}
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


def test_one_form_on_top_of_the_page_notes_a_talk(page, sign_in, derya, bridge):
    sign_in(derya)
    html = page("/support/").content.decode()
    assert html.index('action="/kassel/support/advise/"') < html.index(
        "Offene Anfragen"
    )
    page("/support/advise/", 302, association=bridge.pk, **TOLD)
    assert Advice.objects.get().minutes == 20


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"minutes": 0}, "Mindestens 1"),
        ({"minutes": 601}, "Höchstens 600"),
        ({"given_on": "2026-03-11"}, "Dieser Tag ist noch nicht da"),
        ({"given_on": "2023-01-01"}, "mehr als zwei Jahre her"),
        ({"topic": ""}, ""),
    ],
)
def test_what_cannot_be_is_refused_with_the_rest_kept(
    page, sign_in, derya, bridge, wrong, said
):
    sign_in(derya)
    told = TOLD | {"association": bridge.pk} | wrong
    back = page("/support/advise/", 422, **told)
    assert said in words(back)
    assert f'value="{bridge.pk}" selected' in back.content.decode()
    assert not Advice.objects.exists()


def test_two_taps_note_one_talk(advise):
    assert advise(30) == advise(30, now=NOW + dt.timedelta(seconds=30))


def test_a_correction_keeps_the_old_value_and_counts_once(
    page, sign_in, derya, advise, bridge, kassel
):
    one = advise(30)
    sign_in(derya)
    told = TOLD | {"association": bridge.pk, "minutes": 45}
    page(f"/support/advice/{one.pk}/correct/", 302, **told)
    assert "45 ( vorher: 30 )" in words(page("/support/advice/")).replace(
        "(vorher: 30)", "( vorher: 30 )"
    )
    assert statistics.figures(centre=kassel, **YEAR).minutes == 45
    page(f"/support/advice/{one.pk}/correct/", 404)


def test_whoever_comes_second_with_a_correction_is_told(advise, coordinator, bridge):
    one = advise(30)
    told = {"association": bridge, "given_on": NOW.date(), "by": coordinator}
    told |= {"topic": "tax", "result": "solved", "now": NOW}
    operations.correct_advice(advice=one, minutes=40, **told)
    with pytest.raises(Refusal):
        operations.correct_advice(advice=one, minutes=50, **told)
    assert [a.minutes for a in Advice.objects.standing()] == [40]


def test_it_is_counted_by_association_topic_and_quarter(kassel, advise, circle):
    advise(30)
    advise(20, association=circle, topic="rooms", given_on=dt.date(2026, 1, 5))
    advise(10, given_on=dt.date(2025, 12, 31))

    found = statistics.figures(centre=kassel, **YEAR)
    assert (found.talks, found.minutes, found.reached) == (2, 50, 2)
    by_topic = statistics.by_topic(centre=kassel, **YEAR)
    assert [(line.key, line.minutes) for line in by_topic] == [
        ("tax", 30),
        ("rooms", 20),
    ]
    quarters = statistics.by_quarter(centre=kassel, **YEAR)
    assert [(line.key, line.talks) for line in quarters][:2] == [
        ("2026-Q1", 2), ("2026-Q2", 0),
    ]  # fmt: skip


def test_a_board_sees_its_own_advice_and_no_list(page, sign_in, nour, advise, mina):
    advise(37)
    sign_in(nour)
    assert "37" in words(page("/support/"))
    page("/support/advice/", 404)
    page("/support/advise/", 404, **TOLD)
    sign_in(mina)
    assert "37" not in words(page("/support/"))


def test_a_board_cannot_note_advice(advise, board):
    with pytest.raises(Refusal):
        advise(30, by=board)
