"""Every setting has words, says what it takes, refuses what it does not take, and is read somewhere."""

import ast
import json
import sys
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import settings as page_maker
from sciaticli.cli.context import Look
from sciaticli.cli.remind.command import with_settings
from sciaticli.cli.remind.occasion import words_now
from sciaticli.coach.synthesiser import voicing_of
from sciaticli.core.config import Hook
from sciaticli.core.reminder import Reminder
from sciaticli.core.screening.questions import Item
from sciaticli.core.settings import SETTINGS, Setting
from sciaticli.store.hook_failures import hook_failures
from sciaticli.store.journal import append
from support.entries import a_session, performed
from support.world import Home

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sciaticli"


WITHIN_REACH = {"playerctl,pause": sys.executable, "espeak-ng": f"{sys.executable},{{wav}},{{text}}"}
"""For an example that this machine may not have, one that it has."""


@cache
def names_read() -> set[str]:
    """Return every attribute that is read in the source, but for the files that define or list settings."""
    return {
        node.attr
        for path in SOURCE.rglob("*.py")
        if path.name != "settings.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Attribute, ast.Name))
        if ast.unparse(node.value).rpartition(".")[2] in ("profile", "coach", "remind", "self")
    }


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_is_read_somewhere(key: str) -> None:
    assert key.partition(".")[2] in names_read(), "a setting that nothing reads"


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_a_wrong_value_is_refused_with_what_is_allowed(setting: Setting, home: Home) -> None:
    result = home.run("setup", "--set", f"{setting.key}=no such thing")
    assert result.code == 2
    assert "no such thing" in result.err
    assert not (home.folder / "config").exists()
    if not (setting.is_list and setting.word_type is None) and setting.key != "profile.region":
        assert f"Allowed: {setting.allowed}" in result.err


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_what_a_setting_says_it_takes_it_takes(setting: Setting, home: Home) -> None:
    """Each word, the upper bound, the example: each is stored as it is said."""
    _, _, example = setting.allowed.rpartition(" ")
    values = [*setting.word_type] if setting.word_type else [WITHIN_REACH.get(example, example)]
    beside = {"profile.pregnancy_week_on": "pregnancy_week=20", "profile.cleared_on": "cleared=stenosis"}
    more = (
        ("--set", beside[setting.key]) if setting.key in beside else ()
    )  # a day without its fact is dropped
    for value in values:
        assert home.run("setup", "--set", f"{setting.key}={value}", *more).code == 0
        assert f"{setting.key}: {value.replace(',', ', ')}" in home.run("setup", "--show").out


def test_each_setting_has_words() -> None:
    assert [key for key, setting in SETTINGS.items() if not setting.words] == []
    assert any(isinstance(s.word_type, type) and issubclass(s.word_type, StrEnum) for s in SETTINGS.values())


def test_the_page_is_what_the_settings_say() -> None:
    assert page_maker.PAGE.read_text(encoding="utf-8") == page_maker.page(), "run: make settings"


@pytest.mark.parametrize(("written", "look"), [("true", Look.PLAIN), ("false", Look.LIVE)])
def test_plain_can_be_set_for_good(written: str, look: Look, home: Home) -> None:
    assert home.run("setup", "--set", f"coach.plain={written}").code == 0
    assert home.app(terminal=True).look is look


def test_a_broken_file_of_settings_does_not_keep_a_page_from_being_shown(home: Home) -> None:
    home.run("setup", "--set", "coach.plain=true")
    (home.folder / "config" / "config.toml").write_text("plain = [")
    assert home.app(terminal=True).look is Look.LIVE


NO_SIGNS = {item.value: "no" for item in Item} | {"age_band": "18_49"}
PAIN = ("--leg", "2", "--back", "2", "--down", "calf")
SURGERY = ("conditions=recent_surgery", "cleared=recent_surgery")
KNOWN = ("conditions=disc_herniation", "side=left", "equipment=mat,chair,wall")
EXPECTING = ("conditions=pregnancy_2nd_3rd_trimester",)
QUICK = ("talk=name_only", "get_ready_s=5")

Seen = Callable[[Home], str | None]


def check(home: Home, **answers: str) -> str:
    return home.run("check", "--answers", "-", answers=json.dumps(NO_SIGNS | answers)).out


def call(*words: str) -> Seen:
    """Return what is seen of a call by a person whose check holds, after the settings were made."""

    def seen(home: Home) -> str:
        check(home)
        result = home.run(*words)
        return f"{result.code}\n{result.out}\n{result.err}"

    return seen


def told_after(*words: str) -> Seen:
    """Return what is seen of a call when a setting is made after the check."""
    return lambda home: home.run(*words).err


def at_three(home: Home) -> str:
    home.clock.advance(hours=-5)
    return home.run("log", "4", "2").out


def look(home: Home) -> str:
    return home.app(terminal=True).look


def figure(home: Home) -> str:
    return home.run("exercises", "show", "bridge", terminal=True).out


def session(home: Home) -> str:
    check(home)
    keys: list[str | float] = [240.0, "q"]
    after = ["1", "1", "calf", "", "no"]
    result = home.run("today", "--yes", *PAIN, keys=keys, answers=after, terminal=True)
    return result.out + result.err


def voice(home: Home) -> str:
    return str(voicing_of(home.app().config))


def reminder_times(home: Home) -> str:
    """Return the times at which a reminder comes that takes up the settings."""
    reminder = with_settings(home.app(), Reminder(at="18:00"))
    return ", ".join(reminder.times)


def break_after_session(home: Home) -> str | None:
    """Return what a reminder says an hour after the day's session."""
    check(home)
    append(home.app().paths, a_session(home.clock.moment.date(), [performed("sit_to_stand")]))
    home.clock.advance(hours=1)
    return words_now(home.app(), with_settings(home.app(), Reminder(at="18:00")), is_test=False)


def failed_hooks(home: Home) -> str:
    """Return which hooks failed in a whole session and in a check that locks."""
    check(home)
    home.run("today", "--yes", *PAIN, keys=[2000.0], answers=["1", "1", "calf", "", "no"], terminal=True)
    check(home, saddle_numb="new")
    return ", ".join(hook_failures(home.app().paths))


plan_call = ("today", "--plan", "--json", *PAIN)
plan, script = call(*plan_call), call("today", "--script", *PAIN)


class Effect(NamedTuple):
    """Two values of a setting, what is set beside it, and where the difference is seen."""

    one: str
    other: str
    seen: Seen = plan
    beside: tuple[str, ...] = ()


EFFECTS = {
    "profile.age_band": Effect("18_49", "70_plus"),
    "profile.region": Effect("GB", "US", lambda home: check(home, saddle_numb="new")),
    "profile.side": Effect("", "left"),
    "profile.conditions": Effect("", "stenosis"),
    "profile.pregnancy_week": Effect("8", "30", beside=EXPECTING),
    "profile.pregnancy_week_on": Effect("2026-11-20", "2026-05-20", beside=(*EXPECTING, "pregnancy_week=8")),
    "profile.episode_start": Effect("2026-11", "2024-11", call()),
    "profile.blood_thinner": Effect("no", "yes", told_after(*plan_call)),
    "profile.cleared": Effect("", "recent_surgery", beside=SURGERY[:1]),
    "profile.cleared_on": Effect("2023-11-20", "2026-11-20", beside=SURGERY),
    "profile.supervised": Effect("", "lumbar_extensor"),
    "profile.direction": Effect("extension", "flexion"),
    "profile.equipment": Effect("chair", "mat,chair,wall,strap"),
    "profile.positions_out": Effect("", "supine"),
    "profile.set_aside": Effect("", "glute_bridge"),
    "profile.likes": Effect("", "alexander,posture", beside=("minutes=30",)),
    "profile.dislikes": Effect("", "knee_rolls,cat_cow,piriformis_stretch_supine"),
    "profile.minutes": Effect("10", "30"),
    "profile.time_of_day": Effect("", "evening", beside=KNOWN[:2]),
    "coach.sound": Effect("bell", "speech", session),
    "coach.voice": Effect(f"{sys.executable},{{text}}", "", voice),
    "coach.rate": Effect("120", "180", voice),
    "coach.volume": Effect("40", "100", voice),
    "coach.wake_ms": Effect("0", "900", voice),
    "coach.talk": Effect("first_time", "name_only", script),
    "coach.get_ready_s": Effect("5", "60", script, ("talk=name_only",)),
    "coach.get_ready": Effect("wait", "100", script, QUICK),
    "coach.rollover": Effect("02:00", "05:00", at_three),
    "coach.theme": Effect("dark", "light", figure),
    "coach.picture": Effect("blocks", "braille", figure),
    "coach.plain": Effect("true", "false", look),
    "coach.facts": Effect("true", "false", session),
    "remind.wake": Effect("08:00", "10:00", reminder_times, ("remind.breaks=60",)),
    "remind.sleep": Effect("21:00", "18:00", reminder_times, ("remind.breaks=60",)),
    "remind.rounds": Effect("true", "false", reminder_times),
    "remind.breaks": Effect("30", "off", reminder_times),
    "remind.breaks_when_done": Effect("true", "false", break_after_session, ("remind.breaks=60",)),
    **{f"hooks.{hook}": Effect("true", "false", failed_hooks, KNOWN) for hook in Hook},
}


@pytest.mark.slow
@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_changes_what_is_seen(key: str, tmp_path: Path) -> None:
    effect = EFFECTS[key]
    shown = []
    for number, value in enumerate((effect.one, effect.other)):
        home = Home(tmp_path / str(number))
        check(home)
        told = (*effect.beside, f"{key}={value}")
        assert home.run("setup", *(part for one in told for part in ("--set", one))).code == 0
        shown.append(effect.seen(home))
    assert shown[0] != shown[1]
