"""Certificates of service: issued from confirmed hours, frozen, checked, withdrawn."""

import datetime as dt
import random
from typing import Any, Final

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.core import locks
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.volunteers import rules
from allin.volunteers.models import Certificate, Hours, Volunteer
from allin.volunteers.operations.codes import CHANCE, new_code
from allin.volunteers.permissions import can_certify, can_withdraw_certificate

LOCK: Final = "volunteers.certificates"
LONGEST: Final = dt.timedelta(days=366 * 10)
AGAIN: Final = dt.timedelta(minutes=10)


@transaction.atomic
def certify(
    *,
    volunteer: Volunteer,
    first_on: dt.date,
    last_on: dt.date,
    language: str,
    name_shown: bool = False,
    chance: random.Random = CHANCE,
    by: Person,
    now: dt.datetime,
) -> Certificate:
    """
    This will certify what somebody gave from one day to another, both included.

    Only confirmed hours count, each once. Figures and names of associations and
    programmes are frozen with a number and a code; later corrections change nothing
    on it. The same again within ten minutes is taken for a second tap.

    :param language: stands beside German
    :param name_shown: the person agrees that the page that checks it shows the name
    :raises Refusal: to strangers, for somebody erased, for days to come, and when
        nothing is confirmed in that time
    Source: docs/rules.md#R-V18 (features V6)
    """
    if volunteer.erased_at is not None:
        raise Refusal(
            _(
                "The name was erased at the person's wish. Nobody can be certified "
                "by name any more; certificates given before can still be checked."
            )
        )
    if not can_certify(by, volunteer):
        raise Refusal(_("Only the person, the own board or the coordination may."))
    today = now.astimezone(volunteer.centre.tz).date()
    if last_on > today:
        raise Refusal(_("That day has not come yet."), field="last_on")
    if last_on < first_on or last_on - first_on > LONGEST:
        raise Refusal(_("The last day lies before the first."), field="last_on")
    facts = _facts(volunteer, first_on, last_on)
    told: dict[str, Any] = {
        "volunteer": volunteer,
        "first_on": first_on,
        "last_on": last_on,
        "language": language,
        "name_shown": name_shown,
        "name": volunteer.name,
    }
    locks.hold(LOCK, [volunteer.centre_id])
    again = Certificate.objects.standing().filter(
        **told, issued_at__gt=now - AGAIN, facts=facts
    )
    first = again.first()
    if first is not None:
        return first
    made = _issue(volunteer, told, facts, new_code(chance), now)
    _record("certify", made, by, now)
    return made


def _issue(
    volunteer: Volunteer,
    told: dict[str, Any],
    facts: dict[str, Any],
    code: str,
    now: dt.datetime,
) -> Certificate:
    year = now.astimezone(volunteer.centre.tz).year
    here = Certificate.objects.filter(centre_id=volunteer.centre_id, year=year)
    last = here.aggregate(last=Max("number"))["last"] or 0
    return Certificate.objects.create(
        centre_id=volunteer.centre_id,
        year=year,
        number=last + 1,
        code=code,
        facts=facts,
        issued_at=now,
        **told,
    )


def _facts(volunteer: Volunteer, first_on: dt.date, last_on: dt.date) -> dict[str, Any]:
    confirmed = (
        Hours.objects.standing()
        .filter(
            volunteer=volunteer,
            confirmed_at__isnull=False,
            worked_on__range=(first_on, last_on),
            minutes__gt=0,
        )
        .values("association__name", "programme__name", "kind")
        .annotate(all=Sum("minutes"))
        .order_by("association__name", "programme__name", "kind")
    )
    rows = [
        {
            "association": row["association__name"],
            "programme": row["programme__name"] or "",
            "kind": row["kind"],
            "minutes": row["all"],
        }
        for row in confirmed
    ]
    if not rows:
        raise Refusal(
            _("Nothing is confirmed in this time. Ask for confirmation first."),
            field="first_on",
        )
    centre = volunteer.centre
    return {
        "centre": centre.name,
        "address": centre.address,
        "rows": rows,
        "minutes": sum(row["minutes"] for row in rows),
    }


def check(code: str, *, centre_id: int) -> Certificate | None:
    """Return the certificate a code belongs to, withdrawn or not, or None."""
    return (
        Certificate.objects.filter(centre_id=centre_id, code=rules.tidy_code(code))
        .select_related("centre")
        .first()
    )


@transaction.atomic
def withdraw_certificate(
    *, certificate: Certificate, by: Person, now: dt.datetime
) -> None:
    """
    This will withdraw a certificate; whoever checks it reads that. Twice is harmless.

    :raises Refusal: to anybody but the coordination
    Source: docs/rules.md#R-V18
    """
    if not can_withdraw_certificate(by, certificate):
        raise Refusal(_("Only the coordination withdraws a certificate."))
    standing = Certificate.objects.standing().filter(pk=certificate.pk)
    if standing.update(withdrawn_at=now):
        _record("withdraw_certificate", certificate, by, now)


@transaction.atomic
def show_name(
    *, certificate: Certificate, shown: bool, by: Person, now: dt.datetime
) -> None:
    """
    This will let the page that checks a certificate say the name, or stop it.

    :raises Refusal: to anybody but the person
    Source: docs/rules.md#R-V18
    """
    whose = certificate.volunteer
    if whose is None or not can_certify(by, whose, own=True):
        raise Refusal(_("Only the person decides whether the name is shown."))
    certificate.name_shown = shown
    certificate.save(update_fields=["name_shown"])
    _record("show_name", certificate, by, now)


def _record(verb: str, certificate: Certificate, by: Person, now: dt.datetime) -> None:
    audit.record(
        centre=certificate.centre,
        verb=f"volunteers.{verb}",
        thing="volunteers.certificate",
        thing_id=certificate.pk,
        by=by,
        now=now,
    )
