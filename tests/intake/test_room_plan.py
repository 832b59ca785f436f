"""A house that begins: its room plan is the first that is known of its rooms."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from allin.core import targets
from allin.intake import operations
from allin.intake.forms import mark
from allin.intake.models import Upload
from allin.intake.operations import surveying
from allin.rooms.models import Booking, Room

DATA = Path(__file__).parent / "data"


@pytest.fixture
def bring(client, sign_in, derya, kassel):
    sign_in(derya)

    def bring(target, name):
        file = SimpleUploadedFile(name, (DATA / name).read_bytes())
        client.post(f"/kassel/import/{target}/", {"file": file})
        upload = Upload.objects.get(target=target)
        return upload, f"/kassel/import/{upload.pk}"

    return bring


@pytest.fixture
def look(coordinator, now):
    return lambda upload: operations.survey(
        upload=upload, target=targets.find(upload.target), by=coordinator, now=now
    )


def rooms_in(found):
    return {doubt.text: doubt for doubt in found.doubts if doubt.column == "room"}


def test_the_room_plan_comes_into_a_house_without_rooms(client, bring, look, now):
    _associations, there = bring("associations", "vereine.xlsx")
    client.post(f"{there}/create/")
    upload, here = bring("rooms", "raumplan.xlsx")
    page = client.get(f"{here}/doubts/").content.decode()
    assert "Einen Raum „Büro 1“ gibt es noch nicht." in page
    assert "Versammlungsraum" in page

    found = look(upload)
    doubts = rooms_in(found)
    assert set(doubts) == {"Büro 1", "Büro 2", "Versammlungsr."}
    assert found.count(surveying.READY) == 0
    form = {f"c-{mark(doubt)}": "take" for doubt in doubts.values()}
    form[f"c-{mark(doubts['Versammlungsr.'])}"] = "o0"
    assert client.post(f"{here}/doubts/", form).status_code == 302
    found = look(upload)
    assert 14 in [line for line, _sentence in found.clashes]
    assert found.count(surveying.READY) > 8
    assert not Room.objects.exists()

    client.post(f"{here}/create/")
    names = ["Büro 1", "Büro 2", "Versammlungsraum"]
    assert sorted(room.name for room in Room.objects.all()) == names
    assert "14" in operations.sealed.refusals_of(upload, now)
    zeytin = Booking.objects.filter(title="Zeytin", room__name="Versammlungsraum")
    assert zeytin.count() >= 20
    assert {one.association.name for one in zeytin} == {"Verein Zeytin"}
    somali = Booking.objects.filter(title="Somali Treff", room__name="Büro 2")
    assert somali.count() >= 20

    client.post(f"{here}/undo/")
    assert not Booking.objects.standing().exists()
    assert not Room.objects.in_use().exists()


def test_an_association_nobody_knows_keeps_no_entry_out(client, bring, look):
    upload, here = bring("rooms", "raumplan.xlsx")
    doubts = rooms_in(look(upload))
    form = {f"c-{mark(doubt)}": "take" for doubt in doubts.values()}
    client.post(f"{here}/doubts/", form)
    found = look(upload)
    assert any("Kein Verein mit diesem Namen" in told
               for notes in found.notes.values() for told in notes)  # fmt: skip

    client.post(f"{here}/create/")
    selam = Booking.objects.filter(title="Selam")
    assert selam.count() >= 20
    assert {one.association for one in selam} == {None}


def test_rooms_that_nobody_confirmed_are_not_entered(client, bring):
    _upload, here = bring("rooms", "raumplan.xlsx")
    client.post(f"{here}/create/")
    assert not Room.objects.exists()
    assert not Booking.objects.exists()
