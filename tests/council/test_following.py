"""What comes next: dates, amendments, the budget line, tasks with evidence."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from allin.core.fuzzy import read
from allin.council import operations, todo
from allin.council.models import BudgetLine, Motion, NextDate, Task
from allin.council.operations import Errand
from allin.council.statistics import facts, seen, words
from allin.desk.tasks import gather
from allin.funding import operations as funding
from tests.conftest import NOW
from tests.council.conftest import day, refused

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(hours=1)


def look(motion, on=None):
    return seen(
        Motion.objects.with_all().get(pk=motion.pk), today=NOW.date(), on=on
    )  # fmt: skip


def waiting(kassel):
    return {name: some.count() for name, some in todo.waiting(kassel, NOW).items()}


def test_the_next_date_is_the_soonest_nothing_came_of(motion, set_date, take):
    later = set_date("4/2026", "council", body="Stadtverordnete")
    soon = set_date("17.3.2026", body="Ausschuss", papers_on=day("2026-03-12"))
    assert look(motion).next == soon

    passed = set_date("2.3.2026")
    assert look(motion).unanswered == (passed,)
    take("referred", "2.3.2026", comes_of=passed)
    assert look(motion).unanswered == ()
    assert look(motion).ahead == (soon, later)


def test_a_date_before_the_filing_and_papers_after_the_date_are_refused(set_date):
    assert refused(set_date, "31.8.2025").field == "on"
    late = {"papers_on": day("2026-03-18")}
    assert refused(set_date, "17.3.2026", **late).field == "papers_on"
    assert set_date("3/2026", papers_on=day("2026-03-31")).pk


def test_a_date_moves_and_the_old_one_is_kept(motion, set_date, coordinator):
    old = set_date("17.3.2026", body="Ausschuss")
    moved = operations.set_date(
        motion=motion, where="committee", body="Ausschuss", on=read("24.3.2026"),
        instead_of=old, by=coordinator, now=LATER,
    )  # fmt: skip

    assert look(motion).ahead == (moved,)
    assert NextDate.objects.count() == 2


def test_a_date_of_another_motion_is_none(file, take, set_date):
    other = file(title="Anderer", for_good=False)
    theirs = set_date("17.3.2026", of=other)

    assert refused(take, "referred", "8.9.2025", comes_of=theirs).field == "comes_of"


def test_today_says_what_is_overdue_due_or_unanswered(
    kassel, set_date, give_task, adopt
):
    set_date("17.3.2026", papers_on=day("2026-03-17"))
    set_date("18.3.2026", papers_on=day("2026-03-18"))  # a day too far
    set_date("9.3.2026")
    set_date("3/2026")  # March is not over
    give_task(due="2026-03-09")
    counted = {"motion_papers_due": 1, "motion_dates_passed": 1}
    assert waiting(kassel) == {**counted, "motion_tasks_overdue": 0}

    adopt()
    assert waiting(kassel) == {**counted, "motion_tasks_overdue": 1}


def test_a_motion_looked_at_from_another_day_reminds_nobody_of_its_dates(
    kassel, set_date, coordinator, now
):
    set_date("9.3.2026")
    funding.settle_outlook(
        centre=kassel, seen_on=day("2025-10-14"), until_on=None, by=coordinator, now=now
    )

    assert waiting(kassel)["motion_dates_passed"] == 0


def test_a_planned_task_is_never_overdue_before_the_motion_is_adopted(
    motion, give_task, adopt
):
    give_task(due="2026-03-09")
    give_task("Später", due="2026-03-10")
    assert look(motion).overdue_tasks == []

    adopt()
    assert [str(task) for task in look(motion).overdue_tasks] == [
        "Im Haushalt anmelden"
    ]


def test_a_task_is_done_with_evidence_or_not_at_all(motion, give_task, finish):
    task = give_task()
    assert refused(finish, task, evidence=" ").field == "evidence"
    assert refused(finish, task, done="2026-03-11").field == "done_on"
    assert not Task.objects.get().is_done

    done = finish(task, evidence="", url="https://kassel.example/haushalt.pdf")
    assert (str(done.done_on), done.done_by is not None) == ("2026-03-05", True)
    assert look(motion).open_tasks == []


def test_a_done_task_is_neither_done_again_nor_changed(
    motion, give_task, finish, coordinator
):
    task = give_task()
    finish(task)
    assert finish(task).is_done  # the same form, sent twice
    assert "schon erledigt" in refused(finish, task, evidence="Anders").sentence
    errand = Errand("Anders", "house", day("2026-04-01"))
    given = {"motion": motion, "errand": errand, "instead_of": task, "now": LATER}
    assert (
        "schon erledigt"
        in refused(operations.give_task, by=coordinator, **given).sentence
    )


def test_the_budget_line_changes_and_the_old_one_is_kept(
    motion, settle_budget, coordinator
):
    settle_budget("", 2026)
    assert not look(motion).has_money_s_place
    settle_budget("Integration", 2027)

    assert (look(motion).budget.line, look(motion).budget.year) == ("Integration", 2027)
    assert BudgetLine.objects.count() == 2
    assert refused(settle_budget, "x", 1989).field == "year"


def test_a_motion_in_the_budget_keeps_a_line(adopt, take, settle_budget):
    adopt()
    take("with_magistrat")
    settle_budget()
    take("budgeted", "12/2025")

    assert refused(settle_budget, " ").field == "line"


def test_adopted_without_a_budget_line_it_pays_nothing(motion, adopt, settle_budget):
    with translation.override("de"):
        assert words.warning(look(motion)) == (
            "Ein Beschluss ohne Haushaltsstelle zahlt nichts."
        )
        adopt()
        assert words.heading(look(motion)) == (
            "Der Antrag ist angenommen, aber noch zahlt keine Haushaltsstelle."
        )
        assert words.permanence(look(motion)).startswith("Beschlossen, aber nicht")
        settle_budget()
        assert words.warning(look(motion)) == ""


def test_amendments_are_papers_of_their_motion(motion, amend, coordinator, now):
    assert refused(amend, filed="31.8.2025").field == "filed"
    assert refused(amend, filed="11.3.2026").field == "filed"
    one = amend(filed="10.9.2025", originator="Fraktion B", number="7-1")
    settle = {"amendment": one, "state": "adopted", "by": coordinator, "now": now}
    assert refused(
        operations.settle_amendment, on=read("9.9.2025"), **settle
    ).field == ("on")
    operations.settle_amendment(on=read("11/2025"), **settle)

    (shown,) = look(motion).amendments
    assert (shown.state, shown.settled) == ("adopted", "2025-11")


def test_the_dossier_s_facts(kassel, elsewhere, motion, set_date, give_task, adopt):
    set_date("17.3.2026", "magistrat", body="Magistrat", assumed=True)
    give_task(due="2026-03-09")
    with translation.override("de"):
        before = facts(centre=kassel, today=NOW.date())
        adopt()
        after = facts(centre=kassel, today=NOW.date())

    assert (before.state, before.tasks_open, before.tasks_overdue) == (
        "Eingereicht", 1, 0,
    )  # fmt: skip
    assert (before.next_step.body, str(before.next_step.on)) == (
        "Magistrat", "2026-03-17",
    )  # fmt: skip
    assert before.has_assumptions
    assert (after.state, after.tasks_overdue) == ("Beschlossen: angenommen", 1)
    assert str(after.filed_on) == "2025-09-01"
    assert facts(centre=elsewhere, today=NOW.date()) is None


def test_today_leads_to_the_motion_of_which_something_waits(
    kassel, motion, file, set_date, give_task, adopt
):
    file(title="Neuer", for_good=False)
    set_date("17.3.2026", papers_on=day("2026-03-12"))
    set_date("9.3.2026")
    give_task(due="2026-03-09")
    adopt()
    with translation.override("de"):
        said = gather(centre=kassel, waiting=(), at=NOW)

    lines = {one.title: one.url for one in (*said["urgent"], *said["later"])}
    page = reverse("council:motion", args=[motion.pk])
    assert lines["1 Aufgabe nach einem Beschluss ist überfällig"] == f"{page}#tasks"
    assert lines["Unterlagen für 1 Termin des Antrags sind fällig"] == page
    assert lines["1 Termin des Antrags ist vorbei"] == page

    kassel.modules = [one for one in kassel.modules if one != "council"]
    said = gather(centre=kassel, waiting=(), at=NOW)
    assert not any(one.icon == "bank" for one in (*said["urgent"], *said["later"]))
