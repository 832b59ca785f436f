"""Two entries of an association become one: its volunteers and hours follow."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core.errors import Refusal
from allin.core.merging import Follower, rename
from allin.volunteers.models import Hours, Interest, Volunteer

FIELDS: Final = (
    "volunteers.Hours.association",
    "volunteers.Interest.association",
    "volunteers.Volunteer.association",
)


@transaction.atomic
def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """
    This will let volunteers, newcomers and hours name the one that stays.

    :raises Refusal: if somebody with an account gives time in both
    """
    del now  # nobody joins or leaves by it
    _check_nobody_twice(other, into)
    for model in (Volunteer, Interest, Hours):
        rename(model, field="association", other=other, into=into)


def _check_nobody_twice(other: int, into: int) -> None:
    """Who left one of the two keeps the hours there, and signs in for the other."""
    here = Volunteer.objects.filter(association=into, user__isnull=False)
    theirs = Volunteer.objects.filter(
        association=other, user__in=here.values("user_id")
    )
    for double in theirs:
        mine = here.get(user=double.user_id)
        gone = next((one for one in (double, mine) if one.left_on is not None), None)
        if gone is None:
            raise Refusal(
                _(
                    "%(name)s gives time in both. Let one of the two end first; "
                    "the hours stay."
                )
                % {"name": double.name}
            )
        Volunteer.objects.filter(pk=gone.pk).update(user=None)


FOLLOWER: Final = Follower(FIELDS, follow)
