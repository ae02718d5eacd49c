"""Options that several commands have, each with one meaning and in the same words."""

from pathlib import Path
from typing import Annotated

import typer

from sciaticli.cli.complete import past_days
from sciaticli.cli.option_words import out_file

OutFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Where to; else standard output.", callback=out_file),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="From this day on.", autocompletion=past_days)
]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.", autocompletion=past_days)]
