"""The programme on the page: its paths, the direction and its tests, rounds and flare-ups, as tables."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sciaticli.core.catalogue.dose_text import dose_text, short_dose
from sciaticli.core.catalogue.exercise import Exercise
from sciaticli.core.course.direction import Label, Sureness
from sciaticli.core.plan import Phase, Rounds
from sciaticli.core.progress.between_sessions import BetweenSessions, FirstAid
from sciaticli.core.progress.direction_course import DirectionCourse, MoveTested, TestDone
from sciaticli.core.progress.flare_course import FlareCourse
from sciaticli.core.progress.programme_course import DoseOn, PathCourse, PhaseSpan, ProgrammeCourse, Trained
from sciaticli.core.progress.responses import ExerciseResponse
from sciaticli.core.progress.rounds_asked import RoundsAsked
from sciaticli.core.progress.sentences import day_words, exercise_name, span_words
from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.core.record.entries import Distal
from sciaticli.report.parts import Card, Cell, Table

PHASES, OTHERS, TESTS, MOVES, FLARES, SORE_ROWS = 4, 3, 3, 4, 3, 3
NOT_KNOWN = "not known"
UNCOUNTED = "None yet: a test counts once it was finished and the morning after it is known."

PATTERNS = {
    Label.EXTENSION: "extension (bending back)",
    Label.FLEXION: "flexion (bending forward)",
    Label.LATERAL: "lateral (side glide)",
    Label.EITHER: "extension and flexion alike",
    Label.NEUTRAL: "no direction was better",
    Label.NONE_IRRITABLE: "worse in every direction",
}

SHORT = {
    Label.EXTENSION: "extension",
    Label.FLEXION: "flexion",
    Label.LATERAL: "side glide",
    Label.EITHER: "either",
    Label.NEUTRAL: "none better",
    Label.NONE_IRRITABLE: "all worse",
}
SURENESS = {
    Sureness.CLINICIAN: "set by a clinician",
    Sureness.ACTIVE: "by self-test, in use",
    Sureness.PENDING: "one self-test so far",
    Sureness.EXPIRED: "by self-test, run out",
    Sureness.NONE: "not tested",
}


class ExerciseNames:
    """Exercises by id, for their names and doses; an id that the catalogue lacks is shown as words."""

    def __init__(self, names: Mapping[str, str], exercises: Mapping[str, Exercise]) -> None:
        self._names = names
        self._exercises = exercises

    def name(self, exercise: str) -> str:
        """Return the name of an exercise."""
        return self._names.get(exercise) or exercise_name(exercise)

    def dose(self, exercise: str, told: DoseOn) -> str:
        """Return a dose as a physiotherapist writes it, and that it was eased."""
        row = self._exercises.get(exercise)
        words = dose_text(told.dose).partition(", rest")[0] if row is None else short_dose(told.dose, row)
        return f"{words} (sore day)" if told.eased else words


def path_table(course: ProgrammeCourse, names: ExerciseNames) -> Table:
    """Return a row for each strand that leads on: what stands there, dose then and now, how the leg was."""
    heads = ("Strand", "Exercise now", "First dose → latest", "In full", "Leg better, same, worse")
    rows = tuple(_path_cells(path, names) for path in course.paths if path.leads_on)
    return Table(heads, rows, numbers=(3,))


def programme_lines(
    course: ProgrammeCourse,
    between: BetweenSessions,
    routines: Mapping[str, str],
    names: ExerciseNames,
) -> Iterator[str]:
    """Yield what the table does not hold: phases, lists, first aid, what sent the leg down."""
    if course.phases:
        yield _phases(course.phases)
    for routine, times in course.routines:
        title = routines.get(routine, exercise_name(routine))
        yield f"Prescribed list “{title}”: {_times(times, 'session')}."
    if between.first_aid:
        yield f"First aid when it hurt: {_first_aid(between.first_aid)}."
    sore = sorted(_sore(course), key=lambda answers: -answers.worse - answers.lower)
    if sore:
        told = "; ".join(_sore_words(answers, names) for answers in sore[:SORE_ROWS])
        yield f"Leg worse or further down after: {told}.{_more(len(sore) - SORE_ROWS)}"
    besides = [f"{path.name}: {_listed(path.trained, names)}" for path in course.paths if not path.leads_on]
    if besides:
        yield f"{'. '.join(besides)}."
    if course.beside:
        yield f"Done beside the programme: {_listed(course.beside, names)}."


def rounds_line(between: BetweenSessions, asked: RoundsAsked, now: Rounds | None) -> str | None:
    """Return the rounds written down, those of the drill that were asked for, and how many there are now."""
    if not (between.rounds or asked.rounds or now):
        return None
    days = f" on {_times(between.round_days, 'day')}" if between.rounds else ""
    parts = [f"Rounds, a minute or two each: {between.rounds or 'none'} written down{days}"]
    if asked.rounds:
        drill = f"{asked.rounds} of the drill asked for on {_times(asked.days, 'day')}"
        parts.append(f"{drill} (how many a day is our choice)")
    if now is not None:
        parts.append(f"now {now.a_day} a day of {now.item.exercise.name}")
    return f"{'; '.join(parts)}."


def direction_card(course: DirectionCourse) -> Card:
    """Return the direction in a word or two, and how sure it is."""
    standing = course.standing
    said = standing.label or standing.last
    return Card("Direction", SHORT[said] if said else NOT_KNOWN, SURENESS[standing.standing])


def direction_words(course: DirectionCourse) -> str:
    """Return what the direction is and how sure, for somebody who may want to test it again."""
    standing = course.standing
    pattern = PATTERNS.get(standing.label or standing.last or Label.NEUTRAL, "")
    since = f" on {day_words(standing.since)}" if standing.since else ""
    match standing.standing:
        case Sureness.CLINICIAN:
            return f"Set by a clinician: {pattern}. The drill follows it."
        case Sureness.ACTIVE:
            return f"By self-test: {pattern}, last confirmed{since}. The drill follows it."
        case Sureness.PENDING:
            return f"Tested once{since}; two tests within a week have to agree before it counts."
        case Sureness.EXPIRED if standing.last is not None:
            return f"By self-test: {pattern}, confirmed{since}, now run out; a new test is asked for."
        case Sureness.EXPIRED:
            return "Earlier tests did not agree and have run out; a new test is asked for."
        case Sureness.NONE:
            return UNCOUNTED if course.tests else "No direction test is on record."


def direction_table(course: DirectionCourse, names: ExerciseNames) -> Table | None:
    """Return the last tests, a row a test and a column a movement; None without one."""
    tests = course.tests[-TESTS:]
    moves = tuple(dict.fromkeys(move.exercise for test in tests for move in test.moves))[:MOVES]
    heads = ("Self-test", *map(names.name, moves))
    return Table(heads, tuple(_test_cells(test, moves) for test in tests)) if tests else None


def earlier_tests(course: DirectionCourse) -> str | None:
    """Return what the tests before those of the table were taken to say."""
    older = course.tests[:-TESTS]
    told = ", ".join(f"{day_words(test.day)} {_result(test)}" for test in older[-TESTS:])
    return f"Before: {told}.{_more(len(older) - TESTS)}" if older else None


def flare_table(flares: Sequence[FlareCourse]) -> Table | None:
    """Return the last flare-ups; None without one."""
    heads = ("Flare-up", "Days", "Worst leg pain", "Sessions", "First aid, and the leg after", "Also done")
    rows = tuple(
        (
            Cell(span_words(each.flare)),
            Cell(str(each.days)),
            Cell(NOT_KNOWN if each.worst is None else str(each.worst)),
            Cell(str(each.sessions)),
            Cell(_first_aid(each.first_aid) or "none written"),
            Cell(", ".join(f"{word} {times}x" for word, times in each.did) or "nothing written"),
        )
        for each in flares[-FLARES:]
    )
    return Table(heads, rows, numbers=(1, 2, 3)) if rows else None


def earlier_flares(flares: Sequence[FlareCourse]) -> str | None:
    """Return when the flare-ups before those of the table were."""
    older = flares[:-FLARES]
    told = ", ".join(span_words(each.flare) for each in older[-FLARES:])
    return f"Before: {told}.{_more(len(older) - FLARES)}" if older else None


def _phases(spans: Sequence[PhaseSpan]) -> str:
    """Return each stretch where they are few, else how many sessions each phase had and which it is now."""
    if len(spans) <= PHASES:
        return f"Phases: {', '.join(f'{span.phase} from {day_words(span.day)}' for span in spans)}."
    count: Counter[str] = Counter()
    for span in spans:
        count[span.phase] += span.sessions
    told = ", ".join(f"{_times(count[phase], 'session')} in {phase}" for phase in Phase if count[phase])
    now = spans[-1]
    return f"Phases, by turns: {told}; since {day_words(now.day)} {now.phase}."


def _path_cells(path: PathCourse, names: ExerciseNames) -> tuple[Cell, ...]:
    now = path.now
    return (
        Cell(path.name, _stage(path.place)),
        Cell(names.name(now.exercise), _around(path, names)),
        _doses(now, names),
        Cell(f"{now.whole} of {now.sessions}"),
        _answers(now),
    )


def _stage(place: StrandPlace | None) -> str:
    return f"stage {place.stage} of {place.stages}" if place and place.stage else ""


def _around(path: PathCourse, names: ExerciseNames) -> str:
    """Return what was done besides, and what comes next."""
    word = "Before" if path.place else "Also"
    parts = [f"{word}: {_listed(path.others, names, counted=False)}."] if path.others else []
    if path.place and path.place.taught:
        parts.append(f"Next: {names.name(path.place.taught)}, once a physio has taught it.")
    elif path.place and path.place.next:
        parts.append(f"Next: {names.name(path.place.next)}.")
    return " ".join(parts)


def _listed(rows: Sequence[Trained], names: ExerciseNames, *, counted: bool = True) -> str:
    """Return exercises, with how often each was done; the most frequent where not all can stand."""
    kept = sorted(rows, key=lambda row: -row.sessions)[:OTHERS]
    told = ", ".join(
        f"{names.name(row.exercise)} ({row.sessions})" if counted else names.name(row.exercise)
        for row in rows
        if row in kept
    )
    return told + (f" and {len(rows) - OTHERS} more" if len(rows) > OTHERS else "")


def _doses(row: Trained, names: ExerciseNames) -> Cell:
    first, latest = (names.dose(row.exercise, told) for told in (row.first, row.latest))
    days = f"{day_words(row.first.day)} → {day_words(row.latest.day)}"
    if row.sessions == 1:
        return Cell(latest, day_words(row.latest.day))
    return Cell(f"{latest}, unchanged" if first == latest else f"{first} → {latest}", days)


def _answers(row: Trained) -> Cell:
    told = row.answers
    if told is None or not told.answers:
        return Cell("not asked")
    lower = f"{_times(told.lower, 'time')} further down" if told.lower else ""
    return Cell(f"{told.better}, {told.same}, {told.worse}", lower)


def _sore(course: ProgrammeCourse) -> Iterator[ExerciseResponse]:
    for row in (*(each for path in course.paths for each in path.trained), *course.beside):
        if row.answers and (row.answers.lower or row.answers.worse > row.answers.better):
            yield row.answers


def _sore_words(answers: ExerciseResponse, names: ExerciseNames) -> str:
    lower = f", {answers.lower} further down" if answers.lower else ""
    return f"{names.name(answers.exercise)} {answers.worse} of {_times(answers.answers, 'answer')}{lower}"


def _first_aid(aids: Sequence[FirstAid]) -> str:
    return "; ".join(
        f"{aid.exercise}, leg lower after {aid.eased} of {_times(aid.times, 'time')}" for aid in aids
    )


def _test_cells(test: TestDone, moves: Sequence[str]) -> tuple[Cell, ...]:
    done = {move.exercise: move for move in test.moves}
    cells = (_move_cell(done[move]) if move in done else Cell("not done") for move in moves)
    return (Cell(day_words(test.day), _result(test)), *cells)


def _move_cell(move: MoveTested) -> Cell:
    """Return the leg and its lowest site before and after a movement."""
    parts = [f"{move.reps} times"] if move.reps else []
    parts += ["stopped: it went further down"] if move.spread else []
    leg, down = _then_now(move.leg_before, move.leg_after), _site_then_now(move)
    return Cell(f"leg {leg}, {down}", ", ".join(parts))


def _result(test: TestDone) -> str:
    return "not finished" if test.result is None else PATTERNS[test.result]


def _then_now(before: int | None, after: int | None) -> str:
    one, two = ("?" if told is None else str(told) for told in (before, after))
    return NOT_KNOWN if before is after is None else f"{one} → {two}"


def _site_then_now(move: MoveTested) -> str:
    if move.down_before is move.down_after is None:
        return NOT_KNOWN
    one, two = (_site(site) for site in (move.down_before, move.down_after))
    return f"{one} → {two}"


def _site(site: Distal | None) -> str:
    return "?" if site is None else "nowhere" if site is Distal.NONE else str(site)


def _more(count: int) -> str:
    return f" And {count} more." if count > 0 else ""


def _times(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
