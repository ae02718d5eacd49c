"""What a person wants back, as told in `assess function`, and the path that leads there.

The scale is Stratford's (1995); that a low score puts a path first is our choice.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from sciaticli.core.catalogue.strand import Goal, Programme
from sciaticli.core.record.entries import Assessment

FUNCTION_FORM = "psfs"
WELL = 8
"""Of 10: an activity that goes so well no longer puts its path first."""


class Scored(Struct, frozen=True):
    """An activity in the person's words, its lasting id, and its score 0-10."""

    act: str
    label: str
    score: int


class Wanted(Struct, frozen=True):
    """An activity in the person's words, its newest score from 0 to 10, and the goal it stands for."""

    label: str
    score: int
    goal: Goal

    @property
    def is_well(self) -> bool:
        """Whether it is as good as back."""
        return self.score >= WELL


def wanted(assessments: Sequence[Assessment], programme: Programme) -> tuple[Wanted, ...]:
    """Return what the newest function form names and a path leads to, the lowest score first."""
    found = (
        Wanted(each.label, each.score, goal)
        for each in activities_of(assessments)
        if (goal := goal_of(each.label, programme))
    )
    return tuple(sorted(found, key=lambda each: each.score))


def activities_of(assessments: Sequence[Assessment]) -> tuple[Scored, ...]:
    """Return the activities of the newest function form with their scores, none when there is no form."""
    forms = [found for found in assessments if found.form.partition("@")[0] == FUNCTION_FORM and found.items]
    if not forms:
        return ()
    rows = [(row.get("act"), row.get("label"), row.get("score")) for row in forms[-1].items]
    return tuple(
        Scored(act, str(label or act), score)
        for act, label, score in rows
        if isinstance(act, str) and type(score) is int
    )


def goal_of(label: str, programme: Programme) -> Goal | None:
    """Return the goal of an activity in a person's words: the one whose word stands first in it."""
    for word in re.findall(r"\w+", label.casefold()):
        for goal in programme.goal:
            if word in goal.words:
                return goal
    return None
