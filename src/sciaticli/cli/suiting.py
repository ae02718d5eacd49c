"""Which lines of a routine could be done today, by the rules that a session of it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sciaticli.cli.context import App
    from sciaticli.core.catalogue.catalogue import Catalogue, Routine

NOT_CHECKED = "Which of it suits you today can't be said without a check: sciaticli check"


def suiting_lines(app: App, routine: Routine, catalogue: Catalogue) -> Iterator[str]:
    """Yield for each exercise of a routine whether it could be done today, and if not why.

    Without leave to train it yields only that nothing can be said of today.
    """
    from sciaticli.cli.planned import request_of
    from sciaticli.cli.standing import read_standing
    from sciaticli.core.planning.planner import plan_day
    from sciaticli.core.planning.request import pain_on_record
    from sciaticli.core.screening.clearance import Refused

    standing = read_standing(app)
    answer = standing.ask()
    if isinstance(answer, Refused):
        yield NOT_CHECKED
        return
    pain = pain_on_record(standing.history, standing.now)
    request = request_of(app, standing.day, routine=routine, pain=pain)
    try:
        plan = plan_day(answer, catalogue, app.config.profile, standing.history, request)
    except UsageError as error:
        yield f"Today: {error.message}"
        return
    out = {left.exercise: left.because for left in plan.left_out}
    yield "Today:"
    for name in dict.fromkeys(item.exercise for item in routine.items):
        yield f"  {catalogue.by_id[name].name}: {out.get(name, 'It could be done.')}"
