import datetime as dt
import random
import re

import pytest

from allin.core.errors import Refusal
from allin.core.fuzzy import read
from allin.core.story import Story
from allin.council import operations
from allin.council.operations import Change, Errand, Told, Words
from allin.council.rules import states
from allin.council.rules.votes import Count, FactionVote
from tests.conftest import NOW

ASKED = "Der Magistrat sichert die Servicestelle auf Dauer."


def day(text):
    return dt.date.fromisoformat(text)


def refused(doing, *given, **named):
    with pytest.raises(Refusal) as caught:
        doing(*given, **named)
    return caught.value


def votes(text):
    """Read "A 20/0/1, B 3/9/0" as votes of factions."""
    found = []
    for part in text.split(", "):
        name, numbers = part.split(" ")
        found.append(FactionVote(name, Count(*map(int, numbers.split("/")))))
    return tuple(found)


def words(html):
    """Return what a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def story(kassel, derya, elsewhere):
    return Story(
        centre=kassel,
        size="S",
        today=NOW.date(),
        now=NOW,
        random=random.Random(1),  # noqa: S311  (seeded on purpose)
        say=lambda _text: None,
        cast={"derya": derya},
    )


@pytest.fixture
def file(coordinator, kassel, now):
    """File a motion: file("1.9.2025")."""

    def filing(on="1.9.2025", kind=states.FILED, by=coordinator, **more):
        told = {"title": "Auf Dauer", "asked": ASKED, "for_good": True}
        assumed = more.pop("assumed", False)
        return operations.file(
            centre=more.pop("centre", kassel),
            words=Words(**told | more),
            kind=kind,
            on=read(on),
            assumed=assumed,
            by=by,
            now=now,
        )

    return filing


@pytest.fixture
def motion(file):
    return file()


@pytest.fixture
def take(coordinator, motion, now):
    """Take a step: take("referred", "8.9.2025")."""

    def taking(kind, on="", result="", of=motion, by=coordinator, **more):
        told = Told(kind, result, read(on), **more)
        return operations.take_step(motion=of, told=told, by=by, now=now)

    return taking


@pytest.fixture
def adopt(take):
    """Bring the motion to its decision."""

    def adopting(result="adopted", on="3.11.2025", **more):
        take("referred", "8.9.2025")
        take("on_agenda", "1.10.2025")
        take("recommended", "8.10.2025", "adopt")
        take("council_agenda", "27.10.2025", "with_debate")
        return take("decided", on, result, **more)

    return adopting


@pytest.fixture
def set_date(coordinator, motion, now):
    def setting(on, where="committee", of=motion, by=coordinator, **more):
        told = {"body": "", **more}
        return operations.set_date(
            motion=of, where=where, on=read(on), by=by, now=now, **told
        )

    return setting


@pytest.fixture
def give_task(coordinator, motion, now):
    def giving(title="Im Haushalt anmelden", due="2026-03-01", **more):
        errand = Errand(title, more.pop("of", "magistrat"), day(due), **more)
        return operations.give_task(
            motion=motion, errand=errand, by=coordinator, now=now
        )

    return giving


@pytest.fixture
def finish(coordinator, now):
    def finishing(task, done="2026-03-05", **more):
        told = {"evidence": "Haushalt 2026, Seite 112", **more}
        return operations.finish_task(
            task=task, done_on=day(done), by=coordinator, now=now, **told
        )

    return finishing


@pytest.fixture
def amend(coordinator, motion, now):
    def amending(title="Ab 2027 statt 2026", filed="", **more):
        change = Change(title, filed=read(filed), **more)
        return operations.add_amendment(
            motion=motion, change=change, by=coordinator, now=now
        )

    return amending


@pytest.fixture
def settle_budget(coordinator, motion, now):
    def settling(line="Integration", year=2026, **more):
        return operations.settle_budget(
            motion=motion, line=line, year=year, by=coordinator, now=now, **more
        )

    return settling
