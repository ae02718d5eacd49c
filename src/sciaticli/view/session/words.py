"""The words of the session's screen: what is on, what to mind, what comes next, and the keys."""

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.catalogue.exercise import Laterality, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.engine import State
from sciaticli.core.session.pain_key import CHOICES, WORDS, PainTalk, Question
from sciaticli.core.session.timeline import MS, READY, SegmentKind, Way
from sciaticli.view.session.digits import digits
from sciaticli.view.session.frame import Frame

PHASES = {
    SegmentKind.GET_READY: "GET READY",
    SegmentKind.SWITCH_SIDE: "SWITCH SIDES",
    SegmentKind.HOLD: "HOLD",
    SegmentKind.REST: "REST",
    SegmentKind.MOVE: "MOVE",
}
WAYS = {Way.IN: "MOVE IN", Way.OUT: "BACK", Way.THERE_AND_BACK: "MOVE"}
KEY_LINES = (
    "space pause  n next  b back  + 10 s  p PAIN  x stop this one  ! new numb, weak, bladder  q quit",
    "space pause  n next  b back  + 10 s  p PAIN  x stop one  ! numb, weak  q quit",
    "space pause  n next  b back  p PAIN  x stop one  ! numb  q",
    "space n b + x  p PAIN  ! numb  q quit",
    "p PAIN  ! numb  q",
)


def key_line(width: int) -> str:
    """Return the keys, as many words as fit; pain, alarm and quit are always named."""
    return next((line for line in KEY_LINES if len(line) <= width), KEY_LINES[-1])


def phase_words(frame: Frame) -> str:
    """Return what is on, and its seconds: the label of the bar."""
    state = frame.state
    if frame.talk:
        return "PAIN"
    segment = state.segment
    phase = WAYS[segment.way] if segment.way else PHASES[segment.kind]
    return f"{'PAUSED' if state.paused else phase} {digits(-(-state.left_ms // MS))} s"


def place_words(state: State) -> tuple[str, str]:
    """Return where in the exercise it is, and the side that works."""
    segment = state.segment
    item = state.timeline.items[segment.item]
    turns = state.timeline.turns_in(segment.item, segment.set_no)
    place = f"Set {segment.set_no} of {item.dose.sets} · Rep {segment.rep_no} of {turns}"
    if segment.side is Side.BOTH:
        return place, "Both sides"
    by_turns = " now" if item.exercise.laterality is Laterality.ALTERNATING else ""
    return place, f"{segment.side.upper()} side{by_turns}"


def session_words(state: State) -> str:
    """Return how far the session is: the label of its bar."""
    minutes = -(-state.session_left_ms // (MINUTE * MS))
    return f"{state.segment.item + 1} of {len(state.timeline.items)}, {minutes} min left"


def cue_words(frame: Frame, room: int) -> list[str]:
    """Return the one cue that matters now, in at most `room` lines (never none)."""
    if frame.talk:
        return _question(frame.talk)
    if frame.notice:
        return [frame.notice]
    state = frame.state
    item = state.timeline.items[state.segment.item]
    return _item_cues(state, item)[: max(1, room)]


def next_words(frame: Frame) -> str:
    """Return what comes after this exercise."""
    state = frame.state
    for index in range(state.index + 1, len(state.timeline.segments)):
        segment = state.timeline.segments[index]
        if segment.item != state.segment.item and index not in state.without:
            item = state.timeline.items[segment.item]
            side = "" if item.side is Side.BOTH else f", {item.side}"
            return f"Next: {item.exercise.name}{side}"
    return "Next: done for today"


def _item_cues(state: State, item: PlanItem) -> list[str]:
    exercise = item.exercise
    segment = state.segment
    if segment.kind in READY:
        return [*(f"Take care: {note}" for note in item.cautions), *exercise.set_up, *exercise.steps]
    if segment.kind is SegmentKind.REST:
        return ["Rest. Let go and breathe."]
    if segment.kind is SegmentKind.MOVE:
        return [exercise.breathing, *exercise.steps]
    return [exercise.feel, exercise.breathing]


def _question(talk: PainTalk) -> list[str]:
    heading = WORDS[talk.question]
    if talk.question is Question.SETTLED and talk.until_ms is None:
        heading = "The minute is over. Is it back where it was?"
    return [heading, " · ".join(f"{key} {words}" for key, words in CHOICES[talk.question])]
