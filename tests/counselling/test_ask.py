import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from allin.core import languages
from allin.core.errors import Refusal
from allin.counselling.models import Ask
from allin.counselling.operations import answer, ask
from allin.counselling.operations.candidates import candidates
from allin.counselling.operations.deadlines import due
from allin.counselling.rules import State, Urgency
from allin.outbox import operations as outbox
from allin.outbox.models import Letter
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer
from tests.conftest import NOW

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = dt.timedelta(hours=1)


def names(people):
    return [one.name for one in people]


def answers(referral):
    asks = Ask.objects.filter(referral=referral).order_by("order", "pk")
    return {a.volunteer.name: a.answer or "open" for a in asks if a.asked_at} | {
        a.volunteer.name: "to come" for a in asks if not a.asked_at and not a.answer
    }


def test_everybody_stands_in_one_of_three_groups(pass_on, able, river):
    able("Senait")
    able("Rahel", share=1, had=1, had_quarter=8104)
    able("Luam", native=languages.mask(["uk"]))
    able("Almaz", association=river)
    able("Tesfay", districts="|Nordstadt|")
    referral = pass_on(not_from=[river]).referral

    found = candidates(referral=referral, now=NOW)

    assert names(found.fits) == ["Senait"]
    assert names(found.but_for_a_wish) == ["Tesfay"]
    assert names(found.not_possible) == ["Rahel"]
    assert {(c.reason.name, c.people) for c in found.counted} == {
        ("EXCLUDED", 1),
        ("LANGUAGE", 1),
    }


def test_one_after_the_other_each_with_a_time(pass_on, able, put):
    referral = pass_on().referral
    first, second = able("Senait"), able("Rahel")

    asked = put(referral, [first, second])

    assert referral.state == State.ASKING
    assert answers(referral) == {"Senait": "open", "Rahel": "to come"}
    answer.decline(ask=asked[0].ask, reason="no_time", by=None, now=NOW + HOUR)
    assert answers(referral) == {"Senait": "no", "Rahel": "open"}


def test_when_all_decline_it_waits_for_the_coordination_again(pass_on, able, put):
    referral = pass_on().referral
    asked = put(referral, [able("Senait"), able("Rahel")], "at_once")

    for one in asked:
        answer.decline(ask=one.ask, by=None, now=NOW)

    referral.refresh_from_db()
    assert referral.state == State.RECEIVED
    assert referral.steps.last().note == "nobody"


def test_the_letter_says_nothing_about_anybody(pass_on, able, put):
    referral = pass_on().referral

    [asked] = put(referral, [able("Senait")], "one")

    letter = Letter.objects.get()
    text = outbox.text_of(letter)
    assert asked.token in text
    for secret in ("Samar", "491512345", "Mitte", "Ämter", "Arabisch", referral.code):
        assert secret not in text
    assert Ask.objects.filter(token_hash=asked.token).count() == 0


def test_a_copied_message_writes_no_letter_and_voids_the_earlier_link(
    pass_on, able, put, coordinator, kassel
):
    referral = pass_on().referral
    [asked] = put(referral, [able("Senait")], "one")
    Letter.objects.all().delete()

    copied = ask.copy(ask=asked.ask, by=coordinator, now=NOW)

    assert copied.address in ask.message(copied)
    assert answer.by_token(asked.token, centre_id=kassel.pk) is None
    assert answer.by_token(copied.token, centre_id=kassel.pk) == asked.ask
    assert not Letter.objects.exists()


def test_what_speaks_against_somebody_is_looked_at_again(pass_on, able, put):
    referral = pass_on().referral
    luam = able("Luam", paused_until=NOW.date())

    with pytest.raises(Refusal, match="Luam"):
        put(referral, [luam], "one")


def test_only_the_coordination_asks(pass_on, able, board, foreign_coordinator):
    referral = pass_on().referral

    for stranger in (board, foreign_coordinator):
        with pytest.raises(Refusal):
            ask.ask(
                referral=referral,
                people=[able("Senait")],
                mode=Ask.Mode.ONE,
                by=stranger,
                now=NOW,
            )


def test_at_most_five_at_once_and_somebody_at_all(pass_on, able, put):
    referral = pass_on().referral

    with pytest.raises(Refusal, match="5"):
        put(referral, [able(f"V{n}") for n in range(6)], "at_once")
    with pytest.raises(Refusal, match="Niemand"):
        put(referral, [], "one")


def test_the_contact_person_is_asked_where_nobody_is_named(pass_on, river, put, able):
    river.language_bits = languages.mask(["ar"])
    river.contact_email = "vorstand@river.example"
    river.save()
    referral = pass_on().referral
    assert candidates(referral=referral, now=NOW).contacts == [river]

    [asked] = put(referral, [], "one", contacts=[river])

    assert Letter.objects.get().to_kind == "directory.association"
    answer.accept(ask=asked.ask, by=None, now=NOW)
    referral.refresh_from_db()
    assert (referral.association, referral.volunteer) == (river, None)


def test_a_reminder_comes_before_the_next_one(pass_on, able, put):
    referral = pass_on().referral
    put(referral, [able("Senait"), able("Rahel")])
    due_at = Ask.objects.asked().get().due_at

    ask.run_over(now=due_at - HOUR)
    assert Letter.objects.count() == 2
    assert answers(referral)["Senait"] == "open"
    ask.run_over(now=due_at + 6 * HOUR)

    assert answers(referral) == {"Senait": "no_answer", "Rahel": "open"}


def test_a_house_that_was_off_over_the_deadline_passes_nobody_over(pass_on, able, put):
    referral = pass_on().referral
    put(referral, [able("Senait"), able("Rahel")])
    a_week_later = NOW + dt.timedelta(days=7)

    for minutes in (0, 5, 10):
        ask.run_over(now=a_week_later + dt.timedelta(minutes=minutes))

    assert answers(referral) == {"Senait": "open", "Rahel": "to come"}
    ask.run_over(now=a_week_later + 26 * HOUR)
    assert answers(referral) == {"Senait": "no_answer", "Rahel": "open"}


def test_who_cannot_be_asked_any_more_is_passed_over(pass_on, able, put, coordinator):
    referral = pass_on().referral
    first, second, third = able("Senait"), able("Rahel"), able("Almaz")
    asked = put(referral, [first, second, third])
    volunteers.pause(
        volunteer=second,
        until=NOW.date() + dt.timedelta(days=9),
        by=coordinator,
        now=NOW,
    )

    answer.decline(ask=asked[0].ask, by=None, now=NOW)

    assert answers(referral) == {
        "Senait": "no",
        "Rahel": "closed",
        "Almaz": "open",
    } or (answers(referral) == {"Senait": "no", "Almaz": "open"})


def test_a_legal_question_needs_guidance_but_a_deadline_goes_to_professionals(
    pass_on, able, offices
):
    offices.legal = True
    offices.save()
    able("Senait")
    able("Guided", legal_level="supervised", guided_until=NOW.date())

    law = candidates(referral=pass_on().referral, now=NOW)
    deadline = candidates(referral=pass_on(urgency=Urgency.DEADLINE).referral, now=NOW)

    assert names(law.fits) == ["Guided"]
    assert names(deadline.fits) == ["Senait", "Guided"]


@pytest.mark.parametrize(
    ("asked", "hours", "expected"),
    [
        ("2026-03-10 09:40", 48, "2026-03-12 09:40"),
        ("2026-03-13 15:00", 24, "2026-03-16 15:00"),  # over a weekend
        ("2026-03-27 15:00", 24, "2026-03-30 15:00"),  # the clocks change
        ("2026-10-23 15:00", 24, "2026-10-26 15:00"),  # and back again
        ("2026-03-28 02:30", 4, "2026-03-30 12:00"),  # asked in the night before
        ("2026-10-25 02:30", 4, "2026-10-26 12:00"),  # an hour that comes twice
        ("2026-04-02 15:00", 24, "2026-04-07 15:00"),  # Easter
        ("2026-03-10 18:00", 4, "2026-03-11 10:00"),  # the evening ends at 8 pm
        ("2026-03-10 23:30", 4, "2026-03-11 12:00"),
        ("2026-03-14 11:00", 4, "2026-03-16 12:00"),
    ],
)
def test_time_to_answer_runs_on_working_days(asked, hours, expected):
    begin = dt.datetime.fromisoformat(asked).replace(tzinfo=BERLIN)

    ends = due(begin, hours, zone=BERLIN, land="HE").astimezone(BERLIN)

    assert f"{ends:%Y-%m-%d %H:%M}" == expected


def test_ten_thousand_people_take_no_more_queries(
    pass_on, able, django_assert_max_num_queries
):
    referral = pass_on().referral
    for number in range(30):
        able(f"V{number}")
    referral.refresh_from_db()

    with django_assert_max_num_queries(10):
        found = candidates(referral=referral, now=NOW)

    assert len(found.fits) == Volunteer.objects.count()
