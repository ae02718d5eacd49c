"""A figure as SVG for pages: the same shapes as in the terminal, as smooth outlines."""

from html import escape

from sciaticli.core.drawing import FLOOR_LINE, Bounds, Capsule, Limb, Tone, draw
from sciaticli.core.exercise import Side
from sciaticli.core.figure import Figure

COLOURS: dict[Tone, str] = {
    Tone.FLOOR: "#a9b4c2",
    Tone.WATER: "#5b9bd5",
    Tone.PROP: "#8b6034",
    Tone.FAR: "#b3bcc6",
    Tone.BODY: "#4b566b",
    Tone.NEAR: "#2b6cb0",
    Tone.HOT: "#dd6b20",
}
HALO = 2.2
MARGIN = 3.0


def figure_svg(figure: Figure, t: float = 1.0, side: Side = Side.RIGHT, *, height: int = 120) -> str:
    """Return one moment as an `<svg>` element, `height` pixels high, its label the words of the figure."""
    drawing = draw(figure, t, side)
    left, bottom, right, top = _with_margin(drawing.bounds)
    wide, high = right - left, top - bottom
    label = escape(figure.words[0] if t == 0 else figure.words[1], quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" height="{height}" '
        f'width="{height * wide / high:.0f}" viewBox="{left:.1f} {-top:.1f} {wide:.1f} {high:.1f}">'
        f"{figure_shapes(figure, t, side)}</svg>"
    )


def figure_shapes(figure: Figure, t: float, side: Side = Side.RIGHT) -> str:
    """Return the shapes alone, in centimetres with y running down and the floor near 0."""
    drawing = draw(figure, t, side)
    left, _, right, _ = _with_margin(drawing.bounds)
    floor = f'<path d="M{left:.1f} {-FLOOR_LINE:.1f}H{right:.1f}" stroke="{COLOURS[Tone.FLOOR]}"/>'
    return ("" if figure.from_above else floor) + "".join(_limb(limb) for limb in drawing.limbs)


def _with_margin(bounds: Bounds) -> Bounds:
    left, bottom, right, top = bounds
    return Bounds(left - MARGIN, bottom - MARGIN, right + MARGIN, top + MARGIN)


def _limb(limb: Limb) -> str:
    """Return a limb: its halo first, then its shapes, one path for each tone."""
    tones = dict.fromkeys(tone for tone, _ in limb.shapes)
    everything = "".join(_path(capsule) for _, capsule in limb.shapes)
    halo = f'<path d="{everything}" fill="#fff" stroke="#fff" stroke-width="{HALO}"/>'
    fills = (
        f'<path d="{"".join(_path(c) for own, c in limb.shapes if own is tone)}" fill="{COLOURS[tone]}"/>'
        for tone in tones
    )
    return halo + "".join(fills)


def _path(capsule: Capsule) -> str:
    corners = [f"{x:.1f} {-y:.1f}" for x, y in capsule.outline()]
    return f"M{'L'.join(corners)}Z"
