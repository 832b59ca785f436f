import re

import pytest
from django.urls import reverse

from allin.directory import operations
from allin.directory.models import (
    Association,
    Closure,
    Membership,
    Offer,
    OpenHour,
)
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
SECRETS = ("Samira Privat", "12345678", "samira@privat.example", "nur unter uns")


def at(name, **kwargs):
    return f"/kassel{reverse(f'directory:{name}', kwargs=kwargs)}"


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def caritas(kassel, coordinator, now):
    return operations.enter_partner(
        centre=kassel, name="Caritas", kind="caritas", by=coordinator, now=now
    )


@pytest.fixture
def note(bruecke, coordinator, now):
    operations.edit_association(
        association=bruecke, note="nur unter uns", by=coordinator, now=now
    )


@pytest.fixture
def every_page(bruecke, zeytin, offer, caritas, coordinator, now):
    address = operations.give_address(partner=caritas, by=coordinator, now=now)
    own = {"association_id": bruecke.pk}
    return [
        at("associations"), at("found"), at("partners"), at("enter_partner"),
        at("closures"), at("association", **own), at("edit", **own), at("note", **own),
        at("leave", **own), at("invite", **own), at("enter_offer", **own),
        at("merge", association_id=bruecke.pk, other_id=zeytin.pk),
        at("offer", offer_id=offer.pk), at("edit_offer", offer_id=offer.pk),
        at("enter_hour", offer_id=offer.pk), at("enter_exception", offer_id=offer.pk),
        at("partner", partner_id=caritas.pk), at("edit_partner", partner_id=caritas.pk),
        at("invite_referrer", partner_id=caritas.pk),
        at("address", address_id=address.pk),
    ]  # fmt: skip


def test_the_coordination_sees_every_page_with_one_heading(
    sign_in, derya, every_page, django_assert_max_num_queries
):
    client = sign_in(derya)
    for url in every_page:
        with django_assert_max_num_queries(20):
            page = client.get(url)
        assert page.status_code == 200, url
        assert page.content.decode().count("<h1") == 1, url


def test_for_everybody_else_there_are_no_such_pages(
    client, sign_in, every_page, city_officer, foreign_coordinator, kassel, elsewhere
):
    for url in every_page:
        assert "/login/" in client.get(url).headers["Location"]
    others = [
        make_user("c@x.example", "C", kassel, "city"),
        make_user("f@x.example", "F", kassel, "funder"),
        make_user("e@x.example", "E", elsewhere, "coordinator"),
    ]
    for user in others:
        sign_in(user)
        for url in every_page:
            assert client.get(url).status_code == 404, (user, url)


def test_a_board_keeps_its_own_entry_and_no_other(
    sign_in, samira, bruecke, zeytin, offer, enter_offer, letters
):
    client = sign_in(samira)
    theirs = enter_offer(zeytin, "Rechnungen", letters)

    assert client.get(at("edit", association_id=bruecke.pk)).status_code == 200
    assert client.get(at("offer", offer_id=offer.pk)).status_code == 200
    for url in (
        at("edit", association_id=zeytin.pk),
        at("offer", offer_id=theirs.pk),
        at("edit_offer", offer_id=theirs.pk),
        at("enter_offer", association_id=zeytin.pk),
        at("leave", association_id=bruecke.pk),
        at("note", association_id=bruecke.pk),
        at("partners"),
    ):
        assert client.get(url).status_code == 404, url
    for url in (
        at("confirm", association_id=zeytin.pk),
        at("confirm_offer", offer_id=theirs.pk),
    ):
        assert client.post(url).status_code == 404, url


def test_private_numbers_stay_with_coordination_and_own_board(
    client, sign_in, derya, samira, bruecke, zeytin, offer, note, kassel, now
):
    url = at("association", association_id=bruecke.pk)
    other = make_user("z@x.example", "Zeki")
    Membership.objects.create(
        centre=kassel, user=other, kind="board", association=zeytin, created_at=now
    )
    auditor = make_user("a@x.example", "Anna", kassel, "auditor")

    sign_in(derya)
    whole = text(client.get(url))
    assert "Samira Privat" in whole
    assert "0561 12345678" in whole
    assert "nur unter uns" in whole
    sign_in(samira)
    assert "0561 12345678" in text(client.get(url))
    assert "nur unter uns" not in text(client.get(url))
    for user in (other, auditor):
        sign_in(user)
        page = text(client.get(url)) + text(client.get(at("associations")))
        assert "Brücke" in page
        for secret in SECRETS:
            assert secret not in page
    client.logout()
    public = text(client.get("/kassel/find/")) + text(
        client.get(f"/kassel/find/{offer.pk}/")
    )
    for secret in SECRETS:
        assert secret not in public


def test_a_near_duplicate_is_shown_before_it_is_entered(
    client, sign_in, derya, bruecke
):
    sign_in(derya)
    new = {
        "name": "Bruecke",
        "legal_form": "ev",
        "contact_phone": "0049 (0)561 12345678",
    }

    page = client.post(at("found"), new)
    assert Association.objects.count() == 1
    assert "Brücke e. V." in text(page)
    assert 'value="Bruecke"' in page.content.decode()

    client.post(at("found"), {**new, "anyway": "1"})
    assert Association.objects.count() == 2


def test_merged_the_old_link_leads_on(
    client, sign_in, derya, bruecke, zeytin, enter_offer, letters
):
    theirs = enter_offer(zeytin, "Rechnungen", letters)
    sign_in(derya)

    client.post(at("merge", association_id=bruecke.pk, other_id=zeytin.pk))

    theirs.refresh_from_db()
    assert theirs.association == bruecke
    old = client.get(at("association", association_id=zeytin.pk))
    assert old.headers["Location"] == at("association", association_id=bruecke.pk)
    again = client.post(at("merge", association_id=bruecke.pk, other_id=zeytin.pk))
    assert again.status_code == 404


def test_an_offer_is_entered_published_and_found(
    client, sign_in, samira, bruecke, letters
):
    sign_in(samira)
    client.post(
        at("enter_offer", association_id=bruecke.pk),
        {
            "title": "Hilfe bei Formularen",
            "title_ar": "مساعدة",
            "topics": [letters.pk],
            "language_bits": "Arabisch, Kurdisch (Sorani), englisch",
            "place": "Treppe 4",
            "step_free": "yes",
            "takes_walk_in": "on",
            "legal_level": "none",
            "state": "published",
        },
    )
    offer = Offer.objects.get()
    assert offer.languages == ["en", "ar", "ckb"]
    assert offer.step_free is True
    assert offer.title_in("ar") == "مساعدة"

    client.post(
        at("enter_hour", offer_id=offer.pk),
        {"weekday": "1", "nths": "2,4", "starts": "17:00", "ends": "19:00"},
    )
    assert OpenHour.objects.get().nths == [2, 4]
    client.post(at("confirm_offer", offer_id=offer.pk))

    client.logout()
    page = text(client.get("/kassel/find/?q=formular"))
    assert "Hilfe bei Formularen" in page
    assert "10. März" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Title"),
        ({"title": "x" * 10_000}, "10000"),
        ({"language_bits": "Klingonisch"}, "Klingonisch"),
        ({"legal_level": "supervised"}, "supervisor"),
        ({"legal_level": "never"}, "lawyers"),
        ({"topics": [999]}, "999"),
        ({"full_until": "31.02.2026"}, "31.02.2026"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_loses_nothing(
    client, sign_in, samira, bruecke, letters, change, sentence
):
    sign_in(samira)
    given = {
        "title": "Hilfe",
        "about": "Ein langer Text",
        "topics": [letters.pk],
        "language_bits": "Arabisch",
        "legal_level": "none",
        "state": "published",
    }
    page = client.post(
        at("enter_offer", association_id=bruecke.pk),
        {**given, **change},
        headers={"accept-language": "en"},
    )

    assert sentence in page.content.decode()
    assert "Ein langer Text" in page.content.decode()
    assert Offer.objects.count() == 0


def test_an_hour_that_ends_before_it_starts_is_refused(client, sign_in, samira, offer):
    sign_in(samira)
    before = OpenHour.objects.count()
    page = client.post(
        at("enter_hour", offer_id=offer.pk),
        {"weekday": "1", "starts": "19:00", "ends": "17:00"},
        headers={"accept-language": "en"},
    )

    assert "end after it starts" in text(page)
    assert OpenHour.objects.count() == before


def test_the_same_hour_twice_is_refused_kindly(client, sign_in, samira, offer):
    sign_in(samira)
    same = {"weekday": "1", "starts": "09:00", "ends": "12:30"}
    before = OpenHour.objects.count()
    page = client.post(
        at("enter_hour", offer_id=offer.pk), same, headers={"accept-language": "en"}
    )

    assert "already entered" in text(page)
    assert OpenHour.objects.count() == before


def test_a_form_address_shows_link_and_qr_until_it_is_revoked(
    client, sign_in, derya, caritas, coordinator, now, kassel, elsewhere
):
    sign_in(derya)
    client.post(
        at("give_address", partner_id=caritas.pk), {"label": "Migrationsberatung"}
    )
    address = caritas.addresses.get()

    page = client.get(at("address", address_id=address.pk)).content.decode()
    assert f"/kassel/counselling/from/{address.token}/" in page
    assert "<svg" in page
    assert "style=" not in page
    assert operations.partner_at(centre=kassel, token=address.token) == caritas
    assert operations.partner_at(centre=elsewhere, token=address.token) is None

    client.post(at("revoke_address", address_id=address.pk))
    client.post(at("revoke_address", address_id=address.pk))
    assert operations.partner_at(centre=kassel, token=address.token) is None
    assert (
        address.token
        not in client.get(at("address", address_id=address.pk)).content.decode()
    )


def test_inviting_a_board_gives_the_role_and_asks_for_a_second_factor(
    client, sign_in, derya, bruecke, kassel
):
    sign_in(derya)
    new = {"name": "Neue Person", "email": "Neu@Verein.example"}
    for _twice in range(2):
        client.post(at("invite", association_id=bruecke.pk), new)

    membership = Membership.objects.standing().get()
    assert membership.association == bruecke
    assert membership.user.email == "neu@verein.example"

    client.post(at("end_membership", membership_id=membership.pk))
    assert not Membership.objects.standing().exists()


def test_an_association_that_leaves_takes_its_offers_and_access_along(
    client, sign_in, derya, samira, bruecke, offer
):
    sign_in(derya)
    client.post(at("leave", association_id=bruecke.pk))

    assert client.get(f"/kassel/find/{offer.pk}/").status_code == 404
    assert not Membership.objects.standing().exists()


def test_closed_days_are_entered_and_dropped(client, sign_in, derya):
    sign_in(derya)
    days = {"kind": "closed", "name": "Umzug", "starts_on": "2026-03-20"}
    page = client.post(
        at("closures"),
        {**days, "ends_on": "2026-03-19"},
        headers={"accept-language": "en"},
    )
    assert "before the first" in text(page)

    client.post(at("closures"), {**days, "ends_on": "2026-03-21"})
    closure = Closure.objects.get()
    assert "Umzug" in text(client.get(at("closures")))

    client.post(at("drop_closure", closure_id=closure.pk))
    assert not Closure.objects.exists()


def test_nothing_changes_by_looking(client, sign_in, derya, bruecke, offer, caritas):
    sign_in(derya)
    for url in (
        at("confirm", association_id=bruecke.pk),
        at("confirm_offer", offer_id=offer.pk),
        at("give_address", partner_id=caritas.pk),
    ):
        assert client.get(url).status_code == 405


def test_the_list_is_searched_by_name_and_counts_no_more_queries(
    client, sign_in, derya, bruecke, zeytin, enter_offer, letters,
    django_assert_max_num_queries,
):  # fmt: skip
    sign_in(derya)
    enter_offer(zeytin, "Rechnungen", letters)
    with django_assert_max_num_queries(12):
        page = text(client.get(at("associations") + "?q=bruecke"))
    assert "Brücke e. V." in page
    assert "Zeytin" not in page
