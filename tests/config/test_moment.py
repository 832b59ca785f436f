"""When the demo is told from."""

import datetime as dt

import pytest

from allin.config import command_demo


def told(monkeypatch, now, today=""):
    monkeypatch.setenv("ALLIN_NOW", now)
    return command_demo.moment(today).isoformat()


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-10T23:42:00+01:00", "2026-03-10T08:40:00+00:00"),
        ("2026-03-10T09:40:00+01:00", "2026-03-10T08:40:00+00:00"),
        ("2026-03-10T06:00:00+01:00", "2026-03-09T08:40:00+00:00"),
        # the morning after the clocks went forward
        ("2026-03-29T12:00:00+02:00", "2026-03-29T07:40:00+00:00"),
    ],
)
def test_nobody_in_the_demo_works_at_midnight(monkeypatch, now, morning):
    assert told(monkeypatch, now) == morning


def test_a_given_day_is_told_from_its_morning(monkeypatch):
    at = told(monkeypatch, "2026-03-10T23:42:00+01:00", today="2026-10-25")
    assert dt.datetime.fromisoformat(at) == dt.datetime(
        2026, 10, 25, 8, 40, tzinfo=dt.UTC
    )
