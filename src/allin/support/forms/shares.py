"""Assumptions about the coordination's time."""

from typing import Any, Final

from django import forms

from allin.support import rules

MOST: Final = 120


class AssumeForm(forms.Form):
    """Minutes of one act, for each area."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for area in rules.AREAS:
            label: Any = area.label
            self.fields[area.key] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST
            )
