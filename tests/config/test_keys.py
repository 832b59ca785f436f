"""Which vault key a home uses."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("is_demo", "used"), [(True, "own.key"), (False, "named.key")])
def test_a_demo_never_touches_the_key_of_a_real_centre(tmp_path, is_demo, used):
    (tmp_path / "keyring").write_text(str(tmp_path / "own.key"))
    if is_demo:
        (tmp_path / "demo.json").write_text("{}")
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "from allin.config import settings; print(settings.VAULT_KEY_FILE)",
        ],
        env=os.environ
        | {
            "ALLIN_HOME": str(tmp_path),
            "ALLIN_VAULT_KEY": str(tmp_path / "named.key"),
            "PYTHONPATH": "src",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == str(tmp_path / used)
