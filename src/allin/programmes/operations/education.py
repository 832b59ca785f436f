"""Counting who came to an office hour; there is no name to give."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core import languages
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.programmes.models import Occasion, Setup, Theme, WalkIn
from allin.programmes.operations.keeping import keep, note
from allin.programmes.permissions import can_count, can_undo
from allin.programmes.rules import education as rules

OLDEST = dt.timedelta(days=31)


def themes_in(keys: Iterable[int]) -> Iterable[Theme]:
    """Return themes by their keys, ended ones too."""
    found: Iterable[Theme] = Theme.objects.filter(pk__in=list(keys))
    return found


@transaction.atomic
def furnish(*, setup: Setup) -> None:
    """This will give a programme the usual themes, where it has none. Twice is one."""
    if Theme.objects.filter(programme_id=setup.programme_id).exists():
        return
    for place, (key, names) in enumerate(rules.THEMES.items()):
        keep(
            Theme(
                centre=setup.centre,
                programme_id=setup.programme_id,
                key=key,
                names=names,
                position=place,
            )
        )


@transaction.atomic
def count(
    *,
    setup: Setup,
    theme: Theme,
    language: str,
    outcome: str,
    by: Person,
    now: dt.datetime,
    occasion: Occasion | None = None,
    held_on: dt.date | None = None,
) -> WalkIn:
    """
    This will count one person who came: about what, in which language, how it went.

    :param held_on: day in the centre's zone, today if not given; at most 31 days ago
    :raises Refusal: not a counsellor of the programme nor the coordination, a theme of
        another programme, an unknown language, a day to come or too long ago
    Source: docs/rules.md#R-PE2
    """
    if not can_count(by, setup):
        raise Refusal(_("Only the counsellors of this programme count here."))
    if theme.programme_id != setup.programme_id:
        raise Refusal(_("Choose one of these."), field="theme")
    if language not in languages.BIT:
        raise Refusal(_("Choose one of these languages."), field="language")
    today = now.astimezone(setup.centre.tz).date()
    day = held_on or today
    if day > today:
        raise Refusal(_("That day has not come yet."), field="held_on")
    if day < today - OLDEST:
        raise Refusal(
            _("That day is more than a month ago. The coordination can help."),
            field="held_on",
        )
    visit = WalkIn(
        centre=setup.centre,
        programme_id=setup.programme_id,
        occasion=occasion,
        theme=theme,
        language=language,
        outcome=outcome,
        held_on=day,
        entered_at=now,
        entered_by=by.id,
    )
    keep(visit)
    note("count_visit", visit, by=by, now=now)
    return visit


@transaction.atomic
def undo(*, visit: WalkIn, by: Person, now: dt.datetime) -> None:
    """
    This will take back what was counted by mistake. Twice is harmless.

    :raises Refusal: somebody else's, or counted over half an hour ago and not by the
        coordination
    Source: docs/rules.md#R-PE3
    """
    if not can_undo(by, visit, now):
        raise Refusal(
            _("This was counted a while ago. The coordination can take it back.")
        )
    taken = WalkIn.objects.standing().filter(pk=visit.pk).update(undone_at=now)
    if taken:
        note("undo_visit", visit, by=by, now=now)
