import datetime as dt
import secrets

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from allin.audit.operations import record
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.core.violations import spoken
from allin.reports.models import Report
from allin.reports.operations.collecting import collect, columns_of, period_ends
from allin.reports.operations.telling import check, told
from allin.reports.rules import digest, dump, load, publishable

TOKEN_BYTES = 12
FIRST_YEAR, LAST_YEAR = 2000, 2200


@transaction.atomic
def freeze(
    *, centre: Centre, year: int, quarter: int = 0, by: Person, now: dt.datetime
) -> Report:
    """
    Freeze the figures of a period as they stand now; they never change afterwards.

    :param quarter: 1 to 4; 0 for the whole year
    :raises Refusal: if there is no such period, or it has not begun
    Source: docs/rules.md#R-R1
    """
    if quarter not in range(5) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(_("Choose a quarter from 1 to 4, or the year."))
    begins = dt.date(year, max(quarter, 1) * 3 - 2, 1)
    if begins > now.astimezone(centre.tz).date():
        raise Refusal(_("This period has not begun yet."))
    figures = collect(centre=centre, year=year, quarter=quarter)
    whole, safe = dump(figures), dump(publishable(figures))
    report = Report.objects.create(
        centre=centre,
        year=year,
        quarter=quarter,
        whole=whole,
        safe=safe,
        digest=digest(whole, safe),
        frozen_at=now,
        frozen_by_id=by.id,
    )
    _note("freeze", report, by, now)
    return report


@transaction.atomic
def publish(*, report: Report, by: Person, now: dt.datetime) -> Report:
    """
    Let city and funder read a frozen report, small numbers protected.

    What was published once counts as read, also after it was withdrawn.

    :raises Refusal: while the period runs, if it is published already, if the year and
        one of its quarters would both be known, or if an earlier version and this one
        would give small numbers away side by side
    Source: docs/rules.md#R-R3, R-R6
    """
    # One publication at a time in a centre: the rule looks at other rows.
    Centre.objects.select_for_update().get(pk=report.centre_id)
    today = now.astimezone(report.centre.tz).date()
    if period_ends(report.year, report.quarter) > today:
        raise Refusal(_("This period still runs. It can be published when it is over."))
    columns = columns_of(report.year, report.quarter)
    known = list(told(report.centre, columns, besides=report))
    check(known, columns, load(report.safe))
    with spoken(), transaction.atomic():
        Report.objects.filter(pk=report.pk, published_at__isnull=True).update(
            published_at=now, first_published_at=Coalesce("first_published_at", now)
        )
    report.refresh_from_db()
    _note("publish", report, by, now)
    return report


@transaction.atomic
def withdraw(*, report: Report, by: Person, now: dt.datetime) -> Report:
    """Take a published report back; its public page is gone at once."""
    Report.objects.filter(pk=report.pk).update(published_at=None, token="")
    report.refresh_from_db()
    _note("withdraw", report, by, now)
    return report


@transaction.atomic
def give_public_page(*, report: Report, by: Person, now: dt.datetime) -> Report:
    """
    Give a published report a page that needs no account.

    :raises Refusal: if the report is not published
    """
    if not report.is_published:
        raise Refusal(_("Publish the report first."))
    if not report.token:
        report.token = secrets.token_urlsafe(TOKEN_BYTES)
        report.save(update_fields=["token"])
        _note("give_public_page", report, by, now)
    return report


@transaction.atomic
def take_public_page(*, report: Report, by: Person, now: dt.datetime) -> Report:
    """Take the page that needs no account away."""
    Report.objects.filter(pk=report.pk).update(token="")
    report.refresh_from_db()
    _note("take_public_page", report, by, now)
    return report


def is_intact(report: Report) -> bool:
    """Whether the frozen figures still have their check value."""
    return digest(report.whole, report.safe) == report.digest


def _note(verb: str, report: Report, by: Person, now: dt.datetime) -> None:
    record(
        centre=report.centre,
        verb=f"reports.{verb}",
        thing="reports.Report",
        thing_id=report.pk,
        by=by,
        now=now,
    )
