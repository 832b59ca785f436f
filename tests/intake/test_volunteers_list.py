"""A list of volunteers as people keep it: lost letters, private numbers."""

import datetime as dt

import pytest

from allin.directory import operations as directory
from allin.intake import operations
from allin.intake.models import Made
from allin.intake.operations import surveying
from allin.vault.models import Draft
from allin.volunteers import rules
from allin.volunteers.models import Volunteer

HEAD = (
    "sep=;\r\nVorname;Nachname;Verein;Sprachen;Niveau;Telefon;Mail;Einsatz;Zeiten;"
    "dabei seit;Führungszeugnis;Notiz\r\n"
)
LINES = """\
Rüya;Çelik;Hafen;Türkisch, Deutsch;C1/C2;0561 / 22 33 44;r@beispiel.example;;\
Mo Di Mi vorm.;01.07.2018;eingesehen 3.5.2019;"hat ein Auto
und Zeit"
?lknur;Kaya;Hafen;Kurdisch-Sorani;Mutterspr.;561 223344;i@beispiel.example;;\
Fr 13-18;7/1/18;liegt vor;
Jean-Baptiste;N’Diaye;Hafen;"Französisch; Wolof";fließend;0151-23456789;\
j@beispiel.example;;abends;seit Anfang;;Nummer bitte nicht weitergeben
Omar;Aden;Unbekannter Verein;Somali;;k.A.;o@beispiel.example;;flexibel;;nein;\
Pause bis Ostern
Stand: 12.10.;;;;;;;;;;;
"""


@pytest.fixture
def hafen(kassel, coordinator, now):
    return directory.found_association(
        centre=kassel, by=coordinator, now=now, name="Hafen e. V."
    )


@pytest.fixture
def upload(hafen, bring):
    text = HEAD + LINES  # line ends of two kinds
    return bring("volunteers", text.encode("cp1252"), "ehrenamt.csv")


def decide(upload, now, **cells):
    told = {(column, text): what for column, (text, *what) in cells.items()}
    operations.decide(upload=upload, now=now, cells=told)


def test_what_is_doubtful_waits_and_half_a_name_is_no_name(upload, look, create, now):
    found = look(upload)
    assert found.states == {
        "2": "ready", "3": "blocked", "4": "ready", "5": "blocked",
    }  # fmt: skip
    assert [line for line, _why, _text in found.skipped] == [6]
    decide(upload, now, given=("?lknur", "text", "İlknur"))
    assert look(upload).states["3"] == "ready"
    create(upload)
    assert Volunteer.objects.filter(name="İlknur Kaya").exists()


def test_a_first_name_somebody_leaves_out_on_purpose_is_left_out(upload, look, now):
    decide(upload, now, given=("?lknur", "leave", ""))
    assert look(upload).states["3"] == "ready"


def test_languages_with_level_times_and_certificate_arrive(upload, create, now):
    decide(upload, now, availability=("Mo Di Mi vorm.", "take", ""))
    create(upload)
    rueya = Volunteer.objects.get(name="Rüya Çelik")
    assert rueya.spoken == [("fluent", "de"), ("fluent", "tr")]
    assert rules.slots_in(rueya.available) == [(d, "morning") for d in (0, 1, 2)]
    assert rueya.joined_on == dt.date(2018, 7, 1)
    [seen] = rueya.qualifications.all()
    assert (seen.kind, seen.seen_on) == ("police", dt.date(2019, 5, 3))


def test_a_certificate_without_a_day_and_a_pause_are_said_and_not_entered(
    upload, look, create, now
):
    decide(
        upload, now, given=("?lknur", "text", "Ilknur"),
        association=("Unbekannter Verein", "text", "Hafen e. V."),
    )  # fmt: skip
    notes = look(upload).notes
    assert any("bescheinigt" in one or "Tag" in one for one in notes["3"])
    assert any("Pause" in one for one in notes["5"])
    create(upload)
    assert not Volunteer.objects.get(name="Ilknur Kaya").qualifications.exists()
    assert Volunteer.objects.get(name="Omar Aden").paused_until is None


def test_a_private_number_is_read_by_nobody_but_the_coordination(
    upload, look, create, client, sign_in, derya
):
    assert any("bleibt privat" in one for one in look(upload).notes["4"])
    create(upload)
    jean = Volunteer.objects.get(name__startswith="Jean")
    assert jean.phone == "+4915123456789"
    for path in ("/kassel/volunteers/", f"/kassel/volunteers/{jean.pk}/"):
        assert client.get(path).status_code in {302, 404}
    sign_in(derya)
    listed = client.get("/kassel/volunteers/").content.decode()
    assert "23456789" not in listed.replace(" ", "")


def test_nothing_of_the_list_lies_open_and_undo_leaves_nobody(
    upload, look, create, undo
):
    sealed = b"".join(bytes(one.sealed) for one in Draft.objects.all())
    assert b"beispiel.example" not in sealed
    create(upload)
    assert upload.made.filter(state=Made.CREATED).count() == 2
    assert look(upload).count(surveying.DONE) == 2
    undo(upload)
    assert not Volunteer.objects.exists()
