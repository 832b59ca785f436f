"""What associations and the coordination type on tandems."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.core.text import PlainText
from allin.directory.models import Association
from allin.programmes.models import Pair
from allin.programmes.rules import tandem as rules
from allin.volunteers.models import Volunteer

NO_DAY = _("This day does not exist. An example: 19.3.2026")
CHOOSE = _("Choose an association.")


def _association(label: Any) -> forms.ModelChoiceField[Association]:
    return forms.ModelChoiceField(
        Association.objects.none(),
        label=label,
        empty_label=_("Choose"),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class WishForm(forms.Form):
    association = _association(_("Association"))
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=rules.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose: offer or seek.")},
    )
    topic = forms.ChoiceField(
        label=_("What about?"),
        choices=rules.TOPICS,
        error_messages={"required": _("Choose what it is about.")},
    )
    words = PlainText(
        label=_("In your own words"), max_length=rules.LONGEST_TEXT, required=False
    )

    def __init__(self, *args: Any, own: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["association"]
        field.queryset = own  # type: ignore[attr-defined]
        alone = own.first() if own.count() == 1 else None
        if alone is not None:
            field.initial = alone.pk


class ProposeForm(forms.Form):
    one = _association(_("One association"))
    other = _association(_("The other"))

    def __init__(self, *args: Any, there: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("one", "other"):
            self.fields[name].queryset = there  # type: ignore[attr-defined]


class GoalForm(forms.Form):
    goal = PlainText(
        label=_("What you want to reach together"),
        max_length=rules.LONGEST_TEXT,
        error_messages={"required": _("Type your goal in one sentence.")},
    )


class MeetForm(forms.Form):
    held_on = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput,
        error_messages={"required": _("Choose a day."), "invalid": NO_DAY},
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=960,
        error_messages={
            "required": _("Type the minutes, such as 60."),
            "invalid": _("Type the minutes as a number, such as 60."),
            "min_value": _("One entry holds between 1 minute and 16 hours."),
            "max_value": _("One entry holds between 1 minute and 16 hours."),
        },
    )
    what = PlainText(
        label=_("What you did"),
        max_length=rules.LONGEST_TEXT,
        error_messages={"required": _("Say in one sentence what you did.")},
    )
    people = forms.ModelMultipleChoiceField(
        Volunteer.objects.none(),
        label=_("Who took part"),
        help_text=_("Their hours are entered with it, once."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Only people of the two associations.")},
    )

    def __init__(self, *args: Any, pair: Pair, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].queryset = (  # type: ignore[attr-defined]
            Volunteer.objects.standing()
            .filter(
                centre_id=pair.centre_id,
                association_id__in=(pair.first_id, pair.second_id),
            )
            .select_related("association")
            .order_by("name", "pk")
        )


class GoingForm(forms.Form):
    going = forms.ChoiceField(
        label=_("How does it go?"),
        choices=rules.Going.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it goes.")},
    )


class EndForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why it ends"),
        choices=rules.REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it ended.")},
    )
