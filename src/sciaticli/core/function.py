"""What a person can do again: the activities of the patient-specific scale, and the global change.

Scale: own three to five activities, 0 unable to 10 as before (Stratford 1995). Its mean is compared
over the activities that stand in both forms. A mean differs beyond its own error from 2 points on.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from sciaticli.core.record.entries import Assessment

FUNCTION_FORM = "psfs"
CHANGE_FORM = "pgic"
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
