"""Whom the person does not wish to meet."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.centres.models import Centre
from allin.core.text import PlainText, clean
from allin.counselling.models import Referral
from allin.directory.models import Association
from allin.volunteers.models import Volunteer

MOST: Final = 12  # people one name may mean


class ExcludeForm(forms.Form):
    """An association from the list, or one person by a part of the name."""

    association = forms.ModelChoiceField(
        label=_("Nobody from"),
        queryset=Association.objects.none(),
        required=False,
        empty_label=_("Choose an association"),
        error_messages={"invalid_choice": _("Choose one of these associations.")},
    )
    name = PlainText(
        label=_("Not this person"),
        help_text=_("A part of the name is enough."),
        max_length=80,
        required=False,
    )
    volunteer = forms.ModelChoiceField(
        label=_("Who is meant?"),
        queryset=Volunteer.objects.none(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these people.")},
    )

    def __init__(self, data: Any, *, referral: Referral, centre: Centre) -> None:
        super().__init__(data)
        excluded = referral.exclusions
        association: Any = self.fields["association"]
        association.queryset = (
            Association.objects.of(centre)
            .standing()
            .exclude(pk__in=excluded.exclude(association=None).values("association"))
        )
        volunteer: Any = self.fields["volunteer"]
        self.people = (
            Volunteer.objects.standing()
            .filter(centre=centre)
            .exclude(pk__in=excluded.exclude(volunteer=None).values("volunteer"))
            .select_related("association")
            .order_by("name", "pk")
        )
        volunteer.label_from_instance = _called
        meant = self._meant()
        volunteer.queryset = self.people.filter(pk__in=meant) if meant else self.people
        if len(meant) <= 1:
            volunteer.widget = forms.HiddenInput()

    def _meant(self) -> list[int]:
        """Return whom the typed name may mean."""
        typed = clean(str(self.data.get("name", ""))) if self.is_bound else ""
        if not typed:
            return []
        found = self.people.filter(name__icontains=typed)
        return list(found.values_list("pk", flat=True)[:MOST])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("volunteer") or self.errors:
            return cleaned
        if not cleaned.get("name"):
            if not cleaned.get("association"):
                self.add_error(None, _("Choose an association or type a name."))
            return cleaned
        meant = self._meant()
        if not meant:
            self.add_error("name", _("Nobody here has this name."))
        elif len(meant) > 1:
            self.add_error("volunteer", _("Several people have this name. Choose one."))
        else:
            cleaned["volunteer"] = self.people.get(pk=meant[0])
        return cleaned

    @property
    def whom(self) -> list[Association | Volunteer]:
        """Whom the form names: one, or an association and somebody else."""
        named = (self.cleaned_data.get(field) for field in ("association", "volunteer"))
        return [one for one in named if one]


def _called(one: Volunteer) -> str:
    return f"{one.name}, {one.association.called}"
