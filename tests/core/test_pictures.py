"""Pictures strangers send: what draws them is kept, and nothing else."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allin.core import pictures
from allin.core.errors import Refusal

SIGN = b"\x89PNG\r\n\x1a\n"


def chunk(name, body):
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def png(width=16, height=9, *, more=(), pixels=None, colour=2, depth=8, woven=0):
    """Return a PNG of red pixels."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, woven)
    if pixels is None:
        pixels = (b"\x00" + b"\xc8\x00\x00" * width) * height
    parts = [(b"IHDR", head), *more, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return SIGN + b"".join(chunk(*part) for part in parts)


def segment(mark, body):
    return bytes((0xFF, mark)) + struct.pack(">H", len(body) + 2) + body


def jpeg(width=16, height=16, *, channels=1, more=b"", frame=0xC0):
    """Return what has the parts of a JPEG; its pixels say nothing."""
    parts = b"".join(bytes((n, 0x11, 0)) for n in range(1, channels + 1))
    head = struct.pack(">BHHB", 8, height, width, channels) + parts
    return (
        b"\xff\xd8" + more + segment(0xDB, bytes(65)) + segment(frame, head)
        + segment(0xC4, bytes(20)) + segment(0xDA, bytes(6))
        + b"\x12\xff\x00\x34\xff\xd0\x56" + b"\xff\xd9"
    )  # fmt: skip


def refused(data):
    with pytest.raises(Refusal) as caught:
        pictures.read(data)
    return caught.value.sentence


def test_a_png_keeps_its_pixels_and_loses_everything_else():
    told = png(more=[(b"tEXt", b"Comment\x00Samar Haddad"), (b"eXIf", b"GPS 51.3")])
    made = pictures.read(told + b"<script>behind the end</script>")

    assert (made.kind, made.width, made.height) == ("png", 16, 9)
    for said in (b"Samar", b"GPS", b"script"):
        assert said not in made.data
    assert pictures.read(made.data) == made
    packed = made.data[made.data.index(b"IDAT") + 4 : -16]
    assert zlib.decompress(packed) == (b"\x00" + b"\xc8\x00\x00" * 16) * 9


def test_a_jpeg_keeps_what_draws_it_and_loses_everything_else():
    told = jpeg(more=segment(0xE1, b"Exif GPS 51.3") + segment(0xFE, b"Samar"))
    made = pictures.read(told + b"PK\x03\x04 behind the end")

    assert (made.kind, made.width, made.height) == ("jpg", 16, 16)
    assert made.data == jpeg()


def test_a_palette_and_what_is_woven_stay():
    with_palette = png(
        8, 8, colour=3, more=[(b"PLTE", b"\xc8\x00\x00"), (b"tRNS", b"\x80")],
        pixels=bytes(9 * 8),
    )  # fmt: skip
    assert b"tRNS" in pictures.read(with_palette).data
    # 8 by 8 pixels in seven passes: a row each begins with its filter.
    rows = [(1, 1), (1, 1), (1, 2), (2, 2), (2, 4), (4, 4), (4, 8)]
    woven = bytes(sum(high * (1 + wide) for high, wide in rows))
    assert pictures.read(png(8, 8, colour=0, pixels=woven, woven=1)).width == 8


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "kein PNG oder JPEG"),
        (b"<svg onload='alert(1)'/>", "SVG wird nicht genommen"),
        (b"GIF89a" + bytes(20), "kein PNG oder JPEG"),
        (SIGN + bytes(200 * 1024), "größer als 200 KB"),
        (png()[:-30], "beschädigt"),
        (png().replace(b"IDAT", b"IDAX"), "beschädigt"),
        (png(3000, 3000, pixels=b""), "3000 × 3000 Pixel"),
        (png(4, 4), "4 × 4 Pixel"),
        (png(1000, 1000, pixels=b"\x00" * 50), "beschädigt"),
        (png(16, 16, pixels=bytes(10_000_000)), "beschädigt"),  # a bomb
        (png(depth=3), "beschädigt"),
        (png(colour=3, pixels=bytes(17 * 9)), "beschädigt"),  # no palette
        (jpeg(channels=4), "beschädigt"),  # colours of a press
        (jpeg(5000, 10), "5000 × 10 Pixel"),
        (jpeg()[:-2], "beschädigt"),
        (jpeg(frame=0xC9), "beschädigt"),
        (b"\xff\xd8\xff", "beschädigt"),
        (b"\xff\xd8\xff\xd9", "beschädigt"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data, sentence):
    assert sentence in refused(data)


@given(st.binary(max_size=60), st.integers(0, 200))
def test_whatever_is_sent_is_read_or_refused(noise, at):
    for whole in (png(), jpeg()):
        try:
            made = pictures.read(whole[:at] + noise + whole[at + len(noise) :])
        except Refusal:
            continue
        assert len(made.data) <= pictures.LARGEST
