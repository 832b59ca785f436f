"""Requests and advice."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.accounts.models import User
from allin.centres.models import Centre
from allin.core.people import BOARD, Person
from allin.core.text import PlainText
from allin.directory.models import Association, AssociationQuerySet
from allin.support import rules
from allin.support.models import Request
from allin.support.permissions import can_coordinate


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def associations_for(person: Person, centre: Centre) -> AssociationQuerySet:
    """Return whom the person speaks for."""
    rows: AssociationQuerySet = Association.objects.of(centre).standing()
    rows = rows.select_related("centre")
    if can_coordinate(person, centre):
        return rows
    return rows.filter(pk__in=person.ids_of(BOARD, centre_id=centre.pk))


class AssociationChoice(forms.ModelChoiceField[Association]):
    """One of the associations the person speaks for; a single one need not be asked."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            Association.objects.none(),
            label=_("Association"),
            empty_label=_("choose"),
            **more,
        )

    def open_to(self, person: Person, centre: Centre) -> None:
        """Let the person choose among their own."""
        self.queryset = associations_for(person, centre)
        if not can_coordinate(person, centre) and self.queryset.count() == 1:
            self.initial = self.queryset.get().pk
            self.widget = forms.HiddenInput()


class Minutes(forms.IntegerField):
    """Minutes of a talk, 1 to 600."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Minutes"),
            min_value=1,
            max_value=rules.LONGEST,
            **more,
        )


class AskForm(forms.Form):
    """What an association needs, in its own words."""

    association = AssociationChoice()
    topic = forms.ChoiceField(
        label=_("What is it about?"), choices=[("", _("choose")), *rules.TOPICS]
    )
    words = PlainText(
        label=_("What do you need?"),
        help_text=_("In your own words. No names of people seeking help."),
        max_length=2000,
        lines=True,
    )
    way = forms.ChoiceField(label=_("How it came"), choices=Request.WAYS[1:])

    def __init__(self, *args: Any, person: Person, centre: Centre, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["association"]
        field.open_to(person, centre)
        if can_coordinate(person, centre):
            self.fields["words"].label = _("What does the association need?")
        else:
            del self.fields["way"]


class PlanForm(forms.Form):
    """Who does what next, and by when."""

    next_step = PlainText(label=_("Next step"), max_length=200)
    due_on = forms.DateField(label=_("By when"), widget=DayInput())
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), empty_label=_("choose")
    )

    def __init__(self, *args: Any, owners: list[User], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["owner"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in owners])


class AnswerForm(forms.Form):
    """What the board reads, and what it took."""

    words = PlainText(
        label=_("The answer"),
        help_text=_("The board of the association reads it."),
        max_length=2000,
        lines=True,
    )
    minutes = Minutes()
    result = forms.ChoiceField(
        label=_("Result"),
        choices=rules.RESULTS,
        initial="solved",
    )


class AdviceForm(forms.Form):
    """One talk: twenty seconds, with the keyboard alone."""

    association = AssociationChoice()
    topic = forms.ChoiceField(
        label=_("Topic"), choices=[("", _("choose")), *rules.TOPICS]
    )
    minutes = Minutes()
    result = forms.ChoiceField(
        label=_("Result"), choices=rules.RESULTS, initial="solved"
    )
    given_on = forms.DateField(label=_("Day"), widget=DayInput())

    def __init__(
        self, *args: Any, person: Person, centre: Centre, today: dt.date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["association"]
        field.open_to(person, centre)
        self.fields["given_on"].initial = today
