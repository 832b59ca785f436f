import pytest
from django import forms

from allin.core.text import PlainText, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  viel   Platz  ", "viel Platz"),
        ("vorn\u202ehinten", "vornhinten"),
        ("a\x00b\x07c", "abc"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Zeile 1\nZeile 2", "Zeile 1 Zeile 2"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("halb\ud800", "halb"),
    ],
)
def test_typed_text_stays_text_and_cannot_turn_a_line_round(typed, kept):
    assert clean(typed) == kept


def test_lines_are_kept_where_lines_belong():
    assert clean("a\r\n\r\n\r\n\r\nb  c", lines=True) == "a\n\nb c"


def test_what_is_too_long_says_how_long_it_is():
    class Note(forms.Form):
        note = PlainText(max_length=500, lines=True)

    form = Note({"note": "x" * 10_000})

    assert not form.is_valid()
    assert "10000" in form.errors["note"][0]
    assert "500" in form.errors["note"][0]
