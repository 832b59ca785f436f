import datetime as dt

import pytest

from allin.core import clock
from allin.directory import operations
from allin.directory.models import Offer
from allin.directory.operations import Wanted, find_help

pytestmark = pytest.mark.django_db


def titles(centre, now, **wanted):
    hits = find_help(centre=centre, wanted=Wanted(**wanted), now=now)
    return [hit.offer.title for hit in hits]


@pytest.mark.parametrize(
    "text",
    [
        "Brief", "briefen", "Breifen", "BRÜCKE", "Bruecke", "bruke", "Brucke",
        "Jobcenterbescheid", "Ich brauche Hilfe mit einem Bescheid", "رسالة",
        "الرسائل", "رسائيل", "arabisch", "Arabic", "العربية", "Treppe",
    ],
)  # fmt: skip
def test_however_it_is_spelt_the_offer_is_found(kassel, offer, now, text):
    assert titles(kassel, now, text=text) == ["Hilfe bei Briefen"]


def test_another_word_finds_nothing(kassel, offer, now):
    assert titles(kassel, now, text="Zahnarzt") == []


def test_legal_advice_in_tigrinya_on_thursday_after_five_step_free(
    kassel, bruecke, letters, housing, enter_offer, now
):
    right = enter_offer(
        bruecke, "Rat", letters, languages="ti", hours=[(3, "16:00", "18:00")]
    )
    right.step_free = True
    right.save()
    enter_offer(
        bruecke, "Stufen", letters, languages="ti", hours=[(3, "16:00", "18:00")]
    )
    enter_offer(
        bruecke,
        "Früher",
        letters,
        languages="ti",
        hours=[(3, "15:00", "17:00")],
        step_free=True,
    )
    enter_offer(
        bruecke,
        "Wohnen",
        housing,
        languages="ti",
        hours=[(3, "16:00", "18:00")],
        step_free=True,
    )
    enter_offer(
        bruecke, "Arabisch", letters, hours=[(3, "16:00", "18:00")], step_free=True
    )

    found = titles(
        kassel, now, topic="letters", language="ti", weekday=3,
        after=dt.time(17), step_free=True,
    )  # fmt: skip
    assert found == ["Rat"]


def test_open_now_is_what_somebody_could_walk_into_this_minute(
    kassel, bruecke, offer, letters, enter_offer, now
):
    enter_offer(bruecke, "Später", letters, hours=[(1, "10:00", "12:00")])
    enter_offer(
        bruecke,
        "Termin",
        letters,
        hours=[(1, "09:00", "12:00")],
        takes_walk_in=False,
        by_appointment=True,
    )

    assert titles(kassel, now, open_now=True) == ["Hilfe bei Briefen"]


def test_on_a_public_holiday_nothing_is_open_but_what_says_so(
    kassel, bruecke, letters, enter_offer, coordinator, now
):
    closed = enter_offer(bruecke, "Zu", letters, hours=[(0, "09:00", "12:00")])
    opened = enter_offer(bruecke, "Auf", letters, hours=[(0, "09:00", "12:00")])
    opened.hours.update(on_public_holidays=True)
    easter_monday = dt.datetime(2026, 4, 6, 10, tzinfo=kassel.tz)

    assert titles(kassel, easter_monday, open_now=True) == ["Auf"]
    assert operations.describe(offer=closed, now=easter_monday).next_starts == (
        dt.datetime(2026, 4, 13, 9, tzinfo=kassel.tz)
    )


@pytest.mark.parametrize(
    ("day", "utc_hour"), [((2026, 3, 29), 7), ((2026, 10, 25), 8), ((2026, 3, 28), 8)]
)
def test_the_clocks_change_and_nine_stays_nine(
    kassel, bruecke, letters, enter_offer, day, utc_hour
):
    weekday = dt.date(*day).weekday()
    offer = enter_offer(bruecke, "Immer", letters, hours=[(weekday, "09:00", "10:00")])
    morning = dt.datetime(*day, 5, tzinfo=kassel.tz)

    hit = operations.describe(offer=offer, now=morning)

    assert hit.next_starts.astimezone(dt.UTC).hour == utc_hour


def test_an_hour_that_does_not_exist_is_not_offered(
    kassel, bruecke, letters, enter_offer
):
    offer = enter_offer(bruecke, "Nachts", letters, hours=[(6, "02:00", "03:00")])
    night = dt.datetime(2026, 3, 29, 0, 30, tzinfo=kassel.tz)

    hit = operations.describe(offer=offer, now=night)

    assert hit.next_starts == dt.datetime(2026, 4, 5, 2, tzinfo=kassel.tz)


def test_only_the_own_centre_answers(kassel, elsewhere, offer, now):
    assert titles(elsewhere, now) == []
    assert titles(elsewhere, now, text="Brief") == []


def test_what_is_ended_or_a_draft_is_not_found(kassel, offer, coordinator, now):
    assert titles(kassel, now, text="Brief") == ["Hilfe bei Briefen"]
    Offer.objects.update(state="draft")  # behind the index's back
    assert titles(kassel, now, text="Brief") == []


def test_a_change_is_found_at_once(kassel, offer, coordinator, now):
    assert titles(kassel, now, text="Mietvertrag") == []
    operations.edit_offer(
        offer=offer, title="Hilfe beim Mietvertrag", by=coordinator, now=now
    )
    assert titles(kassel, now, text="Mietvertrag") == ["Hilfe beim Mietvertrag"]


def test_private_words_lead_nowhere(kassel, offer, coordinator, now):
    operations.edit_offer(
        offer=offer, place="Geheimweg 7", place_private=True, by=coordinator, now=now
    )
    for secret in (
        "Samira",
        "Privat",
        "12345678",
        "samira@privat.example",
        "Geheimweg",
    ):
        assert titles(kassel, now, text=secret) == []


def test_the_page_says_what_is_open_and_where(client, offer):
    page = client.get("/kassel/find/?q=breif").content.decode()

    assert "Hilfe bei Briefen" in page
    assert "Treppe 4, Büro 1" in page
    assert "Arabisch" in page


@pytest.mark.parametrize("lang", ["de", "en", "ar"])
@pytest.mark.parametrize(
    "query",
    ["", "q=brief", "q=xyzzy", "topic=letters", "topic=nonsense", "language=ar",
     "language=xx", "day=9", "day=1&after=09:00&step_free=on&now=on",
     "q=" + "a" * 10_000, "q=%00%E2%80%AE<b>", "page=99&q=brief"],
)  # fmt: skip
def test_whatever_is_asked_the_page_answers(client, offer, query, lang):
    answer = client.get(f"/kassel/find/?{query}", headers={"accept-language": lang})

    assert answer.status_code == 200
    assert len(answer.content) < 150_000
    assert answer.content.decode().count("<h1") == 1


def test_an_empty_centre_says_so(client, kassel):
    assert "<h1" in client.get("/find/").content.decode()


def test_the_offer_page_shows_who_confirmed_it_and_no_private_contact(
    client, offer, board, now
):
    operations.confirm(offer=offer, by=board, now=now)

    page = client.get(f"/kassel/find/{offer.pk}/").content.decode()

    assert "Brücke e. V." in page
    assert "10. März" in page
    for secret in ("Samira", "12345678", "privat.example"):
        assert secret not in page


def test_what_the_board_publishes_is_on_the_page(client, offer, bruecke, board, now):
    operations.edit_association(
        association=bruecke, phone_private=False, by=board, now=now
    )

    page = client.get(f"/kassel/find/{offer.pk}/").content.decode()

    assert "0561 12345678" in page
    assert "Samira" not in page


def test_drafts_and_foreign_offers_are_not_there(client, offer, elsewhere):
    there = client.get(f"/elsewhere/find/{offer.pk}/").status_code
    Offer.objects.update(state="draft")
    draft = client.get(f"/kassel/find/{offer.pk}/").status_code
    none = client.get("/kassel/find/999999/").status_code

    assert there == draft == none == 404


def test_the_list_asks_the_database_no_more_with_more_offers(
    client, bruecke, letters, enter_offer, django_assert_max_num_queries
):
    for number in range(12):
        enter_offer(bruecke, f"Rat {number}", letters, hours=[(1, "09:00", "12:00")])
    client.get("/kassel/find/?topic=letters")
    with django_assert_max_num_queries(20):
        client.get("/kassel/find/?topic=letters")
    with django_assert_max_num_queries(20):
        client.get("/kassel/find/")


def test_now_is_the_clock_of_the_house(now):
    assert clock.now() == now
