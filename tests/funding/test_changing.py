"""What is entered of the money is changed on the pages, and what stands is shown."""

import datetime as dt

import pytest

from allin.funding.models import Application, Award, CostAmount, Funder, Post
from tests.funding.test_pages import page, url

pytestmark = pytest.mark.django_db


def test_a_post_is_entered_and_corrected(as_coordinator, rent):
    page(
        as_coordinator, url("enter_post"), 302,
        title="Büro", line=rent.pk, posts="1,5",
    )  # fmt: skip
    first = Post.objects.get()
    assert first.hundredths == 150

    page(
        as_coordinator, url("correct_post", first.pk), 302,
        title="Büro und Empfang", line=rent.pk, posts="",
    )  # fmt: skip
    standing = Post.objects.standing().get()
    assert (standing.title, standing.hundredths) == ("Büro und Empfang", None)
    assert "Büro und Empfang" in page(as_coordinator, url("entries"))


@pytest.mark.parametrize("typed", ["viele", "0", "500"])
def test_a_number_of_posts_that_is_none_comes_back(
    as_coordinator,
    rent,
    typed,
):
    answer = as_coordinator.post(
        url("enter_post"), {"title": "Büro", "line": rent.pk, "posts": typed}
    )
    said = answer.content.decode()

    assert answer.status_code == 422
    assert f'value="{typed}"' in said
    assert 'role="alert"' in said
    assert not Post.objects.exists()


def test_a_cost_changes_from_a_day_on_and_ends(as_coordinator, rent):
    first = CostAmount.objects.get()
    page(
        as_coordinator, url("correct_cost", rent.pk, first.pk), 302,
        amount="1.500", first_on="2026-01-01",
    )  # fmt: skip
    page(
        as_coordinator, url("change_cost", rent.pk), 302,
        amount="1.600", first_on="2026-07-01",
    )  # fmt: skip
    standing = CostAmount.objects.standing().order_by("first_on")
    assert [one.amount for one in standing] == [1_500_00, 1_600_00]

    said = page(as_coordinator, url("end_line", rent.pk), 422, last_on="2025-12-31")
    assert "Der letzte Tag liegt vor dem ersten." in said
    page(as_coordinator, url("end_line", rent.pk), 302, last_on="2026-12-31")
    rent.refresh_from_db()
    assert rent.last_on == dt.date(2026, 12, 31)


def test_an_application_goes_from_the_idea_to_the_decision(
    as_coordinator,
    rent,
):
    page(
        as_coordinator, url("enter_application"), 302,
        title="Antrag an das Land", kind="idea", new_funder="Land Hessen",
    )  # fmt: skip
    one = Application.objects.get()
    page(
        as_coordinator, url("change_application", one.pk), 302,
        title="Antrag auf Miete", new_funder="Land Hessen", lines=rent.pk,
        amount="16.800", pays_from="2026-07-01", assumptions="amount",
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.title, one.amount, one.amount_assumed) == (
        "Antrag auf Miete", 16_800_00, True,
    )  # fmt: skip
    assert Funder.objects.get().name == "Land Hessen"  # known: not entered twice

    page(as_coordinator, url("take_step", one.pk), 302, kind="submitted", on="1.3.2026")
    said = page(as_coordinator, url("application", one.pk))
    assert "Land Hessen" in said
    assert "1. März" in said
    page(
        as_coordinator, url("take_step", one.pk), 302,
        kind="rejected", on="9.3.2026", reason="keine Mittel",
    )  # fmt: skip
    assert "keine Mittel" in page(as_coordinator, url("application", one.pk))


def test_an_application_that_pays_back_says_from_when_it_pays_on(
    as_coordinator,
    rent,
    apply,
):
    one = apply("Antrag", lines=[rent])
    given = {"title": "Antrag", "lines": rent.pk, "back_to": "2026-01-01"}
    said = page(as_coordinator, url("change_application", one.pk), 422, **given)
    assert "ab wann" in said
    later = {**given, "pays_from": "2025-12-01"}
    said = page(as_coordinator, url("change_application", one.pk), 422, **later)

    one.refresh_from_db()
    assert one.back_to is None
    assert "reichen" in said


def test_an_award_is_corrected_with_what_it_said_in_the_form(
    as_coordinator,
    rent,
    award,
):
    first = award([rent], "2026-01-01", "2026-06-30")
    form = as_coordinator.get(url("correct_award", first.pk)).content.decode()
    assert 'value="2026-06-30"' in form
    page(
        as_coordinator, url("correct_award", first.pk), 302,
        kind="project", lines=rent.pk, first_on="2026-01-01", last_on="2026-09-30",
    )  # fmt: skip

    assert Award.objects.standing().get().last_on == dt.date(2026, 9, 30)
    assert "30. September" in page(as_coordinator, url("runway"))


def test_a_funder_is_entered_once(as_coordinator):
    page(as_coordinator, url("enter_funder"), 302, name="Stadt", kind="city")
    page(as_coordinator, url("enter_funder"), 422, name="Stadt", kind="city")

    assert Funder.objects.count() == 1
