"""What stands around a session's timed holds: screen, keys, voice, and whether the leave still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.check.standing import read_standing
from sciaticli.cli.context import Look
from sciaticli.coach.screen import LiveScreen, PlainScreen
from sciaticli.coach.stage import Stage
from sciaticli.core.screening.clearance import Reason, Refused
from sciaticli.store.figures import load_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.cli.context import App
    from sciaticli.coach.stage import Kept, Voice


def stage_for(app: App, voice: Voice, keep: Callable[[Kept, int], None]) -> Stage:
    """Return everything around timed holds in this look; `keep` puts a line where no crash can reach it."""
    if app.look is Look.LIVE:
        screen: LiveScreen | PlainScreen = LiveScreen(
            app.console(), load_figures(cache=app.paths.cache), display=app.display
        )
    else:
        screen = PlainScreen(app.stdout, app.config.coach.talk)
    return Stage(
        now_ms=app.now_ms,
        keys=app.keys(),
        screen=screen,
        voice=voice,
        keep=keep,
        is_still_clear=lambda: _is_still_clear(app),
        awake=app.stay_awake(),
        run_hook=app.run_hook,
    )


def _is_still_clear(app: App) -> bool:
    """Return whether nothing has been written since the start that locks or voids; time alone does not."""
    answer = read_standing(app).ask()
    return not isinstance(answer, Refused) or answer.reason is Reason.EXPIRED
