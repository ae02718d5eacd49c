"""How the figure stands at a moment of a session, and when it will stand otherwise."""

from sciaticli.core.figure.parts import Figure
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS, READY, SegmentKind, Way
from sciaticli.view.session.frame import Frame

STEPS_OF_MOVE = 20  # how finely a movement is drawn: seven frames a second in one of six seconds
FASTEST_MS = 83  # a movement has at most twelve frames a second
SLOW_MS = 250  # a preview, or a body that only breathes, has four
PREVIEW_SLOWER = 1.5  # the next movement is shown so much slower than it is done
PREVIEW_WAY_S, PREVIEW_STAY_S = 2.0, 1.0
PREVIEWED_S = 60  # after a minute it stands still: nobody looks, and it costs


def is_cued(frame: Frame) -> bool:
    """Return whether an arrow and a ghost are shown: before an exercise or a side, and the first time."""
    segment = frame.state.segment
    return segment.kind in READY or (segment.works and segment.set_no == segment.rep_no == 1)


def phase_now(frame: Frame, figure: Figure) -> float:
    """Return the phase of the movement at this moment, in steps so that drawn pictures can be kept."""
    state = frame.state
    segment = state.segment
    share = min(1.0, state.elapsed_ms / state.length_ms) if state.length_ms else 1.0
    match segment.kind, segment.way:
        case SegmentKind.MOVE, Way.IN:
            phase = share
        case SegmentKind.MOVE, Way.OUT:
            phase = 1 - share
        case SegmentKind.MOVE, _:
            phase = 1 - abs(1 - 2 * share)
        case SegmentKind.HOLD, _:
            phase = figure.phase(state.elapsed_ms / MS)
        case _:
            phase = _preview(
                figure, state.timeline.items[segment.item].exercise.move_s, state.elapsed_ms / MS
            )
    return round(phase * STEPS_OF_MOVE) / STEPS_OF_MOVE


def still_ms(state: State, figure: Figure) -> int:
    """Return the milliseconds until the figure stands otherwise than now; 0 when it stays as it is."""
    kind, way = state.segment.kind, state.segment.way
    if kind is SegmentKind.MOVE:
        steps = STEPS_OF_MOVE if way in (Way.IN, Way.OUT) else 2 * STEPS_OF_MOVE
        return max(FASTEST_MS, state.length_ms // steps) if len(figure.stills) > 1 else 0
    if kind is SegmentKind.HOLD:
        return SLOW_MS if figure.loop else 0
    is_shown = len(figure.stills) > 1 and state.elapsed_ms <= PREVIEWED_S * MS
    return SLOW_MS if is_shown else 0


def _preview(figure: Figure, move_s: int, gone_s: float) -> float:
    """Return the phase of what comes next, shown slowly while one rests or gets ready, and then still."""
    if len(figure.stills) == 1 or gone_s > PREVIEWED_S:
        return 0.0
    if figure.loop:
        return figure.phase(gone_s / PREVIEW_SLOWER)
    way_s = max(PREVIEW_WAY_S, move_s / 2 * PREVIEW_SLOWER)
    at_s = gone_s % (2 * (way_s + PREVIEW_STAY_S))
    if at_s < PREVIEW_STAY_S:
        return 0.0
    if at_s < PREVIEW_STAY_S + way_s:
        return (at_s - PREVIEW_STAY_S) / way_s
    return 1.0 if at_s < 2 * PREVIEW_STAY_S + way_s else 1 - (at_s - 2 * PREVIEW_STAY_S - way_s) / way_s
