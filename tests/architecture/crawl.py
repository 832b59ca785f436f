"""Asking for every address as everybody, and undoing what it did."""

from django.db import transaction
from django.test import Client

from allin.centres.models import Centre
from tests.architecture import routes

ROLES = (
    "stranger", "coordinator", "deputy", "auditor", "protection", "board",
    "volunteer", "referrer", "city", "funder", "foreign",
)  # fmt: skip
SEES, SIGNS_IN, NOT_THERE = "s", "l", "-"
# Addresses that answered 405 to GET: the next who asks there sends at once.
_only_sent: set[str] = set()


class Browser(Client):
    """
    A browser that keeps what somebody meets, not how it came to be.

    Django's own keeps a copy of every template's context with each answer.
    """

    def request(self, **asked):
        answer = self.handler(self._base_environ(**asked))
        answer.client, answer.request = self, asked
        self.cookies.update(answer.cookies)
        return answer


def clients(house, other):
    """One browser a role, `foreign` being the other centre's coordinator."""
    found = {}
    for role in ROLES:
        client = Browser()
        if role != "stranger":
            users = other.users if role == "foreign" else house.users
            client.force_login(users["coordinator" if role == "foreign" else role])
            session = client.session
            session["second_factor"] = True
            session.save()
        found[role] = client
    return found


def path_of(name, parameters, house):
    """Return the address of a thing of the house, within its centre."""
    resolved = routes.address(name, parameters, house.things)
    alone = Centre.objects.count() == 1
    return resolved if alone else f"/{house.centre.slug}{resolved}"


def ask(client, path, **how):
    """Ask for a page, by POST where GET is no way; leave everything as it was."""
    place = path.partition("?")[0]
    with transaction.atomic():
        if place not in _only_sent:
            answer = client.get(path, **how)
            if answer.status_code == 405:
                _only_sent.add(place)
        if place in _only_sent:
            answer = client.post(path, **how)
        transaction.set_rollback(True)
    return answer


def mark(answer):
    """Say what somebody met: a page, the way to sign in, or nothing."""
    if answer.status_code == 404:
        return NOT_THERE
    to = answer.headers.get("Location", "")
    if answer.status_code == 302 and "/accounts/login/" in to:
        return SIGNS_IN
    return SEES if answer.status_code < 500 else "!"
