import datetime as dt

import pytest

from allin.core.cells import Day, Phone, Spoken, Times, Weekly
from allin.core.errors import Refusal
from allin.core.targets import Row
from allin.directory import imports, operations
from allin.directory.models import Association, Membership, Offer, OpenHour

pytestmark = pytest.mark.django_db


def row(number=4, name="Horizonte e.V.", **values):
    return Row(number, {"name": name, **values}, {"name": name})


FULL = {
    "contact": "Miriam Tekle",
    "phone": (Phone("+49561987654", private=True, remark="AB"), Phone("+491601234567")),
    "email": "info@verein1.example",
    "languages": (Spoken("ti"), Spoken("am")),
    "times": Times(
        (Weekly(1, dt.time(9), dt.time(12, 30)), Weekly(3, dt.time(18), dt.time(2))),
        by_appointment=True,
        not_in_holidays=True,
    ),
    "step_free": "no",
    "room": "Büro 2",
    "since": Day(dt.date(2018, 7, 1), "month"),
    "remark": "=SUMME(A1)",
}


def test_a_line_becomes_an_association_with_a_draft_offer(kassel, coordinator, now):
    ref = imports.create(kassel, row(**FULL), coordinator, now)

    association = Association.objects.get()
    assert imports.show(kassel, ref).label == "Horizonte e.V."
    assert association.languages == ["ti", "am"]
    assert association.contact_phone == "+49561987654"
    assert association.public_contact == {"name": "", "phone": "", "email": ""}
    assert association.note == "=SUMME(A1)\n+491601234567\nAB"
    offer = Offer.objects.get()
    assert offer.state == "draft"
    assert offer.step_free is False
    hour = OpenHour.objects.get()
    assert (hour.weekday, hour.in_school_holidays) == (1, False)


def test_what_cannot_be_kept_is_said(kassel, coordinator):
    remarks = list(imports.check(kassel, [row(**FULL), row(5, "x" * 121)], coordinator))

    assert [(r.row, r.column, r.level) for r in remarks] == [
        (4, "phone", "note"),
        (4, "phone", "note"),
        (4, "times", "doubt"),
        (5, "name", "stop"),
    ]


@pytest.mark.parametrize(
    ("values", "sure"),
    [
        ({"name": "Bruecke e.V."}, True),
        ({"name": "Ganz anders", "phone": (Phone("+4956112345678"),)}, False),
        ({"name": "Ganz anders", "email": "samira@privat.example"}, False),
        ({"name": "Brücke", "languages": (Spoken("ti"),)}, False),
    ],
)
def test_who_is_in_the_house_already_is_found(
    kassel, elsewhere, bruecke, coordinator, values, sure
):
    line = Row(7, values, {"name": values["name"]})
    (twin,) = imports.find_duplicates(kassel, [line], coordinator)

    assert (twin.ref, twin.sure) == (f"association:{bruecke.pk}", sure)
    assert list(imports.find_duplicates(elsewhere, [line], coordinator)) == []


def test_a_line_that_comes_twice_is_found(kassel, coordinator):
    lines = [row(4), row(19, "Horizonte e. V. ")]

    (twin,) = imports.find_duplicates(kassel, lines, coordinator)

    assert (twin.row, twin.twin) == (19, 4)


def test_merging_fills_and_never_overwrites(kassel, bruecke, coordinator, now):
    ref = f"association:{bruecke.pk}"
    imports.merge(kassel, ref, row(**FULL), coordinator, now)

    bruecke.refresh_from_db()
    assert bruecke.contact_name == "Samira Privat"
    assert bruecke.languages == ["ti", "am"]
    assert bruecke.member_since == dt.date(2018, 7, 1)
    assert bruecke.offers.count() == 1


def test_undo_takes_back_what_nobody_touched(kassel, coordinator, now):
    ref = imports.create(kassel, row(**FULL), coordinator, now)
    before = imports.fingerprint(kassel, ref)
    association = Association.objects.get()
    operations.edit_association(
        association=association, about="Neu", by=coordinator, now=now
    )
    assert imports.fingerprint(kassel, ref) != before

    imports.undo(kassel, ref, coordinator, now)
    assert not Association.objects.exists()
    assert imports.fingerprint(kassel, ref) == ""
    assert imports.show(kassel, ref).label == ""


def test_undo_keeps_what_somebody_belongs_to(kassel, coordinator, derya, now):
    ref = imports.create(kassel, row(**FULL), coordinator, now)
    Membership.objects.create(
        centre=kassel, user=derya, kind="board",
        association=Association.objects.get(), created_at=now,
    )  # fmt: skip

    with pytest.raises(Refusal):
        imports.undo(kassel, ref, coordinator, now)
    assert Association.objects.get().offers.count() == 1


def test_another_centres_entry_is_not_reached(kassel, elsewhere, bruecke):
    ref = f"association:{bruecke.pk}"
    assert imports.show(elsewhere, ref).label == ""
    assert imports.fingerprint(elsewhere, ref) == ""
