"""Why an exercise is in the plan, and why another one is not: one sentence that a person would say."""

from collections.abc import Iterable, Mapping, Sequence

from sciaticli.core.catalogue.dose_text import short_dose
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import LadderMove, good_left
from sciaticli.core.course.exercise_record import ExerciseRecord
from sciaticli.core.course.measured_start import RISING
from sciaticli.core.dates import WEEK
from sciaticli.core.planning.candidates import Candidate
from sciaticli.core.planning.day_order import is_training_day
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.path import on_path
from sciaticli.core.rules.person_today import is_drill

FROM_CHANGE = {
    LadderMove.MEASURED: "you can do more now than at the start, so it meets you there.",
    LadderMove.BACK_UP: "you are on the way back, so it goes up one step.",
    LadderMove.DOWN: "twice there were no two more left in it, so one step back.",
    LadderMove.EASED: "it was too much a short while ago, so it stays smaller for two sessions.",
    LadderMove.GAP: "it has been a while, so it starts again gently.",
    LadderMove.RETEST: "it once moved the pain down, so it starts again very small.",
    LadderMove.FLARE: "in a flare it stays small.",
    LadderMove.EASY_WEEK: "an easy week, so one set fewer.",
}
FROM_KIND = {
    StrandKind.CALM: "it lets your back settle.",
    StrandKind.DIRECTION: "this is the direction that eases your leg.",
    StrandKind.NERVE: "it lets the nerve glide, with no strong pull.",
    StrandKind.STRENGTH: "a small dose to begin with.",
    StrandKind.BALANCE: "a little, often, keeps you steady.",
    StrandKind.MOBILITY: "it warms up your back and hips.",
    StrandKind.STRETCH: "a gentle stretch, held at ease.",
    StrandKind.WALK: "moving at an easy pace is good for your back.",
    StrandKind.CHOICE: "an extra that many like.",
}
COUNTS = frozenset({StrandKind.STRENGTH, StrandKind.BALANCE, StrandKind.NERVE, StrandKind.WALK})
"""Strands that say how far it is to the next dose; the others say what they are for."""
NEW = "new for you, so it starts small."
JOINS = "{before} went well, so this comes in."
FULL = "at its full dose; it keeps what you have gained."
MEASURED = "it begins below what you counted in thirty seconds."
UPKEEP = "this much keeps what you have gained."
READY = "{next} is earned, and comes as soon as there is room for it."
ONCE_MORE = "once more like this, then {next}."
MORE = "{count} more good sessions, then {next}."
EACH_TIME = "a little each time, so that rising and standing stay easy."
LESS = {
    StrandKind.WALK: "the rest of the day's walking, kept short.",
    StrandKind.STRENGTH: "its turn, with as much as there is room for today.",
}
WALK_ON = "a little more each week; {next} from {day} on."
DONE_TODAY = "You have done it today."
ENOUGH_NEW = "New for you. There are enough new ones today."
ENOUGH_ROWS = "There are enough exercises for one day. It comes first with: sciaticli today --more {id}"
ENOUGH_WORK = "There is enough strength work for today. It grows a little each time."
NO_ROOM = "No room for it today. It comes first with: sciaticli today --more {id}"
ITS_TURN = "No room for it today. Its turn is on the next training day."
STRENGTH_FIRST = "Strength comes first today. There is more room on the days between."
COMES_NEXT = "Next on this path, after {here}."
BEGINS = "It comes once there is room for one more."
BY_CHOICE = "A programme can do without it. It is there if you like it."
NOT_TODAY = "Not today: strength comes every other day."
TURNS = frozenset({"trunk", "side", "foot", "balance"})
_COUNTED, _TIMES = {2: "two", 3: "three"}, {1: "once", 2: "twice"}
MANY = 3


def because(found: Candidate, view: DayPicture) -> str:
    """Return why a candidate is in today's plan, in the words of its strand."""
    return f"{found.strand.name}: {_why(found, view)}"


def _why(found: Candidate, view: DayPicture) -> str:
    record = view.setting.records.get(found.exercise.id)
    is_cut = found.dose != found.change.dose
    if found.change.change is LadderMove.UP and record is not None and not is_cut:
        doses = view.ladders[found.exercise.id]
        old, new = (short_dose(dose, found.exercise) for dose in (doses[record.step], found.dose))
        return f"{old} went well {_TIMES.get(record.good_run, f'{record.good_run} times')}, so {new}."
    if found.change.change in FROM_CHANGE:
        return FROM_CHANGE[found.change.change]
    if found.exercise.id not in view.record.times and view.record.times:
        before = _before(found, view)
        return JOINS.format(before=before.name) if before else NEW
    if found.strand.kind is StrandKind.DIRECTION and not is_drill(found.exercise, view.setting.preference):
        return FROM_KIND[StrandKind.CALM]
    if record is not None and found.strand.kind in COUNTS:
        return _how_far(found, record, view)
    is_measured = found.exercise.id == RISING and RISING in view.situation.first
    return MEASURED if is_measured else FROM_KIND[found.strand.kind]


def _how_far(found: Candidate, record: ExerciseRecord, view: DayPicture) -> str:
    """Return how many good sessions are left before the next dose, and which dose that is."""
    exercise, doses = found.exercise, view.ladders[found.exercise.id]
    step = min(record.step, len(doses) - 1)
    if found.is_owed:
        return EACH_TIME
    if found.change.change is LadderMove.FULL and found.dose == found.change.dose:
        return _at_full(found, is_last=found.dose == doses[-1])
    if found.dose != doses[step]:
        return LESS.get(found.strand.kind, FROM_KIND[found.strand.kind])
    then = short_dose(doses[step + 1], exercise)
    left = good_left(exercise, doses, record)
    free = max((day + WEEK for day in record.promotions), default=view.setting.day)
    if found.strand.kind is StrandKind.WALK and free > view.setting.day and left < MANY:
        return WALK_ON.format(next=then, day=f"{free:%A}")
    if not left:
        return READY.format(next=then)
    return ONCE_MORE.format(next=then) if left == 1 else MORE.format(count=_COUNTED[left], next=then)


def _at_full(found: Candidate, *, is_last: bool) -> str:
    """Return the word for a dose that is the last of its ladder, or of its share in upkeep."""
    if found.strand.kind is StrandKind.NERVE:
        return FROM_KIND[StrandKind.NERVE]
    return FULL if is_last else UPKEEP


def _before(found: Candidate, view: DayPicture) -> Exercise | None:
    """Return what was trained on the path before an exercise that comes in."""
    stage = found.strand.stage_of(found.exercise.id) or 0
    earlier = [row for each in found.strand.stages[:stage] if not each.skill for row in each.rows]
    known = [row for row in earlier if row in view.setting.records]
    return view.catalogue.by_id[known[-1]] if known else None


def left_out(view: DayPicture, day: Iterable[Candidate], shut: Mapping[str, str]) -> dict[str, str]:
    """Return why each other exercise is not in the plan, those that a person would look for first.

    `shut` says why wishes of the day found no place. First one of each strand that has nothing today,
    then what comes next on each path, then the rest; the drills of a direction that nobody has tested,
    and what is only there by choice, stand last.
    """
    programme = view.catalogue.programme
    strands = sorted(programme.strand, key=lambda strand: strand.kind is StrandKind.DIRECTION)
    today: dict[str, list[str]] = {}
    for found in day:
        today.setdefault(found.strand.id, []).append(found.exercise.name)
    paths = [on_path(strand, view) for strand in programme.strand]
    follows = {path.next: path.rows[-1:] for path in paths if path.next is not None}
    firsts: dict[str, str] = {}
    for name in shut:
        strand = programme.strand_of(name)
        if strand is not None and strand.id not in today:
            firsts.setdefault(strand.id, name)
    rows = (name for strand in strands for name in strand.all_rows)
    order = (*firsts.values(), *follows, *shut, *rows, *(row.id for row in view.catalogue.exercises))
    there = {found.exercise.id for found in day}
    known = view.catalogue.by_id.keys() - there
    return {
        name: _why_not(name, view, shut, follows, today) for name in dict.fromkeys(order) if name in known
    }


def _why_not(
    name: str,
    view: DayPicture,
    shut: Mapping[str, str],
    follows: Mapping[str, Sequence[Exercise]],
    today: Mapping[str, Sequence[str]],
) -> str:
    """Return why a row is not in the plan: a rule, its path, what shut it out, or its strand's turn."""
    strand = view.catalogue.programme.strand_of(name)
    if name in view.refused or name in view.record.done_today:
        return view.refused[name].because if name in view.refused else DONE_TODAY
    if strand is None:
        return BY_CHOICE
    if name in follows and name not in shut:
        return COMES_NEXT.format(here=follows[name][0].name) if follows[name] else BEGINS
    why = shut.get(name, NO_ROOM)
    if strand.id in today and why in (NO_ROOM, ENOUGH_ROWS):
        return f"{strand.name}: today it is {today[strand.id][0]}."
    return _no_room(strand, view) if why == NO_ROOM else why.format(id=strand.id)


def _no_room(strand: Strand, view: DayPicture) -> str:
    trains = is_training_day(view)
    if not trains and strand.kind is StrandKind.STRENGTH:
        return NOT_TODAY
    if trains and strand.id in TURNS:
        return ITS_TURN
    if trains and strand.kind is not StrandKind.STRENGTH:
        return STRENGTH_FIRST
    return NO_ROOM.format(id=strand.id)
