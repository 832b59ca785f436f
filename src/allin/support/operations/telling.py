"""Who learns of it: neutral letters to boards and coordination, and the record."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from django.utils import translation

from allin.accounts import operations as accounts
from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core import people
from allin.core.people import Person
from allin.directory.models import Association, Membership
from allin.outbox import operations as outbox
from allin.support.models import STEERING

USER: Final = "accounts.user"
ASSOCIATION: Final = "directory.association"
Body = Callable[[], str]


def board(
    *, association: Association, body: Body, by: Person | None, now: dt.datetime
) -> int:
    """
    Write to an association's board in each reader's language, not to whoever did it.

    Where nobody signs in for it, the letter goes to the association's own address.
    Returns how many letters were written.
    """
    readers = list(
        Membership.objects.standing()
        .filter(kind=people.BOARD, association=association, user__is_active=True)
        .values_list("user_id", "user__language")
    )
    if readers:
        return _to(association.centre, USER, readers, body, by, now)
    if association.contact_email:
        here = [(association.pk, "")]
        return _to(association.centre, ASSOCIATION, here, body, None, now)
    return 0


def coordination(
    *, centre: Centre, body: Body, by: Person | None, now: dt.datetime
) -> int:
    """Write to those who coordinate the centre; return how many letters it took."""
    readers = accounts.readers(centre, STEERING)
    return _to(centre, USER, readers, body, by, now)


def _to(  # noqa: PLR0917  (one letter each, told once)
    centre: Centre,
    kind: str,
    readers: Iterable[tuple[int, str]],
    body: Body,
    by: Person | None,
    now: dt.datetime,
) -> int:
    written = 0
    for reader, language in readers:
        if by is not None and by.id == reader:
            continue
        spoken = language or centre.language
        with translation.override(spoken):
            text = body()
        outbox.write(
            centre=centre,
            to_kind=kind,
            to_id=reader,
            body=text,
            language=spoken,
            now=now,
        )
        written += 1
    return written


def record(
    *,
    centre: Centre,
    verb: str,
    thing: str,
    thing_id: object,
    by: Person | None,
    now: dt.datetime,
    detail: str = "",
) -> None:
    """Write down an act of this room; `verb` and `thing` without the room's name."""
    audit.record(
        centre=centre,
        verb=f"support.{verb}",
        thing=f"support.{thing}",
        thing_id=thing_id,
        by=by,
        now=now,
        detail=detail,
    )
