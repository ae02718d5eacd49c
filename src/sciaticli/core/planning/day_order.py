"""The order of a day: which strands come, and which exercise each of them brings.

What does not fit into the minutes is dropped from the end; legs and back stand on every training day.
"""

from collections.abc import Iterable, Iterator

from sciaticli.core.catalogue.exercise import Exercise, Kind, NerveTension, Region
from sciaticli.core.catalogue.strand import Strand, StrandKind
from sciaticli.core.course.direction import DRILLS
from sciaticli.core.course.measured_start import EASY_LEG
from sciaticli.core.plan import Phase, PlanMode
from sciaticli.core.planning.day_picture import LIKED, DayPicture
from sciaticli.core.planning.path import LEARNT, on_path
from sciaticli.core.planning.session_template import is_card
from sciaticli.core.planning.training_days import OBLIGED, is_due

SHORT = 12
LONG = 25
STILL_SPEAKS_DAYS = 14
CALM_MOBILITY = 3
FIRST_DAYS = 2
OTHER_STRETCHES = 4
Wish = tuple[Strand, Exercise]
BESIDE = Strand(
    id="beside", name="Beside", kind=StrandKind.CHOICE, about="By choice.", sources=("our_choice",)
)


def is_training_day(view: DayPicture) -> bool:
    """Return whether strength is planned today."""
    setting = view.setting
    barred = setting.light or setting.worse or setting.mode is not PlanMode.NORMAL or bool(view.done_today)
    return not barred and setting.phase is not Phase.CALM and is_due(view.training, setting.day)


def asks_for_start(view: DayPicture) -> bool:
    """Return whether to ask what the person can do: on the first training day, and in an easy week."""
    gate = view.setting.gate
    is_time = view.situation.easy_week or not view.training
    return gate is not None and gate <= EASY_LEG and is_time and is_training_day(view)


def day_order(view: DayPicture) -> list[Wish]:
    """Return what the day would hold, the most needed first, each exercise once."""
    setting = view.setting
    if setting.phase is Phase.CALM or setting.light or setting.mode is PlanMode.FLARE:
        wishes = _calm_day(view)
    elif view.done_today:
        wishes = [*direction_today(view), *_rows("mobility", view, 1)]
    elif is_training_day(view):
        wishes = _training_day(view)
    else:
        wishes = _day_between(view)
    return list(_once(_steered(wishes, view), view))


def _steered(wishes: list[Wish], view: DayPicture) -> list[Wish]:
    """Put the strand asked for first, and leave out those not wanted today; their places are kept."""
    wanted = [] if view.more is None else _asked_for(view.more, view)
    return [wish for wish in (*wanted, *wishes) if wish[0].id not in view.without]


def _asked_for(name: str, view: DayPicture) -> list[Wish]:
    """Return all that a strand could give today; strength still waits for its day."""
    strand = view.catalogue.programme.find(name)
    if strand is None or (strand.kind is StrandKind.STRENGTH and not is_training_day(view)):
        return []
    return _paths(view, name) if strand.stages else _rows(name, view, OTHER_STRETCHES)


def _calm_day(view: DayPicture) -> list[Wish]:
    skills = [wish for wish in _paths(view, "trunk") if wish[1].level == 1]
    return [*direction_today(view), *_rows("mobility", view, CALM_MOBILITY), *_rows("calm", view, 2), *skills]


def _training_day(view: DayPicture) -> list[Wish]:
    """Begin with what leads to a wish; legs and back each time, the rest by turns; under 12 minutes all."""
    number = len(view.training)
    sides, stands = _turns(view)
    first = [*_obliged(view), *direction_today(view)]
    if view.minutes < SHORT:
        main = ("legs", "back") if number % 2 == 0 else ("back", "legs")
        return [
            *first,
            *_nerve(view),
            *_paths(view, main[0], sides[0], stands[0], main[1], sides[1], stands[1]),
        ]
    turns = (sides[0], stands[0]) if number < FIRST_DAYS else (sides[0], stands[0], sides[1], stands[1])
    stretches, mobility = _rows("stretch", view, 3), _rows("mobility", view, 3)
    warm_up = [] if view.obliged else mobility[:1]  # what is owed warms up as well
    return [
        *first,
        *_paths(view, *_towards(view), "legs", "back"),
        *warm_up,
        *_nerve(view),
        *_paths(view, *turns),
        *stretches[:1],
        *mobility[:2],
        *stretches[1:],
        *mobility[2:],
        *_choice(view),
    ]


def _towards(view: DayPicture) -> list[str]:
    """Return the path that leads to what the person most wants back, once the first days are done."""
    ahead = [each.goal.strand for each in view.wanted if not each.is_well]
    return ahead[:1] if len(view.training) >= FIRST_DAYS else []


def _turns(view: DayPicture) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return trunk and side, and foot and balance, the one first whose turn it is."""
    if len(view.training) % 2 == 0:
        return ("trunk", "side"), ("foot", "balance")
    return ("side", "trunk"), ("balance", "foot")


def is_only_owed(strand: Strand, row: Exercise, view: DayPicture) -> bool:
    """Return whether a row comes because it is owed in each session, and not because it is its turn."""
    if not view.obliged:
        return False
    if not is_training_day(view):
        return row.id in OBLIGED
    later = _turns(view)[1][1]
    return strand.id == later or (row.id in OBLIGED and row not in on_path(strand, view).rows)


def _day_between(view: DayPicture) -> list[Wish]:
    mobility, stretches = _rows("mobility", view, 3), _rows("stretch", view, OTHER_STRETCHES)
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


def direction_today(view: DayPicture) -> list[Wish]:
    """Return the drill of an active label, or the gentlest row of it that is let in."""
    label = view.setting.preference.label
    return _named("direction", DRILLS[label], view)[:1] if label in DRILLS else []


def _nerve(view: DayPicture) -> list[Wish]:
    """Return the slider while the leg still speaks, and two weeks after; it yields to a drill that eases."""
    setting = view.setting
    if direction_today(view) or (view.minutes < SHORT and not setting.gate):
        return []
    lately = [log.leg for day, log in view.logs.items() if (setting.day - day).days <= STILL_SPEAKS_DAYS]
    speaks = any(leg for leg in lately if leg is not None)
    rows = _paths(view, "nerve")
    tight = [wish for wish in rows if wish[1].nerve_tension is NerveTension.TENSIONER]
    return rows[-1:] if speaks or tight else []


def _obliged(view: DayPicture) -> list[Wish]:
    """Rising, heel raises and a balance row in each session, for those who need them."""
    if not view.obliged:
        return []
    rising = [*_named("legs", tuple(OBLIGED), view), *_named("foot", tuple(OBLIGED), view)]
    return [*rising, *_paths(view, "balance")[-1:]]


def _paths(view: DayPicture, *names: str) -> list[Wish]:
    """Return what each strand trains today, in its order."""
    strands = [strand for name in names if (strand := view.catalogue.programme.find(name))]
    return [(strand, row) for strand in strands for row in on_path(strand, view).rows]


def _named(name: str, rows: Iterable[str], view: DayPicture) -> list[Wish]:
    strand = view.catalogue.programme.find(name)
    if strand is None:
        return []
    wanted = [row for row in rows if row in strand.all_rows and view.is_let_in(row)]
    return [(strand, view.catalogue.by_id[row]) for row in wanted]


def _rows(name: str, view: DayPicture, count: int) -> list[Wish]:
    """Return rows of a strand without a path: what is known and liked first, then in the order written."""
    strand = view.catalogue.programme.find(name)
    if strand is None:
        return []
    let_in = [
        view.catalogue.by_id[row]
        for row in strand.all_rows
        if view.is_let_in(row) and not _is_retired(row, view)
    ]
    let_in.sort(key=lambda row: _likes(row, view))
    kept: list[Exercise] = []
    for row in let_in:
        if len(kept) < count and not _clashes(row, kept, view):
            kept.append(row)
    return [(strand, row) for row in kept]


def _is_retired(row: str, view: DayPicture) -> bool:
    calm = view.setting.phase is Phase.CALM
    return not calm and row in view.catalogue.programme.retires and view.times.get(row, 0) >= LEARNT


def _choice(view: DayPicture, count: int = 1) -> list[Wish]:
    """Return what the person likes of the rows beside the programme, then of the strand of choice."""
    rows = [view.catalogue.by_id[row] for row in view.catalogue.programme.by_choice if view.is_let_in(row)]
    liked = [(BESIDE, row) for row in rows if view.liking(row) == LIKED and not is_card(row, 0)]
    return [*liked, *_rows("choice", view, count)][:count]


def _likes(row: Exercise, view: DayPicture) -> tuple[int, bool]:
    """Return the sort key: more liked, known before new."""
    return -view.liking(row), row.id not in view.times


def _clashes(row: Exercise, kept: Iterable[Exercise], view: DayPicture) -> bool:
    """Return whether a row is another form of one that is kept, or pulls where nothing may pull."""
    programme = view.catalogue.programme
    names = {found.id for found in kept}
    if any(row.id in group and names & set(group) - {row.id} for group in programme.same_movement):
        return True
    if row.id not in programme.hamstring:
        return False
    sore = view.setting.gate is None or view.setting.gate > 0
    return sore or bool(names & set(programme.hamstring))


def _once(wishes: Iterable[Wish], view: DayPicture) -> Iterator[Wish]:
    """Yield each exercise once, no two forms of one movement, and no two ends of the back's range."""
    kept: list[Exercise] = []
    for strand, row in wishes:
        ends = {end for found in kept for end in found.end_range}
        opposes = bool(ends) and bool(row.end_range) and len(ends | set(row.end_range)) > 1
        comfort = row.region is Region.REST and row.kind is Kind.CONTINUOUS
        often = comfort or strand.kind is StrandKind.DIRECTION
        done = row.id in view.done_today and not often
        if row in kept or opposes or done or _clashes(row, kept, view):
            continue
        kept.append(row)
        yield strand, row
