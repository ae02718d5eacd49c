"""The end of a screening: its message first, then the record; the message never waits for the disk."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.json import encode
from msgspec.structs import replace

from sciaticli.cli.check.standing import RecordNow
from sciaticli.cli.context import App
from sciaticli.cli.entries import locks_now, stamp
from sciaticli.core.config import Hook
from sciaticli.core.errors import ExitCode
from sciaticli.core.profile import Profile
from sciaticli.core.record.entries import Check, CheckState, Release, Scope, SoonMode, Tier
from sciaticli.core.screening.clearance import Cleared, Refused
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import Lock, opened_by, standing_locks
from sciaticli.core.screening.past_checks import closes_sessions
from sciaticli.core.screening.questions import FORM, Answers, Recheck, aged
from sciaticli.core.screening.triage import Triage, triage
from sciaticli.core.screening.voids import risk_facts
from sciaticli.store.journal import append
from sciaticli.store.unsaved_checks import keep_unsaved
from sciaticli.view.screening import (
    asked_lines,
    lock_lines,
    open_line,
    points_to,
    result_lines,
    ways_out_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


class CheckResult(NamedTuple):
    """A finished screening: what its answers say, its entry, and the lock that stands after it.

    `leave` is what it then gives; None for answers that are judged alone: they open and close nothing.
    """

    found: Triage
    check: Check
    lock: Lock | None
    leave: Cleared | Refused | None
    saved: bool = False

    @property
    def level(self) -> Level:
        """The higher of the result and the lock."""
        return max(self.found.level, self.lock.level) if self.lock else self.found.level

    @property
    def code(self) -> ExitCode:
        """The exit code of `check` for this level."""
        return code_of(self.level)


def code_of(level: Level) -> ExitCode:
    """Return the exit code of a level."""
    return {
        Tier.CLEAR: ExitCode.DONE,
        Tier.SOON: ExitCode.SOON,
        Tier.URGENT: ExitCode.URGENT,
        Tier.EMERGENCY: ExitCode.EMERGENCY,
    }[level.tier]


def judge(
    app: App, standing: RecordNow, answers: Answers, *, scope: Scope, release: Release | None = None
) -> CheckResult:
    """Return the outcome of a full form, or of a part of one, as it will stand; nothing is saved yet."""
    found = triage(aged(answers, standing.now.date()))
    if release is not None and found.level <= Level.SOON:
        release = _with_locks(release, standing)
    check = Check(
        **_fields(app, standing, answers, scope),
        state=CheckState.FINISHED,
        tier=found.tier,
        window=found.window,
        mode=found.mode,
        rules=found.rules,
        release=release,
    )
    after = standing.with_check(check)
    locks = standing_locks(after.history, after.now)
    return CheckResult(found, check, locks[0] if locks else None, after.ask())


def alone(outcome: CheckResult) -> CheckResult:
    """Return the outcome as its answers alone make it, whatever lock stands."""
    return outcome._replace(lock=None, leave=None)


def open_check(app: App, standing: RecordNow, answers: Answers, scope: Scope) -> bool:
    """Record that a check was begun and named a sign: no clearance holds until one is finished.

    Returns whether it could be saved.
    """
    check = Check(**_fields(app, standing, answers, scope), state=CheckState.OPEN)
    is_saved = _save(app, check) is None
    if not is_saved:
        keep_unsaved(app.paths, check)
    return is_saved


def finish(app: App, standing: RecordNow, outcome: CheckResult, *, as_json: bool = False) -> CheckResult:
    """Print a result, then save it; a failed save is said after the result and changes nothing in it."""
    show(app, standing, outcome, as_json=as_json)
    return outcome._replace(saved=save(app, standing, outcome.check))


def show(app: App, standing: RecordNow, outcome: CheckResult, *, as_json: bool = False) -> None:
    """Print a result: its message, or one JSON document."""
    tell(app, outcome_lines(standing, outcome), outcome.level, as_json=as_json)
    if as_json:
        with suppress(OSError):
            app.show_exactly(encode(result_document(standing, outcome)).decode())


def save(app: App, standing: RecordNow, check: Check) -> bool:
    """Append a check; returns whether it is on the disk, and says why it is not.

    A lock is remembered beside the record, even where the record can't be written.
    """
    failed = _save(app, check)
    closes = failed is not None and closes_sessions(check)
    is_kept = closes and keep_unsaved(app.paths, check)
    if check.tier in (Tier.URGENT, Tier.EMERGENCY):
        app.run_hook(Hook.LOCKED)
    locks_now(app, standing.with_check(check).history)
    if failed is not None:
        talk = standing.wording.talk
        held = [talk["not_saved_held" if is_kept else "not_saved_lost"]] if closes else []
        app.say("", failed, talk["not_saved"], *held, talk["not_saved_next"])
    return failed is None


def tell(app: App, lines: Iterable[str], level: Level, *, as_json: bool = False) -> None:
    """Write a result to standard output; an alarm also to the terminal when that is somewhere else."""
    text = list(lines)
    if not as_json:
        _show(app, text)
    if level >= Level.URGENT_2D and (as_json or not app.stdout.isatty()) and app.stderr.isatty():
        app.say(*text)


def outcome_lines(standing: RecordNow, outcome: CheckResult) -> list[str]:
    """Return the message of the higher of the result and the lock that stands."""
    wording, region = standing.wording, standing.region
    lock = outcome.lock
    if lock is not None and lock.id != outcome.check.id and lock.level >= outcome.found.level:
        return [*lock_lines(lock, wording, region), "", *asked_lines(wording.talk["still_locked"])]
    found = replace(outcome.found, mode=_mode_now(outcome))
    ways = [] if lock is None or lock.id != outcome.check.id else ways_out_lines(lock, wording)
    return [*result_lines(found, wording, region), *ways, *_open_until(outcome)]


def result_document(standing: RecordNow, outcome: CheckResult) -> dict[str, Any]:
    """Return the result as plain values; `tier` is the higher of the answers and the lock."""
    level = outcome.level
    return {
        "tier": level.tier,
        "window": level.window,
        "mode": _mode_now(outcome) if level.tier is Tier.SOON else None,
        "rules": outcome.found.rules,
        "lock": None if outcome.lock is None else _lock_document(outcome.lock),
        "flags": [
            {"id": hit.id}
            | ({"items": hit.items} if hit.answer is None else {"answer": hit.answer})
            | {
                "tier": hit.level.tier,
                "window": hit.level.window,
                "points_to": points_to(hit, standing.wording),
            }
            for hit in outcome.found.hits
        ],
        "advice": "\n".join(outcome_lines(standing, outcome)),
        "phone": phone_document(standing),
        "at": outcome.check.at,
        "valid_until": outcome.leave.until if isinstance(outcome.leave, Cleared) else None,
    }


def phone_document(standing: RecordNow) -> dict[str, str | None]:
    """Return whom to call; the numbers are null where the region is unknown."""
    numbers = standing.wording.numbers(standing.region)
    return {
        "region": standing.region,
        "emergency": numbers.emergency if numbers else None,
        "urgent": numbers.urgent if numbers else None,
    }


def quick_entry(app: App, standing: RecordNow, words: dict[str, str]) -> Check:
    """Return the entry of a quick re-check; an old sign that is back makes it an emergency."""
    came_back = words.get(Recheck.OLD_SIGN, "no") != "no"
    return Check(
        **stamp(app, day=standing.day),
        form=FORM,
        scope=Scope.QUICK,
        state=CheckState.FINISHED,
        answers=words,
        tier=Tier.EMERGENCY if came_back else None,
    )


def _fields(app: App, standing: RecordNow, answers: Answers, scope: Scope) -> dict[str, Any]:
    """Return what an entry says of the answers; the facts are those the profile names now."""
    return {
        **stamp(app, day=standing.day),
        "form": FORM,
        "scope": scope,
        "age_band": answers.age_band,
        "blood_thinner": answers.blood_thinner,
        "answers": dict(answers.words),
        "known": dict(answers.known),
        "facts": tuple(sorted(risk_facts(standing.profile or Profile()))),
    }


def _with_locks(release: Release, standing: RecordNow) -> Release:
    """Return the release with the ids of the locks that its examination opens."""
    return replace(
        release, of=opened_by(release, standing_locks(standing.history, standing.now), standing.now)
    )


def _mode_now(outcome: CheckResult) -> SoonMode | None:
    """Return what a SOON result leaves open now: a long wait pauses it, a past emergency keeps it light."""
    mode, leave = outcome.found.mode, outcome.leave
    if mode is None or leave is None:
        return mode
    return SoonMode(leave.mode) if isinstance(leave, Cleared) else SoonMode.PAUSE


def _open_until(outcome: CheckResult) -> list[str]:
    """Return until when sessions are open, or why they are not, for a result that does not lock."""
    if outcome.level > Level.SOON or outcome.leave is None:
        return []
    if isinstance(outcome.leave, Refused):
        return ["", *asked_lines(outcome.leave.message)]
    return ["", *open_line(outcome.leave.until)]


def _lock_document(lock: Lock) -> dict[str, Any]:
    return {
        "id": lock.id,
        "tier": lock.tier,
        "window": lock.window,
        "since": lock.since,
        "signs": lock.signs,
    }


def _save(app: App, check: Check) -> str | None:
    """Append a check; returns what went wrong, None when it is on the disk."""
    try:
        append(app.paths, check)
    except OSError as error:
        return f"{error.strerror or error}: {error.filename or app.paths.journal}"
    return None


def _show(app: App, lines: list[str]) -> None:
    """Write to standard output; a reader that has gone must not keep a result from being saved."""
    with suppress(OSError):
        app.show(*lines)
