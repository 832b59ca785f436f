"""Helping without an account: shifts by link, signing up, one's own page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.http import Request
from allin.programmes.forms.dates import tried
from allin.programmes.forms.festival import SignUpForm
from allin.programmes.models import Assignment, Festival, Helper, Shift
from allin.programmes.models.festival import by_token
from allin.programmes.operations import festival as operations
from allin.programmes.operations.festival import helping, standing
from allin.programmes.operations.festival.standing import Line
from allin.programmes.rules import festival as rules
from allin.programmes.rules.festival import Why
from allin.programmes.views.festival.finding import done, public_festival, shown
from allin.programmes.views.festival.shifts import day_of

URGENT: Final = 12  # shifts that are shown first because people are missing


@dataclass(frozen=True, slots=True)
class Choice:
    """A shift on the list, and what speaks against taking it."""

    line: Line
    why: str
    open: bool


def _sentences() -> dict[Why | None, str]:
    return {
        None: "",
        Why.PAST: _("has begun"),
        Why.MINE: _("you are in"),
        Why.FULL: "",  # the places say so
        Why.CLASH: _("at the same time as a shift of yours"),
        Why.FOOD: _("only with a food instruction"),
    }


def _posts(
    lines: Iterable[Line], who: helping.Standing, now: dt.datetime, zone: dt.tzinfo
) -> list[tuple[str, list[Choice]]]:
    """Return each post with its shifts, in the order of time."""
    posts: dict[str, list[Choice]] = {}
    said = _sentences()
    for line in lines:
        why = helping.why_not(line, who, now, zone)
        posts.setdefault(line.post, []).append(Choice(line, said[why], why is None))
    return list(posts.items())


def _choice(
    request: Request, one: Festival, helper: Helper | None
) -> dict[str, object]:
    """Return what somebody may choose from on a day; the most urgent first."""
    now = clock.now()
    days = standing.days_of(festival=one)
    day = day_of(request, days, now)
    found = standing.lines_on(festival=one, day=day) if day else []
    posts = _posts(found, helping.standing_of(helper), now, one.centre.tz)
    missing = [
        choice
        for _post, choices in posts
        for choice in choices
        if choice.open and choice.line.lacks
    ]
    return {
        "festival": one,
        "days": days,
        "day": day,
        "posts": posts,
        "missing": sorted(missing, key=lambda one: one.line.starts_at)[:URGENT],
        "lacking": sum(line.lacks for line in found if line.starts_at > now),
        "food": any(line.food for line in found),
        "is_over": one.occasion.ends_at <= now,
    }


def help_(request: Request, token: str) -> HttpResponse:
    """List the shifts of a festival to whoever has the link."""
    one = public_festival(request, token)
    if not one.occasion.is_standing:
        return shown(request, "cancelled", {"festival": one})
    return shown(request, "help", _choice(request, one, None))


def sign_up(request: Request, token: str, shift_id: int) -> HttpResponse:
    """Take a place in a shift: a name and one way to reach the person."""
    one = public_festival(request, token)
    shift = _shift(one, shift_id)
    form = SignUpForm(request.POST or None, request=request, festival=one)
    if form.is_valid():
        if earlier := form.earlier():
            return redirect(earlier)
        made, _ways = tried(
            form, operations.sign_up, shift=shift, now=clock.now(),
            association=form.cleaned_data["association"],
            contact=form.contact(get_language() or "de"),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("You are in. Thank you."))
            return redirect(form.done(reverse("programmes:helper", args=[made.token])))
    about = {"form": form, "festival": one, "why": _against(one, shift)}
    return shown(request, "sign_up", about | {"line": standing.line_of(shift)})


def _against(festival: Festival, shift: Shift) -> str:
    """Say what speaks against taking a shift for somebody nobody knows, or ""."""
    nobody, zone = helping.Standing(), festival.centre.tz
    why = helping.why_not(standing.line_of(shift), nobody, clock.now(), zone)
    if why is Why.FOOD:
        return helping.food_sentence()
    if why is Why.FULL:
        return _("All places are taken by now. Thank you for being ready to help.")
    return _sentences()[why]


def _shift(festival: Festival, shift_id: int) -> Shift:
    of_this = Shift.objects.standing().filter(festival=festival).counted()
    shift: Shift = get_object_or_404(
        of_this.select_related("position__centre", "position__occasion__centre"),
        pk=shift_id,
    )
    shift.festival = festival
    return shift


def _helper(request: Request, token: str) -> Helper:
    found = by_token(token, request.centre) if request.centre else None
    if found is None or found.left_at is not None:
        raise Http404
    return found


@never_cache
def helper(request: Request, token: str) -> HttpResponse:
    """Show somebody their shifts, and what else they could take."""
    one = _helper(request, token)
    if not one.festival.occasion.is_standing:
        return shown(request, "cancelled", {"festival": one.festival})
    mine = (
        Shift.objects.standing()
        .filter(
            festival=one.festival,
            position__assignments__in=Assignment.objects.standing().filter(
                volunteer=one.volunteer
            ),
        )
        .select_related("post", "position__occasion")
        .in_time()
    )
    about = _choice(request, one.festival, one)
    about |= {"helper": one, "mine": mine, "now": clock.now()}
    about["link"] = request.build_absolute_uri(request.path)
    about["kept_until"] = one.festival.occasion.ends_at + rules.KEPT_AFTER
    return shown(request, "helper", about)


@require_POST
def take_shift(request: Request, token: str, shift_id: int) -> HttpResponse:
    """Take one more shift."""
    one, said = _helper(request, token), _("You are in. Thank you.")
    shift, now = _shift(one.festival, shift_id), clock.now()
    done(request, operations.take_shift, said, helper=one, shift=shift, now=now)
    return redirect("programmes:helper", token)


@require_POST
def leave_shift(request: Request, token: str, shift_id: int) -> HttpResponse:
    """Give a shift back."""
    one, said = _helper(request, token), _("The shift is free for somebody else.")
    shift, now = _shift(one.festival, shift_id), clock.now()
    done(request, operations.leave_shift, said, helper=one, shift=shift, now=now)
    return redirect("programmes:helper", token)


@require_POST
def leave_festival(request: Request, token: str) -> HttpResponse:
    """Give everything back, and be forgotten."""
    one = _helper(request, token)
    said = _("You have left. Your name and contact are deleted.")
    if done(request, operations.leave_festival, said, helper=one, now=clock.now()):
        return redirect("programmes:help", one.festival.token)
    return redirect("programmes:helper", token)
