"""Files as people really keep them, and files nobody should send."""

import io
import time
import zipfile
from datetime import date, datetime
from datetime import time as wall
from pathlib import Path

import pytest
from openpyxl import Workbook

from allin.core.tabular import layout, week
from allin.core.tabular.book import Sheet, Unreadable
from allin.core.tabular.read import read

DATA = Path(__file__).parents[1] / "intake" / "data"
LIST = "Name;Ort\nMüller;Größe\nGößmann;Straße\n"


def sheet_of(*rows, **more):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for joined in more.get("merged", ()):
        book.active.merge_cells(joined)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def lying(data):
    """The same spreadsheet, with a joined range over every cell there could be."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b'"A2:B2"', b'"A2:XFD1048576"')
            new.writestr(name, text.replace(b'"A1:B2"', b'"A1:XFD1048576"'))
    return out.getvalue()


def problem_with(data):
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.problem


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
     "cp1252", "mac_roman", "cp850"],
)  # fmt: skip
def test_umlauts_arrive_whatever_program_wrote_them(encoding):
    book = read(LIST.encode(encoding))
    assert book.sheets[0].rows == [
        ["Name", "Ort"], ["Müller", "Größe"], ["Gößmann", "Straße"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name;Ort\nŁukasz Żak;Łódź\nStanisław Wąs;Gdańsk\n", "cp1250"),
        ("Имя;Город\nОлена Коваленко;Киев\nСтоян Иванов;София\n", "cp1251"),
        ("اسم;مدينة\nمحمد الخطيب;دمشق\n", "cp1256"),
    ],
)
def test_other_alphabets_arrive(text, encoding):
    rows = read(text.encode(encoding)).sheets[0].rows
    assert [";".join(row) for row in rows] == text.strip().split("\n")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_recognised(separator):
    lines = ["a;b;c", '"x;y";"1;2";3', "4;5;6"]
    told = "\n".join(line.replace(";", separator) for line in lines)
    book = read(told.encode())
    assert book.separator == separator
    assert [len(row) for row in book.sheets[0].rows] == [3, 3, 3]


def test_the_separator_may_be_told_in_the_first_line():
    book = read(b"sep=|\na;b|c\n1;2|3\n")
    assert book.sheets[0].rows == [["a;b", "c"], ["1;2", "3"]]


def test_a_quoted_line_break_stays_in_its_cell():
    book = read(b'Name;Notiz\nDerya;"hat Auto\nund Kinder"\nNour\n')
    assert book.sheets[0].rows[1] == ["Derya", "hat Auto\nund Kinder"]
    assert book.sheets[0].rows[2] == ["Nour"]


def test_cells_of_a_spreadsheet_become_plain_text():
    data = sheet_of(
        ["=SUMME(A1)", "<b>neu</b>", date(2018, 7, 1), datetime(2018, 7, 1, 14, 30),  # noqa: DTZ001
         wall(9, 5), 43282, 12.5, True, None, " rand "]
    )  # fmt: skip
    assert read(data).sheets[0].rows == [
        ["=SUMME(A1)", "<b>neu</b>", "2018-07-01", "2018-07-01 14:30", "09:05",
         "43282", "12.5", "ja", "", "rand"]
    ]  # fmt: skip


def test_signs_that_cannot_be_seen_are_taken_out():
    book = read("a;b\nDerya\u202e\u200bAksoy;x\n".encode())
    assert book.sheets[0].rows[1] == ["DeryaAksoy", "x"]


def test_every_sheet_is_offered():
    book = Workbook()
    book.active.append(["leer?"])
    book.create_sheet("Zweite").append(["a", "b"])
    book.create_sheet("Versteckt").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = read(out.getvalue()).sheets
    assert [(s.title, s.hidden) for s in found] == [
        ("Sheet", False), ("Zweite", False), ("Versteckt", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"   \n\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n", "picture"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"a;b\n\x00\x01\x02\x03;x\n" + b"\x90\x00\x91" * 50, "binary"),
        (b"PK\x03\x04 but no more", "broken"),
        (b"x" * (12 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_other_files_are_named(data, problem):
    assert problem_with(data) == problem


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "ods"),
        ({"xl__workbook.bin": "x"}, "xlsb"),
        ({"word__document.xml": "x"}, "word"),
        ({"Index__Document.iwa": "x"}, "numbers"),
        ({"foto.jpg": "x"}, "archive"),
        ({"xl__workbook.xml": "<broken"}, "broken"),
    ],
)
def test_other_packed_files_are_named(members, problem):
    assert problem_with(zipped(**members)) == problem


def test_a_bomb_is_not_unpacked():
    started = time.monotonic()
    data = zipped(xl__workbook__xml="", **{"xl/workbook.xml": "0" * 200_000_000})
    assert len(data) < 1_000_000
    assert problem_with(data) == "bomb"
    assert time.monotonic() - started < 20


def test_entities_are_not_expanded():
    evil = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    )
    rels = '<Relationships xmlns="x"/>'
    data = zipped(xl__workbook__xml="", **{
        "xl/workbook.xml": evil, "xl/_rels/workbook.xml.rels": rels,
    })  # fmt: skip
    assert problem_with(data) == "broken"


def test_a_sheet_that_claims_to_be_endless_costs_nothing():
    small = lying(sheet_of(["a", "b"], ["1", "2"], merged=["A2:B2"]))
    started = time.monotonic()
    found = read(small).sheets[0]
    assert len(found.rows) == 2
    assert time.monotonic() - started < 2


def test_more_rows_than_anybody_keeps_are_refused():
    assert problem_with(b"a;b\n" + b"1;2\n" * 50_001) == "too_many_rows"
    assert problem_with((";" * 300).join("ab").encode()) == "too_many_columns"


KNOWN = {"verein", "tel.", "e-mail", "vorname", "nachname", "telefon", "sprachen"}


def laid_out(name):
    sheet = read((DATA / name).read_bytes()).sheets[0]
    heading = layout.find_heading(sheet, lambda text: text.lower() in KNOWN)
    return sheet, layout.recognise(sheet, heading)


def test_the_list_of_associations_is_laid_open():
    _sheet, found = laid_out("vereine.xlsx")
    assert found.heading == 2
    assert len(found.entries) == 16
    assert found.skipped == {10: "section", 21: "sum"}
    assert found.sections[11] == "Vereine ohne Satzung"


def test_the_list_of_volunteers_is_laid_open():
    sheet, found = laid_out("freiwillige.csv")
    assert found.heading == 0
    assert len(found.entries) == 60
    assert found.skipped == {63: "footer"}
    assert sheet.rows[1][11] == "hat eigenes Auto\nund Kinder"


def test_a_line_somebody_calls_an_entry_is_one():
    sheet = Sheet("", [["Name", "Tel.", "Ort"], ["— Neu —"], ["A", "1", "x"]])
    assert layout.recognise(sheet, 0).skipped == {1: "section"}
    assert layout.recognise(sheet, 0, frozenset({1})).entries == (1, 2)


def test_a_heading_repeated_for_printing_is_no_entry():
    sheet = Sheet("", [["Name", "Ort"], ["A", "x"], ["Name", "Ort"], ["B", "y"]])
    assert layout.recognise(sheet, 0).skipped == {2: "heading"}


def test_the_weekly_plan_is_found_with_its_joined_cells():
    sheet = read((DATA / "raumplan.xlsx").read_bytes()).sheets[0]
    plan = week.recognise(sheet)
    assert len(plan.slots) == 13
    by_text = {slot.text.split()[0]: slot for slot in plan.slots}
    assert by_text["Selam"].weekday == 1
    assert by_text["Selam"].room == "Büro 1"
    assert (by_text["Selam"].starts, by_text["Selam"].ends) == (wall(15), wall(18))
    assert (by_text["Frauen"].starts, by_text["Frauen"].ends) == (wall(17), wall(19))
    assert [text[:11] for _, text in plan.notes] == ["!! Mittwoch", "Schlüssel b"]


def test_a_plan_lying_on_its_side_is_found_too():
    sheet = Sheet("Büro 1", [
        ["", "9", "10", "11", "12"],
        ["Mo", "Chor", "Chor", "", ""],
        ["Di", "", "", "Kurs", ""],
    ])  # fmt: skip
    slots = week.recognise(sheet).slots
    assert [(s.weekday, s.room, s.starts, s.ends, s.text, s.row) for s in slots] == [
        (0, "Büro 1", wall(9), wall(11), "Chor", 1),
        (1, "Büro 1", wall(11), wall(12), "Kurs", 2),
    ]


def test_a_plain_list_is_no_weekly_plan():
    assert week.recognise(Sheet("", [["Mo", "Di"], ["a", "b"]])) is None
    sheet, _ = laid_out("vereine.xlsx")
    assert week.recognise(sheet) is None
