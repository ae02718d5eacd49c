"""A figure as SVG for pages: the same shapes as in the terminal, as smooth outlines."""

from math import cos, pi, sin

from markupsafe import escape

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.figure.drawing import Drawing, draw
from sciaticli.core.figure.parts import Figure
from sciaticli.core.figure.shapes import Bounds, Capsule, Face, Limb, Shade, Shape

COLOURS: dict[Shade, str] = {
    Shade.FLOOR: "#868c96",
    Shade.WATER: "#3f83c6",
    Shade.SOLID: "#b08a5b",
    Shade.PROP: "#8b6034",
    Shade.FAR: "#868c95",
    Shade.BODY: "#4b566b",
    Shade.HAIR: "#6b4630",
    Shade.NEAR: "#2b6cb0",
    Shade.HOT_FAR: "#b98443",
    Shade.HOT: "#dd6b20",
    Shade.ARROW: "#0b7a35",
    Shade.GHOST: "#868c96",
    Shade.GAP: "#fff",
}
HALO = 2.2
MARGIN = 3.0


class Svg(str):
    """A drawing whose own words are escaped already: an element of the page takes it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself, which tells an element that it is no text."""
        return self


def figure_svg(
    figure: Figure, t: float = 1.0, side: Side = Side.RIGHT, *, height: int = 120, cue: bool = False
) -> Svg:
    """Return one moment as an `<svg>` element, `height` pixels high, its label the words of the figure.

    With `cue` an arrow and a ghost say what moves where.
    """
    drawing = draw(figure, t, side, cue=cue)
    left, bottom, right, top = _with_margin(drawing.bounds)
    wide, high = right - left, top - bottom
    label = escape(figure.words[0] if t == 0 else figure.words[1])
    return Svg(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" height="{height}" '
        f'width="{height * wide / high:.0f}" viewBox="{left:.1f} {-top:.1f} {wide:.1f} {high:.1f}">'
        f"{_shapes(figure, drawing)}</svg>"
    )


def figure_shapes(figure: Figure, t: float, side: Side = Side.RIGHT, *, cue: bool = False) -> str:
    """Return the shapes alone, in centimetres with y running down and the floor near 0."""
    return _shapes(figure, draw(figure, t, side, cue=cue))


def _shapes(figure: Figure, drawing: Drawing) -> str:
    left, bottom, right, _ = _with_margin(drawing.bounds)
    line = f'<path d="M{left:.1f} 0.5H{right:.1f}" stroke="{COLOURS[Shade.FLOOR]}"/>'
    floor = "" if figure.from_above or bottom > 0 else line
    shapes = "".join(_limb(limb) for limb in drawing.limbs)
    return f'{floor}{_ghost(drawing.ghost)}<g paint-order="stroke">{shapes}</g>'


def _ghost(limbs: tuple[Limb, ...]) -> str:
    """Return the outline of the ghost: dots drawn round all of it, and its inside taken away."""
    if not limbs:
        return ""
    path = "".join(_outline(shape) for limb in limbs for _, shape in limb.shapes)
    line = f'stroke="{COLOURS[Shade.GHOST]}" stroke-width="1.6" stroke-dasharray="2 2" fill="none"'
    return f'<path d="{path}" {line}/><path d="{path}" fill="#fff"/>'


def _with_margin(bounds: Bounds) -> Bounds:
    left, bottom, right, top = bounds
    return Bounds(left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN)


def _limb(limb: Limb) -> str:
    """Return a limb, one path for each tone, with a halo round the whole."""
    tones = dict.fromkeys(tone for tone, _ in limb.shapes)
    halo = f'stroke="#fff" stroke-width="{HALO}"'
    if len(tones) == 1:  # the halo is painted under the same path's fill
        return "".join(f'<path d="{_outlines(limb, tone)}" {halo} fill="{COLOURS[tone]}"/>' for tone in tones)
    everything = "".join(_outlines(limb, tone) for tone in tones)
    fills = (f'<path d="{_outlines(limb, tone)}" fill="{COLOURS[tone]}"/>' for tone in tones)
    return f'<path d="{everything}" {halo} fill="#fff"/>' + "".join(fills)


def _outlines(limb: Limb, tone: Shade) -> str:
    return "".join(_outline(shape) for own, shape in limb.shapes if own is tone)


def _outline(shape: Shape) -> str:
    """Return the path round a shape; y runs down on a page."""
    return _corners(shape) if isinstance(shape, Face) else _round(shape)


def _corners(face: Face) -> str:
    return "M" + "L".join(f"{_number(x)} {_number(-y)}" for x, y in face.corners) + "Z"


def _round(capsule: Capsule) -> str:
    x1, y1, r1, x2, y2, r2 = capsule
    sides = capsule.sides()
    if sides is None:
        x, y, r = (x1, y1, r1) if r1 >= r2 else (x2, y2, r2)
        arc = f"a{_number(r)} {_number(r)} 0 1 0 "
        return f"M{_number(x - r)} {_number(-y)}{arc}{_number(2 * r)} 0{arc}{_number(-2 * r)} 0Z"
    start, stop = sides
    wide = int(stop - start > pi)
    corners = [
        f"{_number(x + r * cos(angle))} {_number(-y - r * sin(angle))}"
        for x, y, r, angle in (
            (x2, y2, r2, start),
            (x2, y2, r2, stop),
            (x1, y1, r1, stop),
            (x1, y1, r1, start),
        )
    ]
    over, under = f"A{_number(r2)} {_number(r2)} 0 {wide} 0 ", f"A{_number(r1)} {_number(r1)} 0 {1 - wide} 0 "
    return f"M{corners[0]}{over}{corners[1]}L{corners[2]}{under}{corners[3]}Z"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
