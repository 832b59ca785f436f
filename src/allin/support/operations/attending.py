"""Who is invited, who comes, who came; material; points, minutes and tasks."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from allin.centres.operations import link
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.directory.models import Association
from allin.support import rules
from allin.support.models import (
    AgendaItem,
    Material,
    Meeting,
    Request,
    SignUp,
    Task,
)
from allin.support.operations import telling
from allin.support.operations.asking import (
    check_association,
    check_coordinates,
    today,
)
from allin.support.operations.meeting import check_planned, locked, when, where
from allin.support.permissions import can_speak_for


@transaction.atomic
def invite(
    *,
    meeting: Meeting,
    associations: Iterable[Association],
    by: Person,
    now: dt.datetime,
) -> int:
    """
    This will invite associations by letter; who is invited already gets no second one.

    Returns how many were newly invited.

    :raises Refusal: it is over or cancelled, or one of them is not of this centre
    Source: docs/rules.md#R-S7 (G3)
    """
    current = locked(meeting)
    check_coordinates(by, current.centre)
    check_planned(current)
    had = set(
        SignUp.objects.filter(meeting=current).values_list("association_id", flat=True)
    )
    fresh = [one for one in associations if one.pk not in had]
    for association in fresh:
        check_association(association, current.centre)
    SignUp.objects.bulk_create(
        SignUp(centre=current.centre, meeting=current, association=one) for one in fresh
    )
    if fresh:
        current.invited_at = current.invited_at or now
        current.save(update_fields=["invited_at"])
    for association in fresh:
        telling.board(
            association=association,
            body=lambda: _letter(current, now),
            by=by,
            now=now,
        )
    _record("invite", "Meeting", current.pk, current, by, now)
    return len(fresh)


def _letter(meeting: Meeting, now: dt.datetime) -> str:
    said = _("You are invited: %(title)s\n%(when)s, %(where)s") % {
        "title": meeting.title,
        "when": when(meeting, now),
        "where": where(meeting) or _("place to follow"),
    }
    reply = _("Say with one tap who comes: %(address)s") % {
        "address": link(meeting.centre, "support:meeting", meeting.pk)
    }
    return "\n\n".join(part for part in (said, meeting.invitation, reply) if part)


@transaction.atomic
def sign_up(
    *,
    meeting: Meeting,
    association: Association,
    heads: int,
    by: Person,
    now: dt.datetime,
) -> SignUp:
    """
    This will say with how many an association comes; it may change its mind.

    :param heads: 0 means nobody comes
    :raises Refusal: not invited, not theirs, or it has begun
    Source: docs/rules.md#R-S7 (G3)
    """
    current = locked(meeting)
    if not can_speak_for(by, current.centre, association.pk):
        raise Refusal(_("A board answers for its own association."))
    check_planned(current)
    if current.starts_at <= now:
        raise Refusal(_("It has begun. Attendance is noted there."))
    one: SignUp | None = SignUp.objects.filter(
        meeting=current, association=association
    ).first()
    if one is None:
        raise Refusal(_("This association is not invited."), field="association")
    one.heads, one.answered_at = heads, now
    one.state = SignUp.COMING if heads else SignUp.NOT_COMING
    one.save(update_fields=["heads", "state", "answered_at"])
    _record("sign_up", "SignUp", one.pk, current, by, now)
    return one


@transaction.atomic
def hold_meeting(
    *,
    meeting: Meeting,
    attended: Mapping[int, int],
    minutes: int,
    words: str = "",
    results: Mapping[int, str] | None = None,
    by: Person,
    now: dt.datetime,
) -> Meeting:
    """
    This will note who came, what came of each point, and what it took.

    Noting it again replaces what was noted.

    :param attended: association id -> heads, of those invited
    :param minutes: the coordination's, with preparation; 0 to 6000
    :param results: point id -> what came of it
    :raises Refusal: it has not begun, or is cancelled
    Source: docs/rules.md#R-S8 (G3, G6)
    """
    current = locked(meeting)
    check_coordinates(by, current.centre)
    if current.state == Meeting.CANCELLED:
        raise Refusal(_("This meeting is over or cancelled."))
    if current.starts_at > now:
        raise Refusal(_("It has not begun yet. Attendance is noted afterwards."))
    for one in SignUp.objects.filter(meeting=current):
        one.attended = attended.get(one.association_id, 0)
        one.save(update_fields=["attended"])
    for point in AgendaItem.objects.filter(meeting=current):
        point.result = (results or {}).get(point.pk, point.result)
        point.save(update_fields=["result"])
    current.state, current.minutes, current.record = Meeting.HELD, minutes, words
    current.closed_at = current.closed_at or now
    current.save(update_fields=["state", "minutes", "record", "closed_at"])
    _record("hold_meeting", "Meeting", current.pk, current, by, now)
    return current


@transaction.atomic
def add_material(
    *,
    meeting: Meeting,
    title: str,
    url: str = "",
    text: str = "",
    by: Person,
    now: dt.datetime,
) -> Material:
    """
    This will leave a link or a text with a meeting, for all who are invited.

    :raises Refusal: neither is given
    Source: docs/rules.md#R-S8 (G3)
    """
    check_coordinates(by, meeting.centre)
    with spoken(field="url"), transaction.atomic():
        made = Material.objects.create(
            centre=meeting.centre,
            meeting=meeting,
            title=title,
            url=url,
            text=text,
            created_at=now,
        )
    _record("add_material", "Material", made.pk, meeting, by, now)
    return made


@transaction.atomic
def drop_material(*, material: Material, by: Person, now: dt.datetime) -> None:
    """This will take material away again."""
    meeting, number = material.meeting, material.pk
    check_coordinates(by, meeting.centre)
    material.delete()
    _record("drop_material", "Material", number, meeting, by, now)


def proposals(meeting: Meeting) -> list[tuple[str, int]]:
    """
    Return topics of open requests that are not on the agenda yet, and how many ask.

    Only topics: no association and no word of a request goes to all the others.
    """
    there = set(AgendaItem.objects.filter(meeting=meeting).values_list("topic"))
    counts = dict(
        Request.objects.of(meeting.centre)
        .standing()
        .order_by()
        .values_list("topic")
        .annotate(number=Count("association_id", distinct=True))
    )
    return [
        (topic, counts[topic])
        for topic, _label in rules.TOPICS
        if topic in counts and (topic,) not in there
    ]


@transaction.atomic
def add_points(
    *,
    meeting: Meeting,
    topics: Iterable[str] = (),
    title: str = "",
    by: Person,
    now: dt.datetime,
) -> int:
    """
    This will put points on the agenda: topics associations ask about, and an own one.

    Returns how many were added; a point that stands there already is not added again.

    :raises Refusal: nothing is chosen
    Source: docs/rules.md#R-S9 (G6)
    """
    check_coordinates(by, meeting.centre)
    labels = dict(rules.TOPICS)
    wanted = [(str(labels[topic]), topic) for topic in topics]
    if title:
        wanted.append((title, ""))
    if not wanted:
        raise Refusal(_("Choose a topic, or write a point."), field="title")
    made = 0
    for words, topic in wanted:
        _point, fresh = AgendaItem.objects.get_or_create(
            meeting=meeting,
            title=words,
            defaults={"centre": meeting.centre, "topic": topic},
        )
        made += fresh
    _record("add_points", "Meeting", meeting.pk, meeting, by, now)
    return made


@transaction.atomic
def drop_point(*, point: AgendaItem, by: Person, now: dt.datetime) -> None:
    """This will take a point off the agenda."""
    meeting, number = point.meeting, point.pk
    check_coordinates(by, meeting.centre)
    point.delete()
    _record("drop_point", "AgendaItem", number, meeting, by, now)


@transaction.atomic
def give_task(
    *,
    meeting: Meeting,
    title: str,
    association: Association | None,
    due_on: dt.date,
    by: Person,
    now: dt.datetime,
) -> Task:
    """
    This will note who does what by when; an association learns of it by letter.

    :param association: None is the coordination
    :param due_on: day of the centre, not in the past
    :raises Refusal: the day has passed, or the association is not of this centre
    Source: docs/rules.md#R-S9 (G6)
    """
    centre = meeting.centre
    check_coordinates(by, centre)
    if due_on < today(centre, now):
        raise Refusal(_("That day has passed. Choose one to come."), field="due_on")
    if association is not None:
        check_association(association, centre)
    told = {"meeting": meeting, "title": title, "association": association}
    again: Task | None = Task.objects.open().filter(**told, due_on=due_on).first()
    if again is not None:
        return again
    task: Task = Task.objects.create(
        centre=centre, due_on=due_on, created_at=now, **told
    )
    if association is not None:
        telling.board(
            association=association,
            body=lambda: (
                _("You have taken on something: %(address)s")
                % {"address": link(centre, "support:meeting", meeting.pk)}
            ),
            by=by,
            now=now,
        )
    _record("give_task", "Task", task.pk, meeting, by, now)
    return task


@transaction.atomic
def finish_task(*, task: Task, by: Person, now: dt.datetime) -> Task:
    """
    This will note that a task is done. Twice changes nothing.

    :raises Refusal: it is neither theirs nor do they coordinate
    """
    if task.association_id is None:
        check_coordinates(by, task.centre)
    elif not can_speak_for(by, task.centre, task.association_id):
        raise Refusal(_("Only the association itself and the coordination do that."))
    if Task.objects.open().filter(pk=task.pk).update(done_at=now):
        _record("finish_task", "Task", task.pk, task.meeting, by, now)
    return task


def _record(  # noqa: PLR0917  (as telling.record, told once)
    verb: str,
    thing: str,
    thing_id: int,
    meeting: Meeting,
    by: Person,
    now: dt.datetime,
) -> None:
    telling.record(
        centre=meeting.centre,
        verb=verb,
        thing=thing,
        thing_id=thing_id,
        by=by,
        now=now,
    )
