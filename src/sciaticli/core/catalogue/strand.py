"""Strands: one purpose each, with the path from easy to hard that a person moves along."""

from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Id, Sentence


class StrandKind(StrEnum):
    """How a strand takes part in a day."""

    CALM = "calm"
    DIRECTION = "direction"
    NERVE = "nerve"
    STRENGTH = "strength"
    BALANCE = "balance"
    MOBILITY = "mobility"
    STRETCH = "stretch"
    WALK = "walk"
    CHOICE = "choice"


class PathStage(Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a path: the first of `rows` that every rule lets in is taken, and kept while it is let in.

    A `skill` may stand beside the stage after it and retires once it is learnt. A stage that `may_wait`
    is passed over as soon as the one after it is let in.
    """

    rows: tuple[Id, ...]
    skill: bool = False
    may_wait: bool = False


class Strand(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One purpose: a path of `stages`, or `rows` beside each other where nothing leads to the next."""

    id: Id
    name: Sentence
    kind: StrandKind
    about: Sentence
    stages: tuple[PathStage, ...] = ()
    rows: tuple[Id, ...] = ()
    sources: tuple[Sentence, ...]

    @property
    def all_rows(self) -> tuple[str, ...]:
        """Every exercise of the strand, in order, once."""
        staged = (row for stage in self.stages for row in stage.rows)
        return tuple(dict.fromkeys((*staged, *self.rows)))

    def stage_of(self, exercise: str) -> int | None:
        """Return the first stage that holds an exercise."""
        return next((number for number, stage in enumerate(self.stages) if exercise in stage.rows), None)


class Goal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something people want back: the `words` they say for it, and the `row` of a path that comes closest."""

    id: Sentence
    words: tuple[Sentence, ...]
    strand: Id
    row: Id
    sources: tuple[Sentence, ...]


class Programme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All strands; `by_choice` are rows a programme can do without, `same_movement` never stand together.

    `retires` are rows that have taught what they teach after six sessions, but on calm days.
    """

    strand: tuple[Strand, ...] = ()
    goal: tuple[Goal, ...] = ()
    by_choice: tuple[Id, ...] = ()
    same_movement: tuple[tuple[Id, ...], ...] = ()
    hamstring: tuple[Id, ...] = ()
    retires: tuple[Id, ...] = ()

    def find(self, name: str) -> Strand | None:
        """Return the strand of an id."""
        return next((strand for strand in self.strand if strand.id == name), None)

    def of_kind(self, kind: StrandKind) -> tuple[Strand, ...]:
        """Return the strands of a kind, in order."""
        return tuple(strand for strand in self.strand if strand.kind is kind)

    def strand_of(self, exercise: str) -> Strand | None:
        """Return the strand that an exercise belongs to, the first where it stands in two."""
        return self._by_row.get(exercise)

    @cached_property
    def _by_row(self) -> dict[str, Strand]:
        return {row: strand for strand in reversed(self.strand) for row in strand.all_rows}
