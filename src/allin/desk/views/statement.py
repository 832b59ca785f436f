"""An association's paper for municipal association funding: asked for, and taken."""

import datetime as dt
from typing import Any, Final, cast

from django import forms
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from allin.centres.rules import PROGRAMMES, SUPPORT
from allin.core import clock
from allin.core.http import Request, requires
from allin.core.money import MoneyField
from allin.core.text import PlainText
from allin.desk import statement
from allin.desk.views.association import can_look_at
from allin.desk.views.year import YEARS, gathered
from allin.directory.models import Association
from allin.programmes.models import Occasion
from allin.programmes.rules.kernel import HELD
from allin.reports.exports import docx_of
from allin.support.models import Paper

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class StatementForm(forms.Form):
    """Which paper, of which year, for how much and what."""

    kind = forms.ChoiceField(
        label=_("Which paper"), choices=statement.KINDS, widget=forms.RadioSelect
    )
    year = forms.TypedChoiceField(
        label=_("Whose figures"),
        help_text=_("An application shows the year that is over."),
        coerce=int,
    )
    cents = MoneyField(
        label=_("How much, in euros"),
        help_text=_("What you apply for, or what was used. Empty: you write it later."),
        required=False,
    )
    purpose = PlainText(
        label=_("What for, in your own words"),
        lines=True,
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = range(this_year, this_year - YEARS, -1)
        field = cast("forms.TypedChoiceField", self.fields["year"])
        field.choices = [(one, str(one)) for one in years]

    @property
    def wanted(self) -> statement.Wanted:
        return statement.Wanted(**self.cleaned_data)


@requires(can_look_at)
def funding_paper(request: Request, association_id: int) -> HttpResponse:
    """Ask what the paper is for, then give it as a Word file to go on with."""
    ours = get_object_or_404(
        Association.objects.editable_by(request.person).of(request.centre),
        pk=association_id,
    )
    today = clock.now().astimezone(request.centre.tz).date()
    start = {"kind": statement.APPLICATION, "year": today.year - 1}
    form = StatementForm(request.POST or None, this_year=today.year, initial=start)
    if form.is_valid():
        return _file(ours, form.wanted, today)
    about = {"form": form, "association": ours}
    about |= {"ended": [one for one in _papers(ours) if one.has_expired(today)]}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/funding_paper.html", about, status=status)


def _file(ours: Association, wanted: statement.Wanted, today: dt.date) -> HttpResponse:
    with translation.override(statement.LANGUAGE):
        figures = gathered(ours.centre, ours, wanted.year) | _held(ours, wanted.year)
        paper = statement.paper(ours, wanted, figures, _papers(ours), today)
    midnight = dt.datetime.combine(today, dt.time(), tzinfo=dt.UTC)
    name = slugify(f"{ours.called} {paper['title']} {wanted.year}")
    return HttpResponse(
        docx_of(paper, midnight),
        content_type=WORD,
        headers={"Content-Disposition": f'attachment; filename="{name}.docx"'},
    )


def _papers(ours: Association) -> list[Paper]:
    if not ours.centre.has(SUPPORT):
        return []
    return list(Paper.objects.standing().filter(association=ours))


def _held(ours: Association, year: int) -> dict[str, Any]:
    """Return the dates the association hosted and how many came; nothing if none."""
    if not ours.centre.has(PROGRAMMES):
        return {}
    zone = ours.centre.tz
    first, after = (dt.datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    held = Occasion.objects.of(ours.centre).between(first, after)
    held = held.filter(association=ours, state=HELD)
    people = held.aggregate(people=Sum("headcount", default=0))
    count = held.count()
    return {"held": {"occasions": count} | people} if count else {}
