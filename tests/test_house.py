import pytest
from django.core.management import call_command


def test_models_and_migrations_agree(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_a_stranger_is_asked_for_the_address_only(client, kassel):
    page = client.get("/accounts/login/").content.decode()

    assert page.count("<h1") == 1
    assert 'type="email"' in page
