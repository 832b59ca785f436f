import csv
import datetime as dt
import io
import re
import zlib

import openpyxl
import pytest
from django.utils import translation

from allin.core.errors import Refusal
from allin.counselling.models import ContactFact
from allin.planning import disclosure
from allin.reports import doctor, exports, operations
from allin.reports.models import Report
from allin.reports.rules import digest, dump, load, publishable

pytestmark = pytest.mark.django_db
CENTRE = {"name": "Servicestelle Kassel", "address": "Treppe 4, 34117 Kassel"}


def sheet_of(report, *, published=False, language="de"):
    figures = load(report.safe if published else report.whole)
    with translation.override(language):
        return exports.sheet(figures, centre=CENTRE, report=report, language=language)


@pytest.fixture
def frozen(a_year, coordinator, now):
    return operations.freeze(centre=a_year, year=2025, by=coordinator, now=now)


def written(sheet):
    """Every table as (label, texts of its cells)."""
    return {
        grid.key: [(row.label, [cell.text for cell in row.cells]) for row in grid.rows]
        for grid in sheet.grids
    }


def test_a_frozen_report_is_the_same_a_year_later(
    frozen, a_year, fact, coordinator, now, monkeypatch
):
    before = {
        kind: make(sheet_of(frozen))
        for kind, make in (
            ("csv", exports.as_csv),
            ("xlsx", exports.as_xlsx),
            ("pdf", exports.as_pdf),
        )
    }
    fact(month=3)
    later = now + dt.timedelta(days=365)
    monkeypatch.setenv("ALLIN_NOW", later.isoformat())
    again = Report.objects.get(pk=frozen.pk)

    assert exports.as_csv(sheet_of(again)) == before["csv"]
    assert exports.as_xlsx(sheet_of(again)) == before["xlsx"]
    assert exports.as_pdf(sheet_of(again)) == before["pdf"]
    assert operations.is_intact(again)


def test_the_same_facts_give_the_same_check_value(frozen, a_year, coordinator, now):
    again = operations.freeze(centre=a_year, year=2025, by=coordinator, now=now)
    assert again.digest == frozen.digest

    whole = operations.collect(centre=a_year, year=2025)
    assert digest(dump(whole), dump(publishable(whole))) == frozen.digest
    assert load(dump(whole)) == whole


def test_figures_changed_behind_the_back_are_noticed(frozen):
    frozen.whole["tables"][0]["lines"][0]["total"] += 1
    frozen.save()
    assert not operations.is_intact(Report.objects.get(pk=frozen.pk))
    (finding,) = doctor.findings(frozen.frozen_at)
    assert (finding.rule, finding.ids) == ("report_changed", (str(frozen.pk),))


def test_all_tables_have_the_same_sums_as_the_facts(frozen):
    whole = load(frozen.whole)
    rows = list(ContactFact.objects.values_list("sessions", "people", "minutes"))
    sessions, people, minutes = (sum(column) for column in zip(*rows, strict=True))

    for key in ("topic", "language", "association", "sender"):
        assert whole.table(f"sessions_by_{key}").total.total == sessions == 1200
    assert whole.table("people_by_sender").total.total == people
    assert whole.table("minutes_by_sender").total.total == minutes
    overview = {line.key: line.total for line in whole.table("overview").lines}
    assert overview["sessions"] == sessions
    assert overview["people"] == people
    assert overview["minutes"] == minutes
    for table in whole.tables:
        for line in table.lines:
            assert sum(line.cells) == line.total


@pytest.mark.parametrize("published", [False, True])
def test_screen_csv_xlsx_and_pdf_say_the_same(frozen, published):
    sheet = sheet_of(frozen, published=published)
    on_screen = written(sheet)

    lines = list(
        csv.reader(
            io.StringIO(exports.as_csv(sheet).decode("utf-8-sig")), delimiter=";"
        )
    )
    book = openpyxl.load_workbook(io.BytesIO(exports.as_xlsx(sheet)))
    pdf = pdf_text(exports.as_pdf(sheet))
    for grid, page in zip(sheet.grids, book.worksheets[1:], strict=True):
        rows = on_screen[grid.key]
        start = next(n for n, line in enumerate(lines) if line[:1] == [grid.title])
        in_csv = lines[start + 1 : start + 1 + len(rows)]
        for (label, cells), line in zip(rows, in_csv, strict=True):
            assert line[0].removeprefix("'") == label
            assert line[1:] == [cell.replace(".", "") for cell in cells]
        for row, values in zip(
            grid.rows, page.iter_rows(min_row=2, max_row=len(rows) + 1), strict=True
        ):
            for cell, value in zip(row.cells, values[1:], strict=False):
                assert in_book(value) == (
                    cell.number if cell.number is not None else cell.text
                )
        for _label, cells in rows:
            for cell in cells:
                assert cell.replace(" ", "") in pdf


def in_book(cell):
    if isinstance(cell.value, dt.timedelta):
        return round(cell.value.total_seconds() / 60)
    if isinstance(cell.value, dt.time):
        return cell.value.hour * 60 + cell.value.minute
    if isinstance(cell.value, float) and ":" in cell.number_format:
        return round(cell.value * 24 * 60)
    return cell.value


def pdf_text(pdf):
    """Read the words of a PDF through its ToUnicode maps, blanks left out."""
    streams = {}
    for found in re.finditer(rb"(\d+) 0 obj(.*?)endobj", pdf, re.DOTALL):
        body = found[2]
        part = re.search(rb"stream\r?\n(.*?)\r?\nendstream", body, re.DOTALL)
        if part is None:
            streams[found[1]] = body
            continue
        data = part[1]
        if b"FlateDecode" in body:
            data = zlib.decompress(data)
        streams[found[1]] = body[: part.start()] + b"\nSTREAM\n" + data
    maps = {}
    for number, body in streams.items():
        reference = re.search(rb"/ToUnicode (\d+) 0 R", body)
        if reference:
            maps[number] = unicode_map(streams[reference[1]])
    out = []
    for body in streams.values():
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        if contents is None:
            continue
        resources = re.search(rb"/Resources (\d+) 0 R", body)
        fonts = streams[resources[1]] if resources else body
        more = re.search(rb"/Font (\d+) 0 R", fonts)
        names = {
            name: maps.get(number, {})
            for name, number in re.findall(
                rb"/(\w+) (\d+) 0 R", streams[more[1]] if more else fonts
            )
        }
        out.append(page_text(streams[contents[1]], names))
    return "".join(out).replace(" ", "").replace("\u00a0", "")


def page_text(body, names):
    out, font, place = [], {}, 0
    token = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(")
    while found := token.search(body, place):
        place = found.end()
        if found[1]:
            font = names.get(found[1], {})
            continue
        raw = bytes.fromhex(found[2].decode()) if found[2] else b""
        if not found[2]:
            end = closing(body, place)
            raw, place = unescape(body[place:end]), end + 1
        out += [
            font.get(int.from_bytes(raw[n : n + 2], "big"), "")
            for n in range(0, len(raw), 2)
        ]
    return "".join(out)


def closing(body, place):
    """Return where a string ends; brackets inside it may stand in pairs."""
    depth = 1
    while depth:
        sign = body[place : place + 1]
        depth += {b"(": 1, b")": -1}.get(sign, 0)
        place += 2 if sign == b"\\" else 1
    return place - 1


def unescape(raw):
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def one(found):
        sign = found[1]
        if sign[:1].isdigit():
            return bytes([int(sign, 8)])
        return plain.get(sign, sign)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, raw or b"", flags=re.DOTALL)


def unicode_map(body):
    found = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", body, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section):
            found[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", body, re.DOTALL):
        for first, last, text in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section
        ):
            start = ord(bytes.fromhex(text.decode()).decode("utf-16-be"))
            for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(start + offset)
    return found


def test_the_pdf_is_tagged_and_german(frozen):
    pdf = exports.as_pdf(sheet_of(frozen))

    assert pdf.startswith(b"%PDF")
    assert b"/MarkInfo" in pdf
    assert b"/Lang(de" in pdf
    assert b"pdfuaid" in pdf


def test_no_program_takes_a_name_for_a_formula(frozen):
    sheet = sheet_of(frozen)
    text = exports.as_csv(sheet).decode("utf-8-sig")

    assert "'=Caritas" in text
    assert ";=Caritas" not in text
    assert "\n=Caritas" not in text
    book = openpyxl.load_workbook(io.BytesIO(exports.as_xlsx(sheet)))
    for page in book:
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_german_numbers_have_points_english_ones_commas(a_year, frozen):
    assert written(sheet_of(frozen))["overview"][0][1][-1] == "1.200"
    assert written(sheet_of(frozen, language="en"))["overview"][0][1][-1] == "1,200"


def test_four_of_five_cells_are_shown_and_no_small_number_is(frozen):
    safe = load(frozen.safe)
    inner = [
        cell
        for table in safe.tables
        if table.key.startswith(("sessions", "people"))
        for line in table.lines
        for cell in line.cells
    ]

    assert len(inner) > 60
    assert sum(isinstance(cell, int) for cell in inner) / len(inner) >= 0.8
    assert not any(cell in {1, 2, 3, 4} for cell in inner)
    for key in ("topic", "language", "association", "sender"):
        cells = [
            c for line in safe.table(f"sessions_by_{key}").lines for c in line.cells
        ]
        assert sum(isinstance(c, int) for c in cells) / len(cells) >= 0.8, key


def test_a_reader_who_adds_and_subtracts_learns_no_small_number(frozen):
    """Play the attacker on every published table of counts."""
    whole = load(frozen.whole)
    attacked = 0
    for table in whole.tables:
        if table.key == "overview" or table.counts:
            continue
        truth = {
            line.key: dict(zip(whole.columns, line.cells, strict=True))
            for line in table.lines
        }
        published = disclosure.protect(truth, whole.columns, other="other")
        safe = {line.key: line for line in load(frozen.safe).table(table.key).lines}
        assert set(safe) == set(published.rows)
        for key, (reckoned, wanted) in disclosure.ranges(published, truth).items():
            assert reckoned == wanted, (table.key, key)
            attacked += 1
    assert attacked > 0


def test_minutes_do_not_tell_what_sessions_hide(frozen):
    safe = load(frozen.safe)
    sessions = {line.key: line for line in safe.table("sessions_by_sender").lines}
    minutes = safe.table("minutes_by_sender").lines

    assert {line.key for line in minutes} == set(sessions)
    for line in minutes:
        for ours, theirs in zip(line.cells, sessions[line.key].cells, strict=True):
            assert isinstance(ours, int) == isinstance(theirs, int)


def test_an_empty_quarter_says_so_everywhere(kassel, coordinator, now):
    report = operations.freeze(
        centre=kassel, year=2025, quarter=2, by=coordinator, now=now
    )
    for published in (False, True):
        sheet = sheet_of(report, published=published)
        assert sheet.lead == "In diesem Zeitraum gab es keine Gespräche."
        assert exports.as_csv(sheet)
        assert exports.as_xlsx(sheet)
        assert exports.as_pdf(sheet).startswith(b"%PDF")


def test_three_people_in_a_quarter_are_fewer_than_five(kassel, fact, coordinator, now):
    for _number in range(3):
        fact(month=2, topic="letters", language="ar")
    report = operations.freeze(
        centre=kassel, year=2025, quarter=1, by=coordinator, now=now
    )

    whole, safe = sheet_of(report), sheet_of(report, published=True)

    assert written(whole)["overview"][0] == ("Gespräche", ["3"])
    assert written(safe)["overview"][0] == ("Gespräche", ["unter 5"])
    for make in (exports.as_csv, exports.as_xlsx):
        assert make(safe) != make(whole)
    assert "135" not in exports.as_csv(safe).decode()


def test_a_running_period_is_not_published(a_year, coordinator, now):
    report = operations.freeze(centre=a_year, year=2026, by=coordinator, now=now)
    with pytest.raises(Refusal):
        operations.publish(report=report, by=coordinator, now=now)


def test_year_and_quarter_are_not_both_published(frozen, a_year, coordinator, now):
    operations.publish(report=frozen, by=coordinator, now=now)
    quarter = operations.freeze(
        centre=a_year, year=2025, quarter=1, by=coordinator, now=now
    )
    with pytest.raises(Refusal):
        operations.publish(report=quarter, by=coordinator, now=now)
    again = operations.freeze(centre=a_year, year=2025, by=coordinator, now=now)
    with pytest.raises(Refusal):
        operations.publish(report=again, by=coordinator, now=now)

    operations.withdraw(report=frozen, by=coordinator, now=now)
    operations.publish(report=quarter, by=coordinator, now=now)
    with pytest.raises(Refusal):
        operations.publish(report=again, by=coordinator, now=now)


def test_there_is_no_fifth_quarter_and_no_future(kassel, coordinator, now):
    for year, quarter in ((2025, 5), (1999, 1), (2026, 3), (2027, 0)):
        with pytest.raises(Refusal):
            operations.freeze(
                centre=kassel, year=year, quarter=quarter, by=coordinator, now=now
            )


def test_another_centres_figures_are_not_counted(elsewhere, kassel, fact):
    fact(centre=elsewhere)
    figures = operations.collect(centre=kassel, year=2025)
    assert figures.table("overview").lines[0].total == 0
