"""A festival of 2,000 shifts: pages against bare ones, signing up against rows."""

import datetime as dt
import itertools
import re
import secrets
from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.test import Client

from allin.accounts.models import Grant, User
from allin.audit.models import Entry
from allin.centres.models import Centre
from allin.centres.rules import ALL_MODULES
from allin.core import clock
from allin.core.people import Role, Visitor
from allin.directory.models import Association
from allin.programmes import operations as programmes
from allin.programmes.models import (
    Assignment,
    Helper,
    Occasion,
    Position,
    Post,
    Shift,
)
from allin.programmes.operations import festival as operations
from allin.programmes.rules import kernel
from allin.volunteers.models import Commitment, Hours, Volunteer
from bench import Result, measure
from bench.timing import checksum, side_by_side

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = clock.now()
OPENS = NOW.replace(hour=8, minute=0, second=0, microsecond=0) + 90 * DAY
DAYS, POSTS, TIMES = 4, 50, 10  # 2,000 shifts
PEOPLE = 1_000
ROUNDS = 15
# What a shift is on each page: a row of the list, a link in the grid.
ROW, CELL = re.compile(r"<tr><td"), re.compile(r'<a href="[^"]*/shifts/\d+/"')


class Fair:
    """A festival of 2,000 shifts, half of them with somebody, and 1,000 people."""

    def __init__(self) -> None:
        self.centre = Centre.objects.create(
            slug="fair", name="fair", modules=list(ALL_MODULES), created_at=NOW
        )
        self.user = User.objects.create_user(
            "derya@fair.example", "Derya", created_at=NOW
        )
        Grant.objects.create(
            centre=self.centre, user=self.user, kind="coordinator", granted_at=NOW
        )
        role = Role("coordinator", self.centre.pk)
        self.by = Visitor(id=self.user.pk, roles=frozenset({role}))
        self.host = Association.objects.create(
            centre=self.centre, name="Brücke", created_at=NOW
        )
        setup = programmes.set_up(
            centre=self.centre, template="festival", name="Fest", by=self.by, now=NOW
        )
        self.festival = operations.open_festival(
            programme=setup.programme, title="Fest", starts_at=OPENS,
            ends_at=OPENS + DAYS * DAY, place="Platz", host=self.host, by=self.by,
            now=NOW,
        )  # fmt: skip
        self._fill()
        self.numbers = itertools.count()
        self.free = list(
            Shift.objects.filter(position__assignments__isnull=True).counted()
        )
        for shift in self.free:
            shift.festival = self.festival
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _fill(self) -> None:
        centre, festival = self.centre, self.festival
        here = {"centre": centre}
        posts = Post.objects.bulk_create(
            Post(festival=festival, name=f"Ort {n:02}", created_at=NOW, **here)
            for n in range(POSTS)
        )
        times = itertools.product(range(DAYS), posts, range(TIMES))
        begins = [(post, OPENS + day * DAY + hour * HOUR) for day, post, hour in times]
        occasions = Occasion.objects.bulk_create(
            Occasion(
                programme=festival.occasion.programme, kind=kernel.SHIFT, title="Fest",
                starts_at=at, ends_at=at + HOUR, created_at=NOW, **here,
            )
            for _post, at in begins
        )  # fmt: skip
        positions = Position.objects.bulk_create(
            Position(occasion=one, label="Ort", least=2, most=200, **here)
            for one in occasions
        )
        Shift.objects.bulk_create(
            Shift(festival=festival, post=post, position=position, **here)
            for (post, _at), position in zip(begins, positions, strict=True)
        )
        people = Volunteer.objects.bulk_create(
            Volunteer(association=self.host, name=f"P {n}", created_at=NOW, **here)
            for n in range(PEOPLE)
        )
        Assignment.objects.bulk_create(
            Assignment(
                position=position, volunteer=one, state=kernel.PROMISED, asked_at=NOW,
                answered_at=NOW, **here,
            )
            for position, one in zip(positions[::2], people, strict=True)
        )  # fmt: skip
        # What the bare page shows.
        Hours.objects.bulk_create(
            Hours(
                association=self.host, volunteer=one, kind="other", minutes=60,
                worked_on=NOW.date(), entered_at=NOW, **here,
            )
            for one in people
        )  # fmt: skip

    # -- what is measured

    def sign_up(self) -> None:
        number = next(self.numbers)
        operations.sign_up(
            shift=self.free[number],
            contact=operations.Contact(f"Q {number}", f"+4915{number:09}"),
            now=NOW,
        )

    def insert(self) -> None:
        """Write the same rows: the person, the place, the time, three records."""
        number = next(self.numbers)
        shift, here = self.free[number], {"centre": self.centre}
        occasion = shift.position.occasion
        with transaction.atomic():
            one = Volunteer.objects.create(
                association=self.host, name=f"Q {number}", phone=f"+4915{number:09}",
                share=0, joined_on=NOW.date(), created_at=NOW, **here,
            )  # fmt: skip
            Helper.objects.create(
                festival=self.festival, volunteer=one, nonce=secrets.token_hex(8),
                created_at=NOW, **here,
            )  # fmt: skip
            place = Assignment.objects.create(
                position=shift.position, volunteer=one, state=kernel.PROMISED,
                asked_at=NOW, answered_at=NOW, **here,
            )  # fmt: skip
            Commitment.objects.create(
                volunteer=one, kind="event", starts_at=occasion.starts_at,
                ends_at=occasion.ends_at, holder_kind=Assignment.HOLDER,
                holder_id=place.pk, created_at=NOW, **here,
            )  # fmt: skip
            for verb in range(3):
                Entry.objects.create(
                    kind="bench", seq=3 * number + verb + 1, at=NOW, verb="bench",
                    thing="programmes.Assignment", thing_id=str(place.pk), detail="",
                    hash="0" * 64, **here,
                )  # fmt: skip


_fairs: list[Fair] = []


def fair() -> Fair:
    if not _fairs:
        _fairs.append(Fair())
    return _fairs[0]


def _client(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
        session = client.session
        session["second_factor"] = True
        session.save()
    return client


def _get(client: Client, path: str) -> Callable[[], str]:
    def get() -> str:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answers {answer.status_code}")
        return answer.content.decode()

    return get


def _page(
    path: str, user: User | None, shift: re.Pattern[str], suffix: str
) -> Iterator[Result]:
    ours = _get(_client(user), path)
    rows = len(shift.findall(ours()))
    assert rows >= POSTS * TIMES, "every shift of the day is there"
    bare = _get(_client(user), f"/fair/bare/festival/{rows}/")
    assert len(ROW.findall(bare())) == rows, "the bare page shows as many rows"
    value, floor = side_by_side(ours, bare, rounds=ROUNDS)
    yield Result(value, floor, rows, checksum([rows]), suffix)


@measure("programmes.festival", unit="ms", against="a bare page of as many rows")
def pages() -> Iterator[Result]:
    one = fair()
    yield from _page(f"/fair/programmes/fest/{one.festival.token}/", None, ROW, ".page")
    grid = f"/fair/programmes/festivals/{one.festival.pk}/shifts/"
    yield from _page(grid, one.user, CELL, ".grid")


@measure("programmes.festival.sign_up", unit="ms", against="bare create of the rows")
def sign_up() -> Iterator[Result]:
    one = fair()
    entries = Entry.objects.filter(centre=one.centre)
    before = entries.count()
    one.sign_up()
    assert entries.count() == before + 3, "as many records as the bare rows have"
    value, floor = side_by_side(one.sign_up, one.insert, rounds=60)
    people = Helper.objects.filter(centre=one.centre).count()
    yield Result(value, floor, DAYS * POSTS * TIMES, checksum([people]))
