"""The `allin` command."""

import os
import sys

from django.core.management import execute_from_command_line


def main(argv: list[str] | None = None) -> int:
    """Run one of the house's commands, or a framework command after `manage`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allin.config.settings")
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["manage"]:
        words = words[1:]
    execute_from_command_line(["allin", *words])
    return 0
