"""Files as they should not be: each gets a sentence, or is read rightly."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from allin.core.errors import Refusal
from allin.directory.models import Association
from allin.intake import operations
from allin.intake.models import Upload
from allin.intake.operations import sealed, surveying

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(**files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return data.getvalue()


def saved(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def changed(data, name, old, new):
    """Return a spreadsheet with something in one of its parts replaced or added."""
    given, result = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in given.namelist():
            text = given.read(part)
            archive.writestr(part, text.replace(old, new) if part == name else text)
        if name not in given.namelist():
            archive.writestr(name, new)
    return result.getvalue()


def rows_of(upload, now):
    choices = operations.choices_of(upload, now)
    return [cells for _n, cells, _s in operations.entries_of(upload, choices, now)[0]]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "nichts"),
        (b" \r\n\r\n", "nichts"),
        (saved(Workbook()), "nichts"),
        (OLE + b"\0" * 600, "alte Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "Passwort"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG....", "Bild"),
        (b"<html><table><tr><td>Verein", "Webseite"),
        (b"PK\x03\x04" + b"x" * 200, "beschädigt"),
        (packed(liste="Verein"), "Archiv"),
        (b"\x00\x01\x02\x03" * 300, "keine Tabelle"),
        (b"x" * (12 * 1024 * 1024 + 1), "12 MB"),
        (b"a;b\n" * 50_001, "50.000"),
        (b";".join([b"a"] * 201) + b"\n", "200 Spalten"),
    ],
)
def test_what_is_no_list_is_refused_in_words(bring, data, sentence):
    with pytest.raises(Refusal) as refusal:
        bring("associations", data)
    assert sentence.lower() in refusal.value.sentence.lower()
    assert not Upload.objects.exists()


def test_a_zip_bomb_is_not_unpacked(bring, bring_book):
    bomb = changed(
        saved(Workbook()), "xl/media/x.bin", b"", b"\0" * (161 * 1024 * 1024)
    )
    assert len(bomb) < 1024 * 1024
    with pytest.raises(Refusal, match="viel zu groß"):
        bring("associations", bomb)


def test_only_headings_are_no_entries(bring, look, client, sign_in, derya):
    upload = bring("associations", "Verein;Tel.;Mail\n")
    assert look(upload).states == {}
    sign_in(derya)
    page = client.get(f"/kassel/import/{upload.pk}/").content.decode()
    assert "Noch ist keine Zeile bereit" in page
    rows = client.get(f"/kassel/import/{upload.pk}/rows/").content.decode()
    assert "kein Eintrag" in rows


def test_a_cell_of_ten_thousand_characters_is_named_and_stops_one_line(
    bring, create, now
):
    upload = create(bring("associations", f"Verein;Mail\n{'x' * 12_000};\nZwei;\n"))
    assert [one.name for one in Association.objects.all()] == ["Zwei"]
    assert "2" in sealed.refusals_of(upload, now)


def test_formulas_stay_text(bring_book, now):
    upload = bring_book(
        "associations", [["Verein", "Notiz"], ["Eins", '=HYPERLINK("http://x","y")']]
    )
    assert rows_of(upload, now)[0][1].startswith("=HYPERLINK")


def test_macros_are_carried_by_nobody(bring, now):
    book = Workbook()
    for row in (["Verein", "Mail"], ["Eins", "a@b.example"]):
        book.active.append(row)
    data = changed(saved(book), "xl/vbaProject.bin", b"", OLE + b"Sub Auto_Open()")
    assert rows_of(bring("associations", data, "liste.xlsm"), now)[0][0] == "Eins"


@pytest.mark.parametrize("name", ["liste.xlsx", "liste.pdf", "liste", "../../x.csv"])
def test_the_name_of_a_file_means_nothing(bring, now, name):
    upload = bring("associations", "Verein;Mail\nEins;a@b.example\n", name)
    assert rows_of(upload, now) == [["Eins", "a@b.example"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_wide_letters_marks_and_line_ends_are_read(bring, now, encoding, end):
    text = end.join(["Verein;Mail", "Grün;a@b.example", "Blüte;b@b.example", ""])
    upload = bring("associations", text.encode(encoding))
    assert [row[0] for row in rows_of(upload, now)] == ["Grün", "Blüte"]


def test_line_ends_of_three_kinds_in_one_file(bring, now):
    text = 'Verein;Notiz\r\nEins;"a\nb"\nZwei;c\rDrei;d\r\n'
    upload = bring("associations", text)
    assert [row[0] for row in rows_of(upload, now)] == ["Eins", "Zwei", "Drei"]


def test_joined_cells_hidden_sheets_and_hidden_rows(bring, now):
    book = Workbook()
    hidden = book.active
    hidden.title, hidden.sheet_state = "Alt", "hidden"
    hidden.append(["Verein", "Mail"])
    hidden.append(["Versteckt", "x@b.example"])
    sheet = book.create_sheet("Neu")
    for row in (["Liste 2026"], ["Verein", "Mail"], ["Eins", "a@b.example"], ["Zwei"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[4].hidden = True
    upload = bring("associations", saved(book))
    assert [row[0] for row in rows_of(upload, now)] == ["Eins", "Zwei"]


@pytest.mark.parametrize("epoch", [dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)])  # noqa: DTZ001  (days of a spreadsheet have no zone)
def test_dates_are_days_in_both_calendars(bring, create, epoch):
    book = Workbook()
    book.epoch = epoch
    book.active.append(["Verein", "Mitglied seit"])
    book.active.append(["Eins", dt.date(2018, 7, 1)])
    create(bring("associations", saved(book)))
    assert Association.objects.get().member_since == dt.date(2018, 7, 1)


def test_headings_that_stand_twice_are_mapped_once(bring, look, now):
    upload = bring("associations", "Verein;Tel.;Tel.\nEins;0561 998877;0561 998878\n")
    told = [key for key in operations.choices_of(upload, now).columns.values() if key]
    assert sorted(told) == ["name", "phone"]
    assert look(upload).count(surveying.READY) == 1


def test_columns_in_another_order_than_last_time(bring, create):
    create(bring("associations", "Verein;Mail\nEins;a@b.example\n"))
    create(bring("associations", "Mail;Notiz;Verein\nz@b.example;n;Zwei\n"))
    zwei = Association.objects.get(name="Zwei")
    assert zwei.contact_email == "z@b.example"


def test_overrides_of_direction_are_taken_out(bring, now):
    upload = bring("associations", "Verein;Mail\n\u202eEins\u202c\u200f e.V.;\u2066x\n")
    assert rows_of(upload, now) == [["Eins e.V.", "x"]]


@pytest.mark.parametrize("name", ["liste.csv", "liste.xlsx"])
def test_a_list_of_names_alone_is_a_list(bring, bring_book, create, name):
    rows = ["Verein", "Haus der Lieder", "Kolibri", "Netz"]
    if name.endswith("xlsx"):
        upload = bring_book("associations", [[row] for row in rows])
    else:
        upload = bring("associations", "\n".join(rows), name)
    create(upload)
    found = Association.objects.order_by("name").values_list("name", flat=True)
    assert list(found) == ["Haus der Lieder", "Kolibri", "Netz"]
