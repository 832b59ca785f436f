"""Whether letters leave, and their texts go in time. Counts and ids, never content."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext_lazy as _

from allin.core.findings import Finding, found
from allin.outbox import rules
from allin.outbox.models import Letter

ROOM: Final = "outbox"
PAGE: Final = "outbox:letters"
DAY: Final = dt.timedelta(days=1)  # the job of the night has not run yet
WEEK: Final = dt.timedelta(days=7)


def findings(now: dt.datetime) -> Iterable[Finding]:
    """Find letters that are stuck, that need a person, or whose text is kept."""
    yield from found(
        Letter.objects.due(now - DAY),
        ROOM,
        "letters_stuck",
        _("Letters should have left more than a day ago."),
        page=PAGE,
    )
    yield from found(
        Letter.objects.troubled().filter(written_at__lt=now - WEEK),
        ROOM,
        "letters_not_settled",
        _("Letters did not arrive a week ago, and nobody looked after them."),
        level="warn",
        page=PAGE,
    )
    kept = Letter.objects.filter(sealed__isnull=False)
    sent = kept.filter(state=Letter.SENT, done_at__lt=now - DAY - rules.KEEP_SENT)
    failed = kept.troubled().filter(done_at__lt=now - DAY - rules.KEEP_TROUBLED)
    for rule, rows in (("sent_text_kept", sent), ("failed_text_kept", failed)):
        yield from found(rows, ROOM, rule, _("Texts of letters should be gone by now."))
