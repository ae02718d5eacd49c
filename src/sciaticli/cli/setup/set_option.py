"""`KEY=VALUE` as `setup --set` takes it: one setting, checked by itself before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from sciaticli.cli.catalogue import named
from sciaticli.cli.option_words import nearest, word_of, words_of
from sciaticli.cli.setup.regions import region_code
from sciaticli.core.errors import UsageError
from sciaticli.core.settings import SETTINGS, Setting
from sciaticli.store.screening import load_wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from sciaticli.core.prescription.names import Names

VOICE = "coach.voice"
HOOKS = "hooks."
SHORT = {key.partition(".")[2]: key for key in SETTINGS}


class KeyValue(NamedTuple):
    """One key and its new value in the words of the file; None takes the key out."""

    table: str
    name: str
    value: Any


def setting_of(text: str, names: Callable[[], Names]) -> KeyValue:
    """Return the setting that `KEY=VALUE` means; the key may leave out its table.

    Nothing after `=` is an empty list, or no value for a key that is not a list. Raises UsageError
    with the nearest key or word.
    """
    name, equals, raw = (part.strip() for part in text.partition("="))
    key = SHORT.get(name, name)
    if not equals:
        raise UsageError(
            f'"{text}" is not KEY=VALUE.', "For example: sciaticli setup --set profile.minutes=10"
        )
    if key not in SETTINGS:
        near = nearest(name, [*SETTINGS, *SHORT])
        raise UsageError(f'there is no setting "{name}".{near}', "See them all: sciaticli setup --show")
    table, _, short = key.partition(".")
    return KeyValue(table, short, _value(SETTINGS[key], raw, names))


def _value(setting: Setting, raw: str, names: Callable[[], Names]) -> object:
    key, word = setting.key, setting.word_type
    if setting.is_list:
        return _values(setting, raw, names)
    if not raw:
        return None
    if key == "profile.region":
        return region_code(raw, load_wording().regions)
    return str(word_of(word, raw, key)) if word else _scalar(setting, raw)


def _values(setting: Setting, raw: str, names: Callable[[], Names]) -> list[str]:
    key, word = setting.key, setting.word_type
    if word is not None:
        return [str(found) for found in words_of(word, raw, key)]
    parts = [part.strip() for part in raw.split(",") if part.strip()]
    if key == VOICE:
        return _voice(parts)
    if key.startswith(HOOKS):
        return _hook(key, parts)
    return list(dict.fromkeys(named(part, names()) for part in parts))


def _voice(arguments: list[str]) -> list[str]:
    """Return a voice that can be used; raises UsageError, else a session would be silent."""
    from sciaticli.coach.synthesiser import Voicing, find_synthesisers, is_known

    if not is_known(arguments):
        found = ", ".join(each.name for each in find_synthesisers(Voicing())) or "none"
        raise UsageError(
            f'{VOICE}: "{",".join(arguments)}" can\'t speak here.',
            f"Found: {found}. Or a program and its arguments with commas: {VOICE}=piper,-f,{{wav}},{{text}}",
        )
    return arguments


def _hook(key: str, arguments: list[str]) -> list[str]:
    """Return a command that can be run; raises UsageError where there is no such program."""
    from sciaticli.coach.hooks import find_command

    if arguments and find_command(arguments[0]) is None:
        raise UsageError(
            f'{key}: no program "{arguments[0]}" was found.',
            f"It takes a program and its arguments with commas: sciaticli setup --set {key}=playerctl,pause",
        )
    return arguments


def _scalar(setting: Setting, raw: str) -> object:
    """Return a number, a truth, a day or a text as the file holds it; raises UsageError."""
    try:
        return msgspec.to_builtins(msgspec.convert(raw, setting.type, strict=False))
    except msgspec.ValidationError as error:
        raise UsageError(f'{setting.key}: "{raw}" is not allowed.', f"Allowed: {setting.allowed}") from error
