"""A link as a picture a telephone can read."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(link: str) -> SafeString:
    """Draw a link as an SVG that stands inside the page: attributes only, no style."""
    drawing = segno.make(link, error="m").svg_inline(
        scale=5, border=2, omitsize=False, svgclass="qr", lineclass=None
    )
    return mark_safe(drawing)
