"""Every command line and every link in the README and docs/ is right today."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from sciaticli.core.errors import ExitCode
from support.reading_grade import reading_grade
from support.world import Home

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PLAIN = ("first-week", "flare-day", "prescriptions", "eyes-closed")
SHEET = "bridge 3x10\nclams 2x12 each side\n"
# what a page leaves to the reader, and what stands for it here
WORDS = {"NAME": "bridge", "FILE": "clinic.toml", "TOPIC": "flares", "DATE": "2026-11-30", "ID": "last"}
FILES = {
    "clinic.toml": "",
    "FILE.jsonl": "",
    "FILE.csv": "date,leg\n2026-11-02,3\n",
    "my-exercises.toml": "",
}
# commands that need somebody at a terminal say so, and end as a refusal or as a call that lacks answers
NOBODY = {
    ExitCode.DONE,
    ExitCode.REFUSED,
    ExitCode.SOON,
    ExitCode.URGENT,
    ExitCode.EMERGENCY,
    ExitCode.INTERRUPTED,
}
ASKING = ("need", "terminal", "answer", "Say what", "nobody to ask")


class Call(NamedTuple):
    """A command line and the page it stands on."""

    page: str
    line: str


def calls() -> Iterator[Call]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"```(?:sh)?\n(.*?)```", text, re.DOTALL)
        spans = re.findall(r"`(sciaticli [^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
        lines = [line.strip() for block in blocks for line in block.splitlines()]
        for line in [*lines, *spans]:
            if line.startswith("sciaticli "):
                yield Call(page.name, line)


def furnished(home: Home, folder: Path) -> Home:
    """Return a home with a routine called Anna and an entry, and in `folder` the files that pages name."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "data").symlink_to(ROOT / "data")
    home.run("routine", "add", SHEET, "--name", "Anna")
    home.run("log", "4", "2")
    return home


def words_of(line: str) -> list[str]:
    """Return the words of a call: what a form leaves open is filled in, what the shell does is left out."""
    words = shlex.split(re.split(r" [<>|] ", line)[0], comments=True)[1:]
    filled = [WORDS.get(word, word).replace("FAMILY", "yoga") for word in words]
    if "-o" in filled:
        filled[filled.index("-o") + 1] = f"new-{filled[filled.index('-o') + 1]}"
    if "add" in filled:  # the home has one Anna already
        filled = ["Anna Two" if word == "Anna" else word for word in filled]
    return [*filled, SHEET] if " < " in line else filled


@pytest.mark.parametrize("call", list(dict.fromkeys(calls())), ids=lambda call: f"{call.page}: {call.line}")
def test_a_command_line_does_what_the_page_says(
    call: Call, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = words_of(call.line)
    if "..." in words:
        pytest.skip("the page shows a form, not a call")
    result = furnished(home, tmp_path).run(*words)
    if result.code not in NOBODY:
        assert result.code == ExitCode.USAGE, result.err
        assert any(word in result.err for word in ASKING), result.err
        assert "See how it is used" not in result.err, result.err


@pytest.mark.parametrize("line", [call.line for call in calls() if call.line.startswith("sciaticli log")])
def test_no_documented_entry_ends_a_check_by_surprise(line: str, home: Home, tmp_path: Path) -> None:
    world = furnished(home, tmp_path)
    assert "no longer counts" not in world.run(*words_of(line)).out


def anchors(text: str) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"\w+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if anchor:
            assert anchor in anchors(there.read_text(encoding="utf-8")), target


def test_every_page_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "README.md" or f"({page.name})" in index, page.name


@pytest.mark.parametrize("name", PLAIN)
def test_the_pages_for_people_in_pain_read_easily(name: str) -> None:
    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    prose = re.sub(
        r"```.*?```|`[^`]*`|^#.*$|\[([^\]]*)\]\([^)]*\)|\*", r"\1", text, flags=re.DOTALL | re.MULTILINE
    )
    assert reading_grade(prose) <= 6.0


def test_the_facts_about_trials_name_sources_that_are_listed() -> None:
    text = (ROOT / "docs" / "science.md").read_text(encoding="utf-8")
    said, _, listed = text.partition("## Sources")
    keys = set(re.findall(r"\[([A-Z]+\d*)\]", said))
    assert keys == set(re.findall(r"^- (\w+):", listed, re.MULTILINE))


def test_every_path_that_the_guides_name_is_there() -> None:
    names = [
        name
        for page in ("CONTRIBUTING.md", "docs/developing.md")
        for name in re.findall(
            r"`((?:src|data|docs|tests|tools|benchmarks)/[^`]*)`", (ROOT / page).read_text("utf-8")
        )
    ]
    assert len(names) > 40
    missing = [name for name in names if not list(ROOT.glob(re.sub(r"<\w+>", "*", name).removesuffix("/")))]
    assert missing == []


def test_a_change_touches_three_files_at_most() -> None:
    text = (
        (ROOT / "docs" / "developing.md")
        .read_text("utf-8")
        .split("## Where to change what")[1]
        .split("\n## ")[0]
    )
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 20
    assert [
        row for row in rows if not 1 <= len(re.findall(r"`[^`]*[/.][^`]*`", row.split(" | ")[1])) <= 3
    ] == []
