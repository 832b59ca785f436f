from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.accounts import operations as accounts
from allin.accounts.models import Invitation
from allin.core import clock, people, ways
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.qr import qr
from allin.directory import operations, permissions
from allin.directory.forms import (
    AddressForm,
    AdviceHourForm,
    ClosureForm,
    InviteForm,
    PartnerForm,
)
from allin.directory.models import (
    AdviceHour,
    Closure,
    Membership,
    Partner,
    PartnerAddress,
)


def _partner(request: Request, partner_id: int) -> Partner:
    of_here = Partner.objects.visible_to(request.person).of(request.centre)
    return get_object_or_404(of_here, pk=partner_id)


@requires(permissions.can_steer)
def partners(request: Request) -> HttpResponse:
    """List who sends people and who runs programmes with the centre."""
    every = Partner.objects.visible_to(request.person).of(request.centre).standing()
    return render(
        request,
        "directory/partners.html",
        {"partners": every.prefetch_related("addresses")},
    )


def _people_of(partner: Partner) -> list[tuple[Membership, int | None]]:
    """Return who acts for a partner, each with the open invitation if there is one."""
    rows = Invitation.objects.of(partner.centre).open(clock.now())
    links = dict(rows.filter(kind=people.REFERRER).values_list("user_id", "pk"))
    standing = partner.memberships.standing().select_related("user")
    return [(one, links.get(one.user_id)) for one in standing]


@requires(permissions.can_steer)
def partner(request: Request, partner_id: int) -> HttpResponse:
    """Show a partner with its form addresses and people."""
    partner = _partner(request, partner_id)
    return render(
        request,
        "directory/partner.html",
        {
            "partner": partner,
            "addresses": partner.addresses.all(),
            "people": _people_of(partner),
            "programmes": partner.programmes.all(),
            "hours": partner.advice_hours.all(),
            "form": AddressForm(),
        },
    )


@requires(permissions.can_steer)
def enter_partner(request: Request) -> HttpResponse:
    """Enter a partner."""
    form = PartnerForm(request.POST or None)
    if form.is_valid():
        try:
            partner = operations.enter_partner(
                centre=request.centre,
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("directory:partner", partner_id=partner.pk)
    return render(request, "directory/enter_partner.html", {"form": form})


@requires(permissions.can_steer)
def edit_partner(request: Request, partner_id: int) -> HttpResponse:
    """Change a partner."""
    partner = _partner(request, partner_id)
    form = PartnerForm(request.POST or None, instance=partner)
    if form.is_valid():
        try:
            operations.edit_partner(
                partner=_partner(request, partner_id),
                by=request.person,
                now=clock.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("directory:partner", partner_id=partner_id)
    return render(
        request, "directory/edit_partner.html", {"form": form, "partner": partner}
    )


@requires(permissions.can_steer)
def enter_advice_hour(request: Request, partner_id: int) -> HttpResponse:
    """Enter when a professional migration advice service can be met."""
    partner = _partner(request, partner_id)
    form = AdviceHourForm(request.POST or None)
    if form.is_valid():
        try:
            operations.enter_advice_hour(
                partner=partner, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("directory:partner", partner_id=partner.pk)
    return render(
        request, "directory/enter_advice_hour.html", {"form": form, "partner": partner}
    )


@require_POST
@requires(permissions.can_steer)
def drop_advice_hour(request: Request, advice_hour_id: int) -> HttpResponse:
    """Take an hour of the migration advice back."""
    hours = AdviceHour.objects.visible_to(request.person).filter(centre=request.centre)
    hour = get_object_or_404(hours, pk=advice_hour_id)
    operations.drop_advice_hour(hour=hour, by=request.person, now=clock.now())
    return redirect("directory:partner", partner_id=hour.partner_id)


@require_POST
@requires(permissions.can_steer)
def give_address(request: Request, partner_id: int) -> HttpResponse:
    """Give a partner one more form address."""
    partner = _partner(request, partner_id)
    form = AddressForm(request.POST)
    if form.is_valid():
        address = operations.give_address(
            partner=partner, by=request.person, now=clock.now(), **form.cleaned_data
        )
        return redirect("directory:address", address_id=address.pk)
    messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("directory:partner", partner_id=partner.pk)


def _address(request: Request, address_id: int) -> PartnerAddress:
    of_here = PartnerAddress.objects.visible_to(request.person).filter(
        centre=request.centre
    )
    return get_object_or_404(of_here.select_related("partner"), pk=address_id)


@requires(permissions.can_steer)
def address(request: Request, address_id: int) -> HttpResponse:
    """Show a form address as link and QR code, ready to print."""
    address = _address(request, address_id)
    way = ways.resolve("partner_form", token=address.token)
    link = request.build_absolute_uri(way) if way and address.is_valid else ""
    return render(
        request,
        "directory/address.html",
        {"address": address, "link": link, "qr": qr(link) if link else ""},
    )


@require_POST
@requires(permissions.can_steer)
def revoke_address(request: Request, address_id: int) -> HttpResponse:
    """Let a form address count no longer."""
    address = _address(request, address_id)
    operations.revoke_address(address=address, by=request.person, now=clock.now())
    messages.success(
        request, _("Revoked. Who still uses it counts as unconfirmed from now on.")
    )
    return redirect("directory:partner", partner_id=address.partner_id)


def link_of(member: Membership) -> int:
    """Return the invitation that was just written for somebody."""
    made = accounts.newest(centre=member.centre, user=member.user, kind=member.kind)
    return made.pk if made else 0


@requires(permissions.can_steer)
def invite_referrer(request: Request, partner_id: int) -> HttpResponse:
    """Invite somebody who refers people, with an account."""
    partner = _partner(request, partner_id)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            member = operations.invite_to_partner(
                partner=partner, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Invited. A letter with a link is on its way."))
            return redirect("accounts:link", invitation_id=link_of(member))
    return render(
        request, "directory/invite_referrer.html", {"form": form, "partner": partner}
    )


@requires(permissions.can_steer)
def closures(request: Request) -> HttpResponse:
    """List and enter the days on which the house is closed, and school holidays."""
    form = ClosureForm(request.POST or None)
    if form.is_valid():
        operations.enter_closure(
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
        return redirect("directory:closures")
    today = clock.now().astimezone(request.centre.tz).date()
    every = Closure.objects.visible_to(request.person).filter(
        centre=request.centre, ends_on__gte=today
    )
    return render(request, "directory/closures.html", {"form": form, "closures": every})


@require_POST
@requires(permissions.can_steer)
def drop_closure(request: Request, closure_id: int) -> HttpResponse:
    """Open the house again on these days."""
    closure = get_object_or_404(
        Closure.objects.visible_to(request.person).filter(centre=request.centre),
        pk=closure_id,
    )
    operations.drop_closure(closure=closure, by=request.person, now=clock.now())
    return redirect("directory:closures")
