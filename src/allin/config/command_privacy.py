"""`allin privacy`: what is kept of people, as a table."""

import argparse
from pathlib import Path

from allin.config import privacy


def run(options: argparse.Namespace) -> int:
    """Print the table, or write it into the document that holds it."""
    if options.write:
        privacy.write(Path(options.write))
    else:
        print(privacy.table())
    return 0
