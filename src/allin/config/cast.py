"""The demo's one-click sign-in. Its addresses exist only in a home `demo` made."""

from dataclasses import dataclass

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from allin.accounts.demo import CAST
from allin.accounts.models import User
from allin.centres.models import Centre
from allin.config import people
from allin.core.http import Request
from allin.desk import roles


@dataclass(frozen=True)
class Member:
    """One person of the cast, and what they are in one centre."""

    key: str
    name: str
    role: str
    centre: str
    story: str


def _cast() -> list[Member]:
    """Return everybody of the cast who has a role in one of the demo's centres."""
    emails = {person.email: person for person in CAST}
    users = {user.email: user for user in User.objects.filter(email__in=emails)}
    members = []
    for email, person in emails.items():
        user = users.get(email)
        for centre in Centre.objects.order_by("pk") if user else ():
            held = people.roles_in(user.pk, centre.pk) if user else []
            if held:
                label = roles.label_of(held[0])
                story = str(person.story)
                line = Member(person.key, str(user), label, centre.name, story)
                members.append(line)
    return members


def cast(request: Request) -> HttpResponse:
    """Show the cast: one button each."""
    if not settings.DEMO:
        raise Http404
    return render(request, "config/cast.html", {"cast": _cast()})


@require_POST
def enter(request: Request, key: str) -> HttpResponse:
    """Sign in as one of the cast, without a second factor: nobody here is real."""
    person = next((one for one in CAST if one.key == key), None)
    if not settings.DEMO or person is None:
        raise Http404
    user = User.objects.filter(email=person.email).first()
    if user is None:
        raise Http404
    logout(request)
    login = Login(user, redirect_url=_home_of(user))
    response: HttpResponse = perform_login(request, login)
    request.session["second_factor"] = True
    return response


def _home_of(user: User) -> str:
    centres = list(Centre.objects.order_by("pk"))
    own = next((one for one in centres if people.roles_in(user.pk, one.pk)), None)
    return "/" if own is None or len(centres) == 1 else f"/{own.slug}/"


urlpatterns = [
    path("demo/", cast, name="demo_cast"),
    path("demo/<slug:key>/", enter, name="demo_enter"),
]
