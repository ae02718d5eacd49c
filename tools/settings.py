"""Write docs/settings.md from the rows of the settings: `make settings`."""

from pathlib import Path

from sciaticli.cli.setup.command import in_words
from sciaticli.core.settings import SETTINGS

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
HEAD = """# The settings

`sciaticli setup` asks for the profile. One key is set with `sciaticli setup --set minutes=10`; a list
takes commas, and nothing after the `=` takes the answer out. `sciaticli setup --show` prints what is
set and which file holds it. That file may be edited by hand too: your notes in it stay.

Two more keys go into your record, not into that file: `start.chair_stands` (how many times you can
stand up from a chair in 30 seconds, 0 to 60) and `start.walk_min` (how many minutes you can walk, 0 to
240). With leg pain up to 3 the doses of rising and walking begin below them.

| key | what it is | takes | until it is set |
|---|---|---|---|
"""


def page() -> str:
    """Return the page: a row a setting."""
    rows = (
        f"| `{key}` | {setting.words} | {setting.allowed} | {in_words(setting.default)} |\n"
        for key, setting in SETTINGS.items()
    )
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
