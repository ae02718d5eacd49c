"""A check that the disk had no room for: an empty file, whose name says what must not be forgotten.

A full disk takes no more bytes, but nearly always one more name. Without it a danger sign would be told,
and the clearance of before would hold again as soon as there is room.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sciaticli.core.record.entries import VERSION, Check, CheckState, Scope
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.core.screening.questions import FORM
from sciaticli.store.paths import Paths, make_private

_NAME = re.compile(r"unsaved_([a-z]+)_(\d{8}T\d{6})_([A-Za-z0-9\-.]{1,64})")
_MOMENT = "%Y%m%dT%H%M%S"
_LEVELS = {"twodays": Level.URGENT_2D, "today": Level.URGENT_TODAY, "emergency": Level.EMERGENCY}
_WORDS = {level: word for word, level in _LEVELS.items()}
_BEGUN = "begun"
"""What is left of a check that locks nothing: one was begun, so that a whole one must be finished."""


def keep_unsaved(paths: Paths, check: Check) -> bool:
    """Keep in mind that a check was not saved, and what it locks; returns whether that could be done."""
    word = _WORDS.get(level_of_check(check), _BEGUN)
    name = f"unsaved_{word}_{check.rec.astimezone(UTC):{_MOMENT}}_{check.id}"
    with suppress(OSError):
        make_private(paths.state)
        (paths.state / name).touch(mode=0o600)
        return True
    return False


def unsaved_checks(paths: Paths) -> list[Check]:
    """Return what is kept in mind, the oldest first: locks without answers, and checks that were begun."""
    return sorted((check for _, check in _kept(paths)), key=lambda check: check.rec)


def drop_unsaved(paths: Paths, wanted: Collection[str]) -> None:
    """Forget all but the checks with these ids."""
    for file, check in _kept(paths):
        if check.id not in wanted:
            with suppress(OSError):
                file.unlink()


def _kept(paths: Paths) -> Iterator[tuple[Path, Check]]:
    try:
        files = [file for file in paths.state.iterdir() if file.name.startswith("unsaved_")]
    except OSError:
        return
    for file in files:
        if hit := _NAME.fullmatch(file.name):
            with suppress(ValueError):
                yield file, _check(*hit.groups())


def _check(word: str, moment: str, id_: str) -> Check:
    """Return what a name tells; raises ValueError when it tells no moment."""
    at = datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
    level = _LEVELS.get(word)
    return Check(
        v=VERSION,
        id=id_,
        at=at,
        rec=at,
        tz="UTC",
        day=at.date(),
        src="unsaved",
        form=FORM,
        scope=Scope.FULL,
        state=CheckState.OPEN if level is None else CheckState.FINISHED,
        answers={},
        tier=None if level is None else level.tier,
        window=None if level is None else level.window,
    )
