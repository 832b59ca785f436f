"""Two furnished centres, furnished once for all tests of a file that walk through."""

import copy

import pytest
from django.db import transaction
from django.http import HttpResponseNotFound

from allin.centres.models import Centre
from allin.centres.rules import ALL_MODULES
from allin.config import urls
from allin.directory import search
from tests.conftest import NOW
from tests.house import furnish


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker):
    """
    Two centres with something in every room and somebody in every role.

    They stand in a transaction around the whole file, rolled back at its end, and each
    test has one of its own within. Tests take `houses`.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLIN_NOW", NOW.isoformat())
        patch.setattr(search, "shelf", search.Shelf(in_background=False))
        around = transaction.atomic()
        around._from_testcase = True
        with around:
            yield [
                furnish(
                    Centre.objects.create(
                        slug=slug,
                        name=f"Servicestelle {name}",
                        districts=districts,
                        modules=list(ALL_MODULES),
                        created_at=NOW,
                    )
                )
                for slug, name, districts in CENTRES
            ]
            transaction.set_rollback(True)


CENTRES = (
    (
        "kassel",
        "Kassel",
        ["Mitte", "Nordstadt", "Bettenhausen", "Wesertor", "Rothenditmold"],
    ),
    ("elsewhere", "Anderswo", []),
)


@pytest.fixture
def houses(furnished, db):
    """The two centres; what a test does to them is undone after it."""
    return copy.deepcopy(furnished)


@pytest.fixture
def bare_404(monkeypatch):
    """
    Nothing is drawn where there is nothing: only that it is not there counts.

    What the page says, and that everybody has it, are tests of their own.
    """

    def nothing(_request, **_more):
        return HttpResponseNotFound(b"")

    monkeypatch.setattr(urls, "handler404", nothing, raising=False)
