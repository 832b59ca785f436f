"""What the house costs, who is paid by it, and how it looks at its money."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from allin.audit import operations as audit
from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.money import Cents
from allin.core.people import Person
from allin.core.violations import spoken
from allin.funding.models import OTHER, CostAmount, CostLine, Entry, Outlook, Post
from allin.funding.operations.record import check_may, put_aside, twin, written

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2099, 12, 31)
LONGEST: Final = 10  # years a chart can look ahead
NOTICE: Final = ("notice_months", "notice_ends", "fixed_until", "notice_assumed")


def check_day(day: dt.date | None, field: str) -> None:
    """Refuse a day nobody means: before 1990 or after 2099."""
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Refusal(_("Between 1990 and 2099."), field=field)


def enter_line(
    *,
    centre: Centre,
    kind: str,
    name: str,
    amount: Cents,
    first_on: dt.date,
    assumed: bool,
    by: Person,
    now: dt.datetime,
) -> CostLine:
    """
    Enter a line of cost with what it costs a month from a day on.

    :param name: in one's own words; "" for rent and coordination, which have theirs
    :param amount: cents a month
    :param assumed: the figure is an assumption and says so wherever it stands
    :raises Refusal: not the coordination, there is such a line, no name
    """
    check_may(by, centre)
    check_day(first_on, "first_on")
    if kind == OTHER and not name.strip():
        raise Refusal(_("Say what it is."), field="name")
    with spoken(field="name"), transaction.atomic():
        line = CostLine.objects.create(
            centre=centre, kind=kind, name=name.strip(), entered_at=now
        )
        _amount(line, amount, first_on, now, assumed=assumed)
        written("enter_line", line, by, now)
    return line


def change_cost(
    *,
    line: CostLine,
    amount: Cents,
    first_on: dt.date,
    assumed: bool,
    by: Person,
    now: dt.datetime,
    instead_of: CostAmount | None = None,
) -> CostAmount:
    """
    Enter what a line costs from a day on, or correct what was entered.

    A day within a month is fine: that month then counts by day (rules.runway).

    :param instead_of: the amount this one corrects; it is withdrawn
    :raises Refusal: not the coordination, from that day on there is an amount
    """
    check_may(by, line.centre)
    check_day(first_on, "first_on")
    same = {"line": line, "first_on": first_on, "amount": amount, "assumed": assumed}
    if (made := twin(CostAmount, now, **same)) is not None:
        return made
    with spoken(field="first_on"), transaction.atomic():
        put_aside(instead_of, now)
        one = _amount(line, amount, first_on, now, assumed=assumed)
        written("change_cost", one, by, now)
    return one


def _amount(
    line: CostLine, amount: Cents, first_on: dt.date, now: dt.datetime, *, assumed: bool
) -> CostAmount:
    return CostAmount.objects.create(
        centre=line.centre,
        line=line,
        amount=amount,
        first_on=first_on,
        assumed=assumed,
        entered_at=now,
    )


@transaction.atomic
def end_line(
    *, line: CostLine, last_on: dt.date | None, by: Person, now: dt.datetime
) -> CostLine:
    """
    Say until when a line costs anything; None lets it go on.

    :raises Refusal: not the coordination, or before it began
    """
    check_may(by, line.centre)
    check_day(last_on, "last_on")
    first = CostAmount.objects.standing().filter(line=line).first()
    if last_on and first and last_on < first.first_on:
        raise Refusal(_("The last day lies before the first."), field="last_on")
    line.last_on = last_on
    line.save(update_fields=["last_on"])
    written("end_line", line, by, now)
    return line


@transaction.atomic
def settle_notice(
    *,
    line: CostLine,
    months: int | None,
    ends: str,
    fixed_until: dt.date | None,
    assumed: bool,
    by: Person,
    now: dt.datetime,
) -> CostLine:
    """
    Say how the contract behind a line ends: lease, employment, supply.

    :param months: whole months of notice; None: no longer entered
    :param ends: with what it ends, as rules.notice says
    :param fixed_until: the day before which it does not end
    :raises Refusal: not the coordination, more than three years
    """
    check_may(by, line.centre)
    check_day(fixed_until, "fixed_until")
    line.notice_months, line.notice_ends = months, ends
    line.fixed_until = fixed_until if months is not None else None
    line.notice_assumed = assumed and months is not None
    with spoken(field="months"), transaction.atomic():
        line.save(update_fields=NOTICE)
    written("settle_notice", line, by, now)
    return line


@transaction.atomic
def enter_post(
    *,
    line: CostLine,
    title: str,
    hundredths: int | None,
    assumed: bool,
    by: Person,
    now: dt.datetime,
    instead_of: Post | None = None,
) -> Post:
    """
    Enter paid staff, or correct what was entered; the line says who pays them.

    :param hundredths: 150 is one and a half posts; None: nobody states how many
    :raises Refusal: not the coordination
    """
    check_may(by, line.centre)
    same = {"line": line, "title": title.strip(), "hundredths": hundredths}
    if (made := twin(Post, now, **same)) is not None and instead_of is None:
        return made
    put_aside(instead_of, now)
    post = Post.objects.create(
        centre=line.centre, assumed=assumed, entered_at=now, **same
    )
    written("enter_post", post, by, now)
    return post


@transaction.atomic
def withdraw(*, entry: Entry, why: str, by: Person, now: dt.datetime) -> None:
    """
    Take an entry out of every sum. It stays in the record with the reason.

    :raises Refusal: not the coordination, no reason
    """
    check_may(by, entry.centre)
    if not why.strip():
        raise Refusal(_("Say why it is withdrawn."), field="why")
    if entry.is_standing:
        entry.withdraw(why.strip(), now)
        written("withdraw", entry, by, now)


def settle_outlook(
    *,
    centre: Centre,
    seen_on: dt.date | None,
    until_on: dt.date | None,
    by: Person,
    now: dt.datetime,
    seen_assumed: bool = False,
    until_assumed: bool = False,
) -> Outlook:
    """
    Say from which day the money is looked at, and up to which day sums are reckoned.

    :param seen_on: None is always today
    :param until_on: None is twelve months on
    :raises Refusal: not the coordination, the end lies before the day or far off
    """
    check_may(by, centre)
    check_day(seen_on, "seen_on")
    check_day(until_on, "until_on")
    day = seen_on or now.astimezone(centre.tz).date()
    if until_on is not None and until_on <= day:
        raise Refusal(
            _("The sums have to reach further than the day looked from."),
            field="until_on",
        )
    if until_on is not None and until_on.year - day.year > LONGEST:
        raise Refusal(_("Ten years ahead at most."), field="until_on")
    with spoken(), transaction.atomic():
        outlook, _is_new = Outlook.objects.update_or_create(
            centre=centre,
            defaults={
                "seen_on": seen_on,
                "seen_assumed": seen_assumed and seen_on is not None,
                "until_on": until_on,
                "until_assumed": until_assumed and until_on is not None,
                "changed_at": now,
            },
        )
        audit.record(
            centre=centre, verb="funding.settle_outlook", thing="funding.Outlook",
            thing_id=outlook.pk, by=by, now=now,
        )  # fmt: skip
    return outlook
