"""The demo's guided tours and security talks: a year behind, some weeks ahead."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from allin.core import languages, people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.directory.models import Programme
from allin.planning.recurrence import Rule
from allin.programmes import operations
from allin.programmes.models import Assignment, Enquiry, Kit, Setup, Theme
from allin.programmes.operations import enquiry as groups
from allin.programmes.operations import themes
from allin.programmes.rules import enquiry as rules
from allin.programmes.rules import kernel
from allin.volunteers import operations as volunteers
from allin.volunteers.models import Volunteer

DAY: Final = dt.timedelta(days=1)
SEEN_BY: Final = "Derya Aksoy"


@dataclass(frozen=True)
class Told:
    """
    One group.

    :param days: from today; the day is moved to the next working day
    :param to: the stage it comes to
    """

    days: int
    institution: str
    language: str
    size: int
    group: str = "course"
    to: str = rules.HELD
    second: str = ""


TOURS: Final = (
    Told(-290, "Integrationskurs B1, vhs", "ar", 18),
    Told(-262, "Goetheschule, 8a", "tr", 24, "school"),
    Told(-231, "Sprachcafé Nordstadt", "fa", 14, "club"),
    Told(-198, "Berufsschule, InteA 2", "ti", 21, "school"),
    Told(-170, "Familienzentrum Wesertor", "uk", 16, "families", second="ru"),
    Told(-141, "Integrationskurs B2, Caritas", "ar", 20),
    Told(-112, "Schule am Wall, 9b", "tr", 38, "school"),
    Told(-83, "Frauentreff Bettenhausen", "bg", 11, "club"),
    Told(-54, "Integrationskurs A2, vhs", "ru", 17),
    Told(-26, "Hegelsbergschule, 7c", "ar", 23, "school"),
    Told(9, "Integrationskurs B1, Diakonie", "ar", 19, to=rules.AGREED),
    Told(15, "Familiengruppe Rothenditmold", "tr", 12, "families", to=rules.STAFFED),
    Told(22, "Berufsschule, InteA 1", "ti", 22, "school", to=rules.LOOKING),
    Told(34, "Vietnamesischer Elternkreis", "vi", 15, "families", to=rules.LOOKING),
    Told(40, "Goetheschule, 9c", "ar", 44, "school", to=rules.LOOKING),
    Told(12, "Sprachcafé Bettenhausen", "ru", 10, "club", to=rules.REFUSED),
)
TALKS: Final = (
    Told(-240, "Seniorenkreis Nordstadt", "tr", 28, "seniors"),
    Told(-190, "Seniorinnen im Wesertor", "ru", 19, "seniors"),
    Told(-133, "Kirchengemeinde Rothenditmold", "ar", 24, "seniors"),
    Told(-76, "AWO-Treff Bettenhausen", "tr", 31, "seniors"),
    Told(-33, "Seniorenkreis Mitte", "ru", 22, "seniors"),
    Told(20, "Frauengruppe 60 plus", "tr", 17, "seniors", to=rules.AGREED),
    Told(27, "Seniorentreff Nordstadt", "ar", 20, "seniors", to=rules.LOOKING),
)
GUIDES: Final = ("ar", "ar", "tr", "tr", "ti", "uk", "ru", "fa", "bg")
ADVISERS: Final = ("tr", "tr", "ru", "ru", "ar", "ar")
TOUR_THEMES: Final = (
    ("Kassel als Heimat vieler Menschen", "Kassel, home of many", "كاسل وطن للكثيرين"),
    ("Ankommen nach 1945", "Arriving after 1945", "الوصول بعد 1945"),
)
TALK_THEMES: Final = (
    ("Falsche Polizisten, falsche Enkel", "False police officers, false grandchildren",
     "رجال شرطة مزيفون وأحفاد مزيفون", "„Nicht mit mir“: de, tr, ru, ar; Büro 1"),
    ("Sicher zu Hause", "Safe at home", "الأمان في البيت",
     "„Sicher wohnen“: de, tr; Büro 1"),
    ("Sicher im Netz", "Safe on the internet", "الأمان على الإنترنت",
     "„Klick mit Bedacht“: de, ru, ar; Büro 1"),
)  # fmt: skip
CONTACT: Final = groups.Contact("Frau Muster", "+49561700999")


def make(story: Story) -> None:
    """Make tours and talks with their groups, guides and advisers."""
    story.say("Führungen im Museum, Vorträge zur Sicherheit")
    by = coordination(story)
    tours = set_up(story, by, kernel.TOURS, "Führungen im Stadtmuseum")
    _themes(story, by, tours, TOUR_THEMES)
    qualify(story, by, "museum", GUIDES)
    for told in TOURS:
        _tell(story, by, tours, told)
    _public(story, by, tours)
    talks = set_up(story, by, kernel.TALKS, "Sicherheitsberatung für Seniorinnen")
    _themes(story, by, talks, TALK_THEMES)
    themes.enter_kit(
        setup=talks,
        called="Koffer Sicherheit 1",
        place="Büro 1, Schrank links",
        by=by,
        now=story.now,
    )
    qualify(story, by, "security", ADVISERS)
    for told in TALKS:
        _tell(story, by, talks, told)


def coordination(story: Story) -> Person:
    """Return the coordinator as who acts."""
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    return Visitor(id=user.pk, name=user.name, roles=frozenset({role}))


def set_up(story: Story, by: Person, template: str, name: str) -> Setup:
    """Set up what stands in the catalogue already, a year ago."""
    return operations.set_up(
        centre=story.centre,
        template=template,
        programme=Programme.objects.get(centre=story.centre, name=name),
        by=by,
        now=story.now - 340 * DAY,
    )


def qualify(
    story: Story, by: Person, kind: str, wanted: tuple[str, ...]
) -> list[Volunteer]:
    """Let somebody for each language have shown what it takes; the adviser too."""
    found: list[Volunteer] = []
    for code in wanted:
        bit = languages.BIT[code]
        one = next(
            one
            for one in story.cast["volunteers"]
            if one.native & bit and one not in found and not one.paused_until
        )
        found.append(one)
    for one in {*found, story.cast["volunteer"]}:
        volunteers.show(
            volunteer=one,
            kind=kind,
            seen_on=story.today - 330 * DAY,
            seen_by=SEEN_BY,
            valid_until=story.today + 900 * DAY,
            by=by,
            now=story.now,
        )
    return found


def _themes(
    story: Story, by: Person, setup: Setup, told: tuple[tuple[str, ...], ...]
) -> None:
    for german, english, arabic, *handout in told:
        themes.enter_theme(
            setup=setup,
            name_de=german,
            name_en=english,
            name_ar=arabic,
            handout="".join(handout),
            by=by,
            now=story.now - 330 * DAY,
        )


def _tell(story: Story, by: Person, setup: Setup, told: Told) -> None:
    """Let a group ask, and come as far as it came."""
    day = story.today + told.days * DAY
    day += (7 - day.weekday()) * DAY if day.weekday() > 4 else 0 * DAY
    then = story.now + (told.days - 24) * DAY if told.days < 0 else story.now - 5 * DAY
    one = groups.enquire(
        setup=setup,
        wish=groups.Wish(
            group=told.group,
            institution=told.institution,
            language=told.language,
            second_language=told.second,
            size=told.size,
            wishes=(
                (day, dt.time(10, 30)),
                (day + 7 * DAY, dt.time(14)),
            ),
            access=("seats",) if told.group == "seniors" else (),
            place="" if setup.template == kernel.TOURS else told.institution,
            theme=Theme.objects.filter(programme=setup.programme)
            .order_by("position")
            .first(),
            anyway=True,
            split=True,
        ),
        contact=CONTACT,
        way=rules.PUBLIC if told.days % 2 else rules.TELEPHONE,
        by=None if told.days % 2 else by,
        now=then,
        chance=story.random,
    )
    if told.to == rules.REFUSED:
        why = "In dieser Woche baut das Museum um. Ab nächstem Monat geht es wieder."
        groups.refuse(enquiry=one, why=why, by=by, now=then + DAY)
    elif told.to != rules.LOOKING:
        _staff(by, one, told, then + DAY)


def _staff(by: Person, one: Enquiry, told: Told, then: dt.datetime) -> None:
    """Find who leads it, agree, and note who was there."""
    now_is = one
    while now_is.stage == rules.LOOKING:
        now_is = groups.claim(
            enquiry=now_is,
            volunteer=next(iter(groups.wanted_of(now_is))),
            starts_at=groups.dates_of(now_is, then)[0],
            by=None,
            now=then,
        )
    if told.to == rules.STAFFED:
        return
    place = "Foyer des Stadtmuseums, neben der Kasse"
    is_tour = one.template == kernel.TOURS
    kit = None if is_tour else Kit.objects.filter(programme=one.programme).first()
    agreed = groups.agree(
        enquiry=one, place=place if is_tour else "", kit=kit, by=by, now=then + DAY
    )
    if told.to == rules.HELD and agreed.occasion is not None:
        _hold(by, agreed, told)


def _hold(by: Person, one: Enquiry, told: Told) -> None:
    if one.occasion is None:
        return
    people_there = Assignment.objects.of(one.occasion).coming()
    operations.wind_up(
        occasion=one.occasion,
        headcount=told.size - 1,
        came=dict.fromkeys(people_there.values_list("pk", flat=True), one.minutes + 30),
        by=by,
        now=one.occasion.ends_at + DAY,
    )


def _public(story: Story, by: Person, tours: Setup) -> None:
    """A tour anybody can join, in Russian."""
    day = story.today + 18 * DAY
    operations.plan_weekly(
        programme=tours.programme,
        kind=kernel.TOUR,
        title="Kassel als Heimat vieler Menschen",
        rule=Rule(
            first=day,
            until=day,
            starts=dt.time(15),
            ends=dt.time(16),
            zone=story.centre.tz,
        ),
        place="Stadtmuseum, Foyer",
        language="ru",
        public=True,
        registers=kernel.OPEN,
        one_registration=True,
        capacity=20,
        positions=[
            operations.Wanted(label="Führung", qualification="museum", language="ru")
        ],
        by=by,
        now=story.now - DAY,
    )
