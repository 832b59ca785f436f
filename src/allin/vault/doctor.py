import datetime as dt
import stat
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from allin.core.findings import SHOWN, Finding, by_centre, found
from allin.vault import clients, rules
from allin.vault.models import Draft, Subject

ROOM = "vault"
GRACE = dt.timedelta(days=1)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Find a key that is missing or open to others, and values kept too long."""
    try:
        ring = clients.keyring()
    except clients.MissingKey as missing:
        yield Finding(ROOM, "key_missing", missing.sentence, count=1)
        return
    yield from _about_the_file()
    yield from _about_subjects(ring, now)
    dead = Draft.objects.dead(now - GRACE).count()
    if dead:
        yield Finding(
            ROOM, "drafts_overdue", _("Drafts are kept longer than a day."), dead
        )


def _about_the_file() -> Iterable[Finding]:
    path = clients.key_file()
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(
            ROOM,
            "key_readable_by_others",
            _("Others on this computer can read the vault key."),
            count=1,
        )
    if path.resolve().is_relative_to(settings.HOME):
        yield Finding(
            ROOM,
            "key_in_home",
            _("The vault key lies in the same folder as what it protects."),
            count=1,
        )


def _about_subjects(ring: clients.KeyRing, now: dt.datetime) -> Iterable[Finding]:
    yield from found(
        Subject.objects.overdue(now - GRACE),
        ROOM,
        "retention_overdue",
        _("Details of people should be gone by now."),
    )
    known = clients.erased_ids()
    gone = Subject.objects.filter(erased_at__isnull=False)
    unnoted = [
        (centre, pk)
        for centre, pk in gone.values_list("centre_id", "pk").iterator()
        if str(pk) not in known
    ]
    for centre, ids in by_centre(unnoted):
        yield Finding(
            ROOM,
            "ledger_incomplete",
            _("Erasures are missing in the ledger; the nightly job adds them."),
            count=len(ids),
            level="warn",
            ids=tuple(ids[:SHOWN]),
            centre=centre,
        )
    newest = Subject.objects.standing().order_by("-created_at").first()
    if newest is not None and not _opens(newest, ring):
        yield Finding(
            ROOM,
            "key_does_not_fit",
            _("The vault key does not fit what is sealed."),
            count=1,
        )


def _opens(subject: Subject, ring: clients.KeyRing) -> bool:
    try:
        rules.unwrap(bytes(subject.wrapped_key), under=ring.keys[subject.key_version])
    except (rules.DoesNotOpenError, KeyError):
        return False
    return True
