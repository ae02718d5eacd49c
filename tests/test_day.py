"""docs/a-day.md: the program itself makes it, and it has the whole day at 80 columns."""

from pathlib import Path

import pytest

import day

PARTS = (
    "$ sciaticli\n",
    "$ sciaticli log 4 2 --down thigh",
    "$ sciaticli today --plan --diff",
    "$ sciaticli today --plan",
    "Your answer, 0 for none: 0",
    "GET READY",
    "MOVE IN",
    "HOLD",
    "Did one of them hurt?",
    "$ sciaticli log --did round",
    "today: done, 1 of 5 rounds, leg",
    "Taken back: ",
    "$ sciaticli progress",
    "Your paths",
)


def is_whole(page: str) -> None:
    places = [page.find(part) for part in PARTS]
    assert min(places) >= 0, [part for part, place in zip(PARTS, places, strict=True) if place < 0]
    assert places == sorted(places)
    screens = page.split("```")[1::2]
    assert all(len(line) <= day.COLUMNS for screen in screens for line in screen.splitlines())
    assert "sciaticli:" not in page, "something went wrong in it"


def test_the_page_has_the_whole_day() -> None:
    is_whole(day.PAGE.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_the_program_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day, "PAGE", tmp_path / "a-day.md")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    assert day.main() == 0
    is_whole((tmp_path / "a-day.md").read_text(encoding="utf-8"))
