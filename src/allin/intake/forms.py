"""What a coordinator tells about a list: the file, its layout, her decisions."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allin.core.tabular.book import LARGEST_FILE, Sheet
from allin.core.tabular.layout import LOOK_AT
from allin.core.targets import Target
from allin.core.text import PlainText
from allin.intake.operations import Choices, Doubt, Staged

LEFT_OUT: Final = "leave"
_SEPARATORS: Final = (
    (";", gettext_lazy("semicolon ;")),
    (",", gettext_lazy("comma ,")),
    ("\t", gettext_lazy("tab")),
    ("|", gettext_lazy("bar |")),
)
_LETTERS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (big-endian)",
    "cp1252": gettext_lazy("Windows, Western Europe"),
    "cp1250": gettext_lazy("Windows, Central Europe"),
    "cp1254": gettext_lazy("Windows, Turkish"),
    "cp1251": gettext_lazy("Windows, Cyrillic"),
    "cp1256": gettext_lazy("Windows, Arabic"),
    "mac_roman": gettext_lazy("Mac, older"),
    "cp850": gettext_lazy("DOS"),
    "latin-1": gettext_lazy("Latin 1"),
}


def _letters(encoding: str) -> str:
    """Return what people call a way of storing letters."""
    return str(_LETTERS.get(encoding, encoding))


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy("A table (.xlsx) or a text file (.csv), up to 12 MB."),
        allow_empty_file=True,
    )

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _("This file is larger than 12 MB. Bring it in two parts.")
            )
        return file


class LayoutForm(forms.Form):
    """Sheet, heading row and what each column is."""

    sheet = forms.TypedChoiceField(label=gettext_lazy("Sheet"), coerce=int)
    heading = forms.TypedChoiceField(
        label=gettext_lazy("Row with the headings"), coerce=int
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Are all letters right?"),
        help_text=gettext_lazy("Choose the line in which the words look right."),
    )
    separator = forms.ChoiceField(label=gettext_lazy("What stands between two columns"))
    taken = forms.TypedMultipleChoiceField(
        label=gettext_lazy("These lines are entries all the same"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        target: Target,
        staged: Staged,
        sheet: Sheet,
        choices: Choices,
        skipped: dict[int, tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.target = target
        self.choices, self.staged = choices, staged
        named = sheet.rows[choices.heading] if choices.heading >= 0 else []
        self._lay_open(staged, sheet, choices, skipped)
        self._lay_open_text(staged)
        self.places = range(max(len(named), min(sheet.width, 40)))
        options = [("", _("not taken over"))]
        options += [(c.key, str(c.title)) for c in target.columns]
        for place in self.places:
            heading = named[place] if place < len(named) else ""
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading or _("Column %d") % (place + 1),
                help_text=_example(sheet, choices.heading, place),
                choices=options,
                required=False,
                initial=choices.columns.get(str(place), ""),
            )
            self.fields[f"column-{place}"].is_plain = True  # type: ignore[attr-defined]

    def _lay_open(
        self,
        staged: Staged,
        sheet: Sheet,
        choices: Choices,
        skipped: dict[int, tuple[str, str]],
    ) -> None:
        self.fields["sheet"].choices = [  # type: ignore[attr-defined]
            (number, told["title"] or _("the only one"))
            for number, told in enumerate(staged.sheets)
        ]
        heads = [(-1, _("There are no headings"))]
        heads += [
            (row, f"{row + 1}: {' · '.join(filter(None, cells))[:80]}")
            for row, cells in enumerate(sheet.rows[:LOOK_AT])
            if any(cells)
        ]
        self.fields["heading"].choices = heads  # type: ignore[attr-defined]
        lines = [
            (line - 1, f"{line}: {text[:80]}") for line, (_r, text) in skipped.items()
        ]
        taken = [(row, f"{row + 1}") for row in choices.taken]
        if lines or taken:
            self.fields["taken"].choices = lines + taken  # type: ignore[attr-defined]
        else:
            del self.fields["taken"]
        self.initial = {
            "sheet": choices.sheet,
            "heading": choices.heading,
            "taken": choices.taken,
        }

    def _lay_open_text(self, staged: Staged) -> None:
        """Let letters and separator be chosen where the file does not say them."""
        if staged.readings:
            told = [(n, f"{_letters(n)}: {w}") for n, w in staged.readings.items()]
            if staged.encoding not in staged.readings:
                told.insert(0, (staged.encoding, _letters(staged.encoding)))
            self.fields["encoding"].choices = told  # type: ignore[attr-defined]
            self.initial["encoding"] = staged.encoding
        else:
            del self.fields["encoding"]
        if staged.separator:
            signs: dict[str, str] = {sign: str(name) for sign, name in _SEPARATORS}
            signs.setdefault(staged.separator, staged.separator)
            self.fields["separator"].choices = list(signs.items())  # type: ignore[attr-defined]
            self.initial["separator"] = staged.separator
        else:
            del self.fields["separator"]

    def reread(self) -> dict[str, str]:
        """Return what `operations.read_again` takes; nothing when all is as it was."""
        told = {
            "encoding": self.cleaned_data.get("encoding", ""),
            "separator": self.cleaned_data.get("separator", ""),
        }
        now = {"encoding": self.staged.encoding, "separator": self.staged.separator}
        return {key: new for key, new in told.items() if new and new != now[key]}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        told = [data.get(f"column-{p}", "") for p in self.places]
        twice = next((key for key in told if key and told.count(key) > 1), "")
        if twice:
            title = self.target.column(twice).title
            raise forms.ValidationError(_("“%s” is chosen for two columns.") % title)
        return data

    def told(self) -> dict[str, Any]:
        """Return what `operations.lay_out` takes."""
        data = self.cleaned_data
        moved = (data["sheet"], data["heading"]) != (
            self.choices.sheet,
            self.choices.heading,
        )
        columns = {str(p): data[f"column-{p}"] for p in self.places}
        return {
            "sheet": data["sheet"],
            "heading": None if data["sheet"] != self.choices.sheet else data["heading"],
            "columns": None if moved else columns,
            "taken": tuple(data.get("taken", ())),
        }


def _example(sheet: Sheet, heading: int, place: int) -> str:
    below = sheet.rows[heading + 1 : heading + 30]
    found = [row[place] for row in below if place < len(row) and row[place]]
    return " · ".join(cell[:30] for cell in dict.fromkeys(found[:3]))


def mark(doubt: Doubt) -> str:
    """Return the name of a doubt's fields: no content in the page's field names."""
    text = f"{doubt.column}\x1f{doubt.text}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class DoubtsForm(forms.Form):
    """One choice for each doubtful cell: as read, another reading, corrected, out."""

    def __init__(self, *args: Any, doubts: Sequence[Doubt], **more: Any) -> None:
        super().__init__(*args, **more)
        self.doubts = doubts
        for doubt in doubts:
            name = mark(doubt)
            self.fields[f"c-{name}"] = forms.ChoiceField(
                label=f"{doubt.title}: „{doubt.text}“",
                help_text=f"{doubt.sentence} {_lines(doubt)}",
                choices=_choices(doubt),
                widget=forms.RadioSelect,
                required=False,
                initial=_initial(doubt),
            )
            self.fields[f"c-{name}"].is_plain = True  # type: ignore[attr-defined]
            self.fields[f"t-{name}"] = PlainText(
                label=_("Corrected"),
                max_length=300,
                required=False,
                initial=doubt.decided if _initial(doubt) == "text" else "",
            )

    def decisions(self) -> dict[tuple[str, str], list[str]]:
        """Return (column, cell as written) -> [what, text] for what was decided."""
        decided = {}
        for doubt in self.doubts:
            what = self.cleaned_data.get(f"c-{mark(doubt)}", "")
            text = self.cleaned_data.get(f"t-{mark(doubt)}", "")
            if text and what in {"", "text"}:
                decided[doubt.column, doubt.text] = ["text", text]
            elif what.startswith("o"):
                chosen = doubt.options[int(what[1:])][0]
                decided[doubt.column, doubt.text] = ["text", chosen]
            elif what in {"take", LEFT_OUT}:
                decided[doubt.column, doubt.text] = [what, ""]
        return decided


def _lines(doubt: Doubt) -> str:
    lines = ", ".join(map(str, doubt.rows))
    more = doubt.count - len(doubt.rows)
    if more > 0:
        return _("Lines %(lines)s and %(more)d more.") % {"lines": lines, "more": more}
    return ngettext("Line %s.", "Lines %s.", doubt.count) % lines


def _choices(doubt: Doubt) -> list[tuple[str, str]]:
    choices = []
    if doubt.offer:
        choices.append(("take", _("take it as: %s") % doubt.offer))
    choices += [
        (f"o{place}", _("take it as: %s") % label)
        for place, (_text, label) in enumerate(doubt.options)
    ]
    choices.append((LEFT_OUT, _("leave it out")))
    choices.append(("text", _("correct it, as written below")))
    return choices


def _initial(doubt: Doubt) -> str:
    if doubt.decided in {"", "take", LEFT_OUT}:
        return doubt.decided
    texts = [text for text, _label in doubt.options]
    return f"o{texts.index(doubt.decided)}" if doubt.decided in texts else "text"


class TwinsForm(forms.Form):
    """For each row that seems to be there already: the same, or another one."""

    def __init__(
        self, *args: Any, twins: Sequence[dict[str, Any]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.twins = twins
        for twin in twins:
            self.fields[f"row-{twin['row']}"] = forms.ChoiceField(
                label=_("Line %(row)d and %(label)s")
                % {"row": twin["row"], "label": twin["label"]},
                choices=(
                    ("same", _("the same: complete what is empty there")),
                    ("there", _("the same: leave this line out")),
                    ("new", _("another one: enter it too")),
                ),
                widget=forms.RadioSelect,
                required=False,
                initial=twin["decided"],
            )

    def decisions(self) -> dict[int, str]:
        """Return row number -> what was decided."""
        return {
            twin["row"]: what
            for twin in self.twins
            if (what := self.cleaned_data.get(f"row-{twin['row']}", ""))
        }


class OutForm(forms.Form):
    """Which rows of a page are left out."""

    def __init__(
        self, *args: Any, rows: Sequence[int], out: set[int], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.rows = rows
        for row in rows:
            self.fields[f"out-{row}"] = forms.BooleanField(
                label=_("Leave line %d out") % row, required=False, initial=row in out
            )

    def decisions(self) -> dict[int, str]:
        """Return row number -> "out" or "in"."""
        return {
            row: "out" if self.cleaned_data.get(f"out-{row}") else "in"
            for row in self.rows
        }
