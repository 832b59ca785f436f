"""An association that named no advisers yet: its contact person, from end to end."""

import re

import pytest

from allin.core import languages
from allin.counselling import statistics
from allin.counselling.models import Ask, Session
from allin.counselling.operations import answer, ask
from allin.counselling.rules import State
from allin.directory.models import Membership
from allin.outbox.models import Letter
from allin.volunteers.models import Hours
from tests.conftest import NOW, make_user


@pytest.fixture
def house_of_women(river):
    river.language_bits = languages.mask(["ar"])
    river.contact_name = "Frau Yıldız"
    river.contact_email = "kontakt@fluss.example"
    river.save()
    return river


@pytest.fixture
def asked(pass_on, house_of_women, coordinator, elsewhere):
    [one] = ask.ask(
        referral=pass_on().referral,
        contacts=[house_of_women],
        mode=Ask.Mode.ONE,
        by=coordinator,
        now=NOW,
    )
    return one


@pytest.fixture
def url(asked):
    return f"/kassel/counselling/answer/{asked.token}/"


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_letter_goes_to_the_contact_person_and_names_nobody(asked):
    letter = Letter.objects.get()

    assert (letter.to_kind, letter.to_id) == (
        "directory.association",
        asked.ask.association_id,
    )
    assert "Samar" not in f"{letter.__dict__}"


def test_yes_then_the_name_then_the_person(client, url, asked, coordinator):
    said = text(client.post(url, {"do": "yes"}))
    empty = text(client.post(url, {"do": "named", "named": " "}))
    named = text(client.post(url, {"do": "named", "named": "Amira \u202eK."}))
    pin = answer.give_pin(ask=asked.ask, by=coordinator, now=NOW)
    opened = text(client.post(url, {"do": "pin", "pin": pin}))

    assert "Wer von Ihnen übernimmt es?" in said
    assert "Geben Sie den Namen ein." in empty
    assert "Amira K. übernimmt es." in named
    assert "Samar" in opened


def test_the_coordination_reads_who_does_it(client, url, asked, sign_in, derya):
    client.post(url, {"do": "yes"})
    client.post(url, {"do": "named", "named": "Amira K."})
    sign_in(derya)

    page = text(client.get(f"/kassel/counselling/{asked.ask.referral_id}/"))

    assert "Amira K. , Frauen am Fluss" in page


def test_who_was_not_asked_this_way_names_nobody(
    client, able, pass_on, coordinator, elsewhere
):
    [one] = ask.ask(
        referral=pass_on().referral,
        people=[able("Senait")],
        mode=Ask.Mode.ONE,
        by=coordinator,
        now=NOW,
    )
    link = f"/kassel/counselling/answer/{one.token}/"
    client.post(link, {"do": "named", "named": "Amira"})
    client.post(link, {"do": "yes"})
    page = text(client.post(link, {"do": "named", "named": "Amira"}))

    assert Ask.objects.get().named == ""
    assert "Wer von Ihnen" not in page


def test_the_board_closes_it_and_the_hours_are_the_associations(
    client, url, asked, sign_in, house_of_women, kassel
):
    client.post(url, {"do": "yes"})
    user = make_user("vorstand@fluss.example", "Fatma Fluss")
    Membership.objects.create(
        centre=kassel,
        user=user,
        kind="board",
        association=house_of_women,
        created_at=NOW,
    )
    sign_in(user)
    page = f"/kassel/counselling/{asked.ask.referral_id}/"

    seen = client.get(page)
    client.post(f"{page}close/", {"outcome": "helped", "minutes": "40"})

    assert seen.status_code == 200
    asked.ask.referral.refresh_from_db()
    assert asked.ask.referral.state == State.CLOSED
    hours = Hours.objects.get()
    assert (hours.association, hours.volunteer) == (house_of_women, None)
    assert hours.minutes == Session.objects.get().minutes == 40
    totals = statistics.totals(centre=kassel, span=statistics.whole_year(2026))
    assert (totals.sessions, totals.people, totals.minutes) == (1, 1, 40)


def test_withdrawal_takes_the_name_as_well(client, url, asked):
    from allin.counselling.operations.withdraw import withdraw  # noqa: PLC0415

    client.post(url, {"do": "yes"})
    client.post(url, {"do": "named", "named": "Amira K."})

    withdraw(referral=asked.ask.referral, by=None, now=NOW)

    assert Ask.objects.get().named == ""
