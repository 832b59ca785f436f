"""Two entries of an association become one: referrals, asks and facts follow."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.merging import Follower, rename
from allin.counselling.models import (
    Ask,
    ContactFact,
    Exclusion,
    Referral,
    Session,
    Slip,
)
from allin.counselling.rules import OPEN

FIELDS: Final = (
    "counselling.Ask.association",
    "counselling.ContactFact.association",
    "counselling.Exclusion.association",
    "counselling.Referral.association",
    "counselling.Session.association",
    "counselling.Slip.association",
)


@transaction.atomic
def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """
    This will let everything of counselling name the one that stays.

    Who did not want one of the two gets neither from then on.

    :raises Refusal: if one of the two is at work for somebody who did not want the
        other
    """
    del now  # no deadline moves
    _check_wishes(other, into)
    already = Exclusion.objects.filter(association=into).values("referral_id")
    Exclusion.objects.filter(association=other, referral__in=already).delete()
    for model in (Ask, ContactFact, Exclusion, Referral, Session, Slip):
        rename(model, field="association", other=other, into=into)


def _check_wishes(other: int, into: int) -> None:
    """Nobody gets by a merging whom they did not want."""
    both = (other, into)
    unwanted = Exclusion.objects.filter(association__in=both).values("referral_id")
    asked = Ask.objects.filter(association__in=both, answer=Ask.Answer.OPEN)
    at_work = Referral.objects.filter(pk__in=unwanted, state__in=OPEN).filter(
        Q(association__in=both) | Q(pk__in=asked.values("referral_id"))
    )
    first = at_work.order_by("pk").first()
    if first is not None:
        raise Refusal(
            _(
                "For referral %(code)s one of the two was not wanted, and the other is "
                "at work. Give it to somebody else first."
            )
            % {"code": first.code}
        )


FOLLOWER: Final = Follower(FIELDS, follow)
