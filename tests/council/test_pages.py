"""What people see of the motion, and what the forms answer."""

import re

import pytest
from django.urls import reverse

from allin.core.money import said as euros
from allin.council import demo
from allin.council.models import Amendment, Motion, NextDate, Step, Task
from allin.funding import demo as money
from tests.conftest import make_user
from tests.council.conftest import words

pytestmark = pytest.mark.django_db


def url(name, *args, centre="kassel"):
    return f"/{centre}{reverse(f'council:{name}', args=args)}"


def page(client, address, status=200, **data):
    answer = client.post(address, data) if data else client.get(address)
    assert answer.status_code == status, words(answer.content.decode())[-1500:]
    return words(answer.content.decode())


def voted(text):
    """Return "A 20/0/1, B 0/9/0" as the rows of a form; what is not said is empty."""
    sent = {}
    for number, part in enumerate(text.split(", "), start=1):
        name, _space, numbers = part.rpartition(" ")
        row = zip(("yes", "no", "abstained"), numbers.split("/"), strict=True)
        sent |= {f"factions_{number}_faction": name}
        sent |= {f"factions_{number}_{cell}": typed for cell, typed in row}
    return sent


@pytest.fixture
def as_coordinator(client, derya, elsewhere, sign_in):
    return sign_in(derya)


@pytest.fixture
def told(story):
    """The demo's motions and money."""
    money.make(story)
    demo.make(story)
    return Motion.objects.get(for_good=True)


def test_a_centre_without_a_motion_says_what_to_do(as_coordinator):
    said = page(as_coordinator, url("index"))

    assert "Es ist noch kein Antrag eingetragen." in said
    assert "Antrag eintragen" in said


def test_the_motion_s_case_as_one_sees_it(
    as_coordinator, told, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        said = page(as_coordinator, url("index"))

    for sentence in (
        "Der Antrag steht vor dem Ausschuss.",
        "Zuletzt: Eingereicht, 2020. Als Nächstes: Ausschuss für Finanzen, Wirtschaft",
        "Grundsatzfragen, 28. Oktober 2020.",
        "Ein Beschluss ohne Haushaltsstelle zahlt nichts.",
        "28. Oktober 2020 Annahme",
        "Unterlagen bis 21. Oktober 2020 Annahme",
        "ab 2021 Annahme",
        "4 geplant",
        "Marit Sonnfeld (Name erfunden)",
        "Nicht gesichert: Darüber hat noch niemand entschieden.",
        "Gebraucht werden 60.000 € im Jahr. Bis 30. Juni 2021 fehlen 55.800 €. Annahme",
        "Die Koordination ist seit 1. Juli 2020 nicht bezahlt.",
        "Die Seite zeigt den Stand vom 14. Oktober 2020.",
        "Beispiel, erfunden: Fahrradbügel an der Treppe 4",
        "Der Antrag ist angenommen, eine Aufgabe danach ist überfällig.",
        "Eingetragen von Derya Aksoy, 10. März",
    ):
        assert sentence in said, said


def test_the_motion_s_case_in_english(as_coordinator, told):
    said = page(as_coordinator, f"{url('index')}?lang=en")

    assert "The motion is before the committee." in said
    assert "Adopted without a budget line, it pays nothing." in said
    assert euros(55_800_00, "en") in said


def test_the_example_after_its_decision(as_coordinator, told):
    other = Motion.objects.exclude(pk=told.pk).get()
    said = page(as_coordinator, url("motion", other.pk))

    for sentence in (
        "33 dafür, 12 dagegen, 3 Enthaltungen",
        "Fraktion B: 12 dafür, 3 dagegen, 1 Enthaltung",
        "2 offen, 1 überfällig",
        "Lageplan vom Tiefbau, liegt im Ordner",
        "Sechs Bügel statt zehn",
        "Empfehlung: mit Änderungen annehmen",
    ):
        assert sentence in said, said


@pytest.mark.parametrize("kind", ["city", "funder"])
def test_city_and_funders_read_the_motion_plainly(
    client, kassel, elsewhere, told, sign_in, kind
):
    """The things are there, so they could leak: names, notes, evidence, money."""
    other = Motion.objects.exclude(pk=told.pk).get()
    Step.objects.filter(motion=told).update(note="Nur für uns")
    NextDate.objects.filter(motion=told).update(note="Nur für uns")
    Task.objects.filter(motion=told).update(owner="Nur für uns")
    sign_in(make_user("wer@x.example", "Wer", kassel, kind))
    said = page(client, url("index")) + page(client, url("motion", other.pk))

    assert "Der Antrag steht vor dem Ausschuss." in said
    assert "Haushaltsstelle für 60.000 Euro im Jahr benennen" in said
    for inside in (
        "Derya", "Nur für uns", "Tiefbau", "55.800", "nicht bezahlt", "Korrigieren",
        "Eintragen", "Zurücknehmen",
    ):  # fmt: skip
        assert inside not in said, inside
    assert client.get(url("take_step", told.pk)).status_code == 404
    assert ">Antrag<" in client.get(url("index")).content.decode()


def test_an_auditor_reads_all_and_is_offered_nothing_to_change(
    client, kassel, elsewhere, told, sign_in
):
    sign_in(make_user("pruef@x.example", "Pia", kassel, "auditor"))
    said = page(client, url("index"))

    assert "55.800 €" in said
    assert "Derya Aksoy" in said
    assert "Nächsten Schritt eintragen" not in said
    assert client.get(url("file")).status_code == 404


@pytest.mark.parametrize("kind", ["protection"])
def test_others_have_no_such_page(client, kassel, elsewhere, told, sign_in, kind):
    sign_in(make_user("wer@x.example", "Wer", kassel, kind))

    for path in (url("index"), url("motion", told.pk), url("file")):
        assert client.get(path).status_code == 404


def test_a_stranger_signs_in_first(client, elsewhere, told):
    assert "/accounts/login/" in client.get(url("index")).headers["Location"]


def test_what_another_centre_has_is_not_there(client, elsewhere, kassel, told, sign_in):
    sign_in(make_user("fremd@x.example", "Frida", elsewhere, "coordinator"))
    step, date = Step.objects.first(), NextDate.objects.first()
    task, amendment = Task.objects.first(), Amendment.objects.first()

    for path in (
        url("motion", told.pk, centre="elsewhere"),
        url("take_step", told.pk, centre="elsewhere"),
        url("correct_step", step.pk, centre="elsewhere"),
        url("move_date", date.pk, centre="elsewhere"),
        url("finish_task", task.pk, centre="elsewhere"),
        url("settle_amendment", amendment.pk, centre="elsewhere"),
        url("withdraw", "motion", told.pk, centre="elsewhere"),
        url("withdraw", "nothing", 1, centre="elsewhere"),
    ):
        assert client.get(path).status_code == 404
    assert "noch kein Antrag" in page(client, url("index", centre="elsewhere"))


def test_from_filing_to_a_task_done_with_evidence(as_coordinator):
    page(
        as_coordinator, url("file"), 302,
        title="Auf Dauer", asked="Sichern", for_good="on", kind="filed", on="9/2025",
    )  # fmt: skip
    motion = Motion.objects.get()
    assert "September 2025" in page(as_coordinator, url("index"))
    for kind, on, more in (
        ("referred", "10/2025", {"body": "Finanzausschuss"}),
        ("on_agenda", "1.11.2025", {}),
        ("recommended", "8.11.2025", {"result": "adopt"}),
        ("council_agenda", "1.12.2025", {"result": "without_debate"}),
        ("decided", "8.12.2025", {
            "result": "adopted", "yes": "40", "no": "20", "abstained": "1",
            **voted("A 40/0/0, B 0/20/1"),
        }),
    ):  # fmt: skip
        page(as_coordinator, url("take_step", motion.pk), 302, kind=kind, on=on, **more)
    page(
        as_coordinator, url("give_task", motion.pk), 302,
        title="Anmelden", of="house", due_on="2026-03-09", owner="Derya",
    )  # fmt: skip
    assert "1 offen, 1 überfällig" in page(as_coordinator, url("index"))
    task = Task.objects.get()
    page(
        as_coordinator, url("finish_task", task.pk), 302,
        done_on="2026-03-10", evidence="Haushalt, Seite 3",
    )  # fmt: skip
    said = page(as_coordinator, url("index"))

    assert "alle erledigt" in said
    assert "Haushalt, Seite 3" in said
    assert "B: 0 dafür, 20 dagegen, 1 Enthaltung" in said


def test_rows_of_factions_come_back_as_they_were_typed(as_coordinator, told):
    typed = voted("Fraktion A 8/1/, B x/2/0, C 0/0/3")
    given = {"kind": "decided", "result": "withdrawn", "yes": "8"} | typed
    html = as_coordinator.post(url("take_step", told.pk), given).content.decode()

    assert "Zeile 2, „B“: ganze Zahlen von 0 bis 999." in html
    for name, value in typed.items():
        if value:
            assert re.search(rf'name="{name}" (id="[^"]*" )?value="{value}"', html), (
                name
            )
    assert html.count("_abstained") >= 8, "there is always room for more"


def test_the_factions_there_are_stand_in_the_next_vote_and_need_no_numbers(
    as_coordinator, told
):
    # The demo's other motion was voted on by name.
    html = as_coordinator.get(url("take_step", told.pk)).content.decode()
    names = re.findall(r'name="factions_\d+_faction"[^>]*value="([^"]+)"', html)
    assert names

    sent = {f"factions_{n}_faction": name for n, name in enumerate(names, start=1)}
    page(
        as_coordinator, url("take_step", told.pk), 302,
        kind="decided", result="withdrawn", **sent,
    )  # fmt: skip
    assert not told.steps.get(kind="decided").votes.exists()


def test_votes_of_factions_are_corrected_in_their_rows(as_coordinator, told):
    other = Motion.objects.get(for_good=False)
    step = other.steps.get(kind="decided")
    address = url("correct_step", step.pk)
    html = as_coordinator.get(address).content.decode()
    first = step.votes.first()
    assert re.search(rf'"factions_1_faction"[^>]*value="{first.faction}"', html)
    assert re.search(rf'"factions_1_yes" value="{first.yes}"', html)

    given = {
        "kind": step.kind, "result": step.result, "yes": "20", "no": "3",
        "abstained": "0",
    }  # fmt: skip
    page(as_coordinator, address, 302, **given, **voted("Neu 20/3/"))
    (vote,) = step.corrected_by.votes.all()
    assert (str(vote), vote.count.yes, vote.count.abstained) == ("Neu", 20, 0)


def test_a_step_entered_after_the_day_one_looks_from_is_shown(as_coordinator, told):
    answer = as_coordinator.post(
        url("take_step", told.pk),
        {"kind": "referred", "on": "28.10.2020", "assumed": "on"},
    )

    assert answer.headers["Location"].endswith("?day=2020-10-28")
    said = page(as_coordinator, f"/kassel{reverse('council:motion', args=[told.pk])}")
    assert "1 späterer Schritt ist da noch nicht bekannt." in said
    said = page(as_coordinator, f"{url('index')}?day=2020-10-28")
    assert "Der Antrag ist in den Ausschuss überwiesen." in said


def test_what_came_of_a_date_begins_with_the_date(as_coordinator, told):
    date = told.dates.first()
    html = as_coordinator.get(
        f"{url('take_step', told.pk)}?date={date.pk}"
    ).content.decode()  # fmt: skip

    assert 'value="28.10.2020"' in html
    assert re.search(rf'<option value="{date.pk}" selected', html)


def test_what_stood_in_a_step_is_read_beside_its_correction(as_coordinator, told):
    step = told.steps.get()
    page(
        as_coordinator, url("correct_step", step.pk), 302, kind="filed", on="9/2020",
        originator="",
    )  # fmt: skip
    said = page(as_coordinator, url("index"))

    assert "September 2020" in said
    assert "Korrigiert. Vorher stand da: Wann: 2020" in said


def test_what_is_taken_back_stays_with_its_reason(as_coordinator, told):
    date, task = told.dates.first(), told.tasks.first()
    for kind, entry in (("date", date), ("task", task)):
        page(
            as_coordinator, url("withdraw", kind, entry.pk), 302, why="Doppelt"
        )  # fmt: skip
    said = page(as_coordinator, url("index"))

    assert "3 geplant" in said
    assert "9. November 2020" in said
    assert "28. Oktober 2020" not in said
    page(as_coordinator, url("withdraw", "motion", told.pk), 302, why="Doppelt")
    assert "Fahrradbügel" in page(as_coordinator, url("index"))


@pytest.mark.parametrize(
    ("form", "data", "sentence"),
    [
        ("take_step", {"kind": "referred", "on": "31.12.2019"}, "erst danach einge"),
        ("take_step", {"kind": "referred", "on": "bald"}, "Das ist kein Datum."),
        ("take_step", {"kind": "closed"}, "Das folgt hier nicht."),
        (
            "take_step",
            {"kind": "council_agenda", "result": "with_debate", "yes": "3"},
            "alle drei oder nichts",
        ),
        (
            "take_step",
            {"kind": "decided", "result": "withdrawn", **voted("Alle //")},
            "Zeile 1: Wie hat „Alle“ gestimmt?",
        ),
        (
            "take_step",
            {"kind": "decided", "result": "withdrawn", **voted(" 3//")},
            "Zeile 1: welche Fraktion?",
        ),
        (
            "take_step",
            {"kind": "decided", "result": "withdrawn", **voted("A 3/viele/")},
            "Zeile 1, „A“: ganze Zahlen von 0 bis 999.",
        ),
        (
            "take_step",
            {"kind": "decided", "result": "withdrawn", **voted("A 3/1000/1")},
            "Zeile 1, „A“: ganze Zahlen von 0 bis 999.",
        ),
        (
            "take_step",
            {
                "kind": "decided", "result": "withdrawn", "yes": "9", "no": "1",
                "abstained": "0", **voted("A 8/1/"),
            },
            "Die Fraktionen ergeben 8 dafür, 1 dagegen, 0 enthalten. Angegeben",
        ),
        (
            "take_step",
            {"kind": "referred", "url": "javascript:alert(1)"},
            "Das ist keine Adresse im Netz.",
        ),
        ("set_date", {"where": "committee", "on": "2019"}, "vor der Einreichung"),
        ("settle_budget", {"year": "zwanzig"}, "Ein Jahr, etwa 2027."),
        ("settle_budget", {"year": "1066"}, "Zwischen 1990 und 2099."),
        (
            "give_task",
            {"title": "x", "of": "house", "due_on": "1066-01-01"},
            "Zwischen 1990 und 2099.",
        ),
        ("add_amendment", {"title": "x", "filed": "1999"}, "vor der Einreichung"),
    ],
)  # fmt: skip
def test_bad_input_comes_back_with_a_sentence(
    as_coordinator, told, form, data, sentence
):
    said = page(as_coordinator, url(form, told.pk), 422, **data)

    assert sentence in said, said


def test_a_task_without_evidence_is_not_done(as_coordinator, told):
    task = told.tasks.first()
    said = page(
        as_coordinator, url("finish_task", task.pk), 422, done_on="2026-03-10"
    )  # fmt: skip

    assert "Woran sieht man, dass es erledigt ist?" in said


@pytest.mark.parametrize("day", ["x", "2026-02-30", "9999-01-01", "0001-01-01"])
def test_an_address_nobody_meant_shows_the_usual_page(as_coordinator, told, day):
    said = page(as_coordinator, f"{url('index')}?day={day}")

    assert "14. Oktober 2020" in said


def test_a_closed_motion_offers_no_step(as_coordinator, told):
    for data in ({"kind": "decided", "result": "withdrawn"}, {"kind": "closed"}):
        page(as_coordinator, url("take_step", told.pk), 302, **data)

    assert "Der Antrag ist abgeschlossen." in page(as_coordinator, url("index"))
    said = page(as_coordinator, url("take_step", told.pk))
    assert "Es folgt nichts mehr." in said
