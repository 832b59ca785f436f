"""Cells as people type them: understood, or shown as not understood."""

import datetime as dt
from pathlib import Path

import pytest

from allin.core.cells import Weekly
from allin.core.tabular import week
from allin.core.tabular.read import read as read_file
from allin.intake.rules import numbers, plan
from allin.intake.rules.cells import read, show
from allin.intake.rules.weekly import clashes, write

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Mo+Mi 15-18 Uhr", "Mo 15:00-18:00; Mi 15:00-18:00"),
        ("Di 9.00 – 12.30", "Di 09:00-12:30"),
        ("Do. 16 bis 18 Uhr, n. V.", "Do 16:00-18:00; n. V."),
        ("nach Vereinbarung", "n. V."),
        ("jeden 2. Di im Monat 17:00-19:00", "2. Di 17:00-19:00"),
        ("Fr 14-16h (nicht in den Ferien)", "Fr 14:00-16:00; nicht in den Ferien"),
        ("Di & Do 15:30–17:30", "Di 15:30-17:30; Do 15:30-17:30"),
        ("1. und 3. Montag 18-20", "1. und 3. Mo 18:00-20:00"),
        ("Do 9-11 / 14-16", "Do 09:00-11:00; Do 14:00-16:00"),
        ("letzter Do 19-22", "letzter Do 19:00-22:00"),
        ("Mo 17:00-19:30 (14-tägig, gerade KW)", "Mo 17:00-19:30; gerade KW"),
        ("Fr 20:00-00:30", "Fr 20:00-00:30"),
        ("Mo bis Mi 9-12", "Mo 09:00-12:00; Di 09:00-12:00; Mi 09:00-12:00"),
        ("Mon & Wed 3-6pm", "Mo 15:00-18:00; Mi 15:00-18:00"),
        ("erster Samstag im Monat, 10 Uhr bis 12 Uhr", "1. Sa 10:00-12:00"),
    ],
)
def test_weekly_times_are_understood(text, meaning):
    reading = read("times", text)
    assert (reading.certainty, write(reading.value)) == ("sure", meaning)
    assert read("times", meaning) == reading


@pytest.mark.parametrize(
    ("text", "certainty", "choices"),
    [
        ("Mi 17 Uhr", "none", 3),
        ("täglich ausser Fr.", "none", 0),
        ("Sa 10-13 Uhr, So nach dem Gottesdienst", "likely", 0),
        ("?", "none", 0),
        ("14-tägig, gerade KW", "none", 0),
        ("Mo 14-tägig 17-19", "none", 2),
        ("Di 18-20??", "likely", 0),
        ("Mo 10:00-ganztags", "none", 3),
        ("Mo 25-27 Uhr", "none", 0),
        ("9-11", "none", 0),
        ("2018-11-09", "none", 0),
        ("Mo 17:00-19:00 | Mo 17:00-19:30", "none", 2),
    ],
)
def test_times_in_doubt_are_named_and_not_taken(text, certainty, choices):
    reading = read("times", text)
    assert reading.certainty == certainty
    assert reading.doubt
    assert len(reading.options) == choices
    for option in reading.options:
        assert read("times", option.text).certainty == "sure"


@pytest.mark.parametrize(
    "text", ["Mo Di vorm.", "abends", "nur Wochenende", "flexibel"]
)
def test_a_time_of_day_is_offered_as_hours_but_never_just_taken(text):
    reading = read("availability", text)
    assert reading.certainty == "likely"
    assert reading.value.hours


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Türkisch; Kurdisch (Kurmandschi)", ["tr", "kmr"]),
        ("Dari/Farsi", ["fa-AF", "fa"]),
        ("Albanisch, BKS", ["sq", "bs", "hr", "sr"]),
        ("arabisch (Hocharabisch u. syrisch), Kurdisch-Sorani", ["ar", "ckb"]),
        ("Deutsch u. Englisch", ["de", "en"]),
        ("Somali, Arabisch, Engl.", ["so", "ar", "en"]),
    ],
)
def test_languages_are_understood(text, codes):
    reading = read("languages", text)
    assert reading.certainty == "sure"
    assert [spoken.code for spoken in reading.value] == codes


def test_a_little_of_a_language_is_a_little():
    spoken = read("languages", "Dari, Paschtu (etwas Urdu)").value
    assert [(s.code, s.level) for s in spoken] == [
        ("fa-AF", ""), ("ps", ""), ("ur", "some"),
    ]  # fmt: skip


def test_kurdish_alone_is_a_doubt_with_both_to_choose():
    reading = read("languages", "Kurdisch")
    assert reading.value is None
    assert [o.text for o in reading.options][:2] == [
        "Kurdisch (Kurmandschi)", "Kurdisch (Sorani)",
    ]  # fmt: skip


def test_several_without_names_is_a_doubt():
    assert read("languages", "diverse").certainty == "none"
    partly = read("languages", "Türkisch, Klingonisch")
    assert (partly.certainty, [s.code for s in partly.value]) == ("likely", ["tr"])


@pytest.mark.parametrize(
    ("text", "level"),
    [("C1/C2", "C1"), ("Mutterspr.", "native"), ("fließend", "fluent")],
)
def test_levels_are_understood(text, level):
    assert read("level", text).value == level


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0561 / 12 34 56", ["+49561123456"]),
        ("0049 (0)561 445566", ["+49561445566"]),
        ("+49(0)157/87654321", ["+4915787654321"]),
        ("0561 556677 oder 0160 9998887", ["+49561556677", "+491609998887"]),
        ("0561 223344 / 0160 9998887", ["+49561223344", "+491609998887"]),
    ],
)
def test_numbers_are_understood_in_any_notation(text, found):
    assert [phone.number for phone in read("phone", text).value] == found


def test_an_answering_machine_is_a_remark_and_private_stays_private():
    assert read("phone", "0561-998877 (AB)").value[0].remark == "AB"
    assert read("phone", "0561 998877 privat").value[0].private


def test_a_number_without_its_zero_is_a_doubt():
    reading = read("phone", "561 223344")
    assert reading.value is None
    assert [o.text for o in reading.options] == ["0561 223344"]
    assert read("phone", "0151 234").certainty == "none"
    assert read("phone", "k.A.").value is None


@pytest.mark.parametrize(
    ("remark", "private"),
    [
        ("Telefon nur privat, nicht veröffentlichen!", True),
        ("bitte nicht weitergeben", True),
        ("do not publish", True),
        ("Schlüssel Nr. 4", False),
        ("zieht evtl. um", False),
    ],
)
def test_a_remark_can_make_a_number_private(remark, private):
    assert numbers.asks_for_privacy(remark) is private


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("01.07.2018", dt.date(2018, 7, 1)),
        ("43282", dt.date(2018, 7, 1)),
        ("Juli 18", dt.date(2018, 7, 1)),
        ("2018", dt.date(2018, 1, 1)),
        ("13/1/18", dt.date(2018, 1, 13)),
    ],
)
def test_dates_are_understood(text, date):
    assert read("date", text).value.date == date


def test_a_date_with_two_meanings_is_a_doubt_with_both():
    reading = read("date", "7/1/18")
    assert reading.value is None
    assert [o.text for o in reading.options] == ["2018-01-07", "2018-07-01"]
    assert read("date", "seit Anfang").certainty == "none"
    assert read("date", "31.02.2018").certainty == "none"


@pytest.mark.parametrize(
    ("text", "value", "certainty"),
    [
        ("ja (Aufzug)", "yes", "sure"), ("Nein!", "no", "sure"),
        ("teilweise", "partly", "sure"), ("x", "yes", "sure"),
        ("Rampe", "partly", "likely"), ("?", None, "none"),
        ("eingesehen 3.5.2019", "yes", "sure"),
    ],
)  # fmt: skip
def test_yes_and_no_in_all_their_forms(text, value, certainty):
    reading = read("yes_no", text)
    assert (reading.value, reading.certainty) == (value, certainty)


def test_addresses_with_at_in_words():
    assert read("email", "verein0(at)beispiel.example").value == (
        "verein0@beispiel.example"
    )
    assert read("email", " Vorstand@Verein2.example ").value == (
        "vorstand@verein2.example"
    )
    assert read("email", "a@b.de, c@d.de").certainty == "none"


def test_names_are_turned_and_lost_letters_are_named():
    assert read("name", "Aksoy, Derya").value == "Derya Aksoy"
    assert read("name", "?ukasz").certainty == "likely"
    assert read("name", "???????").certainty == "none"
    assert [o.text for o in read("name", "MÃ¼ller").options] == ["Müller"]


def test_a_formula_and_markup_are_text():
    assert read("text", "=SUMME(A1)").value == "=SUMME(A1)"
    assert read("text", "<b>neu</b>").value == "<b>neu</b>"
    assert show("ja") == "ja"


def at(day, starts, ends, nths=(), parity=""):
    return Weekly(
        day, dt.time.fromisoformat(starts), dt.time.fromisoformat(ends), nths, parity
    )


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (at(2, "17:00", "19:00"), at(2, "18:30", "20:00", (1,)), True),
        (at(2, "17:00", "18:30"), at(2, "18:30", "20:00"), False),
        (
            at(0, "17:00", "19:00", (), "even"),
            at(0, "18:00", "20:00", (), "odd"),
            False,
        ),
        (at(0, "17:00", "19:00", (1,)), at(0, "17:00", "19:00", (3,)), False),
        (at(3, "19:00", "22:00", (-1,)), at(3, "19:00", "22:00", (4,)), True),
        (at(4, "20:00", "00:30"), at(5, "00:00", "02:00"), True),
        (at(6, "22:00", "01:00"), at(0, "00:30", "02:00"), True),
    ],
)
def test_two_weekly_times_meet_or_not(one, other, meet):
    assert clashes(one, other) is meet
    assert clashes(other, one) is meet


def test_the_room_plan_becomes_rows_with_its_contradictions_named():
    sheet = read_file((DATA / "raumplan.xlsx").read_bytes()).sheets[0]
    found, notes = plan.entries(week.recognise(sheet))
    assert len(found) == 14
    by_title = {entry.title: entry for entry in found}
    assert by_title["Vorstand Al-Andalus"].when == "letzter Do 19:00-22:00"
    assert by_title["Tandem Nord"].cells[:2] == ["Versammlungsr.", "1. Mi 18:30-20:00"]
    doubtful = {e.title for e in found if read("times", e.when).certainty != "sure"}
    assert doubtful == {
        "Frauen am Fluss", "Jugendforum", "Chorprobe??",
        "nach Absprache 10:00-ganztags",
    }  # fmt: skip
    assert list(notes.values()) == [
        "Schlüssel bei Frau A. abholen. Weihnachten geschlossen!"
    ]
