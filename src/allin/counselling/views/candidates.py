"""Who could accompany somebody: three groups in words, and asking."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.counselling import permissions
from allin.counselling.forms.asking import AskForm
from allin.counselling.models import Ask, Referral
from allin.counselling.operations import answer, ask
from allin.counselling.operations.candidates import candidates as sort_out
from allin.counselling.operations.candidates import professionals
from allin.counselling.rules import IN_HANDS
from allin.counselling.views import words
from allin.counselling.views.referral import one_of
from allin.directory.models import Association
from allin.volunteers.models import Volunteer


@requires(permissions.can_coordinate)
def candidates(request: Request, referral_id: int) -> HttpResponse:
    """Everybody, with what speaks for and against asking, in words."""
    found, now = one_of(request, referral_id), clock.now()
    people = sort_out(referral=found, now=now)
    asks = Ask.objects.of(found)
    context = {
        "referral": found,
        "lead": words.lead(found, people),
        "rows": words.rows(found, people, now),
        "against": words.against(found, people, list(asks), now),
        "everybody": people.everybody,
        "out": people.out,
        "asks": [one for one in asks if one.asked_at or not one.answer],
        "days_left": words.days_left(found, now),
        "professional": professionals(referral=found, now=now),
        "today": now.astimezone(request.centre.tz).date(),
        "language": words.language(found.language),
        "taken": found.state in IN_HANDS,
    }
    return render(request, "counselling/candidates.html", context)


def _whom(request: Request, key: str) -> tuple[list[Volunteer], list[Association]]:
    """Return who is meant by "v12" (a volunteer) or "a3" (a contact person)."""
    kind, number = key[:1], key[1:]
    if not number.isdecimal() or kind not in {"v", "a"}:
        raise Http404
    if kind == "v":
        rows = Volunteer.objects.visible_to(request.person)
        return [get_object_or_404(rows, pk=number, centre=request.centre)], []
    contacts = Association.objects.of(request.centre).standing()
    return [], [get_object_or_404(contacts, pk=number)]


@require_POST
@requires(permissions.can_coordinate)
def put(request: Request, referral_id: int) -> HttpResponse:
    """Ask those who are ticked: at once, or one after the other."""
    found = one_of(request, referral_id)
    form = AskForm(request.POST, centre=request.centre)
    if not form.is_valid():
        messages.error(request, _("Nobody is chosen. Tick at least one person."))
        return redirect("counselling:candidates", found.pk)
    try:
        asked = ask.ask(
            referral=found,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("counselling:candidates", found.pk)
    said = ngettext("%(n)d person is asked.", "%(n)d people are asked.", len(asked))
    messages.success(request, said % {"n": len(asked)})
    return redirect("counselling:referral", found.pk)


def _asked(request: Request, found: Referral, whom: str, way: Ask.Way) -> Ask:
    """Return the open question to somebody; put it first if there is none."""
    people, contacts = _whom(request, whom)
    kept = Ask.objects.unanswered().filter(referral=found)
    kept = (
        kept.filter(volunteer__in=people)
        if people
        else kept.filter(volunteer=None, association__in=contacts)
    )
    standing = kept.select_related("centre", "referral").first()
    if standing is not None:
        return standing
    return ask.ask(
        referral=found,
        people=people,
        contacts=contacts,
        mode=Ask.Mode.ONE,
        way=way,
        by=request.person,
        now=clock.now(),
    )[0].ask


@require_POST
@requires(permissions.can_coordinate)
def copy(request: Request, referral_id: int, whom: str) -> HttpResponse:
    """Show a neutral text with a link, for any messenger."""
    found = one_of(request, referral_id)
    try:
        one = _asked(request, found, whom, Ask.Way.COPIED)
        asked = ask.copy(ask=one, by=request.person, now=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("counselling:candidates", found.pk)
    context = {"referral": found, "asked": asked, "text": ask.message(asked)}
    return render(request, "counselling/copy.html", context)


@require_POST
@requires(permissions.can_coordinate)
def telephone(request: Request, referral_id: int, whom: str) -> HttpResponse:
    """Note yes or no that was said on the telephone."""
    found = one_of(request, referral_id)
    yes = request.POST.get("answer") != "no"
    try:
        one = _asked(request, found, whom, Ask.Way.PHONE)
        answer.note_by_telephone(
            referral=found, ask=one, yes=yes, by=request.person, now=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("counselling:candidates", found.pk)
    said = _("Yes is noted. Now tell the PIN.") if yes else _("No is noted.")
    messages.success(request, said)
    where = "referral" if yes else "candidates"
    return redirect(f"counselling:{where}", found.pk)


@require_POST
@requires(permissions.can_coordinate)
def give_pin(request: Request, referral_id: int) -> HttpResponse:
    """Make the adviser's PIN and show it once."""
    found = one_of(request, referral_id)
    one = get_object_or_404(
        Ask.objects.select_related("centre", "referral__centre", "volunteer"),
        referral=found,
        answer=Ask.Answer.YES,
    )
    pin = answer.give_pin(ask=one, by=request.person, now=clock.now())
    context = {"referral": found, "ask": one, "pin": pin}
    return render(request, "counselling/give_pin.html", context)
