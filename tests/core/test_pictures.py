"""Pictures strangers send: what draws them is kept, and nothing else."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

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


def jpeg(width=16, height=16, *, mode="RGB", **more):
    """Return a JPEG of one colour."""
    out = io.BytesIO()
    Image.new(mode, (width, height), 90).save(out, "JPEG", **more)
    return out.getvalue()


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
    assert colours_of(made) == [(16 * 9, (200, 0, 0, 255))]


def colours_of(made):
    with Image.open(io.BytesIO(made.data)) as shown:
        return shown.getcolors()


def test_a_jpeg_keeps_what_it_shows_and_loses_everything_else():
    place = Image.Exif()
    place[0x010E] = "GPS 51.3, Samar"
    made = pictures.read(jpeg(exif=place) + b"PK\x03\x04 behind the end")

    assert (made.kind, made.width, made.height) == ("jpg", 16, 16)
    for said in (b"Samar", b"Exif", b"behind"):
        assert said not in made.data


def test_a_picture_that_lies_on_its_side_is_turned():
    lying = Image.Exif()
    lying[0x0112] = 6
    made = pictures.read(jpeg(16, 32, exif=lying))

    assert (made.width, made.height) == (32, 16)


def test_what_is_clear_stays_clear():
    with_palette = png(
        8, 8, colour=3, more=[(b"PLTE", b"\xc8\x00\x00"), (b"tRNS", b"\x80")],
        pixels=bytes(9 * 8),
    )  # fmt: skip

    assert colours_of(pictures.read(with_palette)) == [(64, (200, 0, 0, 128))]


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
        (png(60_000, 60_000, pixels=b""), "beschädigt"),
        (png(1000, 1000, pixels=b"\x00" * 50), "beschädigt"),
        (png(depth=3), "beschädigt"),
        (jpeg(5000, 10), "5000 × 10 Pixel"),
        (jpeg()[:-40], "beschädigt"),
        (b"\xff\xd8\xff", "beschädigt"),
        (b"\xff\xd8\xff\xd9", "beschädigt"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data, sentence):
    assert sentence in refused(data)


def test_a_picture_that_unpacks_without_end_is_read_no_further_than_its_sides():
    made = pictures.read(png(16, 16, pixels=bytes(10_000_000)))

    assert len(made.data) < 1000


@given(st.binary(max_size=60), st.integers(0, 200))
def test_whatever_is_sent_is_read_or_refused(noise, at):
    for whole in (png(), jpeg()):
        try:
            made = pictures.read(whole[:at] + noise + whole[at + len(noise) :])
        except Refusal:
            continue
        assert made.kind in {"png", "jpg"}
