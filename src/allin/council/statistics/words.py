"""A motion in sentences: how it stands, what comes next, whether money follows."""

import datetime as dt

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.core import fuzzy
from allin.council.models import NextDate, Step
from allin.council.rules import states
from allin.council.rules.votes import Count
from allin.council.statistics.reading import Seen
from allin.ui import dates


def language() -> str:
    return get_language() or "de"


def vague(date: fuzzy.FuzzyDate | None, seen: Seen) -> str:
    """Say what is known of a date, with its year if that is not the present one."""
    if date is None:
        return ""
    return dates.vague(date, language(), this_year=seen.today.year)


def full_day(on: dt.date) -> str:
    """Say a day with its year."""
    return dates.date(on, language(), this_year=0)


def state(seen: Seen) -> str:
    """Say the state in two or three words: "Decided: adopted"."""
    last = seen.last
    if last is None:
        return _("Nothing entered yet")
    return of_step(last)


def of_step(step: Step) -> str:
    """Say a step: what it is, and with which result."""
    name = str(step.get_kind_display())
    if not step.result:
        return name
    result = str(step.get_result_display())
    if step.kind == states.RECOMMENDED:
        return result
    return _("%(step)s: %(result)s") % {
        "step": name,
        "result": result[:1].lower() + result[1:],
    }


def heading(seen: Seen) -> str:
    """Say in one sentence how the motion stands on the day."""
    state_of = seen.state
    if state_of == states.FILED:
        return _filed(seen)
    if state_of == states.RECOMMENDED:
        return _recommended(seen)
    if state_of == states.DECIDED:
        return _decided(seen)
    if state_of in states.EXECUTION:
        return _execution(seen)
    said = {
        "": _("Of the motion nothing is entered yet."),
        states.DRAFT: _("The motion is being written."),
        states.REFERRED: _("The motion is referred to the committee."),
        states.ON_AGENDA: _("The motion is on the committee's agenda."),
        states.POSTPONED: _("The motion is postponed."),
        states.REMOVED: _("The motion was taken off the agenda."),
        states.DEBATED: _(
            "The committee has debated the motion and recommended nothing yet."
        ),
        states.COUNCIL_AGENDA: _("The motion is on the city council's agenda."),
        states.OBJECTION: _("There is an objection to the decision."),
        states.CLOSED: _("The motion is closed."),
    }
    return said[state_of]


def _filed(seen: Seen) -> str:
    where = seen.next.where if seen.next else ""
    if where == NextDate.COMMITTEE:
        return _("The motion is before the committee.")
    if where == NextDate.COUNCIL:
        return _("The motion is before the city council.")
    return _("The motion is filed. When it is dealt with is not known yet.")


def _recommended(seen: Seen) -> str:
    said = {
        states.ADOPT: _("The committee recommends adopting the motion."),
        states.ADOPT_AMENDED: _(
            "The committee recommends adopting the motion with changes."
        ),
        states.REJECT: _("The committee recommends rejecting the motion."),
        states.NONE: _("The committee has recommended nothing."),
    }
    return said[seen.last.result if seen.last else states.NONE]


def _decided(seen: Seen) -> str:
    if seen.is_carried and not seen.has_money_s_place and seen.motion.for_good:
        return _("The motion is adopted, but no budget line pays for it yet.")
    said = {
        states.ADOPTED: _("The motion is adopted."),
        states.ADOPTED_AMENDED: _("The motion is adopted with changes."),
        states.REJECTED: _("The motion is rejected."),
        states.WITHDRAWN: _("The motion is withdrawn."),
        states.LAPSED: _("The motion has lapsed at the end of the term."),
        states.SETTLED: _("The motion is settled otherwise."),
    }
    return said[seen.result]


def _execution(seen: Seen) -> str:
    late = len(seen.overdue_tasks)
    if late:
        return ngettext(
            "The motion is adopted, and one task after it is overdue.",
            "The motion is adopted, and %(n)d tasks after it are overdue.",
            late,
        ) % {"n": late}
    said = {
        states.WITH_MAGISTRAT: _(
            "The motion is adopted; the city executive (Magistrat) has to carry it out."
        ),
        states.REPORT_DUE: _(
            "The motion is adopted; a report on carrying it out is due."
        ),
        states.PARTLY: _("The motion is carried out in part."),
        states.NOT_EXECUTED: _("The motion is adopted and not carried out."),
    }
    if seen.state != states.BUDGETED:
        return said[seen.state]
    if seen.budget is None:
        return _("The money is in the budget.")
    return _("The money is in the budget of %(year)s.") % {"year": seen.budget.year}


def lead(seen: Seen) -> str:
    """Say what happened last and what comes next."""
    parts = []
    last = seen.last
    if last is not None:
        parts.append(
            _("Last step: %(what)s, %(when)s.")
            % {
                "what": of_step(last),
                "when": vague(last.date, seen) or _("date not stated"),
            }
        )
    if seen.next is not None:
        parts.append(
            _("Next: %(body)s, %(when)s.")
            % {"body": seen.next, "when": vague(seen.next.date, seen)}
        )
    return " ".join(parts)


def warning(seen: Seen) -> str:
    """Say that a decision without a place in the budget pays nothing; "" if it has."""
    if not seen.motion.for_good or seen.has_money_s_place:
        return ""
    if seen.state == states.CLOSED or (seen.result and not seen.is_carried):
        return ""
    return _("Adopted without a budget line, it pays nothing.")


def permanence(seen: Seen) -> str:
    """Say whether the centre is secured for good, as far as the motion goes."""
    if seen.is_carried and seen.state == states.NOT_EXECUTED:
        return _("Not secured: it was decided and is not carried out.")
    if seen.is_carried and states.BUDGETED in {step.kind for step in seen.steps}:
        year = seen.budget.year if seen.budget else ""
        return _("Secured: the money is in the budget of %(year)s.") % {"year": year}
    if seen.is_carried:
        return _("Decided, but not secured: the money is not in a budget yet.")
    if seen.result:
        return _("Not secured: the motion was not adopted.")
    return _("Not secured: nobody has decided on it yet.")


def votes(count: Count) -> str:
    """Say votes: "36 for, 30 against, 4 abstentions"."""
    abstentions = ngettext(
        "%(n)d abstention", "%(n)d abstentions", count.abstained
    ) % {"n": count.abstained}  # fmt: skip
    return _("%(yes)d for, %(no)d against, %(abstentions)s") % {
        "yes": count.yes,
        "no": count.no,
        "abstentions": abstentions,
    }


def changes(old: Step, new: Step, seen: Seen) -> list[str]:
    """Say what stood in a step before it was corrected."""
    unstated = _("not stated")
    said = []
    pairs = (
        (_("What"), of_step(old), of_step(new)),
        (_("When"), vague(old.date, seen), vague(new.date, seen)),
        (_("Which body"), old.body, new.body),
        (_("Speaks"), old.speaker, new.speaker),
        (_("Document"), old.paper, new.paper),
        (_("Link"), old.url, new.url),
        (_("Votes"), _all_votes(old), _all_votes(new)),
        (_("Note"), old.note, new.note),
    )
    for what, before, after in pairs:
        if before != after:
            said.append(
                _("%(what)s: %(before)s") % {"what": what, "before": before or unstated}
            )
    if old.assumed != new.assumed:
        said.append(
            _("The date was an assumption.")
            if old.assumed
            else _("The date was no assumption.")
        )
    return said


def _all_votes(step: Step) -> str:
    parts = [votes(step.count)] if step.count else []
    parts += [f"{one.faction}: {votes(one.count)}" for one in step.votes.all()]
    return "; ".join(parts)
