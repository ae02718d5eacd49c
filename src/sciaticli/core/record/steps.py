"""What one machine wrote, as steps that can be taken back and done again, read off its own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sciaticli.core.record.entries import Amend, AnyEntry, Check

if TYPE_CHECKING:
    from collections.abc import Iterable


class TakenBack(NamedTuple):
    """A step that was taken back, and the amendment that did it."""

    step: AnyEntry
    by: Amend


class Steps(NamedTuple):
    """The steps that stand, the newest last, and those taken back since the last new one, the next last."""

    done: tuple[AnyEntry, ...]
    taken_back: tuple[TakenBack, ...]


def steps_of(written: Iterable[AnyEntry]) -> Steps:
    """Return the steps of one machine's entries, in the order in which they were written.

    A step is an entry or a change of one; a screening is none, for it can't be taken back.
    """
    done: dict[str, AnyEntry] = {}
    undone: dict[str, TakenBack] = {}
    for entry in written:
        if isinstance(entry, Check):
            continue
        if isinstance(entry, Amend) and (entry.delete or entry.undo is not None):
            _go(entry, done, undone)
        else:
            done[entry.id] = entry
            undone.clear()
    return Steps(tuple(done.values()), tuple(undone.values()))


def _go(amend: Amend, done: dict[str, AnyEntry], undone: dict[str, TakenBack]) -> None:
    """Go one step back, or forward where the amendment takes a taking back back."""
    if amend.undo is not None and (back := undone.pop(amend.undo, None)) is not None:
        done[back.step.id] = back.step
    elif (step := done.pop(amend.undo or amend.of, None)) is not None:
        undone[amend.id] = TakenBack(step, amend)
