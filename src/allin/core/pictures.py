"""
Pictures that strangers made: read, checked, and written anew before they are kept.

A PNG is taken apart, its pixels are unpacked within the size it states and packed
again; of a JPEG only what draws it is copied. What a picture says beside its pixels
(places, names, programs hidden behind the end) is not copied. SVG is a program, and
is refused.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from allin.core.errors import Refusal

PNG, JPEG = "png", "jpg"
LARGEST: Final = 200 * 1024  # bytes, as sent
SIDES: Final = range(8, 2001)  # pixels
_SIGN: Final = b"\x89PNG\r\n\x1a\n"
_KEPT: Final = frozenset({b"PLTE", b"tRNS"})
# Channels by colour type, with the depths each may have.
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {
    0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16},
}  # fmt: skip
_PALETTE: Final = 3
# Adam7: first row, first column, step down, step across.
_PASSES: Final = (
    (0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2),
    (0, 1, 2, 2), (1, 0, 2, 1),
)  # fmt: skip
_SIGNAL, _EOI, _SOS = 0xFF, 0xD9, 0xDA  # every part begins with a signal
_BARE: Final = frozenset({0x00, 0x01, 0xD8})  # marks without a length
_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
_DRAWS: Final = frozenset({0xC4, 0xDB, 0xDD, 0xEE}) | _FRAMES | {_SOS}
_PACKINGS: Final = range(0xC0, 0xD0)
_RESTARTS: Final = range(0xD0, 0xD8)


@dataclass(frozen=True)
class Picture:
    """A picture that was read: `data` is what may be kept and drawn."""

    kind: str
    width: int
    height: int
    data: bytes


class _BrokenError(Exception):
    """The bytes do not say what such a file says."""


def read(data: bytes) -> Picture:
    """
    Return a picture written anew from what somebody sent.

    :raises Refusal: larger than 200 KB, neither PNG nor JPEG, broken, or with sides
        outside 8 to 2,000 pixels
    """
    if len(data) > LARGEST:
        raise Refusal(_("The picture is larger than 200 KB. Make it smaller first."))
    try:
        if data.startswith(_SIGN):
            picture = _png(data)
        elif data.startswith(b"\xff\xd8\xff"):
            picture = _jpeg(data)
        else:
            raise Refusal(
                _("This is no PNG or JPEG. Save the logo as one of them; SVG is not"
                  " taken.")
            )  # fmt: skip
    except (_BrokenError, IndexError, struct.error, zlib.error) as error:
        raise Refusal(
            _("The picture is broken or incomplete. Save it anew, then send it again.")
        ) from error
    return picture


def _check_sides(width: int, height: int) -> None:
    if width not in SIDES or height not in SIDES:
        raise Refusal(
            _("The picture has %(width)d × %(height)d pixels. It may have 8 to 2,000 a"
              " side.") % {"width": width, "height": height}
        )  # fmt: skip


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the parts of a PNG until its end; each is whole."""
    at = len(_SIGN)
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if len(body) != length or zlib.crc32(name + body) != check:
            raise _BrokenError
        yield name, body
        if name == b"IEND":
            return
        at += 12 + length


def _png(data: bytes) -> Picture:
    parts = _chunks(data)
    name, head = next(parts)
    if name != b"IHDR":
        raise _BrokenError
    width, height, depth, colour, packing, filters, woven = struct.unpack(
        ">IIBBBBB", head
    )
    if depth not in _DEPTHS.get(colour, ()) or packing or filters or woven > 1:
        raise _BrokenError
    _check_sides(width, height)
    kept: dict[bytes, bytes] = {}
    packed = b""
    for part, body in parts:
        if part == b"IDAT":
            packed += body
        elif part in _KEPT and not packed:
            kept[part] = body
    if colour == _PALETTE and b"PLTE" not in kept:
        raise _BrokenError
    size = _size(width, height, depth * _CHANNELS[colour], woven=bool(woven))
    unpacking = zlib.decompressobj()
    pixels = unpacking.decompress(packed, size + 1)
    if len(pixels) != size or not unpacking.eof:
        raise _BrokenError
    written = [(b"IHDR", head)]
    written += [(one, kept[one]) for one in (b"PLTE", b"tRNS") if one in kept]
    written += [(b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return Picture(PNG, width, height, _SIGN + b"".join(map(_chunk, written)))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    name, body = part
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def _size(width: int, height: int, bits: int, *, woven: bool) -> int:
    """Return how many bytes the pixels have, unpacked."""
    total = 0
    for row, column, down, across in _PASSES if woven else ((0, 0, 1, 1),):
        wide, high = -(-(width - column) // across), -(-(height - row) // down)
        if wide > 0 and high > 0:
            total += high * (1 + -(-wide * bits // 8))
    return total


def _jpeg(data: bytes) -> Picture:
    out = bytearray(data[:2])
    sides: tuple[int, int] | None = None
    for mark, part in _parts(data):
        if mark in _FRAMES:
            sides = _frame(part[4:], again=sides is not None)
        if mark in _DRAWS:
            out += part
        elif mark in _PACKINGS:  # ways nobody saves a logo in
            raise _BrokenError
    if sides is None:
        raise _BrokenError
    return Picture(JPEG, *sides, bytes(out) + bytes((_SIGNAL, _EOI)))


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Return the parts of a JPEG until its end; each is whole."""
    at = 2
    while data[at] == _SIGNAL:
        mark = data[at + 1]
        if mark == _SIGNAL:  # filling
            at += 1
            continue
        if mark == _EOI:
            return
        if mark in _RESTARTS or mark in _BARE:
            raise _BrokenError
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if end > len(data):
            raise _BrokenError
        end = _drawn(data, end) if mark == _SOS else end
        yield mark, data[at:end]
        at = end
    raise _BrokenError


def _frame(body: bytes, *, again: bool) -> tuple[int, int]:
    depth, height, width, channels = struct.unpack_from(">BHHB", body)
    if again or depth != 8 or channels not in {1, 3}:  # noqa: PLR2004  (bits)
        raise _BrokenError
    _check_sides(width, height)
    return width, height


def _drawn(data: bytes, at: int) -> int:
    """Return where the packed pixels end: at the next part that is none of theirs."""
    while True:
        at = data.find(_SIGNAL, at)
        if at < 0:
            raise _BrokenError
        mark = data[at + 1]
        if mark != 0 and mark not in _RESTARTS:
            return at
        at += 2
