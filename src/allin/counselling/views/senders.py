"""Who fills in a form, and which form that makes it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from allin.core.http import Request
from allin.core.people import COORDINATOR, DEPUTY, REFERRER
from allin.counselling.forms.answers import known_of
from allin.counselling.forms.contact import ContactForm, PublicContactForm
from allin.counselling.forms.slip import PublicSlipForm, SlipForm
from allin.counselling.rules import Origin, Way
from allin.directory.models import Partner
from allin.directory.operations import partner_at


@dataclass(frozen=True)
class Sender:
    """
    Where a form comes from: a partner's address, the public page, the telephone.

    :param partner: who sends, if it is known
    :param expired: the address was taken back, or never was one
    """

    way: Way
    partner: Partner | None = None
    token: str = ""
    origin: Origin = Origin.SELF
    expired: bool = False

    @property
    def slip_url(self) -> str:
        if self.way == Way.TELEPHONE:
            return reverse("counselling:take")
        if self.token:
            return reverse("counselling:refer_from", args=[self.token])
        return reverse("counselling:refer")

    @property
    def contact_url(self) -> str:
        if self.way == Way.TELEPHONE:
            return reverse("counselling:take_contact")
        if self.token:
            return reverse("counselling:contact_from", args=[self.token])
        return reverse("counselling:contact")

    @property
    def layout(self) -> str:
        return "base.html" if self.way == Way.TELEPHONE else "public.html"

    def slip_form(self, request: Request, *, looking: bool) -> SlipForm:
        """Return the slip form: guarded, but for the coordination's own."""
        data = request.POST or None
        more = self._more(request)
        if self.way == Way.TELEPHONE:
            return SlipForm(data, **more)
        return PublicSlipForm(data, request=request, looking=looking, **more)

    def _more(self, request: Request) -> dict[str, Any]:
        return {
            "centre": request.centre,
            "initial": known_of(request.GET.dict(), request.centre),
        }

    def contact_form(self, request: Request) -> ContactForm:
        """Return the contact form: guarded, but for the coordination's own."""
        more = self._more(request) | {"partner": self.partner}
        if self.way == Way.TELEPHONE:
            return ContactForm(request.POST or None, **more)
        return PublicContactForm(request.POST or None, request=request, **more)


def by_address(request: Request, token: str) -> Sender:
    """Return the sender of a partner's own form address."""
    partner = partner_at(centre=request.centre, token=token)
    if partner is None:
        return Sender(way=Way.PUBLIC, expired=True)
    return Sender(way=Way.ADDRESS, partner=partner, token=token, origin=Origin.PARTNER)


def by_page(request: Request) -> Sender:
    """Return the sender of the public page: a signed-in referrer, or anybody."""
    centre = request.centre
    for partner in Partner.objects.filter(
        centre=centre, pk__in=request.person.ids_of(REFERRER, centre_id=centre.pk)
    ):
        return Sender(way=Way.ADDRESS, partner=partner, origin=Origin.PARTNER)
    other = request.GET.get("for") == "other"
    return Sender(way=Way.PUBLIC, origin=Origin.UNCONFIRMED if other else Origin.SELF)


def by_telephone(request: Request) -> Sender:
    """Return the coordination, who writes down what is said; a partner may call."""
    partner = None
    chosen = request.GET.get("from", "")
    if chosen.isdecimal():
        partner = (
            Partner.objects.of(request.centre).standing().filter(pk=chosen).first()
        )
    return Sender(
        way=Way.TELEPHONE,
        partner=partner,
        origin=Origin.PARTNER if partner else Origin.SELF,
    )


STEERING = (COORDINATOR, DEPUTY)
