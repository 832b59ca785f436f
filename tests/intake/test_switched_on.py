"""What a list brought can be opened, also in a centre that began with four pages."""

import pytest

from allin.audit.models import Entry
from allin.centres import operations as centres
from allin.directory import operations as directory

pytestmark = pytest.mark.django_db
PAGE = "/kassel/volunteers/"


@pytest.fixture
def four_pages(kassel, coordinator, now):
    return centres.settle(
        centre=kassel, modules=["rooms", "counselling", "reports"], by=coordinator,
        now=now,
    )  # fmt: skip


def test_volunteers_who_were_brought_have_a_page(
    four_pages, client, sign_in, derya, coordinator, now, bring, create
):
    directory.found_association(
        centre=four_pages, by=coordinator, now=now, name="Hafen e. V."
    )
    sign_in(derya)
    assert client.get(PAGE).status_code == 404

    create(bring("volunteers", "Name;Verein\nSelam Abebe;Hafen e. V.\n"))

    assert "Selam Abebe" in client.get(PAGE).content.decode()
    four_pages.refresh_from_db()
    assert four_pages.modules[-1] == "volunteers"
    assert Entry.objects.filter(verb="centres.settle", detail="modules").count() == 2


def test_a_list_that_brings_nothing_switches_nothing_on(four_pages, bring, create):
    create(bring("volunteers", "Name;Verein\nSelam Abebe;Gibt es nicht\n"))

    four_pages.refresh_from_db()
    assert not four_pages.has("volunteers")
