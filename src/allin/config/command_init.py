"""`allin init`: an empty centre of your own."""

import argparse

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from allin.accounts import operations as accounts
from allin.centres import operations as centres
from allin.config import schema
from allin.core import clock
from allin.directory import operations as directory
from allin.vault import clients


def run(options: argparse.Namespace) -> int:
    """Make home, keys, database and centre; print the first link and the key."""
    now = clock.now()
    clients.make_key_file(settings.VAULT_KEY_FILE)
    schema.bring_up_to_date()
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        centre = centres.open_centre(name=options.centre, now=now)
        directory.furnish(centre=centre, by=None, now=now)
        invitation = accounts.found(
            centre=centre, email=options.email, name=options.name, now=now
        )
    token = accounts.token_of(invitation)
    link = options.address.rstrip("/") + reverse("accounts:join", args=[token])
    print(page_for_the_safe(str(options.handed)))
    print(_("Home: %(home)s") % {"home": settings.HOME})
    print(_("Vault key: %(path)s") % {"path": settings.VAULT_KEY_FILE})
    print(_("Start it with `allin serve`, then sign in with this link, once:"))
    print(f"\n  {link}\n")
    return 0


def page_for_the_safe(words: str) -> str:
    """Return the page that is printed once and put into the safe."""
    groups = words.split("-")
    rows = ["-".join(groups[at : at + 5]) for at in range(0, len(groups), 5)]
    line = "─" * 64
    text = [
        line,
        _("ALL IN · recovery key · print this page and put it into the safe"),
        "",
        *(f"    {row}" for row in rows),
        "",
        _("With it and a backup everything can be restored. It is shown only once."),
        _("Nobody can make it again. Never keep it on the same computer."),
        line,
    ]
    return "\n".join(text)
