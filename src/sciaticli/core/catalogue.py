"""The catalogue: every exercise and routine there is, found by id, name or nickname."""

from difflib import get_close_matches
from functools import cached_property
from typing import Annotated

from msgspec import Meta, Struct

from sciaticli.core.exercise import Count, Dose, Exercise, Family, Id, Seconds, Sentence, Side


class RoutineItem(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of a routine: an exercise, with what was prescribed instead of the usual dose."""

    exercise: Id
    side: Side | None = None
    sets: Count | None = None
    reps: Count | tuple[Count, ...] | None = None
    hold_s: Seconds | None = None
    rep_rest_s: Seconds | None = None
    rest_s: Seconds | None = None

    def dose(self, usual: Dose) -> Dose:
        """Return the dose to do: what this line gives, else what is usual."""
        return Dose(
            sets=usual.sets if self.sets is None else self.sets,
            reps=usual.reps if self.reps is None else self.reps,
            hold_s=usual.hold_s if self.hold_s is None else self.hold_s,
            rep_rest_s=usual.rep_rest_s if self.rep_rest_s is None else self.rep_rest_s,
            rest_s=usual.rest_s if self.rest_s is None else self.rest_s,
        )


class Routine(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A list of exercises in order, as a professional prescribed it; `per_week` sessions when given."""

    id: Id
    name: Sentence
    items: tuple[RoutineItem, ...]
    per_week: Annotated[int, Meta(ge=1, le=21)] | None = None
    text: str | None = None


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """All exercises and routines; `own` holds the ids that come from the person's own files."""

    exercises: tuple[Exercise, ...]
    routines: tuple[Routine, ...] = ()
    own: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> dict[str, Exercise]:
        """The exercises by id."""
        return {exercise.id: exercise for exercise in self.exercises}

    def in_family(self, family: Family) -> tuple[Exercise, ...]:
        """Return the exercises that count for a family."""
        return tuple(exercise for exercise in self.exercises if family in exercise.families)

    def find(self, words: str) -> Exercise | None:
        """Return the exercise with this id, name or nickname; case, hyphens and spaces don't matter."""
        return self._by_name.get(_plain(words))

    def nearest(self, words: str, count: int = 3) -> tuple[str, ...]:
        """Return the ids of the exercises whose id, name or nickname comes nearest, best first."""
        wanted = _plain(words)
        close = get_close_matches(wanted, self._by_name, count * 2, 0.6)
        held = [name for name in self._by_name if len(wanted) > 2 and wanted in name]  # noqa: PLR2004 - a word
        ids = dict.fromkeys(self._by_name[name].id for name in [*close, *held])
        return tuple(ids)[:count]

    @cached_property
    def _by_name(self) -> dict[str, Exercise]:
        """Every name an exercise goes by; an id wins over a name, a name over a nickname."""
        names: dict[str, Exercise] = {}
        for exercise in self.exercises:
            names |= {_plain(word): exercise for word in exercise.also_called if _plain(word) not in names}
        names |= {_plain(exercise.name): exercise for exercise in self.exercises}
        return names | {_plain(exercise.id): exercise for exercise in self.exercises}


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").replace("-", " ").split())
