import pytest
from django.core.management import call_command


def test_models_and_migrations_agree(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_a_stranger_meets_no_error(client):
    assert client.get("/accounts/login/").status_code in (200, 302)
