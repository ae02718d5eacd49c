"""Where a session is played: its screen, keys and voice, and whether the check still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sciaticli.cli.context import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.cli.context import App
    from sciaticli.coach.stage import Kept, Stage, Voice


def is_light(app: App) -> bool:
    """Return whether the terminal's background is light: as set, else as the terminal says, else dark."""
    from sciaticli.core.config import Theme

    theme = app.config.coach.theme
    if theme is Theme.AUTO:
        return app.env.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15")
    return theme is Theme.LIGHT


def stage_for(app: App, voice: Voice, keep: Callable[[Kept], None]) -> Stage:
    """Return everything around timed holds in this look; `keep` puts a line where no crash can reach it."""
    from sciaticli.cli.today.stage import is_light
    from sciaticli.coach.screen import LiveScreen, PlainScreen
    from sciaticli.coach.stage import Stage
    from sciaticli.store.figures import load_figures

    if app.look is Look.LIVE:
        screen: LiveScreen | PlainScreen = LiveScreen(app.console(), load_figures(), light=is_light(app))
    else:
        screen = PlainScreen(app.stdout, app.config.coach.talk)
    return Stage(
        now_ms=app.now_ms,
        keys=app.open_keys(),
        screen=screen,
        voice=voice,
        keep=keep,
        is_still_clear=lambda: _is_still_clear(app),
        awake=app.stay_awake(),
    )


def _is_still_clear(app: App) -> bool:
    """Return whether nothing has been written since the start that locks or voids; time alone does not."""
    from sciaticli.cli.check.standing import read_standing
    from sciaticli.core.screening.clearance import Reason, Refused

    answer = read_standing(app).ask()
    return not isinstance(answer, Refused) or answer.reason is Reason.EXPIRED
