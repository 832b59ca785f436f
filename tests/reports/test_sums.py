"""Whatever is recorded and corrected: report and dossier add up as a plain count."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from allin.counselling.models import ContactFact
from allin.directory.models import Association, Partner, Programme
from allin.programmes.models import Occasion
from allin.reports import operations
from allin.reports.rules import publishable, totals
from allin.volunteers.models import Hours

pytestmark = pytest.mark.django_db
YEAR = 2025
SESSIONS = st.tuples(
    st.integers(1, 12), st.integers(0, 2), st.sampled_from(("ar", "tr", "uk")),
    st.integers(1, 9), st.integers(0, 9), st.integers(0, 240),
)  # fmt: skip
MEETINGS = st.tuples(
    st.dates(dt.date(2024, 12, 20), dt.date(2026, 1, 10)), st.integers(0, 2),
    st.integers(0, 60), st.booleans(),
)  # fmt: skip
WORK = st.tuples(
    st.dates(dt.date(2024, 12, 20), dt.date(2026, 1, 10)), st.integers(0, 3),
    st.integers(1, 900), st.one_of(st.none(), st.integers(1, 900)),
)  # fmt: skip


@pytest.fixture
def cast(kassel, now):
    bodies = [
        Partner.objects.create(centre=kassel, name=f"Stelle {n}", created_at=now)
        for n in range(2)
    ]
    programmes = [
        Programme.objects.create(
            centre=kassel, name=f"Programm {n}", partner=[*bodies, None][n]
        )
        for n in range(3)
    ]
    ours = Association.objects.create(centre=kassel, name="Brücke", created_at=now)
    return kassel, [*bodies, None], programmes, ours


@settings(
    max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    sessions=st.lists(SESSIONS, max_size=25), meetings=st.lists(MEETINGS, max_size=25),
    work=st.lists(WORK, max_size=25),
)  # fmt: skip
def test_every_sum_is_a_plain_count(cast, now, sessions, meetings, work):
    centre, bodies, programmes, ours = cast
    Hours.objects.exclude(corrects=None).delete()
    for model in (ContactFact, Occasion, Hours):
        model.objects.all().delete()
    for month, body, language, talks, people, minutes in sessions:
        ContactFact.objects.create(
            centre=centre, year=YEAR, month=month, kind="slip", outcome="helped",
            partner=bodies[body], origin="partner" if bodies[body] else "self",
            language=language, sessions=talks, people=people, minutes=minutes,
        )  # fmt: skip
    for day, which, people, held in meetings:
        starts = dt.datetime.combine(day, dt.time(17), tzinfo=centre.tz)
        Occasion.objects.create(
            centre=centre, programme=programmes[which], kind="event", title="Termin",
            starts_at=starts, ends_at=starts + dt.timedelta(hours=1),
            state="held" if held else "confirmed",
            headcount=people if held else None, created_at=now,
        )  # fmt: skip
    for day, which, minutes, corrected in work:
        row = Hours.objects.create(
            centre=centre, association=ours, worked_on=day, minutes=minutes,
            kind="event", programme=[*programmes, None][which], entered_at=now,
            replaced_at=now if corrected else None,
        )  # fmt: skip
        if corrected:
            Hours.objects.create(
                centre=centre, association=ours, worked_on=day, minutes=corrected,
                kind="event", programme=row.programme, entered_at=now, corrects=row,
            )  # fmt: skip

    whole = operations.collect(centre=centre, year=YEAR)

    took_place = [m for m in meetings if m[3] and m[0].year == YEAR]
    given_time = [(w[1], w[3] or w[2]) for w in work if w[0].year == YEAR]
    wanted = {
        "sessions": sum(s[3] for s in sessions),
        "people": sum(s[4] for s in sessions),
        "minutes": sum(s[5] for s in sessions),
        "occasions": len(took_place),
        "reached": sum(m[2] for m in took_place),
        "hours": sum(minutes for _which, minutes in given_time),
    }
    overview = {line.key: line.total for line in whole.table("overview").lines}
    assert overview == wanted
    for table, wanted_sum in (
        ("sessions_by_topic", wanted["sessions"]),
        ("sessions_by_language", wanted["sessions"]),
        ("sessions_by_sender", wanted["sessions"]),
        ("people_by_sender", wanted["people"]),
        ("minutes_by_sender", wanted["minutes"]),
        ("occasions_by_programme", wanted["occasions"]),
        ("people_by_programme", wanted["reached"]),
        ("hours_by_programme", wanted["hours"]),
        ("hours_by_kind", wanted["hours"]),
    ):
        lines = whole.table(table).lines
        assert sum(line.total for line in lines) == wanted_sum, table
        assert whole.table(table).total.total == wanted_sum, table
        assert all(sum(line.cells) == line.total for line in lines), table
    by_body = {line.label["de"]: line.total for line in
               whole.table("occasions_by_partner").lines}  # fmt: skip
    assert sum(by_body.values()) == wanted["occasions"]
    _holds_of_what_is_published(whole)


def _holds_of_what_is_published(whole):
    """What a dossier says is the count, or at least no more than it."""
    safe = publishable(whole)
    for table in ("sessions_by_sender", "people_by_programme", "people_by_partner"):
        true = {line.key: line.total for line in whole.table(table).lines}
        for row in totals.rows([safe], table):
            if row.key == "other" or not isinstance(row.count.value, int):
                continue
            if row.count.at_least:
                assert row.count.value <= true[row.key]
            else:
                assert row.count.value == true[row.key]
            if not whole.table(table).made_from:
                assert not 0 < row.count.value < 5
