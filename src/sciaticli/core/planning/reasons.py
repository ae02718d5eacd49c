"""Why an exercise is in the plan, and why another one is not: one sentence that a person would say."""

from collections.abc import Iterable

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import Change, good_left
from sciaticli.core.course.exercise_record import WEEK, ExerciseRecord
from sciaticli.core.planning.candidates import Candidate
from sciaticli.core.planning.day_order import is_training_day
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.planning.path import on_path
from sciaticli.core.rules.person_today import is_drill

FROM_CHANGE = {
    Change.MEASURED: "you can do more now than at the start, so it meets you there.",
    Change.BACK_UP: "you are on the way back, so it goes up one step.",
    Change.DOWN: "twice there were no two more left in it, so one step back.",
    Change.EASED: "it was too much a short while ago, so it stays smaller for two sessions.",
    Change.GAP: "it has been a while, so it starts again gently.",
    Change.RETEST: "it once moved the pain down, so it starts again very small.",
    Change.FLARE: "in a flare it stays small.",
    Change.EASY_WEEK: "an easy week, so one set fewer.",
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
    StrandKind.CHOICE: "a change that many like.",
}
COUNTS = frozenset({StrandKind.STRENGTH, StrandKind.BALANCE, StrandKind.NERVE, StrandKind.WALK})
"""Strands that say how far it is to the next dose; the others say what they are for."""
NEW = "new for you, so it starts small."
JOINS = "{before} went well, so this comes in."
FULL = "at its full dose; it keeps what you have gained."
READY = "{next} is earned, and comes as soon as there is room for it."
ONCE_MORE = "once more like this, then {next}."
MORE = "{count} more good sessions, then {next}."
EACH_TIME = "a little each time, so that rising and standing stay easy."
REST_OF_IT = "the rest of the day's walking, kept short."
WALK_ON = "a little more each week; {next} from {day} on."
DONE_TODAY = "You have done it today."
ENOUGH_NEW = "New for you. There are enough new ones today."
NO_ROOM = "No room for it today. It comes first with: sciaticli today --more {id}"
ITS_TURN = "No room for it today. Its turn is on the next training day."
STRENGTH_FIRST = "Strength comes first today. There is more room on the days between."
COMES_NEXT = "Next on this path, after {here}."
BEGINS = "It comes once there is room for one more."
BY_CHOICE = "A programme can do without it. It is there if you like it."
NOT_TODAY = "Not today: strength comes every other day."
TURNS = frozenset({"trunk", "side", "foot", "balance"})


_COUNTED = {2: "two", 3: "three"}
MANY = 3


def because(found: Candidate, view: DayPicture) -> str:
    """Return why a candidate is in today's plan, in the words of its strand."""
    return f"{found.strand.name}: {_why(found, view)}"


def _why(found: Candidate, view: DayPicture) -> str:
    record = view.setting.records.get(found.exercise.id)
    is_cut = found.dose != found.change.dose
    if found.change.change is Change.UP and record is not None and not is_cut:
        doses = view.ladders[found.exercise.id]
        old, new = (short_dose(dose, found.exercise) for dose in (doses[record.step], found.dose))
        return f"{old} went well {_times(record.good_run)}, so {new}."
    if found.change.change in FROM_CHANGE:
        return FROM_CHANGE[found.change.change]
    if found.exercise.id not in view.times and view.times:
        before = _before(found, view)
        return JOINS.format(before=before.name) if before else NEW
    if found.strand.kind is StrandKind.DIRECTION and not is_drill(found.exercise, view.setting.preference):
        return FROM_KIND[StrandKind.CALM]
    if record is not None and found.strand.kind in COUNTS:
        return _how_far(found, record, view)
    return FROM_KIND[found.strand.kind]


def _how_far(found: Candidate, record: ExerciseRecord, view: DayPicture) -> str:
    """Return how many good sessions are left before the next dose, and which dose that is."""
    exercise, doses = found.exercise, view.ladders[found.exercise.id]
    step = min(record.step, len(doses) - 1)
    if found.is_owed:
        return EACH_TIME
    if found.dose != doses[step]:
        return REST_OF_IT if found.strand.kind is StrandKind.WALK else FROM_KIND[found.strand.kind]
    if step + 1 == len(doses):
        return FROM_KIND[found.strand.kind] if found.strand.kind is StrandKind.NERVE else FULL
    then = short_dose(doses[step + 1], exercise)
    left = good_left(exercise, doses, record)
    free = max((day + WEEK for day in record.promotions), default=view.setting.day)
    if found.strand.kind is StrandKind.WALK and free > view.setting.day and left < MANY:
        return WALK_ON.format(next=then, day=f"{free:%A}")
    if not left:
        return READY.format(next=then)
    return ONCE_MORE.format(next=then) if left == 1 else MORE.format(count=_COUNTED[left], next=then)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _before(found: Candidate, view: DayPicture) -> Exercise | None:
    """Return what was trained on the path before an exercise that comes in."""
    stage = found.strand.stage_of(found.exercise.id)
    earlier = found.strand.stages[:stage] if stage else ()
    known = [row for each in earlier if not each.skill for row in each.rows if row in view.setting.records]
    return view.catalogue.by_id[known[-1]] if known else None


def left_out(
    view: DayPicture, chosen: Iterable[Candidate], wishes: Iterable[Candidate], new_left: int
) -> dict[str, str]:
    """Return why each other exercise is not in the plan, those that a person would look for first.

    First one of each strand that found no room, then what comes next on each path, then the rest; the
    drills of a direction that nobody has tested, and what is only there by choice, stand last.
    """
    chosen = list(chosen)
    there = {found.exercise.id for found in chosen}
    wished = [found for found in wishes if found.exercise.id not in there]
    new_left -= sum(found.is_new for found in chosen if not found.card)
    out: dict[str, str] = {}
    for found in _one_of_each_strand(wished, chosen):
        enough = found.is_new and new_left <= 0
        out[found.exercise.id] = ENOUGH_NEW if enough else _no_room(found.strand, view)
    programme = view.catalogue.programme
    for strand in programme.strand:
        path = on_path(strand, view)
        if path.next is not None and path.next not in there:
            out.setdefault(path.next, _comes_next(path.next, path.rows, view))
    for found in wished:
        enough = found.is_new and new_left <= 0
        why = ENOUGH_NEW if enough else _not_now(found.strand, found.exercise.id, chosen, view)
        out.setdefault(found.exercise.id, why)
    for strand in sorted(programme.strand, key=lambda one: one.kind is StrandKind.DIRECTION):
        for name in strand.all_rows:
            if name in view.catalogue.by_id:
                out.setdefault(name, _not_now(strand, name, chosen, view))
    for row in view.catalogue.exercises:
        refused = view.refused.get(row.id)
        out.setdefault(row.id, refused.because if refused else BY_CHOICE)
    return {name: why for name, why in out.items() if name not in there}


def _one_of_each_strand(wished: list[Candidate], chosen: list[Candidate]) -> list[Candidate]:
    """Return the first wish of each strand that has nothing today."""
    firsts: dict[str, Candidate] = {}
    for found in wished:
        firsts.setdefault(found.strand.id, found)
    return [found for name, found in firsts.items() if name not in {one.strand.id for one in chosen}]


def _no_room(strand: Strand, view: DayPicture) -> str:
    trains = is_training_day(view)
    if trains and strand.id in TURNS:
        return ITS_TURN
    if trains and strand.kind is not StrandKind.STRENGTH:
        return STRENGTH_FIRST
    return NO_ROOM.format(id=strand.id)


def _comes_next(name: str, here: tuple[Exercise, ...], view: DayPicture) -> str:
    """Return what opens the next exercise of a path: a rule, or the one before it."""
    refused = view.refused.get(name)
    if refused is not None:
        return refused.because
    return COMES_NEXT.format(here=here[-1].name) if here else BEGINS


def _not_now(strand: Strand, name: str, chosen: Iterable[Candidate], view: DayPicture) -> str:
    if why := view.refused.get(name):
        return why.because
    if name in view.done_today:
        return DONE_TODAY
    here = [found.exercise.name for found in chosen if found.strand.id == strand.id]
    if here:
        return f"{strand.name}: today it is {here[0]}."
    if strand.kind is StrandKind.STRENGTH and not is_training_day(view):
        return NOT_TODAY
    return _no_room(strand, view)


def short_dose(dose: Dose, exercise: Exercise) -> str:
    """Return a dose in a few signs: "2 x 10", "10 times", "3 minutes", "2 x 30 s"."""
    if exercise.kind is Kind.CONTINUOUS:
        time = _time(dose.hold_s)
        return time if dose.sets == 1 else f"{dose.sets} x {time}"
    side = " a side" if exercise.laterality is not Laterality.BOTH else ""
    reps = dose.reps if isinstance(dose.reps, int) else "-".join(map(str, dose.reps))
    held = f" x {dose.hold_s} s" if dose.hold_s else ""
    if dose.sets == 1 and not held:
        return f"{reps} times{side}"
    if held and 1 in (dose.sets, dose.reps):
        return f"{dose.total_reps}{held}{side}"
    return f"{dose.sets} x {reps}{held}{side}"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min" if not rest else f"{minutes}:{rest:02d} min"
