import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from allin.core import people
from allin.core.errors import Refusal
from allin.core.people import Person
from allin.directory.models import Association, HourException, Offer, OpenHour, Topic
from allin.directory.operations.keeping import fill, keep, note


@transaction.atomic
def enter_offer(
    *,
    association: Association,
    topics: Sequence[Topic] = (),
    by: Person,
    now: dt.datetime,
    **values: object,
) -> Offer:
    """
    Enter what an association offers.

    :param values: fields of the model
    :raises Refusal: if legal help is published without supervisor, or a topic is of
        another centre. Source: docs/rules.md#R-D1
    """
    offer = Offer(centre=association.centre, association=association, created_at=now)
    fill(offer, values)
    keep(offer)
    _set_topics(offer, topics)
    note("enter_offer", offer, by=by, now=now)
    return offer


@transaction.atomic
def edit_offer(
    *,
    offer: Offer,
    topics: Sequence[Topic] | None = None,
    by: Person,
    now: dt.datetime,
    **values: object,
) -> Offer:
    """
    Change an offer.

    :param topics: None leaves them as they are
    :raises Refusal: as for `enter_offer`
    """
    fill(offer, values)
    keep(offer)
    if topics is not None:
        _set_topics(offer, topics)
    note("edit_offer", offer, by=by, now=now)
    return offer


def _set_topics(offer: Offer, topics: Sequence[Topic]) -> None:
    if any(topic.centre_id != offer.centre_id for topic in topics):
        raise Refusal(_("There is no such topic here."), field="topics")
    offer.topics.set(topics)


@transaction.atomic
def confirm(*, offer: Offer, by: Person, now: dt.datetime) -> Offer:
    """Confirm that an offer is right as it stands today; the page then says so."""
    coordinates = by.holds(people.COORDINATOR, people.DEPUTY, centre_id=offer.centre_id)
    offer.confirmed_on = now.astimezone(offer.centre.tz).date()
    offer.confirmed_by_id = by.id
    offer.confirmed_as = people.COORDINATOR if coordinates else people.BOARD
    keep(offer)
    note("confirm_offer", offer, by=by, now=now)
    return offer


@transaction.atomic
def enter_hour(
    *, offer: Offer, by: Person, now: dt.datetime, **values: object
) -> OpenHour:
    """
    Open an offer at a time that comes back, in wall time of the centre's zone.

    :raises Refusal: if it ends before it starts, or stands there already
    """
    hour = OpenHour(centre=offer.centre, offer=offer)
    fill(hour, values)
    keep(hour)
    note("enter_hour", hour, by=by, now=now)
    return hour


@transaction.atomic
def drop_hour(*, hour: OpenHour, by: Person, now: dt.datetime) -> None:
    """Take an open hour away."""
    note("drop_hour", hour, by=by, now=now)
    hour.delete()


@transaction.atomic
def enter_exception(
    *,
    offer: Offer,
    on: dt.date,
    starts: dt.time | None = None,
    ends: dt.time | None = None,
    by: Person,
    now: dt.datetime,
) -> HourException:
    """
    Close an offer on one date, or open it at other times than usual.

    :param on: a date in the centre's zone; its usual hours do not hold then
    :raises Refusal: if only one of the times is given, or they are in wrong order
    """
    if (starts is None) != (ends is None):
        raise Refusal(
            _("Give a beginning and a later end, or neither for a closed day.")
        )
    exception = HourException(
        centre=offer.centre, offer=offer, on=on, starts=starts, ends=ends
    )
    keep(exception)
    note("enter_exception", exception, by=by, now=now)
    return exception


@transaction.atomic
def drop_exception(*, exception: HourException, by: Person, now: dt.datetime) -> None:
    """Let the usual hours hold again on a date."""
    note("drop_exception", exception, by=by, now=now)
    exception.delete()
