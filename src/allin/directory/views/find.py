"""Find help: open to everybody, without an account."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from allin.core import clock, languages
from allin.core.http import Request, requires
from allin.core.people import Centre, Person
from allin.directory import operations
from allin.directory.forms import FindForm
from allin.directory.models import Association, Offer, Topic

A_PAGE = 20


def _spoken(request: Request) -> list[str]:
    bits = 0
    for mask in (
        Offer.objects.of(request.centre)
        .published()
        .values_list("language_bits", flat=True)
        .distinct()
    ):
        bits |= mask
    return languages.codes_in(bits)


def _everybody(person: Person, centre: Centre) -> bool:  # noqa: ARG001  (its shape)
    """Let strangers in: who seeks help needs no account."""
    return True


@requires(_everybody)
def find(request: Request) -> HttpResponse:
    """Show topics to those who have not said anything yet, else what fits."""
    spoken = _spoken(request)
    form = FindForm(request.GET or None, spoken=spoken)
    if form.is_bound and any(request.GET.get(name) for name in form.fields):
        return _found(request, form)
    return _begin(request, spoken)


def _begin(request: Request, spoken: list[str]) -> HttpResponse:
    shown = (get_language() or "de").split("-", maxsplit=1)[0]
    standing = Q(
        offers__state=Offer.PUBLISHED,
        offers__association__merged_into__isnull=True,
        offers__association__left_on__isnull=True,
    )
    topics = Topic.objects.of(request.centre).standing()
    wanted = operations.Wanted(
        language=shown if shown in spoken else "", open_now=False
    )
    hits = operations.find_help(centre=request.centre, wanted=wanted, now=clock.now())
    return render(
        request,
        "find/begin.html",
        {
            "form": FindForm(None, spoken=spoken),
            "topics": topics.annotate(count=Count("offers", filter=standing)).filter(
                count__gt=0
            ),
            "associations": Association.objects.of(request.centre).standing().count(),
            "language": languages.name(wanted.language, shown)
            if wanted.language
            else "",
            "language_code": wanted.language,
            "hits": [hit for hit in hits if hit.is_today(clock.now())][:3],
        },
    )


def _found(request: Request, form: FindForm) -> HttpResponse:
    wanted = form.wanted
    hits = operations.find_help(centre=request.centre, wanted=wanted, now=clock.now())
    topics = {topic.key: topic for topic in Topic.objects.of(request.centre)}
    return render(
        request,
        "find/found.html",
        {
            "form": form,
            "page": Paginator(hits, A_PAGE).get_page(request.GET.get("page")),
            "total": len(hits),
            "topic": topics.get(wanted.topic),
        },
    )


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
    return render(
        request,
        "find/offer.html",
        {
            "hit": operations.describe(offer=offer, now=now),
            "slots": operations.slots_of_offer(offer=offer, now=now)[:5],
            "contact": offer.association.public_contact,
        },
    )
