# ruff: noqa: F401, F811  (fixtures are imported by name)
"""What somebody sees of a way to citizenship."""

from django.urls import reverse

from allin.accounts.models import User
from allin.programmes.models import CompanionAsk, Path
from allin.programmes.operations import naturalisation as ways
from tests.conftest import NOW
from tests.programmes.paths import (
    NAME,
    companion,
    path,
    programme,
    take_in,
    walk,
    with_miriam,
)


def test_the_list_shows_code_and_language_and_never_a_name(
    client, sign_in, derya, with_miriam, programme
):
    sign_in(derya)
    page = client.get(f"/kassel/programmes/{programme.pk}/paths/?lang=de")
    words = page.content.decode()

    assert with_miriam.code in words
    assert "Tigrinya" in words
    assert NAME not in words


def test_the_coordination_takes_in_opens_and_moves_on(
    client, sign_in, derya, programme
):
    sign_in(derya)
    told = {
        "language": "ti",
        "first_name": NAME,
        "channel": "0151 23456789",
        "note": "",
        "read_by": "",
        "agreed": "on",
    }
    made = client.post(f"/kassel/programmes/{programme.pk}/paths/new/", told)
    path = Path.objects.get()
    page = f"/kassel/programmes/paths/{path.pk}/"
    assert made.headers["Location"] == page
    assert NAME not in client.get(page).content.decode()

    opened = client.post(f"{page}open/").content.decode()
    assert NAME in opened
    assert NAME not in client.get(page).content.decode()

    client.post(f"{page}advance/", {"to": "first_talk"})
    assert "Erstgespräch" in client.get(f"{page}?lang=de").content.decode()
    wrong = client.post(f"{page}advance/", {"to": "granted"}).content.decode()
    assert 'role="alert"' in wrong


def test_the_volunteer_answers_by_link_without_an_account(
    client, path, companion, miriam, coordinator
):
    companion(miriam)
    asked = ways.ask_companion(path=path, volunteer=miriam, by=coordinator, now=NOW)
    page = "/kassel" + reverse("programmes:companion_answer", args=[asked.token])

    shown = client.get(f"{page}?lang=de").content.decode()
    assert "Tigrinya" in shown
    assert NAME not in shown
    assert CompanionAsk.objects.get().answer == "open"

    said = client.post(page, {"do": "yes"}).content.decode()
    assert "Sie haben zugesagt" in said
    path.refresh_from_db()
    assert path.companion == miriam
    assert "Sie haben zugesagt" in client.post(page, {"do": "yes"}).content.decode()
    late = client.post(page, {"do": "no"}).content.decode()
    assert "erledigt" in late


def test_the_volunteer_finds_whom_they_accompany_in_arabic(
    client, sign_in, miriam, with_miriam
):
    sign_in(miriam.user)
    words = client.get("/kassel/programmes/paths/?lang=ar").content.decode()

    assert with_miriam.code in words
    assert "مرافقة شخص واحد إلى التجنيس" in words


def test_city_and_funder_see_counts_alone(
    client, sign_in, city_officer, programme, take_in
):
    for _time in range(3):
        path = take_in()
    sign_in(User.objects.get(pk=city_officer.id))
    words = client.get(f"/kassel/programmes/{programme.pk}/paths/figures/?lang=de")

    assert "unter 5" in words.content.decode()
    assert path.code not in words.content.decode()
    page = client.get(f"/kassel/programmes/paths/{path.pk}/")
    assert page.status_code == 404
