"""A session as lines of plain text: one for each change, for those who listen or read line by line."""

from sciaticli.core.catalogue.dose_words import dose_words, duration_words
from sciaticli.core.catalogue.exercise import Kind, Laterality
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.cues import SPOKEN_MS, position_words, side_words
from sciaticli.core.session.keys import ALL, DANGER, LEAVE_TALK
from sciaticli.core.session.pain_key import CHOICES, WORDS, PainQuestion, PainTalk, may_step_back
from sciaticli.core.session.state import State
from sciaticli.core.session.timeline import MS, READY, Segment, SegmentKind, Timeline, Way, exercise_count

HEARTBEAT_MS = 10 * MS
KEYS = (
    f"Keys: {', '.join(f'{key.name} {key.words}' for key in ALL if key is not DANGER)}.",
    "New numbness, weakness, bladder or bowel change: press 0 or !.",
)


def segment_lines(timeline: Timeline, index: int, talk: Talk) -> tuple[str, ...]:
    """Return what is printed when a segment begins; nothing for the short parts of a movement."""
    segment = timeline.segments[index]
    item = timeline.items[segment.item]
    time = duration_words(segment.ms // MS)
    match segment.kind:
        case SegmentKind.GET_READY:
            ready = () if segment.waits else (f"Get ready: {time}.",)  # a notice says what it waits for
            return (*_item_lines(timeline, segment, talk), *ready)
        case SegmentKind.SWITCH_SIDE:
            return (f"Switch sides. Now the {item.side} side. Get ready: {time}.",)
        case SegmentKind.REST:
            return (f"Rest: {time}.{_next_words(timeline, index)}",)
        case SegmentKind.HOLD:
            return _hold_lines(timeline, index, time)
        case SegmentKind.MOVE:
            if segment.way is Way.OUT:
                return ("And back.",) if timeline.segments[index - 1].ms >= SPOKEN_MS else ()
            return (f"{_count(timeline, segment)}.",)


def heartbeat(before: State, now: State) -> str | None:
    """Return a line when another ten seconds of a hold have passed since `before`, else None."""
    if now.segment.kind is not SegmentKind.HOLD or now.index != before.index:
        return None
    beat = now.elapsed_ms // HEARTBEAT_MS
    if beat == before.elapsed_ms // HEARTBEAT_MS or now.left_ms < MS:
        return None
    gone, left = beat * HEARTBEAT_MS // MS, (now.length_ms - beat * HEARTBEAT_MS) // MS
    return f"{duration_words(gone).capitalize()}, {duration_words(left)} to go."


def question_lines(talk: PainTalk) -> tuple[str, ...]:
    """Return a question of the pain key with its choices, each with its key."""
    heading = WORDS[talk.question]
    if talk.question is PainQuestion.SETTLED and talk.until_ms is None:
        heading = "The minute is over. Is it back where it was?"
    back = (f"{LEAVE_TALK.name} {LEAVE_TALK.words}",) if may_step_back(talk) else ()
    return (heading, *(f"{key} {words}" for key, words in CHOICES[talk.question]), *back)


def _item_lines(timeline: Timeline, segment: Segment, talk: Talk) -> tuple[str, ...]:
    item = timeline.items[segment.item]
    exercise = item.exercise
    before = timeline.items[segment.item - 1].exercise.position if segment.item else None
    position = position_words(exercise.position, before)
    side = side_words(item.side)
    number, total = exercise_count(timeline.items, segment.item)
    lines = [f"Exercise {number} of {total}: {exercise.name}."]
    lines += [" ".join(part for part in (position, side, _dose(item)) if part)]
    lines += [f"Take care: {note}" for note in item.cautions]
    if talk is Talk.FIRST_TIME and segment.item in timeline.told:
        lines += [*exercise.set_up, *exercise.steps, exercise.feel, exercise.breathing, *exercise.stop_signs]
    return tuple(lines)


def _dose(item: PlanItem) -> str:
    words = dose_words(item.dose, item.exercise.kind)
    turns = " on each side, by turns" if item.exercise.laterality is Laterality.ALTERNATING else ""
    return f"{words[:1].upper()}{words[1:]}{turns}."


def _hold_lines(timeline: Timeline, index: int, time: str) -> tuple[str, ...]:
    segment = timeline.segments[index]
    if timeline.same_rep(index - 1, index):
        return (f"Hold: {time}.",) if segment.ms >= SPOKEN_MS else ()
    if timeline.items[segment.item].exercise.kind is Kind.CONTINUOUS:
        return (f"Begin: {time}.",)
    return (f"Hold {_count(timeline, segment)}: {time}.",)


def _count(timeline: Timeline, segment: Segment) -> str:
    item = timeline.items[segment.item]
    turn = f", {segment.side}" if item.exercise.laterality is Laterality.ALTERNATING else ""
    sets = f"set {segment.set_no} of {item.dose.sets}, " if item.dose.sets > 1 else ""
    return f"{sets}{segment.rep_no} of {timeline.turns_in(segment.item, segment.set_no)}{turn}".capitalize()


def _next_words(timeline: Timeline, index: int) -> str:
    rest, after = timeline.segments[index], timeline.segments[index + 1]
    if after.kind in READY or after.set_no == rest.set_no:
        return ""
    return f" Next: set {after.set_no} of {timeline.items[rest.item].dose.sets}."
