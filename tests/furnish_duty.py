"""Emergency accompaniment in a furnished centre: the volunteer is on the roster."""

import datetime as dt

from allin.planning.roster import weeks_between
from allin.programmes import operations
from allin.programmes.models import (
    Blocked,
    ControlLink,
    Deployment,
    DutyWeek,
    Part,
    Swap,
    SwapAsk,
)
from allin.programmes.operations import duty as duties
from allin.programmes.operations.duty.changing import hash_of
from allin.volunteers.models import Volunteer
from tests.conftest import NOW

HOUR = dt.timedelta(hours=1)


def duty(house):
    """Put a roster, two weeks, a swap each way, a deployment into a house."""
    centre, things = house.centre, house.things
    things.duty = operations.set_up(
        centre=centre,
        template="emergency",
        name=f"112 {centre.slug}",
        by=things.boss,
        now=NOW,
    )
    people = [things.volunteer, *_people(things)]
    own, other, third = (_join(things, one) for one in people)
    first, second = _weeks(things, ((own, other), (other, third)))
    things.duty_week, things.duty_member = first, own
    things.duty_swap = _swap(first, own)
    _ask(things.duty_swap, third, f"other-{centre.slug}")
    things.duty_ask = _ask(_swap(second, other), own, f"take-{centre.slug}")
    things.duty_blocked = Blocked.objects.create(
        centre=centre, companion=own, monday=first.monday + dt.timedelta(days=70)
    )
    things.duty_part = _deployed(things, own)
    things.duty_link = ControlLink.objects.create(
        centre=centre,
        programme=things.duty.programme,
        label="112",
        token_hash=hash_of(f"control-{centre.slug}"),
        pin_digest="0" * 64,
        created_at=NOW,
    )


def _people(things):
    for name in ("2", "3"):
        yield Volunteer.objects.create(
            centre=things.association.centre,
            association=things.association,
            name=f"{name} {things.association.centre.slug}",
            confidentiality_on=NOW.date(),
            confidentiality_until=NOW.date() + dt.timedelta(days=300),
            created_at=NOW,
        )


def _join(things, volunteer):
    return duties.join(
        programme=things.duty.programme,
        volunteer=volunteer,
        channel="paper",
        language="de",
        certificate_on=dt.date(2025, 2, 1),
        refresher_due_on=dt.date(2027, 2, 1),
        by=things.boss,
        now=NOW,
    )


def _weeks(things, teams):
    programme = things.duty.programme
    begin = NOW.date() + dt.timedelta(days=14)
    rows = weeks_between(begin, begin + dt.timedelta(days=14), programme.centre.tz)
    return [
        DutyWeek.objects.create(
            centre=programme.centre,
            programme=programme,
            monday=row.monday,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            first=first,
            second=second,
            state=DutyWeek.PUBLISHED,
            published_at=NOW,
        )
        for row, (first, second) in zip(rows, teams, strict=True)
    ]


def _swap(week, leaving):
    return Swap.objects.create(
        centre=week.centre, week=week, leaving=leaving, opened_at=NOW
    )


def _ask(swap, companion, token):
    return SwapAsk.objects.create(
        centre=swap.centre,
        swap=swap,
        companion=companion,
        token_hash=hash_of(token),
        asked_at=NOW,
    )


def _deployed(things, companion):
    made = Deployment.objects.create(
        centre=companion.centre,
        programme=things.duty.programme,
        alarm_at=NOW - 30 * HOUR,
        arrived_at=NOW - 29 * HOUR,
        ended_at=NOW - 27 * HOUR,
        requested_by="control",
        keyword="accident",
        adults="1-2",
        children="0",
        handed_to="family",
        logged_at=NOW,
    )
    return Part.objects.create(
        centre=companion.centre,
        deployment=made,
        companion=companion,
        minutes=made.minutes,
        debrief_by=NOW + 45 * HOUR,
    )


def duty_places(things):
    """Return what stands in the addresses of this part."""
    programme = {"programme_id": things.duty.programme_id}
    slug = things.duty.centre.slug
    of_programme = (
        "plan", "publish", "people", "join", "links", "printed", "file",
        "deployments", "log",
    )  # fmt: skip
    week = {"week_id": things.duty_week.pk}
    person = {"companion_id": things.duty_member.pk}
    link = {"link_id": things.duty_link.pk}
    return {
        **{f"programmes:duty_{name}": programme for name in of_programme},
        **{f"programmes:duty_{name}": week for name in ("week", "put", "relieve")},
        **{f"programmes:duty_{name}": person for name in ("person", "block", "leave")},
        **{f"programmes:duty_{name}": link for name in ("revoke", "pin")},
        "programmes:duty_back": {"swap_id": things.duty_swap.pk},
        "programmes:duty_answer": {"ask_id": things.duty_ask.pk},
        "programmes:duty_unblock": {"blocked_id": things.duty_blocked.pk},
        "programmes:duty_debrief": {"part_id": things.duty_part.pk},
        "programmes:duty_take": {"token": f"take-{slug}"},
        "programmes:duty_control": {"token": f"control-{slug}"},
    }
