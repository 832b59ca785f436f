import datetime as dt
import re

import pytest

from allin.core.guard import new_stamp
from allin.counselling.models import Slip
from allin.directory.models import Offer, OpenHour

REFER = "/counselling/refer/"


@pytest.fixture
def later(open_hour, river, offices):
    """The river is open on Wednesdays, after the bridge."""
    offer = Offer.objects.get(pk=open_hour.pk)
    offer.pk, offer.association, offer.title = None, river, "Frauencafé"
    offer._state.adding = True
    offer.save()
    offer.topics.add(offices)
    OpenHour.objects.create(
        centre=river.centre, offer=offer, weekday=2, starts=dt.time(9), ends=dt.time(11)
    )
    return offer


@pytest.fixture(autouse=True)
def _there(kassel_answers):
    """Kassel answers under the test's host name."""


def test_the_offers_page_leads_to_a_slip_for_it(client, later, offices):
    page = client.get(f"/find/{later.pk}/?topic=offices&language=ar&name=Samar")
    link = re.search(r'href="([^"]*refer/\?[^"]*)"', page.content.decode())[1]
    link = link.replace("&amp;", "&")

    assert link == f"{REFER}?topic=offices&language=ar&offer={later.pk}"
    form = client.get(link).content.decode()
    assert re.search(rf'name="topic" value="{offices.pk}"[^>]*checked', form)
    assert re.search(r'value="ar" selected', form)
    assert "Zettel für dieses Angebot" in page.content.decode()


def test_its_next_hour_comes_first_and_the_answers_stay(client, later, answers):
    url = f"{REFER}?topic=offices&language=ar&offer={later.pk}"
    page = client.post(url, answers | {"offer": later.pk}).content.decode()
    marks = re.findall(r'name="hour"[^>]*value="([^"]+)"(?: (checked))?', page)

    assert marks[0][0].startswith(f"{later.pk}@")
    assert marks[0][1] == "checked"
    assert len(marks) == 3
    chosen = answers | {"offer": later.pk, "hour": marks[0][0], "stamp": new_stamp()}
    client.post(url, chosen)
    assert Slip.objects.get().offer == later


def test_the_contact_form_knows_topic_and_language(client, later, answers, offices):
    page = client.post(REFER, answers).content.decode()

    assert f"{REFER}contact/?topic=offices&amp;language=ar" in page
    form = client.get(f"{REFER}contact/?topic=offices&language=ar").content.decode()
    assert re.search(rf'name="topic" value="{offices.pk}"[^>]*checked', form)


@pytest.mark.parametrize(
    "query",
    [
        "topic=nothing&language=xx&offer=9999999",
        "topic=%00&language=%E2%80%AEar&offer=-1",
        "offer=99999999999999999999999999&topic=" + "x" * 3000,
        "first_name=Samar&channel=0151234567",
    ],
)
def test_what_does_not_exist_is_passed_over(client, later, answers, query):
    shown = client.get(f"{REFER}?{query}")

    assert shown.status_code == 200
    assert "checked" not in shown.content.decode()
    assert "Samar" not in client.get(f"{REFER}contact/?{query}").content.decode()
    sent = client.post(REFER, answers | {"offer": "99999999999999999999"})
    assert "hour" in sent.content.decode()
