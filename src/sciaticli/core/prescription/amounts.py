"""What a reading means for one exercise: a dose to do, what of it was said, and what we filled in."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Often
from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality, Side
from sciaticli.core.prescription.facts import MOST_SETS
from sciaticli.core.prescription.readings import Reading, clashes

BREATH_S = 5  # a quiet breath (our choice)
LEAST_REST_S = 15
MOST_COUNT = 60
MOST_TIME_S = 3600
PAIR = 2
HELD = (Kind.STRETCH_HOLD, Kind.ISOMETRIC_HOLD)


class WrittenDose(Struct, frozen=True, kw_only=True):
    """What the sheet says: None is not said.

    `breaths` is a hold in breaths; `doubts` make it no sure reading.
    """

    sets: int | None = None
    reps: int | tuple[int, ...] | None = None
    hold_s: int | None = None
    rest_s: int | None = None
    rep_rest_s: int | None = None
    breaths: int | None = None
    side: Side | None = None
    often: Often | None = None
    doubts: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The parts of the dose that were said."""
        parts = ("sets", "reps", "hold_s", "rest_s", "rep_rest_s")
        return frozenset(key for key in parts if getattr(self, key) is not None)

    @property
    def is_dose(self) -> bool:
        """True when anything is said of sets, repetitions or time."""
        return self.breaths is not None or bool(self.keys & {"sets", "reps", "hold_s"})

    def with_often(self, often: Often | None) -> "WrittenDose":
        """Return it with how often from elsewhere, unless it says so itself."""
        return self if self.often else replace(self, often=often)


def meanings(
    reading: Reading, exercise: Exercise | None, sore: Side | None = None
) -> tuple[WrittenDose, ...]:
    """Return what a reading may mean for an exercise (None: one that the catalogue lacks)."""
    facts: dict[str, Any] = {}
    for key, value in reading.facts:
        facts.setdefault(key, value)
    doubts = [f"two numbers are given for {_called(key)}" for key in clashes(reading)]
    doubts += [f'"{value}" is not understood' for key, value in reading.facts if key == "unread"]
    doubts += [value for key, value in reading.facts if key == "note"]
    if "breaths" in facts:
        doubts.append(f"a breath is taken as {BREATH_S} seconds")
    if "unitless" in facts and not {"sets", "reps", "count"} & set(facts):
        doubts.append(f'"{facts["unitless"]}" is taken as seconds')
    facts |= _bare_numbers(reading, facts)
    side, doubt = _side(facts, exercise, sore)
    kind = exercise.kind if exercise else None
    doses = tuple(
        replace(said, side=side, often=_often(facts), doubts=(*doubts, *doubt, *said.doubts))
        for said in _doses(facts, kind)
    )
    return (*_halved(doses, exercise), *doses) if "total" in facts else doses


def filled(said: WrittenDose, exercise: Exercise) -> tuple[Dose | None, tuple[str, ...]]:
    """Return the dose to do, and the parts of it that are ours because the sheet does not say them.

    None when nothing of a dose was said: then the plan finds it.
    """
    if not said.is_dose:
        return None, ()
    start = exercise.dose_start
    continuous = exercise.kind is Kind.CONTINUOUS
    first = start.reps_in(0)
    if exercise.kind is Kind.STRETCH_HOLD:
        spare_sets, spare_reps = 1, 1 if said.sets else start.total_reps
    elif exercise.kind is Kind.ISOMETRIC_HOLD:
        spare_sets, spare_reps = 1 if said.reps else start.sets, 1
    else:
        spare_sets, spare_reps = 1, 1 if continuous else first
    dose = Dose(
        sets=said.sets or spare_sets,
        reps=said.reps or spare_reps,
        hold_s=_hold(said, start),
    )
    pause, between = _rests(dose, exercise)
    dose = replace(
        dose,
        rest_s=pause if said.rest_s is None else said.rest_s,
        rep_rest_s=between if said.rep_rest_s is None else said.rep_rest_s,
    )
    trivial = {"reps"} if continuous or exercise.kind is Kind.ISOMETRIC_HOLD else set()
    ours = [
        key
        for key in ("sets", "reps", "hold_s", "rest_s", "rep_rest_s")
        if getattr(said, key) is None and key not in trivial and _counts(key, dose, said)
    ]
    return dose, tuple(ours)


def out_of_reach(said: WrittenDose) -> bool:
    """Return whether a number is beyond what a dose can hold."""
    counts = (said.sets or 1, *(said.reps if isinstance(said.reps, tuple) else (said.reps or 1,)))
    times = (said.hold_s or 0, said.rest_s or 0, said.rep_rest_s or 0)
    return not all(1 <= count <= MOST_COUNT for count in counts) or max(times) > MOST_TIME_S


def _hold(said: WrittenDose, start: Dose) -> int:
    if said.hold_s is not None:
        return said.hold_s
    return start.hold_s if said.breaths is None else said.breaths * BREATH_S


def _counts(key: str, dose: Dose, said: WrittenDose) -> bool:
    """Return whether a part that was not said is worth telling as ours."""
    match key:
        case "sets":
            return said.reps is None and dose.sets > 1
        case "rest_s":
            return dose.sets > 1 and dose.rest_s > 0
        case _:
            return bool(getattr(dose, key))


def _rests(dose: Dose, exercise: Exercise) -> tuple[int, int]:
    """Return the rests of the ladder's dose of the same size: between sets, between repetitions."""
    easier = [step for step in exercise.doses if step.total_reps <= dose.total_reps]
    like = easier[-1] if easier else exercise.dose_start
    return (like.rest_s or exercise.dose_full.rest_s if dose.sets > 1 else 0), like.rep_rest_s


def _doses(facts: dict[str, Any], kind: Kind | None) -> tuple[WrittenDose, ...]:
    """Return the doses that the numbers may stand for in this kind of exercise."""
    rest = {key: facts[key] for key in ("rest_s", "rep_rest_s") if key in facts}
    base = WrittenDose(
        sets=facts.get("sets"),
        reps=facts.get("reps"),
        hold_s=facts.get("hold_s"),
        breaths=facts.get("breaths"),
        **rest,
    )
    if "count" in facts:
        base = _counted(base, facts["count"])
    times = [facts[key] for key in ("time", "sign") if key in facts]
    found = [base]
    if times:
        found = _with_time(base, times[0], kind)
    return tuple(_settled(said, kind, facts) for one in found for said in _held(one, kind, facts))


def _bare_numbers(reading: Reading, facts: dict[str, Any]) -> dict[str, Any]:
    """Return what numbers without a word may be: "Bridge 10" repetitions, "Bridge 3 10" sets of them.

    Too many to be sets are repetitions: "8 12" is 8 or more, "10 3" is three sets of ten.

    They stay in doubt: this is what is offered.
    """
    bare = [value for key, value in reading.facts if key == "unread"]
    if {"sets", "reps", "count"} & set(facts) or not all(value.isdecimal() for value in bare):
        return {}
    numbers = [int(value) for value in bare]
    if len(numbers) == 1:
        return {"reps": numbers[0]}
    if len(numbers) != PAIR:
        return {}
    first, second = numbers
    if first <= MOST_SETS:
        return {"sets": first, "reps": second}
    return {"reps": first} if second > first else {"reps": first, "sets": second}


def _counted(base: WrittenDose, count: int) -> WrittenDose:
    if base.reps is None:
        return replace(base, reps=count)
    return replace(base, sets=base.sets or count)


def _with_time(base: WrittenDose, time: int, kind: Kind | None) -> list[WrittenDose]:
    """Read a time without a label: a hold, or beside sets of repetitions the rest between them."""
    if base.hold_s is not None:
        return [replace(base, doubts=(*base.doubts, f"what the {time} seconds are for is not said"))]
    hold = replace(base, hold_s=time)
    sets_of = base.sets is not None and base.reps is not None and base.sets > 1
    if sets_of and kind is not Kind.CONTINUOUS and base.rest_s is None and time >= LEAST_REST_S:
        return [replace(base, rest_s=time), hold]
    return [hold]


def _held(said: WrittenDose, kind: Kind | None, facts: dict[str, Any]) -> list[WrittenDose]:
    """Read numbers of a held exercise: "3 x 30" may be three holds of 30 seconds, or sets of repetitions."""
    if "bare" in facts and said.hold_s is None and isinstance(said.reps, int):
        if kind in HELD:
            return [WrittenDose(reps=said.sets, hold_s=said.reps, rest_s=said.rest_s), said]
        if kind is Kind.CONTINUOUS:
            return [WrittenDose(sets=said.sets, hold_s=said.reps * MINUTE), said]
    once = said.sets is not None and said.reps is None and said.hold_s is not None
    if once and kind is Kind.REPETITION_HOLD:
        return [replace(said, reps=1), said]
    return [said]


def _settled(said: WrittenDose, kind: Kind | None, facts: dict[str, Any]) -> WrittenDose:
    """Put a count where the kind of exercise has it."""
    doubts = list(said.doubts)
    if kind is Kind.ISOMETRIC_HOLD and said.sets is None and isinstance(said.reps, int):
        said = replace(said, sets=said.reps, reps=1)
    elif kind is Kind.CONTINUOUS:
        if said.sets is None and isinstance(said.reps, int):
            said = replace(said, sets=said.reps)
        said = replace(said, reps=None)
        if said.sets is not None and said.hold_s is None:
            doubts.append("how long is not said")
        elif said.hold_s is not None and said.sets is None:
            said = replace(said, sets=1)
    elif said.sets is None and said.reps is not None:
        said = replace(said, sets=1)
    elif kind is Kind.STRETCH_HOLD and said.sets is not None and said.reps is None:
        said = replace(said, sets=1, reps=said.sets)
    elif (
        kind is Kind.STRETCH_HOLD
        and said.reps is None
        and said.hold_s
        and facts.get("side") in ("both", "together")
    ):
        said = replace(said, sets=1, reps=1)
    return replace(said, doubts=tuple(doubts))


def _often(facts: dict[str, Any]) -> Often | None:
    keys = ("per_day", "days_a_week", "every_h")
    said = {key: facts[key] for key in keys if key in facts}
    in_range = all(1 <= said.get(key, 1) <= most for key, most in zip(keys, (24, 7, 24), strict=True))
    return Often(**said) if said and in_range else None


def _side(
    facts: dict[str, Any], exercise: Exercise | None, sore: Side | None
) -> tuple[Side | None, tuple[str, ...]]:
    word = facts.get("side")
    if word == "sore" and sore in (None, Side.BOTH):
        return None, ("which side is sore is not known",)
    sides = {"left": Side.LEFT, "right": Side.RIGHT, "both": Side.BOTH, "together": Side.BOTH, "sore": sore}
    side = sides.get(word or "")
    if exercise is None:
        return side, ()
    if side is None and "each" in facts and exercise.per_side:
        side = Side.BOTH
    if side is None or exercise.per_side:
        return side, ()
    if side is Side.BOTH and (word == "together" or exercise.laterality is Laterality.ALTERNATING):
        return None, ()
    return None, (f"{exercise.name} is not done a side at a time",)


def _halved(doses: tuple[WrittenDose, ...], exercise: Exercise | None) -> tuple[WrittenDose, ...]:
    """Return the doses for each side where "20 in total" counts both: ours count one side."""
    two_sided = exercise and (exercise.per_side or exercise.laterality is Laterality.ALTERNATING)
    even = [said for said in doses if isinstance(said.reps, int) and said.reps % PAIR == 0]
    return tuple(
        replace(said, reps=said.reps // PAIR) for said in even if isinstance(said.reps, int) and two_sided
    )


def _called(key: str) -> str:
    names = {"hold_s": "the hold", "rest_s": "the rest", "reps": "the repetitions", "sets": "the sets"}
    rates = {"per_day": "how often a day", "days_a_week": "the days a week", "side": "the side"}
    return (names | rates).get(key, key.replace("_", " "))
