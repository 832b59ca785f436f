"""
Report and dossier of a year from facts, against the same counts by bare SQL.

Both are counted, protected and put into words; the PDF is drawn by neither. The bare
statements give the same sums, grouped alike, and nothing is done with their rows.
"""

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from django.core.management import call_command
from django.db import connection

from allin.centres.models import Centre
from allin.config import command_demo
from allin.core.people import Role, Visitor
from allin.reports import operations
from allin.reports.operations.dossiers.gathering import gather
from allin.reports.operations.dossiers.wording import papers
from allin.reports.rules.periods import Period
from bench import Result, measure, wants
from bench.timing import checksum, side_by_side

YEAR, ROUNDS = 2025, 9
NOW_WORDS = "2026-03-10"
SIZES = ("S", "M")
FACTS = (
    "SELECT {by}, year, (month + 2) / 3, SUM(sessions), SUM(people), SUM(minutes) "
    "FROM counselling_contactfact WHERE centre_id = %s AND year = %s "
    "GROUP BY {by}, year, (month + 2) / 3"
)
BY = ("topic", "language", "association_id", "partner_id, origin")
HOURS = (
    "SELECT EXTRACT(MONTH FROM worked_on), association_id, programme_id, kind, "
    "SUM(minutes), COUNT(*) FROM volunteers_hours WHERE centre_id = %s "
    "AND replaced_at IS NULL AND worked_on >= %s AND worked_on < %s "
    "GROUP BY 1, 2, 3, 4"
)
BOOKINGS = (
    "SELECT room_id, starts_at, ends_at FROM rooms_booking WHERE centre_id = %s "
    "AND starts_at >= %s AND starts_at < %s"
)
OCCASIONS = (
    "SELECT programme_id, EXTRACT(MONTH FROM starts_at), COUNT(*), SUM(headcount) "
    "FROM programmes_occasion WHERE centre_id = %s AND state = 'held' "
    "AND starts_at >= %s AND starts_at < %s GROUP BY 1, 2"
)


def _tell(size: str) -> tuple[Centre, Visitor]:
    call_command("flush", verbosity=0, interactive=False)
    told = argparse.Namespace(today=NOW_WORDS, size=size, seed=1)
    story = command_demo.tell(told)
    role = Role("coordinator", story.centre.pk)
    return story.centre, Visitor(id=story.cast["derya"].pk, roles=frozenset({role}))


def _bare(centre: Centre) -> Callable[[], list[tuple[object, ...]]]:
    span = (f"{YEAR}-01-01", f"{YEAR + 1}-01-01")
    of_sqlite = connection.vendor == "sqlite"

    def month(sql: str, field: str) -> str:
        plain = f"EXTRACT(MONTH FROM {field})"
        return sql.replace(plain, f"strftime('%%m', {field})") if of_sqlite else sql

    def read() -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = []
        with connection.cursor() as cursor:
            for by in BY:
                cursor.execute(FACTS.format(by=by), [centre.pk, YEAR])
                found += cursor.fetchall()
            for sql in (
                month(HOURS, "worked_on"), BOOKINGS, month(OCCASIONS, "starts_at")
            ):  # fmt: skip
                cursor.execute(sql, [centre.pk, *span])
                found += cursor.fetchall()
        return found

    return read


def _against_bare(name: str, work: Callable[[Centre], object]) -> Iterator[Result]:
    """Yield how long the work takes at each size, beside the bare statements."""
    for size in SIZES:
        if not wants(f"{name}.{size}"):
            continue
        centre, _by = _tell(size)
        bare = _bare(centre)
        ours, theirs = side_by_side(partial(work, centre), bare, rounds=ROUNDS)
        rows = bare()
        yield Result(ours, theirs, len(rows), checksum([len(rows)]), f".{size}")


@measure("reports.year", unit="ms", against="the same counts by bare SQL")
def year() -> Iterator[Result]:
    yield from _against_bare(
        "reports.year", lambda centre: operations.collect(centre=centre, year=YEAR)
    )


def _papers(centre: Centre) -> object:
    """Count and word a dossier of the year, as `make_dossier` does before it draws."""
    now, period = command_demo.moment(NOW_WORDS), Period(YEAR)
    figures = operations.collect_period(centre=centre, period=period)
    matter = gather(centre=centre, period=period, sources=(figures,), today=now.date())
    return papers(matter, now=now)


@measure("reports.dossier", unit="ms", against="the same counts by bare SQL")
def dossier() -> Iterator[Result]:
    yield from _against_bare("reports.dossier", _papers)
