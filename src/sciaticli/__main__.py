"""`python -m sciaticli` and the `sciaticli` script."""

import gc
import os
import sys

# Starting a command makes objects and drops few: at Python's own 700 the collector walks them all
# dozens of times. A session of an hour still collects.
COLLECT_AFTER = 500_000


def main() -> None:
    """Run the command line and leave with its exit code (interface: exit codes)."""
    _open_what_is_closed()
    gc.set_threshold(COLLECT_AFTER)
    from sciaticli.cli.app import run  # noqa: PLC0415 - after the line above: most objects are made here

    code = run(sys.argv[1:])
    gc.freeze()  # or Python walks every object once more while it leaves
    _give_out()
    sys.exit(code)


def _open_what_is_closed() -> None:
    """Open nothing in the place of a standard stream that is closed (`<&-`, `>&-`).

    Else the first file of the record would get its number, and what is printed would be written there.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", closefd=False))


def _give_out() -> None:
    """Write out what is left; a reader that has gone, as in `| head`, has had what it wanted."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    main()
