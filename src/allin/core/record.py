"""
How a room below the record has its acts written down.

`audit` stands above `centres`, so a change of a centre's settings cannot call it. Who
writes is bound in `config`, once, as ways and holders are; it writes in the same
transaction, and what cannot be written down did not happen.
"""

import datetime as dt
from typing import Protocol

from allin.core.people import Centre, Person


class Recorder(Protocol):
    """What `audit.operations.record` is."""

    def __call__(
        self,
        *,
        centre: Centre,
        verb: str,
        thing: str,
        thing_id: object,
        by: Person | None,
        now: dt.datetime,
        detail: str = "",
    ) -> None: ...


_recorders: list[Recorder] = []


def bind(recorder: Recorder) -> None:
    """Bind who writes down what happens below the record."""
    _recorders[:] = [recorder]


def note(
    *,
    centre: Centre,
    verb: str,
    thing: str,
    thing_id: object,
    by: Person | None,
    now: dt.datetime,
    detail: str = "",
) -> None:
    """
    Have an act written down; call it last in an operation.

    :param verb: "room.verb", such as "centres.settle"
    :param detail: codes only, never a value somebody typed
    """
    for recorder in _recorders:
        recorder(
            centre=centre, verb=verb, thing=thing, thing_id=thing_id,
            by=by, now=now, detail=detail,
        )  # fmt: skip
