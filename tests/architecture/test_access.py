import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.architecture import crawl, matrix, routes
from tests.architecture.crawl import NOT_THERE, ROLES, SEES

# Facts hold no person, no hour of the day and no code: figures are made of them.
FACTS = {"counselling_contactfact"}
CLOSED = re.compile(r'"((?:counselling|vault)_[a-z_]+)"')


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(matrix.rows()) == sorted(routes.every())


def test_everybody_meets_what_the_table_says(houses, bare_404):
    house, other = houses
    browsers = crawl.clients(house, other)
    written, met = matrix.rows(), {}
    for name, parameters in routes.every().items():
        path = crawl.path_of(name, parameters, house)
        answers = [crawl.ask(browsers[role], path) for role in ROLES]
        met[name] = "".join(crawl.mark(answer) for answer in answers)

    assert {name: marks for name, marks in met.items() if marks != written[name]} == {}


def test_everybody_is_told_in_words_that_there_is_no_such_page(houses):
    for role, browser in crawl.clients(*houses).items():
        answer = crawl.ask(browser, "/kassel/nowhere/")

        assert answer.status_code == 404, role
        assert answer.content.decode().count("<h1") == 1, role


def test_nothing_of_one_centre_is_there_in_the_other(houses, bare_404):
    """The things exist, so they could leak: the other centre's coordinator asks."""
    house, other = houses
    browser = crawl.clients(house, other)["foreign"]
    leaks = []
    for name, parameters in routes.every().items():
        if not parameters or name in PUBLIC_FORMS | OF_EVERY_CENTRE | OWN_PAGE:
            continue
        path = crawl.path_of(name, parameters, house)
        path = path.replace("/kassel/", "/elsewhere/", 1)
        if crawl.mark(crawl.ask(browser, path)) != NOT_THERE:
            leaks.append(path)

    assert leaks == []


# A kind of list or page, which every centre has; and a letter's link, which answers
# there as an unknown one does (tests/directory/test_asked.py).
OF_EVERY_CENTRE = {
    "intake:bring", "centres:legal", "directory:asked", "programmes:set_up_from",
}  # fmt: skip
# Steps on one's own page: whoever has not opened it is led to its door, whatever number
# is asked for.
OWN_PAGE = {
    name for name in routes.every() if name.startswith("volunteers:mine_")
}  # fmt: skip
# An unknown form address shows the open form, as the other centre's does.
PUBLIC_FORMS = {"counselling:refer_from", "counselling:contact_from"}


@pytest.mark.parametrize("name", sorted(PUBLIC_FORMS))
def test_another_centres_form_address_is_as_unknown_as_any(houses, client, name):
    token = houses[0].things.address.token
    path = crawl.path_of(name, ("token",), houses[0])
    here = path.replace("/kassel/", "/elsewhere/", 1)
    pages = [
        client.get(one).content.decode().replace(token, "").replace("unknown-1", "")
        for one in (here, here.replace(token, "unknown-1"))
    ]
    plain = [re.sub(r'value="[^"]{20,}"', "", page) for page in pages]

    assert plain[0] == plain[1]
    assert "Caritas kassel" not in plain[0]


@pytest.mark.parametrize(
    "name", sorted(name for name in OWN_PAGE if routes.every()[name])
)
def test_a_closed_own_page_tells_no_number_from_another(houses, name):
    house, other = houses
    browser = crawl.clients(house, other)["foreign"]
    path = crawl.path_of(name, routes.every()[name], house)
    here = path.replace("/kassel/", "/elsewhere/", 1)
    invented = re.sub(r"/\d+", "/987654", here)
    said = [crawl.ask(browser, one) for one in (here, invented)]

    assert said[0].status_code == said[1].status_code
    assert said[0].headers.get("Location") == said[1].headers.get("Location")


@pytest.mark.parametrize("role", ["city", "funder"])
def test_city_and_funder_read_no_referral_and_no_vault(houses, bare_404, role):
    """Every page that is not everybody's is asked for; the SQL is recorded."""
    browser = crawl.clients(*houses)[role]
    touched = {}
    for name, parameters in routes.every().items():
        if matrix.rows()[name][0] == SEES and name != "desk:first":
            continue
        path = crawl.path_of(name, parameters, houses[0])
        with CaptureQueriesContext(connection) as recorded:
            crawl.ask(browser, path)
        said = " ".join(query["sql"] for query in recorded.captured_queries)
        tables = set(CLOSED.findall(said)) - FACTS
        if tables:
            touched[name] = tables

    assert touched == {}


def test_the_recorder_would_notice(houses):
    browser = crawl.clients(*houses)["coordinator"]
    with CaptureQueriesContext(connection) as recorded:
        crawl.ask(browser, "/kassel/")
    said = " ".join(query["sql"] for query in recorded.captured_queries)

    assert "counselling_referral" in CLOSED.findall(said)
