"""What the forms about money share."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.errors import Refusal
from allin.core.http import Request
from allin.core.text import PlainText
from allin.funding.models import NAME, CostLine, Funder

T = TypeVar("T")


def tried(
    form: forms.Form, operation: Callable[..., T], request: Request, **values: Any
) -> T | None:
    """Call an operation; put its refusal beside the field it belongs to."""
    try:
        return operation(by=request.person, **values)
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return None


def date(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(), **more)


def assumed(label: Any = None) -> forms.BooleanField:
    """Return the tick that makes a figure an assumption."""
    return forms.BooleanField(
        label=label or _("This is an assumption: nobody has stated it"),
        required=False,
    )


class LinesField(forms.ModelMultipleChoiceField[CostLine]):
    """Which costs."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            CostLine.objects.none(), widget=forms.CheckboxSelectMultiple, **more
        )


class OfHere(forms.Form):
    """A form that offers costs and funders of the centre."""

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = request.centre
        for name, rows in (
            ("lines", CostLine.objects.of(self.centre).standing()),
            ("line", CostLine.objects.of(self.centre).standing()),
            ("funder", Funder.objects.of(self.centre).standing()),
        ):
            if name in self.fields:
                field = cast("forms.ModelChoiceField[Any]", self.fields[name])
                field.queryset = rows


def funder_fields() -> dict[str, forms.Field]:
    return {
        "funder": forms.ModelChoiceField(
            Funder.objects.none(),
            label=_("Who gives the money"),
            required=False,
            empty_label=_("not stated"),
        ),
        "new_funder": PlainText(
            label=_("Or somebody new"), max_length=NAME, required=False
        ),
    }
