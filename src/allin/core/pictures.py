"""
Pictures that strangers made: read to the last pixel and written anew before kept.

What a picture says beside its pixels (places, names, programs hidden behind the end)
is not written. SVG is a program, and is refused.
"""

import io
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from allin.core.errors import Refusal

PNG, JPEG = "png", "jpg"
LARGEST: Final = 200 * 1024  # bytes, as sent
SIDES: Final = range(8, 2001)  # pixels
_SIGNS: Final = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_FORMATS: Final = {PNG: "PNG", JPEG: "JPEG"}
_COLOURS: Final = {PNG: "RGBA", JPEG: "RGB"}
# What the library raises over bytes that are not what they say.
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError,
    Image.DecompressionBombError,
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """A picture that was read: `data` is what may be kept and drawn."""

    kind: str
    width: int
    height: int
    data: bytes


def read(data: bytes) -> Picture:
    """
    Return a picture written anew from what somebody sent, turned as it is meant.

    :raises Refusal: larger than 200 KB, neither PNG nor JPEG, broken, or with sides
        outside 8 to 2,000 pixels
    """
    if len(data) > LARGEST:
        raise Refusal(_("The picture is larger than 200 KB. Make it smaller first."))
    kind = next((kind for sign, kind in _SIGNS.items() if data.startswith(sign)), "")
    if not kind:
        raise Refusal(
            _("This is no PNG or JPEG. Save the logo as one of them; SVG is not taken.")
        )
    try:
        drawn = _drawn(data, kind)
    except _BROKEN as error:
        raise Refusal(
            _("The picture is broken or incomplete. Save it anew, then send it again.")
        ) from error
    out = io.BytesIO()
    drawn.save(out, _FORMATS[kind], optimize=True)
    return Picture(kind, drawn.width, drawn.height, out.getvalue())


def _drawn(data: bytes, kind: str) -> Image.Image:
    """Return the pixels alone. The sides are looked at before one is unpacked."""
    with Image.open(io.BytesIO(data), formats=(_FORMATS[kind],)) as sent:
        width, height = sent.size
        if width not in SIDES or height not in SIDES:
            raise Refusal(
                _(
                    "The picture has %(width)d × %(height)d pixels. It may have 8 to"
                    " 2,000 a side."
                )
                % {"width": width, "height": height}
            )
        sent.load()
        turned = _turned(sent).convert(_COLOURS[kind])
    bare = Image.new(turned.mode, turned.size)
    bare.paste(turned)
    return bare


def _turned(sent: Image.Image) -> Image.Image:
    """Turn a picture as its camera meant it; what it says wrongly turns nothing."""
    try:
        return ImageOps.exif_transpose(sent)
    except _BROKEN:
        return sent
