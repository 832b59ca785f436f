import pytest

from allin.outbox import operations
from allin.outbox.models import Letter

LETTERS, MAILBOX = "/kassel/letters/", "/kassel/letters/mailbox/"


@pytest.fixture
def troubled(letter, now):
    Letter.objects.update(
        state=Letter.UNSURE, sending_at=now, done_at=now, error="TimeoutError"
    )
    return letter


def read(response):
    return response.content.decode()


def test_the_coordinator_sees_what_needs_her(client, derya, sign_in, troubled):
    page = read(sign_in(derya).get(LETTERS))
    assert "Ein Brief braucht Sie." in page
    assert "nicht sicher" in page
    assert "Noch einmal senden" in page
    assert "Es gibt Neues" not in page  # what it says is nobody's business here
    assert derya.email not in page.split("<main", 1)[1]


def test_when_all_is_well_the_page_says_so(client, derya, sign_in):
    page = read(sign_in(derya).get(LETTERS))
    assert "Alle Briefe sind unterwegs oder angekommen." in page
    assert "Kein Brief kam zurück" in page


def test_she_sends_it_again(client, derya, sign_in, troubled):
    sign_in(derya).post(f"{LETTERS}{troubled.pk}/again/")
    troubled.refresh_from_db()
    assert troubled.state == Letter.WAITING


def test_she_notes_that_it_arrived_or_came_back(client, derya, sign_in, troubled):
    sign_in(derya)
    client.post(f"{LETTERS}{troubled.pk}/arrived/")
    troubled.refresh_from_db()
    assert troubled.state == Letter.SENT
    client.post(f"{LETTERS}{troubled.pk}/came-back/")
    troubled.refresh_from_db()
    assert troubled.state == Letter.BOUNCED


def test_looking_changes_nothing(client, derya, sign_in, troubled):
    assert sign_in(derya).get(f"{LETTERS}{troubled.pk}/again/").status_code == 405


def test_a_stranger_is_asked_to_sign_in(client, troubled):
    assert client.get(LETTERS).status_code == 302


def test_the_other_centre_and_other_roles_find_nothing(
    client, sign_in, troubled, foreign_coordinator, city_officer
):
    from allin.accounts.models import User  # noqa: PLC0415

    for person in (foreign_coordinator, city_officer):
        sign_in(User.objects.get(pk=person.id))
        assert client.get(LETTERS).status_code == 404
        assert client.post(f"{LETTERS}{troubled.pk}/again/").status_code == 404
        own = client.post(f"/elsewhere/letters/{troubled.pk}/again/")
        assert own.status_code == 404
    troubled.refresh_from_db()
    assert troubled.state == Letter.UNSURE


def test_there_is_no_mailbox_outside_the_demo(client, derya, sign_in, letter):
    sign_in(derya)
    assert client.get(MAILBOX).status_code == 404
    assert client.get(f"{MAILBOX}{letter.pk}/").status_code == 404


def test_in_the_demo_letters_can_be_read_and_their_links_followed(
    client, letter, settings, derya
):
    settings.DEMO = True
    page = read(client.get(MAILBOX))
    assert "Neuigkeit von ALL IN" in page
    assert derya.email in page
    one = read(client.get(f"{MAILBOX}{letter.pk}/"))
    assert '<a href="https://allin.example/a/xyz"' in one
    assert client.get(f"/elsewhere/letters/mailbox/{letter.pk}/").status_code == 404


def test_a_full_mailbox_costs_few_queries(
    client, letter, kassel, derya, now, settings, django_assert_max_num_queries
):
    settings.DEMO = True
    for _ in range(15):
        operations.write(
            centre=kassel, to_kind="accounts.user", to_id=derya.pk, body="x",
            language="de", now=now,
        )  # fmt: skip
    with django_assert_max_num_queries(20):
        client.get(MAILBOX)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_with_many_letters(
    client, letter, kassel, derya, now, sign_in, many, django_assert_max_num_queries
):
    for _ in range(many):
        operations.write(
            centre=kassel, to_kind="accounts.user", to_id=derya.pk, body="x",
            language="de", now=now,
        )  # fmt: skip
    sign_in(derya)
    with django_assert_max_num_queries(15):
        client.get(LETTERS)
