"""Two entries of an association become one: what it asked and got follows."""

import datetime as dt
from typing import Final

from django.db import transaction

from allin.core.merging import Follower, rename
from allin.support.models import Advice, Paper, Request, SignUp, Task

FIELDS: Final = (
    "support.Advice.association",
    "support.Paper.association",
    "support.Request.association",
    "support.SignUp.association",
    "support.Task.association",
)


@transaction.atomic
def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """
    This will let requests, advice, papers and meetings name the one that stays.

    Of two papers of a kind the newer holds; of two answers to one invitation the one
    that says they come.
    """
    _end_older_papers(other, into, now)
    _join_answers(other, into)
    for model in (Advice, Paper, Request, SignUp, Task):
        rename(model, field="association", other=other, into=into)


def _end_older_papers(other: int, into: int, now: dt.datetime) -> None:
    holding = Paper.objects.filter(ended_at__isnull=True)
    kept = {
        (paper.kind, paper.title): paper for paper in holding.filter(association=into)
    }
    for theirs in holding.filter(association=other):
        mine = kept.get((theirs.kind, theirs.title))
        if mine is not None:
            older = min(mine, theirs, key=lambda paper: (paper.dated_on, paper.pk))
            Paper.objects.filter(pk=older.pk).update(ended_at=now)


def _join_answers(other: int, into: int) -> None:
    mine = {one.meeting_id: one for one in SignUp.objects.filter(association=into)}
    for theirs in SignUp.objects.filter(association=other):
        own = mine.get(theirs.meeting_id)
        if own is None:
            continue
        if _says_more(theirs, own):
            own.state, own.heads = theirs.state, theirs.heads
            own.answered_at = theirs.answered_at
        there = [n for n in (own.attended, theirs.attended) if n is not None]
        own.attended = sum(there) if there else None
        own.save()
        theirs.delete()


def _says_more(theirs: SignUp, own: SignUp) -> bool:
    order = (SignUp.INVITED, SignUp.NOT_COMING, SignUp.COMING)
    return order.index(theirs.state) > order.index(own.state)


FOLLOWER: Final = Follower(FIELDS, follow)
