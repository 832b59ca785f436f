"""What a coordinator may still change: letters, separator, single lines, the whole."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from allin.core import targets
from allin.directory import operations as directory
from allin.directory.models import Association
from allin.intake import operations
from allin.intake.models import Made, Upload
from allin.rooms.models import Booking
from allin.volunteers.models import Volunteer


def columns(**told):
    return {"sheet": 0, "heading": 0, **told}


def test_letters_read_wrongly_are_chosen_on_the_page_and_the_columns_stay(
    client, sign_in, derya, kassel
):
    sign_in(derya)
    polish = "Wer ist das;Tel.\nŁódź-Treff;0561 998877\n".encode("cp1250")
    client.post(
        "/kassel/import/associations/",
        {"file": SimpleUploadedFile("polnisch.csv", polish)},
    )
    here = f"/kassel/import/{Upload.objects.get().pk}"
    page = client.get(f"{here}/columns/").content.decode()
    assert "Windows, Mitteleuropa: Łódź" in page

    wrong = {"column-0": "name", "column-1": "phone", "separator": ";"}
    client.post(f"{here}/columns/", columns(encoding="cp1252", **wrong))
    client.post(f"{here}/columns/", columns(encoding="cp1252", **wrong))
    assert "Łódź" not in client.get(f"{here}/rows/").content.decode()
    again = client.post(
        f"{here}/columns/", columns(encoding="cp1250", **wrong), follow=True
    ).content.decode()
    assert "Neu gelesen" in again
    assert "Name: <bdi>Łódź-Treff</bdi>" in client.get(f"{here}/rows/").content.decode()


def test_a_separator_recognised_wrongly_is_changed_and_mapped_names_are_found_again(
    bring, look, now
):
    upload = bring(
        "associations",
        "Wer ist das,Zahl;Mail\nEins, Zwei e.V.,1234;a@b.example\n",
    )
    target = targets.find("associations")
    operations.read_again(upload=upload, target=target, now=now, separator=",")
    operations.lay_out(
        upload=upload, target=target, sheet=0, heading=0, now=now,
        columns={"0": "name", "1": ""},
    )  # fmt: skip
    choices = operations.read_again(
        upload=upload, target=target, now=now, separator=";"
    )
    assert choices.columns == {"1": "email"}
    upload.refresh_from_db()
    assert upload.total == 1


def test_a_spreadsheet_has_no_letters_to_choose(
    bring_book, now, client, sign_in, derya
):
    upload = bring_book("associations", [["Verein"], ["Grün e.V."], ["Blau e.V."]])
    sign_in(derya)
    page = client.get(f"/kassel/import/{upload.pk}/columns/").content.decode()
    assert 'name="encoding"' not in page
    assert 'name="separator"' not in page


def test_one_line_is_left_out_listed_in_the_result_and_taken_in_again(
    client, sign_in, derya, bring
):
    sign_in(derya)
    upload = bring("associations", "Verein;Mail\nEins;\nZwei;\nDrei;\n")
    here = f"/kassel/import/{upload.pk}"
    page = client.post(f"{here}/rows/", {"out-3": "on"}, follow=True).content.decode()
    assert "weggelassen" in page
    client.post(f"{here}/create/")
    result = client.get(f"{here}/result/").content.decode()
    assert "Weggelassen: 1." in result
    assert "Zeile 3: <bdi>Zwei</bdi>" in result
    names = Association.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Eins", "Drei"]

    client.post(f"{here}/rows/", {})
    client.post(f"{here}/create/")
    assert list(names.all()) == ["Eins", "Drei", "Zwei"]
    assert "Weggelassen" not in client.get(f"{here}/result/").content.decode()


def test_a_line_left_out_is_in_no_other_lines_way(bring, look, now):
    upload = bring("associations", "Verein;Mail\nEins;?\nEINS;\n")
    assert [twin["row"] for twin in look(upload).twins] == [3]
    operations.decide(upload=upload, now=now, rows={2: "out"})
    found = look(upload)
    assert found.twins == []
    assert found.doubts == []
    assert found.states == {"2": "out", "3": "ready"}


@pytest.fixture
def one(kassel, coordinator, now):
    return directory.found_association(
        centre=kassel, by=coordinator, now=now, name="Eins e.V.", phone_private=False
    )


def complete(bring, create, now):
    upload = bring(
        "associations",
        "Verein;Kontakt;Tel.;Mail;Sprachen;seit\n"
        "Eins e.V.;Derya Aksoy;0561 998877;a@b.example;Deutsch;2018\n",
    )
    operations.decide(upload=upload, now=now, twins={2: "same"})
    return create(upload)


def test_taking_back_empties_what_completing_filled(one, bring, create, undo, now):
    target = targets.find("associations")
    before = target.fingerprint(one.centre, f"association:{one.pk}")
    upload = complete(bring, create, now)
    one.refresh_from_db()
    assert (one.contact_phone, one.phone_private) == ("+49561998877", True)
    assert one.member_since == dt.date(2018, 1, 1)
    undo(upload)
    one.refresh_from_db()
    assert (one.contact_name, one.contact_phone, one.languages) == ("", "", [])
    assert target.fingerprint(one.centre, f"association:{one.pk}") == before
    assert upload.made.get().state == Made.UNDONE


def test_what_was_changed_since_stays_and_is_named(
    one, bring, create, undo, now, coordinator, client, sign_in, derya
):
    upload = complete(bring, create, now)
    one.refresh_from_db()
    directory.edit_association(
        association=one, by=coordinator, now=now, contact_email="neu@b.example"
    )
    undo(upload)
    one.refresh_from_db()
    assert (one.contact_email, one.contact_name) == ("neu@b.example", "")
    sign_in(derya)
    page = client.get(f"/kassel/import/{upload.pk}/result/").content.decode()
    assert "Eins e.V.</bdi></a>: E-Mail</li>" in page


def test_nothing_of_what_was_filled_is_readable_in_the_marks(one, bring, create, now):
    complete(bring, create, now)
    assert "a@b.example" not in str(Made.objects.get().filled)


def test_a_line_that_completed_an_entry_of_its_own_list_goes_with_it(
    bring, create, undo, now
):
    upload = bring("associations", "Verein;Mail\nEins e.V.;\nEINS;a@b.example\n")
    operations.decide(upload=upload, now=now, twins={3: "same"})
    create(upload)
    undo(upload)
    assert not Association.objects.exists()
    assert set(upload.made.values_list("state", flat=True)) == {Made.UNDONE}


def test_gaps_of_a_volunteer_are_filled_and_emptied_again(
    one, bring, create, undo, now, coordinator
):
    head = "Name;Verein;Telefon;Mail;Sprachen;Zeiten\n"
    create(bring("volunteers", head + "Miriam Tekle;Eins e.V.;;;;\n"))
    full = "Miriam Tekle;Eins e.V.;0561 998877;m@b.example;Tigrinya B2;Mo 9-12\n"
    upload = bring("volunteers", head + full)
    operations.decide(upload=upload, now=now, twins={2: "same"})
    create(upload)
    miriam = Volunteer.objects.get()
    assert (miriam.phone, miriam.spoken) == ("+49561998877", [("fluent", "ti")])
    undo(upload)
    miriam.refresh_from_db()
    assert (miriam.phone, miriam.email, miriam.spoken, miriam.available) == (
        "", "", [], 0,
    )  # fmt: skip


def test_titles_a_plan_gave_are_taken_off_again(bring, look, create, undo, now):
    head = "Raum;Zeit;Wofür\n"
    first = bring("rooms", head + "Büro 1;Mo 9-12;\n")
    operations.decide(upload=first, now=now, cells={("room", "Büro 1"): ["take", ""]})
    create(first)
    assert Booking.objects.exists()
    second = bring("rooms", head + "Büro 1;Mo 9-12;Chor\n")
    operations.decide(upload=second, now=now, twins={2: "same"})
    create(second)
    assert set(Booking.objects.values_list("title", flat=True)) == {"Chor"}
    undo(second)
    assert set(Booking.objects.standing().values_list("title", flat=True)) == {""}
