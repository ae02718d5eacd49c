"""`python -m sciaticli` and the `sciaticli` script."""

import sys

from sciaticli.cli.app import run


def main() -> None:
    """Run the command line and leave with its exit code (interface: exit codes)."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
