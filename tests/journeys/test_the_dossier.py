"""Two pages for a committee: made with one tap, passed on by link, taken back."""

import pytest

from allin.counselling.models import ContactFact
from allin.directory.models import Partner


@pytest.fixture(autouse=True)
def _house(kassel, elsewhere, now):
    kassel.host = "localhost"
    kassel.save()
    caritas = Partner.objects.create(
        centre=kassel, name="Caritasverband", short_name="Caritas", created_at=now
    )
    for month in range(1, 13):
        ContactFact.objects.create(
            centre=kassel, year=2025, month=month, kind="slip", outcome="helped",
            partner=caritas, origin="partner", language="ar", sessions=12, people=10,
            minutes=600,
        )  # fmt: skip


def test_from_one_tap_to_a_link_that_is_gone(
    page, phone, derya, enter, axe, no_sideways_scroll, picture
):
    enter(page, derya)
    page.goto("/report/")
    page.get_by_role("link", name="Dossiers ansehen").click()
    axe(page)
    page.get_by_role("button", name="Dossier machen").click()
    page.wait_for_url("**/report/dossiers/*/")
    assert page.get_by_role("heading", level=1).inner_text() == (
        "ALL IN: Dossier für 2025"
    )
    axe(page)
    picture(page, "dossier")

    for name, begins in (("PDF (de)", b"%PDF"), ("Word (de)", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name, exact=True).click()
        assert waiting.value.path().read_bytes().startswith(begins)

    page.get_by_role("link", name="Link vergeben").click()
    axe(page)
    page.get_by_label("Für wen").fill("Fraktion A")
    page.get_by_role("button", name="Link vergeben").click()
    page.wait_for_url("**/report/dossiers/*/")
    assert page.get_by_text("Noch nicht geöffnet.").is_visible()
    axe(page)
    address = page.locator("a[href*='/dossiers/open/']").get_attribute("href")

    phone.goto(address)
    assert phone.get_by_role("heading", name="Wer entlastet wurde").is_visible()
    assert phone.get_by_text("Caritas").first.is_visible()
    axe(phone)
    no_sideways_scroll(phone)
    picture(phone, "dossier-360")

    page.reload()
    assert page.get_by_text("Zuletzt geöffnet am 10. März").is_visible()
    page.get_by_role("button", name="Widerrufen").click()
    page.get_by_text("Der Link öffnet nichts mehr").wait_for()

    gone = phone.goto(address)
    assert gone.status == 404
