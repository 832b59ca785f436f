import pytest
from django.test import Client


@pytest.fixture
def strict(derya, kassel):
    """A browser whose session was lost while somebody typed."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(derya)
    return client


FORM = {"name": "Lange getippt", "short_name": "<b>X</b>"}


def test_a_form_whose_session_was_lost_is_offered_again_with_all_that_was_typed(
    strict, elsewhere
):
    answer = strict.post(
        "/kassel/centre/contact/", FORM, headers={"Origin": "http://testserver"}
    )
    page = answer.content.decode()

    assert answer.status_code == 403
    assert 'value="Lange getippt"' in page
    assert "&lt;b&gt;X" in page
    assert 'action="/kassel/centre/contact/"' in page


def test_a_form_of_another_host_is_refused_and_not_offered(strict, elsewhere):
    answer = strict.post(
        "/kassel/centre/contact/", FORM, headers={"Origin": "https://evil.example"}
    )

    assert "Lange getippt" not in answer.content.decode()
    assert "geändert wurde nichts" in answer.content.decode()


def test_a_page_that_is_not_there_leads_to_the_first_one(client, kassel):
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()
