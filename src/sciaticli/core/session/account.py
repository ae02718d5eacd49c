"""What was really done of a plan: the repetitions, the answers about pain, and what was stopped."""

from collections.abc import Iterable

from msgspec import UNSET, Struct

from sciaticli.core.catalogue.exercise import Laterality, Side
from sciaticli.core.plan import PlanItem
from sciaticli.core.record.entries import Distal, Done, ExerciseDone, Moved, Response, SkipReason

MS = 1000


class RepDone(Struct, frozen=True, kw_only=True, tag_field="kind", tag="rep"):
    """One repetition done to its end. `held_ms` is the time in the end position, extensions included."""

    item: int
    set_no: int
    rep_no: int
    side: Side
    held_ms: int

    @property
    def rep(self) -> tuple[int, int, int]:
        """What tells one repetition of the session from all others."""
        return self.item, self.set_no, self.rep_no


class LegAnswer(Struct, frozen=True, kw_only=True, tag_field="kind", tag="answer", omit_defaults=True):
    """How the leg answered exercise `item`, given during the session.

    After "worse, lower" `distal` is where the lowest symptom stayed: where it was at the start when
    it went back within a minute, None when that is not known.
    """

    item: int
    response: Response
    moved: Moved | None = None
    distal: Distal | None = None

    @property
    def spread(self) -> bool:
        """True when the symptom went further down the leg."""
        return self.response is Response.WORSE and self.moved is Moved.LOWER


class Stopped(Struct, frozen=True, kw_only=True, tag_field="kind", tag="stopped"):
    """An item that was ended before its time, by choice (no reason) or by a rule."""

    item: int
    reason: SkipReason | None


class Reserve(Struct, frozen=True, kw_only=True, tag_field="kind", tag="reserve"):
    """Whether two more repetitions of exercise `item` could have been done, and were easy even."""

    item: int
    could: bool
    easy: bool = False


class Account(Struct, frozen=True):
    """Everything that happened so far, in order; the running file holds the same."""

    reps: tuple[RepDone, ...] = ()
    answers: tuple[LegAnswer, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    reserves: tuple[Reserve, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when nothing has been done, said or stopped."""
        return not (self.reps or self.answers or self.stopped)

    @property
    def spreads(self) -> frozenset[int]:
        """The items whose exercise sent a symptom further down."""
        return frozenset(answer.item for answer in self.answers if answer.spread)

    def stop_reason(self, item: int) -> SkipReason | None:
        """Return why `item` was stopped, None when nothing stopped it or nobody said why."""
        return next((each.reason for each in self.stopped if each.item == item), None)


def exercises_done(
    items: tuple[PlanItem, ...], account: Account, left_out: SkipReason | None = None
) -> tuple[ExerciseDone, ...]:
    """Return one entry for every item of the plan, also for those never begun.

    `left_out` is the reason for what is not complete and has none of its own: the rule that ended
    the session, so that a safety stop never counts against the person.
    """
    return tuple(_item_done(item, number, account, left_out) for number, item in enumerate(items))


def _item_done(item: PlanItem, number: int, account: Account, left_out: SkipReason | None) -> ExerciseDone:
    # a repetition that was done again counts once, as it was done last
    reps = list({each.rep: each for each in account.reps if each.item == number}.values())
    reserve = _reserve(number, account)
    answer = _telling(each for each in account.answers if each.item == number)
    done = _done(item, reps)
    reason = account.stop_reason(number) or (None if _is_complete(item, done) else left_out)
    return ExerciseDone(
        exercise=item.exercise.id,
        side=item.side,
        planned=item.dose,
        done=done,
        response=answer.response if answer else UNSET,
        moved=answer.moved if answer and answer.moved else UNSET,
        distal=answer.distal if answer and answer.distal else UNSET,
        skip=reason or UNSET,
        reserve=reserve.could if reserve else UNSET,
        easy=True if reserve and reserve.easy else UNSET,
    )


def _reserve(number: int, account: Account) -> Reserve | None:
    """Return the last answer about an item, None when it was not asked or not answered."""
    return next((each for each in reversed(account.reserves) if each.item == number), None)


def _done(item: PlanItem, reps: list[RepDone]) -> Done:
    """Count per set; where sides take turns a repetition is one turn on each side."""
    turns = 2 if item.exercise.laterality is Laterality.ALTERNATING else 1
    counts = [sum(each.set_no == set_no for each in reps) // turns for set_no in range(1, item.dose.sets + 1)]
    begun = tuple(count for count in counts if count)
    if not begun:
        return Done(sets=0, reps=0, hold_s=0)
    held_s = round(sum(each.held_ms for each in reps) / len(reps) / MS)
    return Done(sets=len(begun), reps=begun[0] if len(set(begun)) == 1 else begun, hold_s=held_s)


def _is_complete(item: PlanItem, done: Done) -> bool:
    total = done.total_reps
    return total >= item.dose.total_reps and done.hold_s >= item.dose.hold_s


def _telling(answers: Iterable[LegAnswer]) -> LegAnswer | None:
    """Return the answer to keep: a symptom that went down, else anything worse, else the last."""
    kept: LegAnswer | None = None
    for answer in answers:
        if kept is None or _weight(answer) >= _weight(kept):
            kept = answer
    return kept


def _weight(answer: LegAnswer) -> tuple[bool, bool, int]:
    return answer.response is Response.WORSE, answer.spread, answer.distal.level if answer.distal else 0
