"""What is not as it should be in the programmes. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from allin.core.findings import SHOWN, Finding, by_centre, found
from allin.programmes.models import (
    DutyWeek,
    Enquiry,
    Occasion,
    Pair,
    Part,
    Path,
    Registration,
)
from allin.programmes.rules import kernel as rules
from allin.vault import operations as vault

ROOM: Final = "programmes"
PAGE: Final = "programmes:index"
GRACE: Final = dt.timedelta(days=1)  # the job of the night has not run yet
LONG: Final = dt.timedelta(days=30)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Look for what is kept too long, stuck, or hangs on nothing."""
    yield from found(
        Path.objects.to_forget((now - GRACE).date()),
        ROOM,
        "retention_overdue",
        _("Ways to citizenship should have been forgotten by now."),
    )
    yield from _nobody()
    yield from found(
        Registration.objects.too_late(now - GRACE),
        ROOM,
        "offer_stuck",
        _("Seats were offered for too long; those who wait are not asked."),
    )
    yield from found(
        Pair.objects.abandoned(),
        ROOM,
        "tandem_of_nobody",
        _("Tandems stand although one of the two associations has left."),
        level="warn",
        page=PAGE,
    )
    yield from _not_noted(now)
    for rows in _of_programmes():
        yield from found(
            rows.exclude(programme__centre_id=F("centre_id")),
            ROOM,
            f"{rows.model._meta.model_name}_of_another_centre",
            _("Entries name a programme of another centre."),
        )


def _of_programmes() -> tuple[QuerySet[Any], ...]:
    every = (Occasion, Path, Pair, DutyWeek, Enquiry)
    return tuple(model.objects.all() for model in every)


def _not_noted(now: dt.datetime) -> Iterable[Finding]:
    yield from found(
        Part.objects.overdue(now - LONG),
        ROOM,
        "debrief_missing",
        _("After a deployment nobody has talked with those who went, for a month."),
        level="warn",
        page=PAGE,
    )
    yield from found(
        # who was there in a shift is noted with the shift
        Occasion.objects.unclosed(now - LONG).exclude(kind=rules.SHIFT),
        ROOM,
        "occasion_not_noted",
        _("Dates were over a month ago, and nobody noted whether they took place."),
        level="warn",
        page=PAGE,
    )


def _nobody() -> Iterable[Finding]:
    """Find ways that go on although the person was erased."""
    kept = Path.objects.standing().filter(subject_id__isnull=False)
    rows = list(kept.values_list("centre_id", "pk", "subject_id"))
    known = vault.kept_among({subject for _centre, _pk, subject in rows})
    lost = [(centre, pk) for centre, pk, subject in rows if subject not in known]
    for centre, ids in by_centre(lost):
        yield Finding(
            ROOM,
            "path_without_person",
            _("Ways to citizenship go on for people who were erased."),
            count=len(ids),
            ids=tuple(ids[:SHOWN]),
            centre=centre,
            page=PAGE,
        )
