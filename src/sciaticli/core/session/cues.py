"""What is said and sounded, and when: one table for the whole session, made before it starts.

A cue that can't be said within 0.8 s of its moment is dropped, never said late.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum, StrEnum

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Equipment, Kind, Laterality, Position, Side
from sciaticli.core.catalogue.plain_words import BEST_SHOWN, EQUIPMENT_WORDS
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.session.timeline import (
    MS,
    READY,
    Segment,
    SegmentKind,
    Timeline,
    Way,
    exercise_count,
)

LATE_MS = 800
HALF_WAY_MS = 20 * MS  # shorter holds have no "half way"
COUNT_DOWN_MS = 5 * MS  # shorter segments are not counted down
COUNTED_MS = 3500  # the end of a get-ready belongs to the counting
SPOKEN_MS = 3 * MS  # in a shorter hold there is a tone, but no time for words
WORD_MS, STOP_MS, COMMA_MS = 380, 450, 200  # a spoken word, and the pauses; on the long side
BREATH_MS = 300  # between two things that are said one after the other


class Priority(IntEnum):
    """Which cue gives way when two meet."""

    TICK = 0
    HALF_WAY = 1
    CHANGE = 2
    NAME = 3
    CAUTION = 4  # said for safety: it may be late, it is never dropped
    URGENT = 5


class Tone(StrEnum):
    """The sounds that need no words."""

    TICK = "tick"
    BEGIN = "begin"
    HOLD = "hold"
    END = "end"
    HALF_WAY = "half_way"


class Cue(Struct, frozen=True, kw_only=True):
    """Words and a tone `at_ms` after a segment's start, or with `at_ms` of it left when `from_end`.

    `segment` is the number of segments for what is said after the last one.
    """

    segment: int
    text: str
    priority: Priority
    tone: Tone | None = None
    at_ms: int = 0
    from_end: bool = False

    def due_ms(self, length_ms: int) -> int:
        """Return when the cue is due in a segment of this length."""
        return length_ms - self.at_ms if self.from_end else self.at_ms


PAUSED = "Paused. Press space to go on."
MUTED = "Muted. m speaks again."
UNMUTED = "I speak again."
NOTED = "Noted."
GOING_ON = "Going on."
IT_SPEAKS = "I will speak. m mutes."
GREETING = (
    f"{IT_SPEAKS} Space stops the clock. When it hurts more, press p. x leaves an exercise out. For new "
    "numbness, weakness, or a change of bladder or bowel, stop at once and press 0."
)
WHEN_READY = "Press space when you are ready."
CLOCK_STOOD = "The clock stood still for a while. Press space to go on."
LONGER = "Ten seconds more."
NOT_LONGER = "This one keeps its time."
STOP_AND_LOOK = "Stop. Look at the screen now."
DONE = "Done."
TWO_MORE = f"{DONE} Could you have done two more? y or n."
ALL_DONE = "Done. That was the last one."
NOT_HEARD = "No voice is heard here: follow the screen (doctor sound)."
ALWAYS_READY = (PAUSED, MUTED, UNMUTED, NOTED, GOING_ON, CLOCK_STOOD, LONGER, NOT_LONGER, STOP_AND_LOOK)
"""What is said outside the table, by a key or a rule."""

LYING = frozenset({Position.SUPINE, Position.PRONE, Position.SIDE_LYING})
GO_TO = {
    Position.SUPINE: "Lie on your back.",
    Position.PRONE: "Lie on your front.",
    Position.SIDE_LYING: "Lie on your side.",
    Position.QUADRUPED: "Come onto your hands and knees.",
    Position.KNEELING: "Come onto your knees.",
    Position.HALF_KNEELING: "Kneel on one knee.",
    Position.SITTING: "Sit down.",
    Position.STANDING: "Stand up.",
    Position.WALKING: "Stand up to walk.",
    Position.WATER: "Get into the water.",
}
ROLL_TO = {
    Position.SUPINE: "Roll onto your back.",
    Position.PRONE: "Roll onto your front.",
    Position.SIDE_LYING: "Roll onto your side.",
}


def spoken_ms(text: str, lengths: Mapping[str, int] | None = None) -> int:
    """Return how long a text takes to say: as measured where it was, else by its words and pauses."""
    if lengths and text in lengths:
        return lengths[text]
    stops = sum(text.count(mark) for mark in ".:?!")
    return (len(text.split()) + 1) * WORD_MS + stops * STOP_MS + text.count(",") * COMMA_MS


def with_room(timeline: Timeline, talk: Talk, lengths: Mapping[str, int] | None = None) -> Timeline:
    """Return the timeline with each get-ready long enough for what must be said in it."""
    segments = list(timeline.segments)
    before: int | None = None
    for index, segment in enumerate(segments):
        if segment.kind in READY:
            cues = list(_ready_cues(timeline, index, before, talk, lengths))
            told_ms = max(cue.at_ms + spoken_ms(cue.text, lengths) for cue in cues if not cue.from_end)
            needed_ms = -(-(told_ms + COUNTED_MS) // MS) * MS
            if not segment.waits:
                segments[index] = replace(segment, ms=max(segment.ms, needed_ms))
        before = index
    return replace(timeline, segments=tuple(segments))


def cue_table(
    timeline: Timeline,
    talk: Talk,
    without: frozenset[int] = frozenset(),
    lengths: Mapping[str, int] | None = None,
) -> tuple[Cue, ...]:
    """Return every cue of the segments that will be played, in the order in which they fall due.

    `lengths` are the true lengths of texts in milliseconds, as far as they were measured.
    """
    cues: list[Cue] = []
    before: int | None = None
    for index in range(len(timeline.segments)):
        if index not in without:
            cues += sorted(
                _segment_cues(timeline, index, before, talk, lengths),
                key=lambda cue: cue.due_ms(timeline.segments[cue.segment].ms),
            )
            before = index
    end = Cue(segment=len(timeline.segments), text=ALL_DONE, priority=Priority.NAME, tone=Tone.END)
    return (*cues, end)


def texts_of(cues: Iterable[Cue]) -> tuple[str, ...]:
    """Return each text that a session can say, once."""
    return tuple(dict.fromkeys((*(cue.text for cue in cues if cue.text), *ALWAYS_READY)))


def asks_reserve(done: PlanItem, following: PlanItem) -> bool:
    """Return whether two more are asked about before what follows: after strength work, not between sides."""
    return done.exercise.is_strength and done.exercise.id != following.exercise.id


def position_words(position: Position, before: Position | None) -> str:
    """Return how to get into a position from the one before; nothing when it stays the same."""
    if position is before:
        return ""
    return ROLL_TO[position] if before in LYING and position in LYING else GO_TO[position]


def side_words(side: Side) -> str:
    """Return the side as it is said."""
    return "" if side is Side.BOTH else f"{side.capitalize()} side."


def _segment_cues(
    timeline: Timeline, index: int, before: int | None, talk: Talk, lengths: Mapping[str, int] | None
) -> Iterator[Cue]:
    segment = timeline.segments[index]
    if segment.kind in READY:
        yield from _ready_cues(timeline, index, before, talk, lengths)
    elif segment.kind is SegmentKind.REST:
        text = "Rest." if talk is Talk.NAME_ONLY else _rest_words(timeline, index)
        yield Cue(segment=index, text=text, priority=Priority.CHANGE, tone=Tone.END)
    else:
        yield from _work_cues(timeline, index, talk)
    if segment.ms >= COUNT_DOWN_MS and not segment.way:
        for number in (3, 2, 1):
            yield Cue(
                segment=index,
                text=str(number),
                priority=Priority.TICK,
                tone=Tone.TICK,
                at_ms=number * MS,
                from_end=True,
            )


def _ready_cues(
    timeline: Timeline, index: int, before: int | None, talk: Talk, lengths: Mapping[str, int] | None
) -> Iterator[Cue]:
    """Yield the name and the cautions, the first time the whole text, and what to press when it waits.

    When to stop comes last of the text: it means something only to who knows what is done. It is for
    safety, so a key that cuts the text short does not cut it off.
    """
    segment = timeline.segments[index]
    item = timeline.items[segment.item]
    last = None if before is None else timeline.items[timeline.segments[before].item]
    is_switch = segment.kind is SegmentKind.SWITCH_SIDE and last is not None
    count = None if talk is Talk.NAME_ONLY else exercise_count(timeline.items, segment.item)
    opening = _switch_words(item) if is_switch else _name_words(item, last, count)
    text = opening if talk is Talk.NAME_ONLY else f"{opening} {_dose_words(item)}"
    at_ms = 0
    if last is None and timeline.greets:
        yield Cue(segment=index, text=GREETING, priority=Priority.CAUTION)
        at_ms = spoken_ms(GREETING, lengths) + BREATH_MS
    if last is not None and timeline.asks and asks_reserve(last, item):
        yield Cue(segment=index, text=TWO_MORE, priority=Priority.NAME, tone=Tone.END)
        at_ms = spoken_ms(TWO_MORE, lengths) + BREATH_MS
        text = text.removeprefix(DONE).lstrip()
    sounds = last is not None and not at_ms
    yield Cue(
        segment=index, text=text, priority=Priority.NAME, tone=Tone.END if sounds else None, at_ms=at_ms
    )
    at_ms += spoken_ms(text, lengths) + BREATH_MS
    is_told = talk is Talk.FIRST_TIME and segment.item in timeline.told
    cautions = item.cautions if segment.kind is SegmentKind.GET_READY else ()
    words = [(note, Priority.CAUTION) for note in cautions if is_told or note != BEST_SHOWN]
    if is_told:
        words += [(step, Priority.HALF_WAY) for step in (*item.exercise.set_up, *item.exercise.steps)]
        words += [(sign, Priority.CAUTION) for sign in item.exercise.stop_signs]
    if segment.waits:
        words.append((WHEN_READY, Priority.HALF_WAY))
    for told, priority in words:
        yield Cue(segment=index, text=told, priority=priority, at_ms=at_ms)
        at_ms += spoken_ms(told, lengths) + BREATH_MS


def _name_words(item: PlanItem, last: PlanItem | None, count: tuple[int, int] | None) -> str:
    """Say what comes and, where there is a `count`, which of how many it is: whoever lies can't see it."""
    position = position_words(item.exercise.position, last.exercise.position if last else None)
    parts = (
        DONE if last else "",
        position,
        _next(count) if last else "",
        f"{item.exercise.name}.",
        _side(item),
        _things_words(item, last),
    )
    return " ".join(part for part in parts if part)


def _next(count: tuple[int, int] | None) -> str:
    return "Next:" if count is None else f"Next, {count[0]} of {count[1]}:"


def _things_words(item: PlanItem, last: PlanItem | None) -> str:
    """Say what must be at hand that was not before, where there is no choice."""
    new = sorted(_things(item) - (_things(last) if last else frozenset()))
    return f"You need {' and '.join(EQUIPMENT_WORDS[thing] for thing in new)}." if new else ""


def _things(item: PlanItem) -> frozenset[Equipment]:
    """Return what an exercise needs whichever way its things are chosen."""
    ways = [frozenset(way) for way in item.exercise.equipment]
    return frozenset.intersection(*ways) if ways else frozenset()


def _switch_words(item: PlanItem) -> str:
    rolls = item.exercise.position is Position.SIDE_LYING
    over = "Roll onto your other side. " if rolls else ""
    return f"Done. Switch sides. {over}Now the {item.side} side."


def _side(item: PlanItem) -> str:
    if item.exercise.laterality is Laterality.ALTERNATING:
        return "Left and right take turns."
    return side_words(item.side)


def _dose_words(item: PlanItem) -> str:
    each = " on each side" if item.exercise.laterality is Laterality.ALTERNATING else ""
    words = dose_words(item.dose, item.exercise.kind)
    return f"{words[:1].upper()}{words[1:]}{each}."


def _rest_words(timeline: Timeline, index: int) -> str:
    rest, after = timeline.segments[index], timeline.segments[index + 1]
    if rest.ms < COUNT_DOWN_MS:
        return "Rest."
    if after.set_no != rest.set_no:
        return f"Rest. Next: set {after.set_no} of {timeline.items[rest.item].dose.sets}."
    if after.side is not rest.side:
        return f"Rest. Next: {after.side}."
    return f"Rest. Next: {after.rep_no} of {timeline.turns_in(rest.item, rest.set_no)}."


def _work_cues(timeline: Timeline, index: int, talk: Talk) -> Iterator[Cue]:
    segment = timeline.segments[index]
    opens = not timeline.same_rep(index - 1, index)
    match segment.kind, segment.way:
        case SegmentKind.HOLD, _:
            yield from _hold_cues(timeline, index, talk, opens=opens)
        case _, Way.OUT:
            brief = timeline.segments[index - 1].ms < SPOKEN_MS or talk is Talk.NAME_ONLY
            text = "" if brief else "And back."
            yield Cue(segment=index, text=text, priority=Priority.CHANGE, tone=Tone.END)
        case _:
            text = _rep_words(timeline, segment)
            yield Cue(segment=index, text=text, priority=Priority.CHANGE, tone=Tone.BEGIN)


def _hold_cues(timeline: Timeline, index: int, talk: Talk, *, opens: bool) -> Iterator[Cue]:
    segment = timeline.segments[index]
    continuous = timeline.items[segment.item].exercise.kind is Kind.CONTINUOUS
    text = "Begin." if continuous else "Hold."
    if opens and segment.side is not Side.BOTH and _takes_turns(timeline, segment):
        text = f"{segment.side.capitalize()}. {text}"
    if not opens and segment.ms < SPOKEN_MS:
        text = ""
    yield Cue(segment=index, text=text, priority=Priority.CHANGE, tone=Tone.HOLD)
    if segment.ms >= HALF_WAY_MS and talk is not Talk.NAME_ONLY:
        yield Cue(
            segment=index,
            text="Half way.",
            priority=Priority.HALF_WAY,
            tone=Tone.HALF_WAY,
            at_ms=segment.ms // 2,
        )


def _rep_words(timeline: Timeline, segment: Segment) -> str:
    """Say which repetition begins; where sides take turns the side, and its number with the first of them."""
    total = timeline.turns_in(segment.item, segment.set_no)
    if _takes_turns(timeline, segment):
        return _turn_words(segment, total)
    if segment.rep_no == total > 1:
        return "Last one."
    return "Begin." if segment.rep_no == 1 else f"{segment.rep_no}."


def _turn_words(segment: Segment, total: int) -> str:
    """Say the side, and once for both sides which repetition of each it is."""
    side, is_first = segment.side.capitalize(), segment.rep_no % 2 == 1
    number = (segment.rep_no + 1) // 2
    if not is_first or number == 1:
        return f"{side}."
    return f"{side}, last." if segment.rep_no == total - 1 else f"{side}, {number}."


def _takes_turns(timeline: Timeline, segment: Segment) -> bool:
    return timeline.items[segment.item].exercise.laterality is Laterality.ALTERNATING
