import csv
import datetime as dt
import io
from collections import Counter

import openpyxl
import pypdf
import pytest
from django.utils import translation

from allin.core.errors import Refusal
from allin.counselling.models import ContactFact
from allin.planning import disclosure
from allin.reports import doctor, exports, operations
from allin.reports.exports.sheet import CHARTS
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
    """Read the words of a PDF as a reader of PDFs does, blanks left out."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    said = "".join(page.extract_text() for page in pages)
    return "".join(said.split()).replace("\u00a0", "")


def tags(node):
    """Yield every tag of a PDF with its text for those who do not see it."""
    node = node.get_object()
    if "/S" in node:
        yield node["/S"], node.get("/Alt", "")
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid.get_object(), dict):
            yield from tags(kid)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pdf_is_tagged_titled_and_in_its_language(frozen, language):
    sheet = sheet_of(frozen, published=True, language=language)
    pdf = exports.as_pdf(sheet)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    found = list(tags(root["/StructTreeRoot"]))

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == sheet.title
    assert reader.metadata.author == sheet.centre
    assert b"pdfuaid" in pdf
    count = Counter(tag for tag, _alt in found)
    assert count["/H1"] == 1
    assert count["/H2"] == count["/Table"] == len(sheet.grids)
    assert count["/TH"] > len(sheet.grids)


def test_the_charts_stand_in_the_pdf_with_what_they_show(frozen):
    sheet = sheet_of(frozen, published=True)
    reader = pypdf.PdfReader(io.BytesIO(exports.as_pdf(sheet)))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    drawn = [grid for grid in sheet.grids if grid.bars]
    charts = [alt for tag, alt in tags(root) if tag == "/Figure"]

    assert [grid.key for grid in drawn] == list(CHARTS)
    for grid, alt in zip(drawn, charts, strict=True):
        assert alt.startswith(f"{grid.title}, im ganzen Zeitraum: ")
        for row in grid.rows[:3]:
            assert f"{row.label} {row.cells[-1].text}" in alt


def test_how_it_is_counted_is_printed(frozen):
    text = pdf_text(exports.as_pdf(sheet_of(frozen)))
    note = sheet_of(frozen).grid("people_by_sender").note

    assert note
    assert "".join(note.split()) in text


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

    # Taken back, it was read already: whoever kept it could still subtract.
    operations.withdraw(report=frozen, by=coordinator, now=now)
    with pytest.raises(Refusal, match="schon gelesen"):
        operations.publish(report=quarter, by=coordinator, now=now)
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
