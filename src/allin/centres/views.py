from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allin.centres import operations, rules
from allin.centres.forms import (
    LABELS,
    AbsenceForm,
    ContactForm,
    ModulesForm,
    PeriodsForm,
    ReviewForm,
    TextForm,
)
from allin.centres.models import Centre, LegalText
from allin.centres.permissions import (
    can_go_on_to,
    can_say_who_is_away,
    can_see_settings,
    can_settle,
)
from allin.centres.rules import document
from allin.core import clock, languages
from allin.core.errors import Refusal
from allin.core.http import Request, requires
from allin.core.people import Person

# Ways to the other rooms' pages of this kind, drawn where they exist.
MORE = (
    ("team", gettext_lazy("Team and roles")),
    ("import", gettext_lazy("Bring in lists")),
    ("letters", gettext_lazy("Letters")),
    ("jobs", gettext_lazy("What runs by itself")),
    ("held_back", gettext_lazy("Forms held back")),
    ("audit", gettext_lazy("Who did what")),
    ("doctor", gettext_lazy("Check-up")),
)


def _more(person: Person, centre: Centre) -> list[tuple[str, Promise]]:
    return [(way, label) for way, label in MORE if can_go_on_to(way, person, centre)]


@requires(can_see_settings)
def show(request: Request) -> HttpResponse:
    """Show how the centre works, and where to change it."""
    centre = request.centre
    about = {
        "modules": [label for name, label in rules.MODULES if centre.has(name)],
        "off": [label for name, label in rules.MODULES if not centre.has(name)],
        "numbers": [
            (LABELS[rule.name][0], LABELS[rule.name][1], centre.number(rule.name))
            for rule in rules.NUMBERS
        ],
        "spoken": [languages.name(code) for code in centre.languages],
        "unreviewed": LegalText.objects.of(centre).waiting().count(),
        "missing": operations.missing_pages(centre),
        "may_change": can_settle(request.person, centre),
        "may_go_away": can_say_who_is_away(request.person, centre),
        "more": _more(request.person, centre),
    }
    return render(request, "centres/show.html", about)


@requires(can_settle)
def change_contact(request: Request) -> HttpResponse:
    """Change name, address, telephone, districts and languages."""
    form = ContactForm.of(request.centre, request.POST or None)
    if form.is_valid():
        operations.settle(
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            contact=form.contact(),
            districts=form.cleaned_data["districts"],
            languages=form.cleaned_data["languages"],
        )
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("centres:show")
    about = {"form": form, "title": _("Name, address, districts")}
    return render(request, "centres/change.html", about)


@requires(can_settle)
def change_modules(request: Request) -> HttpResponse:
    """Switch areas on and off; what is entered there stays."""
    form = ModulesForm(
        request.POST or None, initial={"modules": request.centre.modules}
    )
    if form.is_valid():
        operations.settle(
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Saved. The menu shows what is in use."))
        return redirect("centres:show")
    about = {
        "form": form,
        "title": _("Areas in use"),
        "lead": _("Switch on what you need. What you entered stays when it is off."),
    }
    return render(request, "centres/change.html", about)


@requires(can_settle)
def change_periods(request: Request) -> HttpResponse:
    """Change how long things are kept and how long people have to answer."""
    centre = request.centre
    now = {rule.name: centre.number(rule.name) for rule in rules.NUMBERS}
    form = PeriodsForm(request.POST or None, initial=now)
    if form.is_valid():
        operations.settle(
            centre=centre,
            by=request.person,
            now=clock.now(),
            numbers=form.cleaned_data,
        )
        messages.success(request, _("Saved. It holds for what is closed from now on."))
        return redirect("centres:show")
    about = {"form": form, "title": _("Periods")}
    return render(request, "centres/change.html", about)


@requires(can_say_who_is_away)
def absence(request: Request) -> HttpResponse:
    """Say from when to when the coordination is away, and where urgent matters go."""
    form = AbsenceForm.of(request.centre, request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.go_away(
                centre=request.centre,
                away_from=said["away_from"],
                back_on=said["back_on"],
                urgent=said["away_urgent"],
                by=request.person,
                now=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Saved. Who sends somebody reads it."))
            return redirect("centres:show")
    return render(request, "centres/absence.html", {"form": form})


@require_POST
@requires(can_say_who_is_away)
def come_back(request: Request) -> HttpResponse:
    """End an absence."""
    operations.come_back(centre=request.centre, by=request.person, now=clock.now())
    messages.success(request, _("You are back. Nobody reads of an absence any more."))
    return redirect("centres:show")


@requires(can_see_settings)
def texts(request: Request) -> HttpResponse:
    """Show every legal text with its version and whether it was reviewed."""
    rows = LegalText.objects.of(request.centre).newest_first()
    about = {
        "texts": rows,
        "pages": _public_pages(rows),
        "may_change": can_settle(request.person, request.centre),
    }
    return render(request, "centres/texts.html", about)


def _public_pages(rows: Iterable[LegalText]) -> list[dict[str, Any]]:
    """Say of every page anybody can read in which languages it is published."""
    published = {(row.purpose, row.language) for row in rows if row.reviewed_at}
    names = dict(rules.PURPOSES)
    return [
        {
            "kind": page,
            "name": names[page],
            "languages": [
                (code, name, (page, code) in published)
                for code, name in settings.LANGUAGES
            ],
        }
        for page in rules.PUBLIC_PAGES
    ]


@requires(can_settle)
def write_text(request: Request) -> HttpResponse:
    """Write the next version of a text; the old one stays as it was shown."""
    start = {key: request.GET.get(key, "") for key in ("purpose", "language")}
    start["text"] = operations.start_of(request.centre, **start)
    form = TextForm(request.POST or None, initial=start)
    if form.is_valid():
        operations.write_text(
            centre=request.centre,
            by=request.person,
            now=clock.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("Saved. It is shown once it is reviewed."))
        return redirect("centres:texts")
    about = {
        "form": form,
        "title": _("Write a text"),
        "lead": _("“## ” makes a heading, “- ” a point of a list. Nobody sees it yet."),
    }
    return render(request, "centres/change.html", about)


@requires(can_settle)
def review_text(request: Request, text_id: int) -> HttpResponse:
    """Note who reviewed a text."""
    text = get_object_or_404(LegalText.objects.of(request.centre), pk=text_id)
    form = ReviewForm(request.POST or None)
    if form.is_valid():
        try:
            operations.review_text(
                text=text, by=request.person, now=clock.now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, _("Noted. The text is shown from now on."))
            return redirect("centres:texts")
    return render(request, "centres/review_text.html", {"form": form, "text": text})


def legal(request: Request, kind: str) -> HttpResponse:
    """Show imprint, privacy notice or accessibility statement to anybody."""
    if request.centre is None or kind not in rules.PUBLIC_PAGES:
        raise Http404
    text = operations.public_page(request.centre, kind, get_language() or "de")
    about = {
        "title": dict(rules.PURPOSES)[kind],
        "lead": rules.PUBLIC_PAGES[kind],
        "text": text,
        "sections": document.sections_of(text.text) if text else [],
    }
    return render(request, "centres/legal.html", about)
