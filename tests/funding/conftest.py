import datetime as dt
import random

import pytest

from allin.core.fuzzy import read
from allin.core.story import Story
from allin.funding import operations
from allin.funding.models import COORDINATION, RENT
from allin.funding.operations import Asked, Promise
from tests.conftest import NOW


def day(text):
    return dt.date.fromisoformat(text)


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
def enter_line(coordinator, kassel, now):
    def enter(kind=RENT, euros=1400, since="2026-01-01", **more):
        given = {"name": "", "assumed": False, "centre": kassel, "by": coordinator}
        return operations.enter_line(
            kind=kind,
            amount=euros * 100,
            first_on=day(since),
            now=now,
            **{**given, **more},
        )

    return enter


@pytest.fixture
def rent(enter_line):
    return enter_line()


@pytest.fixture
def coordination(enter_line):
    return enter_line(COORDINATION, 3600)


@pytest.fixture
def award(coordinator, kassel, now):
    def enter(lines, first, last, decided="", instead_of=None, by=coordinator, **more):
        return operations.enter_award(
            centre=kassel,
            promise=Promise(
                more.pop("kind", "project"),
                lines,
                day(first),
                day(last),
                decided=read(decided),
                **more,
            ),
            instead_of=instead_of,
            by=by,
            now=now,
        )

    return enter


@pytest.fixture
def apply(coordinator, kassel, now):
    def enter(title, kind="submitted", on="", by=coordinator, **more):
        return operations.enter_application(
            centre=kassel,
            asked=Asked(title, **more),
            kind=kind,
            on=read(on),
            assumed=False,
            by=by,
            now=now,
        )

    return enter


@pytest.fixture
def step(coordinator, now):
    def take(application, kind, on="", by=coordinator, **more):
        return operations.take_step(
            application=application, kind=kind, on=read(on), by=by, now=now, **more
        )

    return take


@pytest.fixture
def as_coordinator(client, derya, elsewhere, sign_in):
    return sign_in(derya)
