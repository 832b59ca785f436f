"""The same answers as the product's, by plain Python that is easy to believe."""

from collections.abc import Iterable
from typing import Any

from allin.planning.asking import Reason
from allin.volunteers.rules import Need, quarter_of


def who_could(volunteers: Iterable[Any], need: Need) -> list[tuple[int, int, int]]:
    """Return (id, reasons, turn) in the order of asking."""
    rows = [(_turn(one, need), one, reasons_of(one, need)) for one in volunteers]
    rows.sort(key=lambda row: row[0])
    return [(one.pk, why.value, turn[1]) for turn, one, why in rows]


def _turn(one: Any, need: Need) -> tuple[bool, Any, bool, Any, int]:
    counts = one.had_quarter == quarter_of(need.day)
    had = one.had + one.credit if counts else 0
    turn = (2 * had + 1) * 1_000_000 // one.share if one.share else None
    asked = one.asked_at.timestamp() if one.asked_at else 0
    return (turn is None, turn, one.asked_at is not None, asked, one.pk)


def reasons_of(one: Any, need: Need) -> Reason:
    """Collect what speaks against one volunteer."""
    why = Reason.NOTHING
    if one.left_on is not None:
        why |= Reason.GONE
    if one.paused_until is not None and one.paused_until >= need.day:
        why |= Reason.PAUSE
    if one.confidentiality_until is None or one.confidentiality_until < need.day:
        why |= Reason.SECRECY
    if one.share and one.had >= one.share and one.had_quarter == quarter_of(need.day):
        why |= Reason.FULL
    if one.association_id in need.excluded or one.pk in need.excluded_people:
        why |= Reason.EXCLUDED
    if one.pk in need.declined:
        why |= Reason.DECLINED
    if one.pk in need.asked:
        why |= Reason.ASKED
    return why | _skills(one, need) | _wishes(one, need)


def _skills(one: Any, need: Need) -> Reason:
    why = Reason.NOTHING
    if need.language and not (one.native | one.fluent) & need.language:
        why |= Reason.LANGUAGE
    if need.topic and one.topics and not one.topics & need.topic:
        why |= Reason.TOPIC
    guided = one.guided_until is not None and one.guided_until >= need.day
    if need.legal and not (one.legal_level == "supervised" and guided):
        why |= Reason.LEGAL
    return why


def _wishes(one: Any, need: Need) -> Reason:
    why = Reason.NOTHING
    if need.gender and one.gender != need.gender:
        why |= Reason.WISH_GENDER
    if need.times and not one.available & need.times:
        why |= Reason.WISH_TIME
    district = f"|{need.district}|"
    if need.district and one.districts and district not in one.districts:
        why |= Reason.WISH_DISTRICT
    return why
