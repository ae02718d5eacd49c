"""The day's plan as plain lines and as the JSON document."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from sciaticli.core.catalogue.dose_words import dose_words, duration_words
from sciaticli.core.catalogue.exercise import Laterality, Side
from sciaticli.core.catalogue.plain_words import BEST_SHOWN
from sciaticli.core.plan import Phase, PlanMode, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sciaticli.core.plan import Plan, PlanItem, Rounds

SECTION_WORDS = {
    Section.WARM_UP: "Warm up",
    Section.DIRECTION: "Direction",
    Section.MAIN: "Main",
    Section.COOL_DOWN: "Cool down",
    Section.CARD: "Off clock",
}
PHASE_WORDS = {
    Phase.CALM: "calming it down",
    Phase.SETTLE: "letting it settle",
    Phase.REBUILD: "building up again",
    Phase.MAINTAIN: "keeping it up",
}
MODE_WORDS = {PlanMode.NORMAL: "", PlanMode.LIGHT: ", light day", PlanMode.FLARE: ", flare day"}
EXPECTED = 8  # reasons for what was left out: those that a person would look for stand first
NAMED = 2  # of those that share a reason
CARD_NOTE = "Off clock: do it in your own time today and tick it off after."


class Row(NamedTuple):
    """One exercise with all its sides, as it is shown."""

    section: str
    name: str
    dose: str
    seconds: int
    because: str
    """Empty where it was said of an exercise before."""
    cautions: tuple[str, ...]
    card: bool


def plan_lines(plan: Plan, names: Mapping[str, str] | None = None, most: int | None = None) -> Iterator[str]:
    """Yield the plan as plain lines; with `names` (id to name) also what was left out, in `most` lines."""
    yield f"{title_of(plan)}."
    for number, row in enumerate(rows_of(plan), start=1):
        time = "off the clock" if row.card else duration_words(row.seconds)
        yield f"{number}. {row.section}: {row.name}, {row.dose}; {time}. {row.because}".rstrip()
        yield from (f"   Take care: {caution}" for caution in row.cautions)
    yield total_of(plan)
    yield from notes_of(plan)
    if names is not None:
        yield "Left out today:"
        left, rest = left_out_rows(plan, names, most)
        yield from (f"- {name}: {why}" for name, why in left)
        yield from rest


def plan_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as the document of `today --plan --json`."""
    return {
        "day": plan.day.isoformat(),
        "mode": plan.mode.value,
        "phase": plan.phase.value,
        "minutes": plan.minutes,
        "total_seconds": plan.total_seconds,
        "routine": plan.routine,
        "training_day": plan.training_day,
        "rounds": _rounds_document(plan.rounds),
        "items": [_item_document(item) for item in plan.items],
        "left_out": [{"exercise": out.exercise, "because": out.because} for out in plan.left_out],
        "notes": list(plan.notes),
    }


def _rounds_document(rounds: Rounds | None) -> dict[str, Any] | None:
    if rounds is None:
        return None
    return {
        "exercise": rounds.item.exercise.id,
        "reps": rounds.item.dose.total_reps,
        "a_day": rounds.a_day,
        "done": rounds.done,
    }


def _item_document(item: PlanItem) -> dict[str, Any]:
    dose = item.dose
    return {
        "exercise": item.exercise.id,
        "name": item.exercise.name,
        "section": item.section.value,
        "card": item.card,
        "side": item.side.value,
        "dose": {
            "sets": dose.sets,
            "reps": dose.reps if isinstance(dose.reps, int) else list(dose.reps),
            "hold_s": dose.hold_s,
            "rep_rest_s": dose.rep_rest_s,
            "rest_s": dose.rest_s,
        },
        "level": item.exercise.level,
        "seconds": item.seconds,
        "because": item.because,
        "cautions": list(item.cautions),
        "strand": item.strand,
        "step": item.step,
        "ladder": item.ladder,
        "next": item.next,
    }


def rows_of(plan: Plan) -> Iterator[Row]:
    """Yield a row for each exercise, its sides together; what is best shown once is a note for all.

    A reason that several have is said with the first of them.
    """
    said: set[str] = set()
    for _, group in groupby(plan.items, key=lambda item: (item.section, item.exercise.id)):
        items = list(group)
        first = items[0]
        yield Row(
            section=SECTION_WORDS[first.section],
            name=first.exercise.name,
            dose=_dose(items),
            seconds=sum(item.seconds for item in items),
            because="" if first.because in said else first.because,
            cautions=tuple(caution for caution in first.cautions if caution != BEST_SHOWN),
            card=first.card,
        )
        said.add(first.because)


def _dose(items: list[PlanItem]) -> str:
    """Return the dose in words; two sides of one exercise are said once."""
    exercise, side = items[0].exercise, items[0].side
    if len(items) > 1:
        return f"{dose_words(items[0].dose, exercise.kind)}, {side} then {items[1].side}"
    by_turns = exercise.laterality is Laterality.ALTERNATING
    words = dose_words(items[0].dose, exercise.kind, Laterality.ALTERNATING if by_turns else Laterality.BOTH)
    return words if side is Side.BOTH else f"{words}, {side} side"


def title_of(plan: Plan) -> str:
    """Return the day, what this time is for, and its kind."""
    day = f"{plan.day:%A} {plan.day.day} {plan.day:%B}"
    return f"{day}: {PHASE_WORDS[plan.phase]}{MODE_WORDS[plan.mode]}"


def total_of(plan: Plan) -> str:
    """Return how long it takes."""
    return f"On the clock: {duration_words(plan.total_seconds)} of {plan.minutes} minutes."


def notes_of(plan: Plan) -> tuple[str, ...]:
    """Return the rounds, what is best shown once, the notes, and what off the clock means."""
    has_cards = any(item.card for item in plan.items)
    rounds = (rounds_words(plan.rounds),) if plan.rounds else ()
    return (*rounds, *_best_shown(plan), *plan.notes, *((CARD_NOTE,) if has_cards else ()))


def _best_shown(plan: Plan) -> Iterator[str]:
    """Yield a line for all that a physio should show: under each of five it buries the other cautions."""
    shown = dict.fromkeys(item.exercise.name for item in plan.items if BEST_SHOWN in item.cautions)
    if shown:
        yield f"Best shown to you once by a physio: {', '.join(shown)}."


def rounds_words(rounds: Rounds) -> str:
    """Return the day's rounds in a sentence: what, how often, and how many are done."""
    done = f" {rounds.done} of {rounds.a_day} done." if rounds.done else ""
    reps, item = rounds.item.dose.total_reps, rounds.item
    times = f"{reps} times" if reps > 1 else duration_words(item.seconds)
    return f"Through the day: {item.exercise.name}, {times}, {rounds.a_day} rounds.{done}"


def left_out_rows(
    plan: Plan, names: Mapping[str, str], most: int | None
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what was left out, each with its reason, and a line on the rest.

    With `most`, so many reasons, each said once: of those that share it two are named, the others counted.
    """
    told = [(names.get(out.exercise, out.exercise), out.because) for out in plan.left_out]
    if most is None:
        return told, []
    by_reason: dict[str, list[str]] = {}
    for name, why in told:
        by_reason.setdefault(why, []).append(name)
    rows = [(_some_of(found), why) for why, found in islice(by_reason.items(), most)]
    rest = len(by_reason) - len(rows)
    more = f"And {rest} more reason{'s' if rest > 1 else ''}" if rest else "Each by its name"
    return rows, [f"{more}: --why=all"] if rest or len(rows) < len(told) else []


def _some_of(names: Sequence[str]) -> str:
    named, more = "; ".join(names[:NAMED]), len(names) - NAMED
    return f"{named}; and {more} more" if more > 0 else named
