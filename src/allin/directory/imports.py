"""What a list of associations may bring: `vereine.xlsx` as coordinators keep it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from allin.core.cells import Day, Phone, Spoken, Times, Weekly
from allin.core.errors import Refusal
from allin.core.languages import mask
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
from allin.directory.models import Association, Offer
from allin.directory.rules.likeness import SAME_NAME, name_key, phone_key

PREFIX: Final = "association:"
LONGEST_NAME: Final = 120
FORMS: Final = (("i. g.", "founding"), ("i.g.", "founding"), ("e. v.", "ev"),
                ("e.v.", "ev"))  # fmt: skip


def _phones(row: Row) -> list[Phone]:
    told = row.values.get("phone", ())
    every = told if isinstance(told, tuple) else ()
    return [one for one in every if isinstance(one, Phone)]


def _languages(row: Row) -> int:
    told = row.values.get("languages", ())
    every = told if isinstance(told, tuple) else ()
    return mask({one.code for one in every if isinstance(one, Spoken)})


def _times(row: Row) -> Times:
    told = row.values.get("times")
    return told if isinstance(told, Times) else Times()


def _keepable(weekly: Weekly) -> bool:
    return not weekly.past_midnight and not weekly.parity


def _form(name: str) -> str:
    low = name.lower()
    return next((form for sign, form in FORMS if sign in low), "other")


def _text(row: Row, key: str) -> str:
    return str(row.values.get(key, "")).strip()


def check(centre: Centre, rows: Sequence[Row], by: Person) -> Iterable[Remark]:
    """Say what cannot be kept, and what stays private. Nothing is guessed."""
    del centre, by  # the same for everybody who imports
    for row in rows:
        if len(_text(row, "name")) > LONGEST_NAME:
            yield Remark(
                row.number,
                _("This name is longer than 120 characters. Shorten it."),
                column="name",
                level="stop",
            )
        if _phones(row):
            yield Remark(
                row.number,
                _("The number stays private until the association publishes it."),
                column="phone",
            )
        if len(_phones(row)) > 1:
            yield Remark(
                row.number,
                _("Two numbers: the second one is kept in the note."),
                column="phone",
            )
        if any(not _keepable(weekly) for weekly in _times(row).hours):
            yield Remark(
                row.number,
                _("Hours past midnight or every other week are not kept. Enter them."),
                column="times",
                level="doubt",
            )


def _keys(row: Row) -> Iterable[str]:
    yield name_key(_text(row, "name"))


def find_duplicates(centre: Centre, rows: Sequence[Row], by: Person) -> Iterable[Twin]:
    """Find who is in the house already: same number or address, or a similar name."""
    del by
    known = list(Association.objects.of(centre).standing())
    names = [name_key(one.name) for one in known]
    phones = {phone_key(one.contact_phone): one for one in known if one.contact_phone}
    emails = {one.contact_email: one for one in known if one.contact_email}
    in_house = set()
    for row in rows:
        found: tuple[Association, str] | None = None
        numbers = [phone_key(phone.number) for phone in _phones(row)]
        near = process.extractOne(
            name_key(_text(row, "name")), names,
            scorer=fuzz.token_sort_ratio, score_cutoff=SAME_NAME,
        )  # fmt: skip
        if near is not None:
            found = known[near[2]], _("similar name")
        elif twin := next((phones[n] for n in numbers if n in phones), None):
            found = twin, _("same telephone number")
        elif _text(row, "email") in emails:
            found = emails[_text(row, "email")], _("same email address")
        if found is not None:
            in_house.add(row.number)
            yield _twin(row, *found)
    for twin_row in twins_in_list(rows, keys=_keys, why=_("similar name")):
        if twin_row.row not in in_house:
            yield twin_row


def _twin(row: Row, other: Association, why: str) -> Twin:
    numbers = [phone.number for phone in _phones(row)]
    return Twin(
        row=row.number,
        why=why,
        label=other.name,
        ref=f"{PREFIX}{other.pk}",
        sure=name_key(other.name) == name_key(_text(row, "name"))
        and (not numbers or other.contact_phone == numbers[0])
        and _text(row, "email") in {"", other.contact_email}
        and _text(row, "contact") in {"", other.contact_name}
        and _languages(row) | other.language_bits == other.language_bits
        and (not _times(row).hours or other.offers.exists()),
        there={
            "name": other.name,
            "contact": other.contact_name,
            "phone": other.contact_phone,
            "email": other.contact_email,
        },
    )


def _values(row: Row) -> dict[str, Any]:
    phones = _phones(row)
    since = row.values.get("since")
    note = [_text(row, "remark"), row.section]
    note += [f"{phone.number} {phone.remark}".strip() for phone in phones[1:]]
    note += [phones[0].remark] if phones else []
    return {
        "contact_name": _text(row, "contact"),
        "contact_phone": phones[0].number if phones else "",
        "contact_email": _text(row, "email"),
        "member_since": since.date if isinstance(since, Day) else None,
        "note": "\n".join(filter(None, note)),
    }


def create(centre: Centre, row: Row, by: Person, now: dt.datetime) -> str:
    """Enter one association; its hours become an offer that nobody sees yet."""
    name = _text(row, "name")
    association = operations.found_association(
        centre=centre,
        name=name,
        legal_form=_form(name),
        language_bits=_languages(row),
        by=by,
        now=now,
        **_values(row),
    )
    _offer(association, row, by, now)
    return f"{PREFIX}{association.pk}"


def _offer(association: Association, row: Row, by: Person, now: dt.datetime) -> None:
    """Keep hours and room as a draft: what it is about nobody has said."""
    times = _times(row)
    if not times.hours and not times.by_appointment:
        return
    step_free = {"yes": True, "no": False}.get(_text(row, "step_free"))
    offer = operations.enter_offer(
        association=association,
        title=_("Counselling"),
        language_bits=_languages(row),
        room_name=_text(row, "room")[:60],
        step_free=step_free,
        by_appointment=times.by_appointment,
        takes_walk_in=bool(times.hours),
        about=times.remark,
        state=Offer.DRAFT,
        by=by,
        now=now,
    )
    for weekly in times.hours:
        if _keepable(weekly):
            operations.enter_hour(
                offer=offer,
                weekday=weekly.weekday,
                starts=weekly.starts,
                ends=weekly.ends,
                nths=list(weekly.nths),
                in_school_holidays=not times.not_in_holidays,
                by=by,
                now=now,
            )


def _find(centre: Centre, ref: str) -> Association | None:
    pk = ref.removeprefix(PREFIX)
    if not pk.isdecimal():
        return None
    return Association.objects.of(centre).filter(pk=int(pk)).first()


def merge(centre: Centre, ref: str, row: Row, by: Person, now: dt.datetime) -> None:
    """Fill what is empty there; overwrite nothing."""
    association = _find(centre, ref)
    if association is None:
        raise Refusal(_("The other entry is no longer there."))
    given = _values(row)
    note = given.pop("note")
    fill: dict[str, Any] = {
        key: value
        for key, value in given.items()
        if value and not getattr(association, key)
    }
    if note and note not in association.note:
        fill["note"] = "\n".join(filter(None, (association.note, note)))
    fill["language_bits"] = association.language_bits | _languages(row)
    operations.edit_association(association=association, by=by, now=now, **fill)
    if not association.offers.exists():
        _offer(association, row, by, now)


def undo(centre: Centre, ref: str, by: Person, now: dt.datetime) -> None:
    """
    Take back an association that was created.

    :raises Refusal: if something hangs on it by now; then it stays
    """
    association = _find(centre, ref)
    if association is None:
        return
    try:
        operations.take_back(association=association, by=by, now=now)
    except ProtectedError as error:
        raise Refusal(
            _("Bookings, hours or people belong to this association by now. It stays.")
        ) from error


def fingerprint(centre: Centre, ref: str) -> str:
    """Return a digest of all that somebody could have edited since."""
    association = _find(centre, ref)
    if association is None:
        return ""
    return digest(
        association.name, association.short_name, association.legal_form,
        association.about, association.language_bits, association.website,
        association.contact_name, association.contact_phone,
        association.contact_email, association.name_private,
        association.phone_private, association.email_private, association.note,
        association.confirmed_on, association.merged_into_id, association.left_on,
        *association.offers.order_by("pk").values_list(
            "title", "state", "place", "room_name", "language_bits", "step_free"
        ),
        *association.offers.order_by("hours__pk").values_list(
            "hours__weekday", "hours__starts", "hours__ends"
        ),
    )  # fmt: skip


def show(centre: Centre, ref: str) -> Thing:
    """Show an association in the result."""
    association = _find(centre, ref)
    if association is None:
        return Thing("")
    url = reverse("directory:association", kwargs={"association_id": association.pk})
    return Thing(association.name, url)


TARGET: Final = Target(
    name="associations",
    title=gettext_lazy("Associations"),
    lead=gettext_lazy("Names, contacts, languages and open hours."),
    icon="users-three",
    columns=(
        Column("name", gettext_lazy("Name"), required=True,
               guesses=("Verein", "Name", "Association", "Organisation", "Initiative")),
        Column("contact", gettext_lazy("Contact person"), kind="name",
               guesses=("Ansprech", "Kontakt", "Contact", "Vorstand", "Vorsitz")),
        Column("phone", gettext_lazy("Telephone"), kind="phone",
               guesses=("Tel", "Telefon", "Handy", "Mobil", "Phone", "Rufnummer")),
        Column("email", gettext_lazy("Email"), kind="email",
               guesses=("E-Mail", "Mail", "Email")),
        Column("languages", gettext_lazy("Languages"), kind="languages",
               guesses=("Sprach", "Language")),
        Column("times", gettext_lazy("Open hours"), kind="times",
               guesses=("Beratungszeit", "Sprechzeit", "Öffnungszeit", "Zeiten",
                        "Open", "Hours")),
        Column("step_free", gettext_lazy("Step-free"), kind="yes_no",
               guesses=("Barrierefrei", "Rollstuhl", "Step", "Aufzug")),
        Column("room", gettext_lazy("Room"), guesses=("Raum", "Room", "Ort")),
        Column("since", gettext_lazy("Since"), kind="date",
               guesses=("seit", "since", "Beitritt", "dabei")),
        Column("remark", gettext_lazy("Note"),
               guesses=("Bemerkung", "Notiz", "Anmerkung", "Note", "Kommentar")),
    ),
    check=check,
    find_duplicates=find_duplicates,
    create=create,
    merge=merge,
    undo=undo,
    fingerprint=fingerprint,
    show=show,
)  # fmt: skip
