"""The demo's tandems: one under way, one proposed, one that has reached its goal."""

from typing import Final

from allin.core.people import Person
from allin.core.story import Story
from allin.directory.models import Association
from allin.programmes.demo.enquiry import DAY, coordination, set_up
from allin.programmes.models import Pair, Setup
from allin.programmes.operations import tandem
from allin.programmes.rules import kernel

# association, offers or seeks, topic, in its own words
WISHES: Final = (
    ("Brücke", "offers", "books", "Wir führen seit acht Jahren eine Kasse."),
    ("Brücke", "seeks", "youth", ""),
    ("Selam", "seeks", "books", "Wir hatten noch nie eine Kassenprüfung."),
    ("Selam", "offers", "youth", "Samstags Musik für Kinder."),
    ("Kulturgarten", "offers", "events", "Wir feiern dreimal im Jahr im Garten."),
    ("Dnipro", "seeks", "events", ""),
    ("Dnipro", "offers", "digital", ""),
    ("Kulturgarten", "seeks", "digital", ""),
    ("Jugendforum", "offers", "public", "Wir machen Videos."),
    ("Zeytin", "seeks", "public", ""),
    ("Frauen am Fluss", "offers", "women", ""),
    ("Somali Treff", "seeks", "women", "Die Frauen wollen eine eigene Gruppe."),
    ("Somali Treff", "seeks", "board", "Wir gründen gerade."),
    ("Horizonte", "offers", "board", ""),
)
MEETINGS: Final = (
    (150, 120, "Kennenlernen, was wir voneinander wollen"),
    (118, 90, "Kassenbuch angelegt"),
    (71, 90, "Belege sortiert, Liste für die Prüfung"),
    (22, 120, "Probe der Kassenprüfung"),
)


def make(story: Story) -> None:
    """Make wishes, pairs, meetings and answers."""
    story.say("Tandems der Vereine")
    by = coordination(story)
    setup = set_up(story, by, kernel.TANDEM, "Tandem-Vereinsinitiative")
    named = {one.called: one for one in story.cast["associations"]}
    for name, kind, topic, words in WISHES:
        tandem.wish(
            programme=setup.programme,
            association=named[name],
            kind=kind,
            topic=topic,
            words=words,
            by=by,
            now=story.now - 190 * DAY,
        )
    first = _pair(story, by, setup, named["Brücke"], named["Selam"], ago=170)
    tandem.agree_goal(
        pair=first,
        goal="Im Herbst prüft Selam die Kasse allein.",
        by=by,
        now=story.now - 160 * DAY,
    )
    for number, (ago, minutes, what) in enumerate(MEETINGS):
        _meet(story, by, first, ago, minutes, what, some=number % 2)
    done = _pair(story, by, setup, named["Jugendforum"], named["Zeytin"], ago=180)
    _meet(story, by, done, 120, 60, "Einen Film für die Website gedreht", some=0)
    tandem.end(pair=done, reason="goal", by=by, now=story.now - 60 * DAY)
    tandem.propose(
        programme=setup.programme,
        one=named["Kulturgarten"],
        other=named["Dnipro"],
        by=by,
        now=story.now - 3 * DAY,
    )
    for ago in (128, 86, 44, 2):
        tandem.run_over(centre=story.centre, now=story.now - ago * DAY)
        if ago > 2:
            tandem.say_how(pair=first, going="well", by=by, now=story.now - ago * DAY)


def _pair(  # noqa: PLR0917  (a story's own words)
    story: Story,
    by: Person,
    setup: Setup,
    one: Association,
    other: Association,
    ago: int,
) -> Pair:
    now = story.now - ago * DAY
    made = tandem.propose(
        programme=setup.programme, one=one, other=other, by=by, now=now - 9 * DAY
    )
    for side in (one, other):
        tandem.answer(
            pair=made.pair, association_id=side.pk, yes=True, by=None, now=now
        )
    made.pair.refresh_from_db()
    return made.pair


def _meet(  # noqa: PLR0917  (the columns of MEETINGS)
    story: Story, by: Person, pair: Pair, ago: int, minutes: int, what: str, some: int
) -> None:
    there = [
        one
        for one in story.cast["volunteers"]
        if one.association_id in {pair.first_id, pair.second_id}
    ]
    tandem.meet(
        pair=pair,
        held_on=story.today - ago * DAY,
        minutes=minutes,
        what=what,
        people=there[some : some + 3],
        by=by,
        now=story.now - (ago - 1) * DAY,
    )
