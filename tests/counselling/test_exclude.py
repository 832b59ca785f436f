import pytest

from allin.core.errors import Refusal
from allin.counselling.models import Ask, Referral
from allin.counselling.operations import answer, ask
from allin.counselling.operations.candidates import candidates
from allin.counselling.operations.exclude import admit, exclude
from allin.counselling.rules import State
from allin.outbox.models import Letter
from tests.conftest import NOW
from tests.counselling.conftest import held


@pytest.fixture
def referral(pass_on, elsewhere):
    return pass_on().referral


@pytest.fixture
def senait(able):
    return able("Senait")


@pytest.fixture
def rahel(able, river):
    return able("Rahel", association=river)


@pytest.fixture
def put(referral, coordinator):
    def asked(*people, mode=Ask.Mode.AT_ONCE):
        return ask.ask(
            referral=referral, people=people, mode=mode, by=coordinator, now=NOW
        )

    return asked


@pytest.fixture
def keep_away(referral, coordinator):
    def kept(*whom):
        for one in whom:
            exclude(referral=referral, whom=one, by=coordinator, now=NOW)

    return kept


def names(referral):
    found = candidates(referral=referral, now=NOW)
    return [one.name for one in (*found.fits, *found.but_for_a_wish)]


def test_several_associations_and_single_people_are_no_candidates(
    referral, senait, rahel, able, bridge, keep_away
):
    able("Luam")
    assert set(names(referral)) == {"Senait", "Rahel", "Luam"}

    keep_away(rahel.association, senait, senait)

    found = candidates(referral=referral, now=NOW)
    assert names(referral) == ["Luam"]
    assert [one.name for one in found.not_possible] == []
    assert [one.people for one in found.counted] == [2]
    assert referral.exclusions.count() == 2


def test_who_is_excluded_cannot_be_asked(put, senait, keep_away):
    keep_away(senait)

    with pytest.raises(Refusal, match="auf Wunsch der Person"):
        put(senait)


def test_an_open_question_is_closed_and_says_nothing(
    put, senait, rahel, keep_away, client, referral
):
    asked, _other = put(senait, rahel)
    Letter.objects.all().delete()

    keep_away(senait)

    letter = Letter.objects.get(to_kind="volunteers.volunteer")
    assert letter.to_id == senait.pk
    asked.ask.refresh_from_db()
    assert asked.ask.answer == Ask.Answer.CLOSED
    page = client.get(f"/kassel/counselling/answer/{asked.token}/")
    assert page.status_code == 404
    with pytest.raises(Refusal, match="erledigt"):
        answer.accept(ask=asked.ask, by=None, now=NOW)
    referral.refresh_from_db()
    assert referral.state == State.ASKING


def test_the_next_in_order_is_asked(put, senait, rahel, keep_away):
    put(senait, rahel, mode=Ask.Mode.IN_ORDER)

    keep_away(senait)

    assert Ask.objects.asked().unanswered().get().volunteer == rahel


def test_nobody_left_waits_for_the_coordination(put, senait, keep_away, referral):
    put(senait)

    keep_away(senait.association)

    referral.refresh_from_db()
    assert referral.state == State.RECEIVED


def test_who_had_taken_it_on_loses_time_room_and_access(
    taken, offered, agree, coordinator
):
    senait = taken.volunteer
    agree(offered[0])
    one = Ask.objects.get(answer="yes")

    exclude(referral=taken, whom=senait, by=coordinator, now=NOW)

    assert held() == (0, 0, 0)
    taken.refresh_from_db()
    assert (taken.state, taken.volunteer) == (State.RECEIVED, None)
    with pytest.raises(Refusal):
        answer.open_with_pin(ask=one, pin="123456", now=NOW)


def test_a_contact_person_planned_later_is_passed_over(
    referral, river, bridge, coordinator, keep_away, senait
):
    river.language_bits, river.contact_email = 1 << 2, "fluss@verein.example"
    river.save()
    ask.ask(
        referral=referral,
        people=[senait],
        contacts=[river],
        mode=Ask.Mode.IN_ORDER,
        by=coordinator,
        now=NOW,
    )

    keep_away(river)
    answer.decline(ask=Ask.objects.get(volunteer=senait), by=None, now=NOW)

    referral.refresh_from_db()
    assert referral.state == State.RECEIVED
    assert not Ask.objects.asked().filter(association=river).exists()


def test_taken_back_at_the_persons_wish(referral, senait, keep_away, coordinator):
    keep_away(senait)
    one = referral.exclusions.get()

    admit(referral=referral, exclusion_id=one.pk, by=coordinator, now=NOW)
    admit(referral=referral, exclusion_id=one.pk, by=coordinator, now=NOW)

    assert names(referral) == ["Senait"]


@pytest.fixture
def at_work(sign_in, derya):
    return sign_in(derya)


def url(referral, tail=""):
    return f"/kassel/counselling/{referral.pk}/not/{tail}"


def test_one_person_by_a_part_of_the_name(at_work, referral, able, senait):
    able("Senay")

    both = at_work.post(url(referral), {"name": "sena"}).content.decode()
    one = at_work.post(url(referral), {"name": "sena", "volunteer": senait.pk})
    shown = at_work.get(url(referral)).content.decode()

    assert "Mehrere Menschen heißen so." in both
    assert "Senay, Brücke" in both
    assert one.status_code == 302
    assert "Senait" in shown
    assert "Senay" not in shown


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Wählen Sie einen Verein oder geben Sie einen Namen ein."),
        ({"name": "Niemand"}, "Hier heißt niemand so."),
        ({"association": "9999"}, "Wählen Sie einen dieser Vereine."),
        ({"name": "<b>\u202e" * 9}, "Hier heißt niemand so."),
    ],
)
def test_what_names_nobody_gets_a_sentence(at_work, referral, sent, sentence):
    page = at_work.post(url(referral), {"x": "1"} | sent).content.decode()

    assert sentence in page
    assert referral.exclusions.count() == 0


def test_another_centre_has_no_such_page(
    client, sign_in, referral, foreign_coordinator, senait
):
    from allin.accounts.models import User  # noqa: PLC0415

    sign_in(User.objects.get(pk=foreign_coordinator.id))
    filled = {"name": "Senait"}

    assert client.post(url(referral), filled).status_code == 404
    assert client.post(url(referral, "admit/"), {"exclusion": 1}).status_code == 404
    assert referral.exclusions.count() == 0


def test_the_form_takes_several_associations(
    client, kassel_answers, contact_answers, texts, bridge, river
):
    answers = contact_answers | {"not_from": [bridge.pk, river.pk], "read_by": ""}

    client.post("/counselling/refer/contact/", answers | {"consents": ["pass_on"]})

    referral = Referral.objects.get()
    assert {one.association for one in referral.exclusions.all()} == {bridge, river}
