"""What leaves the house gives nobody away, also to a reader who adds and subtracts."""

import random
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from allin.planning.disclosure import SUM, protect, ranges

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


def table_of(**rows):
    return {name: dict(zip(QUARTERS, row, strict=False)) for name, row in rows.items()}


def solutions(table):
    """Every way to fill the hidden cells that agrees with all that is shown."""
    hidden = [k for k, c in table.cells.items() if c.state != "shown"]
    inner = [k for k in hidden if SUM not in k]
    known = {k: c.value for k, c in table.cells.items() if c.state == "shown"}
    for guess in product(range(1, 16), repeat=len(inner)):
        filled = known | dict(zip(inner, guess, strict=True))
        ok = all(
            (filled[k] < table.threshold) == (table.cells[k].state == "small")
            for k in inner
        )
        for row in table.rows:
            total = sum(filled[row, c] for c in table.columns)
            ok = ok and known.get((row, SUM), total) == total
        for column in table.columns:
            total = sum(filled[row, column] for row in table.rows)
            ok = ok and known.get((SUM, column), total) == total
        if ok:
            yield dict(zip(inner, guess, strict=True))


def test_a_table_of_large_numbers_is_shown_whole():
    counts = table_of(work=(12, 9, 30, 8), home=(7, 25, 6, 11))
    table = protect(counts, QUARTERS)

    assert table.share_shown == 1
    assert [c.value for c in table.row("work")] == [12, 9, 30, 8, 59]
    assert [c.value for c in table.row(SUM)] == [19, 34, 36, 19, 108]


def test_zero_is_shown_because_it_is_nobody():
    table = protect(table_of(work=(0, 29, 30, 8), home=(7, 25, 6, 11)), QUARTERS)
    assert table.cells["work", "Q1"].value == 0


def test_one_row_that_nothing_can_be_grouped_with_stays_hidden():
    table = protect(table_of(work=(1, 1, 1, 1)), QUARTERS)

    assert {cell.value for cell in table.cells.values()} == {None}


def test_one_small_number_takes_a_rectangle_of_others_with_it():
    counts = table_of(work=(2, 19, 30, 18), home=(17, 25, 26, 11), law=(40, 30, 20, 9))
    table = protect(counts, QUARTERS, keep=frozenset(counts))
    states = [cell.state for cell in table.cells.values()]

    assert table.cells["work", "Q1"].state == "small"
    assert (states.count("small"), states.count("withheld")) == (1, 3)
    assert ranges(table, counts) == {("work", "Q1"): ((1, 4), (1, 4))}


def test_rare_rows_become_one_row():
    counts = table_of(
        work=(22, 19, 30, 18), a=(1, 2, 3, 1), b=(5, 4, 6, 4), c=(9, 9, 9, 9)
    )
    table = protect(counts, QUARTERS, other="rest")

    assert table.rows == ("work", "c", "rest")
    assert table.grouped == ("a", "b")
    assert [cell.value for cell in table.row("rest")][-1] == 26


def test_rows_are_grouped_further_until_four_fifths_are_shown():
    counts = table_of(work=(2, 19, 30, 18), home=(17, 25, 26, 11), law=(40, 30, 20, 9))
    table = protect(counts, QUARTERS)

    assert (table.rows, table.grouped) == (("law", "other"), ("work", "home"))
    assert table.share_shown == 1


def test_no_way_of_filling_the_gaps_rules_out_any_small_number():
    counts = table_of(work=(2, 7, 9), home=(8, 9, 7), law=(9, 8, 12))
    table = protect(counts, QUARTERS[:3])
    found = list(solutions(table))

    for key in [k for k, c in table.cells.items() if c.state == "small"]:
        assert {one[key] for one in found} == {1, 2, 3, 4}


def test_a_quarter_with_hardly_anybody_is_hidden_the_same_way_in_every_table():
    by_topic = table_of(work=(1, 40, 30, 20), home=(2, 50, 30, 20))
    by_language = table_of(ar=(3, 45, 30, 20), tr=(0, 45, 30, 20))
    tables = [protect(counts, QUARTERS) for counts in (by_topic, by_language)]

    sums = [[cell.state for cell in table.row(SUM)] for table in tables]
    assert sums[0] == sums[1]
    assert sums[0][0] == "small"
    assert sums[0].count("withheld") == 1


def test_a_year_of_hardly_anybody_says_so_once_and_nothing_more():
    for year in ((1, 0, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1), (0, 4, 0, 0)):
        table = protect(table_of(work=year), QUARTERS)
        states = {key: cell.state for key, cell in table.cells.items()}

        assert states.pop((SUM, SUM)) == "small"
        assert set(states.values()) == {"withheld"}


def test_an_empty_table_is_no_reason_to_worry():
    assert protect({}, QUARTERS).share_shown == 1


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=9
    ),
    st.booleans(),
)
def test_whoever_knows_the_rules_and_every_sum_learns_nothing_more(numbers, grouping):
    counts = table_of(**{f"r{n}": row for n, row in enumerate(numbers)})
    keep = frozenset(() if grouping else counts)
    table = protect(counts, QUARTERS, keep=keep)
    for key, (found, unknown) in ranges(table, counts).items():
        assert found == unknown, key
        assert found[0] < found[1] or found == (0, 0), key


def test_rows_nobody_wanted_grouped_are_grouped_before_somebody_is_given_away():
    counts = table_of(work=(4, 0, 0, 0), home=(4, 0, 0, 0))  # 8 can only be 4 and 4
    table = protect(counts, QUARTERS, keep=frozenset(counts))

    assert table.rows == ("other",)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=9
    )
)
def test_every_number_that_is_shown_is_the_true_one(numbers):
    counts = table_of(**{f"r{n}": row for n, row in enumerate(numbers)})
    table = protect(counts, QUARTERS)

    assert table.cells[SUM, SUM].value in (None, sum(sum(row) for row in numbers))
    for (row, column), cell in table.cells.items():
        if cell.state == "shown" and row in counts and column and row != "other":
            assert cell.value == counts[row].get(column, 0)


def test_a_centre_s_year_shows_at_least_four_fifths_of_its_cells():
    chance = random.Random(7)  # noqa: S311  (invented years)
    shares = []
    for _year in range(40):
        topics = [f"t{n}" for n in range(14)]
        weights = [1 / (n + 1) for n in range(14)]
        counts = {topic: dict.fromkeys(QUARTERS, 0) for topic in topics}
        for topic in chance.choices(topics, weights, k=1200):
            counts[topic][chance.choice(QUARTERS)] += 1
        shares.append(protect(counts, QUARTERS).share_shown)

    assert min(shares) >= 0.8
