"""
A reader with a pencil, who knows nothing of how the tables are made.

All ways to fill a tiny table are tried out, so this shares no reckoning with the code
it holds. The threshold is 3: "under 3" is 1 or 2.
"""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allin.planning.disclosure import SUM, Cell, Table, protect

LEAST = 3
MANY = 20  # more than any number in these tables


def said_of(table):
    """What the words in each cell say, as the least and the most it can be."""
    said = {}
    for (row, column), cell in table.cells.items():
        sums = {(row, SUM), (SUM, column), (SUM, SUM)} - {(row, column)}
        if cell.state == "shown":
            said[row, column] = cell.value, cell.value
        elif cell.state == "small":
            said[row, column] = 1, table.threshold - 1
        elif any(table.cells[key].state == "small" for key in sums):
            said[row, column] = 0, table.threshold - 1
        else:
            said[row, column] = table.threshold, MANY if row and column else 10**6
    return said


def could_be(table):
    """Every number each cell has in some table that agrees with all that is said."""
    said = said_of(table)
    found = {key: set() for key in said}

    def fits(key, number):
        return said[key][0] <= number <= said[key][1]

    def rows_like(row):
        cells = [range(said[row, c][0], said[row, c][1] + 1) for c in table.columns]
        return [one for one in product(*cells) if fits((row, SUM), sum(one))]

    rows = [rows_like(row) for row in table.rows]
    before = [{(0,) * len(table.columns)}]
    for like in rows:
        before.append({added(sums, one) for sums in before[-1] for one in like})
    after = {
        sums
        for sums in before[-1]
        if fits((SUM, SUM), sum(sums))
        and all(fits((SUM, c), n) for c, n in zip(table.columns, sums, strict=True))
    }
    for sums in after:
        note(found, SUM, table.columns, sums)
    for place in reversed(range(len(rows))):
        rest = set()
        for sums, one in product(after, rows[place]):
            left = tuple(a - b for a, b in zip(sums, one, strict=True))
            if left in before[place]:
                rest.add(left)
                note(found, table.rows[place], table.columns, one)
        after = rest
    return found


def added(sums, one):
    return tuple(a + b for a, b in zip(sums, one, strict=True))


def note(found, row, columns, numbers):
    found[row, SUM].add(sum(numbers))
    for column, number in zip(columns, numbers, strict=True):
        found[row, column].add(number)


def true_numbers(table, counts):
    true = dict.fromkeys(table.cells, 0)
    for label, cells in counts.items():
        row = table.rows[-1] if label in table.grouped else label
        for column, number in cells.items():
            for key in {(row, column), (row, SUM), (SUM, column), (SUM, SUM)}:
                true[key] += number
    return true


def given_away(table, true):
    """Small numbers of which the reader is sure."""
    found = could_be(table)
    assert all(true[key] in found[key] for key in found)
    return {
        key for key in found if 0 < true[key] < table.threshold and len(found[key]) < 2
    }


def test_the_reader_sees_through_a_year_of_under_three_made_of_quarters_under_three():
    places = [(row, column) for row in ("r0", SUM) for column in ("a", "b", SUM)]
    cells = dict.fromkeys(places, Cell("small", None))
    table = Table(("r0",), ("a", "b"), cells, (), LEAST)
    true = {place: 2 if place[1] == SUM else 1 for place in places}

    assert given_away(table, true) == set(places)


@pytest.mark.parametrize("keeping", [False, True])
def test_one_person_in_each_quarter_is_not_told_from_any_other_few(keeping):
    counts = {"r0": {"a": 1, "b": 1}, "r1": {"a": 0, "b": 0}}
    keep = frozenset(counts if keeping else ())
    table = protect(counts, ("a", "b"), threshold=LEAST, keep=keep)

    assert [cell.state for cell in table.row(SUM)] == ["withheld", "withheld", "small"]
    assert not given_away(table, true_numbers(table, counts))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    st.integers(1, 4).flatmap(
        lambda most: st.integers(1, 3).flatmap(
            lambda wide: st.lists(
                st.lists(st.integers(0, most), min_size=wide, max_size=wide),
                min_size=1,
                max_size=3,
            )
        )
    ),
    st.booleans(),
)
def test_no_tiny_table_makes_the_reader_sure_of_a_small_number(numbers, keeping):
    columns = ("a", "b", "c")[: len(numbers[0])]
    counts = {
        f"r{n}": dict(zip(columns, row, strict=True)) for n, row in enumerate(numbers)
    }
    keep = frozenset(counts if keeping else ())
    table = protect(counts, columns, threshold=LEAST, keep=keep)

    assert not given_away(table, true_numbers(table, counts))
