"""Letters about a festival, in each reader's language: stands, permits, shifts."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from allin.accounts import operations as accounts
from allin.centres.operations import link
from allin.core import people
from allin.core.people import Person
from allin.directory.models import Membership
from allin.outbox import operations as outbox
from allin.programmes.models import Festival, Helper, Permit, Shift, Stand
from allin.programmes.models.access import STEERING
from allin.programmes.operations.festival import words
from allin.programmes.operations.telling import people_of, tell

USER: Final = "accounts.user"
ASSOCIATION: Final = "directory.association"


def accepted(stand: Stand, *, wish: Mapping[str, Any], now: dt.datetime) -> None:
    """Write that a stand is given, and what differs from what was asked for."""

    def body() -> str:
        changed = _differences(wish, stand.plan, without=("number",))
        parts = [_("You have a stand at “%(festival)s”.") % _about(stand)]
        if changed:
            parts += [_("Not quite as you asked for:"), *changed]
        if stand.number:
            parts.append(_("Your number on the plan: %(number)s.") % _about(stand))
        else:
            parts.append(_("Your number follows with the plan."))
        return "\n".join(parts)

    _write(stand, body, now)


def declined(stand: Stand, *, now: dt.datetime) -> None:
    """Write that there is no stand, and why."""

    def body() -> str:
        return _(
            "There is no stand for you at “%(festival)s” this time.\nReason: %(why)s"
        ) % (_about(stand) | {"why": stand.declined_why})

    _write(stand, body, now)


def placed(stand: Stand, *, before: Mapping[str, Any], now: dt.datetime) -> None:
    """Write what the plan says of a stand that it did not say before."""

    def body() -> str:
        head = _("The plan of “%(festival)s” has changed for you, version %(version)d:")
        return "\n".join([head % _about(stand), *_differences(before, stand.plan)])

    _write(stand, body, now)


def permits_due(
    festival: Festival, permits: Iterable[Permit], *, now: dt.datetime
) -> None:
    """Write to the coordination what of the checklist is due."""
    centre = festival.centre

    def body() -> str:
        head = _("Due soon for “%(festival)s”:") % {"festival": festival.occasion.title}
        lines = [
            _("%(what)s: until %(day)s")
            % {"what": one, "day": words.day(one.due_on, now, centre)}
            for one in permits
        ]
        return "\n".join(
            [head, *lines, link(centre, "programmes:permits", festival.pk)]
        )

    for user_id, spoken in accounts.readers(centre, STEERING):
        _send(festival, (USER, user_id, spoken), body, now)


def shift_words(shift: Shift) -> Callable[[dt.datetime], str]:
    """Return what says where and when a shift is now, also when it has changed."""
    post, occasion, centre = shift.post.name, shift.position.occasion, shift.centre
    starts_at, ends_at = occasion.starts_at, occasion.ends_at

    def say(now: dt.datetime) -> str:
        span = words.span(starts_at, ends_at, centre, now)
        return _("%(post)s, %(when)s") % {"post": post, "when": span}

    return say


def shift_changed(
    shift: Shift,
    *,
    before: Callable[[dt.datetime], str],
    by: Person,
    now: dt.datetime,
) -> None:
    """Write to who promised a shift what it was and is, and how to give it back."""
    after, festival = shift_words(shift), shift.festival
    if before(now) == after(now):
        return
    helpers = {
        one.volunteer_id: one
        for one in Helper.objects.standing().filter(festival=festival)
    }
    for one in people_of(shift.position.occasion):
        helper = helpers.get(one.volunteer_id)
        page = (
            link(festival.centre, "programmes:helper", helper.token)
            if helper
            else link(festival.centre, "programmes:own")
        )

        def say(page: str = page) -> str:
            return _(
                "Your shift at “%(festival)s” has changed.\n"
                "It was: %(before)s\nIt is now: %(after)s\n"
                "If you cannot come then, give it back on your page: %(page)s"
            ) % {
                "festival": festival.occasion.title,
                "before": before(now),
                "after": after(now),
                "page": page,
            }

        tell([one], say, by=by, now=now)


def _about(stand: Stand) -> dict[str, Any]:
    return {
        "festival": stand.festival.occasion.title,
        "number": stand.number,
        "version": stand.festival.plan_version,
    }


def _differences(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    without: tuple[str, ...] = (),
) -> list[str]:
    """Return a line for each thing that is said otherwise now."""
    lines = []
    for name, said in _said(after).items():
        if name in without or before.get(name) == after[name]:
            continue
        lines.append(said)
    return lines


def _said(plan: Mapping[str, Any]) -> dict[str, str]:
    return {
        "number": _("Number: %(number)s") % {"number": plan["number"] or "–"},
        "metres": _("Front: %(metres)d metres") % {"metres": plan["metres"]},
        "power_watts": _("Power: %(power)s")
        % {"power": words.power(plan["power_watts"])},
        "water": _("Water: yes") if plan["water"] else _("Water: no"),
        "food": _("Food: yes") if plan["food"] else _("Food: no"),
    }


def _write(stand: Stand, body: Callable[[], str], now: dt.datetime) -> None:
    """Write to the board; where nobody is on it, to the association's address."""
    board = list(
        Membership.objects.standing()
        .filter(kind=people.BOARD, association_id=stand.association_id)
        .values_list("user_id", "user__language")
    )
    readers = [(USER, user_id, spoken) for user_id, spoken in board]
    for reader in readers or [(ASSOCIATION, stand.association_id, "")]:
        _send(stand.festival, reader, body, now)


def _send(
    festival: Festival,
    reader: tuple[str, int, str],
    body: Callable[[], str],
    now: dt.datetime,
) -> None:
    kind, to, spoken = reader
    reads = spoken or festival.centre.language
    with translation.override(reads):
        text = body()
    outbox.write(
        centre=festival.centre, to_kind=kind, to_id=to, body=text, language=reads,
        now=now,
    )  # fmt: skip
