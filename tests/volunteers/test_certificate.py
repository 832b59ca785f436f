"""A certificate of service: what was confirmed, frozen, checked by anybody."""

import datetime as dt
import io

import pytest
from django.core.cache import cache
from pypdf import PdfReader

from allin.core.errors import Refusal
from allin.volunteers import exports, operations
from allin.volunteers.models import Certificate, Hours

YEAR = {"first_on": dt.date(2025, 1, 1), "last_on": dt.date(2026, 3, 10)}
ADDRESS = "http://localhost/kassel/volunteers/check/K7M2-4QXT-9PRS/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def work(miriam, horizonte, coordinator, now):
    """Enter some minutes of a day; confirmed unless told."""

    def enter(minutes, on="2026-02-03", *, confirmed=True, kind="event"):
        row = operations.enter_hours(
            volunteer=miriam,
            association=horizonte,
            kind=kind,
            minutes=minutes,
            worked_on=dt.date.fromisoformat(on),
            by=coordinator,
            now=now,
        )
        if confirmed:
            operations.confirm_hours(ids=[row.pk], by=coordinator, now=now)
        return row

    return enter


@pytest.fixture
def certify(miriam, as_miriam, now):
    def issue(**more):
        told = YEAR | {"language": "ar", "by": as_miriam, "now": now} | more
        return operations.certify(volunteer=miriam, **told)

    return issue


def words_of(file):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)


def test_only_confirmed_hours_of_the_time_count_each_once(
    work, certify, coordinator, now
):
    work(90)
    work(45, "2024-12-31")
    work(30, confirmed=False)
    corrected = operations.correct_hours(
        hours=work(60, "2026-02-05"),
        kind="event",
        minutes=20,
        worked_on=dt.date(2026, 2, 5),
        by=coordinator,
        now=now,
    )
    operations.confirm_hours(ids=[corrected.pk], by=coordinator, now=now)

    assert certify().facts["minutes"] == 110


@pytest.mark.parametrize(
    ("language", "said"),
    [("ar", "تطوّعي"), ("uk", "волонтерськ"), ("en", "voluntary service")],
)
def test_it_is_in_german_and_the_persons_language_tagged_and_the_same_each_time(
    work, certify, language, said
):
    work(90)
    one = certify(language=language)

    file = exports.certificate(one, address=ADDRESS)

    assert file == exports.certificate(one, address=ADDRESS)
    reader = PdfReader(io.BytesIO(file))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = words_of(file)
    assert "Miriam Tekle" in words
    assert "1:30" in words
    assert "unbezahlt" in words
    assert one.code in words
    if language != "ar":  # Arabic letters are joined in the file
        assert said in words


def test_what_changes_later_changes_nothing_on_it(work, certify, horizonte):
    work(90)
    one = certify()
    before = exports.certificate(one, address=ADDRESS)

    work(60, "2026-02-04")
    horizonte.name = "Anders e. V."
    horizonte.save()

    assert (
        exports.certificate(Certificate.objects.get(pk=one.pk), address=ADDRESS)
        == before
    )


def test_numbers_run_by_year_and_a_second_tap_makes_one(work, certify):
    work(90)
    first, again = certify(), certify()
    other = certify(language="uk")

    assert first == again
    assert [first.shown_number, other.shown_number] == ["2026-001", "2026-002"]


def test_whoever_checks_it_learns_no_name_without_consent(work, certify, client):
    work(90)
    one, shown = certify(), certify(name_shown=True)

    page = client.get(f"/kassel/volunteers/check/{one.code}/").content.decode()
    assert "Diese Bescheinigung gilt" in page
    assert "2026-001" in page
    assert "Miriam" not in page
    page = client.get(f"/kassel/volunteers/check/{shown.code}/").content.decode()
    assert "Miriam Tekle" in page
    typed = {"code": one.code.lower().replace("-", " ")}
    page = client.post("/kassel/volunteers/check/", typed, follow=True)
    assert page.status_code == 200


def test_an_invented_code_and_one_of_another_centre_hold_nothing(work, certify, client):
    work(90)
    one = certify()

    for where in (
        "/kassel/volunteers/check/K7M2-4QXT-9PRS/",
        f"/elsewhere/volunteers/check/{one.code}/",
    ):
        answer = client.get(where)
        assert answer.status_code == 404
        assert "gehört zu keiner Bescheinigung" in answer.content.decode()


def test_the_coordination_withdraws_it_and_whoever_checks_reads_that(
    work, certify, client, sign_in, derya, board
):
    work(90)
    one = certify(name_shown=True)
    with pytest.raises(Refusal):
        operations.withdraw_certificate(certificate=one, by=board, now=one.issued_at)

    sign_in(derya).post(f"/kassel/volunteers/certificate/{one.pk}/withdraw/")

    page = client.get(f"/kassel/volunteers/check/{one.code}/").content.decode()
    assert "zurückgezogen" in page
    assert "Miriam" not in page


def test_without_confirmed_hours_there_is_none(work, certify):
    work(90, confirmed=False)

    with pytest.raises(Refusal, match="nichts bestätigt"):
        certify()
    with pytest.raises(Refusal, match="noch nicht da"):
        certify(last_on=dt.date(2026, 3, 11))
    with pytest.raises(Refusal):
        certify(first_on=dt.date(2026, 3, 2), last_on=dt.date(2026, 3, 1))


def test_who_was_erased_gets_a_clear_answer_and_old_ones_stay_checkable(
    work, certify, miriam, coordinator, client, now
):
    work(90)
    one = certify(name_shown=True)
    operations.erase(volunteer=miriam, by=coordinator, now=now)
    miriam.refresh_from_db()

    with pytest.raises(Refusal, match="auf Wunsch der Person gelöscht"):
        certify(by=coordinator)
    page = client.get(f"/kassel/volunteers/check/{one.code}/").content.decode()
    assert "Diese Bescheinigung gilt" in page
    assert "Miriam" not in page
    assert Hours.objects.count() == 1


def test_on_the_own_page_it_is_issued_and_taken(
    work, client, sign_in, miriam, make_volunteer
):
    work(90)
    sign_in(miriam.user)
    mine = "/kassel/volunteers/mine/"
    told = {"first_on": "2026-01-01", "last_on": "2026-03-01", "language": "uk"}
    page = client.post(f"{mine}certificate/", told, follow=True).content.decode()
    assert "Die Bescheinigung ist ausgestellt" in page
    one = Certificate.objects.get()

    file = client.get(f"{mine}certificate/{one.pk}.pdf")
    assert file.headers["Content-Type"] == "application/pdf"
    client.post(f"{mine}certificate/{one.pk}/name/")
    one.refresh_from_db()
    assert one.name_shown
    one.volunteer = make_volunteer("Amal")
    one.save()
    assert client.get(f"{mine}certificate/{one.pk}.pdf").status_code == 404


def test_a_board_certifies_its_own_and_no_strangers(
    work, certify, board, foreign_coordinator, client, sign_in, derya, miriam
):
    work(90)
    assert certify(by=board).name == "Miriam Tekle"
    with pytest.raises(Refusal):
        certify(by=foreign_coordinator)
    sign_in(derya)
    where = f"/kassel/volunteers/{miriam.pk}/certify/"
    told = {"first_on": "2026-01-01", "last_on": "2026-03-01", "language": "de"}
    page = client.post(where, told, follow=True).content.decode()
    assert "2026-002" in page
    last = Certificate.objects.get(number=2)
    file = client.get(f"/kassel/volunteers/certificate/{last.pk}.pdf")
    assert file.content.startswith(b"%PDF")
