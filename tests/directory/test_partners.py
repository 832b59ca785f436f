import pytest

from allin.directory.models import Partner
from allin.outbox.models import Letter
from tests.directory.test_pages import at, text

pytestmark = pytest.mark.django_db


def test_a_partner_is_entered_and_changed(client, sign_in, derya):
    sign_in(derya)
    client.post(at("enter_partner"), {"name": "Diakonie", "kind": "diakonie"})
    partner = Partner.objects.get()
    client.post(
        at("edit_partner", partner_id=partner.pk),
        {"name": "Diakonie", "kind": "diakonie", "bound_to_secrecy": "on"},
    )
    partner.refresh_from_db()
    assert partner.bound_to_secrecy
    page = client.post(
        at("enter_partner"),
        {"name": "Diakonie", "kind": "other"},
        headers={"accept-language": "en"},
    )
    assert "already a partner" in text(page)


def test_a_referrer_is_invited_in_arabic_and_the_link_is_shown(
    sign_in, derya, client, kassel, elsewhere, now
):
    partner = Partner.objects.create(
        centre=kassel, name="Caritas", kind="caritas", created_at=now
    )
    sign_in(derya)
    where = f"/kassel/directory/partners/{partner.pk}/"

    page = client.post(
        f"{where}invite/",
        {"name": "Nour", "email": "nour@caritas.example", "language": "ar"},
        follow=True,
    ).content.decode()

    assert "/kassel/team/join/" in page
    assert "<svg" in page
    assert Letter.objects.get().language == "ar"
    assert "Link zeigen" in client.get(where).content.decode()
