import pytest

from allin.core import phones
from allin.core.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0151 23456789", "+4915123456789"),
        ("0151/234 567 89", "+4915123456789"),
        ("0049 151 23456789", "+4915123456789"),
        ("+49 (0) 561 787-0", "+495617870"),
        ("(0561) 78 70", "+495617870"),
        ("٠١٥١٢٣٤٥٦٧٨٩", "+4915123456789"),
        ("+90 532 123 45 67", "+905321234567"),
        ("\u202e0151 23456789", "+4915123456789"),
    ],
)
def test_any_notation_becomes_one(typed, kept):
    assert phones.normalise(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0151 2345", "Es fehlen Ziffern"),
        ("12", "Es fehlen Ziffern"),
        ("0151-23456789012345", "zu viele Ziffern"),
        ("kommt noch", "keine Telefonnummer"),
        ("", "keine Telefonnummer"),
        ("9" * 10_000, "zu viele Ziffern"),
        ("<b>0151</b>", "keine Telefonnummer"),
    ],
)
def test_what_is_no_number_gets_a_sentence(typed, sentence):
    with pytest.raises(Refusal, match=sentence):
        phones.normalise(typed)


def test_a_kept_number_is_shown_as_people_write_it():
    assert phones.shown("+495617870") == "0561 7870"
    assert phones.shown("+905321234567") == "+90 532 123 45 67"
