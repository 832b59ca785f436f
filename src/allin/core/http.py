"""What every view needs: the typed request, and the door."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse

from allin.core.people import Centre, Person, Visitor

P = ParamSpec("P")


class Request(HttpRequest):
    """A request after config's middleware: it knows the centre and who asks."""

    centre: Any  # centres.models.Centre; core may not import it
    person: Visitor
    htmx: Any
    # What the page has counted already, by the menu's key: not to be asked again.
    counted: dict[str, int]


View = Callable[Concatenate[Request, P], HttpResponse]


def requires(
    may: Callable[[Person, Centre], bool],
) -> Callable[[View[P]], View[P]]:
    """
    Open a view only to those for whom `may(person, centre)` holds.

    A stranger is asked to sign in and comes back; somebody signed in for whom the
    page is not is told that there is no such page, as for one that does not exist.
    """

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: Request, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if request.centre is None:
                raise Http404
            if not may(request.person, request.centre):
                if request.person.id is None:
                    return sign_in_first(request)
                raise Http404
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return door


def sign_in_first(request: Request) -> HttpResponse:
    """Send a stranger to the sign-in page, and back here afterwards."""
    here = request.get_full_path()
    return HttpResponseRedirect(
        f"{reverse('account_login')}?{urlencode({'next': here})}"
    )


def home() -> str:
    """Return the first page of the centre asked for; lower rooms may lead there."""
    return get_script_prefix()
