import uuid

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, recipients
from allin.core.http import Request, requires
from allin.outbox import operations, rules
from allin.outbox.models import Letter, LetterQuerySet
from allin.outbox.permissions import can_see_letters

SHOWN = 30
A_PAGE = 10


@requires(can_see_letters)
def letters(request: Request) -> HttpResponse:
    """Show which letters need a person, which wait, and what left lately."""
    own = Letter.objects.visible_to(request.person).filter(centre=request.centre)
    about = {
        "troubled": own.troubled().order_by("-written_at")[:SHOWN],
        "troubles": own.troubled().count(),
        "waiting": own.waiting().order_by("next_try_at")[:SHOWN],
        "queue": own.waiting().count(),
        "sent": own.filter(state=Letter.SENT).order_by("-done_at")[:SHOWN],
    }
    return render(request, "outbox/letters.html", about)


def _own(request: Request, letter_id: uuid.UUID) -> Letter:
    own = Letter.objects.visible_to(request.person).filter(centre=request.centre)
    letter: Letter = get_object_or_404(own, pk=letter_id)
    return letter


@require_POST
@requires(can_see_letters)
def send_again(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Put a letter back into the queue."""
    letter = _own(request, letter_id)
    operations.send_again(letter=letter, by=request.person, now=clock.now())
    messages.success(request, _("The letter goes out again in the next minutes."))
    return redirect("outbox:letters")


@require_POST
@requires(can_see_letters)
def settle(request: Request, letter_id: uuid.UUID, how: str) -> HttpResponse:
    """Note that a letter arrived after all, or came back."""
    letter, arrived = _own(request, letter_id), how == "arrived"
    operations.settle(
        letter=letter, arrived=arrived, by=request.person, now=clock.now()
    )
    messages.success(request, _("Noted."))
    return redirect("outbox:letters")


def mailbox(request: Request) -> HttpResponse:
    """Show the letters of the demo as they would arrive; there is none elsewhere."""
    of_centre = _in_the_demo(request)
    page = Paginator(of_centre.order_by("-written_at", "pk"), A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "outbox/mailbox.html",
        {"page": page, "letters": [_as_it_arrives(letter) for letter in page]},
    )


def mail(request: Request, letter_id: uuid.UUID) -> HttpResponse:
    """Show one letter of the demo, its links to be clicked."""
    letter = get_object_or_404(_in_the_demo(request), pk=letter_id)
    about = {"mail": _as_it_arrives(letter), "text": operations.text_of(letter)}
    return render(request, "outbox/mail.html", about)


def _in_the_demo(request: Request) -> LetterQuerySet:
    if not settings.DEMO or request.centre is None:
        raise Http404
    kept: LetterQuerySet = Letter.objects.filter(
        centre=request.centre, sealed__isnull=False
    )
    return kept


def _as_it_arrives(letter: Letter) -> dict[str, object]:
    to = recipients.find(letter.to_kind, letter.to_id)
    return {
        "letter": letter,
        "to": to.address if to else "",
        "subject": rules.subject(letter.language),
    }
