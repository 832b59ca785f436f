import datetime as dt

import pytest

from allin.core.cells import Day, Phone, Spoken, Times, Weekly
from allin.core.errors import Refusal
from allin.core.targets import Row
from allin.volunteers import operations, rules
from allin.volunteers.imports import TARGET
from allin.volunteers.models import Volunteer
from tests.conftest import NOW


def a_row(number=2, **values):
    told = {
        "given": "Miriam",
        "family": "Tekle",
        "association": "Horizonte",
        "languages": (Spoken("ti"), Spoken("en")),
        "level": "B2",
        "phone": (Phone("+4915123456789"),),
        "email": "p1@beispiel.example",
        "availability": Times(
            hours=tuple(Weekly(day, dt.time(8), dt.time(12)) for day in (0, 1, 2))
        ),
        "since": Day(dt.date(2018, 7, 1)),
        "police": "eingesehen 3.5.2019",
    } | values
    return Row(number, {k: v for k, v in told.items() if v is not None})


@pytest.fixture
def check(kassel, coordinator, horizonte):
    def remarks(*rows):
        return {
            (r.column, r.level, r.sentence)
            for r in TARGET.check(kassel, rows, coordinator)
        }

    return remarks


@pytest.fixture
def create(kassel, coordinator, horizonte):
    def made(row):
        ref = TARGET.create(kassel, row, coordinator, NOW)
        return ref, Volunteer.objects.get(pk=ref.removeprefix("volunteer:"))

    return made


def test_a_row_becomes_a_volunteer(create):
    _ref, miriam = create(a_row())

    assert miriam.name == "Miriam Tekle"
    assert miriam.association.name == "Horizonte e. V."
    assert miriam.spoken == [("fluent", "en"), ("fluent", "ti")]
    assert rules.slots_in(miriam.available) == [(d, "morning") for d in (0, 1, 2)]
    assert miriam.joined_on == dt.date(2018, 7, 1)
    [seen] = miriam.qualifications.all()
    assert (seen.kind, seen.seen_on) == ("police", dt.date(2019, 5, 3))


def test_a_certificate_without_a_day_is_not_noted(check, create):
    row = a_row(police="liegt vor")

    assert ("police", "note") in {(c, level) for c, level, _ in check(row)}
    _ref, miriam = create(row)

    assert not miriam.qualifications.exists()


def test_a_pause_in_a_note_is_never_guessed(check, create):
    row = a_row(note="Pause bis Ostern")

    sentences = {sentence for column, _, sentence in check(row) if column == "note"}
    _ref, miriam = create(row)

    assert sentences == {
        "Das kann eine Pause sein. Nichts wird eingetragen: bei der Person eintragen."
    }
    assert miriam.paused_until is None


def test_an_unknown_association_stops_the_row_and_offers_near_names(
    kassel, coordinator, horizonte
):
    row = a_row(association="Horizonten")

    [remark] = TARGET.check(kassel, [row], coordinator)

    assert remark.level == "stop"
    assert [option.text for option in remark.options] == ["Horizonte e. V."]
    with pytest.raises(Refusal):
        TARGET.create(kassel, row, coordinator, NOW)


def test_a_language_without_a_level_is_entered_as_a_little(create):
    _ref, someone = create(a_row(level=None))

    assert {level for level, _code in someone.spoken} == {"some"}


def test_somebody_there_already_is_found_and_only_gaps_are_filled(
    create, kassel, coordinator
):
    ref, miriam = create(a_row(phone=None, email="p1@beispiel.example"))
    again = a_row(number=9, given="M.", phone=(Phone("+49561123456"),))

    [twin] = TARGET.find_duplicates(kassel, [again], coordinator)
    assert twin.ref == ref
    TARGET.merge(kassel, twin.ref, again, coordinator, NOW)

    miriam.refresh_from_db()
    assert (miriam.name, miriam.phone) == ("Miriam Tekle", "+49561123456")


def test_undo_takes_back_what_nobody_touched(create, kassel, coordinator):
    ref, _miriam = create(a_row())

    TARGET.undo(kassel, ref, coordinator, NOW)

    assert not Volunteer.objects.exists()
    assert TARGET.fingerprint(kassel, ref) == ""
    assert TARGET.show(kassel, ref).label == ""


def test_edits_change_the_fingerprint_and_hours_keep_the_person(
    create, kassel, coordinator
):
    ref, miriam = create(a_row())
    before = TARGET.fingerprint(kassel, ref)

    operations.enter_hours(
        volunteer=miriam,
        association=miriam.association,
        kind="event",
        minutes=60,
        worked_on=NOW.date(),
        by=coordinator,
        now=NOW,
    )

    assert TARGET.fingerprint(kassel, ref) != before
    with pytest.raises(Refusal, match="Stunden"):
        TARGET.undo(kassel, ref, coordinator, NOW)
