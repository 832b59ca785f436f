"""Two pages for a committee: made once, the same for ever, whatever is entered."""

import datetime as dt
import io
import re
import zipfile

import docx
import pypdf
import pytest
from django.utils import translation

from allin.core.errors import Refusal
from allin.counselling.models import ContactFact
from allin.directory.models import Association, Partner, Programme
from allin.programmes.models import Occasion
from allin.reports import doctor, exports, operations
from allin.reports.models import Dossier
from allin.reports.operations import Rate
from allin.reports.rules.periods import Period
from allin.volunteers.models import Hours

pytestmark = pytest.mark.django_db
A4 = (595, 842)


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words(dossier, language="de"):
    """Everything the two pages say."""
    said = []
    paper = dossier.paper[language]
    for page in paper["pages"]:
        for section in page:
            said.append(section["title"])
            for block in section["blocks"]:
                said += [block.get("text", "")]
                said += [f"{value} {label}" for value, label in block.get("facts", ())]
                said += block.get("items", [])
                said += [" | ".join(row) for row in block.get("rows", ())]
    whole = "\n".join([paper["title"], paper["lead"], *said])
    return whole.replace("\u00a0", " ")


def files(dossier):
    return [
        make(dossier, language)
        for language in ("de", "en")
        for make in (exports.dossier_as_pdf, exports.as_docx)
    ]


def test_a_dossier_is_the_same_to_the_byte_a_year_later(
    make, a_year, fact, monkeypatch, now, occasion, city_programme
):
    for day in range(1, 9):
        occasion(city_programme, dt.date(2025, 5, day), 40)
    dossier = make(a_year)
    before = files(dossier)

    ContactFact.objects.all().delete()
    fact(month=3, sessions=99)
    Occasion.objects.all().delete()
    city_programme.name = "Anders"
    city_programme.save()
    Association.objects.update(short_name="Umbenannt", left_on=now.date())
    a_year.name = "Ganz anders"
    a_year.save()
    monkeypatch.setenv("ALLIN_NOW", (now + dt.timedelta(days=365)).isoformat())
    again = Dossier.objects.get(pk=dossier.pk)

    with translation.override("ar"):
        assert files(again) == before
    assert operations.is_dossier_intact(again)


def test_a_dossier_changed_behind_the_back_is_found(make, a_year, now):
    dossier = make(a_year)
    assert list(doctor.findings(now)) == []

    dossier.paper["de"]["lead"] += " Und mehr."
    dossier.save()

    (finding,) = doctor.findings(now)
    assert (finding.rule, finding.ids) == ("dossier_changed", (str(dossier.pk),))


def test_nothing_in_a_word_file_tells_when_it_was_drawn(make, a_year):
    made = zipfile.ZipFile(io.BytesIO(exports.as_docx(make(a_year), "de")))

    assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in made.namelist() if "thumbnail" in name]
    core = made.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-03-10T08:40:00Z"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_two_pages_tagged_and_in_its_language(make, a_year, language):
    dossier = make(a_year)
    reader = read(exports.dossier_as_pdf(dossier, language))

    assert len(reader.pages) == 2
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert reader.metadata.title == dossier.paper[language]["title"]
    assert dossier.check_value in reader.pages[1].extract_text()


def test_it_is_two_pages_with_the_longest_names(
    make, kassel, fact, now, occasion, coordinator
):
    long = "Überaus langer Name einer Einrichtung, die sehr viel zu sagen hat und noch "
    kassel.name, kassel.address = (long * 2)[:120], (long * 3)[:200]
    kassel.save()
    for number in range(14):
        body = Partner.objects.create(
            centre=kassel, name=f"{number} {long}"[:120], created_at=now
        )
        for month in range(1, 13):
            fact(
                month=month,
                sessions=9,
                people=9,
                partner=body,
                origin="partner",
                language=["ar", "tr", "uk", "ti", "fa", "so", "bg", "ro", "ru", "pl"][
                    number % 10
                ],
            )
        programme = Programme.objects.create(
            centre=kassel, name=f"{number} {long}"[:120], about=long * 20, partner=body
        )
        for month in range(1, 13):
            occasion(programme, dt.date(2025, month, 3), 4000)
    rate = Rate(long[:70], 15_00, (long * 3)[:190], dt.date(2025, 1, 1))
    operations.enter_rate(centre=kassel, rate=rate, by=coordinator, now=now)
    dossier = make(kassel)

    for language in ("de", "en"):
        assert len(read(exports.dossier_as_pdf(dossier, language)).pages) == 2


def test_an_empty_centre_is_told_plainly_what_is_missing(make, elsewhere):
    dossier = make(elsewhere)
    said = words(dossier)

    assert "Für diese Zeit ist kein Gespräch und kein Termin erfasst." in said
    for lacking in (
        "Es ist kein Verein eingetragen.", "Es ist kein Programm eingetragen.",
        "Es sind keine Kosten eingetragen; was fehlt, lässt sich nicht sagen.",
        "Es ist kein Antrag eingetragen.",
    ):  # fmt: skip
        assert lacking in said
    assert len(read(exports.dossier_as_pdf(dossier, "de")).pages) == 2


def test_no_value_is_named_without_a_rate_and_with_one_its_source_stands_there(
    make, kassel, coordinator, now
):
    bridge = Association.objects.create(centre=kassel, name="Brücke", created_at=now)
    Hours.objects.create(
        centre=kassel, association=bridge, worked_on=dt.date(2025, 5, 5),
        minutes=600, kind="event", entered_at=now,
    )  # fmt: skip
    without = words(make(kassel))
    assert "unbezahlt" in without
    assert "€" not in without

    given = {"centre": kassel, "by": coordinator, "now": now}
    for rate in (
        Rate("Zu spät", 20_00, "Erlass", dt.date(2026, 1, 1)),
        Rate("Zu früh", 9_00, "Erlass", dt.date(2020, 1, 1), dt.date(2025, 6, 30)),
    ):
        operations.enter_rate(rate=rate, **given)
    assert "€" not in words(make(kassel))

    good = Rate("Satz des Landes", 15_00, "Richtlinie Nr. 4", dt.date(2024, 1, 1))
    entered = operations.enter_rate(rate=good, **given)
    said = words(make(kassel))
    assert "hätte sie einen Wert von 150 €. Satz: Satz des Landes" in said
    assert "Quelle: Richtlinie Nr. 4" in said

    operations.drop_rate(rate=entered, by=coordinator, now=now)
    assert "€" not in words(make(kassel))


def test_who_left_in_the_year_counts_and_is_no_member_at_its_end(
    make, kassel, fact, now
):
    stays, leaves, later = (
        Association.objects.create(centre=kassel, name=name, created_at=now)
        for name in ("Bleibt", "Geht", "Geht später")
    )
    Association.objects.filter(pk=leaves.pk).update(left_on=dt.date(2025, 6, 30))
    Association.objects.filter(pk=later.pk).update(left_on=dt.date(2026, 2, 1))
    for month in (1, 5, 8, 11):
        fact(month=month, sessions=20, people=20, association=leaves)
        fact(month=month, sessions=10, people=10, association=stays)

    said = words(make(kassel))

    assert "von 2 Vereinen" in said
    assert "1 Verein ist in dieser Zeit ausgetreten; was er getan hat" in said
    assert "120 Gespräche geführt" in said


def test_who_was_relieved_stands_there_with_the_method(
    make, kassel, fact, occasion, city_programme, now
):
    caritas = Partner.objects.create(
        centre=kassel, name="Caritasverband", short_name="Caritas", created_at=now
    )
    for month in (1, 4, 7, 10):
        fact(
            month=month,
            sessions=25,
            people=20,
            minutes=1500,
            partner=caritas,
            origin="partner",
        )
        for day in range(1, 7):
            occasion(city_programme, dt.date(2025, month, day), 30)

    said = words(make(kassel))

    assert "Caritas | 80 | 100 | 100 | – | – | –" in said
    assert "Stadt | – | – | – | 24 | 720 | –" in said
    assert "So wird gezählt:" in said
    assert "Fest der Kulturen: Ein Fest. | Stadt | 24 | 720 | –" in said


def test_a_running_time_is_refused(make, kassel):
    with translation.override("de"), pytest.raises(Refusal, match="nicht vorbei"):
        make(kassel, Period(2026))


def test_a_word_file_opens_and_says_what_the_pdf_says(make, a_year):
    dossier = make(a_year)
    document = docx.Document(io.BytesIO(exports.as_docx(dossier, "de")))
    text = "\n".join(one.text for one in document.paragraphs)
    cells = {
        cell.text for table in document.tables for row in table.rows
        for cell in row.cells
    }  # fmt: skip

    assert document.core_properties.title == "ALL IN: Dossier für 2025"
    assert "Wer entlastet wurde und um wie viel" in text
    assert "Diakonie" in cells
    assert dossier.check_value in document.sections[0].footer.paragraphs[0].text


def test_names_that_look_like_markup_stay_names(make, kassel, fact, now):
    name = "<b>Amt & Co</b> #evil[$x$]"
    body = Partner.objects.create(centre=kassel, name=name, created_at=now)
    for month in (1, 4, 7, 10):
        fact(month=month, sessions=9, people=9, partner=body, origin="partner")
    dossier = make(kassel)

    cells = {
        cell.text
        for table in docx.Document(io.BytesIO(exports.as_docx(dossier, "de"))).tables
        for row in table.rows
        for cell in row.cells
    }
    assert name in cells
    text = read(exports.dossier_as_pdf(dossier, "de")).pages[0].extract_text()
    assert "#evil[$x$]" in text
