"""`allin web`: the web server; `allin serve` starts it."""

import argparse

from granian import Granian
from granian.constants import Interfaces

from allin.config import watch


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop, or until the parent is gone."""
    watch.end_with_parent()
    server = Granian(
        "allin.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
        respawn_failed_workers=True,
    )
    server.serve()
    return 0
