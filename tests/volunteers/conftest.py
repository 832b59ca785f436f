import pytest

from allin.core import languages
from allin.directory.models import Association
from allin.volunteers.models import Volunteer
from tests.conftest import NOW, make_user, visitor


@pytest.fixture(autouse=True)
def _two_centres(kassel, elsewhere):
    """A centre is never alone."""


@pytest.fixture
def associations(kassel):
    return [
        Association.objects.create(centre=kassel, name=name, created_at=NOW)
        for name in ("Horizonte e. V.", "Tandem Nord e. V.", "Frauen am Fluss e. V.")
    ]


@pytest.fixture
def horizonte(associations):
    return associations[0]


@pytest.fixture
def board(horizonte, kassel):
    user = make_user("vorstand@allin.example", "Milan Vorstand")
    return visitor(user, "board", kassel, horizonte.pk)


@pytest.fixture
def make_volunteer(horizonte):
    """A volunteer who fits everything, but for what the test says."""

    def make(name="Miriam Tekle", association=horizonte, **more):
        values = {
            "native": languages.mask(["ti"]),
            "confidentiality_on": "2026-01-01",
            "confidentiality_until": "2026-12-31",
            "share": 3,
        } | more
        return Volunteer.objects.create(
            centre=association.centre,
            association=association,
            name=name,
            created_at=NOW,
            **values,
        )

    return make


@pytest.fixture
def miriam(make_volunteer):
    user = make_user("miriam@allin.example", "Miriam Tekle")
    return make_volunteer(user=user)


@pytest.fixture
def as_miriam(miriam, kassel):
    return visitor(miriam.user, "volunteer", kassel, miriam.pk)
