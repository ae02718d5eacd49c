"""The day's plan: the strands of the day in their order, each at its own dose, within the minutes.

A pure function: the same inputs give the same plan, and the day is one of the inputs. Read it from
`plan_day` down: who is let in (`let_in`), where each strand stands (`path`), what comes today and in
which order (`day_order`), at which dose (`candidates`), and how much the whole may grow (`training`).
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.catalogue.strand import StrandKind
from sciaticli.core.course.dose_ladder import SKIP, TimeAway, held_at
from sciaticli.core.course.training import OBLIGED, brake
from sciaticli.core.errors import ExitCode, SciaticliError
from sciaticli.core.plan import LeftOut, Plan, PlanItem, place_in_order
from sciaticli.core.planning.calm import calm_end, comfort
from sciaticli.core.planning.candidates import Candidate, candidate, made, plan_items
from sciaticli.core.planning.day_order import day_order, is_only_owed, is_training_day, turns_today
from sciaticli.core.planning.day_picture import DayPicture, picture_of
from sciaticli.core.planning.plan_notes import notes_for
from sciaticli.core.planning.reasons import ENOUGH_NEW, ENOUGH_ROWS, ENOUGH_WORK, NO_ROOM, because, left_out
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.routine_plan import prescribed_items, rounds_of
from sciaticli.core.planning.walks import walk_cards
from sciaticli.core.profile import Profile
from sciaticli.core.record.history import History
from sciaticli.core.screening.clearance import Cleared

NEW_BELOW_MINUTES = ((12, 2), (21, 3))
MOST_NEW = 4
UP_A_SESSION = 4
CAREFUL_LEG = 4
MISSED = timedelta(days=7)
MUST = ("legs", "back")
LEAST_ROWS, GENTLE_ROWS = 5, 2


class PastClearance(SciaticliError):  # noqa: N818 - it names what is refused
    """The day lies beyond the end of the clearance."""

    code = ExitCode.REFUSED


class Limits(NamedTuple):
    """What a session may hold: seconds on the clock, new rows, rows in all, strength work in seconds.

    `owed` are rows that stand whatever the work, `turn` is the strand that comes by turns and today.
    """

    seconds: int
    new: int
    rows: int
    work: int | None
    owed: frozenset[str]
    turn: str


def plan_day(
    cleared: Cleared, catalogue: Catalogue, profile: Profile, history: History, request: Request
) -> Plan:
    """Return the plan of one day; raises PastClearance beyond `cleared.until`, UsageError if nothing is left.

    `total_seconds` is the player's clock and never passes the minutes; at least one item is timed.
    """
    if request.day > cleared.until.date():
        raise PastClearance(
            f"The check holds until {cleared.until:%Y-%m-%d}.",
            "A day after it needs a new check: sciaticli check",
        )
    view = picture_of(cleared, catalogue, profile, history, request)
    routine = request.routine
    items, out = prescribed_items(routine, view) if routine else _programme(view)
    if all(item.card for item in items):
        items += comfort(items, view)
    there = {item.exercise.id for item in items}
    return Plan(
        day=request.day,
        mode=view.setting.mode,
        phase=view.setting.phase,
        minutes=request.minutes,
        items=tuple(items),
        left_out=tuple(LeftOut(name, why) for name, why in out.items() if name not in there),
        notes=notes_for(view, items, out.values()),
        routine=routine.id if routine else None,
        training_day=None if routine else _trains(view),
        rounds=rounds_of(items, view, history.pains),
    )


def _trains(view: DayPicture) -> bool:
    """Return whether the day counts as one of strength: before a surgeon agrees none does."""
    return is_training_day(view) and not view.setting.conditions.uncleared(Condition.RECENT_SURGERY)


def _programme(view: DayPicture) -> tuple[list[PlanItem], dict[str, str]]:
    """Return the items of the person's own programme today, and why other rows are left out."""
    allowed = _limits(view)
    cards = _few_new(walk_cards(view), allowed.new)
    limits = allowed._replace(new=allowed.new - sum(card.is_new for card in cards))
    order = [(strand, row, is_only_owed(strand, row, view)) for strand, row in day_order(view)]
    able = [candidate(row, strand, view, is_owed=owed) for strand, row, owed in order]
    wishes = [found for found in able if found and not found.card]
    chosen = _filled(wishes, limits, view)
    chosen = _no_heavier(chosen, view) if view.setting.worse else _grown(wishes, chosen, limits, view)
    shut = {found.exercise.id: _shut_out(found, chosen, limits) or NO_ROOM for found in wishes}
    chosen += calm_end(chosen, view, limits.new)
    if not chosen:  # a comfort row will be all there is, and it may be new
        cards = _few_new(cards, allowed.new - 1)
    chosen.sort(key=lambda found: place_in_order(found.exercise, found.section))
    day = [*chosen, *cards]
    items = [item for found in day for item in plan_items(found, view, because(found, view))]
    return items, left_out(view, day, shut)


def _limits(view: DayPicture) -> Limits:
    """Return what the minutes and the record allow: the rows are half the minutes (our choice)."""
    setting, minutes = view.setting, view.minutes
    careful = view.obliged or setting.gate is None or setting.gate >= CAREFUL_LEG
    is_back = setting.gap not in (TimeAway.NONE, TimeAway.SHORT) or view.situation.flare_day is not None
    return Limits(
        seconds=minutes * 60,
        new=next((new for under, new in NEW_BELOW_MINUTES if minutes < under), MOST_NEW),
        rows=max(LEAST_ROWS, minutes // 2),
        work=brake(view.record.training, setting.day, careful=careful, on_the_way_back=is_back),
        owed=OBLIGED if view.obliged else frozenset(),
        turn=turns_today(view)[0][0],
    )


def _few_new(cards: list[Candidate], most: int) -> list[Candidate]:
    new = [card for card in cards if card.is_new]
    return [card for card in cards if card not in new[most:]]


def _filled(wishes: list[Candidate], limits: Limits, view: DayPicture) -> list[Candidate]:
    """Take the wishes in order while they keep to the limits."""
    kept: list[Candidate] = []
    for found in wishes:
        able = (one for one in (found, *_less(found, limits, view)) if not _shut_out(one, kept, limits))
        kept.extend(islice(able, 1))
    return kept


def _less(found: Candidate, limits: Limits, view: DayPicture) -> Iterator[Candidate]:
    """Yield a row whose turn it is at lower steps, when it has missed its turn: a little is better."""
    doses, record = view.ladders[found.exercise.id], view.setting.records.get(found.exercise.id)
    waits = record is not None and view.setting.day - record.last >= MISSED
    if waits and found.strand.id == limits.turn and found.dose in doses:
        for dose in reversed(doses[: doses.index(found.dose)]):
            yield made(found.exercise, found.strand, view, held_at(dose), dose)


def _shut_out(found: Candidate, kept: list[Candidate], limits: Limits) -> str | None:
    """Return why one more row does not keep to the limits, None when it does.

    Legs, back and what is owed pass the brake: they stand whatever it says. What comes only because it
    is owed, a few repetitions, is not counted among the rows.
    """
    day = [*kept, found]
    stands = found.strand.id in MUST or found.exercise.id in limits.owed or not found.braked_work
    if found.is_new and sum(one.is_new for one in day) > limits.new:
        return ENOUGH_NEW
    if sum(one.seconds for one in day) > limits.seconds:
        return NO_ROOM
    is_gentle = found.strand.kind is not StrandKind.STRENGTH and not found.is_new
    rows = limits.rows + (GENTLE_ROWS if is_gentle else 0)
    if not found.is_owed and sum(not one.is_owed for one in day) > rows:
        return ENOUGH_ROWS
    return None if stands or _keeps_brake(day, limits) else ENOUGH_WORK


def _keeps_brake(found: list[Candidate], limits: Limits) -> bool:
    return limits.work is None or sum(one.braked_work for one in found) <= limits.work


def _grown(
    wishes: list[Candidate], chosen: list[Candidate], limits: Limits, view: DayPicture
) -> list[Candidate]:
    """Let up to four exercises go up a step, the strand furthest behind first, within the limits."""
    ups = 0
    for found in sorted(chosen, key=lambda one: _turn(one, view)):
        for grown in _steps_up(found, view):
            higher = [grown if one.exercise is found.exercise else one for one in wishes]
            tried = _filled(higher, limits, view)
            if grown in tried and _keeps_brake(tried, limits) and _pushes_nobody_out(tried, chosen, limits):
                wishes, chosen, ups = higher, tried, ups + 1
                break
        if ups == UP_A_SESSION:
            break
    return chosen


def _steps_up(found: Candidate, view: DayPicture) -> Iterator[Candidate]:
    """Yield a candidate at the higher doses it has earned, the highest first; what is only owed waits."""
    for most_up in () if found.is_owed else (SKIP, 1):
        grown = candidate(found.exercise, found.strand, view, most_up=most_up)
        if grown is not None and grown.change.promoted and grown.dose != found.dose:
            yield grown


def _turn(found: Candidate, view: DayPicture) -> tuple[bool, float, float, str]:
    """Return whose turn it is: strength first, then the strand furthest behind, then the lowest dose."""
    strand, name = found.strand, found.exercise.id
    behind = (strand.stage_of(name) or 0) / len(strand.stages) if strand.stages else 1.0
    record = view.setting.records.get(name)
    step = record.step / len(view.ladders[name]) if record else 0.0
    return strand.kind is not StrandKind.STRENGTH, behind, step, name


def _pushes_nobody_out(tried: list[Candidate], chosen: list[Candidate], limits: Limits) -> bool:
    """Return whether a higher dose leaves as many strength rows as before, legs and back among them.

    Nor does it take anything from the strand whose turn it is.
    """
    before, after = (
        [one.strand.id for one in found if one.strand.kind is StrandKind.STRENGTH]
        for found in (chosen, tried)
    )
    was, now = (sum(one.work for one in found if one.strand.id == limits.turn) for found in (chosen, tried))
    return now >= was and len(after) >= len(before) and all(name in after for name in MUST if name in before)


def _no_heavier(chosen: list[Candidate], view: DayPicture) -> list[Candidate]:
    """After a bad morning the whole is never more work than the session before it."""
    kept = list(chosen)
    while sum(one.work for one in kept) > view.record.last_work:
        kept.remove(max(kept, key=lambda one: (one.work, one.exercise.id)))
    return kept
