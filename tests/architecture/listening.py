"""Hearing which names a page reads out of its address, whatever code does it."""

from django.http import QueryDict

heard: set[str] = set()
# The language is read for every page: config's middleware has a test of its own.
FOR_EVERY_PAGE = {"lang"}


class Heard(QueryDict):
    """What an address asks, noting each name that is looked for."""

    def __getitem__(self, name):
        heard.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        heard.add(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        heard.add(name)
        return super().get(name, default)

    def getlist(self, name, default=None):
        heard.add(name)
        return super().getlist(name, default)


class Listens:
    """Middleware that hands every page an address that listens."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = Heard(request.META.get("QUERY_STRING", ""))
        heard.clear()  # taking it apart looks for names as well
        return self.get_response(request)


def names():
    """Return the names the last page asked for looked for."""
    return sorted(heard - FOR_EVERY_PAGE)
