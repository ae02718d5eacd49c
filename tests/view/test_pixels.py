"""Real pictures, taken apart again: what a terminal would decode is what was painted."""

import re
import struct
import zlib
from base64 import b64decode

from sciaticli.core.figure.drawing import draw
from sciaticli.core.figure.shapes import Shade
from sciaticli.view.canvas import Canvas
from sciaticli.view.pixels import kitty_forget, kitty_load, kitty_place, pixels, png, sixel
from sciaticli.view.tones import DARK, DARK_GROUND, colour
from support.figures import figure

WIDE, HIGH = 200, 120


def canvas() -> Canvas:
    return pixels(draw(figure(), 1.0), WIDE, HIGH, cell=(9, 18), floor=True)


def painted(picture: Canvas) -> dict[tuple[int, int], Shade]:
    return {
        (x, y): tone
        for tone, layer in picture.layers.items()
        for y, bits in enumerate(layer)
        for x in range(picture.width)
        if bits >> x & 1
    }


def decoded(data: bytes) -> tuple[list[bytes], list[tuple[int, ...]], bool]:
    """Return the rows of colour numbers of a 4-bit PNG, its colours, and whether the first is see-through."""
    parts, at = {}, 8
    while at < len(data):
        length = struct.unpack(">I", data[at : at + 4])[0]
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + body)
        parts[kind] = body
        at += 12 + length
    width, height, depth, kind_of_colour = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (width, height, depth, kind_of_colour) == (WIDE, HIGH, 4, 3)
    raw = zlib.decompress(parts[b"IDAT"])
    line = 1 + WIDE // 2
    rows = [raw[number * line + 1 : (number + 1) * line] for number in range(HIGH)]
    numbers = [bytes(nibble for byte in row for nibble in (byte >> 4, byte & 15)) for row in rows]
    table = parts[b"PLTE"]
    return numbers, [tuple(table[at : at + 3]) for at in range(0, len(table), 3)], b"tRNS" in parts


def test_a_png_holds_every_pixel_in_its_colour() -> None:
    picture = canvas()
    rows, colours, clear = decoded(png(picture, DARK))
    assert clear
    dots = painted(picture)
    for y, row in enumerate(rows):
        for x, number in enumerate(row):
            tone = dots.get((x, y))
            assert (number == 0) if tone is None else colours[number] == colour(DARK[tone])


def test_a_png_may_have_a_ground() -> None:
    _, colours, clear = decoded(png(canvas(), DARK, DARK_GROUND))
    assert colours[0] == colour(DARK_GROUND)
    assert not clear


def test_kittys_stream_holds_the_png_in_chunks_and_shows_it_by_its_number() -> None:
    picture = png(canvas(), DARK)
    commands = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", kitty_load(picture * 9, 7))
    assert b64decode("".join(chunk for _, chunk in commands)) == picture * 9
    assert all(len(chunk) <= 4096 for _, chunk in commands)
    assert [keys.rpartition("m=")[2] for keys, _ in commands] == ["1"] * (len(commands) - 1) + ["0"]
    assert commands[0][0].startswith("a=t,f=100,q=2,i=7,")
    assert kitty_place(7, 46, 18) == "\x1b_Ga=p,q=2,C=1,i=7,p=1,c=46,r=18\x1b\\"
    assert kitty_forget([7]) == "\x1b_Ga=d,d=I,q=2,i=7\x1b\\"


def test_sixels_hold_every_pixel_in_its_colour() -> None:
    picture = canvas()
    text = sixel(picture, DARK, DARK_GROUND)
    assert text.startswith("\x1bP0;1;0q")
    assert text.endswith("\x1b\\")
    defined = {
        int(number): (int(red), int(green), int(blue))
        for number, red, green, blue in re.findall(r"#(\d+);2;(\d+);(\d+);(\d+)", text)
    }
    body = re.sub(r"#\d+;2;\d+;\d+;\d+", "", text.partition(f'"1;1;{WIDE};{HIGH}')[2])
    seen: dict[tuple[int, int], int] = {}
    for band, line in enumerate(body.removesuffix("\x1b\\").split("-")):
        for part in filter(None, line.split("$")):
            number, codes = re.fullmatch(r"#(\d+)(.*)", part).groups()  # type: ignore[union-attr]
            x = 0
            for times, code in re.findall(r"(?:!(\d+))?([?-~])", codes):
                for _ in range(int(times or 1)):
                    for row in range(6):
                        if ord(code) - 63 >> row & 1:
                            seen[x, band * 6 + row] = int(number)
                    x += 1
    dots = painted(picture)
    for place, number in seen.items():
        shade = colour(DARK[dots[place]] if place in dots else DARK_GROUND)
        assert defined[number] == tuple(round(part / 2.55) for part in shade)
    assert len(seen) == WIDE * HIGH
