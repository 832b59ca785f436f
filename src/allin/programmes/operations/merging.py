"""Two entries of an association become one: its part in programmes follows."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from allin.core.merging import Follower, rename
from allin.programmes.models import Festival, Occasion, Pair, Slot, Stand, Wish
from allin.programmes.operations import tandem
from allin.programmes.rules import tandem as rules

FIELDS: Final = (
    "programmes.Festival.host",
    "programmes.Occasion.association",
    "programmes.Pair.first",
    "programmes.Pair.second",
    "programmes.Slot.association",
    "programmes.Stand.association",
    "programmes.Wish.association",
)


@transaction.atomic
def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """
    This will let occasions, stands, wishes and tandems name the one that stays.

    A wish said by both is said once. A tandem of the two with each other ends; of two
    tandems with the same partner the one that stays goes on.
    """
    _take_back_wishes(other, into, now)
    rename(Festival, field="host", other=other, into=into)
    for model in (Occasion, Slot, Stand, Wish):
        rename(model, field="association", other=other, into=into)
    for pair in Pair.objects.filter(Q(first=other) | Q(second=other)).order_by("pk"):
        _follow_pair(pair, other, into, now)


def _take_back_wishes(other: int, into: int, now: dt.datetime) -> None:
    standing = Wish.objects.filter(withdrawn_at__isnull=True)
    said = set(standing.filter(association=into).values_list("programme_id", "topic"))
    for wish in standing.filter(association=other):
        if (wish.programme_id, wish.topic) in said:
            Wish.objects.filter(pk=wish.pk).update(withdrawn_at=now)


def _follow_pair(pair: Pair, other: int, into: int, now: dt.datetime) -> None:
    partner = pair.second_id if pair.first_id == other else pair.first_id
    same = Pair.objects.standing().filter(
        Q(first=into, second=partner) | Q(first=partner, second=into)
    )
    if partner == into or (pair.state in rules.STANDING and same.exists()):
        tandem.end(pair=pair, reason=rules.LEFT, by=None, now=now)
    if partner == into:
        return  # a tandem is of two: what they did together stays as it was
    was, is_ = ("first", "second") if pair.first_id == other else ("second", "first")
    told = {name: getattr(pair, f"{was}{name}") for name in ("_yes_at", "_hash")}
    others = {name: getattr(pair, f"{is_}{name}") for name in ("_yes_at", "_hash")}
    ours, theirs = ("first", "second") if into < partner else ("second", "first")
    placed: dict[str, Any] = {f"{ours}_id": into, f"{theirs}_id": partner}
    placed |= {f"{ours}{name}": value for name, value in told.items()}
    placed |= {f"{theirs}{name}": value for name, value in others.items()}
    Pair.objects.filter(pk=pair.pk).update(**placed)


FOLLOWER: Final = Follower(FIELDS, follow)
