"""What is to be done for associations, as lines of the work list."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allin.desk.task import Task


def urgent(count: Mapping[str, int]) -> Iterator[Task]:
    """Say what waits too long: requests and tasks that are overdue, rooms lost."""
    if number := count.get("requests_overdue", 0):
        title = ngettext(
            "%(number)d request of an association is overdue",
            "%(number)d requests of associations are overdue",
            number,
        )
        yield Task(
            icon="briefcase",
            title=title % {"number": number},
            sentence=_("The day of the next step has passed."),
            url=reverse("support:index"),
            label=_("See requests"),
            badge=_("overdue"),
            tone="bad",
        )
    if number := count.get("rooms_lost", 0):
        title = ngettext(
            "%(number)d meeting has lost its room",
            "%(number)d meetings have lost their rooms",
            number,
        )
        yield Task(
            icon="door-open",
            title=title % {"number": number},
            sentence=_("Somebody cancelled the booking. Choose another room."),
            url=reverse("support:meetings"),
            label=_("Find a room"),
            badge=_("check"),
            tone="bad",
        )
    if number := count.get("tasks_overdue", 0):
        title = ngettext(
            "%(number)d task of a meeting is overdue",
            "%(number)d tasks of meetings are overdue",
            number,
        )
        yield Task(
            icon="list-checks",
            title=title % {"number": number},
            sentence=_("It was promised by a day that has passed."),
            url=f"{reverse('support:index')}#tasks",
            label=_("See tasks"),
            badge=_("overdue"),
            tone="bad",
        )


def later(count: Mapping[str, int]) -> Iterator[Task]:
    """Say what can wait some days: new requests, meetings to be noted."""
    if number := count.get("requests_new", 0):
        title = ngettext(
            "%(number)d new request of an association",
            "%(number)d new requests of associations",
            number,
        )
        yield Task(
            icon="briefcase",
            title=title % {"number": number},
            sentence=_("Nobody has planned a first step yet."),
            url=reverse("support:index"),
            label=_("See requests"),
        )
    if number := count.get("meetings_to_note", 0):
        title = ngettext(
            "%(number)d meeting was, and nobody has noted who came",
            "%(number)d meetings were, and nobody has noted who came",
            number,
        )
        yield Task(
            icon="users-three",
            title=title % {"number": number},
            sentence=_("Attendance counts for the report."),
            url=reverse("support:meetings"),
            label=_("Note who came"),
        )
    ended, soon = count.get("papers_expired", 0), count.get("papers_ending", 0)
    if ended or soon:
        title = ngettext(
            "%(number)d paper of an association ends or has ended",
            "%(number)d papers of associations end or have ended",
            ended + soon,
        )
        yield Task(
            icon="file-text",
            title=title % {"number": ended + soon},
            sentence=_(
                "Statutes, register, board or tax notice: applications need it."
            ),
            url=reverse("support:papers"),
            label=_("See papers"),
            badge=_("expired") if ended else "",
            tone="bad" if ended else "wait",
        )
