"""Which centre, which language, who asks: answered once for every request."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse, set_script_prefix
from django.utils import timezone, translation

from allin.centres import rules
from allin.centres.models import Centre
from allin.config import here, people

Next = Callable[[HttpRequest], HttpResponse]

# These belong to the installation, whatever the centre.
SHARED = ("static", "accounts", "demo", "healthz", "gallery")

# First segment of a page -> the module it belongs to; off, it is not there (O7).
OF_MODULE = {
    "rooms": rules.ROOMS,
    "counselling": rules.COUNSELLING,
    "find": rules.COUNSELLING,
    "volunteers": rules.VOLUNTEERS,
    "report": rules.REPORTS,
    "support": rules.SUPPORT,
    "programmes": rules.PROGRAMMES,
    "money": rules.FUNDING,
    "motion": rules.COUNCIL,
}

# What somebody who still owes a second factor may open.
BEFORE_SECOND_FACTOR = ("accounts", "static", "demo", "healthz")


class WithoutNul:
    """
    Take NUL out of what an address asks; an address with it in its path is none.

    No keyboard types it, and PostgreSQL refuses it: behind this, nobody has to think
    of it. What forms send is refused by their fields.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\x00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class WhichCentre:
    """
    Find the centre: by host name, else by the first path segment `/<centre>/…`.

    An installation with a single centre has no segment. The segment is taken off the
    path and put into the script prefix, so `reverse()` and `{% url %}` lead back to
    the same centre by themselves.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        centre = self._centre(request)
        request.centre = centre  # type: ignore[attr-defined]
        head = request.path_info.lstrip("/").partition("/")[0]
        if centre is None and head and head not in SHARED:
            raise Http404
        if centre is not None and head in OF_MODULE and not centre.has(OF_MODULE[head]):
            raise Http404
        # Dates on the page are the centre's; addresses lead back to it.
        prefix = get_script_prefix()
        if request.path_info != request.path:
            set_script_prefix(request.path.removesuffix(request.path_info) + "/")
        token = here.centre.set(centre)
        try:
            with timezone.override(centre.tz if centre else None):
                return self.get_response(request)
        finally:
            here.centre.reset(token)
            set_script_prefix(prefix)

    def _centre(self, request: HttpRequest) -> Centre | None:
        if request.path_info.startswith(settings.STATIC_URL):
            return None
        head, _, tail = request.path_info.lstrip("/").partition("/")
        host = request.get_host().partition(":")[0].lower()
        named = list(Centre.objects.filter(Q(host=host) | Q(slug=head)))
        by_host = next((one for one in named if one.host == host), None)
        if by_host is not None:
            return by_host
        centre = next((one for one in named if one.slug == head), None)
        if centre is None:
            first = list(Centre.objects.order_by("pk")[:2])
            return first[0] if len(first) == 1 else None
        request.path_info = f"/{tail}"
        return centre


class WhichLanguage:
    """Language of the page: `?lang=` now and from now on, cookie, account, browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(languages_of(request))
        asked = request.GET.get("lang", "")
        wanted = asked or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if wanted not in known:
            wanted = self._of_browser(request, known)
        translation.activate(wanted)
        request.LANGUAGE_CODE = wanted
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", wanted)
        if asked in known:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=31_536_000,
                samesite="Lax",
                secure=settings.SECURE,
            )
        translation.activate(settings.LANGUAGE_CODE)
        return response

    def _of_browser(self, request: HttpRequest, known: dict[str, str]) -> str:
        """Return what the browser asks for first, of a page's languages in part too."""
        heard = request.headers.get("Accept-Language", "")
        first = heard.partition(",")[0].partition(";")[0].partition("-")[0].strip()
        if first in known and first in settings.LANGUAGES_IN_PART:
            return first
        return translation.get_language_from_request(request)


def languages_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Return code and name of each language a page exists in."""
    here = [
        (code, name)
        for code, (name, pages) in settings.LANGUAGES_IN_PART.items()
        if request.path_info.startswith(pages)
    ]
    return [*settings.LANGUAGES, *here]


class WhoAsks:
    """Put the person with the role they act in on the request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = people.person_of(request)  # type: ignore[attr-defined]
        if self._owes(request):
            return HttpResponseRedirect(reverse("account_second_factor"))
        self._speak(request)
        return self.get_response(request)

    def _owes(self, request: HttpRequest) -> bool:
        """
        Whether a role asks for a second factor that is not set up (R-AC4).

        Who has one set up was asked for it when signing in; the session remembers, so
        that it costs no query on every page.
        """
        user = request.user
        head = request.path_info.lstrip("/").partition("/")[0]
        if not user.is_authenticated or head in BEFORE_SECOND_FACTOR:
            return False
        if request.session.get("second_factor"):
            return False
        if is_mfa_enabled(user):
            request.session["second_factor"] = True
            return False
        return people.owes_second_factor(user.pk)

    def _speak(self, request: HttpRequest) -> None:
        """Speak the language of the account, unless this browser chose another."""
        wanted = getattr(request.user, "language", "")
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        chosen = chosen or "lang" in request.GET
        if wanted in dict(languages_of(request)) and not chosen:
            translation.activate(wanted)
            request.LANGUAGE_CODE = wanted
