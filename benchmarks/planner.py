"""What one plan costs: the catalogue once, ten and a hundred times, with a year of sessions behind it.

PYTHONPATH=tests python benchmarks/planner.py
"""

from datetime import timedelta
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.plan import Plan
from sciaticli.core.planning.planner import plan_day
from sciaticli.core.planning.request import Request
from sciaticli.core.record.entries import Pain, Session  # noqa: TC001 - beside the values it types
from sciaticli.core.record.history import History
from sciaticli.store.catalogue import load_catalogue
from support.entries import TODAY, a_clearance, a_history, a_pain, a_person, done_all, pain_now

DAYS = 365
ROUNDS = 15
TIMES = (1, 10, 100)


def main() -> None:
    """Print milliseconds a plan, best and median, and the ratio to the catalogue as it is."""
    once = load_catalogue()
    year = _year(once)
    base = 0.0
    for times in TIMES:
        catalogue = _many(once, times)
        found = sorted(_timed(catalogue, year) for _ in range(ROUNDS))
        base = base or found[0]
        print(
            f"{times:>4} x  {len(catalogue.exercises):>6} exercises  best {found[0]:8.1f} ms  "
            f"median {median(found):8.1f} ms  {found[0] / base:6.1f} times"
        )


def _plan(catalogue: Catalogue, history: History) -> Plan:
    request = Request(day=TODAY, minutes=20, pain=pain_now(1), evening=True)
    return plan_day(a_clearance(), catalogue, a_person(), history, request)


def _year(catalogue: Catalogue) -> History:
    """Return a year of a pain entry and a session a day."""
    entries: list[Pain | Session] = []
    for back in range(DAYS, 0, -1):
        day = TODAY - timedelta(days=back)
        entries.append(a_pain(day, 2))
        recent = a_history(*entries[-60:])
        request = Request(day=day, minutes=20, pain=pain_now(2), evening=True)
        entries.append(done_all(plan_day(a_clearance(day), catalogue, a_person(), recent, request)))
    return a_history(*entries)


def _many(catalogue: Catalogue, times: int) -> Catalogue:
    copies = (
        row if number == 0 else replace(row, id=f"{row.id}_{number}")
        for number in range(times)
        for row in catalogue.exercises
    )
    return Catalogue(exercises=tuple(copies))


def _timed(catalogue: Catalogue, history: History) -> float:
    start = perf_counter()
    _plan(catalogue, history)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
