"""Make the man page from the commands themselves: `make man`."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from textwrap import wrap
from typing import Any

import typer

from sciaticli import __version__
from sciaticli.cli.context import PROGRAM
from sciaticli.cli.program import program_of

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "sciaticli.1"
WIDTH = 78
DATED = "2026-11-28"  # when the page was last read through as a whole
VARIABLES = (
    (r"\fISCIATICLI_HOME\fR", "When it is set, all files live below this folder."),
    (r"\fIACCESSIBLE\fR", "When it is set, output is plain lines, as with --plain."),
    (r"\fINO_COLOR\fR", "When it is set, output has no colour."),
)


def manual() -> str:
    """Return the page: the program's help, each command's, the exit codes, variables."""
    program = program_of()
    top = typer.Context(program, info_name=PROGRAM, **program.context_settings)
    lines = [
        f'.TH SCIATICLI 1 {DATED} "sciaticli {__version__}" "User Commands"',
        ".SH NAME",
        r"sciaticli \- a coach for people with sciatica",
        ".SH SYNOPSIS",
        r"\fBsciaticli\fR [\fIOPTION\fR]... \fICOMMAND\fR [\fIARGUMENT\fR]...",
        ".SH DESCRIPTION",
        *_paragraphs(program.help),
        ".SH OPTIONS",
        *_options(program, top),
        ".SH COMMANDS",
    ]
    for name in program.list_commands(top):
        lines += _command(program.get_command(top, name), top, name)
    lines += [".SH EXIT STATUS", *_entries(exit_codes())]
    lines += [".SH ENVIRONMENT", *_entries(VARIABLES)]
    return "\n".join(lines) + "\n"


def exit_codes() -> list[tuple[str, str]]:
    """Return the rows of the table of exit codes in docs/."""
    table = (
        (ROOT / "docs" / "exit-codes.md")
        .read_text(encoding="utf-8")
        .partition("| exit code |")[2]
        .partition("\n\n")[0]
    )
    return [
        (rf"\fB{codes}\fR", _safe(words.replace("`", "")))
        for codes, words in re.findall(r"^\| ([\d, ]+?) \| (.+?) \|$", table, re.MULTILINE)
    ]


def _command(command: Any, parent: typer.Context, name: str) -> list[str]:  # noqa: ANN401 - Typer's command type is not public
    context = typer.Context(command, info_name=name, parent=parent)
    if hasattr(command, "list_commands"):
        below = [(command.get_command(context, each), each) for each in command.list_commands(context)]
        return [line for each, its_name in below for line in _command(each, context, its_name)]
    if command.hidden:
        return []
    usage = " ".join(command.collect_usage_pieces(context))
    return [
        f'.SS "{_safe(context.command_path)} {_safe(usage)}"',
        *_paragraphs(command.help),
        *_options(command, context),
        *_examples(command.epilog),
    ]


def _options(command: Any, context: typer.Context) -> list[str]:  # noqa: ANN401 - as above
    records = [param.get_help_record(context) for param in command.get_params(context)]
    return _entries([(rf"\fB{_safe(names)}\fR", _safe(words)) for names, words in filter(None, records)])


def _entries(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [line for head, words in rows for line in (".TP", head, *_filled(words))]


def _paragraphs(text: str | None) -> list[str]:
    parts = [_safe(" ".join(part.split())) for part in (text or "").split("\n\n")]
    return [line for part in parts if part for line in (".PP", *_filled(part))][1:]


def _filled(text: str) -> list[str]:
    """Return a text in lines that roff fills anew; none of them begins like a request."""
    lines = wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [rf"\&{line}" if line.startswith((".", "'")) else line for line in lines]


def _examples(epilog: str | None) -> list[str]:
    calls = [line for line in (epilog or "").splitlines() if line.startswith("  ")]
    return [".PP", "Examples:", ".nf", *map(_safe, calls), ".fi"] if calls else []


def _safe(text: str) -> str:
    """Return text that roff prints as it stands: hyphens of options can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace('"', r"\(dq")
    return rf"\&{text}" if text.startswith((".", "'")) else text


def main() -> int:
    """Write the page."""
    PAGE.write_text(manual(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
