"""The product's addresses, and one bare page beside them to hold it against."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from allin.volunteers.models import Hours

BARE = engines["django"].from_string(
    "<!doctype html><title>bare</title><table>{% for a, b, c, d in rows %}"
    "<tr><td>{{ a }}</td><td>{{ b }}</td><td>{{ c }}</td><td>{{ d }}</td></tr>"
    "{% endfor %}</table>"
)


def bare(request: HttpRequest, rows: int) -> HttpResponse:
    """Show as many rows of four columns as the page it is held against."""
    found = Hours.objects.values_list("pk", "kind", "minutes", "worked_on")[:rows]
    return HttpResponse(BARE.render({"rows": found}, request))


urlpatterns = [
    path("bare/<int:rows>/", bare),
    path("", include("allin.config.urls")),
]
