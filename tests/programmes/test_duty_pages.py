"""Emergency accompaniment on the page: what each person sees and does."""

import re

import pytest

from allin.accounts.models import User
from allin.directory.models import Association
from allin.programmes.models import Deployment, DutyWeek, Part, Swap, SwapAsk
from allin.programmes.operations import duty
from tests.conftest import NOW, make_user
from tests.programmes import dutycast
from tests.programmes.dutycast import D


@pytest.fixture
def roster(kassel, elsewhere, coordinator):
    return dutycast.make_roster(kassel, coordinator)


@pytest.fixture
def programme(roster):
    return roster[0]


@pytest.fixture
def people(roster):
    return roster[1]


class Here:
    def __init__(self, client):
        self.client = client

    def get(self, path="", status=200):
        page = self.client.get(f"/kassel/programmes/{path}")
        assert page.status_code == status, (page.status_code, path)
        return page.content.decode()

    def post(self, path, status=302, **data):
        page = self.client.post(f"/kassel/programmes/{path}", data)
        assert page.status_code == status, page.content.decode()[:4000]
        return page


@pytest.fixture
def here(client, derya):
    client.force_login(derya)
    return Here(client)


@pytest.fixture
def amina(client, people, coordinator, sign_in):
    """A companion, signed in."""
    person = dutycast.person_of(people["Amina"], coordinator)
    person.user = make_user("amina@allin.example", "Amina")
    person.save()
    return Here(sign_in(person.user))


def test_from_an_empty_roster_to_a_published_plan(here, programme):
    path = f"{programme.pk}/duty"
    assert "Amina" in here.get(f"{path}/people/")

    here.post(f"{path}/plan/", first="2026-03-16", until="2026-05-31")
    page = here.get(f"{path}/plan/")
    assert "167" in page
    assert DutyWeek.objects.count() == 11
    here.post(f"{path}/publish/")

    assert DutyWeek.objects.published().count() == 11
    assert "Amina" in here.get(f"{programme.pk}/")


def test_somebody_is_entered_only_with_consent(here, programme, kassel):
    association = Association.objects.get(centre=kassel)
    person = dutycast.volunteer(kassel, association, "Hatice")
    told = {
        "volunteer": person.pk,
        "channel": "paper",
        "language": "tr",
        "certificate_on": "2025-02-01",
    }
    here.post(f"{programme.pk}/duty/people/enter/", status=422, **told)
    here.post(f"{programme.pk}/duty/people/enter/", agreed="on", **told)

    assert "Hatice" in here.get(f"{programme.pk}/duty/people/")


def test_a_week_shows_who_could_and_why_the_others_cannot(here, programme, coordinator):
    week = dutycast.published(programme, coordinator)[3]

    page = here.get(f"duty/weeks/{week.pk}/")
    assert "braucht die vereinbarte Pause zwischen zwei Diensten" in page

    here.post(f"duty/weeks/{week.pk}/relieve/", companion=week.first_id)
    swap = Swap.objects.get()
    ask = swap.asks.first()
    here.post(f"duty/asks/{ask.pk}/answer/", do="yes")
    week.refresh_from_db()
    assert week.first_id == ask.companion_id


def test_a_link_answers_by_post_alone_and_get_shows_no_day(
    client, here, programme, coordinator
):
    week = dutycast.published(programme, coordinator)[3]
    asked = duty.relieve(week=week, companion_id=week.first_id, by=coordinator, now=NOW)
    companion, link = next(iter(asked.links.items()))
    path = re.search(r"(/question/[^/]+/)", link).group(1)
    client.logout()
    stranger = Here(client)

    first = stranger.get(path.strip("/") + "/")
    assert "April" not in first
    shown = stranger.post(path.strip("/") + "/", status=200, do="show")
    assert "April" in shown.content.decode()
    stranger.post(path.strip("/") + "/", status=200, do="yes")

    week.refresh_from_db()
    assert week.first_id == companion
    others = SwapAsk.objects.filter(swap=asked.swap).exclude(companion=companion)
    assert {one.answer for one in others} <= {"too_late"}


def test_a_companion_sees_their_weeks_asks_for_relief_and_keeps_one_free(
    amina, people, programme, coordinator
):
    weeks = dutycast.published(programme, coordinator)
    mine = next(w for w in weeks if w.place_of(people["Amina"].pk))

    assert "/kassel/programmes/yours/" in amina.get("mine/")
    page = amina.get("yours/")
    assert "/volunteers/" in page
    amina.post(f"duty/weeks/{mine.pk}/relieve/")
    assert Swap.objects.open().get().leaving_id == people["Amina"].pk
    amina.post(f"duty/swaps/{Swap.objects.get().pk}/back/")
    assert not Swap.objects.open().exists()
    amina.post("yours/", day="2026-08-12")
    assert people["Amina"].blocked.get().monday == D(2026, 8, 10)


def test_a_companion_cannot_act_for_others_or_see_the_coordinations_pages(
    amina, people, programme, coordinator
):
    weeks = dutycast.published(programme, coordinator)
    other = next(w for w in weeks if not w.place_of(people["Amina"].pk))

    amina.post(f"duty/weeks/{other.pk}/relieve/", status=404)
    for path in (
        f"{programme.pk}/duty/people/",
        f"{programme.pk}/duty/plan/",
        f"{programme.pk}/duty/list/",
        f"{programme.pk}/duty/deployments/",
        f"duty/weeks/{other.pk}/",
        f"duty/people/{people['Amina'].pk}/",
    ):
        amina.get(path, status=404)


def test_a_volunteer_who_is_not_on_the_roster_finds_no_page(
    client, programme, kassel, sign_in
):
    association = Association.objects.get(centre=kassel)
    user = make_user("fremde@allin.example", "Fremde")
    dutycast.volunteer(kassel, association, "Fremde", user=user)
    outside = Here(sign_in(user, client))

    outside.get("yours/", status=404)
    assert "/yours/" not in outside.get("mine/")
    outside.get(f"{programme.pk}/duty/deployments/new/", status=404)


def test_a_deployment_is_written_down_past_midnight(here, programme, people):
    here.post(
        f"{programme.pk}/duty/deployments/new/",
        on="2026-03-08",
        alarm="23:10",
        arrived="23:40",
        ended="02:15",
        companions=[people["Amina"].pk, people["Bilal"].pk],
        requested_by="chaplaincy",
        keyword="accident",
        district="Nordstadt",
        spoken_codes=["ar"],
        adults="1-2",
        children="0",
        handed_to="family",
    )

    made = Deployment.objects.get()
    assert made.minutes == 185
    assert "Nordstadt" in here.get(f"{programme.pk}/duty/deployments/")
    part = Part.objects.first()
    here.post(f"duty/parts/{part.pk}/talk/", do="held")
    assert Part.objects.to_debrief().count() == 1


def test_the_control_centre_opens_the_list_by_pin_and_keeps_it_as_a_file(
    client, here, programme, coordinator
):
    dutycast.published(programme, coordinator)
    page = here.post(
        f"{programme.pk}/duty/lists/", status=200, label="Leitstelle Kassel"
    ).content.decode()
    token = re.search(r"/paper/([^/]+)/", page).group(1)
    pin = re.search(r'<strong dir="ltr">(\d{6})</strong>', page).group(1)
    client.logout()
    outside = Here(client)

    closed = outside.get(f"paper/{token}/")
    assert "0561" not in closed.replace("0561 787", "")
    outside.post(f"paper/{token}/", status=422, pin="12")
    opened = outside.post(f"paper/{token}/", status=200, pin=pin).content.decode()
    assert "tel:" in opened
    assert "Alarm" in opened
    file = outside.post(f"paper/{token}/", status=200, pin=pin, do="file")
    assert "attachment" in file["Content-Disposition"]
    text = file.content.decode()
    assert "tel:" in text
    for needs in ("<link", "<script", "src=", "http://", "https://"):
        assert needs not in text


def test_the_other_centre_knows_nothing_of_it(
    client, programme, people, coordinator, foreign_coordinator
):
    week = dutycast.published(programme, coordinator)[0]
    client.force_login(User.objects.get(pk=foreign_coordinator.id))
    for path in (
        f"{programme.pk}/duty/people/",
        f"{programme.pk}/duty/plan/",
        f"duty/weeks/{week.pk}/",
        f"duty/people/{people['Amina'].pk}/",
    ):
        for centre in ("kassel", "elsewhere"):
            page = client.get(f"/{centre}/programmes/{path}")
            assert page.status_code == 404


@pytest.mark.parametrize("path", ["", "duty/plan/", "duty/people/", "duty/list/"])
def test_pages_ask_few_questions_however_many_weeks(
    here, programme, coordinator, path, django_assert_max_num_queries
):
    dutycast.published(programme, coordinator)

    with django_assert_max_num_queries(23):
        here.get(f"{programme.pk}/{path}")
