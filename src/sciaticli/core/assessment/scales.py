"""Two scales in our own wording: what a person can do (0-10), and the change since the start (1-7).

Patient-specific function scale: three to five activities of one's own, 0 unable to 10 as before
(Stratford 1995); its score is the mean. Global change: one question, 1 very much better to 7 very
much worse. `form@version` names the exact wording shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from sciaticli.core.course.goals import FUNCTION_FORM, Scored, activities_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sciaticli.core.record.entries import Assessment

CHANGE_FORM = "pgic"
FUNCTION = f"{FUNCTION_FORM}@1"
CHANGE = f"{CHANGE_FORM}@1"
TOP = 10
CHANGE_TOP = 7
FEWEST, MOST = 3, 5
BEYOND_ERROR = 2.0
GLOBAL_WORDS = {
    1: "very much better",
    2: "much better",
    3: "a little better",
    4: "no change",
    5: "a little worse",
    6: "much worse",
    7: "very much worse",
}


def function_score(scored: Sequence[Scored]) -> float:
    """Return the mean score, to one decimal; raises ValueError for none, or a score that is not 0 to 10."""
    if not scored:
        raise ValueError("no activity has a score")
    for each in scored:
        if type(each.score) is not int or not 0 <= each.score <= TOP:  # True is an int, and no score
            raise ValueError(f"{each.act}: {each.score} is not a whole number from 0 to {TOP}")
    return round(sum(each.score for each in scored) / len(scored), 1)


def function_fields(scored: Sequence[Scored]) -> dict[str, Any]:
    """Return what an entry of this scale holds: the items and the score."""
    items = tuple({"act": each.act, "label": each.label, "score": each.score} for each in scored)
    return {"form": FUNCTION, "items": items, "score": function_score(scored), "max": TOP}


def change_fields(score: int) -> dict[str, Any]:
    """Return what an entry of the global question holds; raises ValueError when it is not 1 to 7."""
    if type(score) is not int or not 1 <= score <= CHANGE_TOP:
        raise ValueError(f"{score} is not a whole number from 1 to {CHANGE_TOP}")
    return {"form": CHANGE, "score": score, "max": CHANGE_TOP}


def acts_used(assessments: Sequence[Assessment]) -> set[str]:
    """Return every activity id that any form has used."""
    return {
        str(row.get("act"))
        for found in assessments
        if found.form.partition("@")[0] == FUNCTION_FORM
        for row in found.items
    }


def fresh_act(used: Collection[str]) -> str:
    """Return an activity id that is not in use: a replaced activity never takes over an old id."""
    return next(act for number in range(1, len(used) + 2) if (act := f"a{number}") not in used)


def mismatch(entry: Assessment) -> str | None:
    """Return what is wrong when a function entry's stored score is not the mean of its items."""
    if entry.form != FUNCTION:
        return None
    try:
        score = function_score(activities_of([entry]))
    except ValueError as error:
        return str(error)
    if entry.score is None or round(float(entry.score), 1) != score:
        return f"the stored score {entry.score} is not the mean of its activities, {score}"
    return None


class Activity(Struct, frozen=True):
    """One activity in the person's words, with its first and its newest score."""

    label: str
    first: int
    now: int


class Function(Struct, frozen=True, kw_only=True):
    """Activities scored at two times, and the mean over those that stand in both."""

    first_day: date
    last_day: date
    activities: tuple[Activity, ...]

    @property
    def first(self) -> float:
        """The mean of the first scores."""
        return sum(each.first for each in self.activities) / len(self.activities)

    @property
    def now(self) -> float:
        """The mean of the newest scores."""
        return sum(each.now for each in self.activities) / len(self.activities)

    @property
    def is_clear(self) -> bool:
        """True when the mean has changed by more than the scale's own error."""
        return abs(self.now - self.first) >= BEYOND_ERROR


class GlobalChange(Struct, frozen=True):
    """How the person says it is against the start: 1 very much better to 7 very much worse."""

    day: date
    score: int

    @property
    def words(self) -> str:
        """The score in words."""
        return GLOBAL_WORDS[self.score]


def function(assessments: Iterable[Assessment], until: date) -> Function | None:
    """Return the newest scores beside the first ones of the same activities, None without any."""
    forms = [found for found in assessments if found.day <= until and _is(found, FUNCTION_FORM)]
    scored = [(form.day, activities) for form in forms if (activities := _scores(form))]
    if not scored:
        return None
    last_day, newest = scored[-1]
    first_day, first = next((day, old) for day, old in scored if old.keys() & newest.keys())
    return Function(
        first_day=first_day,
        last_day=last_day,
        activities=tuple(
            Activity(label, first[act][1], score) for act, (label, score) in newest.items() if act in first
        ),
    )


def global_change(assessments: Iterable[Assessment], until: date) -> GlobalChange | None:
    """Return the newest answer, None when it was never asked."""
    given = [
        GlobalChange(found.day, int(found.score))
        for found in assessments
        if found.day <= until and _is(found, CHANGE_FORM) and found.score in GLOBAL_WORDS
    ]
    return given[-1] if given else None


def _is(assessment: Assessment, form: str) -> bool:
    return assessment.form.partition("@")[0] == form


def _scores(form: Assessment) -> dict[str, tuple[str, int]]:
    """Return label and score by activity id; a row that does not fit is left out."""
    found = {}
    for row in form.items:
        act, label, score = row.get("act"), row.get("label"), row.get("score")
        if isinstance(act, str) and type(score) is int and 0 <= score <= 10:  # noqa: PLR2004 - the scale's ends
            found[act] = (str(label or act), score)
    return found
