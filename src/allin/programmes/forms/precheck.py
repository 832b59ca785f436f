"""The pre-check's questions. No name is asked for, and no answer is kept."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from allin.programmes.rules import naturalisation as rules
from allin.programmes.rules.naturalisation import Requirement

LONGEST: Final = 100  # years somebody may have lived here
CHOOSE: Final = _("Choose one of the answers. “I do not know” is one, too.")
UNSURE: Final = (rules.UNSURE, _("I do not know"))


def _question(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class PrecheckForm(forms.Form):
    """Seven questions; what is answered is looked at once and forgotten."""

    since = forms.DateField(
        label=_("1. Since when have you lived in Germany lawfully?"),
        help_text=_("If you do not know the day, the first of the month will do."),
        widget=forms.DateInput,
        error_messages={
            "required": _("Type a day. A rough one will do."),
            "invalid": _("This day does not exist. An example: 1.9.2019"),
        },
    )
    abroad = _question(
        _("2. Were you abroad for a long time since then?"),
        ((rules.NO, _("No")), (rules.YES, _("Yes")), UNSURE),
    )
    title = _question(
        _("3. What is your right to stay?"),
        (
            (rules.SETTLED, _("Unlimited (settlement permit)")),
            (rules.PERMIT, _("A residence permit under another paragraph")),
            (
                rules.LISTED,
                _(
                    "A permit under §§ 16a, 16b, 16d, 16e, 16f, 17, 18f, 19, 19b, 19e, "
                    "20, 20a, 22, 23a, 24, 25(3) to (5) or 104c"
                ),
            ),
            UNSURE,
        ),
        _("The paragraph stands on the card or its supplementary sheet."),
    )
    livelihood = _question(
        _("4. What do you live on?"),
        (
            (rules.OWN, _("Work, pension or family, without the Jobcenter")),
            (rules.BENEFITS, _("Bürgergeld or social assistance, also in part")),
            (
                rules.GUEST,
                _("The same, and I came as a guest worker or contract worker"),
            ),
            UNSURE,
        ),
    )
    language = _question(
        _("5. Do you have a certificate of German at level B1 or higher?"),
        ((rules.YES, _("Yes")), (rules.NO, _("Not yet")), UNSURE),
    )
    test = _question(
        _("6. Have you passed the naturalisation test?"),
        (
            (rules.YES, _("Yes")),
            (rules.NO, _("Not yet")),
            (rules.SCHOOL, _("No, but I finished school in Germany")),
            UNSURE,
        ),
    )
    identity = _question(
        _("7. Do you have a passport or another proof of who you are?"),
        ((rules.YES, _("Yes")), (rules.NO, _("No")), UNSURE),
    )

    def __init__(self, *args: Any, today: dt.date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    def clean_since(self) -> dt.date:
        since: dt.date = self.cleaned_data["since"]
        if since > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        if since.year < self.today.year - LONGEST:
            raise forms.ValidationError(
                _("That is more than a hundred years ago. Look at the year again.")
            )
        return since

    def outlook(self) -> rules.Outlook:
        """Return what the answers say today."""
        said = self.cleaned_data
        asked = (
            Requirement.TITLE,
            Requirement.LIVELIHOOD,
            Requirement.LANGUAGE,
            Requirement.TEST,
            Requirement.IDENTITY,
        )
        return rules.look(
            since=said["since"],
            abroad=said["abroad"],
            answers={one: said[one.value] for one in asked},
            today=self.today,
        )
