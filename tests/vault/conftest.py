import pytest

from allin.vault import clients, operations


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    """Each test has a vault key of its own."""
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    clients.make_key_file()


@pytest.fixture
def samira(kassel, now):
    """Somebody who asked for help; her telephone number is sealed."""
    subject = operations.new_subject(centre=kassel, now=now)
    operations.seal(subject_id=subject.id, field="phone", text="0151 23456789")
    return subject
