import datetime as dt
import random

import pytest
from django.urls import Resolver404, include, path, resolve

from allin.accounts import demo as accounts_demo
from allin.centres import demo as centres_demo
from allin.config import cast, urls
from allin.core.story import Story

urlpatterns = [path("", include(urls.urlpatterns)), *cast.urlpatterns]


@pytest.fixture
def story(db, now):
    centre = centres_demo.open_kassel(now)
    today = dt.date(2026, 3, 10)
    told = Story(centre, "S", today, now, random.Random(1), say=print)  # noqa: S311
    centres_demo.make(told)
    accounts_demo.make(told)
    return told


@pytest.fixture
def in_demo(settings):
    settings.DEMO = True
    settings.ROOT_URLCONF = __name__


def test_one_click_signs_in_as_the_coordinator(client, story, in_demo):
    assert "Derya Aksoy" in client.get("/demo/").content.decode()

    page = client.post("/demo/derya/", follow=True).content.decode()

    assert "Derya Aksoy" in page
    assert "Demo." in page


def test_the_second_centres_coordinator_lands_in_their_own(client, story, in_demo):
    answer = client.post("/demo/other/")

    assert answer.url == "/werrabrueck/"


def test_opening_the_address_signs_nobody_in(client, story, in_demo):
    assert client.get("/demo/derya/").status_code == 405
    assert "_auth_user_id" not in client.session


def test_outside_of_a_demo_there_is_no_such_address(client, story):
    assert client.get("/demo/").status_code == 404
    with pytest.raises(Resolver404):
        resolve("/demo/")


def test_even_a_known_address_does_nothing_outside_of_a_demo(client, story, settings):
    settings.ROOT_URLCONF = __name__

    assert client.post("/demo/derya/").status_code == 404


def test_making_the_cast_twice_makes_nobody_twice(story):
    accounts_demo.make(story)
    centres_demo.make(story)

    assert story.cast["derya"].grants.count() == 1


def test_kassel_has_23_districts_and_reviewed_texts_in_three_languages(story):
    assert len(story.centre.districts) == 23
    languages = centres_demo.operations.consent_languages(story.centre, "pass_on")
    assert languages == ["ar", "de", "en"]
