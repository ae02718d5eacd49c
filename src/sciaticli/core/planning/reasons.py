"""Why an exercise is in the plan, and why another one is not: one sentence that a person would say."""

from collections.abc import Iterable

from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.dose_ladder import Change
from sciaticli.core.planning.candidates import Candidate
from sciaticli.core.planning.day_picture import DayPicture
from sciaticli.core.rules.person_today import is_drill

FROM_CHANGE = {
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
    StrandKind.STRENGTH: "kept until it has gone well twice.",
    StrandKind.BALANCE: "a little, often, keeps you steady.",
    StrandKind.MOBILITY: "it warms up your back and hips.",
    StrandKind.STRETCH: "a gentle stretch, held at ease.",
    StrandKind.WALK: "moving at an easy pace is good for your back.",
    StrandKind.CHOICE: "a change that many like.",
}
NEW = "new for you, so it starts small."
JOINS = "{before} has gone well, so {after} comes in."
FULL = "at its full dose; it keeps what you have gained."
DONE_TODAY = "You have done it today."
ENOUGH_NEW = "New for you. There are enough new ones today."
NO_TIME = "It does not fit into the time you have."
BY_CHOICE = "A programme can do without it. It is there if you like it."
NOT_TODAY = "Not today: strength comes every other day."


def because(found: Candidate, view: DayPicture) -> str:
    """Return why a candidate is in today's plan, in the words of its strand."""
    return f"{found.strand.name}: {_why(found, view)}"


def _why(found: Candidate, view: DayPicture) -> str:
    record = view.setting.records.get(found.exercise.id)
    if found.change.change is Change.UP and record is not None:
        doses = view.ladders[found.exercise.id]
        old, new = (short_dose(dose, found.exercise) for dose in (doses[record.step], found.dose))
        return f"{old} went well {_times(record.good_run)}, so {new}."
    if found.change.change in FROM_CHANGE:
        return FROM_CHANGE[found.change.change]
    if found.exercise.id not in view.times and view.times:
        before = _before(found, view)
        return JOINS.format(before=before.name, after=found.exercise.name) if before else NEW
    if found.change.change is Change.FULL and found.strand.kind is StrandKind.STRENGTH:
        return FULL
    if found.strand.kind is StrandKind.DIRECTION and not is_drill(found.exercise, view.setting.preference):
        return FROM_KIND[StrandKind.CALM]
    return FROM_KIND[found.strand.kind]


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
    """Return why each other exercise is not in the plan, those that a person would expect first."""
    chosen = list(chosen)
    wished = [found for found in wishes if found not in chosen]
    out: dict[str, str] = {}
    new_left -= sum(found.is_new for found in chosen if not found.card)
    for found in wished:
        enough = found.is_new and new_left <= 0
        out[found.exercise.id] = ENOUGH_NEW if enough else NO_TIME
    programme = view.catalogue.programme
    for strand in programme.strand:
        for name in strand.all_rows:
            if name not in out and name in view.catalogue.by_id:
                out[name] = _not_now(strand, name, chosen, view)
    for row in view.catalogue.exercises:
        if row.id not in out:
            refused = view.refused.get(row.id)
            out[row.id] = refused.because if refused else BY_CHOICE
    return out


def _not_now(strand: Strand, name: str, chosen: Iterable[Candidate], view: DayPicture) -> str:
    if why := view.refused.get(name):
        return why.because
    if name in view.done_today:
        return DONE_TODAY
    here = [found.exercise.name for found in chosen if found.strand.id == strand.id]
    if here:
        return f"{strand.name}: today it is {here[0]}."
    return NOT_TODAY if strand.kind is StrandKind.STRENGTH else NO_TIME


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
    return f"{dose.sets} x {reps}{held}{side}"


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min" if not rest else f"{minutes}:{rest:02d} min"
