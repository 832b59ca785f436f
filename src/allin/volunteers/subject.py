"""What is known of one volunteer, and making it unknown."""

import datetime as dt
from typing import Any, Final

from allin.core import languages
from allin.volunteers import rules
from allin.volunteers.models import (
    Away,
    Certificate,
    Commitment,
    Hours,
    OwnLink,
    Qualification,
    Volunteer,
)

# Everything the person told; what stays says nothing about anybody.
TOLD: Final = (
    "name", "phone", "email", "language", "gender", "native", "fluent", "some",
    "topics", "available", "districts", "share", "had", "had_quarter", "credit",
    "asked_at",
    "paused_until", "confidentiality_on", "confidentiality_until", "legal_level",
    "guided_by", "guided_until", "joined_on", "user", "week_hours", "run_days",
)  # fmt: skip


def export(volunteer: Volunteer) -> dict[str, Any]:
    """Collect all of it for the person, in plain values."""
    return {
        "association": str(volunteer.association),
        "name": volunteer.name,
        "phone": volunteer.phone,
        "email": volunteer.email,
        "gender": volunteer.gender,
        "languages": {
            level: languages.codes_in(getattr(volunteer, level))
            for level in rules.LEVELS
        },
        "times": rules.slots_in(volunteer.available),
        "districts": volunteer.district_list,
        "agreed_referrals_a_quarter": volunteer.share,
        "paused_until": volunteer.paused_until,
        "confidentiality_signed_on": volunteer.confidentiality_on,
        "confidentiality_until": volunteer.confidentiality_until,
        "last_asked_at": volunteer.asked_at,
        "certificates_seen": list(
            volunteer.qualifications.values("kind", "seen_on", "seen_by", "valid_until")
        ),
        "promised_times": list(
            Commitment.objects.filter(volunteer=volunteer).values(
                "kind", "starts_at", "ends_at", "active"
            )
        ),
        "hours_a_week_at_most": volunteer.week_hours,
        "days_in_a_row_at_most": volunteer.run_days,
        "days_away": list(volunteer.away.values("starts_on", "ends_on")),
        "certificates_of_service": list(
            volunteer.certificates.values(
                "year", "number", "first_on", "last_on", "issued_at", "withdrawn_at"
            )
        ),
        "hours": list(
            Hours.objects.filter(volunteer=volunteer).values(
                "kind", "minutes", "worked_on", "confirmed_at", "replaced_at"
            )
        ),
    }


def forget(volunteer: Volunteer, *, now: dt.datetime) -> None:
    """Blank everything told; hours become figures that name nobody."""
    Hours.objects.filter(volunteer=volunteer).update(volunteer=None)
    Qualification.objects.filter(volunteer=volunteer).delete()
    Away.objects.filter(volunteer=volunteer).delete()
    OwnLink.objects.filter(volunteer=volunteer).delete()
    # What was certified stays checkable: figures, a number, and no name.
    Certificate.objects.filter(volunteer=volunteer).update(
        volunteer=None, name="", name_shown=False
    )
    blank = Volunteer()
    for field in TOLD:
        setattr(volunteer, field, getattr(blank, field))
    volunteer.left_on = volunteer.left_on or now.astimezone(volunteer.centre.tz).date()
    volunteer.erased_at = now
    volunteer.save()
