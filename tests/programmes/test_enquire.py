"""A group asks for a tour or a talk; what cannot be is said with a way out."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from allin.audit.models import Entry
from allin.core.errors import Refusal
from allin.programmes.models import Enquiry
from allin.programmes.operations import enquiry as operations
from allin.programmes.rules import enquiry as rules
from allin.vault.models import Value
from tests.conftest import NOW, make_user, visitor
from tests.programmes.asking import AT, DAY, enquire, typed


@pytest.fixture
def guide(make_guide):
    return make_guide()


@pytest.fixture
def page(client, tours, guide):
    """The public form of the tours."""

    class Page:
        url = f"/kassel/programmes/{tours.programme_id}/enquire/"

        def get(self):
            return client.get(self.url).content.decode()

        def send(self, **more):
            return client.post(self.url, typed(**more))

    return Page()


@pytest.fixture(autouse=True)
def _unhurried(settings):
    """Nobody waits two seconds, and every test begins uncounted."""
    settings.GUARD_STRICT = False
    cache.clear()


def test_a_school_class_asks_and_gets_a_code(page, client):
    assert "Führungen im Stadtmuseum" in page.get()

    sent = page.send()

    made = Enquiry.objects.get()
    assert sent.url.endswith(f"/asked/{made.code}/")
    shown = client.get(sent.url).content.decode()
    assert made.code_shown in shown
    assert "Schule am Wall, 9b" in shown
    assert "Beispiel" not in shown


def test_whom_to_call_lies_in_the_vault_alone(tours, guide):
    made = enquire(tours)

    row = Enquiry.objects.filter(pk=made.pk).values().get()
    assert "Beispiel" not in str(row)
    assert "700123" not in str(row)
    assert {v.field for v in Value.objects.filter(subject_id=made.subject_id)} == {
        "name", "channel",
    }  # fmt: skip


def test_opening_whom_to_call_is_noted(tours, guide, coordinator):
    opened = operations.open_contact(enquiry=enquire(tours), by=coordinator, now=NOW)

    assert (opened.name, opened.channel) == ("Frau Beispiel", "+49561700123")
    assert Entry.objects.filter(kind="reads", verb="vault.read").count() == 2


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"on_1": "2026-03-09"}, "over"),
        ({"on_1": "2026-03-12"}, "17.03.2026"),
        ({"on_1": "2027-04-01"}, "more than a year"),
        ({"on_1": "31.2.2026"}, "does not exist"),
        ({"at_1": "22:00"}, "between 8 and 20"),
        ({"size": "0"}, "at least one person"),
        ({"size": "-3"}, "at least one person"),
        ({"size": "viele"}, "Type a number"),
        ({"size": "100000"}, "Call"),
        ({"institution": "x" * 10_000}, "10000 characters"),
        ({"language": "vi"}, "Nobody speaks Vietnamese"),
        ({"language": "klingon"}, "one of these languages"),
        ({"channel": "12"}, "digits"),
        ({"second_language": "ti"}, "first language"),
        ({"on_2": "2026-03-26"}, "when it is to begin"),
        ({"access": "faith"}, "one of these"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    page, client, settings, answers, said
):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    sent = page.send(**answers)

    text = sent.content.decode()
    assert sent.status_code == 422
    assert said in re.sub(r"\s+", " ", text)
    assert Enquiry.objects.count() == 0
    if "institution" not in answers:
        assert "Schule am Wall, 9b" in text


def test_a_language_nobody_speaks_names_those_that_are_possible(tours, guide):
    with pytest.raises(Refusal, match="Tigrin") as refused:
        enquire(tours, language="vi")

    assert refused.value.field == "language"
    assert [way.text for way in refused.value.ways_out] != []


def test_a_language_nobody_speaks_can_be_looked_for_all_the_same(page):
    assert "anyway" not in page.get()
    assert 'name="anyway"' in page.send(language="vi").content.decode()

    page.send(language="vi", anyway="on")

    assert Enquiry.objects.get().language == "vi"


def test_a_group_too_large_is_divided_if_it_agrees(page):
    assert 'name="split"' in page.send(size="40").content.decode()

    page.send(size="40", split="on")

    assert Enquiry.objects.get().size == 40


def test_more_than_the_house_holds_is_refused(tours, guide):
    with pytest.raises(Refusal, match="100"):
        enquire(tours, size=101, split=True)


def test_a_talk_is_not_divided(talks, make_guide):
    make_guide(kind="security")

    with pytest.raises(Refusal, match="60"):
        enquire(talks, size=61, place="Gemeindehaus")


def test_sent_twice_it_is_one_enquiry(page):
    stamp = re.search(r'name="stamp" value="([^"]+)"', page.get())[1]

    first, second = page.send(stamp=stamp), page.send(stamp=stamp)

    assert first.url == second.url
    assert Enquiry.objects.count() == 1


def test_the_form_has_no_room_for_what_has_happened_to_anybody(talks, client):
    url = f"/kassel/programmes/{talks.programme_id}/enquire/"
    text = client.get(url, headers={"accept-language": "en"}).content.decode()

    assert "no victims, no incidents" in text
    assert "<textarea" not in text


def test_a_partner_notes_for_its_own_programme_only(kassel, tours, talks, guide):
    user = make_user("museum@allin.example", "Petra Museum")
    partner = visitor(user, "partner", kassel, tours.programme.partner_id)

    assert enquire(tours, by=partner, way="partner").way == "partner"
    with pytest.raises(Refusal):
        enquire(talks, by=partner, way="partner", place="Gemeindehaus")


def test_another_centre_has_no_such_programme_and_no_such_code(
    client, tours, guide, foreign_coordinator
):
    made = enquire(tours)

    for path in (f"{tours.programme_id}/enquire/", f"asked/{made.code}/"):
        assert client.get(f"/elsewhere/programmes/{path}").status_code == 404
    assert not Enquiry.objects.visible_to(foreign_coordinator).exists()


def test_a_code_is_found_however_it_is_typed(tours, guide, client):
    made = enquire(tours)
    url = "/kassel/programmes/enquiries/"

    sent = client.post(url, {"code": f" {made.code_shown.lower()} "})

    assert sent.url.endswith(f"/asked/{made.code}/")
    assert client.post(url, {"code": "K7MX-42QA-9BNT"}).status_code == 422


def test_the_group_takes_it_back_and_nothing_of_it_is_left(tours, guide, client):
    made = enquire(tours)

    client.post(f"/kassel/programmes/asked/{made.code}/")

    made.refresh_from_db()
    assert made.state == rules.WITHDRAWN
    assert not Value.objects.filter(subject_id=made.subject_id).exists()


@given(size=st.integers(1, 500), largest=st.integers(5, 60))
def test_parts_are_even_and_nobody_is_left_over(size, largest):
    parts = rules.parts(size, largest)

    assert sum(parts) == size
    assert max(parts) <= largest
    assert max(parts) - min(parts) <= 1
    assert len(parts) == -(-size // largest)


@given(st.binary(min_size=12, max_size=12))
def test_a_code_survives_being_read_aloud(chance):
    code = rules.spell(chance)

    assert rules.tidy(rules.shown(code).lower()) == code


def test_every_ended_stage_leads_nowhere():
    ended = {stage for stage, onward in rules.NEXT.items() if not onward}

    assert ended == {"held", "cancelled", "refused", "withdrawn"}
    assert set(rules.NEXT) == set(rules.STAGES)


def test_a_wish_in_the_night_of_the_clocks_is_wall_time(tours, guide):
    made = enquire(tours, wishes=((dt.date(2026, 3, 29), AT), (DAY, AT)))

    assert f"{made.first_at.astimezone(made.centre.tz):%H:%M}" == "10:30"
