"""A call that is not understood, in the user's words: which option or word it is, what it takes, what next.

Typer's own sentences speak of "int range" and "parameters"; nothing of them is shown.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from sciaticli.core.errors import UsageError
from sciaticli.core.text import literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHOWN = 60
NEAR = 0.7  # so like what was typed that two are named
MEANT = {
    "start": "today",
    "train": "today",
    "session": "today",
    "plan": "today --plan",
    "ease": "today --ease",
    "flare": "today --ease",
    "pain": "log",
    "emergency": "check",
    "danger": "check",
    "stats": "progress",
    "chart": "progress",
    "config": "setup",
    "settings": "setup",
    "profile": "setup",
    "man": "help",
    "version": "--version",
}
"""What a command is called elsewhere, and what it is called here."""


def usage_error(error: Any, program: Any, argv: Sequence[str]) -> UsageError:  # noqa: ANN401 - Typer's own types
    """Return Typer's complaint of a call as ours; its ways of complaining have no public names."""
    path, command = _command_of(program, argv)
    name = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            below = _below_nought(command, argv)
            return _bad_value(command, path, *below) if below else _unknown_option(command, path, name)
        case "BadOptionUsage":
            return _bad_use(command, path, name, takes_none="not take" in error.message)
        case "MissingParameter":
            return _missing(command, path, error.param)
        case "BadParameter" if error.param is not None:
            return _bad_value(command, path, error.param, error.message)
        case _ if getattr(command, "commands", None):
            return _unknown_command(program, command, path, argv)
        case _:
            return _one_too_many(command, path, error.message)


def _command_of(program: Any, argv: Sequence[str]) -> tuple[str, Any]:  # noqa: ANN401 - the same
    """Return the command that a call leads to, as it is typed, and itself."""
    path, command = program.name, program
    for word in argv:
        inner = getattr(command, "commands", {}).get(word)
        if inner is not None:
            path, command = f"{path} {word}", inner
        elif not word.startswith("-"):
            break
    return path, command


def _unknown_option(command: Any, path: str, name: str) -> UsageError:  # noqa: ANN401
    """Name the nearest option; of one letter, those that begin with it."""
    known = [opt for param in command.params for opt in (*param.opts, *param.secondary_opts)]
    known = [opt for opt in known if opt.startswith("-") and not _is_hidden(command, opt)]
    if not name.startswith("--"):
        letter = name.lstrip("-")[:1].lower()
        found = [opt for opt in known if opt.startswith("--") and opt[2:3] == letter]
    else:
        found = get_close_matches(name, known, 2, NEAR) or get_close_matches(name, known, 1)
    return UsageError(
        f"{_has_no(path)} option {_shown(name)}.{_did_you_mean(found)}", _next(command, path, *found)
    )


def _below_nought(command: Any, argv: Sequence[str]) -> tuple[Any, str] | None:  # noqa: ANN401
    """Return the word that was given as a number below 0, which looks like an option, and the complaint."""
    numbers = [param for param in command.params if getattr(param.type, "min", None) is not None]
    numbers = [param for param in numbers if not param.opts[0].startswith("-")]
    given = [word for word in argv if re.fullmatch(r"-?\d+", word)]
    for param, word in zip(numbers, given, strict=False):
        if word.startswith("-"):
            return param, f"'{word}' is not "
    return None


def _bad_use(command: Any, path: str, name: str, *, takes_none: bool) -> UsageError:  # noqa: ANN401
    if takes_none:
        return UsageError(f"{name} stands alone: leave out the = and what follows.", _next(command, path))
    param = next((param for param in command.params if name in param.opts), None)
    return UsageError(f"{name} needs {_takes(param)} after it.{_about(param)}", _next(command, path, name))


def _missing(command: Any, path: str, param: Any) -> UsageError:  # noqa: ANN401
    return UsageError(
        f"{_short(path)} needs {_name(param)}.{_about(param)}", _next(command, path, _name(param))
    )


def _bad_value(command: Any, path: str, param: Any, message: str) -> UsageError:  # noqa: ANN401
    """Say what an option or word takes, and what was given where the complaint says it."""
    value, given, _ = message.partition(" is not ")
    told = f', not "{_shown(value.strip(chr(39)))}"' if given else ""
    about = "" if _name(param).startswith("-") else _about(param)
    return UsageError(
        f"{_name(param)} takes {_takes(param)}{told}.{about}", _next(command, path, _name(param))
    )


def _unknown_command(program: Any, group: Any, path: str, argv: Sequence[str]) -> UsageError:  # noqa: ANN401
    name = _word_after(path, argv)
    if group is not program:
        near = get_close_matches(name, group.commands, 1)
        found = [f"{path} {each}" for each in near]
        if not found and _takes_words(group.commands.get("show")):
            found = [f"{path} show {name}"]
        return UsageError(
            f'{_short(path)} has no command "{_shown(name)}".{_did_you_mean(found)}',
            f"See them: {path} --help",
        )
    meant = MEANT.get(name.lower())
    found = [meant] if meant else get_close_matches(name.lower(), [*group.commands, "help"], 1)
    found = found or list(_inner(group, name.lower()))
    found = [f"{path} {each}" for each in found]
    return UsageError(
        f'there is no command "{_shown(name)}".{_did_you_mean(found)}', f"See them all: {path} --help"
    )


def _takes_words(command: Any) -> bool:  # noqa: ANN401 - the same
    return any(not param.opts[0].startswith("-") for param in getattr(command, "params", ()))


def _inner(program: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - the same
    """Yield the commands of groups that have this name, as `journal undo` for `undo`."""
    for group, command in program.commands.items():
        if name in getattr(command, "commands", {}):
            yield f"{group} {name}"


def _one_too_many(command: Any, path: str, message: str) -> UsageError:  # noqa: ANN401
    words = _shown(message.partition(" (")[2].removesuffix(")"))
    takes = [_name(param) for param in command.params if not param.opts[0].startswith("-")]
    said = f"takes {' and '.join(takes)} and no more" if takes else "takes no words, only options"
    extra = f'"{words}" is too much: ' if words else ""
    return UsageError(f"{extra}{_short(path)} {said}.", _next(command, path))


def _word_after(path: str, argv: Sequence[str]) -> str:
    """Return the first word of a call that is no option and not part of the command's path."""
    words = [word for word in argv if not word.startswith("-")]
    depth = len(path.split()) - 1
    return words[depth] if depth < len(words) else ""


def _has_no(path: str) -> str:
    """Return the beginning of "log has no option"; of the whole program it is "there is no option"."""
    return f"{_short(path)} has no" if " " in path else "there is no"


def _short(path: str) -> str:
    """Return a command without the program's name, which stands before every complaint."""
    return path.partition(" ")[2] or path


def _name(param: Any) -> str:  # noqa: ANN401 - the same
    """Return how a person types an option, or how the help calls a word."""
    if not param.opts[0].startswith("-"):
        return str(param.metavar or param.name.upper()).strip("[]. ")
    return str(next((opt for opt in param.opts if opt.startswith("--")), param.opts[0]))


def _takes(param: Any) -> str:  # noqa: ANN401 - the same
    """Return what an option or word takes, in a person's words."""
    if param is None:
        return "a value"
    kind = param.type
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return f"a whole number from {low} to {high}"
    if choices := getattr(kind, "choices", None):
        return " or ".join(str(getattr(each, "value", each)) for each in choices)
    return "a value" if not param.metavar else str(param.metavar)


def _about(param: Any) -> str:  # noqa: ANN401 - the same
    """Return what the help says of an option, as a sentence after another."""
    said = getattr(param, "help", None)
    return f" {said}" if said else ""


def _is_hidden(command: Any, option: str) -> bool:  # noqa: ANN401 - the same
    return any(option in param.opts and getattr(param, "hidden", False) for param in command.params)


def _did_you_mean(found: Sequence[str]) -> str:
    return f" Did you mean {' or '.join(found)}?" if found else ""


def _next(command: Any, path: str, *words: str) -> str:  # noqa: ANN401 - the same
    """Return the next step: an example, of an option only where the help has one with it, and the help."""
    lines = re.findall(r"^ +(sciaticli .+)$", command.epilog or "", re.MULTILINE)
    fitting = [line for line in lines if any(word in line.split() for word in words)]
    is_of_option = any(word.startswith("-") for word in words)
    example = next(iter(fitting or (() if is_of_option else lines)), "")
    shown = f"For example: {example}\n" if example else ""
    return f"{shown}See how it is used: {path} --help"


def _shown(text: str) -> str:
    return literal(text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…")
