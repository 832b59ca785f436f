"""What people see of the house's money."""

import re

import pytest
from django.urls import reverse

from allin.funding import demo
from allin.funding.models import Application, Award, CostLine, Outlook
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


def url(name, *args):
    return f"/kassel{reverse(f'funding:{name}', args=args)}"


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(client, address, status=200, **data):
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == status, words(answer.content.decode())[-1500:]
    return words(answer.content.decode())


def test_a_centre_without_entries_says_what_to_do(as_coordinator):
    said = page(as_coordinator, url("runway"))

    assert "Über das Geld ist noch nichts eingetragen." in said
    assert "Eintragen, was das Haus kostet" in said


def test_the_motion_s_case_as_one_sees_it(
    as_coordinator, story, django_assert_max_num_queries
):
    demo.make(story)
    with django_assert_max_num_queries(20):
        said = page(as_coordinator, url("runway"))

    for sentence in (
        "Seit 1. Juli ist die Koordination nicht bezahlt, seit der Absage auch",
        "Miete und Koordination kosten 60.000 € im Jahr, 5.000 € im Monat.",
        "55.800 € fehlen bis 30. Juni 2021 Annahme",
        "seit 1. Juli unbezahlt Koordination; die Zahl der Stellen ist nicht genannt",
        "28. Oktober Annahme Antrag an die Stadt, Ausschuss",
        "fehlt: 12.600 €",
        "fehlt: 43.200 €",
        "gesehen am 14. Oktober",
        "BAMF: „House of Resources“ abgelehnt",
        "Zweck steht nicht im Antrag",
    ):
        assert sentence in said, said


def test_a_scenario_rewrites_facts_and_drawing_together(as_coordinator, story):
    demo.make(story)
    motion = Application.objects.get(title="Antrag an die Stadt")
    said = page(as_coordinator, f"{url('runway')}?if=from-{motion.pk}")
    assert "25.800 € fehlen" in said
    assert "fehlt: 4.200 €" in said

    said = page(as_coordinator, f"{url('runway')}?if=back-{motion.pk}")
    assert "Bis 30. Juni 2021 ist alles bezahlt." in said
    assert "Nichts fehlt" in said


def test_the_same_as_a_table(as_coordinator, story):
    demo.make(story)
    said = page(as_coordinator, f"{url('runway')}?as=table")

    assert "Oktober 2020 Miete 0 € 0 € 1.400 €" in said
    assert "Zusammen 15.000 € 4.200 € 55.800 €" in said


@pytest.mark.parametrize(
    "query", ["?day=x", "?day=9999-01-01", "?if=from-999", "?day=2020-02-30&as=cake"]
)
def test_an_address_nobody_meant_shows_the_usual_page(as_coordinator, story, query):
    demo.make(story)

    assert "55.800 € fehlen" in page(as_coordinator, url("runway") + query)


def test_seen_from_a_day_before_the_refusal(as_coordinator, story):
    demo.make(story)
    said = page(as_coordinator, f"{url('runway')}?day=2020-08-15")

    assert "Seit 1. Juli ist die Koordination nicht bezahlt." in said
    assert "BAMF lehnt ab" not in said


def test_from_an_empty_centre_to_the_gap(as_coordinator):
    page(
        as_coordinator, url("enter_line"), 302,
        kind="rent", amount="1.400", first_on="2026-01-01",
    )  # fmt: skip
    line = CostLine.objects.get()
    page(
        as_coordinator, url("enter_award"), 302,
        kind="project", lines=line.pk, first_on="2026-01-01", last_on="2026-06-30",
        assumptions="last", new_funder="Stiftung Nord",
    )  # fmt: skip
    said = page(as_coordinator, url("runway"))

    assert "Die Miete ist bis 30. Juni bezahlt." in said
    assert "noch 3 Monate bezahlt" in said
    assert Award.objects.get().funder.name == "Stiftung Nord"
    assert "Annahme" in page(as_coordinator, url("entries"))


def test_bad_input_comes_back_with_a_sentence(as_coordinator, rent):
    said = page(
        as_coordinator, url("enter_award"), 422,
        kind="project", lines=rent.pk, first_on="2025-01-01", last_on="2025-12-31",
        decided="1.3.2026",
    )  # fmt: skip
    assert (
        "Das Geld endet am 31. Dezember 2025 (Entscheidung: 1. März). "
        "Der ganze Zeitraum liegt vor der Entscheidung. Prüfen Sie beide Daten."
    ) in said
    said = page(
        as_coordinator, url("enter_line"), 422,
        kind="other", amount="viel", first_on="2026-01-01",
    )  # fmt: skip
    assert "Das ist kein Betrag in Euro." in said


def test_the_day_looked_from_can_be_chosen_and_changed(as_coordinator, rent):
    page(
        as_coordinator, url("settle_outlook"), 302,
        seen_on="2026-02-01", seen_assumed="on",
    )  # fmt: skip
    assert "gesehen am 1. Februar" in page(as_coordinator, url("runway"))
    page(as_coordinator, url("settle_outlook"), 302, seen_on="")
    assert Outlook.objects.get().seen_on is None
    assert "heute, 10. März" in page(as_coordinator, url("runway"))


def test_an_auditor_reads_and_is_offered_nothing_to_change(
    client, kassel, elsewhere, story, sign_in
):
    demo.make(story)
    sign_in(make_user("pruef@x.example", "Pia", kassel, "auditor"))

    assert "55.800 € fehlen" in page(client, url("runway"))
    said = page(client, url("entries"))
    assert "Zurücknehmen" not in said
    assert "Neuer Betrag" not in said
    assert client.get(url("enter_line")).status_code == 404


@pytest.mark.parametrize("kind", ["city", "funder", "protection"])
def test_others_have_no_such_page(client, kassel, elsewhere, story, sign_in, kind):
    demo.make(story)
    sign_in(make_user("wer@x.example", "Wer", kassel, kind))

    for name in ("runway", "entries", "enter_line"):
        assert client.get(url(name)).status_code == 404


def test_entries_of_another_centre_are_not_there(
    client, elsewhere, kassel, story, sign_in
):
    demo.make(story)
    sign_in(make_user("fremd@x.example", "Frida", elsewhere, "coordinator"))
    application, award = Application.objects.first(), Award.objects.first()

    for path in (
        reverse("funding:application", args=[application.pk]),
        reverse("funding:take_step", args=[application.pk]),
        reverse("funding:correct_award", args=[award.pk]),
        reverse("funding:withdraw", args=["award", award.pk]),
    ):
        assert client.get(f"/elsewhere{path}").status_code == 404
    said = words(client.get("/elsewhere/money/").content.decode())
    assert "noch nichts eingetragen" in said
