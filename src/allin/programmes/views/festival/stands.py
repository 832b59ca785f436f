"""Stands: asked for, decided, the plan, the tills."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request, requires
from allin.directory.models import Association
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import (
    AcceptForm,
    ApplyForm,
    SettlementForm,
    WhyForm,
    WishForm,
)
from allin.programmes.models import Settlement, Stand
from allin.programmes.operations import festival as operations
from allin.programmes.operations.festival import words
from allin.programmes.permissions import can_plan, can_see_festivals
from allin.programmes.views.festival.finding import (
    done,
    festival_of,
    festival_seen,
    shown,
    stand_of,
)


@requires(can_plan)
def stands(request: Request, festival_id: int) -> HttpResponse:
    """List what waits and the plan of the stands; the plan prints."""
    one = festival_of(request, festival_id)
    listed = list(
        Stand.objects.filter(festival=one)
        .select_related("association")
        .order_by("number", "association__name", "pk")
    )
    accepted = [stand for stand in listed if stand.state == Stand.ACCEPTED]
    accepted.sort(key=lambda stand: (not stand.number, stand.number))
    metres = sum(stand.metres for stand in accepted)
    watts = sum(stand.power_watts for stand in accepted)
    about = {
        "festival": one,
        "waiting": _with_power(s for s in listed if s.state == Stand.APPLIED),
        "accepted": _with_power(accepted),
        "others": [s for s in listed if s.state in {Stand.DECLINED, Stand.WITHDRAWN}],
        "news": sum(stand.is_news for stand in accepted),
        "sums": _sums(one.area_metres, metres, one.power_watts, watts),
    }
    return shown(request, "stands", about)


def _with_power(stands: Iterable[Stand]) -> list[tuple[Stand, str]]:
    return [(stand, words.power(stand.power_watts)) for stand in stands]


def _sums(metres: int, wanted: int, watts: int, asked: int) -> dict[str, object]:
    """Say how much front and power the plan takes, and whether there is as much."""
    return {
        "metres": wanted,
        "of_metres": metres,
        "too_long": 0 < metres < wanted,
        "power": words.power(asked),
        "of_power": words.power(watts) if watts else "",
        "too_much": 0 < watts < asked,
    }


@requires(can_see_festivals)
def apply(request: Request, festival_id: int) -> HttpResponse:
    """Ask for a stand: a board for its association, the coordination for any."""
    one = festival_seen(request, festival_id)
    allowed = Association.objects.of(request.centre).editable_by(request.person)
    form = ApplyForm.of(None, request, allowed=allowed)
    if form.is_valid():
        made, _ways = tried(
            form, operations.apply, festival=one,
            association=form.cleaned_data["association"], by=request.person,
            now=clock.now(), **form.wanted,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The stand is asked for."))
            return redirect("programmes:stand", made.pk)
    return shown(request, "apply", {"form": form, "festival": one})


@requires(can_see_festivals)
def stand(request: Request, stand_id: int) -> HttpResponse:
    """Show a stand: to the board how it stands, to the coordination to decide."""
    one = stand_of(request, stand_id)
    about = {
        "stand": one,
        "festival": one.festival,
        "power": words.power(one.power_watts),
        "may_plan": can_plan(request.person, request.centre),
    }
    return shown(request, "stand", about)


@requires(can_see_festivals)
def change_wish(request: Request, stand_id: int) -> HttpResponse:
    """Change what was asked for, as long as nobody has decided."""
    one = stand_of(request, stand_id)
    form = WishForm.of(one, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.change_wish, stand=one, by=request.person,
            now=clock.now(), **form.wanted,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Your wish is changed."))
            return redirect("programmes:stand", one.pk)
    return shown(request, "wish", {"form": form, "stand": one})


@requires(can_plan)
def accept(request: Request, stand_id: int) -> HttpResponse:
    """Give a stand, as asked for or changed; or change what was given."""
    one = stand_of(request, stand_id)
    form = AcceptForm.of(one, request, initial={"number": one.number})
    if form.is_valid():
        made, _ways = tried(
            form, operations.accept, stand=one, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The stand is on the plan."))
            return redirect("programmes:stands", one.festival_id)
    return shown(request, "accept", {"form": form, "stand": one})


@requires(can_plan)
def decline(request: Request, stand_id: int) -> HttpResponse:
    """Decline a stand, with a reason."""
    one = stand_of(request, stand_id)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        why, now = form.cleaned_data["why"], clock.now()
        tried(form, operations.decline, stand=one, why=why, by=request.person, now=now)
        if not form.errors:
            messages.success(request, _("Declined. The association gets a letter."))
            return redirect("programmes:stands", one.festival_id)
    return shown(request, "decline", {"form": form, "stand": one})


@require_POST
@requires(can_see_festivals)
def take_back(request: Request, stand_id: int) -> HttpResponse:
    """Take a stand back."""
    one, said = stand_of(request, stand_id), _("The stand is taken back.")
    who, now = request.person, clock.now()
    done(request, operations.take_back, said, stand=one, by=who, now=now)
    return redirect("programmes:stand", one.pk)


@require_POST
@requires(can_plan)
def give_out_plan(request: Request, festival_id: int) -> HttpResponse:
    """Give the plan out: whoever is affected gets a letter."""
    one = festival_of(request, festival_id)
    told = operations.give_out_plan(festival=one, by=request.person, now=clock.now())
    said = ngettext(
        "The plan is given out. %(number)d association gets a letter.",
        "The plan is given out. %(number)d associations get a letter.",
        told,
    ) % {"number": told}
    nothing = _("Nothing has changed for anybody, so nobody was written to.")
    messages.success(request, said if told else nothing)
    return redirect("programmes:stands", one.pk)


@requires(can_plan)
def money(request: Request, festival_id: int) -> HttpResponse:
    """Show what each stand took and owes, and the sums."""
    one = festival_of(request, festival_id)
    about = {
        "festival": one,
        "sheet": operations.sheet(festival=one),
        "has_begun": one.occasion.starts_at <= clock.now(),
    }
    return shown(request, "money", about)


@requires(can_plan)
def settle_stand(request: Request, stand_id: int) -> HttpResponse:
    """Note a stand's till."""
    one = stand_of(request, stand_id)
    if one.state != Stand.ACCEPTED:
        raise Http404
    noted = Settlement.objects.standing().filter(stand=one).first()
    form = SettlementForm.of(noted, one.festival, request)
    if form.is_valid():
        made, _ways = tried(
            form, operations.settle_stand, stand=one, by=request.person,
            now=clock.now(), **form.values,
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("The stand is settled."))
            return redirect("programmes:money", one.festival_id)
    return shown(request, "settle", {"form": form, "stand": one})
