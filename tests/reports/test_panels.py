"""A report on screen: short to look through, and no number left out."""

import re

import pytest

pytestmark = pytest.mark.django_db

YEAR = "/kassel/report/?year=2025&quarter=0"


@pytest.fixture
def page(client, sign_in, derya, a_year):
    sign_in(derya)
    return client.get(YEAR)


def panel(page, heading):
    """Return the words of one part of the page, from its heading on."""
    html = page.content.decode()
    start = html.index(f">{heading}<")
    after = html.find("<section", start)
    return " ".join(re.sub(r"<[^>]+>", " ", html[start:after]).split())


def test_who_was_relieved_is_one_table_of_people_talks_and_minutes(page):
    words = panel(page, "Wer entlastet wurde: Beratung")

    assert "Empfangene Menschen Gespräche Minuten" in words
    assert re.search(r"Caritas [\d.]+ [\d.]+ [\d.]+", words)


def test_each_quarter_opens_under_the_sums_with_every_number(page):
    (part,) = (
        part
        for part in page.context["panels"]
        if part.grid and part.grid.key == "people_by_sender"
    )
    sheet = page.context["sheet"]

    assert part.folded_as == "Nach Quartal"
    assert list(part.folded) == [
        grid for grid in sheet.grids if grid.key.endswith("_by_sender")
    ]
    assert "4. Quartal" in panel(page, "Wer entlastet wurde: Beratung")


def test_no_table_of_the_sheet_is_lost(page):
    shown = {
        grid.key
        for part in page.context["panels"]
        for grid in (part.grid, *part.folded)
        if grid
    }

    assert shown == {grid.key for grid in page.context["sheet"].grids}


def test_a_quarter_has_one_column_and_nothing_to_open_but_charts(
    client, sign_in, derya, a_year
):
    sign_in(derya)
    page = client.get("/kassel/report/?year=2025&quarter=2")

    opened = {part.folded_as for part in page.context["panels"] if part.folded}
    assert opened == {"Als Tabelle"}
