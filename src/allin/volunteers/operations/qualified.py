"""What was shown to the centre blocks what needs it, once it no longer counts."""

import datetime as dt

from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.volunteers.models import Qualification, Volunteer
from allin.volunteers.permissions import holds_on


def require(*, volunteer: Volunteer, kind: str, day: dt.date) -> None:
    """
    This will refuse work that needs a qualification which does not count on its day.

    :param kind: one of Qualification.KINDS; "" needs nothing
    :param day: day of the work, centre's calendar
    :raises Refusal: never shown, or until when it counted
    Source: docs/rules.md#R-V14 (features V2)
    """
    if not kind or holds_on(volunteer, kind, day):
        return
    said = {"name": volunteer, "kind": dict(Qualification.KINDS).get(kind, kind)}
    shown = Qualification.objects.filter(volunteer=volunteer, kind=kind)
    last = shown.filter(valid_until__lt=day).order_by("-valid_until").first()
    if last is None:
        raise Refusal(
            _("%(name)s has not shown “%(kind)s” yet. Look at it, then enter it.")
            % said
        )
    said["day"] = f"{last.valid_until:%d.%m.%Y}"
    raise Refusal(
        _("“%(kind)s” of %(name)s counted until %(day)s. Look at a new one first.")
        % said
    )
