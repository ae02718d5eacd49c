"""The day's plan: the strands of the day in their order, each at its own dose, within the minutes.

A pure function: the same inputs give the same plan, and the day is one of the inputs. Read it from
`plan_day` down: who is let in (`let_in`), where each strand stands (`path`), what comes today and in
which order (`day_order`), at which dose (`candidates`), and how much the whole may grow
(`training_days`).
"""

from collections.abc import Iterator

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_sums import work_seconds
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Region
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import SKIP, Gap, held_at
from sciaticli.core.errors import ExitCode, SciaticliError, UsageError
from sciaticli.core.plan import LeftOut, Plan, PlanItem
from sciaticli.core.planning.candidates import Candidate, candidate, made
from sciaticli.core.planning.day_order import BESIDE, day_order, is_only_owed, is_training_day
from sciaticli.core.planning.day_picture import DayPicture, outlook
from sciaticli.core.planning.path import on_path
from sciaticli.core.planning.plan_notes import notes_for
from sciaticli.core.planning.reasons import because, left_out
from sciaticli.core.planning.request import Request
from sciaticli.core.planning.rounds import rounds_of
from sciaticli.core.planning.routine_plan import prescribed_items
from sciaticli.core.planning.session_template import place_in_order
from sciaticli.core.planning.training_days import OBLIGED, brake
from sciaticli.core.planning.walks import walk_cards
from sciaticli.core.profile import Profile
from sciaticli.core.record.history import History
from sciaticli.core.rules.person_today import cautions_for
from sciaticli.core.screening.clearance import Cleared
from sciaticli.core.session.timeline import item_seconds

UP_A_SESSION = 4
CALM_END_S, LONG_CALM_END_S, LEAST_CALM_END_S, SPARE_S = 120, 300, 30, 60
LONG_MINUTES = 30
CAREFUL_LEG = 4
MUST = ("legs", "back")
LEAST_ITEMS = 5


class PastClearance(SciaticliError):  # noqa: N818 - it names what is refused
    """The day lies beyond the end of the clearance."""

    code = ExitCode.REFUSED


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
    view = outlook(cleared, catalogue, profile, history, request)
    if request.routine is not None:
        items, out = prescribed_items(request.routine, view)
        trains = None
    else:
        items, out = _programme_items(view)
        trains = is_training_day(view)
    if not any(not item.card for item in items):
        items = (*items, *_comfort(view, items))
    there = {item.exercise.id for item in items}
    return Plan(
        day=request.day,
        mode=view.setting.mode,
        phase=view.setting.phase,
        minutes=request.minutes,
        items=items,
        left_out=tuple(LeftOut(name, why) for name, why in out.items() if name not in there),
        notes=notes_for(view, request),
        routine=request.routine.id if request.routine else None,
        training_day=trains,
        rounds=rounds_of(items, view, history.pains),
    )


def _programme_items(view: DayPicture) -> tuple[tuple[PlanItem, ...], dict[str, str]]:
    cards = _few_new(walk_cards(view), new_allowed(view))
    new_left = new_allowed(view) - sum(card.is_new for card in cards)
    wishes = [
        found for strand, row in day_order(view) if (found := candidate(row, strand, view)) and not found.card
    ]
    wishes = [_a_little(found, view) for found in wishes]
    timed = _grown(wishes, view, new_left)
    if view.setting.worse:
        timed = _no_heavier(timed, view)
    timed = _with_calm_end(timed, view, new_left)
    if not timed:  # a comfort row will be all there is, and it may be new
        cards = _few_new(cards, new_allowed(view) - 1)
    timed.sort(key=lambda found: place_in_order(found.exercise, found.section))
    items = [item for found in [*timed, *cards] for item in plan_items(found, view)]
    return tuple(items), left_out(view, [*timed, *cards], wishes, new_left)


def new_allowed(view: DayPicture) -> int:
    """Return how many exercises may be new in a session: 2 under 12 minutes, 3 to 20, 4 beyond."""
    steps = ((12, 2), (21, 3))
    return next((count for under, count in steps if view.minutes < under), 4)


def _few_new(found: list[Candidate], most: int) -> list[Candidate]:
    kept: list[Candidate] = []
    for one in found:
        if not one.is_new or sum(other.is_new for other in kept) < most:
            kept.append(one)
    return kept


def _filled(wishes: list[Candidate], view: DayPicture, new_left: int) -> list[Candidate]:
    """Take the wishes in order while they fit the minutes, the count of new ones, and the brake.

    Legs and back stay whatever the brake says: they stand on every training day.
    """
    left, most, work = view.minutes * 60, _most_work(view), 0
    kept: list[Candidate] = []
    for found in wishes:
        owed = is_only_owed(found.strand, found.exercise, view)
        counted = sum(not is_only_owed(one.strand, one.exercise, view) for one in kept)
        known = 0 if found.is_new else found.strength_work
        braked = most is not None and known and work + known > most and not _must_stand(found, view)
        if (
            found.seconds > left
            or (found.is_new and new_left <= 0)
            or braked
            or (counted >= most_items(view) and not owed)
        ):
            continue
        kept.append(found)
        left -= found.seconds
        new_left -= found.is_new
        work += known
    return kept


def _must_stand(found: Candidate, view: DayPicture) -> bool:
    """Return whether the brake passes a row by: legs and back, and what age or balance asks for."""
    return found.strand.id in MUST or (view.obliged and found.exercise.id in OBLIGED)


def _a_little(found: Candidate, view: DayPicture) -> Candidate:
    """Return what is owed in each session at its start dose at most, when it is not its turn."""
    if not is_only_owed(found.strand, found.exercise, view):
        return found
    start = view.ladders[found.exercise.id][0]
    if work_seconds(found.exercise, found.dose) <= work_seconds(found.exercise, start):
        return found
    return made(found.exercise, found.strand, view, held_at(start), start)


def most_items(view: DayPicture) -> int:
    """Return how many exercises a session may hold: half the minutes, at least five (our choice).

    What is only owed, a few repetitions in each session, is not counted.
    """
    return max(LEAST_ITEMS, view.minutes // 2)


def _grown(wishes: list[Candidate], view: DayPicture, new_left: int) -> list[Candidate]:
    """Let up to four exercises go up a step, the strand furthest behind first, within brake and minutes."""
    chosen = _filled(wishes, view, new_left)
    if view.setting.worse:
        return chosen
    ups = 0
    for found in sorted(chosen, key=lambda one: _turn(one, view)):
        for grown in _steps_up(found, view):
            higher = [grown if one.exercise is found.exercise else one for one in wishes]
            tried = _filled(higher, view, new_left)
            if grown in tried and _keeps_brake(tried, view) and _pushes_nobody_out(tried, chosen):
                wishes, chosen, ups = higher, tried, ups + 1
                break
        if ups == UP_A_SESSION:
            break
    return chosen


def _steps_up(found: Candidate, view: DayPicture) -> Iterator[Candidate]:
    """Yield a candidate at the higher doses it has earned, the highest first."""
    if is_only_owed(found.strand, found.exercise, view):
        return
    before = found.dose
    for most_up in (SKIP, 1):
        grown = candidate(found.exercise, found.strand, view, most_up=most_up)
        if grown is not None and grown.change.promoted and grown.dose != before:
            before = grown.dose
            yield grown


def _turn(found: Candidate, view: DayPicture) -> tuple[bool, float, float, str]:
    """Return whose turn it is: strength first, then the strand furthest behind, then the lowest dose."""
    strand = found.strand
    stage = strand.stage_of(found.exercise.id) or 0
    record = view.setting.records.get(found.exercise.id)
    step = record.step / len(view.ladders[found.exercise.id]) if record else 0.0
    behind = stage / len(strand.stages) if strand.stages else 1.0
    return strand.kind is not StrandKind.STRENGTH, behind, step, found.exercise.id


def _pushes_nobody_out(tried: list[Candidate], chosen: list[Candidate]) -> bool:
    """Return whether a higher dose leaves as many strength rows as before, legs and back among them."""
    before, after = ([one.strand for one in found] for found in (chosen, tried))
    stay = all(strand in after for strand in before if strand.id in MUST)
    return stay and _strength(after) >= _strength(before)


def _strength(strands: list[Strand]) -> int:
    return sum(strand.kind is StrandKind.STRENGTH for strand in strands)


def _most_work(view: DayPicture) -> int | None:
    setting = view.setting
    careful = view.obliged or setting.gate is None or setting.gate >= CAREFUL_LEG
    back = setting.gap not in (Gap.NONE, Gap.SHORT) or view.situation.flare_day is not None
    return brake(view.training, setting.day, careful=careful, on_the_way_back=back)


def _known_work(found: list[Candidate]) -> int:
    """Return the work that the brake weighs: new rows are held by their count."""
    return sum(one.strength_work for one in found if not one.is_new)


def _keeps_brake(found: list[Candidate], view: DayPicture) -> bool:
    most = _most_work(view)
    return most is None or _known_work(found) <= most


def _with_calm_end(found: list[Candidate], view: DayPicture, new_left: int) -> list[Candidate]:
    """End with a calm position: two minutes, five where that much is left or half an hour was asked for."""
    strand = view.catalogue.programme.find("calm")
    if strand is None or strand.id in view.without or any(_is_rest(one.exercise) for one in found):
        return found
    left = view.minutes * 60 - sum(one.seconds for one in found)
    may_be_new = new_left > sum(one.is_new for one in found)
    rows = [view.catalogue.by_id[row] for row in strand.all_rows if view.is_let_in(row)]
    rests = [
        made(row, strand, view, held_at(row.dose_start), row.dose_start) for row in rows if _is_rest(row)
    ]
    able = [rest for rest in rests if not rest.is_new or may_be_new]
    for rest in sorted(able, key=lambda one: one.is_new):
        room = left // len(rest.sides) - view.get_ready_s
        long = view.minutes >= LONG_MINUTES or room > LONG_CALM_END_S
        hold = min(LONG_CALM_END_S if long else max(CALM_END_S, room - SPARE_S), room)
        if hold >= LEAST_CALM_END_S:
            dose = Dose(sets=1, reps=1, hold_s=hold)
            return [*found, made(rest.exercise, strand, view, rest.change, dose)]
    return found


def _is_rest(exercise: Exercise) -> bool:
    return exercise.region is Region.REST and exercise.kind is Kind.CONTINUOUS


def _no_heavier(timed: list[Candidate], view: DayPicture) -> list[Candidate]:
    """After a bad morning the whole is never more work than the session before it."""
    kept = list(timed)
    while kept and sum(map(work_of, kept)) > view.last_work:
        loads = [found for found in kept if found.exercise.region is not Region.REST]
        if not loads:
            break
        kept.remove(max(loads, key=lambda found: (work_of(found), found.exercise.id)))
    return kept


def work_of(found: Candidate) -> int:
    """Return the seconds of moving and holding of a candidate, all sides; comfort is no work."""
    if found.exercise.region is Region.REST:
        return 0
    return work_seconds(found.exercise, found.dose) * len(found.sides)


def plan_items(found: Candidate, view: DayPicture) -> list[PlanItem]:
    """Return a candidate as items of a plan, one for each side."""
    doses = view.ladders[found.exercise.id]
    path = on_path(found.strand, view) if found.strand.stages else None
    return [
        PlanItem(
            exercise=found.exercise,
            section=found.section,
            side=side,
            dose=found.dose,
            seconds=item_seconds(found.exercise, found.dose, side, 0 if found.card else view.get_ready_s),
            because=because(found, view),
            cautions=cautions_for(found.exercise, view.setting.conditions),
            strand=found.strand.id,
            step=doses.index(found.dose) + 1 if found.dose in doses else None,
            ladder=len(doses),
            next=path.next if path else None,
        )
        for side in found.sides
    ]


def _comfort(view: DayPicture, items: tuple[PlanItem, ...]) -> tuple[PlanItem, ...]:
    """Return the shortest comfort row that may be done beside `items`, for a day without a timed one."""
    strand_of = view.catalogue.programme.strand_of
    ends = {end for item in items for end in item.exercise.end_range}
    found = [
        one
        for row in view.catalogue.exercises
        if view.is_let_in(row.id)
        and (not ends or not set(row.end_range) - ends)
        and (one := candidate(row, strand_of(row.id) or BESIDE, view))
        and not one.card
    ]
    rest = [one for one in found if one.exercise.region is Region.REST] or found
    if not rest:
        raise UsageError(
            "No exercise is left that fits you today.",
            "Look at what you set aside, and which positions you ruled out: sciaticli setup --show",
        )
    least = min(rest, key=lambda one: (one.seconds, one.exercise.id))
    room = view.minutes * 60 // len(least.sides) - view.get_ready_s
    if least.exercise.kind is Kind.CONTINUOUS and least.dose.hold_s > room:
        least = replace(least, dose=replace(least.dose, sets=1, hold_s=max(1, room)))
    return tuple(plan_items(least, view))
