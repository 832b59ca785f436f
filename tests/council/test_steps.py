"""Taking, correcting and taking back what a motion went through."""

import datetime as dt

import pytest

from allin.audit.models import Entry as Written
from allin.core.fuzzy import read
from allin.council import operations
from allin.council.models import Motion, Step
from allin.council.operations import Told
from allin.council.rules.votes import Count
from allin.council.statistics import seen
from tests.conftest import NOW, make_user, visitor
from tests.council.conftest import refused, votes

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(hours=1)


def look(motion, on=None):
    return seen(
        Motion.objects.with_all().get(pk=motion.pk), today=NOW.date(), on=on
    )  # fmt: skip


def test_from_filing_to_the_budget(motion, adopt, take, settle_budget):
    adopt(count=Count(40, 20, 3), factions=votes("A 25/0/0, B 15/0/3, C 0/20/0"))
    take("with_magistrat", "10.11.2025")
    settle_budget()
    take("budgeted", "12/2025")

    now = look(motion)
    assert (now.state, now.result) == ("budgeted", "adopted")
    assert now.steps[0].entered_by is not None
    decision = next(step for step in now.steps if step.kind == "decided")
    assert [str(vote) for vote in decision.votes.all()] == ["A", "B", "C"]
    assert now.last.on == "2025-12"  # the month stays a month


def test_an_illegal_step_is_refused_and_says_what_may_follow(motion, take):
    said = refused(take, "decided", "2.9.2025", "adopted")
    assert said.field == "result"
    said = refused(take, "on_agenda", "2.9.2025")

    assert said.field == "kind"
    assert "Möglich ist: „In einen Ausschuss überwiesen“" in said.sentence
    assert motion.steps.count() == 1


def test_a_step_dated_before_the_filing_is_refused(take):
    said = refused(take, "referred", "31.8.2025")

    assert said.field == "on"
    assert "erst danach eingereicht: 1. September 2025" in said.sentence
    assert take("referred", "2025").on == "2025"  # the year alone may be right


def test_a_step_before_an_earlier_one_is_refused(take):
    take("referred", "8.9.2025")

    assert (
        "überwiesen“ (8. September 2025)"
        in refused(take, "on_agenda", "7.9.2025").sentence
    )


def test_a_day_to_come_is_no_step(take):
    said = refused(take, "referred", "11.3.2026")

    assert said.field == "on"
    assert "nächsten Termin" in said.sentence


def test_votes_whose_sums_do_not_fit_are_refused(motion, adopt):
    told = {"factions": votes("A 25/0/0, B 15/0/3"), "count": Count(40, 1, 3)}
    said = refused(adopt, **told)

    assert said.field == "factions"
    assert "40 dafür, 0 dagegen, 3 enthalten" in said.sentence
    assert not Step.objects.filter(kind="decided").exists()
    assert motion.steps.count() == 5


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"count": Count(10, 11, 0)}, "result"),
        ({"count": Count(0, 0, 0)}, "yes"),
        ({"factions": votes("A 1/0/0")}, "yes"),
        ({"count": Count(2, 0, 0), "factions": votes("A 1/0/0, a 1/0/0")}, "factions"),
    ],
)
def test_votes_nobody_can_have_cast_are_refused(adopt, told, field):
    assert refused(adopt, **told).field == field


def test_the_budget_without_a_budget_line_is_refused(adopt, take, settle_budget):
    adopt()
    take("with_magistrat", "10.11.2025")
    settle_budget("")

    assert "Ohne Haushaltsstelle" in refused(take, "budgeted", "12/2025").sentence
    settle_budget("Integration")
    assert take("budgeted", "12/2025").pk


def test_a_form_sent_twice_takes_one_step(take, file):
    for _twice in range(2):
        take("referred", "8.9.2025", body="Ausschuss")
        file()

    assert Step.objects.count() == 2
    assert Motion.objects.count() == 1


def test_a_step_is_corrected_and_what_stood_there_is_kept(motion, take, coordinator):
    step = take("referred", "8.9.2025", body="Kulturausschuss")
    take("on_agenda", "1.10.2025")
    told = Told("referred", on=read("9.9.2025"), body="Finanzausschuss")
    made = operations.correct_step(step=step, told=told, by=coordinator, now=LATER)

    old = Step.objects.get(pk=step.pk)
    assert (old.body, old.on, old.was_corrected) == (
        "Kulturausschuss", "2025-09-08", True,
    )  # fmt: skip
    assert made.corrects_id == old.pk
    kinds = [one.kind for one in look(motion).steps]
    assert kinds == ["filed", "referred", "on_agenda"]
    assert "council.correct_step" in Written.objects.values_list("verb", flat=True)


def test_a_correction_after_which_the_next_step_would_not_follow_is_refused(
    take, coordinator
):
    step = take("referred", "8.9.2025")
    take("on_agenda", "1.10.2025")

    def correct(kind, on, result=""):
        told = Told(kind, result, read(on))
        operations.correct_step(step=step, told=told, by=coordinator, now=LATER)

    assert refused(correct, "referred", "2.10.2025").field == "on"
    assert refused(correct, "decided", "8.9.2025", "withdrawn").field == "kind"
    assert refused(correct, "referred", "30.8.2025").field == "on"
    assert Step.objects.get(pk=step.pk).is_standing


def test_two_people_who_correct_the_same_step_correct_it_once(take, coordinator):
    step = take("referred", "8.9.2025")

    def correct(on):
        operations.correct_step(
            step=Step.objects.get(pk=step.pk),
            told=Told("referred", on=read(on)),
            by=coordinator,
            now=LATER,
        )

    correct("9.9.2025")
    assert "gerade jemand geändert" in refused(correct, "10.9.2025").sentence


def test_a_step_is_taken_back_with_a_reason(motion, take, coordinator):
    step = take("referred", "8.9.2025")
    last = take("on_agenda", "1.10.2025")

    def withdraw(entry, why):
        operations.withdraw(entry=entry, why=why, by=coordinator, now=LATER)

    assert refused(withdraw, last, " ").field == "why"
    assert "„Auf der Tagesordnung" in refused(withdraw, step, "Irrtum").sentence
    withdraw(last, "Irrtum")
    withdraw(step, "Irrtum")
    assert look(motion).state == "filed"
    assert "den ganzen Antrag" in refused(withdraw, motion.steps.first(), "x").sentence
    assert Step.objects.count() == 3


def test_seen_from_a_day_what_came_later_is_not_known(motion, adopt):
    adopt()
    early = look(motion, on=dt.date(2025, 10, 5))

    assert (early.state, early.later, early.result) == ("on_agenda", 3, "")
    assert look(motion).state == "decided"


def test_one_motion_asks_for_good(motion, file, coordinator, now):
    said = refused(file, title="Zweiter")
    assert said.field == "for_good"
    other = file(title="Zweiter", for_good=False, number="101.18.1")
    assert refused(file, title="Dritter", for_good=False, number="101.18.1").field == (
        "number"
    )
    told = operations.Words("Zweiter", "x", for_good=True)
    doing = {"motion": other, "words": told, "by": coordinator, "now": now}
    assert refused(operations.change, **doing).field == "for_good"


def test_only_coordination_and_deputy_enter(
    take, kassel, city_officer, funder, stranger, foreign_coordinator
):
    auditor = visitor(make_user("pruef@x.example", "Pia"), "auditor", kassel)
    for other in (auditor, city_officer, funder, stranger, foreign_coordinator):
        refused(take, "referred", "8.9.2025", by=other)
    deputy = visitor(make_user("stell@x.example", "Jo"), "deputy", kassel)

    assert take("referred", "8.9.2025", by=deputy).pk
