"""Every setting has words, says what it takes, refuses what it does not take, and is read somewhere."""

import ast
from enum import StrEnum
from pathlib import Path

import pytest

import settings as page_maker
from sciaticli.cli.context import Look
from sciaticli.cli.settings import SETTINGS, Setting
from support.world import Home

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sciaticli"


def names_read() -> set[str]:
    """Return every attribute that is read in the source, but for the files that define or list settings."""
    return {
        node.attr
        for path in SOURCE.rglob("*.py")
        if path.name != "settings.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, (ast.Attribute, ast.Name))
        if ast.unparse(node.value).rpartition(".")[2] in ("profile", "coach", "self")
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
    """The last word, the upper bound, the example: each is stored as it is said."""
    _, _, example = setting.allowed.rpartition(" ")
    value = {"commas": "mckenzie"}.get(example, example)
    beside = {"profile.pregnancy_week_on": "pregnancy_week=20", "profile.cleared_on": "cleared=stenosis"}
    more = (
        ("--set", beside[setting.key]) if setting.key in beside else ()
    )  # a day without its fact is dropped
    assert home.run("setup", "--set", f"{setting.key}={value}", *more).code == 0
    assert f"{setting.key}: {value}" in home.run("setup", "--show").out


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
