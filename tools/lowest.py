"""Print the lowest version of each dependency that pyproject.toml allows: `make lowest`."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest() -> list[str]:
    """Return each dependency pinned to its lower bound, as pip takes it."""
    asked = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [re.sub(r">=([\d.]+).*", r"==\1", each) for each in asked]


if __name__ == "__main__":
    print(*lowest(), sep="\n")
