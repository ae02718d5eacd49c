"""`python -m sciaticli` and the `sciaticli` script."""

import gc
import sys

# Starting a command makes objects and drops few: at Python's own 700 the collector walks them all
# dozens of times. A session of an hour still collects.
COLLECT_AFTER = 100_000


def main() -> None:
    """Run the command line and leave with its exit code (interface: exit codes)."""
    gc.set_threshold(COLLECT_AFTER)
    from sciaticli.cli.app import run  # noqa: PLC0415 - after the line above: most objects are made here

    code = run(sys.argv[1:])
    gc.freeze()  # or Python walks every object once more while it leaves
    sys.exit(code)


if __name__ == "__main__":
    main()
