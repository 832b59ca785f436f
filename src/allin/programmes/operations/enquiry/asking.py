"""A group asks: what it wants is looked at, whom to call is sealed."""

import datetime as dt
import random
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from allin.core import languages
from allin.core.errors import Refusal, WayOut
from allin.core.people import Centre, Person
from allin.planning.recurrence import Hour, instant
from allin.programmes.models import Enquiry, Setup, Theme
from allin.programmes.operations.enquiry.links import CHANCE, new_code
from allin.programmes.operations.enquiry.pool import languages_of
from allin.programmes.operations.keeping import keep, note
from allin.programmes.permissions import can_enquire_for
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel
from allin.programmes.rules.settings import number
from allin.vault import operations as vault

KEEP_AFTER = dt.timedelta(days=30)  # whom to call, after the last wish


@dataclass(frozen=True)
class Contact:
    """Whom to call back; goes to the vault and nowhere else."""

    name: str
    channel: str


@dataclass(frozen=True)
class Wish:
    """
    What a group asks for.

    :param wishes: (day, time) in wall time of the centre, best first, at most three
    :param access: codes of rules.ACCESS
    :param anyway: send it although nobody speaks the language: the house looks
    :param split: a group that is too large may be divided
    """

    group: str
    institution: str
    language: str
    size: int
    wishes: tuple[tuple[dt.date, dt.time], ...]
    second_language: str = ""
    theme: Theme | None = None
    access: tuple[str, ...] = ()
    place: str = ""
    anyway: bool = False
    split: bool = False


def programme_of(centre: Centre, programme_id: int) -> Setup | None:
    """Return a programme groups may ask, or None."""
    found: Setup | None = (
        Setup.objects.of(centre)
        .filter(programme_id=programme_id, template__in=rules.KIND_OF)
        .select_related("centre", "programme__partner", "programme__centre")
        .first()
    )
    return found


def next_year(now: dt.datetime) -> dt.datetime:
    """Return the furthest moment somebody may wish for."""
    return now + rules.FURTHEST


@transaction.atomic
def enquire(
    *,
    setup: Setup,
    wish: Wish,
    contact: Contact,
    way: str,
    by: Person | None,
    now: dt.datetime,
    chance: random.Random = CHANCE,
) -> Enquiry:
    """
    This will take in what a group asks for; whom to call back is sealed at once.

    :param way: rules.PUBLIC for anybody; else the coordination or the partner notes it
    :raises Refusal: somebody else's programme, a day that is too soon, past or over a
        year away, a time outside 8 to 20 o'clock, nobody or too many people, a
        language nobody speaks; each with what can be done
    Source: docs/rules.md#R-PT1 to R-PT3
    """
    if way != rules.PUBLIC and not can_enquire_for(by, setup):
        raise Refusal(_("There is no such programme here."))
    _check_size(setup, wish)
    wishes = [
        _wished(setup, on, at, place, now)
        for place, (on, at) in enumerate(wish.wishes[: rules.WISHES], start=1)
    ]
    if not wishes:
        raise Refusal(_("Choose at least one day."), field="on_1")
    if not wish.anyway:
        _check_languages(setup, wish, wishes[0])
    if wish.theme is not None and wish.theme.programme_id != setup.programme_id:
        raise Refusal(_("Choose one of these."), field="theme")
    subject = vault.new_subject(centre=setup.centre, now=now)
    vault.seal_all(
        subject_id=subject.pk,
        values={"name": contact.name, "channel": contact.channel},
    )
    vault.keep_until(subject_id=subject.pk, until=max(wishes) + KEEP_AFTER)
    enquiry = Enquiry(
        centre=setup.centre,
        programme=setup.programme,
        template=setup.template,
        code=new_code(setup.centre, chance),
        way=way,
        group=wish.group,
        institution=wish.institution.strip(),
        theme=wish.theme,
        language=wish.language,
        second_language=wish.second_language,
        size=wish.size,
        access="|".join(("", *wish.access, "")) if wish.access else "",
        first_at=wishes[0],
        second_at=wishes[1] if len(wishes) > 1 else None,
        third_at=wishes[2] if len(wishes) > 2 else None,  # noqa: PLR2004  (the third)
        minutes=number(setup.template, setup.settings, "minutes"),
        place=wish.place.strip(),
        subject_id=subject.pk,
        created_at=now,
    )
    keep(enquiry)
    note("enquire", enquiry, by=by, now=now, detail=way)
    return enquiry


def _check_size(setup: Setup, wish: Wish) -> None:
    largest = number(setup.template, setup.settings, "largest")
    if wish.size < 1:
        raise Refusal(_("A group has at least one person."), field="size")
    if wish.size <= largest:
        return
    if setup.template == kernel.TALKS:
        raise Refusal(
            _(
                "A talk is for at most %(largest)d people, so that everybody can ask. "
                "Ask for two dates, or send two groups one after the other."
            )
            % {"largest": largest},
            field="size",
        )
    count = len(rules.parts(wish.size, largest))
    if count > rules.MOST_PARTS:
        raise Refusal(
            _(
                "The house takes at most %(most)d people at a time. Ask for a second "
                "day for the others."
            )
            % {"most": largest * rules.MOST_PARTS},
            field="size",
        )
    if not wish.split:
        raise Refusal(
            ngettext(
                "One guide leads at most %(largest)d people. Tick that the group may "
                "be divided: then it is %(count)d group at the same time. Or come "
                "with fewer people.",
                "One guide leads at most %(largest)d people. Tick that the group may "
                "be divided: then it is %(count)d groups at the same time. Or come "
                "with fewer people.",
                count,
            )
            % {"largest": largest, "count": count},
            field="size",
        )


def _check_languages(setup: Setup, wish: Wish, first: dt.datetime) -> None:
    day = first.astimezone(setup.centre.tz).date()
    known = languages_of(centre=setup.centre, template=setup.template, day=day)
    shown_in = get_language() or "de"
    for field, code in (
        ("language", wish.language),
        ("second_language", wish.second_language),
    ):
        if not code or code in known:
            continue
        said = {"language": languages.name(code, shown_in)}
        ways = [WayOut(languages.name(one, shown_in)) for one in known]
        if known:
            said["others"] = ", ".join(way.text for way in ways)
            sentence = _(
                "Nobody speaks %(language)s here at the moment. Possible are: "
                "%(others)s. Or tick that we shall look for somebody."
            )
        else:
            sentence = _(
                "Nobody speaks %(language)s here at the moment. Tick that we shall "
                "look for somebody, or call."
            )
        raise Refusal(sentence % said, field=field, ways_out=ways)


def _wished(
    setup: Setup, on: dt.date, at: dt.time, place: int, now: dt.datetime
) -> dt.datetime:
    """Turn a wish into an instant, or refuse what nobody can mean."""
    days = number(setup.template, setup.settings, "notice_days")
    today = now.astimezone(setup.centre.tz).date()
    field = f"on_{place}"
    if on < today:
        raise Refusal(_("This day is over. Choose one that is to come."), field=field)
    if on < today + dt.timedelta(days=days):
        earliest = today + dt.timedelta(days=days)
        raise Refusal(
            _(
                "This is too soon to find somebody. The first possible day is %(day)s. "
                "If it cannot wait, call."
            )
            % {"day": f"{earliest:%d.%m.%Y}"},
            field=field,
        )
    if on > today + rules.FURTHEST:
        raise Refusal(_("This day is more than a year away."), field=field)
    if not rules.is_in_hours(at):
        raise Refusal(_("It can begin between 8 and 20 o'clock."), field=f"at_{place}")
    starts_at, hour = instant(on, at, setup.centre.tz)
    if hour is Hour.MISSING:  # never between 8 and 20 in Europe; elsewhere perhaps
        raise Refusal(
            _("The clocks go forward then: this hour does not exist."),
            field=f"at_{place}",
        )
    return starts_at
