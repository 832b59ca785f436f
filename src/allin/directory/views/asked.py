"""The page behind the link of a letter: is the entry still right? No account."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.directory import operations


def _everybody(person: Person, centre: Centre) -> bool:  # noqa: ARG001  (its shape)
    """Let strangers in: the letter's link says who they are."""
    return True


@requires(_everybody)
def asked(request: Request, token: str) -> HttpResponse:
    """Show what is public of an entry; one tap confirms it, looking does not."""
    now, refused = clock.now(), ""
    entry = operations.asked_by_token(token, centre=request.centre, now=now)
    done = False
    if request.method == "POST":
        try:
            entry = operations.confirm_by_link(
                token=token, centre=request.centre, now=now
            )
            done = True
        except Refusal as refusal:
            refused = str(refusal)
    if entry is None:
        refused = refused or _("This link has run out. The next letter has a new one.")
        return render(request, "directory/asked_late.html", {"refused": refused})
    offers = entry.offers.published().prefetch_related("hours", "topics")
    about = {"entry": entry, "offers": offers, "done": done}
    return render(request, "directory/asked.html", about)
