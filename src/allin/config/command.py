"""
The `allin` command.

    allin init      an empty centre of your own
    allin demo      a centre of invented people
    allin serve     the product, on http://localhost:8000
    allin doctor    what is not as it should be
    allin backup    everything in one sealed file
    allin restore   from such a file, into an empty home
    allin upgrade   to this version: backup, database, check-up
    allin privacy   what is kept of people, as a table

What comes after `manage` goes to the framework.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

import django
from django.core.management import execute_from_command_line
from django.utils import translation
from django.utils.translation import gettext as _

from allin.config import home
from allin.core.errors import Refusal

OWN = (
    "init", "demo", "serve", "doctor", "backup", "restore", "upgrade", "privacy",
    "web", "worker",
)  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Run one of the house's commands, or a framework command after `manage`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allin.config.settings")
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["manage"]:
        words = words[1:]
    elif not words or words[0] in {*OWN, "-h", "--help", "help"}:
        return own(words)
    execute_from_command_line(["allin", *words])
    return 0


def own(words: Sequence[str]) -> int:
    """Run one of our own commands; a refusal becomes one sentence."""
    options = parser().parse_args(words or ["--help"])
    try:
        options.handed = _begin(options)
        if options.command != "web":
            django.setup()
            translation.activate(_language())
        module = importlib.import_module(f"allin.config.command_{options.command}")
        return int(module.run(options))
    except home.NotReadyError as trouble:
        django.setup()
        translation.activate(_language())
        print(_(trouble.sentence) % trouble.details, file=sys.stderr)
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
    return 1


def _begin(options: argparse.Namespace) -> object:
    if options.command == "init":
        return home.begin_init()
    if options.command == "demo":
        details = {"size": options.size, "seed": options.seed, "today": options.today}
        return home.begin_demo(details)
    if options.command == "restore":
        return home.begin_restore(verify=options.verify)
    return None


def _language() -> str:
    """Speak German, unless the terminal asks for English."""
    words = os.environ.get("LC_ALL") or os.environ.get("LANG") or "de"
    return "en" if words.startswith("en") else "de"


def parser() -> argparse.ArgumentParser:
    """Return what each command may be told."""
    top = argparse.ArgumentParser(
        prog="allin",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    init = commands.add_parser("init")
    init.add_argument("--centre", default="Servicestelle")
    init.add_argument("--email", default="koordination@localhost")
    init.add_argument("--name", default="")
    init.add_argument("--address", default="http://localhost:8000")
    demo = commands.add_parser("demo")
    demo.add_argument("--size", choices=("S", "M"), default="S")
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--today", default="")
    serve = commands.add_parser("serve")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    web = commands.add_parser("web")
    web.add_argument("--port", type=int, required=True)
    web.add_argument("--host", required=True)
    commands.add_parser("worker")
    doctor = commands.add_parser("doctor")
    doctor.add_argument("--json", action="store_true")
    backup = commands.add_parser("backup")
    backup.add_argument("path", nargs="?", default="")
    restore = commands.add_parser("restore")
    restore.add_argument("file")
    restore.add_argument("--verify", action="store_true")
    restore.add_argument("--key", default="", help="file with the recovery key")
    restore.add_argument("--ledger", default="", help="a later ledger of erasures")
    upgrade = commands.add_parser("upgrade")
    upgrade.add_argument("--saved", default="", help="a backup of today made before")
    privacy = commands.add_parser("privacy")
    privacy.add_argument("--write", default="", help="document to write the table into")
    return top
