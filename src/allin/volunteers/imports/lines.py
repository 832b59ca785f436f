"""Each line of such a list: what it says, entering it, taking it back."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from django.utils.translation import gettext as _

from allin.core import languages, matching
from allin.core.cells import Option
from allin.core.errors import Refusal
from allin.core.people import Centre, Person
from allin.core.targets import (
    Remark,
    Row,
    Thing,
    Twin,
    digest,
    twins_in_list,
)
from allin.directory.models import Association, Topic
from allin.intake.rules import rows
from allin.volunteers import operations, rules
from allin.volunteers.models import Hours, Qualification, Volunteer

PREFIX: Final = "volunteer:"
_WELL: Final = frozenset(("C2", "C1", "B2", "fluent"))
_SEEN: Final = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_PAUSE: Final = re.compile(r"pause|urlaub|away|leave|elternzeit", re.IGNORECASE)


def _name(row: Row) -> str:
    if row.values.get("name"):
        return str(row.values["name"])
    parts = (row.values.get("given", ""), row.values.get("family", ""))
    return " ".join(str(part) for part in parts if part)


def _association(row: Row, names: Mapping[str, int]) -> int | None:
    found = matching.matches(rows.text(row, "association"), names)
    return names[found[0].text] if found and found[0].sure else None


def _names(centre: Centre) -> dict[str, int]:
    rows = Association.objects.of(centre).standing().values_list("name", "pk")
    return dict(rows)


def _masks(row: Row) -> dict[str, int]:
    """Languages by level; one level for all may stand in a column of its own."""
    level = rows.text(row, "level")
    masks = dict.fromkeys(rules.LEVELS, 0)
    for spoken in rows.spoken(row):
        said = spoken.level or level
        kind = rules.SOME
        if said == "native":
            kind = rules.NATIVE
        elif said in _WELL:
            kind = rules.FLUENT
        masks[kind] |= languages.BIT[spoken.code]
    return masks


def _available(row: Row) -> int:
    """Half-days of which at least an hour was told."""
    mask = 0
    for weekly in rows.times(row, "availability").hours:
        first = weekly.starts.hour + weekly.starts.minute / 60
        last = (
            24 if weekly.past_midnight else weekly.ends.hour + weekly.ends.minute / 60
        )
        for part in rules.PARTS:
            starts = max(first, rules.PART_STARTS[part])
            if min(last, rules.PART_ENDS[part]) - starts >= 1:
                mask |= rules.half_day(weekly.weekday, part)
    return mask


def _topics(row: Row, topics: Sequence[Topic]) -> tuple[int, list[str]]:
    """Return the mask of what was recognised, and the words that were not."""
    mask, unknown = 0, []
    by_name = {name: topic for topic in topics for name in topic.names.values()}
    for word in re.split(r"[;,/]", rows.text(row, "topics")):
        found = matching.matches(word, by_name) if word.strip() else []
        if found and found[0].sure:
            mask |= by_name[found[0].text].mask
        elif word.strip():
            unknown.append(word.strip())
    return mask, unknown


def _seen_on(row: Row) -> dt.date | None:
    found = _SEEN.search(rows.text(row, "police"))
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def check(centre: Centre, given: Sequence[Row], by: Person) -> Iterable[Remark]:
    """Say what is doubtful or left out. Nothing is guessed."""
    del by  # everybody who imports reads the same remarks
    names = _names(centre)
    topics = list(Topic.objects.of(centre).standing())
    for row in given:
        if not _name(row):
            yield Remark(row.number, _("A volunteer needs a name."), level="stop")
        if _association(row, names) is None:
            yield _which_association(row, names)
        yield from _left_out(row, topics)


def _which_association(row: Row, names: Mapping[str, int]) -> Remark:
    written = rows.text(row, "association")
    if not written:
        sentence = _("For which association? The cell is empty.")
        return Remark(row.number, sentence, column="association", level="stop")
    near = matching.matches(written, names)
    return Remark(
        row.number,
        _("The association “%(name)s” is not entered yet.") % {"name": written},
        column="association",
        level="stop",
        options=tuple(Option(match.text, match.text) for match in near),
    )


def _left_out(row: Row, topics: Sequence[Topic]) -> Iterable[Remark]:
    police = rows.text(row, "police")
    if police and _seen_on(row) is None:
        sentence = _("Without the day it was seen, no certificate is noted.")
        yield Remark(row.number, sentence, column="police")
    note = rows.text(row, "note")
    if note and _PAUSE.search(note):
        sentence = _("This may be a pause. Nothing is entered: set it at the person.")
        yield Remark(row.number, sentence, column="note")
    elif note:
        sentence = _("Notes about people are not taken over.")
        yield Remark(row.number, sentence, column="note")
    _mask, unknown = _topics(row, topics)
    if unknown:
        sentence = _("Not known as a topic, left out: %(words)s.")
        words = {"words": ", ".join(unknown)}
        yield Remark(row.number, sentence % words, column="topics")
    levels = [spoken.level for spoken in rows.spoken(row)]
    if levels and not row.values.get("level") and not all(levels):
        sentence = _("How well is not told, so it is entered as “a little”.")
        yield Remark(row.number, sentence, column="languages")
    if len(rows.phones(row)) > 1:
        sentence = _("Only the first telephone number is taken over.")
        yield Remark(row.number, sentence, column="phone")


def _keys(row: Row) -> Iterable[str]:
    email = rows.text(row, "email")
    if email:
        yield f"mail {email}"
    name = matching.plain(_name(row))
    if name:
        yield f"name {name} {matching.plain(str(row.values.get('association', '')))}"


def find_duplicates(centre: Centre, given: Sequence[Row], by: Person) -> Iterable[Twin]:
    """Find who seems to be there already: same e-mail, or same name and association."""
    people = Volunteer.objects.visible_to(by).filter(centre_id=centre.pk)
    known: dict[str, Volunteer] = {}
    for volunteer in people.select_related("association"):
        if volunteer.email:
            known[f"mail {volunteer.email.lower()}"] = volunteer
        plain = matching.plain(volunteer.association.name)
        known[f"name {matching.plain(volunteer.name)} {plain}"] = volunteer
    found = set()
    for row in given:
        there = next((known[key] for key in _keys(row) if key in known), None)
        if there is not None:
            found.add(row.number)
            yield Twin(
                row=row.number,
                why=_("same e-mail, or same name and association"),
                label=there.name,
                ref=f"{PREFIX}{there.pk}",
                sure=False,
                there={"name": there.name, "email": there.email, "phone": there.phone},
            )
    rest = [row for row in given if row.number not in found]
    yield from twins_in_list(
        rest, keys=_keys, why=_("same e-mail, or same name and association")
    )


def create(centre: Centre, row: Row, by: Person, now: dt.datetime) -> str:
    """Register one person; a certificate only as seen on, by, until."""
    association_id = _association(row, _names(centre))
    association = Association.objects.of(centre).filter(pk=association_id or 0).first()
    if association is None:
        raise Refusal(_("The association is not entered yet."), field="association")
    topics, _unknown = _topics(row, list(Topic.objects.of(centre).standing()))
    masks = _masks(row)
    volunteer = operations.register(
        association=association,
        by=by,
        now=now,
        name=_name(row),
        email=rows.text(row, "email"),
        phone=rows.first_number(row),
        native=masks[rules.NATIVE],
        fluent=masks[rules.FLUENT],
        some=masks[rules.SOME],
        topics=topics,
        available=_available(row),
        joined_on=rows.since(row),
    )
    seen_on = _seen_on(row)
    if seen_on is not None:
        operations.show(
            volunteer=volunteer,
            kind=Qualification.POLICE,
            seen_on=seen_on,
            seen_by=_("not told in the list"),
            by=by,
            now=now,
        )
    return f"{PREFIX}{volunteer.pk}"


def _of(centre: Centre, ref: str) -> Volunteer | None:
    return (
        Volunteer.objects.filter(centre_id=centre.pk, erased_at__isnull=True)
        .filter(pk=ref.removeprefix(PREFIX))
        .select_related("association", "centre")
        .first()
    )


_EMPTY: Final = {
    "email": "", "phone": "", "native": 0, "fluent": 0, "some": 0, "available": 0,
    "joined_on": None,
}  # fmt: skip


def merge(
    centre: Centre, ref: str, row: Row, by: Person, now: dt.datetime
) -> rows.Filled:
    """Fill what is empty there; what is known stays as it is."""
    volunteer = _of(centre, ref)
    if volunteer is None:
        return {}
    masks = _masks(row)
    told: dict[str, object] = {
        "email": rows.text(row, "email"),
        "phone": rows.first_number(row),
        "available": _available(row),
        "joined_on": rows.since(row),
    }
    if not volunteer.spoken:
        told |= {level: masks[level] for level in rules.LEVELS}
    missing = rows.gaps(volunteer, told)
    _edit(volunteer, missing, by, now)
    return rows.written(volunteer, missing)


def unmerge(
    centre: Centre, ref: str, filled: rows.Filled, by: Person, now: dt.datetime
) -> Iterable[str]:
    """Empty again what completing filled; what was changed since stays."""
    volunteer = _of(centre, ref)
    if volunteer is None:
        return ()
    same, changed = rows.still_so(volunteer, filled)
    _edit(volunteer, {field: _EMPTY[field] for field in same}, by, now)
    return changed


def _edit(
    volunteer: Volunteer, told: Mapping[str, object], by: Person, now: dt.datetime
) -> None:
    if told:
        details = cast("operations.Details", dict(told))
        operations.edit(volunteer=volunteer, by=by, now=now, **details)


def undo(centre: Centre, ref: str, by: Person, now: dt.datetime) -> None:
    """Take the person back out; kept when hours or times hang on them."""
    volunteer = _of(centre, ref)
    if volunteer is not None:
        operations.unregister(volunteer=volunteer, by=by, now=now)


def fingerprint(centre: Centre, ref: str) -> str:
    """Digest all that a person could have edited since."""
    volunteer = _of(centre, ref)
    if volunteer is None:
        return ""
    told = operations.Details.__annotations__
    return digest(
        *(getattr(volunteer, field) for field in told if field != "user"),
        volunteer.user_id,
        volunteer.paused_until,
        volunteer.confidentiality_on,
        volunteer.confidentiality_until,
        volunteer.left_on,
        volunteer.qualifications.count(),
        Hours.objects.filter(volunteer=volunteer).count(),
    )


def show(centre: Centre, ref: str) -> Thing:
    volunteer = _of(centre, ref)
    return Thing(f"{volunteer}, {volunteer.association}" if volunteer else "")
