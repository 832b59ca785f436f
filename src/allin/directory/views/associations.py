from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.core import clock, people
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.directory import operations, permissions
from allin.directory.forms import AssociationForm, InviteForm, NoteForm
from allin.directory.models import Association, Membership
from allin.directory.rules.likeness import Entry, Likeness
from allin.directory.statistics import overview
from allin.directory.views.partners import link_of

A_PAGE = 20


def editable(request: Request, association_id: int) -> Association:
    """Return an association the person may change; for others there is none."""
    of_here = Association.objects.editable_by(request.person).of(request.centre)
    return get_object_or_404(of_here.select_related("centre"), pk=association_id)


@requires(permissions.can_look)
def index(request: Request) -> HttpResponse:
    """List the associations, and say what is to be done about them."""
    seen = overview(
        centre=request.centre,
        associations=Association.objects.visible_to(request.person)
        .of(request.centre)
        .standing(),
        now=clock.now(),
        text=request.GET.get("q", ""),
    )
    return render(
        request,
        "directory/associations.html",
        {
            "seen": seen,
            "page": Paginator(seen.lines, A_PAGE).get_page(request.GET.get("page")),
            "steers": permissions.can_steer(request.person, request.centre),
            "q": request.GET.get("q", ""),
        },
    )


@requires(permissions.can_look)
def own(request: Request) -> HttpResponse:
    """Lead a board to its association."""
    ids = request.person.ids_of(people.BOARD, centre_id=request.centre.pk)
    if not ids:
        return redirect("directory:associations")
    return redirect("directory:association", association_id=min(ids))


@requires(permissions.can_look)
def association(request: Request, association_id: int) -> HttpResponse:
    """Show an association's entry; one that was merged leads to its successor."""
    of_here = Association.objects.visible_to(request.person).of(request.centre)
    entry = get_object_or_404(of_here.select_related("centre"), pk=association_id)
    if entry.merged_into_id:
        return redirect("directory:association", association_id=entry.merged_into_id)
    return render(request, "directory/association.html", _shown(request, entry))


def _shown(request: Request, entry: Association) -> dict[str, object]:
    steers = permissions.can_steer(request.person, request.centre)
    edits = permissions.can_edit(request.person, entry)
    board = entry.memberships.standing().select_related("user")
    return {
        "entry": entry,
        "contact": entry.contact_for(request.person),
        "offers": entry.offers.prefetch_related("topics", "hours"),
        "board": board if edits else [],
        "alike": _alike(entry) if steers else [],
        "steers": steers,
        "edits": edits,
    }


def _alike(entry: Association) -> list[Association]:
    found = operations.similar(centre=entry.centre, entry=operations.entry_of(entry))
    return [other for other, _likeness in found]


@requires(permissions.can_steer)
def found(request: Request) -> HttpResponse:
    """Enter an association; one that seems to be there already is shown first."""
    form = AssociationForm(request.POST or None)
    alike: list[tuple[Association, Likeness]] = []
    if form.is_valid():
        given = form.cleaned_data
        entry = Entry(
            0, given["name"], given["contact_phone"], given["contact_email"],
            given["website"],
        )  # fmt: skip
        alike = list(operations.similar(centre=request.centre, entry=entry))
        if not alike or "anyway" in request.POST:
            try:
                made = operations.found_association(
                    centre=request.centre, by=request.person, now=clock.now(), **given
                )
            except Refusal as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                return redirect("directory:association", association_id=made.pk)
    return render(request, "directory/found.html", {"form": form, "alike": alike})


@requires(permissions.can_look)
def edit(request: Request, association_id: int) -> HttpResponse:
    """Change an entry; what a board marks private stays private."""
    entry = editable(request, association_id)
    form = AssociationForm(request.POST or None, instance=entry)
    if form.is_valid():
        try:
            operations.edit_association(
                association=editable(request, association_id),
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The entry is changed."))
            return redirect("directory:association", association_id=association_id)
    return render(request, "directory/edit.html", {"form": form, "entry": entry})


@requires(permissions.can_steer)
def note(request: Request, association_id: int) -> HttpResponse:
    """Keep a note that only the coordination reads."""
    entry = editable(request, association_id)
    form = NoteForm(request.POST or None, initial={"note": entry.note})
    if form.is_valid():
        operations.edit_association(
            association=entry, by=request.person, now=clock.now(), **form.cleaned_data
        )
        return redirect("directory:association", association_id=entry.pk)
    return render(request, "directory/note.html", {"form": form, "entry": entry})


@require_POST
@requires(permissions.can_look)
def confirm(request: Request, association_id: int) -> HttpResponse:
    """Confirm an entry as it stands today."""
    entry = editable(request, association_id)
    operations.confirm_association(
        association=entry, by=request.person, now=clock.now()
    )
    messages.success(request, _("The entry is confirmed. Today's date stands there."))
    return redirect("directory:association", association_id=entry.pk)


@requires(permissions.can_steer)
def leave(request: Request, association_id: int) -> HttpResponse:
    """Ask once, then let an association leave the centre."""
    entry = editable(request, association_id)
    if request.method == "POST":
        operations.leave(association=entry, by=request.person, now=clock.now())
        messages.success(request, _("The association has left. Its figures stay."))
        return redirect("directory:associations")
    return render(request, "directory/leave.html", {"entry": entry})


@requires(permissions.can_steer)
def merge(request: Request, association_id: int, other_id: int) -> HttpResponse:
    """Show two entries side by side, then merge the other into the first."""
    entry, other = editable(request, association_id), editable(request, other_id)
    if entry.pk == other.pk:
        raise Http404
    if request.method == "POST":
        try:
            operations.merge(
                into=entry, other=other, by=request.person, now=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Merged. Old links lead here."))
        return redirect("directory:association", association_id=entry.pk)
    return render(request, "directory/merge.html", {"entry": entry, "other": other})


@requires(permissions.can_steer)
def invite(request: Request, association_id: int) -> HttpResponse:
    """Invite somebody to the board."""
    entry = editable(request, association_id)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            member = operations.invite_to_board(
                association=entry,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Invited. A letter with a link is on its way."))
            return redirect("accounts:link", invitation_id=link_of(member))
    return render(request, "directory/invite.html", {"form": form, "entry": entry})


@require_POST
@requires(permissions.can_steer)
def end_membership(request: Request, membership_id: int) -> HttpResponse:
    """Let somebody act no longer for an association or a partner."""
    membership = get_object_or_404(
        Membership.objects.visible_to(request.person).filter(centre=request.centre),
        pk=membership_id,
    )
    operations.end_membership(membership=membership, by=request.person, now=clock.now())
    messages.success(request, _("This access has ended."))
    if membership.partner_id:
        return redirect("directory:partner", partner_id=membership.partner_id)
    return redirect("directory:association", association_id=membership.association_id)
