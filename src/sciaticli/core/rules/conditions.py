"""The conditions in force on a day: what was said, what the check and the record add; the stricter counts.

Spans are our choice. What lifts a condition is told in docs/safety.md and the profile.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from sciaticli.core.catalogue.exercise import Condition, Side
from sciaticli.core.profile import AgeBand, Profile
from sciaticli.core.record.day_logs import DayLog

CLEARANCE_HOLDS = timedelta(days=183)
SURGERY_HEALS = timedelta(days=42)
RECORD_COUNTS = timedelta(days=7)
PREGNANCY_FROM_WEEK = 16

DIAGNOSES = frozenset(
    {
        Condition.STENOSIS,
        Condition.SPONDYLOLISTHESIS,
        Condition.DISC_HERNIATION,
        Condition.DEGENERATIVE_DISC,
        Condition.DEGENERATIVE_JOINT,
        Condition.COMPRESSION_FRACTURE,
        Condition.PIRIFORMIS,
        Condition.MUSCLE_SPASM,
    }
)


class Conditions(Struct, frozen=True, kw_only=True):
    """What gates exercises today.

    `words` match `avoid` and `caution`; `cleared` are those a clinician has cleared; `assumed` says
    that disc herniation is taken for want of any diagnosis; `careful` makes gaps count one row more.
    """

    words: frozenset[Condition] = frozenset()
    cleared: frozenset[Condition] = frozenset()
    assumed: bool = False
    careful: bool = False
    side: Side | None = None

    def has(self, condition: Condition) -> bool:
        """Return whether a condition is in force."""
        return condition in self.words

    def uncleared(self, condition: Condition) -> bool:
        """Return whether a condition is in force without a clinician's word that exercise is fine."""
        return condition in self.words and condition not in self.cleared

    def held_as_disc(self) -> bool:
        """Return whether a disc herniation is known or must be assumed."""
        return Condition.DISC_HERNIATION in self.words


def conditions_on(
    day: date,
    profile: Profile,
    implied: Iterable[Condition],
    age_bands: Iterable[AgeBand | None],
    logs: dict[date, DayLog],
) -> Conditions:
    """Return the conditions in force on a day; `implied` and one of `age_bands` come from the last check."""
    told = frozenset(profile.conditions or ())
    words = told | _implied(implied, profile) | _on_record(day, logs)
    cleared = _cleared(day, profile)
    words = _with_pregnancy(day, profile, words)
    if _surgery_is_past(day, profile):
        words -= {Condition.RECENT_SURGERY}
    assumed = not (told & DIAGNOSES or Condition.DISC_HERNIATION in words)
    if assumed:
        words |= {Condition.DISC_HERNIATION}
    careful = AgeBand.AGE_70_PLUS in (profile.age_band, *age_bands)
    return Conditions(words=words, cleared=cleared, assumed=assumed, careful=careful, side=profile.side)


def _implied(conditions: Iterable[Condition], profile: Profile) -> frozenset[Condition]:
    """Return what the check implies; it can't tell spine surgery from a needle, the profile can."""
    says_no_operation = profile.conditions is not None and Condition.RECENT_SURGERY not in profile.conditions
    return frozenset(conditions) - ({Condition.RECENT_SURGERY} if says_no_operation else set())


def _on_record(day: date, logs: dict[date, DayLog]) -> frozenset[Condition]:
    """Numbness or weakness in the pain entries of the last 7 days."""
    found: set[Condition] = set()
    for back in range(RECORD_COUNTS.days):
        log = logs.get(day - timedelta(days=back))
        if log is not None and (log.numb or log.weak):
            found.add(Condition.NUMBNESS_OR_WEAKNESS)
        if log is not None and log.weak:
            found.add(Condition.BALANCE_PROBLEM)
    return frozenset(found)


def _with_pregnancy(day: date, profile: Profile, words: frozenset[Condition]) -> frozenset[Condition]:
    """Return the words with the pregnancy rules, unless the profile's week is known and under 16 today."""
    pregnancy = {Condition.PREGNANCY_2ND_3RD_TRIMESTER}
    if profile.pregnancy_week is None:
        return words
    if profile.pregnancy_week_on is None:
        return words | pregnancy
    weeks = max(0, (day - profile.pregnancy_week_on).days) // 7
    early = profile.pregnancy_week + weeks < PREGNANCY_FROM_WEEK
    return words - pregnancy if early else words | pregnancy


def _cleared(day: date, profile: Profile) -> frozenset[Condition]:
    on = profile.cleared_on
    holds = on is not None and on <= day < on + CLEARANCE_HOLDS
    return frozenset(profile.cleared) if holds else frozenset()


def _surgery_is_past(day: date, profile: Profile) -> bool:
    """Return whether a clearance is six weeks old: then the operation is older still."""
    on = profile.cleared_on
    return Condition.RECENT_SURGERY in profile.cleared and on is not None and day >= on + SURGERY_HEALS
