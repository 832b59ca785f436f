"""Everything open, on paper."""

from tests.house import furnish


def test_a_deputy_prints_what_is_to_be_done_and_every_referral_without_a_name(
    kassel, elsewhere, sign_in, django_assert_max_num_queries
):
    house = furnish(kassel)
    browser = sign_in(house.users["deputy"])
    browser.get("/kassel/handover/")
    with django_assert_max_num_queries(20):
        page = browser.get("/kassel/handover/").content.decode()

    assert "Alles Offene am Dienstag, 10. März" in page
    assert house.things.waiting.code in page
    assert house.things.taken.code in page
    for kept in ("Samar", "4915123456789"):
        assert kept not in page


def test_a_board_has_no_such_page(kassel, elsewhere, sign_in):
    house = furnish(kassel)

    assert sign_in(house.users["board"]).get("/kassel/handover/").status_code == 404
