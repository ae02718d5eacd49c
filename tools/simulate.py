"""Invented people, twelve weeks each: the rules hold on every day, and this is what plans look like.

    PYTHONPATH=tests python tools/simulate.py [PEOPLE] > docs/simulation.md

Every tenth is a good one: nothing diagnosed, a leg that eases within weeks, most sessions done. Every
third has wishes: much set aside, positions out, much or little at hand, all of it taught or nothing. It
proves that the rules hold, not that they heal: pain in the model does not depend on the exercises.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from statistics import mean, median
from time import perf_counter

from msgspec import Struct, field
from rich.console import Console
from rich.progress import track

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.plan import Phase, Plan, PlanMode
from sciaticli.core.planning.plan_notes import WORSE
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.record.history import History
from sciaticli.store.catalogue import load_catalogue
from support.entries import a_history
from support.lives import Day, Person, load_of, particular_person, random_person
from support.milestones import MILESTONES, Life, Outcome, outcomes, rows_of
from support.oracle import broken
from support.patients import TYPES, good_person, variants

PEOPLE = 2000
A_GOOD_ONE_IN = 10
A_PARTICULAR_ONE_IN = 3
DAYS, TYPE_DAYS = 84, 121
MUCH_BETTER = 3
LEARNT_BY = 28
ASKED = (5, 10, 15, 20, 30)
IN_A_BATCH = 5
TOLD_EVERY = 20  # batches, where no bar can be drawn
YEAR, PAIRS = 365, 21

Used = dict[tuple[int, str], list[float]]


class Account(Struct, kw_only=True):
    """What a simulation found; `broken` and `heavier` name what must not be."""

    people: int = 0
    plans: int = 0
    worse: int = 0
    broken: list[str] = field(default_factory=list)
    heavier: list[str] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    used: Used = field(default_factory=dict)
    rises: list[float] = field(default_factory=list)
    falls: list[float] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    phases: Counter[Phase] = field(default_factory=Counter)
    maintain: Counter[tuple[str, bool]] = field(default_factory=Counter)
    met: dict[str, list[int]] = field(default_factory=dict)
    alike: list[float] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        return [*self.broken, *self.heavier]

    def add(self, other: "Account") -> None:
        """Take in what another part of the simulation found."""
        self.people += other.people
        self.plans += other.plans
        self.worse += other.worse
        for name in ("broken", "heavier", "rises", "falls", "recoveries", "alike"):
            getattr(self, name).extend(getattr(other, name))
        self.planned |= other.planned
        self.families |= other.families
        self.phases += other.phases
        self.maintain += other.maintain
        for asked, shares in other.used.items():
            self.used.setdefault(asked, []).extend(shares)
        for kind, counts in other.met.items():
            self.met.setdefault(kind, []).extend(counts)


def simulate(seeds: range, catalogue: Catalogue | None = None) -> Account:
    """Let people live for twelve weeks and account for what happened."""
    catalogue = catalogue or load_catalogue()
    account = Account()
    for seed in seeds:
        is_good = seed % A_GOOD_ONE_IN == 0
        _account_for(
            Life(_person(seed, catalogue), catalogue, DAYS), "good" if is_good else "others", account
        )
    return account


def _person(seed: int, catalogue: Catalogue) -> Person:
    if seed % A_GOOD_ONE_IN == 0:
        return good_person(seed)
    if seed % A_PARTICULAR_ONE_IN == 0:
        return particular_person(seed, [row.id for row in catalogue.exercises])
    return random_person(seed)


def reached(kind: str) -> list[tuple[str, Outcome]]:
    """Return the milestones of a type and its variants, with the name of each."""
    catalogue = load_catalogue()
    return [
        (person.name, found)
        for person in variants(TYPES[kind])
        if person.name in MILESTONES
        for found in outcomes(Life(person, catalogue, TYPE_DAYS), MILESTONES[person.name])
    ]


def page(
    account: Account, milestones: list[tuple[str, Outcome]], timing: str, catalogue: Catalogue
) -> Iterator[str]:
    """Yield the report's lines; `timing` says how long one plan takes."""
    yield "# The simulation"
    yield ""
    yield (
        f"{account.people} invented people, twelve weeks, {account.plans} plans, made by `make simulate`. "
        "They differ in condition, irritability, direction, adherence, noise. It proves that the rules hold, "
        "not that they heal: pain in the model does not depend on the exercises."
    )
    yield from ("", "## What each type of patient gets", "")
    yield (
        "Each type lives seventeen weeks; days count from 0. The types stand in `tests/support/patients.py`, "
        "the milestones in `tests/support/milestones.py`; `make test` and `make test-slow` assert them all."
    )
    yield from ("", "| patient | by day | must hold | holds | what there was |", "|---|---|---|---|---|")
    for name, found in milestones:
        holds = "yes" if found.held else "**no**"
        yield f"| {name} | {found.day} | {found.what} | {holds} | {found.figure} |"
    yield from ("", "## What holds for all", "", "| promise | found |", "|---|---|")
    yield from _promises(account, catalogue)
    yield from ("", "## Minutes used", "")
    yield (
        "Of those asked for, from the third session on (at 30 minutes from day 14): the median and, after "
        "the stroke, what nine in ten plans use at least. Not in calm, flares and light days, nor after a "
        "sore morning or an operation."
    )
    yield from ("", "| minutes asked | first session | training days | days between |", "|---|---|---|---|")
    yield from (_used_row(minutes, account) for minutes in ASKED)
    yield from ("", "## Time of one plan", "", timing)
    yield from ("", "## Phases", "", "| phase | plans |", "|---|---|")
    yield from (f"| {phase} | {account.phases[phase]} |" for phase in Phase)
    yield ""
    yield "Work is the time of moving and holding on the clock, rests and comfort rows left aside."
    for fault in account.faults:
        yield f"- {fault}"


def time_of_a_plan(catalogue: Catalogue) -> str:
    """Return how long one plan takes with a year behind it, to one on the first day."""
    person = TYPES["good"]
    last = next(day.case for day in reversed(Life(person, catalogue, YEAR).days) if day.case)
    empty = a_history()

    def seconds(history: History) -> float:
        began = perf_counter()
        plan_day(last.cleared, catalogue, person.profile, history, last.request)
        return perf_counter() - began

    pairs = [(seconds(empty), seconds(last.history)) for _ in range(PAIRS)]
    fresh, late = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(late / fresh for fresh, late in pairs)
    return (
        f"With {len(last.history.sessions)} sessions in a year behind it a plan takes {ratio:.1f} times as "
        f"long as on the first day, median of {PAIRS} pairs: {1000 * fresh:.1f} and {1000 * late:.1f} ms on "
        "the machine that made this page. What lies more than 90 days back is only counted."
    )


def _promises(account: Account, catalogue: Catalogue) -> Iterator[str]:
    wanted = {row for strand in catalogue.programme.strand for row in strand.all_rows}
    families = {str(row.family) for row in catalogue.exercises}
    heavier = f"{len(account.heavier)} heavier of {account.worse}"
    yield f"| no invariant is broken on any day | {len(account.broken)} broken in {account.plans} plans |"
    yield f"| after a worse morning the next plan is never heavier | {heavier} |"
    yield f"| exercises of a strand that were planned for somebody | {_of(wanted, account.planned)} |"
    yield f"| families, each by its primary alone | {_of(families, account.families)} |"
    yield f"| good people who reach maintain in twelve weeks (60 %) | {_share_of(account, 'good')} |"
    yield f"| other people who do | {_share_of(account, 'others')} |"
    met = {kind: f"{median(counts):.0f}" for kind, counts in account.met.items()}
    yield f"| exercises a good person meets in twelve weeks, median | {met.get('good', '-')} |"
    yield f"| exercises the others meet | {met.get('others', '-')} |"
    alike = f"{median(account.alike):.0%}" if account.alike else "-"
    yield f"| exercises that a session shares with the last of its kind, from day {LEARNT_BY} | {alike} |"
    yield f"| work of those who do well, last fortnight to second | {_times(account.rises)} |"
    yield f"| work on flare days, to the week before | {_times(account.falls)} |"
    yield f"| work three weeks after a flare, to the week before it | {_times(account.recoveries)} |"


def _account_for(life: Life, kind: str, account: Account) -> None:
    account.people += 1
    before: Plan | None = None
    for day in life.days:
        if day.case is None:
            continue
        plan = day.case.plan
        account.plans += 1
        account.phases[plan.phase] += 1
        account.planned |= rows_of(plan)
        account.families |= {str(item.exercise.family) for item in plan.items}
        account.broken += [f"{life.person.name}, {day.day}: {fault}" for fault in broken(day.case)]
        if day.worse_before and before is not None:
            account.worse += 1
            if load_of(plan) > load_of(before):
                account.heavier.append(f"{life.person.name}, {day.day}: heavier after a worse morning")
        before = plan
    _use_of_time(life, account)
    _sameness(life, account)
    maintains = any(plan.phase is Phase.MAINTAIN for plan in life.plans.values())
    account.maintain[kind, maintains] += 1
    account.met.setdefault(kind, []).append(
        len({row for plan in life.plans.values() for row in rows_of(plan)})
    )
    _dose_story(life.person, life.days, account)


def _use_of_time(life: Life, account: Account) -> None:
    """Note the share of the minutes that each whole plan used, by the kind of its day."""
    for count, (number, plan) in enumerate(life.plans.items()):
        sore = plan.phase is Phase.CALM or plan.mode is not PlanMode.NORMAL or WORSE in plan.notes
        cut = sore or life.person.operated
        late = number >= 14 if plan.minutes >= 30 else count >= 2  # noqa: PLR2004 - the plan's own words
        kind = "first" if count == 0 else "training" if plan.training_day else "between"
        if not cut and (late or count == 0):
            share = plan.total_seconds / (60 * plan.minutes)
            account.used.setdefault((plan.minutes, kind), []).append(share)


def _sameness(life: Life, account: Account) -> None:
    """Note how much a session shares with the last of its kind, where that lies within a fortnight."""
    last: dict[bool | None, tuple[int, set[str]]] = {}
    for number, plan in life.between(LEARNT_BY, DAYS).items():
        if plan.phase is Phase.CALM or plan.mode is not PlanMode.NORMAL:
            continue
        on, rows = last.get(plan.training_day, (-DAYS, set()))
        if number - on <= 14:  # noqa: PLR2004 - a fortnight
            account.alike.append(len(rows & rows_of(plan)) / len(rows_of(plan)))
        last[plan.training_day] = number, rows_of(plan)


def _dose_story(person: Person, days: list[Day], account: Account) -> None:
    loads = [(number, load_of(day.plan)) for number, day in enumerate(days) if day.plan]
    calm_start = person.start - person.end >= MUCH_BETTER
    if not person.flare_days and calm_start:
        account.rises += _ratio(loads, (70, 84), (7, 21))
    for flare in person.flare_days:
        flared = [
            (200, load_of(day.plan))
            for number, day in enumerate(days)
            if day.plan and day.plan.mode is PlanMode.FLARE and 0 <= number - flare < MUCH_BETTER
        ]
        account.falls += _ratio([*loads, *flared], (200, 201), (flare - 7, flare))
        account.recoveries += _ratio(loads, (flare + 21, flare + 28), (flare - 7, flare))


def _ratio(loads: list[tuple[int, int]], span: tuple[int, int], base: tuple[int, int]) -> list[float]:
    """Return the mean work of a span of days to that of a base, as a list of one or none."""
    found = [load for number, load in loads if span[0] <= number < span[1]]
    first = [load for number, load in loads if base[0] <= number < base[1]]
    return [mean(found) / mean(first)] if found and first and mean(first) else []


def _of(wanted: set[str], found: set[str]) -> str:
    missed = sorted(wanted - found)
    return f"{len(wanted) - len(missed)} of {len(wanted)}{'; not: ' + ', '.join(missed) if missed else ''}"


def _share_of(account: Account, kind: str) -> str:
    reached, not_reached = account.maintain[kind, True], account.maintain[kind, False]
    count = reached + not_reached
    return f"{reached / count:.0%} ({reached} of {count})" if count else "nobody"


def _used_row(minutes: int, account: Account) -> str:
    cells = [_used_words(account.used.get((minutes, kind), [])) for kind in ("first", "training", "between")]
    return f"| {minutes} | {' | '.join(cells)} |"


def _used_words(shares: list[float]) -> str:
    if not shares:
        return "-"
    low = sorted(shares)[len(shares) // 10]
    return f"{median(shares):.0%} / {low:.0%}"


def _times(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} times, median of {len(ratios)}" if ratios else "nobody"


def main() -> None:
    """Run it in full on every core, with progress, and fail when a promise is broken."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    account = Account()
    batches = [range(first, min(first + IN_A_BATCH, people)) for first in range(0, people, IN_A_BATCH)]
    load_catalogue()  # once, before the workers part, so that all of them share it
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        kinds = {kind: pool.submit(reached, kind) for kind in TYPES}
        parts = [pool.submit(simulate, batch) for batch in batches]
        console = Console(stderr=True)
        done = track(as_completed(parts), "living twelve weeks", total=len(parts), console=console)
        for number, part in enumerate(done, 1):
            account.add(part.result())
            if not console.is_terminal and number % TOLD_EVERY == 0:
                console.print(f"{account.people} of {people} people, {len(account.faults)} faults")
        milestones = {kind: found.result() for kind, found in kinds.items()}
    rows = [row for kind in TYPES for row in milestones[kind]]
    catalogue = load_catalogue()
    lines = page(account, rows, time_of_a_plan(catalogue), catalogue)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.exit(1 if account.faults or not all(found.held for _, found in rows) else 0)


if __name__ == "__main__":
    main()
