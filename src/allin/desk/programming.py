"""What is to be done in the programmes, as lines of the work list."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from allin.desk.task import Task
from allin.programmes import todo

# What cannot wait, what can: an icon, the sentence that says why, what to do.
URGENT: Final[dict[str, tuple[str, Promise, Promise]]] = {
    "weeks": (
        "first-aid-kit",
        gettext_lazy("The control centre reads it, too."),
        gettext_lazy("Fill the duty"),
    ),
    "swaps": (
        "first-aid-kit",
        gettext_lazy("Nobody has said yes yet."),
        gettext_lazy("See who could"),
    ),
    "talks": (
        "chats",
        gettext_lazy("Until then the person takes on no other duty."),
        gettext_lazy("See the talks"),
    ),
    "permits": (
        "list-checks",
        gettext_lazy("Within a week, or already overdue."),
        gettext_lazy("See the festival"),
    ),
    "dates": (
        "calendar-dots",
        gettext_lazy("They begin within two weeks."),
        gettext_lazy("See the dates"),
    ),
}
LATER: Final[dict[str, tuple[str, Promise, Promise]]] = {
    "enquiries": (
        "users-three",
        gettext_lazy("They ask for a tour or a talk."),
        gettext_lazy("Answer the groups"),
    ),
    "stands": (
        "house",
        gettext_lazy("The associations asked for them."),
        gettext_lazy("Decide on stands"),
    ),
    "shifts": (
        "hand-heart",
        gettext_lazy("The helpers' hours follow from it."),
        gettext_lazy("Note who was there"),
    ),
    "paths": (
        "identification-card",
        gettext_lazy("The day that was agreed has come."),
        gettext_lazy("See the steps"),
    ),
    "tandems": (
        "handshake",
        gettext_lazy("They were asked more than a week ago."),
        gettext_lazy("See the tandems"),
    ),
    "unclosed": (
        "list-checks",
        gettext_lazy("Hours and figures follow from it."),
        gettext_lazy("Note who was there"),
    ),
}


def urgent(count: Mapping[str, int], led: Mapping[str, str]) -> Iterator[Task]:
    """Say what lacks people soon, or waits for a talk; `led` is `todo.addresses`."""
    return _lines(URGENT, count, led)


def later(count: Mapping[str, int], led: Mapping[str, str]) -> Iterator[Task]:
    """Say what can wait some days: groups that ask, dates nobody closed."""
    return _lines(LATER, count, led)


def _lines(
    lines: Mapping[str, tuple[str, Promise, Promise]],
    count: Mapping[str, int],
    led: Mapping[str, str],
) -> Iterator[Task]:
    for name, (icon, sentence, label) in lines.items():
        if number := count.get(f"programmes_{name}", 0):
            yield Task(
                icon=icon,
                title=todo.said(name, number),
                sentence=str(sentence),
                url=led[name],
                label=str(label),
            )
