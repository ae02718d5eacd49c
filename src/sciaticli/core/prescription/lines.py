"""What a physio prescribed, pasted as text: lines to routine items, with every guess named.

An exercise's exact id, name or nickname is no guess, singular or plural. A number whose meaning the
line does not say, a word that is not understood, a side where there is none: each is a guess.
"""

import re
from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue, RoutineItem
from sciaticli.core.catalogue.dose_words import dose_words, duration_words
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality, Side
from sciaticli.core.prescription.amounts import Amount, read_amount

MINUTE = 60
MOST_COUNT = 60
MOST_SECONDS = 3600
LONGEST_NAME = 8

_BULLET = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)](?!\d)\s*|[-*\N{BULLET}\N{TRIANGULAR BULLET}\N{EN DASH}>]+\s+)+",
    re.IGNORECASE,
)
_EDGES = " \t,.:;-|\N{EN DASH}\N{BULLET}"


class Line(Struct, frozen=True, kw_only=True):
    """One line of the text: its number from 1, its words, the exercise it names, what it says of the dose."""

    number: int
    text: str
    exercise: Exercise | None
    amount: Amount
    near: tuple[str, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """What a line is taken for, and what in that was guessed: no guess means that it was understood."""

    item: RoutineItem
    guesses: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_lines(text: str, catalogue: Catalogue) -> tuple[Line, ...]:
    """Return the lines that hold an exercise or want to be asked about, without headings and blank ones.

    A line that has a dose and names nothing belongs to the line before it.
    """
    lines: list[Line] = []
    for number, raw in enumerate(text.splitlines(), 1):
        for piece in _pieces(raw, catalogue):
            line = _line(number, piece, catalogue)
            if line is None:
                continue
            if line.exercise is None and not line.amount.rest and lines:
                last = lines.pop()
                line = _line(last.number, f"{last.text}, {line.text}", catalogue) or last
            lines.append(line)
    return tuple(line for line in lines if line.exercise is not None or not _is_heading(line))


def per_week(text: str) -> int | None:
    """Return the sessions a week that the lines agree on, None when they name none or several."""
    found = {read_amount(raw).often for raw in text.splitlines()} - {None}
    return found.pop() if len(found) == 1 else None


def reading(line: Line, exercise: Exercise, sore: Side | None = None) -> Reading:
    """Return what a line means for an exercise; `sore` is the side that "the sore side" stands for."""
    amount = line.amount
    dose, guesses = _dose(amount, exercise)
    side, doubt = _side(amount, exercise, sore)
    unread = [f'"{amount.rest}" is not understood and left out'] if amount.rest and line.exercise else []
    notes = ["of a range the lower end is taken"] if amount.lower_end else []
    notes += ["how often a day is not kept"] if amount.too_often else []
    return Reading(
        item=RoutineItem(exercise=exercise.id, side=side, dose=dose),
        guesses=(*unread, *guesses, *doubt),
        notes=tuple(notes),
    )


def item_words(item: RoutineItem, exercise: Exercise) -> str:
    """Return a routine's item as a person would say it."""
    if item.dose is None:
        words = "the dose that the plan finds"
    else:
        words = dose_words(item.dose, exercise.kind, exercise.laterality)
        pause = item.dose.rest_s if item.dose.sets > 1 else 0
        words += f", rest {duration_words(pause)} between sets" if pause else ""
    if item.side in (Side.LEFT, Side.RIGHT):
        words = f"{words.replace(', each side', '')}, {item.side} side"
    return f"{exercise.name}: {words}"


def _pieces(raw: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield the parts of a line; a part after a comma stands alone only when it names an exercise itself."""
    held = ""
    for part in re.split(r"([,;])", _BULLET.sub("", raw)):
        if part in (",", ";"):
            held += part
        elif held and _find(part, catalogue) and not _find(held + part, catalogue, spans=held):
            yield held.strip(_EDGES)
            held = part
        else:
            held += part
    yield held.lstrip(_EDGES).rstrip(_EDGES.replace(":", ""))  # the colon of a heading stays


def _line(number: int, text: str, catalogue: Catalogue) -> Line | None:
    if not text:
        return None
    found = _find(text, catalogue)
    if found is None:
        amount = read_amount(text)
        if not amount.rest and not amount.is_dose:
            return None  # nothing but how often, or nothing at all
        near = catalogue.nearest(_name_in(amount.rest)) if amount.rest else ()
        return Line(number=number, text=text, exercise=None, amount=amount, near=near)
    exercise, start, end = found
    amount = read_amount(f"{text[:start]} | {text[end:]}")
    return Line(number=number, text=text, exercise=exercise, amount=amount, near=(exercise.id,))


def _name_in(rest: str) -> str:
    """Return the words of a line that may be a name: those without a digit."""
    return " ".join(word for word in rest.split() if not any(sign.isdigit() for sign in word))


def _find(text: str, catalogue: Catalogue, spans: str = "") -> tuple[Exercise, int, int] | None:
    """Return the exercise with the longest name in a text, and where; with `spans`, across its end."""
    words = [(hit.start(), hit.end()) for hit in re.finditer(r"\S+", text)]
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            start, end = words[first][0], words[first + length - 1][1]
            crosses = not spans or start < len(spans.rstrip(",; ")) < end
            if crosses and (exercise := _named(text[start:end], catalogue)):
                return exercise, start, end
    return None


def _named(words: str, catalogue: Catalogue) -> Exercise | None:
    """Return the exercise of a name, in the singular or the plural."""
    bare = words.strip(_EDGES)
    for form in (words, bare, bare.removesuffix("s"), bare.removesuffix("es"), f"{bare}s"):
        if form and (exercise := catalogue.find(form)):
            return exercise
    return None


def _is_heading(line: Line) -> bool:
    return line.text.endswith(":") and not line.amount.is_dose


def _side(amount: Amount, exercise: Exercise, sore: Side | None) -> tuple[Side | None, tuple[str, ...]]:
    if amount.sore and sore is None:
        return None, ("which side is sore is not known",)
    side = sore if amount.sore else amount.side
    if side is None or exercise.per_side:
        return side, ()
    if exercise.laterality is Laterality.ALTERNATING and side is Side.BOTH:
        return None, ()
    return None, (f"{exercise.name} is done with both sides, so the side is left out",)


def _dose(amount: Amount, exercise: Exercise) -> tuple[Dose | None, tuple[str, ...]]:
    if not amount.is_dose:
        return None, ()
    match exercise.kind:
        case Kind.CONTINUOUS:
            dose, guesses = _bouts(amount, exercise)
        case Kind.STRETCH_HOLD | Kind.ISOMETRIC_HOLD:
            dose, guesses = _holds(amount, exercise)
        case Kind.REPETITION_HOLD | Kind.REPS:
            dose, guesses = _repetitions(amount, exercise)
        case _:
            assert_never(exercise.kind)
    counts = dose.reps if isinstance(dose.reps, tuple) else (dose.reps,)
    times = (dose.hold_s, dose.rep_rest_s, dose.rest_s)
    if not all(1 <= count <= MOST_COUNT for count in (dose.sets, *counts)) or max(times) > MOST_SECONDS:
        return None, ("the numbers are out of reach, so no dose is kept",)
    return _with_rests(dose, amount, exercise), guesses


def _bouts(amount: Amount, exercise: Exercise) -> tuple[Dose, tuple[str, ...]]:
    """Minutes on end: the number of bouts and their length."""
    if amount.hold_s is None:
        reps = amount.reps if isinstance(amount.reps, int) else exercise.dose_start.hold_s // MINUTE
        guess = f"{reps} is taken as minutes" if amount.reps is not None else "its length is not given"
        return Dose(sets=amount.sets or 1, reps=1, hold_s=max(1, reps) * MINUTE), (guess,)
    if amount.sets is not None and amount.reps is not None:
        guess = "only the sets and the time are kept"
        return Dose(sets=amount.sets, reps=1, hold_s=amount.hold_s), (guess,)
    single = amount.reps if isinstance(amount.reps, int) else None
    bouts = _first(amount.count, amount.sets, single, 1)
    return Dose(sets=bouts, reps=1, hold_s=amount.hold_s), ()


def _holds(amount: Amount, exercise: Exercise) -> tuple[Dose, tuple[str, ...]]:
    """One position and its time: how often, and how long."""
    sets, reps, hold_s = amount.sets, amount.reps, amount.hold_s
    guesses: tuple[str, ...] = ()
    if hold_s is None and sets is not None and isinstance(reps, int):
        sets, reps, hold_s = None, sets, reps
        guesses = (f"{hold_s} is taken as seconds",)
    hold_s = exercise.dose_start.hold_s if hold_s is None else hold_s
    if sets is not None and reps is not None:
        return Dose(sets=sets, reps=reps, hold_s=hold_s), guesses
    times = _first(amount.count, sets, reps if isinstance(reps, int) else None, 1)
    in_sets = exercise.kind is Kind.ISOMETRIC_HOLD
    return Dose(sets=times if in_sets else 1, reps=1 if in_sets else times, hold_s=hold_s), guesses


def _repetitions(amount: Amount, exercise: Exercise) -> tuple[Dose, tuple[str, ...]]:
    """Movements or repeated holds: sets of repetitions."""
    start = exercise.dose_start
    guesses: tuple[str, ...] = ()
    if amount.reps is None and amount.count is None:
        guesses = ("the number of repetitions is not given",)
    if exercise.kind is Kind.REPS and (amount.hold_s or 0) >= MINUTE:
        guesses = (f"{duration_words(amount.hold_s or 0)} is a long pause in a movement",)
    first = start.reps if isinstance(start.reps, int) else start.reps[0]
    reps = amount.reps if amount.reps is not None else _first(amount.count, first)
    hold_s = start.hold_s if amount.hold_s is None else amount.hold_s
    return Dose(sets=amount.sets or 1, reps=reps, hold_s=hold_s), guesses


def _with_rests(dose: Dose, amount: Amount, exercise: Exercise) -> Dose:
    """Return the dose with the rests that were said, else those of the ladder's dose of the same size."""
    easier = [step for step in exercise.doses if step.total_reps <= dose.total_reps]
    like = easier[-1] if easier else exercise.dose_start
    pause = like.rest_s or exercise.dose_full.rest_s if dose.sets > 1 else 0
    return replace(
        dose,
        rep_rest_s=like.rep_rest_s if amount.rep_rest_s is None else amount.rep_rest_s,
        rest_s=pause if amount.rest_s is None else amount.rest_s,
    )


def _first(*numbers: int | None) -> int:
    return next(number for number in numbers if number is not None)
