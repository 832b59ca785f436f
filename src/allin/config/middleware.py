"""Which centre, which language, who asks: answered once for every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix
from django.utils import timezone, translation

from allin.centres.models import Centre
from allin.config import people

Next = Callable[[HttpRequest], HttpResponse]

# These belong to the installation, whatever the centre.
SHARED = ("static", "accounts", "demo", "healthz", "gallery")


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
        with timezone.override(centre.tz if centre else None):
            return self.get_response(request)

    def _centre(self, request: HttpRequest) -> Centre | None:
        if request.path_info.startswith(settings.STATIC_URL):
            return None
        centres = list(Centre.objects.order_by("pk")[:2])
        by_host = (
            Centre.objects.at_host(request.get_host()).first() if centres else None
        )
        if by_host is not None:
            return by_host
        if len(centres) == 1:
            return centres[0]
        head, _, tail = request.path_info.lstrip("/").partition("/")
        centre = Centre.objects.filter(slug=head).first() if head else None
        if centre is not None:
            request.path_info = f"/{tail}"
            set_script_prefix(f"/{head}/")
        return centre


class WhichLanguage:
    """Language of the page: `?lang=` now and from now on, cookie, account, browser."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        asked = request.GET.get("lang", "")
        wanted = asked or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if wanted not in known:
            wanted = translation.get_language_from_request(request)
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


class WhoAsks:
    """Put the person with the role they act in on the request."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = people.person_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)
