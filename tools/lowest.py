"""Print the lowest version of each dependency that pyproject.toml allows: `make lowest`."""

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest() -> list[str]:
    """Return each dependency that has a lower bound pinned to it, as pip takes it; those of the tests too."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    asked = (*project["dependencies"], *project["optional-dependencies"]["dev"])
    return [re.sub(r">=([\d.]+).*", r"==\1", each) for each in asked if ">=" in each]


if __name__ == "__main__":
    print(*lowest(), sep="\n")
