"""The catalogue: every exercise there is, and the routines made of them."""

from functools import cached_property

from msgspec import Struct

from sciaticli.core.exercise import Dose, Exercise, Id, Sentence, Side


class RoutineItem(Struct, frozen=True, forbid_unknown_fields=True):
    """A prescribed line: an exercise, the side when one is named, the dose when one is given."""

    exercise: Id
    side: Side | None = None
    dose: Dose | None = None


class Routine(Struct, frozen=True, forbid_unknown_fields=True):
    """Prescriptions in order, as a professional gave them."""

    id: Id
    name: Sentence
    items: tuple[RoutineItem, ...]


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """Exercises in their order; ids are unique. `own` names the rows that came from the user's files."""

    exercises: tuple[Exercise, ...] = ()
    routines: tuple[Routine, ...] = ()
    own: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, Exercise]:
        """Every exercise by its id."""
        return {exercise.id: exercise for exercise in self.exercises}

    @cached_property
    def routine_by_id(self) -> dict[str, Routine]:
        """Every routine by its id."""
        return {routine.id: routine for routine in self.routines}
