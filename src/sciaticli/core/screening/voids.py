"""What ends a clearance at once: answers, pain entries and new facts that a screening did not know.

Only the full screening mends a void. Taking a line back does not: each rule is judged on what was
first written, on what stands now, and on what each amendment made of it. Spans and numbers are our
choice (docs/safety.md).
"""

from collections.abc import Callable, Iterator, Sequence

from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.profile import AgeBand, Profile, YesNoUnsure
from sciaticli.core.record.entries import (
    AnyEntry,
    Check,
    CheckState,
    Scope,
)
from sciaticli.core.record.history import History, Line
from sciaticli.core.screening.implied_conditions import RISK_CONDITIONS, risk_conditions
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import REMEMBERED
from sciaticli.core.screening.past_checks import (
    answers_of,
    checks_in,
    is_plain_no,
    is_whole,
    level_of_check,
    stands_after,
)
from sciaticli.core.screening.questions import FORM
from sciaticli.core.screening.tellings import tellings
from sciaticli.core.screening.worse_told import (
    Void,
    by_both_legs,
    by_moving_down,
    by_numbness_or_weakness,
    by_rising_pain,
)


def voids_in(history: History, counts: Callable[[Line], bool]) -> tuple[Void, ...]:
    """Return what among the records that count ends a clearance; the rest they are held against."""
    found = list(_by_checks(history, counts))
    for written in tellings(history):
        fresh = [item for item in written if counts(item.record)]
        if not fresh:
            continue
        found += by_numbness_or_weakness(fresh, written, history)
        found += by_both_legs(fresh, history)
        found += by_moving_down(fresh, written)
        found += [void for void in by_rising_pain(fresh, written) if counts(void.record)]
    return tuple(found)


def void_after(history: History, screening: Line) -> Void | None:
    """Return the first thing written after a screening that ends its clearance."""
    later = voids_in(history, lambda record: stands_after(record, screening))
    return min(later, key=lambda void: void.record.entry.rec, default=None)


def bare_void(entry: AnyEntry) -> Check:
    """Return what stays of an erased entry that ended a clearance: a check begun, without an answer."""
    return Check(
        v=entry.v,
        id=entry.id,
        at=entry.at,
        rec=entry.rec,
        tz=entry.tz,
        day=entry.day,
        src=entry.src,
        form=FORM,
        scope=Scope.FULL,
        state=CheckState.OPEN,
        answers={},
    )


def risk_facts(profile: Profile) -> frozenset[str]:
    """Return what the profile says that a screening must know; a check stores what it knew."""
    facts: set[str] = {*set(profile.conditions or ()).intersection(RISK_CONDITIONS.values())}
    if profile.pregnancy_week is not None:
        facts.add(Condition.PREGNANCY_2ND_3RD_TRIMESTER)
    if profile.blood_thinner in (YesNoUnsure.YES, YesNoUnsure.UNSURE):
        facts.add("blood_thinner")
    if profile.age_band is not None:
        facts.add(f"age_{profile.age_band}")
    return frozenset(facts)


def voided_by_profile(profile: Profile, check: Check) -> str | None:
    """Return why a fact added to the profile after a check ends its clearance, None when none does."""
    fresh = risk_facts(profile) - _facts_known(check)
    if not fresh:
        return None
    words = {
        Condition.PREGNANCY_2ND_3RD_TRIMESTER: "a pregnancy",
        Condition.COMPRESSION_FRACTURE: "thin or broken bone",
        Condition.RECENT_SURGERY: "an operation",
        "blood_thinner": "a blood thinner",
    }
    named = ", ".join(words.get(fact, "another age") for fact in sorted(fresh))
    return f"Your profile now names {named}, and the last check did not know that."


def _facts_known(check: Check) -> frozenset[str]:
    """Return what a check knew: what the profile said then, and what its answers imply."""
    answers = answers_of(check)
    facts = {*check.facts, *risk_conditions(answers)}
    if answers.blood_thinner is not YesNoUnsure.NO:
        facts.add("blood_thinner")
    bands = list(AgeBand)
    facts |= {f"age_{band}" for band in bands[1 : bands.index(answers.age_band) + 1]}
    if answers.age_band is AgeBand.UNDER_18:
        facts.add(f"age_{AgeBand.UNDER_18}")
    return frozenset(facts)


def _by_checks(history: History, counts: Callable[[Line], bool]) -> Iterator[Void]:
    checks = checks_in(history)
    fresh = [(record, check) for record, check in checks if counts(record)]
    mistakes = _alarms_taken_back(checks) if fresh else []
    for record, check in fresh:
        if record in mistakes:
            continue
        if check.state is CheckState.OPEN:
            why = "could not be saved" if record.file == REMEMBERED else "was begun and not finished"
            yield Void(f"A check {why}.", record)
        elif check.scope is Scope.SESSION:
            yield Void("A session was stopped for a new sign.", record)
        elif check.scope is Scope.QUICK:
            if set(check.answers.values()) - {"no"} or not check.answers:
                yield Void("You named a change in the quick re-check.", record)
        elif not is_whole(check) and (not check.imported or level_of_check(check) > Level.CLEAR):
            yield Void("A check was saved that this program can't rely on.", record)


def _alarms_taken_back(checks: Sequence[tuple[Line, Check]]) -> list[Line]:
    """Return the screenings of an alarm key that was pressed by mistake.

    They are an open one without an answer, and the very next one of its device: plain noes to all.
    """
    found: list[Line] = []
    for record, check in checks:
        if check.state is not CheckState.OPEN or check.scope is not Scope.SESSION or check.answers:
            continue
        later = [
            (other, written)
            for other, written in checks
            if other.device == record.device and other is not record and stands_after(other, record)
        ]
        following = min(later, key=lambda pair: (pair[0].entry.rec, pair[0].line), default=None)
        if following is not None and is_plain_no(following[1]):
            found += [record, following[0]]
    return found
