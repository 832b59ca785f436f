"""
The product's addresses, and one bare page beside them to hold it against.

The bare page is what the framework gives without a design system: a table, and, where
the page it is held against asks questions, a form of the same fields with the
framework's own renderer and templates. It draws no component, no menu and no icon.
"""

from django.forms import Form
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from allin.volunteers.models import Hours

BARE = engines["django"].from_string(
    "<!doctype html><title>bare</title>{% if form %}<form>{{ form }}</form>{% endif %}"
    "<table>{% for a, b, c, d in rows %}"
    "<tr><td>{{ a }}</td><td>{{ b }}</td><td>{{ c }}</td><td>{{ d }}</td></tr>"
    "{% endfor %}</table>"
)
PLAIN = DjangoTemplates()
# name of a page -> a form with the fields it shows; `bench.pages` fills it
FORMS: dict[str, type[Form]] = {}


def bare(request: HttpRequest, page: str, rows: int) -> HttpResponse:
    """Show as many rows of four columns, and as many questions, as a page does."""
    found = Hours.objects.values_list("pk", "kind", "minutes", "worked_on")[:rows]
    form = FORMS[page](renderer=PLAIN) if page in FORMS else None
    return HttpResponse(BARE.render({"rows": found, "form": form}, request))


urlpatterns = [
    path("bare/<str:page>/<int:rows>/", bare),
    path("", include("allin.config.urls")),
]
