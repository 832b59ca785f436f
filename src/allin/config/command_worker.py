"""`allin worker`: does the jobs; `allin serve` starts it."""

import argparse

from allin.config import watch
from allin.config.worker import Worker, name_of_this_worker


def run(_options: argparse.Namespace) -> int:
    """Work until told to stop, or until the parent is gone."""
    watch.end_with_parent()
    Worker(name_of_this_worker()).run()
    return 0
