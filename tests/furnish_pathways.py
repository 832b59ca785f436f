"""Ways to citizenship and tandems in a furnished centre, and their addresses."""

from allin.programmes import operations
from allin.programmes.operations import naturalisation, tandem
from allin.volunteers import operations as volunteers
from tests.conftest import NOW


def pathways(house):
    """One way to citizenship that the volunteer accompanies, and one question open."""
    centre, things = house.centre, house.things
    by = {"by": things.boss, "now": NOW}
    things.citizenship = operations.set_up(
        centre=centre, template="naturalisation", name=f"Zuhause {centre.slug}", **by
    )
    programme = things.citizenship.programme
    volunteers.bind(volunteer=things.volunteer, signed_on=NOW.date(), **by)
    things.companion = naturalisation.make_companion(
        programme=programme, volunteer=things.volunteer, **by
    )
    paths, contact = [], naturalisation.Contact("سميرة", "+4956112345")
    for _time in range(2):
        path = naturalisation.take_in(
            programme=programme, language="ar", contact=contact, agreed=True, **by
        )
        asked = naturalisation.ask_companion(
            path=path, volunteer=things.volunteer, letter=False, **by
        )
        paths.append((path, asked))
    (things.path, first), (things.open_path, asked) = paths
    naturalisation.answer(ask=first.ask, yes=True, by=None, now=NOW)
    things.companion_ask, things.companion_token = asked.ask, asked.token
    _tandem(house)


def _tandem(house):
    """A wish, a pair under way, and one that the other side has not answered."""
    centre, things = house.centre, house.things
    by = {"by": things.boss, "now": NOW}
    setup = operations.set_up(
        centre=centre, template="tandem", name=f"Tandem {centre.slug}", **by
    )
    things.tandem = setup
    things.wish = tandem.wish(
        programme=setup.programme,
        association=things.association,
        kind="offers",
        topic="books",
        **by,
    )
    made = tandem.propose(
        programme=setup.programme,
        one=things.association,
        other=things.other_association,
        **by,
    )
    things.pair, things.pair_token = made.pair, made.first_token


def parameters(things):
    return {
        "pair_id": things.pair.pk,
        "wish_id": things.wish.pk,
        "companion_ask_id": things.companion_ask.pk,
        "companion_id": things.companion.pk,
        "path_id": things.path.pk,
    }


def special(things):
    citizenship = {"programme_id": things.citizenship.programme_id}
    return {
        "programmes:paths": citizenship,
        "programmes:take_in": citizenship,
        "programmes:companions": citizenship,
        "programmes:path_figures": citizenship,
        "programmes:ask_companion": {"path_id": things.open_path.pk},
        "programmes:propose_pair": {"programme_id": things.tandem.programme_id},
        "programmes:tandem_answer": {"token": things.pair_token},
        "programmes:companion_answer": {"token": things.companion_token},
    }
