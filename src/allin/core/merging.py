"""
Two entries of an association turn out to be one: every room lets its rows follow.

`directory.merge` knows nothing of the rooms above it. Each of them names the fields
that hold an association, and how its rows follow; bound in `config.merging`, called in
the same transaction, in the order of the house from below. A room may raise Refusal;
then nothing is merged. A test compares the fields with the models, so that a new one
cannot be forgotten.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model


class Follow(Protocol):
    """What a room does for two entries that become one."""

    def __call__(self, *, other: int, into: int, now: dt.datetime) -> None:
        """Let what names `other` name `into`. May raise Refusal."""


@dataclass(frozen=True)
class Follower:
    """
    One room's part in it.

    :param fields: every field that names an association, "room.Model.field"
    """

    fields: tuple[str, ...]
    follow: Follow


_followers: list[Follower] = []


def bind(followers: Sequence[Follower]) -> None:
    """Bind every room's part, in the order in which they are to follow."""
    _followers[:] = followers


def fields() -> list[str]:
    """Return every field somebody answers for."""
    return sorted(name for follower in _followers for name in follower.fields)


def follow(*, other: int, into: int, now: dt.datetime) -> None:
    """Let every room's rows follow; the first Refusal stops it all."""
    for follower in _followers:
        follower.follow(other=other, into=into, now=now)


def rename(model: type[Model], *, other: int, into: int, field: str) -> None:
    """Let all rows of a model that name `other` name `into`; nothing is in the way."""
    rows: Any = model._base_manager.filter(**{field: other})  # noqa: SLF001  (all)
    rows.update(**{field: into})
