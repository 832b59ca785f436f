"""What the frame of every page shows: centre, person, menu by role, demo strip."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything `ui/base.html` needs, for every page."""
    return {
        "centre": getattr(request, "centre", None),
        "person": getattr(request, "person", None),
        "demo": settings.DEMO,
        "menu": [],
        "languages": settings.LANGUAGES,
    }
