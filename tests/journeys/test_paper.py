"""What people print: nothing of the menu on it, nothing cut, and the right paper."""

import io

import pypdf
import pytest

from tests.house import furnish

FRAME = ("Menü", "Schnell verlassen", "Anmelden", "Abmelden", "Ansicht", "Zum Inhalt")
A6, A4 = (105, 148), (210, 297)


@pytest.fixture
def house(kassel):
    kassel.host = "localhost"
    kassel.save()
    return furnish(kassel)


def printed(page):
    """Print the page that is open: (millimetres of the paper, words of each sheet)."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [sheet.extract_text() for sheet in pdf.pages]
    box = pdf.pages[0].mediabox
    size = tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height))
    return size, sheets


def without_frame(sheets):
    return [word for word in FRAME if any(word in sheet for sheet in sheets)]


@pytest.mark.parametrize("language", ["de", "ar"])
def test_a_slip_is_one_small_sheet_in_two_languages(page, house, language):
    slip = house.things.slip
    page.goto(f"/counselling/slip/{slip.code}/?lang={language}")
    size, sheets = printed(page)

    assert (size, len(sheets)) == (A6, 1)
    assert slip.code in sheets[0]
    assert without_frame(sheets) == []
    assert "Wann" in sheets[0]
    assert page.locator(".panel-slip [dir=rtl], html[dir=rtl]").count()


def test_own_hours_say_whose_they_are(page, enter, house):
    enter(page, house.users["volunteer"])
    page.goto("/volunteers/own/?lang=de")
    size, sheets = printed(page)

    assert size == A4
    assert without_frame(sheets) == []
    assert "volunteer kassel" in sheets[0]
    assert "0:45" in sheets[0]
    assert "Stunden eintragen" not in sheets[0]


def test_an_offer_of_help_fits_one_sheet(page, house):
    page.goto(f"/find/{house.things.offer.pk}/?lang=de")
    size, sheets = printed(page)

    assert (size, len(sheets)) == (A4, 1)
    assert without_frame(sheets) == []
    assert "16 bis 18 Uhr" in sheets[0]


def test_a_report_is_printed_without_what_leads_elsewhere(page, enter, house):
    enter(page, house.users["coordinator"])
    page.goto(f"/report/{house.things.report.pk}/?lang=de")
    size, sheets = printed(page)

    assert size == A4
    assert without_frame(sheets) == []
    assert "Auf einen Blick" in sheets[0]
    assert not any("XLSX" in sheet for sheet in sheets)
