import datetime as dt
import random

import pytest

from allin.core import languages
from allin.planning import asking
from allin.planning.asking import Reason
from allin.volunteers import rules
from allin.volunteers.models import Volunteer
from allin.volunteers.rules import Need
from bench import oracle
from tests.conftest import NOW

TODAY = NOW.date()
TIGRINYA = languages.BIT["ti"]


def why(need):
    return {v.name: Reason(v.reasons) for v in Volunteer.objects.who_could(need)}


def order(need):
    return [v.name for v in Volunteer.objects.who_could(need)]


def test_nothing_speaks_against_somebody_who_fits(make_volunteer):
    make_volunteer("Senait")

    assert why(Need(day=TODAY, language=TIGRINYA)) == {"Senait": Reason.NOTHING}


def test_every_hard_reason_is_named(make_volunteer):
    far = dt.date(2026, 4, 5)
    make_volunteer("Abel", native=languages.BIT["de"], some=TIGRINYA)
    make_volunteer("Luam", paused_until=TODAY)
    make_volunteer("Yonas", confidentiality_until=TODAY - dt.timedelta(days=1))
    make_volunteer("Rahel", share=1, had=1, had_quarter=rules.quarter_of(TODAY))
    make_volunteer("Tesfay", topics=0b10)
    make_volunteer("Selam", left_on=TODAY)
    make_volunteer("Biniam", legal_level="supervised", guided_until=far)

    found = why(Need(day=TODAY, language=TIGRINYA, topic=0b1, legal=True))

    assert found == {
        "Abel": Reason.LANGUAGE | Reason.LEGAL,
        "Luam": Reason.PAUSE | Reason.LEGAL,
        "Yonas": Reason.SECRECY | Reason.LEGAL,
        "Rahel": Reason.FULL | Reason.LEGAL,
        "Tesfay": Reason.TOPIC | Reason.LEGAL,
        "Selam": Reason.GONE | Reason.LEGAL,
        "Biniam": Reason.NOTHING,
    }


def test_wishes_do_not_make_it_impossible(make_volunteer):
    make_volunteer("Abel", gender="m")
    make_volunteer("Almaz", gender="f", available=rules.every_day("evening"))
    make_volunteer("Senait", gender="f", districts="|Mitte|")
    need = Need(
        day=TODAY,
        language=TIGRINYA,
        gender="f",
        times=rules.every_day("morning"),
        district="Nordstadt",
    )

    found = why(need)

    assert found == {
        "Abel": Reason.WISH_GENDER,
        "Almaz": Reason.WISH_TIME,
        "Senait": Reason.WISH_DISTRICT,
    }
    assert not any(reason.value & rules.HARD for reason in found.values())


def test_the_smallest_part_of_the_agreed_share_is_asked_first(make_volunteer):
    now = rules.quarter_of(TODAY)
    make_volunteer("one of two", share=2, had=1, had_quarter=now)
    make_volunteer("one of three", share=3, had=1, had_quarter=now)
    make_volunteer("none of two", share=2)

    assert order(Need(day=TODAY)) == ["none of two", "one of three", "one of two"]


def test_among_equals_who_was_never_or_longest_ago_asked_comes_first(make_volunteer):
    make_volunteer("last week", asked_at=NOW - dt.timedelta(days=7))
    make_volunteer("last month", asked_at=NOW - dt.timedelta(days=30))
    make_volunteer("never")

    assert order(Need(day=TODAY)) == ["never", "last month", "last week"]


def test_what_was_taken_last_quarter_counts_no_more(make_volunteer):
    before = rules.quarter_of(TODAY) - 1
    make_volunteer("busy before", had=3, had_quarter=before)
    make_volunteer("busy now", had=1, had_quarter=before + 1)

    assert order(Need(day=TODAY)) == ["busy before", "busy now"]


def test_excluded_declined_and_asked_are_told_apart(make_volunteer, associations):
    gone = make_volunteer("declined")
    waiting = make_volunteer("asked")
    make_volunteer("excluded", association=associations[1])
    unwanted = make_volunteer("unwanted")
    need = Need(
        day=TODAY,
        excluded=frozenset({associations[1].pk}),
        excluded_people=frozenset({unwanted.pk}),
        declined=frozenset({gone.pk}),
        asked=frozenset({waiting.pk}),
    )

    assert why(need) == {
        "declined": Reason.DECLINED,
        "asked": Reason.ASKED,
        "excluded": Reason.EXCLUDED,
        "unwanted": Reason.EXCLUDED,
    }


def random_volunteer(chance, association, number):
    day = dt.timedelta(days=1)
    return Volunteer(
        centre_id=association.centre_id,
        association=association,
        name=f"V{number}",
        created_at=NOW,
        native=1 << chance.randrange(50),
        fluent=(1 << chance.randrange(50)) & ~1,
        some=1 << chance.randrange(50),
        topics=chance.randrange(256),
        available=chance.randrange(1 << 21),
        districts=chance.choice(["", "|Mitte|", "|Mitte|Nordstadt|"]),
        gender=chance.choice(["", "f", "m"]),
        share=chance.randrange(5),
        had=chance.randrange(4),
        credit=chance.randrange(3),
        had_quarter=rules.quarter_of(TODAY) - chance.randrange(2),
        asked_at=chance.choice([None, NOW - day * chance.randrange(90)]),
        paused_until=chance.choice([None, TODAY - day, TODAY, TODAY + day]),
        confidentiality_on=TODAY - 300 * day,
        confidentiality_until=chance.choice([None, TODAY - day, TODAY + 9 * day]),
        legal_level=chance.choice(["none", "supervised"]),
        guided_until=chance.choice([None, TODAY - day, TODAY]),
        left_on=chance.choice([None, None, None, TODAY]),
    )


@pytest.mark.parametrize("seed", range(5))
def test_every_row_is_as_plain_python_says(associations, seed):
    chance = random.Random(seed)  # noqa: S311  (the same rows every time)
    Volunteer.objects.bulk_create(
        random_volunteer(chance, chance.choice(associations), n) for n in range(400)
    )
    everybody = list(Volunteer.objects.all())
    need = Need(
        day=TODAY,
        language=1 << chance.randrange(50),
        topic=1 << chance.randrange(8),
        legal=bool(chance.randrange(2)),
        gender=chance.choice(["", "f"]),
        times=chance.choice([0, rules.every_day("morning")]),
        district=chance.choice(["", "Nordstadt"]),
        excluded=frozenset({associations[0].pk}),
        excluded_people=frozenset({everybody[3].pk}),
        declined=frozenset({everybody[5].pk, everybody[6].pk}),
        asked=frozenset({everybody[7].pk}),
    )

    found = Volunteer.objects.who_could(need).values_list("pk", "reasons", "turn")

    assert list(found) == oracle.who_could(everybody, need)


def test_the_turn_is_the_one_of_planning(associations):
    chance = random.Random(7)  # noqa: S311  (the same rows every time)
    Volunteer.objects.bulk_create(
        random_volunteer(chance, associations[0], n) for n in range(300)
    )
    Volunteer.objects.update(credit=0)
    everybody = Volunteer.objects.who_could(Need(day=TODAY))

    planned = asking.in_turn(
        asking.Standing(
            id=one.pk,
            share=one.share,
            taken_at=(NOW,) * one.had_now,
            asked_at=one.asked_at,
        )
        for one in everybody
    )

    assert [one.pk for one in everybody] == [one.id for one in planned]
