import datetime as dt
import random

import pytest

from allin.accounts import demo as accounts_demo
from allin.accounts.models import User
from allin.centres import demo as centres_demo
from allin.core.story import Story
from allin.desk.views.today import lead
from allin.directory import demo as directory_demo
from allin.volunteers import demo as volunteers_demo


@pytest.fixture
def story(db, now):
    """Kassel a year on, and a second centre in its first week."""
    centre = centres_demo.open_kassel(now)
    today = dt.date(2026, 3, 10)
    told = Story(centre, "S", today, now, random.Random(1), say=print)  # noqa: S311
    for room in (centres_demo, accounts_demo, directory_demo, volunteers_demo):
        room.make(told)
    return told


@pytest.fixture
def page(story, sign_in):
    def read(email, path="/kassel/"):
        user = User.objects.get(email=f"{email}@allin.example")
        answer = sign_in(user).get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_the_coordinator_reads_the_day_and_how_things_stand(page):
    shown = page("derya")

    assert "Heute, Dienstag, 10. März" in shown
    assert "Zu tun" in shown
    assert "Räume heute" in shown


def test_a_new_centre_reads_its_first_week(page):
    shown = page("wiebke", "/werrabrueck/")

    assert "Erste Woche" in shown
    assert "Tag 4" in shown
    assert "Als Nächstes: Vereine eintragen." in shown


def test_a_board_reads_its_own_association(page):
    shown = page("mariam")

    assert "Ihre Buchungen" in shown
    assert "Raum buchen" in shown


def test_a_volunteer_reads_tasks_and_hours(page):
    shown = page("amal")

    assert "Ihre Aufgaben" in shown
    assert "in diesem Jahr" in shown


def test_a_referrer_reads_what_became_of_it(page):
    assert "Was daraus geworden ist" in page("birgit")


@pytest.mark.parametrize("who", ["carla", "frank"])
def test_city_and_funder_read_figures_and_nothing_else(page, who):
    shown = page(who)

    assert "Hier stehen nur Zahlen" in shown
    assert "Vermittlungen unterwegs" not in shown


def test_an_empty_house_says_so(kassel, elsewhere, now):
    assert lead(kassel, now, 0) == "Heute ist nichts offen."
    assert lead(kassel, now, 2) == "Keine Vermittlung wartet."


@pytest.mark.parametrize("who", ["derya", "mariam", "amal", "birgit", "carla"])
def test_a_first_page_asks_the_database_at_most_twenty_times(
    story, sign_in, who, django_assert_max_num_queries
):
    client = sign_in(User.objects.get(email=f"{who}@allin.example"))
    client.get("/kassel/")
    with django_assert_max_num_queries(20):
        client.get("/kassel/")
