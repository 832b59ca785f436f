"""What a list of associations may bring: `vereine.xlsx` as coordinators keep it."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from allin.centres.models import Centre as Tenant
from allin.core import languages, matching
from allin.core.cells import Times, Weekly
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.core.targets import (
    Column,
    Remark,
    Row,
    Target,
    Thing,
    Twin,
    digest,
    twins_in_list,
)
from allin.directory import operations
from allin.directory.models import Association, Offer, OpenHour
from allin.directory.operations import keeping
from allin.intake.rules import rows

PREFIX: Final = "association:"
_FORMS: Final = (
    ("founding", re.compile(r"\bi\.?\s?g\.?\b", re.IGNORECASE)),
    ("ev", re.compile(r"\be\.?\s?v\b", re.IGNORECASE)),
)
_STEP_FREE: Final = {"yes": True, "no": False}


def _possible(hour: Weekly) -> bool:
    """Whether an offer can be open like this: not into the next day, not by weeks."""
    return not hour.past_midnight and not hour.parity


def _codes(row: Row) -> list[str]:
    return [spoken.code for spoken in rows.spoken(row)]


def _hours(row: Row) -> Times:
    return rows.times(row, "hours")


def _note(row: Row) -> str:
    """What is worth keeping and has no field of its own."""
    more = ", ".join(phone.number for phone in rows.phones(row)[1:])
    parts = (
        row.section,
        rows.text(row, "note"),
        more and _("More numbers: %s") % more,
        _hours(row).remark,
    )
    return "\n".join(part for part in parts if part)[:2000]


def check(centre: Centre, given: Sequence[Row], by: Person) -> Iterable[Remark]:
    """Say what cannot be taken over as it stands."""
    del centre, by
    for row in given:
        if any(not _possible(hour) for hour in _hours(row).hours):
            sentence = _("Open hours every two weeks or past midnight are left out.")
            yield Remark(row.number, sentence, column="hours")
        if len(rows.phones(row)) > 1:
            sentence = _("The second number goes into the note of the coordination.")
            yield Remark(row.number, sentence, column="phone")
        if row.values.get("step_free") == "partly":
            sentence = _("Partly step-free: nobody is told that it is. Please ask.")
            yield Remark(row.number, sentence, column="step_free")


def _keys(row: Row) -> Iterable[str]:
    yield matching.plain(rows.text(row, "name"))


def find_duplicates(centre: Centre, given: Sequence[Row], by: Person) -> Iterable[Twin]:
    """Find associations that are entered already, or twice in the list."""
    there = Association.objects.visible_to(by).of(centre).standing()
    known = {matching.plain(one.name): one for one in there}
    found = set()
    for row in given:
        one = next((known[key] for key in _keys(row) if key in known), None)
        if one is not None:
            found.add(row.number)
            yield Twin(
                row=row.number,
                why=_("the same name"),
                label=one.name,
                ref=f"{PREFIX}{one.pk}",
                there={
                    "name": one.name,
                    "contact": one.contact_name,
                    "phone": one.contact_phone,
                    "email": one.contact_email,
                },
            )
    rest = [row for row in given if row.number not in found]
    yield from twins_in_list(rest, keys=_keys, why=_("the same name"))


def create(centre: Centre, row: Row, by: Person, now: dt.datetime) -> str:
    """Enter the association, and its counselling as a draft nobody sees yet."""
    name = rows.text(row, "name")
    form = next((form for form, sign in _FORMS if sign.search(name)), "initiative")
    association = operations.found_association(
        centre=Tenant.objects.get(pk=centre.pk),
        by=by,
        now=now,
        name=name,
        legal_form=form,
        contact_name=rows.text(row, "contact"),
        contact_phone=rows.first_number(row),
        contact_email=rows.text(row, "email"),
        language_bits=languages.mask(_codes(row)),
        member_since=rows.since(row),
        note=_note(row),
    )
    _enter_offer(association, row, by, now)
    return f"{PREFIX}{association.pk}"


def _enter_offer(
    association: Association, row: Row, by: Person, now: dt.datetime
) -> None:
    times = _hours(row)
    if not times.hours and not times.by_appointment and not _codes(row):
        return
    offer = operations.enter_offer(
        association=association,
        by=by,
        now=now,
        title="Beratung",
        titles={"en": "Counselling", "ar": "استشارة"},
        language_bits=languages.mask(_codes(row)),
        step_free=_STEP_FREE.get(rows.text(row, "step_free")),
        room_name=rows.text(row, "room")[:60],
        by_appointment=times.by_appointment and not times.hours,
        state=Offer.DRAFT,
    )
    for hour in filter(_possible, times.hours):
        operations.enter_hour(
            offer=offer,
            by=by,
            now=now,
            weekday=hour.weekday,
            starts=hour.starts,
            ends=hour.ends,
            nths=list(hour.nths),
            in_school_holidays=not times.not_in_holidays,
        )


def _of(centre: Centre, ref: str) -> Association | None:
    pk = ref.removeprefix(PREFIX)
    return Association.objects.of(centre).standing().filter(pk=pk).first()


def merge(
    centre: Centre, ref: str, row: Row, by: Person, now: dt.datetime
) -> rows.Filled:
    """Fill what is empty there; what is known stays as it is."""
    association = _of(centre, ref)
    if association is None:
        return {}
    told: dict[str, object] = {
        "contact_name": rows.text(row, "contact"),
        "contact_phone": rows.first_number(row),
        "contact_email": rows.text(row, "email"),
        "language_bits": languages.mask(_codes(row)),
        "member_since": rows.since(row),
    }
    missing = rows.gaps(association, told)
    # What comes out of a list is private until somebody says otherwise.
    for part in ("name", "phone", "email"):
        if f"contact_{part}" in missing and not getattr(association, f"{part}_private"):
            missing[f"{part}_private"] = True
    if missing:
        operations.edit_association(association=association, by=by, now=now, **missing)
    return rows.written(association, missing)


def unmerge(
    centre: Centre, ref: str, filled: rows.Filled, by: Person, now: dt.datetime
) -> Iterable[str]:
    """Empty again what completing filled; what was changed since stays."""
    association = _of(centre, ref)
    if association is None:
        return ()
    same, changed = rows.still_so(association, filled)
    if same:
        empty = {field: _EMPTY.get(field, "") for field in same}
        operations.edit_association(association=association, by=by, now=now, **empty)
    return changed


_EMPTY: Final[dict[str, object]] = {
    "language_bits": 0, "member_since": None, "name_private": False,
    "phone_private": False, "email_private": False,
}  # fmt: skip


@transaction.atomic
def undo(centre: Centre, ref: str, by: Person, now: dt.datetime) -> None:
    """Take the association and its draft back out; kept when something hangs on it."""
    association = _of(centre, ref)
    if association is None:
        return
    keeping.note("undo_import", association, by=by, now=now)
    try:
        association.offers.all().delete()
        association.delete()
    except ProtectedError as error:
        raise Refusal(_("Something hangs on this entry already.")) from error


_FIELDS: Final = (
    "name", "short_name", "legal_form", "about", "website", "member_since",
    "contact_name", "contact_phone", "contact_email", "name_private", "phone_private",
    "email_private", "note", "confirmed_on", "language_bits",
)  # fmt: skip


def fingerprint(centre: Centre, ref: str) -> str:
    """Digest all that a person could have edited since."""
    association = _of(centre, ref)
    if association is None:
        return ""
    offers = association.offers.order_by("pk").values_list(
        "title", "about", "titles", "abouts", "language_bits", "step_free", "place",
        "room_name", "by_appointment", "takes_walk_in", "state", "confirmed_on",
    )  # fmt: skip
    hours = OpenHour.objects.filter(offer__association=association).order_by("pk")
    return digest(
        *(getattr(association, field) for field in _FIELDS),
        list(offers),
        list(hours.values_list("weekday", "starts", "ends", "nths")),
        association.memberships.count(),
    )


def show(centre: Centre, ref: str) -> Thing:
    """Return its name and page."""
    association = _of(centre, ref)
    if association is None:
        return Thing("")
    return Thing(
        association.name, reverse("directory:association", args=(association.pk,))
    )


TARGET: Final = Target(
    name="associations",
    title=gettext_lazy("Associations"),
    lead=gettext_lazy("Who belongs to the centre, with contact, languages and hours."),
    icon="users-three",
    page="directory:associations",
    module="directory",
    fields={
        "contact_name": "contact",
        "contact_phone": "phone",
        "contact_email": "email",
        "language_bits": "languages",
        "member_since": "since",
    },
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            required=True,
            guesses=("Verein", "Name", "Organisation", "Gruppe", "Association"),
        ),
        Column(
            "contact",
            gettext_lazy("Contact person"),
            kind="name",
            guesses=("Ansprechpartner", "Ansprechperson", "Kontakt", "Contact"),
        ),
        Column(
            "phone",
            gettext_lazy("Telephone"),
            kind="phone",
            guesses=("Tel", "Telefon", "Handy", "Phone"),
        ),
        Column(
            "email",
            gettext_lazy("E-mail"),
            kind="email",
            guesses=("E-Mail", "Mail", "Email"),
        ),
        Column(
            "languages",
            gettext_lazy("Languages"),
            kind="languages",
            guesses=("Sprach", "Languages"),
        ),
        Column(
            "hours",
            gettext_lazy("Open hours"),
            kind="times",
            guesses=("Beratungszeit", "Sprechzeit", "Zeit", "Öffnungszeit", "Hours"),
        ),
        Column(
            "step_free",
            gettext_lazy("Step-free"),
            kind="yes_no",
            guesses=("Barrierefrei", "Stufenlos", "Rollstuhl", "Step-free"),
        ),
        Column("room", gettext_lazy("Room"), kind="room", guesses=("Raum", "Room")),
        Column(
            "since",
            gettext_lazy("Here since"),
            kind="date",
            guesses=("seit", "dabei seit", "Mitglied seit", "Since", "Member since"),
        ),
        Column(
            "note",
            gettext_lazy("Note of the coordination"),
            guesses=("Bemerkung", "Notiz", "Anmerkung", "Remark", "Note"),
        ),
    ),
    check=check,
    find_duplicates=find_duplicates,
    create=create,
    merge=merge,
    unmerge=unmerge,
    undo=undo,
    fingerprint=fingerprint,
    show=show,
)
