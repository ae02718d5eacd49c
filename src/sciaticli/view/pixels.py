"""A figure as a real picture, for terminals that can show one: PNG for the kitty protocol, and sixel.

The same painter as for dots draws one dot a pixel. No library for it is needed: the rows of a tone, written
in binary and read as hexadecimal, are the 4-bit pixels of a PNG, and six rows side by side are sixels.
"""

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable

from sciaticli.core.figure.drawing import Drawing
from sciaticli.core.figure.shapes import Shade
from sciaticli.view.canvas import Canvas, Grain, paint
from sciaticli.view.tones import Palette, colour

CHUNK = 4096  # bytes of an escape sequence of the kitty protocol
BAND = 6  # rows of a sixel
BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"  # synchronised output: shown at once, not row by row
_SAME = re.compile(r"(.)\1{3,}")


def pixels(drawing: Drawing, width: int, height: int, *, cell: tuple[int, int], floor: bool) -> Canvas:
    """Return the drawing on `width` by `height` pixels; `cell` is how many of them a character takes."""
    grain = Grain(dot=2.0 / cell[0], rows=1, tidy=False)
    return paint(drawing, Canvas(width // 2 * 2, height), floor=floor, grain=grain)


def png(canvas: Canvas, palette: Palette, ground: str | None = None) -> bytes:
    """Return the picture as PNG of 16 colours; without a `ground` what is blank is see-through."""
    tones = [tone for tone in Shade if any(canvas.layers.get(tone, ()))]
    rows = bytearray()
    for row in range(canvas.height):
        value = 0
        for number, tone in enumerate(tones, 1):
            if bits := canvas.layers[tone][row]:
                value += number * int(f"{bits:0{canvas.width}b}"[::-1], 16)
        rows += b"\0" + value.to_bytes(canvas.width // 2, "big")
    colours = bytes(colour(ground or "#000000")) + b"".join(bytes(colour(palette[tone])) for tone in tones)
    head = struct.pack(">IIBBBBB", canvas.width, canvas.height, 4, 3, 0, 0, 0)
    clear = () if ground else ((b"tRNS", b"\0"),)
    data = (b"IDAT", zlib.compress(bytes(rows), 6))
    parts = ((b"IHDR", head), (b"PLTE", colours), *clear, data, (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def kitty_load(picture: bytes, number: int) -> str:
    """Return what sends a PNG to the terminal, to be placed by its number, 1 or more."""
    text = b64encode(picture).decode()
    chunks = [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]
    keys = [f"a=t,f=100,q=2,i={number},", *[""] * (len(chunks) - 1)]
    return "".join(
        f"\x1b_G{key}m={int(at < len(chunks) - 1)};{chunk}\x1b\\"
        for at, (key, chunk) in enumerate(zip(keys, chunks, strict=True))
    )


def kitty_place(number: int, columns: int, rows: int) -> str:
    """Return what shows a picture at the cursor, in place of the one that was shown by the same number."""
    return f"\x1b_Ga=p,q=2,C=1,i={number},p=1,c={columns},r={rows}\x1b\\"


def kitty_forget(numbers: Iterable[int], *, keep: bool = False) -> str:
    """Return what takes pictures away, and frees them unless the terminal is to `keep` them."""
    what = "i" if keep else "I"
    return "".join(f"\x1b_Ga=d,d={what},q=2,i={number}\x1b\\" for number in numbers)


def sixel(canvas: Canvas, palette: Palette, ground: str) -> str:
    """Return the picture as sixels; what is blank is painted in the colour of the ground."""
    tones = [tone for tone in Shade if any(canvas.layers.get(tone, ()))]
    shades = [ground, *(palette[tone] for tone in tones)]
    parts = ["\x1bP0;1;0q", f'"1;1;{canvas.width};{canvas.height}']
    for number, shade in enumerate(shades):
        red, green, blue = (round(value / 2.55) for value in colour(shade))
        parts.append(f"#{number};2;{red};{green};{blue}")
    whole = (1 << canvas.width) - 1
    for top in range(0, canvas.height, BAND):
        bands = [canvas.layers[tone][top : top + BAND] for tone in tones]
        height = min(BAND, canvas.height - top)
        blank = [whole] * height
        for band in bands:
            blank = [row & ~bits for row, bits in zip(blank, band, strict=True)]
        drawn = [
            f"#{number}{_sixels(band, canvas.width)}"
            for number, band in enumerate((blank, *bands))
            if any(band)
        ]
        parts.append("$".join(drawn) + "-")
    return "".join(parts) + "\x1b\\"


def _sixels(band: list[int], width: int) -> str:
    """Return six rows as a line of characters: each stands for six pixels, the top one the lowest bit."""
    codes = 0
    for row, bits in enumerate(band):
        if bits:
            codes |= int.from_bytes(f"{bits:0{width}b}".encode().translate(_HEIGHTS[row]), "big")
    text = codes.to_bytes(width, "little").translate(_SIXELS).decode().rstrip("?")
    return _SAME.sub(lambda same: f"!{len(same[0])}{same[1]}", text)


_SIXELS = bytes((63 + code) % 256 for code in range(256))
_HEIGHTS = [bytes.maketrans(b"01", bytes((0, 1 << row))) for row in range(BAND)]
