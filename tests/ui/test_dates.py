import datetime as dt

import pytest

from allin.ui import dates

TUESDAY = dt.date(2026, 3, 10)


def at(hour, minute=0, day=10):
    return dt.datetime(2026, 3, day, hour, minute)  # noqa: DTZ001  (wall time)


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Di, 10. März"), ("en", "Tue, 10 March"), ("ar", "الثلاثاء 10 مارس")],
)
def test_a_day_is_said_without_the_year(language, said):
    assert dates.day(TUESDAY, language, this_year=2026) == said


def test_another_year_is_named():
    assert dates.day(TUESDAY, "de", this_year=2025) == "Di, 10. März 2026"
    assert dates.date(dt.date(2020, 6, 30), "de", this_year=2026) == "30. Juni 2020"


@pytest.mark.parametrize(
    ("time", "de", "en", "ar"),
    [
        (dt.time(17), "17 Uhr", "5 pm", "17:00"),
        (dt.time(9, 40), "9:40", "9:40 am", "9:40"),
        (dt.time(12), "12 Uhr", "midday", "12:00"),
        (dt.time(0), "0 Uhr", "midnight", "0:00"),
    ],
)
def test_a_time(time, de, en, ar):
    assert dates.clock(time, "de") == de
    assert dates.clock(time, "en") == en
    assert dates.clock(time, "ar") == ar


@pytest.mark.parametrize(
    ("starts", "ends", "de", "en", "ar"),
    [
        (dt.time(17), dt.time(19), "17 bis 19 Uhr", "5 to 7 pm", "من 17:00 إلى 19:00"),
        (dt.time(10), dt.time(12), "10 bis 12 Uhr", "10 am to midday",
         "من 10:00 إلى 12:00"),
        (dt.time(9, 30), dt.time(13), "9:30 bis 13 Uhr", "9:30 am to 1 pm",
         "من 9:30 إلى 13:00"),
        (dt.time(22), dt.time(0), "22 bis 24 Uhr", "10 pm to midnight",
         "من 22:00 إلى 24:00"),
    ],
)  # fmt: skip
def test_from_when_to_when(starts, ends, de, en, ar):
    assert dates.hours(starts, ends, "de") == de
    assert dates.hours(starts, ends, "en") == en
    assert dates.hours(starts, ends, "ar") == ar


def test_a_span_says_the_day_once():
    said = dates.span(at(17, day=17), at(19, day=17), "de", this_year=2026)
    assert said == "Di, 17. März, 17 bis 19 Uhr"


def test_a_span_over_two_days_says_both():
    said = dates.span(at(20), at(2, day=11), "de", this_year=2026)
    assert said == "Di, 10. März, 20 Uhr bis Mi, 11. März, 2 Uhr"


def test_near_days_have_names():
    assert dates.when(at(16, 20, day=9), "de", today=TUESDAY) == "gestern, 16:20"
    assert dates.when(at(8, 12), "en", today=TUESDAY) == "today, 8:12 am"
    assert dates.when(at(9, day=5), "de", today=TUESDAY) == "Do, 5. März, 9 Uhr"
    assert dates.near_day(dt.date(2026, 3, 11), "ar", today=TUESDAY) == "غدًا"
