"""What is to be done in the programmes, as lines of the work list."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.desk.task import Task
from allin.programmes import todo

# What cannot wait, what can; each with its icon and the sentence that says why.
URGENT: Final[dict[str, tuple[str, Promise]]] = {
    "weeks": ("first-aid-kit", gettext_lazy("The control centre reads it, too.")),
    "swaps": ("first-aid-kit", gettext_lazy("Nobody has said yes yet.")),
    "talks": (
        "chats",
        gettext_lazy("Until then the person takes on no other duty."),
    ),
    "permits": ("list-checks", gettext_lazy("Within a week, or already overdue.")),
    "dates": ("calendar-dots", gettext_lazy("They begin within two weeks.")),
}
LATER: Final[dict[str, tuple[str, Promise]]] = {
    "enquiries": ("users-three", gettext_lazy("They ask for a tour or a talk.")),
    "stands": ("house", gettext_lazy("The associations asked for them.")),
    "shifts": ("hand-heart", gettext_lazy("The helpers' hours follow from it.")),
    "paths": ("identification-card", gettext_lazy("The day that was agreed has come.")),
    "tandems": ("handshake", gettext_lazy("They were asked more than a week ago.")),
    "unclosed": ("list-checks", gettext_lazy("Hours and figures follow from it.")),
}


def urgent(count: Mapping[str, int]) -> Iterator[Task]:
    """Say what lacks people soon, or waits for a talk."""
    return _lines(URGENT, count)


def later(count: Mapping[str, int]) -> Iterator[Task]:
    """Say what can wait some days: groups that ask, dates nobody closed."""
    return _lines(LATER, count)


def _lines(
    lines: Mapping[str, tuple[str, Promise]], count: Mapping[str, int]
) -> Iterator[Task]:
    for name, (icon, sentence) in lines.items():
        if number := count.get(f"programmes_{name}", 0):
            yield Task(
                icon=icon,
                title=todo.said(name, number),
                sentence=str(sentence),
                url=reverse("programmes:index"),
                label=_("See the programmes"),
            )
