"""The same answers as the product's, by plain Python that is easy to believe."""

from collections.abc import Iterable
from typing import Any

from allin.volunteers.rules import Need, Reason, quarter_of


def who_could(volunteers: Iterable[Any], need: Need) -> list[tuple[int, int, int]]:
    """Return (id, reasons, part) in the order of asking."""
    rows = [(_turn(one, need), one, reasons_of(one, need)) for one in volunteers]
    rows.sort(key=lambda row: row[0])
    return [(one.pk, int(why), turn[1]) for turn, one, why in rows]


def _turn(one: Any, need: Need) -> tuple[bool, Any, bool, Any, int]:
    had = one.had if one.had_quarter == quarter_of(need.day) else 0
    part = had * 1000 // one.share if one.share else None
    asked = one.asked_at.timestamp() if one.asked_at else 0
    return (part is None, part, one.asked_at is not None, asked, one.pk)


def reasons_of(one: Any, need: Need) -> Reason:
    """Collect what speaks against one volunteer."""
    why = Reason(0)
    if one.left_on is not None:
        why |= Reason.LEFT
    if one.paused_until is not None and one.paused_until >= need.day:
        why |= Reason.PAUSED
    if one.confidentiality_until is None or one.confidentiality_until < need.day:
        why |= Reason.CONFIDENTIALITY
    if one.share == 0:
        why |= Reason.NO_SHARE
    if one.association_id in need.excluded or one.pk in need.excluded_people:
        why |= Reason.EXCLUDED
    if one.pk in need.declined:
        why |= Reason.DECLINED
    if one.pk in need.asked:
        why |= Reason.ASKED
    return why | _skills(one, need) | _wishes(one, need)


def _skills(one: Any, need: Need) -> Reason:
    why = Reason(0)
    if need.language:
        if not (one.native | one.fluent | one.some) & need.language:
            why |= Reason.LANGUAGE
        elif one.some & need.language:
            why |= Reason.LEVEL
    if need.topic and one.topics and not one.topics & need.topic:
        why |= Reason.TOPIC
    guided = one.guided_until is not None and one.guided_until >= need.day
    if need.legal and not (one.legal_level == "supervised" and guided):
        why |= Reason.LEGAL
    return why


def _wishes(one: Any, need: Need) -> Reason:
    why = Reason(0)
    if need.gender and one.gender != need.gender:
        why |= Reason.GENDER
    if need.times and not one.available & need.times:
        why |= Reason.TIME
    district = f"|{need.district}|"
    if need.district and one.districts and district not in one.districts:
        why |= Reason.DISTRICT
    return why
