"""Monday: her own lists, from the file to the entries and back."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from allin.accounts.models import User
from allin.core import targets
from allin.core.errors import Refusal
from allin.directory.models import Association, Offer
from allin.intake import jobs, operations
from allin.intake.models import Made, Remembered, Upload
from allin.intake.operations import surveying
from allin.rooms.models import Booking, Series
from allin.rooms.operations import settle_room
from allin.vault.models import Draft
from allin.volunteers.models import Volunteer

DATA = Path(__file__).parent / "data"


@pytest.fixture
def bring_file(bring):
    return lambda target, name: bring(target, (DATA / name).read_bytes(), name)


def test_fourteen_associations_come_from_sixteen_lines(bring_file, look, create):
    upload = bring_file("associations", "vereine.xlsx")
    found = look(upload)

    assert upload.made.count() == 0
    assert [(twin["row"], twin["twin"]) for twin in found.twins] == [(19, 6), (20, 14)]
    assert [(line, why) for line, why, _text in found.skipped] == [
        (11, "section"), (22, "sum"),
    ]  # fmt: skip
    assert found.count(surveying.READY) == 14

    create(upload)
    assert Association.objects.count() == 14
    assert Offer.objects.filter(state=Offer.PUBLISHED).count() == 0


def test_doubtful_cells_are_named_and_left_out_until_somebody_decides(
    bring_file, look, create
):
    upload = bring_file("associations", "vereine.xlsx")
    doubts = {(d.column, d.text) for d in look(upload).doubts}
    assert doubts == {
        ("hours", "Mi 17 Uhr"),
        ("hours", "Sa 10-13 Uhr, So nach dem Gottesdienst"),
        ("hours", "täglich ausser Fr."),
        ("hours", "?"),
        ("phone", "561 223344"),
        ("languages", "diverse"),
        ("step_free", "?"),
        ("step_free", "Rampe"),
    }
    create(upload)
    zeytin = Association.objects.get(name="Verein Zeytin")
    assert zeytin.contact_phone == ""
    nilufar = Association.objects.get(name__startswith="Nilufar")
    assert nilufar.offers.get().hours.count() == 0


def test_a_decision_holds_for_every_line_with_the_same_cell(bring, look, create, now):
    upload = bring(
        "associations",
        "Verein;Sprachen\nEins e.V.;Kurdisch\nZwei e.V.;Kurdisch\nDrei e.V.;Deutsch\n",
    )
    doubt = look(upload).doubts[0]
    assert (doubt.count, doubt.rows) == (2, [2, 3])
    operations.decide(
        upload=upload,
        now=now,
        cells={("languages", "Kurdisch"): ["text", doubt.options[0][0]]},
    )
    assert look(upload).open_doubts == 0
    create(upload)
    told = {a.name: a.languages for a in Association.objects.all()}
    assert told == {
        "Eins e.V.": ["kmr"], "Zwei e.V.": ["kmr"], "Drei e.V.": ["de"],
    }  # fmt: skip


def test_a_private_number_stays_private_and_a_formula_is_text(bring_file, create):
    create(bring_file("associations", "vereine.xlsx"))
    balkan = Association.objects.get(name="Balkanbrücke Nordhessen")
    assert balkan.contact_phone == "+49561556677"
    assert balkan.phone_private
    assert balkan.public_contact["phone"] == ""
    assert "=SUMME(A1)" in Association.objects.get(name="Horizonte e.V.").note
    assert "<b>neu</b>" in Association.objects.get(name__startswith="Kultur").note


def test_names_and_hours_arrive_as_understood(bring_file, create):
    create(bring_file("associations", "vereine.xlsx"))
    bruecke = Association.objects.get(name="Brücke e. V.")
    assert (bruecke.contact_name, bruecke.contact_email) == (
        "Derya Aksoy", "verein0@beispiel.example",
    )  # fmt: skip
    assert bruecke.member_since == dt.date(2018, 7, 1)
    hours = bruecke.offers.get().hours.values_list("weekday", "starts", "ends")
    assert list(hours) == [
        (0, dt.time(15), dt.time(18)), (2, dt.time(15), dt.time(18)),
    ]  # fmt: skip


def test_a_second_import_finds_everything_and_creates_nothing(bring_file, look, create):
    create(bring_file("associations", "vereine.xlsx"))
    again = bring_file("associations", "vereine.xlsx")
    found = look(again)
    assert len(found.twins) == 16
    assert found.count(surveying.READY) == 0
    create(again)
    assert Association.objects.count() == 14


def test_a_twin_called_the_same_completes_the_first(bring, look, create, now):
    upload = bring(
        "associations",
        "Verein;Mail\nEins e.V.;\nEINS;eins@verein.example\n",
    )
    assert [twin["row"] for twin in look(upload).twins] == [3]
    operations.decide(upload=upload, now=now, twins={3: "same"})
    create(upload)
    assert Association.objects.get().contact_email == "eins@verein.example"


def test_an_import_is_taken_back_but_for_what_was_changed_since(
    bring_file, create, undo
):
    upload = create(bring_file("associations", "vereine.xlsx"))
    Association.objects.filter(name="Verein Zeytin").update(about="Wir kochen.")
    undo(upload)
    assert [a.name for a in Association.objects.all()] == ["Verein Zeytin"]
    assert upload.state == Upload.UNDONE
    assert upload.made.filter(state=Made.KEPT).count() == 1
    assert upload.made.filter(state=Made.UNDONE).count() == 13


def test_running_twice_or_after_an_interruption_creates_nothing_twice(
    bring_file, create, now, monkeypatch
):
    upload = bring_file("associations", "vereine.xlsx")
    monkeypatch.setattr(operations.creating, "STEP", 5)
    calls = []
    real = Association.clean_fields

    def fails_at_the_eighth(self, *args, **more):
        calls.append(1)
        if len(calls) == 8:
            raise KeyboardInterrupt
        return real(self, *args, **more)

    monkeypatch.setattr(Association, "clean_fields", fails_at_the_eighth)
    with pytest.raises(KeyboardInterrupt):
        create(upload)
    monkeypatch.setattr(Association, "clean_fields", real)
    assert Association.objects.count() == 5
    upload.refresh_from_db()
    assert upload.state == Upload.CREATING

    Upload.objects.update(touched_at=now - dt.timedelta(hours=1))
    assert jobs.resume.func() == 1
    assert Association.objects.count() == 14
    create(upload)
    assert Association.objects.count() == 14


def test_a_long_look_at_a_list_takes_no_time_from_entering_it(
    bring_file, coordinator, now, monkeypatch
):
    upload = bring_file("associations", "vereine.xlsx")
    operations.start_creating(upload=upload, now=now)
    passed, look = [0.0], operations.creating.look

    def long_look(**told):
        passed[0] += 90  # a list of 20,000 lines on a busy machine
        return look(**told)

    monkeypatch.setattr(operations.creating.clock, "seconds", lambda: passed[0])
    monkeypatch.setattr(operations.creating, "look", long_look)
    assert operations.create_all(
        upload=upload, target=targets.find("associations"), by=coordinator, now=now,
        seconds=jobs.A_SLICE,
    )  # fmt: skip
    assert Association.objects.count() == 14


def test_volunteers_arrive_after_their_associations(
    bring_file, look, create, client, sign_in, derya
):
    """The whole list, on the pages: every doubt decided, every line accounted for."""
    create(bring_file("associations", "vereine.xlsx"))
    upload = bring_file("volunteers", "freiwillige.csv")
    found = look(upload)
    assert upload.total == 60
    doubts = {(d.column, d.text) for d in found.doubts}
    assert {
        ("since", "7/1/18"), ("since", "seit Anfang"), ("availability", "abends"),
        ("languages", "diverse"), ("phone", "561 223344"), ("given", "?ukasz"),
    } <= doubts  # fmt: skip
    lost = {str(line) for doubt in found.doubts if "?" in doubt.text
            for line in doubt.rows}  # fmt: skip
    assert lost & set(found.stops)

    sign_in(derya)
    here = f"/kassel/import/{upload.pk}"
    decide_on_pages(client, f"{here}/doubts/", "take")
    review = client.get(f"{here}/").content.decode()
    assert "Alle sind entschieden." in review
    result = client.post(f"{here}/create/", follow=True).content.decode()

    left = look(upload)
    made = 60 - left.count(surveying.BLOCKED)
    assert Volunteer.objects.count() == left.count(surveying.DONE) == made > 50
    assert f"Angelegt: {made}." in result
    assert all(left.stops[row] for row, state in left.states.items()
               if state == surveying.BLOCKED)  # fmt: skip
    miriam = Volunteer.objects.get(name="Miriam Tekle")
    assert miriam.association.name == "Verein Zeytin"


def decide_on_pages(client, address, wanted):
    """Go through the pages of what is in doubt; the first offer, else as wanted."""
    while address:
        form = client.get(address).context["form"]
        data = {}
        for name, field in form.fields.items():
            offers = [key for key, _label in getattr(field, "choices", ())]
            if offers:
                readings = [key for key in offers if key.startswith("o")]
                data[name] = (readings or [wanted] if wanted in offers else offers)[0]
        answer = client.post(address, data)
        assert answer.status_code == 302, address
        address = answer["Location"] if "page=" in answer["Location"] else ""


@pytest.fixture
def rooms(kassel, coordinator, now):
    return [
        settle_room(centre=kassel, name=name, by=coordinator, now=now)
        for name in ("Büro 1", "Büro 2", "Versammlungsraum")
    ]


def test_the_room_plan_arrives_with_its_clashes_named(
    bring_file, look, create, now, rooms
):
    create(bring_file("associations", "vereine.xlsx"))
    upload = bring_file("rooms", "raumplan.xlsx")
    found = look(upload)
    assert upload.total == 14
    assert 14 in [line for line, _sentence in found.clashes]
    assert any("Zeytin" in sentence for _line, sentence in found.clashes)
    assert any("Weihnachten" in text for _line, _why, text in found.skipped)
    times = {doubt.text for doubt in found.doubts if doubt.column == "times"}
    assert "Fr 20:00-23:00 | Fr 20:00-00:30" in times

    create(upload)
    assert Series.objects.filter(title="Zeytin").exists()
    assert Booking.objects.filter(title="Selam").count() >= 20
    assert not Booking.objects.filter(title="Jugendforum").exists()
    assert "14" in operations.sealed.refusals_of(upload, now)


def test_the_room_plan_is_taken_back(bring_file, create, undo, rooms):
    upload = create(bring_file("rooms", "raumplan.xlsx"))
    assert Booking.objects.standing().exists()
    undo(upload)
    assert not Booking.objects.standing().exists()


def test_rows_lie_sealed_and_die_after_a_day(bring_file, now):
    upload = bring_file("volunteers", "freiwillige.csv")
    stored = b"".join(
        bytes(sealed) for sealed in Draft.objects.values_list("sealed", flat=True)
    )
    assert b"Aksoy" not in stored
    with pytest.raises(Refusal):
        operations.staged_of(upload, now + dt.timedelta(hours=25))


def test_the_mapping_is_remembered_for_the_next_list(bring, now, kassel, coordinator):
    text = "Wie heissen die;Sprachen\nEins e.V.;Deutsch\n"
    upload = bring("associations", text)
    assert operations.choices_of(upload, now).columns == {"1": "languages"}
    operations.lay_out(
        upload=upload, target=targets.find("associations"), sheet=0, now=now,
        heading=0, columns={"0": "name", "1": "languages"},
    )  # fmt: skip
    assert Remembered.objects.get().centre == kassel
    again = bring("associations", text)
    assert operations.choices_of(again, now).columns["0"] == "name"


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-16", "\t"), ("utf-8-sig", ","), ("cp1252", ";")],
)
def test_other_lists_with_english_headings(bring, create, encoding, separator):
    text = (
        "Association;Contact;Phone;Languages;Hours\n"
        "Brücke;Ayşe Öz;0561 998877;Turkish;Mon 3-6pm\n"
    )
    if encoding == "cp1252":
        text = text.replace("Ayşe", "Anna")
    upload = bring("associations", text.replace(";", separator).encode(encoding))
    create(upload)
    one = Association.objects.get()
    assert (one.name, one.languages) == ("Brücke", ["tr"])
    assert one.offers.get().hours.get().starts == dt.time(15)


@pytest.mark.slow
def test_twenty_thousand_rows_are_looked_at_in_time(bring, look):
    lines = ["Verein;Tel.;Sprachen;Beratungszeiten"]
    lines += [
        f"Verein Nr {n} e.V.;0561 {100000 + n};Deutsch, Türkisch;Mo {8 + n % 9}-18"
        for n in range(20_000)
    ]
    upload = bring("associations", "\n".join(lines))
    found = look(upload)
    assert upload.total == 20_000
    assert found.count(surveying.READY) == 20_000


def test_an_unreadable_file_is_refused_in_words(bring):
    with pytest.raises(Refusal, match="xlsx"):
        bring("associations", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert not Upload.objects.exists()


def upload_file(name):
    return SimpleUploadedFile(name, (DATA / name).read_bytes())


def test_monday_on_the_pages(client, sign_in, derya, kassel, settings):
    sign_in(derya)
    base = "/kassel/import"
    assert "Vereine" in client.get(f"{base}/").content.decode()
    answer = client.post(f"{base}/associations/", {"file": upload_file("vereine.xlsx")})
    assert answer.status_code == 302
    upload = Upload.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert "Ansprechpartner/in" in page
    here = f"{base}/{upload.pk}"
    form = {"sheet": 0, "heading": 2}
    keys = ["name", "contact", "phone", "email", "languages", "hours", "step_free",
            "room", "since", "note"]  # fmt: skip
    form.update({f"column-{place}": key for place, key in enumerate(keys)})
    assert client.post(f"{here}/columns/", form)["Location"] == f"{here}/"
    for path in ("", "doubts/", "twins/", "rows/"):
        answer = client.get(f"{here}/{path}")
        assert answer.status_code == 200, path
    rows = client.get(f"{here}/rows/").content.decode()
    assert "&lt;b&gt;neu&lt;/b&gt;" in rows
    assert "<b>neu</b>" not in rows
    answer = client.post(f"{here}/create/", follow=True)
    assert "14" in answer.content.decode()
    assert Association.objects.count() == 14
    client.post(f"{here}/create/")
    assert Association.objects.count() == 14
    client.post(f"{here}/undo/")
    assert Association.objects.count() == 0


def test_an_old_excel_file_comes_back_with_a_sentence(client, sign_in, derya, kassel):
    sign_in(derya)
    old = SimpleUploadedFile(
        "alt.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    )
    page = client.post("/kassel/import/associations/", {"file": old})
    assert page.status_code == 200
    assert ".xlsx" in page.content.decode()


def test_a_list_of_another_centre_is_not_there(
    client, sign_in, bring_file, foreign_coordinator, elsewhere
):
    upload = bring_file("associations", "vereine.xlsx")
    sign_in(User.objects.get(pk=foreign_coordinator.id))
    for path in ("", "columns/", "doubts/", "twins/", "rows/", "result/"):
        assert client.get(f"/elsewhere/import/{upload.pk}/{path}").status_code == 404
    assert client.get("/elsewhere/import/999999/").status_code == 404
