"""Two associations: wishes meet, both say yes, they meet, it ends."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin.accounts.models import User
from allin.core.errors import Refusal
from allin.directory.models import Association, Membership
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes import operations as kernel
from allin.programmes.models import CheckIn, Pair
from allin.programmes.operations import tandem as tandems
from allin.programmes.rules import tandem as rules
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user, visitor

TODAY = NOW.date()
WEEK = dt.timedelta(weeks=1)


@pytest.fixture
def programme(kassel, coordinator):
    setup = kernel.set_up(
        centre=kassel, template="tandem", name="Tandem", by=coordinator, now=NOW
    )
    return setup.programme


@pytest.fixture
def garden(kassel):
    return Association.objects.create(
        centre=kassel, name="Kulturgarten e. V.", created_at=NOW
    )


@pytest.fixture
def board(kassel, bridge):
    user = make_user("vorstand@allin.example", "Milan Vorstand")
    return visitor(user, "board", kassel, bridge.pk)


@pytest.fixture
def proposed(programme, bridge, garden, coordinator):
    return tandems.propose(
        programme=programme, one=garden, other=bridge, by=coordinator, now=NOW
    )


@pytest.fixture
def active(proposed, bridge, garden):
    for one in (bridge, garden):
        tandems.answer(
            pair=proposed.pair, association_id=one.pk, yes=True, by=None, now=NOW
        )
    return Pair.objects.get()


def later(weeks):
    return NOW + weeks * WEEK


def test_wishes_that_complement_each_other_are_named_both_ways_first(
    programme, bridge, garden, coordinator, kassel
):
    third = Association.objects.create(centre=kassel, name="Selam", created_at=NOW)
    for who, kind, topic in (
        (bridge, "offers", "books"),
        (third, "seeks", "books"),
        (garden, "seeks", "books"),
        (garden, "offers", "rooms"),
        (bridge, "seeks", "rooms"),
    ):
        tandems.wish(
            programme=programme,
            association=who,
            kind=kind,
            topic=topic,
            by=coordinator,
            now=NOW,
        )

    found = tandems.matches(programme)

    assert [(one.one, one.other) for one in found] == [
        (bridge.pk, garden.pk),
        (bridge.pk, third.pk),
    ]
    assert found[0].gives == ("books",)
    assert found[0].gets == ("rooms",)


@given(
    st.sets(
        st.tuples(
            st.integers(1, 6),
            st.sampled_from(["offers", "seeks"]),
            st.sampled_from([topic for topic, _label in rules.TOPICS]),
        ),
        max_size=25,
    )
)
def test_matches_are_what_looking_at_every_pair_says(said):
    wishes = [rules.Said(*one) for one in said]
    found = {(m.one, m.other): (set(m.gives), set(m.gets)) for m in
             rules.matches(wishes, [])}  # fmt: skip

    for one in range(1, 7):
        for other in range(one + 1, 7):
            gives = {t for a, k, t in said if (a, k) == (one, "offers")
                     and (other, "seeks", t) in said}  # fmt: skip
            gets = {t for a, k, t in said if (a, k) == (other, "offers")
                    and (one, "seeks", t) in said}  # fmt: skip
            assert found.get((one, other), (set(), set())) == (gives, gets)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 1000))
def test_every_round_is_six_weeks_from_the_last(start, days):
    after = start + dt.timedelta(days=days)
    found = rules.next_check(start, after)

    assert found > after
    assert found - after <= rules.CHECK_EVERY
    assert (found - start) % rules.CHECK_EVERY == dt.timedelta(0)


def test_an_association_makes_no_tandem_with_itself(programme, bridge, coordinator):
    with pytest.raises(Refusal, match="sich selbst"):
        tandems.propose(
            programme=programme, one=bridge, other=bridge, by=coordinator, now=NOW
        )


def test_two_are_proposed_once_whoever_is_named_first(
    proposed, programme, bridge, garden, coordinator
):
    with pytest.raises(Refusal, match="schon vorgeschlagen"):
        tandems.propose(
            programme=programme, one=bridge, other=garden, by=coordinator, now=NOW
        )


def test_it_begins_when_both_have_said_yes(proposed, bridge, garden):
    tell = {"pair": proposed.pair, "yes": True, "by": None, "now": NOW}
    one = tandems.answer(association_id=bridge.pk, **tell)
    assert one.is_proposed
    tandems.answer(association_id=bridge.pk, **tell)
    both = tandems.answer(association_id=garden.pk, **tell)

    assert both.is_active
    assert both.check_on == TODAY + 6 * WEEK


def test_nobody_answers_for_another_association(proposed, garden, board):
    with pytest.raises(Refusal):
        tandems.answer(
            pair=proposed.pair, association_id=garden.pk, yes=True, by=board, now=NOW
        )


def test_a_no_ends_the_question_for_both(proposed, bridge, garden):
    tell = {"pair": proposed.pair, "by": None, "now": NOW}
    tandems.answer(association_id=bridge.pk, yes=False, **tell)

    with pytest.raises(Refusal, match="erledigt"):
        tandems.answer(association_id=garden.pk, yes=True, **tell)


def test_hours_of_a_meeting_are_entered_once(active, miriam, board, programme):
    told = {
        "pair": active,
        "held_on": TODAY,
        "minutes": 90,
        "what": "Kasse erklärt",
        "people": [miriam],
        "by": board,
        "now": NOW,
    }
    tandems.meet(**told)
    with pytest.raises(Refusal, match="schon eingetragen"):
        tandems.meet(**told)

    row = Hours.objects.get()
    assert (row.minutes, row.programme) == (90, programme)


def test_people_of_a_third_association_have_no_hours_here(
    active, board, make_volunteer, kassel
):
    third = Association.objects.create(centre=kassel, name="Selam", created_at=NOW)
    stranger = make_volunteer("Fremd")
    stranger.association = third
    stranger.save()

    with pytest.raises(Refusal):
        tandems.meet(
            pair=active,
            held_on=TODAY,
            minutes=60,
            what="x",
            people=[stranger],
            by=board,
            now=NOW,
        )
    assert not Hours.objects.exists()


def test_every_six_weeks_both_are_asked_once(active, kassel, board):
    Letter.objects.all().delete()
    assert tandems.run_over(centre=kassel, now=later(5)) == 0
    assert tandems.run_over(centre=kassel, now=later(6)) == 1
    assert tandems.run_over(centre=kassel, now=later(6)) == 0

    assert Letter.objects.count() == 2
    assert "Sechs Wochen" in text_of(Letter.objects.first())
    assert CheckIn.objects.late(TODAY + 7 * WEEK).count() == 1
    tandems.say_how(pair=active, going="stuck", by=board, now=later(7))
    assert not CheckIn.objects.late(TODAY + 7 * WEEK).exists()


def test_when_one_leaves_in_the_middle_of_a_year_the_other_hears_of_it(
    active, miriam, board, kassel, garden, bridge
):
    tandems.meet(
        pair=active,
        held_on=TODAY,
        minutes=60,
        what="Kasse",
        people=[miriam],
        by=board,
        now=NOW,
    )
    garden.left_on = TODAY
    garden.save()
    Letter.objects.all().delete()

    tandems.run_over(centre=kassel, now=later(1))

    active.refresh_from_db()
    assert (active.state, active.reason) == ("ended", "left")
    assert [letter.to_id for letter in Letter.objects.all()] == [bridge.pk]
    assert Hours.objects.count() == 1
    assert active.meetings.count() == 1


def test_a_board_says_a_wish_and_answers_on_its_page(
    client, sign_in, board, proposed, bridge
):

    user = User.objects.get(pk=board.id)
    Membership.objects.create(
        centre=bridge.centre,
        user=user,
        kind="board",
        association=bridge,
        created_at=NOW,
    )
    sign_in(user)
    told = {"association": bridge.pk, "kind": "offers", "topic": "books", "words": ""}
    client.post("/kassel/programmes/tandem/", told)
    page = client.get("/kassel/programmes/tandem/?lang=de").content.decode()
    assert "Buchführung und Belege" in page
    assert "Kulturgarten" in page

    pair = f"/kassel/programmes/tandem/{proposed.pair.pk}/"
    client.post(f"{pair}answer/", {"do": "yes"})
    assert "zugesagt am" in client.get(pair).content.decode()


def test_the_link_asks_and_get_changes_nothing(client, proposed):
    page = f"/kassel/programmes/tandem/answer/{proposed.first_token}/?lang=de"
    assert "Ja, wir möchten" in client.get(page).content.decode()
    assert Pair.objects.get().first_yes_at is None

    said = client.post(page, {"do": "yes"}).content.decode()
    assert "Sie haben zugesagt" in said
    elsewhere = page.replace("/kassel/", "/elsewhere/")
    assert client.get(elsewhere).status_code == 404


def test_the_coordination_proposes_from_the_programmes_page(
    client, sign_in, derya, programme, bridge, garden
):
    sign_in(derya)
    page = f"/kassel/programmes/{programme.pk}/"
    assert "Tandem vorschlagen" in client.get(f"{page}?lang=de").content.decode()
    told = {"one": bridge.pk, "other": bridge.pk}
    wrong = client.post(f"{page}tandem/propose/", told).content.decode()
    assert "sich selbst" in wrong
    client.post(f"{page}tandem/propose/", told | {"other": garden.pk})

    assert "Kulturgarten" in client.get(page).content.decode()
