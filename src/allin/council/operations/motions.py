"""Filing a motion, changing what stands in it, withdrawing entries."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from allin.centres.models import Centre
from allin.core.errors import Refusal
from allin.core.fuzzy import FuzzyDate
from allin.core.people import Person
from allin.core.violations import spoken
from allin.council.models import ONE_FOR_GOOD, Motion, Step
from allin.council.operations.record import check_may, check_stands, written
from allin.council.operations.steps import Told, take_step, withdraw_step
from allin.funding.models import Entry
from allin.funding.operations.record import twin


@dataclass(frozen=True)
class Words:
    """
    What stands in a motion.

    :ivar for_good: it asks to secure the centre for good
    """

    title: str
    asked: str
    number: str = ""
    originator: str = ""
    rapporteur: str = ""
    for_good: bool = False

    @property
    def columns(self) -> dict[str, object]:
        return {
            "title": self.title.strip(),
            "asked": self.asked.strip(),
            "number": self.number.strip(),
            "originator": self.originator.strip(),
            "rapporteur": self.rapporteur.strip(),
            "for_good": self.for_good,
        }


def file(
    *,
    centre: Centre,
    words: Words,
    kind: str,
    on: FuzzyDate | None,
    by: Person,
    now: dt.datetime,
    assumed: bool = False,
) -> Motion:
    """
    Enter a motion with its first step.

    :param kind: draft or filed
    :param on: when, as far as known
    :raises Refusal: not the coordination, its number is taken, a day to come, another
        motion asks to secure the centre for good
    """
    check_may(by, centre)
    if (made := twin(Motion, now, centre=centre, **words.columns)) is not None:
        return made
    _check_alone(centre, words, None)
    with spoken(field="number"):
        return _file(centre, words, Told(kind, on=on, assumed=assumed), by, now)


def _check_alone(centre: Centre, words: Words, own: Motion | None) -> None:
    """Refuse a second motion that asks to secure the centre for good."""
    others = Motion.objects.of(centre).standing().filter(for_good=True)
    if own is not None:
        others = others.exclude(pk=own.pk)
    if words.for_good and others.exists():
        raise Refusal(str(ONE_FOR_GOOD), field="for_good")


@transaction.atomic
def _file(
    centre: Centre, words: Words, told: Told, by: Person, now: dt.datetime
) -> Motion:
    motion = Motion.objects.create(
        centre=centre, entered_at=now, entered_by=by.id, **words.columns
    )
    written("file", motion, by, now)
    take_step(motion=motion, told=told, by=by, now=now)
    return motion


def change(*, motion: Motion, words: Words, by: Person, now: dt.datetime) -> Motion:
    """
    Change what stands in a motion; its steps stay.

    :raises Refusal: not the coordination, its number is taken, another motion asks to
        secure the centre for good
    """
    check_may(by, motion.centre)
    check_stands(motion)
    _check_alone(motion.centre, words, motion)
    with spoken(field="number"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(**words.columns)
        motion.refresh_from_db(fields=list(words.columns))
        written("change", motion, by, now)
    return motion


@transaction.atomic
def withdraw(*, entry: Entry, why: str, by: Person, now: dt.datetime) -> Entry:
    """
    Take an entry out, with a reason; it stays in the record.

    :raises Refusal: not the coordination, no reason, already withdrawn, a step without
        which those after it would not follow
    """
    check_may(by, entry.centre)
    check_stands(entry)
    if not why.strip():
        raise Refusal(_("Say why it is withdrawn."), field="why")
    if isinstance(entry, Step):
        withdraw_step(step=entry, why=why.strip(), now=now)
    else:
        entry.withdraw(why.strip(), now)
    written("withdraw", entry, by, now)
    return entry
