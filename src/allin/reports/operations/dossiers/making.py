import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit.operations import record
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.reports.models import Dossier
from allin.reports.operations.dossiers.gathering import gather
from allin.reports.operations.dossiers.wording import papers
from allin.reports.operations.telling import figures_of
from allin.reports.rules import digest, dump
from allin.reports.rules.periods import Period


@transaction.atomic
def make_dossier(
    *, centre: Centre, period: Period, by: Person, now: dt.datetime
) -> Dossier:
    """
    Make two pages for a committee and freeze them; they are made to be handed out.

    :raises Refusal: while the period runs, or if its figures would give small numbers
        away beside what was published
    Source: docs/rules.md#R-R7, R-R8
    """
    # One at a time in a centre: the rule looks at what was told before.
    Centre.objects.select_for_update().get(pk=centre.pk)
    today = now.astimezone(centre.tz).date()
    if not period.is_over(today):
        raise Refusal(_("This time is not over. Choose a closed one."))
    sources, composed = figures_of(centre, period)
    matter = gather(centre=centre, period=period, sources=sources, today=today)
    figures, paper = [dump(one) for one in sources], papers(matter, now=now)
    dossier = Dossier.objects.create(
        centre=centre,
        key=str(period),
        figures=figures,
        composed=composed,
        paper=paper,
        digest=digest(*figures, paper),
        frozen_at=now,
        frozen_by_id=by.id,
    )
    note("make_dossier", dossier, by, now)
    return dossier


@transaction.atomic
def show_dossier(*, dossier: Dossier, by: Person, now: dt.datetime) -> Dossier:
    """Let city and funder accounts read a dossier."""
    dossier.shown_at = dossier.shown_at or now
    dossier.save(update_fields=["shown_at"])
    note("show_dossier", dossier, by, now)
    return dossier


@transaction.atomic
def hide_dossier(*, dossier: Dossier, by: Person, now: dt.datetime) -> Dossier:
    """Take a dossier off the pages of city and funder accounts; links stay."""
    dossier.shown_at = None
    dossier.save(update_fields=["shown_at"])
    note("hide_dossier", dossier, by, now)
    return dossier


def is_dossier_intact(dossier: Dossier) -> bool:
    """Whether figures and words still have their check value."""
    return digest(*dossier.figures, dossier.paper) == dossier.digest


def note(verb: str, dossier: Dossier, by: Person, now: dt.datetime) -> None:
    """Write into the record what was done with a dossier."""
    record(
        centre=dossier.centre,
        verb=f"reports.{verb}",
        thing="reports.Dossier",
        thing_id=dossier.pk,
        by=by,
        now=now,
    )
