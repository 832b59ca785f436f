"""Find help: open to everybody, without an account."""

import datetime as dt
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from allin.core import clock, languages, ways
from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.directory import operations
from allin.directory.forms import FindForm
from allin.directory.models import Offer

A_PAGE = 10  # one thumb, an old telephone


def _everybody(person: Person, centre: Centre) -> bool:  # noqa: ARG001  (its shape)
    """Let strangers in: who seeks help needs no account."""
    return True


@requires(_everybody)
def find(request: Request) -> HttpResponse:
    """Show topics to those who have not said anything yet, else what fits."""
    now = clock.now()
    directory = operations.directory_of(centre=request.centre, now=now)
    form = FindForm(request.GET or None, spoken=directory.standing.spoken)
    if form.is_bound and any(request.GET.get(name) for name in form.fields):
        return _found(request, form, directory, now)
    return _begin(request, directory, now)


def _begin(
    request: Request, directory: operations.Directory, now: dt.datetime
) -> HttpResponse:
    standing = directory.standing
    shown = (get_language() or "de").split("-", maxsplit=1)[0]
    wanted = operations.Wanted(language=shown if shown in standing.spoken else "")
    hits = operations.find_help(
        centre=request.centre, wanted=wanted, now=now, directory=directory
    )
    return render(
        request,
        "find/begin.html",
        {
            "form": FindForm(None, spoken=standing.spoken),
            "topics": standing.asked_for,
            "associations": standing.associations,
            "language": languages.name(wanted.language, shown)
            if wanted.language
            else "",
            "language_code": wanted.language,
            "hits": [hit for hit in hits if hit.is_today(now)][:3],
        },
    )


def _found(
    request: Request,
    form: FindForm,
    directory: operations.Directory,
    now: dt.datetime,
) -> HttpResponse:
    wanted = form.wanted
    hits = operations.find_help(
        centre=request.centre, wanted=wanted, now=now, directory=directory
    )
    return render(
        request,
        "find/found.html",
        {
            "form": form,
            "page": Paginator(hits, A_PAGE).get_page(request.GET.get("page")),
            "total": len(hits),
            "topic": directory.standing.topics.get(wanted.topic),
        },
    )


def _asked(wanted: operations.Wanted) -> str:
    """What an offer's page passes on to the slip: never the words somebody typed."""
    known = {"topic": wanted.topic, "language": wanted.language}
    return urlencode({name: value for name, value in known.items() if value})


@requires(_everybody)
def offer(request: Request, offer_id: int) -> HttpResponse:
    """Show one offer as anybody may see it."""
    offers = Offer.objects.of(request.centre).published()
    offer = get_object_or_404(
        offers.select_related("association", "centre").prefetch_related(
            "hours", "exceptions", "topics"
        ),
        pk=offer_id,
    )
    now = clock.now()
    known = {name: request.GET.get(name, "") for name in ("topic", "language")}
    return render(
        request,
        "find/offer.html",
        {
            "slip": ways.resolve("slip", offer=offer, **known),
            "hit": operations.describe(offer=offer, now=now),
            "slots": operations.slots_of_offer(offer=offer, now=now)[:5],
            "contact": offer.association.public_contact,
        },
    )
