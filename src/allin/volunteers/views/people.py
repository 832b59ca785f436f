"""Who gives time: list, one person, register, edit."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from allin.accounts import operations as accounts
from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.people import VOLUNTEER
from allin.directory.models import Topic
from allin.volunteers import operations
from allin.volunteers.forms import (
    FilterForm,
    RegisterForm,
    VolunteerForm,
    initial_of,
)
from allin.volunteers.models import Commitment, Hours, Interest, Volunteer
from allin.volunteers.permissions import can_edit, can_invite, can_list, can_welcome

PAGE = 40


@requires(can_list)
def index(request: Request) -> HttpResponse:
    """Everybody the person may see, narrowed by language and association."""
    found = Volunteer.objects.visible_to(request.person).standing()
    narrow = FilterForm(
        request.GET or None, person=request.person, centre=request.centre
    )
    if narrow.is_valid():
        if narrow.cleaned_data["language"]:
            found = found.speaking(narrow.cleaned_data["language"])
        if narrow.cleaned_data["association"]:
            found = found.filter(association=narrow.cleaned_data["association"])
    rows = found.select_related("association").order_by("name", "pk")
    listed = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    today = clock.now().astimezone(request.centre.tz).date()
    hours = Hours.objects.visible_to(request.person).waiting().count()
    about = {"form": narrow, "listed": listed, "today": today, "hours": hours}
    return render(request, "volunteers/index.html", about | _offers(request))


def _offers(request: Request) -> dict[str, object]:
    """Count who would like to help, for those who answer them."""
    may = can_welcome(request.person, request.centre)
    rows = Interest.objects.visible_to(request.person).filter(centre=request.centre)
    return {"may_welcome": may, "offers": rows.waiting().count() if may else 0}


def whom(request: Request, volunteer_id: int) -> Volunteer:
    """Return a volunteer the person may see and change, or 404."""
    volunteer: Volunteer = get_object_or_404(
        Volunteer.objects.visible_to(request.person)
        .filter(centre=request.centre)
        .select_related("association", "centre", "user"),
        pk=volunteer_id,
    )
    if not can_edit(request.person, volunteer):
        raise Http404
    return volunteer


def _sign_in(request: Request, volunteer: Volunteer) -> dict[str, object]:
    """Say whether somebody can sign in, was invited, or has a link that lapsed."""
    made = None
    if volunteer.user is not None:
        made = accounts.newest(
            centre=request.centre, user=volunteer.user, kind=VOLUNTEER
        )
    return {
        "invitation": made,
        "open": made is not None and made.is_open(clock.now()),
        "may_invite": can_invite(request.person, request.centre),
    }


def _topics(volunteer: Volunteer) -> list[Topic]:
    """Return what somebody advises on."""
    rows = Topic.objects.filter(centre_id=volunteer.centre_id).standing()
    return [topic for topic in rows if topic.mask & volunteer.topics]


def _promised(request: Request, volunteer: Volunteer) -> QuerySet[Commitment]:
    """Return the times somebody promised, as far as the reader may know them."""
    rows: QuerySet[Commitment] = Commitment.objects.standing()
    if not can_invite(request.person, request.centre):
        # What somebody is on call for may tell a faith: no board sees that they are.
        rows = rows.exclude(kind=Commitment.DUTY)
    return rows.filter(volunteer=volunteer)


@requires(can_list)
def page(request: Request, volunteer_id: int) -> HttpResponse:
    """All that is known of one volunteer, and what can be done."""
    volunteer, now = whom(request, volunteer_id), clock.now()
    given = Hours.objects.standing().filter(volunteer=volunteer)
    about = {
        "volunteer": volunteer,
        "today": now.astimezone(request.centre.tz).date(),
        "topics": _topics(volunteer),
        "promised": _promised(request, volunteer)
        .filter(ends_at__gt=now)
        .order_by("starts_at")[:10],
        "given": given.order_by("-worked_on", "-pk")[:10],
        "seen": volunteer.qualifications.all(),
        "certificates": volunteer.certificates.all()[:10],
        "may_welcome": can_welcome(request.person, request.centre),
        **_sign_in(request, volunteer),
    }
    return render(request, "volunteers/page.html", about)


@requires(can_list)
def register(request: Request) -> HttpResponse:
    """Add somebody."""
    form = RegisterForm(
        request.POST or None, person=request.person, centre=request.centre
    )
    if form.is_valid():
        try:
            volunteer = operations.register(
                association=form.cleaned_data["association"],
                by=request.person,
                now=clock.now(),
                **form.details(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("%(name)s is entered.") % {"name": volunteer})
            return redirect("volunteers:page", volunteer.pk)
    return render(request, "volunteers/register.html", {"form": form})


@requires(can_list)
def edit(request: Request, volunteer_id: int) -> HttpResponse:
    """Change what is known."""
    volunteer = whom(request, volunteer_id)
    form = VolunteerForm(
        request.POST or None, centre=request.centre, initial=initial_of(volunteer)
    )
    if form.is_valid():
        try:
            operations.edit(
                volunteer=volunteer,
                by=request.person,
                now=clock.now(),
                **form.details(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("volunteers:page", volunteer.pk)
    about = {"form": form, "volunteer": volunteer}
    return render(request, "volunteers/edit.html", about)
