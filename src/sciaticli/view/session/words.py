"""The words of the session's screen: what is on, how it is done, what comes next, and the keys."""

from collections.abc import Sequence

from msgspec import Struct

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.catalogue.exercise import Laterality, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.keys import ALL, Does, Key
from sciaticli.core.session.pain_key import CHOICES, WORDS, PainQuestion, PainTalk
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS, READY, Segment, SegmentKind, Way, exercise_count
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
MINUTE_OVER = "The minute is over. Is it back where it was?"
MOST_RANK = 4
CHOICE_ROW = 32  # columns that every layout gives to words


class Paragraph(Struct, frozen=True):
    """Words that stand together; `care` marks what is said for safety."""

    words: str
    care: bool = False


def key_line(keys: Sequence[Key], width: int) -> str:
    """Return the keys, in as many words as fit; pain, danger and quit are always named."""
    lines = [_keys(keys, words=True, rank=MOST_RANK)]
    lines += [_keys(keys, words=False, rank=rank) for rank in range(MOST_RANK, -1, -1)]
    names = "  ".join(key.name for key in keys if not key.rank)
    return next((line for line in lines if len(line) <= width), names[:width])


def help_words() -> list[Paragraph]:
    """Return every key of a session, one to a paragraph."""
    return [Paragraph(f"{key.names} {key.words}") for key in ALL]


def phase_words(frame: Frame) -> str:
    """Return what is on, and its seconds: the label of the bar."""
    state = frame.state
    if frame.talk:
        return "PAIN"
    if state.paused:
        return "PAUSED"
    segment = state.segment
    if state.is_waiting:
        return PHASES[segment.kind]
    phase = WAYS[segment.way] if segment.way else PHASES[segment.kind]
    return f"{phase} {digits(-(-state.left_ms // MS))} s"


def place_in_session(state: State) -> tuple[str, str]:
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
    number, total = exercise_count(state.timeline.items, state.segment.item)
    return f"{number} of {total}, {minutes} min left"


def text_now(frame: Frame) -> list[Paragraph]:
    """Return the words that matter at this moment, what is for safety first."""
    state = frame.state
    item = state.timeline.items[state.segment.item]
    if frame.talk:
        return [Paragraph(words, care=True) for words in (_question(frame.talk), *_choices(frame.talk))]
    if state.paused is not None:
        return [*(help_words() if frame.shows_help else ()), *whole_text(item)]
    return _text_of(item, state.segment)


def ready_text(item: PlanItem) -> list[Paragraph]:
    """Return what is read before an exercise: care, set-up, then the steps."""
    exercise = item.exercise
    return [*_care(item), *_told(exercise.set_up), *_told(exercise.steps)]


def steps_text(item: PlanItem) -> list[Paragraph]:
    """Return what is read in the first repetition: the steps, and how to breathe."""
    return [*_care(item), *_told(item.exercise.steps), Paragraph(item.exercise.breathing)]


def hold_text(item: PlanItem) -> list[Paragraph]:
    """Return what is read in a hold: what to feel, how to breathe, and when to stop."""
    exercise = item.exercise
    return [
        *_care(item),
        Paragraph(exercise.feel),
        Paragraph(exercise.breathing),
        *_told(exercise.stop_signs),
    ]


def whole_text(item: PlanItem) -> list[Paragraph]:
    """Return everything that is known of how an exercise is done."""
    exercise = item.exercise
    return [
        *_care(item),
        *_told(exercise.set_up),
        *_told(exercise.steps),
        Paragraph(exercise.feel),
        Paragraph(exercise.breathing),
        *_told(exercise.stop_signs),
        *(Paragraph(f"Avoid: {words}") for words in exercise.mistakes),
    ]


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


def status_words(frame: Frame) -> str:
    """Return the word to the person that stands in the status line, else what comes next."""
    return frame.notice or next_words(frame)


def _text_of(item: PlanItem, segment: Segment) -> list[Paragraph]:
    if segment.kind in READY:
        return ready_text(item)
    if segment.kind is SegmentKind.REST:
        return [*_care(item), Paragraph("Rest. Let go and breathe."), *_told(item.exercise.steps)]
    first = segment.set_no == 1 and segment.rep_no == 1
    if segment.kind is SegmentKind.MOVE and first:
        return steps_text(item)
    return hold_text(item)


def _care(item: PlanItem) -> list[Paragraph]:
    return [Paragraph(f"Take care: {note}", care=True) for note in item.cautions]


def _told(lines: Sequence[str]) -> list[Paragraph]:
    return [Paragraph(line) for line in lines]


def _question(talk: PainTalk) -> str:
    over = talk.question is PainQuestion.SETTLED and talk.until_ms is None
    return MINUTE_OVER if over else WORDS[talk.question]


def _choices(talk: PainTalk) -> list[str]:
    """Return the choices in rows so short that none is broken beside a picture."""
    rows: list[str] = []
    for key, words in CHOICES[talk.question]:
        choice = f"{key} {words}"
        if rows and len(f"{rows[-1]} · {choice}") <= CHOICE_ROW:
            rows[-1] += f" · {choice}"
        else:
            rows.append(choice)
    return rows


def _keys(keys: Sequence[Key], *, words: bool, rank: int) -> str:
    chosen = [key for key in keys if key.rank <= rank]
    named = [(key.name, key.words if words else key.short, key.does) for key in chosen]
    return "  ".join(f"{name} {word.upper() if does is Does.PAIN else word}" for name, word, does in named)
