"""The order of a day: which strands come, and which exercise each of them brings.

What does not fit into the minutes is dropped from the end; legs and back stand on every training day.
"""

from collections.abc import Iterable, Iterator

from sciaticli.core.catalogue.dose_sums import is_off_clock
from sciaticli.core.catalogue.exercise import Condition, Exercise, NerveTension
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.direction import DRILLS
from sciaticli.core.course.limits import EASY_LEG
from sciaticli.core.course.training import OBLIGED, is_due
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.day_picture import LIKED, DayPicture
from sciaticli.core.planning.path import LEARNT, in_turn, on_path

SHORT, LONG = 12, 25
STILL_SPEAKS_DAYS = 14
FIRST_DAYS = 2
CALM_MOBILITY, MOBILITY, STRETCHES = 3, 3, 4
AT_EASE_S = 300
"""From this start dose on a calm row is a position to lie in, and not a drill of breath (our choice)."""
Wish = tuple[Strand, Exercise]
BESIDE = Strand(
    id="beside", name="Extra", kind=StrandKind.CHOICE, about="By choice.", sources=("our_choice",)
)


def is_training_day(view: DayPicture) -> bool:
    """Return whether strength is planned today."""
    setting, record = view.setting, view.record
    barred = setting.light or setting.worse or setting.mode is not PlanMode.NORMAL or record.done_today
    return not barred and setting.phase is not Phase.CALM and is_due(record.training, setting.day)


def asks_for_start(view: DayPicture) -> bool:
    """Return whether to ask what the person can do: on the first two training days, and in an easy week.

    On two, because who skips it on the very first day is asked once more. Not before a surgeon agrees.
    """
    gate = view.setting.gate
    is_time = view.situation.easy_week or len(view.record.training) <= 1
    may_try = not view.setting.conditions.uncleared(Condition.RECENT_SURGERY)
    return gate is not None and gate <= EASY_LEG and is_time and may_try and is_training_day(view)


def day_order(view: DayPicture) -> list[Wish]:
    """Return what the day would hold, the most needed first, each exercise once.

    What is asked for comes first, and what is not wanted today stays away: its place is kept.
    """
    setting = view.setting
    if setting.phase is Phase.CALM or setting.light or setting.mode is PlanMode.FLARE:
        wishes = _calm_day(view)
    elif view.record.done_today:
        wishes = [*direction_today(view), *_rows("mobility", view, 1)]
    elif is_training_day(view):
        wishes = _training_day(view)
    else:
        wishes = _day_between(view)
    wishes = [*_asked_for(view), *wishes]
    return list(_once([wish for wish in wishes if wish[0].id not in view.request.without], view))


def direction_today(view: DayPicture) -> list[Wish]:
    """Return the drill of an active label, the first of its direction that is let in."""
    label = view.setting.preference.label
    return _named("direction", DRILLS[label], view)[:1] if label in DRILLS else []


def is_only_owed(strand: Strand, row: Exercise, view: DayPicture) -> bool:
    """Return whether a row comes because it is owed in each session, and not because it is its turn."""
    if not view.obliged:
        return False
    if not is_training_day(view):
        return row.id in OBLIGED
    later = turns_today(view)[1][1]
    return strand.id == later or (row.id in OBLIGED and row not in on_path(strand, view).rows)


def _asked_for(view: DayPicture) -> list[Wish]:
    """Return all that the strand asked for could give today; strength still waits for its day."""
    strand = view.catalogue.programme.find(view.request.more or "")
    if strand is None or (strand.kind is StrandKind.STRENGTH and not is_training_day(view)):
        return []
    return _paths(view, strand.id) if strand.stages else _rows(strand.id, view, STRETCHES)


def _calm_day(view: DayPicture) -> list[Wish]:
    """In a flare a position of ease comes before the rest: pumps and breathing alone are no first aid."""
    skills = [wish for wish in _paths(view, "trunk") if wish[1].level == 1]
    gentle = [*direction_today(view), *_rows("mobility", view, CALM_MOBILITY)]
    calm = _rows("calm", view, 2)
    if view.setting.mode is PlanMode.FLARE:
        calm = [*_at_ease(view), *sorted(calm, key=lambda wish: not wish[1].is_rest)]
    return [*gentle, *calm, *skills]


def _at_ease(view: DayPicture) -> list[Wish]:
    """Return the position to lie in that the person has the place for, the most liked first."""
    strand = view.catalogue.programme.find("calm")
    if strand is None:
        return []
    rows = [row for row in in_turn(strand, view) if row.is_rest and row.dose_start.hold_s >= AT_EASE_S]
    return [(strand, row) for row in rows[:1]]


def _training_day(view: DayPicture) -> list[Wish]:
    """Begin with what leads to a wish; legs and back each time, the rest by turns; under 12 minutes all."""
    number = view.record.training_days
    sides, stands = turns_today(view)
    owed = _obliged(view)
    if view.minutes < SHORT:
        main = ("legs", "back") if number % 2 == 0 else ("back", "legs")
        by_turns = _paths(view, main[0], sides[0], stands[0], main[1], sides[1], stands[1])
        return [*owed, *direction_today(view), *_nerve(view), *by_turns]
    turns = (sides[0], stands[0], sides[1], stands[1])[: 2 if number < FIRST_DAYS else 4]
    towards = [] if number < FIRST_DAYS else [each.goal.strand for each in view.wanted if not each.is_well]
    stretches, mobility = _rows("stretch", view, 3), _rows("mobility", view, MOBILITY)
    warm_up = [] if view.obliged else mobility[:1]  # what is owed warms up as well
    return [
        *owed[:1],
        *direction_today(view),
        *_paths(view, *towards[:1], "legs", "back"),
        *owed[1:],
        *warm_up,
        *_nerve(view),
        *_paths(view, *turns),
        *stretches[:1],
        *mobility[:2],
        *stretches[1:],
        *mobility[2:],
        *_choice(view),
    ]


def _day_between(view: DayPicture) -> list[Wish]:
    mobility, stretches = _rows("mobility", view, MOBILITY), _rows("stretch", view, STRETCHES)
    steps = [] if view.minutes < LONG else _named("walk", ("march_in_place", "stationary_cycle"), view)
    return [
        *_obliged(view),
        *direction_today(view),
        *_nerve(view),
        *mobility[:2],
        *_paths(view, "balance"),
        *stretches[:2],
        *_choice(view),
        *steps[:1],
        *stretches[2:],
        *mobility[2:],
        *_choice(view, 4),
    ]


def turns_today(view: DayPicture) -> tuple[list[str], list[str]]:
    """Return trunk and side, and foot and balance, the one first whose turn it is.

    Whose balance row comes each time meets each of the first pair with its long dose, and not one alone.
    """
    number = view.record.training_days
    other = number // 2 if view.obliged else number
    return sorted(("trunk", "side"), reverse=not number % 2), sorted(
        ("foot", "balance"), reverse=not other % 2
    )


def _nerve(view: DayPicture) -> list[Wish]:
    """Return the slider while the leg still speaks, and two weeks after; it yields to a drill that eases."""
    setting = view.setting
    if direction_today(view) or (view.minutes < SHORT and not setting.gate):
        return []
    speaks = any(log.leg for day, log in view.logs.items() if (setting.day - day).days <= STILL_SPEAKS_DAYS)
    rows = _paths(view, "nerve")
    return rows[-1:] if speaks or any(row.nerve_tension is NerveTension.TENSIONER for _, row in rows) else []


def _obliged(view: DayPicture) -> list[Wish]:
    """Rising, heel raises and a balance row in each session, for those who need them."""
    if not view.obliged:
        return []
    rising = [*_named("legs", OBLIGED, view), *_named("foot", OBLIGED, view)]
    return [*rising, *_paths(view, "balance")[-1:]]


def _paths(view: DayPicture, *names: str) -> list[Wish]:
    """Return what each strand trains today, in its order."""
    strands = [strand for name in names if (strand := view.catalogue.programme.find(name))]
    return [(strand, row) for strand in strands for row in on_path(strand, view).rows]


def _named(name: str, rows: Iterable[str], view: DayPicture) -> list[Wish]:
    """Return these rows of a strand."""
    strand = view.catalogue.programme.find(name)
    return [(strand, row) for row in view.let_in(rows) if row.id in strand.all_rows] if strand else []


def _rows(name: str, view: DayPicture, count: int) -> list[Wish]:
    """Return rows of a strand without a path, those that have the place today."""
    strand = view.catalogue.programme.find(name)
    if strand is None:
        return []
    kept: list[Exercise] = []
    for row in in_turn(strand, view):
        if len(kept) < count and not _is_retired(row.id, view) and not _clashes(row, kept, view):
            kept.append(row)
    return [(strand, row) for row in kept]


def _is_retired(row: str, view: DayPicture) -> bool:
    calm = view.setting.phase is Phase.CALM
    return not calm and row in view.catalogue.programme.retires and view.record.times.get(row, 0) >= LEARNT


def _choice(view: DayPicture, count: int = 1) -> list[Wish]:
    """Return what the person likes of the rows beside the programme, then of the strand of choice."""
    rows = view.let_in(view.catalogue.programme.by_choice)
    liked = [(BESIDE, row) for row in rows if view.liking(row) == LIKED and not is_off_clock(row, 0)]
    return [*liked, *_rows("choice", view, count)][:count]


def _clashes(row: Exercise, kept: Iterable[Exercise], view: DayPicture) -> bool:
    """Return whether a row is another form of one that is kept, or pulls where nothing may pull."""
    programme = view.catalogue.programme
    names = {found.id for found in kept}
    if any(row.id in group and names & {*group} - {row.id} for group in programme.same_movement):
        return True
    sore = view.setting.gate is None or view.setting.gate > 0
    return row.id in programme.hamstring and (sore or bool(names & {*programme.hamstring}))


def _once(wishes: Iterable[Wish], view: DayPicture) -> Iterator[Wish]:
    """Yield each exercise once, no two forms of one movement, and no two ends of the back's range."""
    kept: list[Exercise] = []
    for strand, row in wishes:
        often = row.is_rest or strand.kind is StrandKind.DIRECTION
        done = row.id in view.record.done_today and not often
        if row in kept or done or row.bends_both_ways(kept) or _clashes(row, kept, view):
            continue
        kept.append(row)
        yield strand, row
