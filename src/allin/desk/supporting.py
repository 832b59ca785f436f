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


def later(count: Mapping[str, int]) -> Iterator[Task]:
    """Say what can wait some days: new requests."""
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
