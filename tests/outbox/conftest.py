import pytest

from allin.outbox import operations
from allin.vault import clients


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path):
    settings.VAULT_KEY_FILE = tmp_path / "keys" / "vault.key"
    clients.make_key_file()


@pytest.fixture
def letter(kassel, derya, now):
    return operations.write(
        centre=kassel,
        to_kind="accounts.user",
        to_id=derya.pk,
        body="Es gibt Neues: https://allin.example/a/xyz",
        language="de",
        now=now,
    )
