"""What cannot wait for somebody to look: a letter to those who coordinate."""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from allin.accounts import operations as accounts
from allin.centres.models import Centre
from allin.centres.operations import link
from allin.config import doctor
from allin.config.models import Alarm
from allin.core import clock, people
from allin.core.findings import Finding
from allin.outbox import doctor as outbox
from allin.outbox import operations as letters

AGAIN: Final = dt.timedelta(days=7)


@task()
def ring() -> int:
    """Tell the coordination of what the installation lacks; return how many letters."""
    return tell(clock.now())


def tell(now: dt.datetime) -> int:
    """
    Write once about everything bad in the installation, again after a week.

    What is right again is forgotten: when it comes back, it is told anew. Letters that
    do not leave are told of as well, for they may reach somebody later; the check-up
    page and `/healthz` say it at once.
    """
    found = {
        (finding.rule, finding.centre): finding
        for finding in (*doctor.installation(now), *outbox.findings(now))
        if finding.level == "bad"
    }
    for alarm in Alarm.objects.all():
        if (alarm.rule, alarm.centre_id) not in found:
            alarm.delete()
    return sum(_tell_of(finding, now) for finding in found.values())


@transaction.atomic
def _tell_of(finding: Finding, now: dt.datetime) -> int:
    about: dict[str, Any] = {"rule": finding.rule, "centre_id": finding.centre}
    alarm, new = Alarm.objects.get_or_create(**about, defaults={"told_at": now})
    if not new and not Alarm.objects.filter(
        pk=alarm.pk, told_at__lte=now - AGAIN
    ).update(told_at=now):
        return 0
    of: dict[str, Any] = {} if finding.centre is None else {"pk": finding.centre}
    return sum(
        _write(centre, finding, now)
        for centre in Centre.objects.filter(**of).order_by("pk")
    )


def _write(centre: Centre, finding: Finding, now: dt.datetime) -> int:
    readers = accounts.readers(centre, (people.COORDINATOR,))
    for user_id, language in readers:
        with translation.override(language or centre.language):
            letters.write(
                centre=centre,
                to_kind="accounts.user",
                to_id=user_id,
                body=_("Something is not right with ALL IN: %(what)s See: %(link)s")
                % {"what": finding.said, "link": link(centre, "checkup")},
                language=translation.get_language() or "de",
                now=now,
            )
    return len(readers)
