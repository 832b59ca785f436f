"""What the tests of enquiries ask for: a school class, in Tigrinya, on 24 March."""

import datetime as dt

from allin.programmes.operations import enquiry as operations
from tests.conftest import NOW

DAY = dt.date(2026, 3, 24)
LATER = dt.date(2026, 3, 26)
AT = dt.time(10, 30)
CONTACT = operations.Contact("Frau Beispiel", "+49561700123")


def wish(**more):
    values = {
        "group": "school",
        "institution": "Schule am Wall, 9b",
        "language": "ti",
        "size": 22,
        "wishes": ((DAY, AT), (LATER, AT)),
    } | more
    return operations.Wish(**values)


def enquire(setup, by=None, way="public", **more):
    return operations.enquire(
        setup=setup, wish=wish(**more), contact=CONTACT, way=way, by=by, now=NOW
    )


def claim(enquiry, volunteer, place=0, now=NOW):
    return operations.claim(
        enquiry=enquiry,
        volunteer=volunteer,
        starts_at=operations.dates_of(enquiry, now)[place],
        by=None,
        now=now,
    )


def typed(**more):
    """The public form as a group fills it in."""
    return {
        "group": "school",
        "institution": "Schule am Wall, 9b",
        "language": "ti",
        "size": "22",
        "on_1": "2026-03-24",
        "at_1": "10:30",
        "person": "Frau Beispiel",
        "channel": "0561 700123",
    } | more
