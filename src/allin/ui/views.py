from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from allin.core import clock
from allin.core.people import COORDINATOR
from allin.ui import gallery as things
from allin.ui.samples import words as words_in
from allin.ui.templatetags.frame import THEME_COOKIE

YEAR: Final = 31_536_000


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every tone; for demos and coordinators."""
    centre = getattr(request, "centre", None)
    person = getattr(request, "person", None)
    if not settings.DEMO and not (
        centre and person and person.holds(COORDINATOR, centre_id=centre.pk)
    ):
        raise Http404
    words = words_in(get_language() or "de")
    context = things.context(words, now=clock.now())
    return render(request, "ui/gallery.html", context)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the look somebody chose on this device: light, dark, contrast, or none."""
    chosen = request.POST.get("theme", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in {"light", "dark", "contrast"}:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SECURE
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response
