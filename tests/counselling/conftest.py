"""One association that counsels, one partner that sends, and their people."""

import pytest

from allin.directory.models import (
    Association,
    Partner,
    PartnerAddress,
    Topic,
)
from tests.conftest import NOW


@pytest.fixture
def offices(kassel):
    """The topic "offices, applications, letters"."""
    return Topic.objects.create(
        centre=kassel,
        key="offices",
        names={
            "de": "Ämter, Anträge, Briefe",
            "en": "Offices, applications, letters",
            "ar": "رسائل الدوائر والطلبات",
        },
        bit=0,
    )


@pytest.fixture
def bridge(kassel):
    return Association.objects.create(
        centre=kassel, name="Brücke e. V.", short_name="Brücke", created_at=NOW
    )


@pytest.fixture
def river(kassel):
    return Association.objects.create(
        centre=kassel, name="Frauen am Fluss e. V.", created_at=NOW
    )


@pytest.fixture
def caritas(kassel):
    return Partner.objects.create(
        centre=kassel,
        name="Caritas, Beratung Mitte",
        short_name="Caritas",
        kind="caritas",
        bound_to_secrecy=True,
        created_at=NOW,
    )


@pytest.fixture
def caritas_address(kassel, caritas):
    return PartnerAddress.objects.create(
        centre=kassel, partner=caritas, token="caritas-mitte-4711", created_at=NOW
    )
