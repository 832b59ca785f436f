"""Monday: a coordinator brings the list of associations she keeps already."""

from pathlib import Path

import pytest

from allin.directory.models import Association

DATA = Path(__file__).parents[1] / "intake" / "data"


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere):
    kassel.host = "localhost"
    kassel.save()


def test_sixteen_lines_become_fourteen_associations_and_go_again(
    page, enter, derya, axe
):
    enter(page, derya)
    page.goto("/import/associations/")
    page.locator("input[type=file]").set_input_files(DATA / "vereine.xlsx")
    page.get_by_role("button", name="Liste lesen").click()
    page.wait_for_url("**/columns/")
    axe(page)
    page.get_by_role("button", name="Weiter zum Probelauf").click()
    page.get_by_text("14 von 16 Zeilen können angelegt werden.").wait_for()
    axe(page)

    page.get_by_role("link", name="Entscheiden").first.click()
    page.get_by_text("Es beginnt um 17:00, das Ende fehlt.").wait_for()
    axe(page)
    page.get_by_label("so übernehmen: bis 19:00").check()
    page.get_by_role("button", name="Auswahl behalten").click()

    page.get_by_role("button", name="14 Zeilen anlegen").click()
    page.get_by_text("Angelegt: 14.").wait_for()
    assert Association.objects.count() == 14
    nilufar = Association.objects.get(name__startswith="Nilufar")
    assert nilufar.offers.get().hours.get().ends.hour == 19

    page.get_by_role("button", name="Ganzen Import zurücknehmen").click()
    page.get_by_text("Zurückgenommen: 14.").wait_for()
    assert Association.objects.count() == 0
