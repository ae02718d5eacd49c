"""The catalogue: every exercise and routine there is, found by id, name or nickname."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.catalogue.dose_sums import dose_seconds, work_seconds
from sciaticli.core.catalogue.dose_text import dose_text
from sciaticli.core.catalogue.exercise import Dose, Exercise, Id, Kind, Sentence, Side
from sciaticli.core.catalogue.physios_own import own_exercise
from sciaticli.core.catalogue.source import Source
from sciaticli.core.catalogue.strand import Programme

Near = Callable[[str], str | None]  # the id of the exercise that a word may mean

LOOSELY_ALIKE, ALIKE = 0.6, 0.85  # shares of two spellings; the second where names are looked at too
GREATEST_STEP = 4 / 3  # from one dose of a ladder to the next, in seconds of work (our choice)
SMALL_DOSE_S = 30  # up to here a step may be greater
OWN_CEILING = 5  # the highest gate value that a row of a person's own may claim


class Often(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """How often a line is to be done, as far as that was said; None is not said."""

    per_day: Annotated[int, Meta(ge=1, le=24)] | None = None
    days_a_week: Annotated[int, Meta(ge=1, le=7)] | None = None
    every_h: Annotated[int, Meta(ge=1, le=24)] | None = None


class RoutineItem(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A prescribed line: an exercise, the side when one is named, the dose when one is given.

    `ours` are the parts of the dose that were not prescribed and that we filled in. `own` is the name
    of an exercise that the catalogue lacks, in the physio's words; `exercise` is then its id in records.
    `told` is what the sheet says of how it is done.
    """

    exercise: Id
    side: Side | None = None
    dose: Dose | None = None
    ours: tuple[str, ...] = ()
    often: Often | None = None
    own: Sentence | None = None
    told: tuple[Sentence, ...] = ()


class Routine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Prescriptions in order, as a professional gave them; `per_week` sessions when that was said."""

    id: Id
    name: Sentence
    items: tuple[RoutineItem, ...]
    per_week: Annotated[int, Meta(ge=1, le=21)] | None = None
    text: str | None = None


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """All exercises and routines; `own` holds the ids that come from the person's own files.

    `left_out` says why some rows and routines of those files are not among them: file, line, key, problem.
    """

    exercises: tuple[Exercise, ...] = ()
    routines: tuple[Routine, ...] = ()
    sources: tuple[Source, ...] = ()
    own: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    programme: Programme = Programme()

    @cached_property
    def by_id(self) -> dict[str, Exercise]:
        """The exercises by id, with those that only a routine has."""
        return {exercise.id: exercise for exercise in (*self.prescribed, *self.exercises)}

    @cached_property
    def prescribed(self) -> tuple[Exercise, ...]:
        """The exercises of a physio's own that stand in routines; no plan but the routine's holds them."""
        return tuple(
            own_exercise(item.exercise, item.own, item.dose, item.side, item.told)
            for routine in self.routines
            for item in routine.items
            if item.own is not None
        )

    @cached_property
    def routine_by_id(self) -> dict[str, Routine]:
        """The routines by id."""
        return {routine.id: routine for routine in self.routines}

    def sources_of(self, row: Exercise) -> tuple[Source, ...]:
        """Return a row's sources in its order; a key that is not in the list is the person's own words."""
        known = {source.key: source for source in self.sources}
        return tuple(known.get(key, Source(key, key)) for key in row.sources)


def row_problems(row: Exercise, *, own: bool) -> list[str]:
    """Return what is wrong with a row that its types can't say; `own` rows are held to stricter rules."""
    problems = [
        f"dose[{number}]: has no hold, but a {row.kind} needs a time; write it last, as in 1 x 8 x 3 s"
        for number, dose in enumerate(row.doses)
        if row.kind is not Kind.REPS and dose.hold_s == 0
    ]
    problems += _ladder_problems(row)
    if both := set(row.avoid) & set(row.caution):
        problems.append(f"caution: {', '.join(sorted(both))} also in avoid; allowed: one of the two")
    if own and row.kind is not Kind.CONTINUOUS:
        problems += _claims(row)
    return problems


def link_problems(rows: Iterable[Exercise], near: Near | None = None) -> list[tuple[str, str]]:
    """Return (exercise id, problem) for each neighbour that is not in the catalogue.

    `near` finds the id that a wrong one may mean; without it those spelled alike are looked at.
    """
    rows = tuple(rows)
    known = {row.id for row in rows}
    return [
        (row.id, f"{key}: {other} is not an exercise of the catalogue{suggestion(other, known, near)}")
        for row in rows
        for key, other in row.neighbours
        if other not in known
    ]


def source_problems(rows: Iterable[Exercise], sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Return (exercise id, problem) for each source key of a built-in row that no source has."""
    known = {source.key for source in sources}
    return [
        (row.id, f"sources: {key} is not a key of sources.toml{suggestion(key, known)}")
        for row in rows
        for key in row.sources
        if key not in known
    ]


def suggestion(word: str, known: Iterable[str], near: Near | None = None) -> str:
    """Return the end of a problem that names the word which may be meant; nothing when none is near."""
    alike = get_close_matches(word, list(known), 1, ALIKE if near else LOOSELY_ALIKE)
    meant = alike[0] if alike else near(word) if near else None
    return f"; did you mean {meant}?" if meant else ""


def _ladder_problems(row: Exercise) -> list[str]:
    """Return where a ladder is no way up: no load grows by more than a third at a step (our choice).

    Exempt are stretches, where the tissue and not the muscle sets the pace, falling repetitions, whose
    sets rest them, and doses of half a minute or less.
    """
    first, *_, last = row.doses
    problems = []
    if dose_seconds(row, first, 0) > dose_seconds(row, last, 0):
        problems.append("dose: begins longer than it ends, rests included; put the easiest first")
    if row.kind is Kind.STRETCH_HOLD or isinstance(last.reps, tuple):
        return problems
    return problems + [
        f"dose[{number}]: {dose_text(after)} is more than a third above {dose_text(before)}; "
        "put a step between"
        for number, (before, after) in enumerate(pairwise(row.doses), 1)
        if work_seconds(row, after) > max(SMALL_DOSE_S, work_seconds(row, before) * GREATEST_STEP)
    ]


def _claims(row: Exercise) -> list[str]:
    """Return what a person's own row may not claim for itself (our choice: nobody has reviewed it)."""
    ceiling, where = row.leg_pain_ceiling, "in an exercise of your own"
    problems = []
    if ceiling > OWN_CEILING:
        problems.append(f"leg_pain_ceiling: {ceiling} {where}; allowed: 0 to {OWN_CEILING}")
    if row.level == 1:
        problems.append(f"level: 1 {where}; allowed: 2 to 5")
    return problems
