"""Guides and advisers take it on, the partner agrees, hours follow once."""

import datetime as dt

import pytest
from django.utils.translation import override

from allin.accounts.models import User
from allin.core.errors import Refusal
from allin.outbox.models import Letter
from allin.outbox.operations import text_of
from allin.programmes import operations as kernel
from allin.programmes.models import Assignment, Enquiry, Kit
from allin.programmes.operations import enquiry as operations
from allin.programmes.rules import enquiry as rules
from allin.volunteers.models import Commitment, Hours
from tests.conftest import NOW, make_user, visitor
from tests.programmes.asking import claim, enquire
from tests.programmes.conftest import at

TALK = ((dt.date(2026, 3, 31), dt.time(15)),)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def guide(make_guide):
    return make_guide()


@pytest.fixture
def asked(tours, guide):
    return enquire(tours)


def agreed(enquiry, by=None, place="Foyer", **more):
    return operations.agree(enquiry=enquiry, place=place, by=by, now=NOW, **more)


def test_the_first_yes_fixes_the_date_and_stands_in_the_calendar(asked, guide):
    now_is = claim(asked, guide, place=1)

    assert now_is.stage == rules.STAFFED
    assert now_is.occasion.starts_at == at("10:30", 26)
    held = Commitment.objects.get(volunteer=guide, active=True)
    assert (held.starts_at, held.ends_at) == (at("10:30", 26), at("11:30", 26))


def test_the_second_yes_is_thanked(asked, guide, make_guide):
    slow = make_guide("Abel Haile")
    claim(asked, guide)

    with pytest.raises(Refusal, match="faster"):
        operations.claim(
            enquiry=asked, volunteer=slow, starts_at=asked.first_at, by=None, now=NOW
        )

    assert Assignment.objects.filter(state="promised").count() == 1


def test_saying_yes_twice_is_harmless(asked, guide):
    claim(asked, guide)
    operations.claim(
        enquiry=asked, volunteer=guide, starts_at=asked.first_at, by=None, now=NOW
    )

    assert Assignment.objects.filter(state="promised").count() == 1


def test_who_has_not_shown_it_or_does_not_speak_it_well_cannot(
    asked, make_volunteer, make_guide
):
    unshown = make_volunteer("Ohne Nachweis")
    other = make_guide("Ayşe Kaya", "tr")

    for who in (unshown, other):
        with pytest.raises(Refusal):
            claim(asked, who)
    assert Enquiry.objects.get().occasion is None


def test_who_is_taken_then_cannot_and_nothing_is_left_behind(asked, guide, plan, leads):
    other = plan(starts="10:00", ends="12:00", day=24, positions=[leads])
    kernel.assign(position=other.positions.get(), volunteer=guide, by=None, now=NOW)

    with pytest.raises(Refusal, match="taken"):
        claim(asked, guide)

    assert Enquiry.objects.get().occasion is None


def test_given_back_the_pool_sees_it_again_with_its_date(asked, guide, make_guide):
    second = make_guide("Abel Haile")
    claim(asked, guide)
    kernel.give_back(assignment=Assignment.objects.get(), by=None, now=NOW)

    again = operations.claimable(volunteer=second, now=NOW)

    assert again == [asked]
    assert operations.dates_of(again[0], NOW) == [asked.first_at]
    assert claim(again[0], second).stage == rules.STAFFED


def test_two_languages_are_two_guides(tours, make_guide):
    russian, ukrainian = make_guide("Svetlana", "ru"), make_guide("Olena", "uk")
    asked = enquire(tours, language="ru", second_language="uk")

    one = claim(asked, russian)
    assert (one.stage, one.missing) == (rules.LOOKING, 1)
    assert claim(one, ukrainian).stage == rules.STAFFED


def test_a_divided_group_has_a_guide_a_part(tours, guide, make_guide):
    asked = enquire(tours, size=40, split=True)

    assert claim(asked, guide).missing == 1
    assert claim(asked, make_guide("Abel Haile")).missing == 0


def test_everybody_of_the_pool_gets_a_letter_without_the_group(
    asked, guide, make_guide, coordinator
):
    make_guide("Ayşe Kaya", "tr")

    assert operations.spread(enquiry=asked, by=coordinator, now=NOW) == 1

    said = text_of(Letter.objects.get())
    assert "/could-you/" in said
    assert "Schule" not in said
    asked.refresh_from_db()
    with pytest.raises(Refusal, match="less than a day"):
        operations.spread(enquiry=asked, by=coordinator, now=NOW)


def test_a_letter_is_answered_without_an_account(asked, guide, client):
    url = operations.guide_url(asked, guide).split("8000")[-1]
    url = url[url.index("/kassel") :]
    assert "Schule am Wall" in client.get(url).content.decode()
    assert Enquiry.objects.get().occasion is None

    client.post(url, {"starts_at": asked.first_at.isoformat()})
    assert Enquiry.objects.told().get().stage == rules.STAFFED

    client.post(url, {"do": "back"})
    assert Enquiry.objects.told().get().stage == rules.LOOKING


def test_an_invented_link_opens_nothing(client, asked, guide):
    token = operations.guide_url(asked, guide).rstrip("/").rpartition("/")[2]

    for wrong in ("x", token[:-2] + "zz", token.replace(".", ".9", 1)):
        assert client.get(f"/kassel/programmes/could-you/{wrong}/").status_code == 404
    assert client.get(f"/elsewhere/programmes/could-you/{token}/").status_code == 404


def test_the_partner_agrees_by_link_and_an_older_link_is_void(
    asked, guide, client, coordinator
):
    old = operations.partner_url(asked)
    operations.renew_link(enquiry=asked, by=coordinator, now=NOW)
    claim(asked, guide)
    asked.refresh_from_db()
    new = operations.partner_url(asked)
    old, new = (url[url.index("/kassel") :] for url in (old, new))

    assert client.post(old, {"place": "Foyer"}).status_code == 404
    client.post(new, {"place": "Foyer, neben der Kasse"})

    now_is = Enquiry.objects.told().get()
    assert now_is.stage == rules.AGREED
    assert now_is.occasion.where == "Foyer, neben der Kasse"


def test_nothing_is_agreed_while_somebody_is_missing(asked):
    with pytest.raises(Refusal, match="not possible"):
        agreed(asked)


def test_a_talk_is_never_given_by_one(talks, make_guide):
    one, two = (make_guide(name, "ar", "security") for name in ("Hanan", "Nour"))
    asked = enquire(talks, language="ar", size=20, place="Haus", wishes=TALK)
    claim(asked, one)

    with pytest.raises(Refusal, match="two people"):
        agreed(asked)
    claim(asked, two)

    assert agreed(asked).stage == rules.AGREED


def test_a_kit_goes_to_one_talk_at_a_time(kassel, talks, make_guide, coordinator):
    kit = Kit.objects.create(centre=kassel, programme=talks.programme, called="Koffer")
    done = []
    for number in range(2):
        pair = [make_guide(f"{name}{number}", "ar", "security") for name in "AB"]
        asked = enquire(talks, language="ar", size=20, place="Haus", wishes=TALK)
        for one in pair:
            claim(asked, one)
        done.append(asked)

    assert agreed(done[0], by=coordinator, kit=kit).occasion.loans.count() == 1
    with pytest.raises(Refusal, match="lent"):
        agreed(done[1], by=coordinator, kit=kit)
    assert Enquiry.objects.told().get(pk=done[1].pk).stage == rules.STAFFED

    operations.refuse(enquiry=done[0], why="Wasserschaden", by=coordinator, now=NOW)
    assert agreed(done[1], by=coordinator, kit=kit).stage == rules.AGREED


def test_refused_the_people_are_free_again(asked, guide, coordinator):
    claim(asked, guide)

    with pytest.raises(Refusal, match="sentence"):
        operations.refuse(enquiry=asked, why=" ", by=coordinator, now=NOW)
    operations.refuse(enquiry=asked, why="Das Museum baut um.", by=coordinator, now=NOW)

    assert not Commitment.objects.filter(active=True).exists()
    with pytest.raises(Refusal):
        agreed(asked)
    with pytest.raises(Refusal, match="no longer wanted"):
        operations.claim(
            enquiry=asked, volunteer=guide, starts_at=asked.first_at, by=None, now=NOW
        )


def test_hours_follow_once_from_who_was_there(asked, guide, coordinator):
    claim(asked, guide)
    done = agreed(asked, by=coordinator)
    after = at("13:00", 24)

    for _twice in range(2):
        kernel.wind_up(
            occasion=done.occasion,
            headcount=21,
            came={Assignment.objects.get().pk: 90},
            by=coordinator,
            now=after,
        )

    hours = Hours.objects.get()
    assert (hours.minutes, hours.programme) == (90, asked.programme)
    ended = Enquiry.objects.told().get()
    assert (ended.stage, ended.occasion.headcount) == (rules.HELD, 21)


def test_a_guide_opens_whom_to_call_only_after_a_yes(asked, guide, kassel):
    user = make_user("senait@allin.example", "Senait")
    me = visitor(user, "volunteer", kassel, guide.pk)

    with pytest.raises(Refusal):
        operations.open_contact(enquiry=asked, by=me, now=NOW)
    claim(asked, guide)

    assert operations.open_contact(enquiry=asked, by=me, now=NOW).name


def test_a_stranger_and_another_centre_see_nothing(
    asked, client, sign_in, foreign_coordinator, city_officer
):
    url = f"/kassel/programmes/enquiries/{asked.pk}/"
    assert "login" in client.get(url).url

    for person in (foreign_coordinator, city_officer):
        client.force_login(User.objects.get(pk=person.id))
        assert client.get(url).status_code == 404
