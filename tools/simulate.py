"""Invented people, twelve weeks each: the rules hold on every day, and this is what plans look like.

    PYTHONPATH=tests python tools/simulate.py [PEOPLE] > docs/simulation.md

It proves that the rules hold, not that they heal: pain in the model does not depend on the exercises.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from statistics import mean, median

from msgspec import Struct, field

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.plan import Phase, Plan, PlanMode
from sciaticli.store.catalogue import load_catalogue
from support.lives import Day, Person, live, load_of, random_person
from support.oracle import broken

PEOPLE = 2000
MUCH_BETTER = 3


class Account(Struct, kw_only=True):
    """What a simulation found; every list names what must not be."""

    people: int = 0
    plans: int = 0
    worse: int = 0
    broken: list[str] = field(default_factory=list)
    heavier: list[str] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    wanted: set[str] = field(default_factory=set)
    used: dict[Phase, list[float]] = field(default_factory=dict)
    rises: list[float] = field(default_factory=list)
    falls: list[float] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    phases: Counter[Phase] = field(default_factory=Counter)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        return [*self.broken, *self.heavier]


def simulate(people: int, catalogue: Catalogue) -> Account:
    """Let people live for twelve weeks and account for what happened."""
    wanted = {row for strand in catalogue.programme.strand for row in strand.all_rows}
    account = Account(wanted=wanted)
    for seed in range(people):
        person = random_person(seed)
        _account_for(person, list(live(person, catalogue)), account)
    return account


def page(account: Account) -> Iterator[str]:
    """Yield the report's lines."""
    yield "# The simulation"
    yield ""
    yield (
        f"{account.people} invented people, twelve weeks, {account.plans} plans, made by `make simulate`. "
        "They differ in condition, irritability, direction, adherence, noise. It proves that the rules hold, "
        "not that they heal: pain in the model does not depend on the exercises."
    )
    yield ""
    yield "| promise | found |"
    yield "|---|---|"
    yield f"| no invariant is broken on any day | {len(account.broken)} broken in {account.plans} plans |"
    heavier = f"{len(account.heavier)} heavier of {account.worse}"
    yield f"| after a worse morning the next plan is never heavier | {heavier} |"
    yield f"| exercises of a strand that were planned for somebody | {_planned_words(account)} |"
    yield f"| work of those who do well, last fortnight to second | {_times(account.rises)} |"
    yield f"| work on flare days, to the week before | {_times(account.falls)} |"
    yield f"| work three weeks after a flare, to the week before it | {_times(account.recoveries)} |"
    yield ""
    yield "| phase | plans | minutes used of those asked, median |"
    yield "|---|---|---|"
    for phase in Phase:
        shares = account.used.get(phase, [])
        share = f"{median(shares):.0%}" if shares else "-"
        yield f"| {phase} | {account.phases[phase]} | {share} |"
    yield ""
    yield (
        "Work is the time of moving and holding on the clock, rests and comfort rows left aside. Calm plans "
        "are ten minutes at most. First days are short, as two new exercises a day are enough."
    )
    for fault in account.faults:
        yield f"- {fault}"


def _account_for(person: Person, days: list[Day], account: Account) -> None:
    account.people += 1
    before: Plan | None = None
    for day in days:
        if day.case is None:
            continue
        plan = day.case.plan
        account.plans += 1
        account.phases[plan.phase] += 1
        account.planned |= {item.exercise.id for item in plan.items}
        account.used.setdefault(plan.phase, []).append(plan.total_seconds / (plan.minutes * 60))
        account.broken += [f"{person.name}, {day.day}: {fault}" for fault in broken(day.case)]
        if day.worse_before and before is not None:
            account.worse += 1
            if load_of(plan) > load_of(before):
                account.heavier.append(f"{person.name}, {day.day}: heavier after a worse morning")
        before = plan
    _dose_story(person, days, account)


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


def _planned_words(account: Account) -> str:
    missed = sorted(account.wanted - account.planned)
    met = len(account.wanted) - len(missed)
    return f"{met} of {len(account.wanted)}{'; not: ' + ', '.join(missed) if missed else ''}"


def _times(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} times, median of {len(ratios)}" if ratios else "nobody"


def main() -> None:
    """Run it in full and fail when a promise is broken."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    account = simulate(people, load_catalogue())
    sys.stdout.writelines(f"{line}\n" for line in page(account))
    sys.exit(1 if account.faults else 0)


if __name__ == "__main__":
    main()
