"""Something of support in the furnished house, for the tests that walk through all."""

from allin.support import operations
from tests.conftest import NOW


def furnish(house):
    """Ask and advise, for the association that has a board."""
    things = house.things
    things.request = operations.ask(
        association=things.association,
        topic="tax",
        words="Neu",
        way="telephone",
        by=things.boss,
        now=NOW,
    )
    things.advice = operations.advise(
        association=things.association,
        topic="tax",
        minutes=20,
        result="solved",
        given_on=NOW.date(),
        by=things.boss,
        now=NOW,
    )


def parameters(things):
    """Return what stands in addresses of support."""
    return {"request_id": things.request.pk, "advice_id": things.advice.pk}
