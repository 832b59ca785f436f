"""A list to sign: the funder's logo, and only the columns that funder demands."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from allin.core import pictures
from allin.core.errors import Refusal
from allin.programmes.models import ListHead, Setup
from allin.programmes.operations import listing
from tests.conftest import NOW, make_user
from tests.core.test_pictures import jpeg, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def there(client, sign_in, derya, setup):
    sign_in(derya)
    return f"/kassel/programmes/{setup.programme_id}/lists/?lang=de"


def said(page):
    main = page.content.decode().partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def logo(data, name="logo.png"):
    return SimpleUploadedFile(name, data)


def printed(client, series):
    date = series.occasions.first()
    answer = client.post(f"/kassel/programmes/occasions/{date.pk}/list/?lang=de")
    assert answer.content.startswith(b"%PDF")
    return PdfReader(io.BytesIO(answer.content)).pages[0]


def test_without_a_funder_the_list_asks_for_name_and_signature_alone(
    client, there, course, sign_up
):
    series = course()
    sign_up(series, name="Samar Haddad")
    text = printed(client, series).extract_text()

    assert "Samar Haddad" in text
    assert "Unterschrift" in text
    for word in ("Gefördert", "Wohnort", "Funktion", "Telefon"):
        assert word not in text


@pytest.mark.parametrize("data", [png(40, 20), jpeg(40, 20)], ids=["png", "jpeg"])
def test_the_funder_s_logo_and_columns_stand_on_the_list(
    client, there, course, sign_up, data
):
    series = course()
    sign_up(series, name="Samar Haddad")
    sent = {"funder": "Land Hessen", "columns": ["times", "place"], "logo": logo(data)}
    assert client.post(there, sent).status_code == 302
    page = printed(client, series)
    text = page.extract_text()

    assert "Gefördert durch: Land Hessen" in text
    assert text.index("Name") < text.index("Wohnort") < text.index("Von – bis")
    assert text.index("Von – bis") < text.index("Unterschrift")
    assert "Telefon" not in text
    assert len(page.images) == 1


def test_what_the_logo_hides_is_not_kept(client, there, setup):
    data = png(40, 20, more=[(b"tEXt", b"Author\x00Samar Haddad")]) + b"<script>"
    client.post(there, {"funder": "Land", "logo": logo(data)})

    kept = bytes(ListHead.objects.get().logo)
    assert pictures.read(kept).width == 40
    assert b"Samar" not in kept
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("funder", "data", "sentence"),
    [
        ("Land", b"<svg onload='alert(1)'/>", "SVG wird nicht genommen"),
        ("Land", b"", "kein PNG oder JPEG"),
        ("Land", bytes(300_000), "größer als 200 KB"),
        ("Land", png()[:40], "beschädigt"),
        ("", png(), "Wessen Logo ist es?"),
    ],
)
def test_what_is_no_logo_comes_back_with_everything_typed(
    client, there, funder, data, sentence
):
    sent = {"funder": funder, "columns": ["role"], "logo": logo(data)}
    answer = client.post(there, sent)

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert re.search(r'value="role"[^>]*checked', answer.content.decode())
    assert not ListHead.objects.exists()


def test_a_logo_stays_until_it_is_taken_away(client, there):
    client.post(there, {"funder": "Land", "logo": logo(png())})
    client.post(there, {"funder": "Land Hessen"})
    assert ListHead.objects.get().logo_kind == "png"
    client.post(there, {"funder": "Land Hessen", "without_logo": "on"})

    head = ListHead.objects.get()
    assert (head.funder, head.logo_kind, bytes(head.logo)) == ("Land Hessen", "", b"")


def test_only_the_coordination_sets_it(
    client, sign_in, there, setup, kassel, foreign_coordinator, city_officer
):
    for other in (foreign_coordinator, city_officer):
        with pytest.raises(Refusal):
            listing.settle_list(
                setup=setup, funder="Land", columns=(), by=other, now=NOW
            )
    sign_in(make_user("geld@x.example", "Frank", kassel, "funder"))
    assert client.get(there).status_code == 404
    assert Setup.objects.filter(pk=setup.pk).exists()
