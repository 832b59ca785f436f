"""The pages of a programme: what a person sees and does."""

import pytest

from allin.programmes import operations
from allin.programmes.models import Assignment, Occasion, Setup
from allin.volunteers.models import Hours
from tests.conftest import NOW
from tests.programmes.conftest import at

PLANNED = {
    "title": "Satzung verstehen",
    "kind": "seminar",
    "on": "2026-03-17",
    "starts": "17:00",
    "ends": "19:00",
    "repeats": "once",
    "label": "Leitung",
    "heads": "1",
}


@pytest.fixture
def here(client, derya):
    client.force_login(derya)

    class Here:
        def get(self, path="", status=200):
            page = client.get(f"/kassel/programmes/{path}")
            assert page.status_code == status, page.status_code
            return page.content.decode()

        def post(self, path, status=302, **data):
            page = client.post(f"/kassel/programmes/{path}", data)
            assert page.status_code == status, page.content.decode()[:3000]
            return page

    return Here()


def test_without_a_programme_the_page_leads_to_the_first(here):
    assert "/kassel/programmes/set-up/" in here.get()


def test_a_programme_is_set_up_on_one_page(here, vhs):
    assert "/set-up/seminars/" in here.get("set-up/")

    here.post(
        "set-up/seminars/",
        name="Verein leicht gemacht",
        partner=vhs.pk,
        offer_hours=24,
        keep_days=90,
    )

    setup = Setup.objects.get()
    assert setup.settings["offer_hours"] == 24
    assert "Verein leicht gemacht" in here.get(f"{setup.programme_id}/")


def test_a_name_that_is_taken_comes_back_with_what_was_typed(here, setup):
    page = here.post(
        "set-up/seminars/",
        status=422,
        name=setup.programme.name,
        about="Vier Abende",
        offer_hours=24,
        keep_days=90,
    )

    assert "Vier Abende" in page.content.decode()


def test_what_is_planned_stands_on_the_programmes_page(here, setup, hall):
    here.post(f"{setup.programme_id}/plan/", room=hall.pk, **PLANNED)

    occasion = Occasion.objects.get()
    page = here.get(f"{setup.programme_id}/")
    assert "Satzung verstehen" in page
    assert "Versammlungsraum" in page
    assert "0 von 1" in here.get(f"occasions/{occasion.pk}/")


def test_a_taken_room_is_said_with_what_is_free_near_it(here, setup, hall, plan):
    plan(room=hall)

    page = here.post(f"{setup.programme_id}/plan/", status=422, room=hall.pk, **PLANNED)

    assert 'name="instead"' in page.content.decode()
    assert Occasion.objects.count() == 1


def test_dates_in_the_way_are_named_and_the_others_planned(here, setup, hall, plan):
    plan(room=hall)
    weekly = PLANNED | {"repeats": "weekly", "until": "2026-03-31", "room": hall.pk}

    page = here.post(f"{setup.programme_id}/plan/", status=422, **weekly)

    text = page.content.decode()
    assert text.count('name="only"') == 2
    mark = page.context["mark"]
    here.post(
        f"{setup.programme_id}/plan/",
        **weekly,
        mark=mark,
        only=["2026-03-24", "2026-03-31"],
    )
    assert Occasion.objects.count() == 3


def test_an_occasion_is_moved_and_cancelled(here, plan, hall):
    occasion = plan(room=hall)

    here.post(
        f"occasions/{occasion.pk}/move/",
        on="2026-03-18",
        starts="9:00",
        ends="11:00",
        room=hall.pk,
    )
    occasion.refresh_from_db()
    assert occasion.starts_at == at("9:00", 18)

    here.post(f"occasions/{occasion.pk}/cancel/", why="Referentin krank")
    assert "Referentin krank" in here.get(f"occasions/{occasion.pk}/")


def test_somebody_is_asked_and_says_yes_with_one_tap(here, client, plan, leads, miriam):
    position = plan(positions=[leads]).positions.get()
    assert "Miriam Tekle" in here.get(f"positions/{position.pk}/")
    here.post(f"positions/{position.pk}/", volunteer=miriam.pk, how="ask")

    client.force_login(miriam.user)
    assert "Satzung verstehen" in here.get("mine/")
    one = Assignment.objects.get()
    here.post(f"assignments/{one.pk}/answer/", answer="yes", next="/kassel/mine/")

    one.refresh_from_db()
    assert one.state == "promised"


def test_nobody_answers_for_somebody_else(
    here, client, plan, leads, miriam, make_volunteer, coordinator
):
    other = make_volunteer("Zweite", email="zweite@allin.example")
    one = operations.ask(
        position=plan(positions=[leads]).positions.get(),
        volunteer=miriam,
        by=coordinator,
        now=NOW,
    )

    client.force_login(other.user)
    here.post(f"assignments/{one.pk}/answer/", status=404, answer="yes")
    here.get(f"occasions/{one.position.occasion_id}/", status=404)


def test_attendance_and_headcount_are_noted_on_one_page(
    here, plan, leads, miriam, coordinator, monkeypatch
):
    occasion = plan(positions=[leads])
    one = operations.assign(
        position=occasion.positions.get(), volunteer=miriam, by=coordinator, now=NOW
    )
    monkeypatch.setenv("ALLIN_NOW", at("20:00").isoformat())

    assert "Miriam Tekle" in here.get(f"occasions/{occasion.pk}/attendance/")
    here.post(
        f"occasions/{occasion.pk}/attendance/",
        headcount=17,
        **{f"came_{one.pk}": "came", f"minutes_{one.pk}": 110},
    )

    assert Hours.objects.get().minutes == 110
    assert "17 Menschen" in here.get(f"occasions/{occasion.pk}/")


def test_another_centres_coordination_finds_nothing(
    here, client, plan, foreign_coordinator, django_user_model
):
    occasion = plan()
    client.force_login(django_user_model.objects.get(pk=foreign_coordinator.id))

    page = client.get(f"/elsewhere/programmes/occasions/{occasion.pk}/")

    assert page.status_code == 404
