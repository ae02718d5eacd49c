"""`log` through the command line: what is saved, said, asked and refused."""

import errno
import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sciaticli.core.record.entries import Ended, Session
from sciaticli.store import journal
from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.world import START, Home, Result

COMMON = ("kind", "v", "id", "at", "rec", "tz", "src")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def lines(home: Home) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((home.folder / "data" / "journal").rglob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]


def last(home: Home) -> dict[str, Any]:
    return lines(home)[-1]


def add_session(home: Home, day: datetime) -> None:
    entry = Session(
        v=1, id="s1", at=day, rec=day, tz="UTC", day=day.date(), src="0", end=day + timedelta(minutes=15),
        phase="calm", mode="normal", routine=None, minutes=15, ended=Ended.FULL,
    )  # fmt: skip
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), entry)


def test_two_numbers_are_enough(home: Home) -> None:
    result = home.run("log", "4", "2")
    assert result.code == 0
    assert result.out == (
        "Saved for Sunday 22 November 2026: leg 4, back 2.\nNot right? sciaticli journal undo\n"
    )
    assert result.err == ""
    entry = last(home)
    assert entry == {
        "kind": "pain", "v": 1, "id": "00000000-0000-7000-8000-000000000001", "at": "2026-11-22T08:00:00Z",
        "rec": "2026-11-22T08:00:00Z", "tz": "Europe/London", "day": "2026-11-22", "src": entry["src"],
        "leg": {"worst": 4}, "back": {"worst": 2},
    }  # fmt: skip


def test_it_asks_nothing_more_on_a_terminal(home: Home) -> None:
    result = home.run("log", "0", "0", terminal=True)
    assert result.code == 0
    assert "?" not in result.err
    assert last(home)["leg"] == {"worst": 0}


def test_every_option_has_its_key(home: Home) -> None:
    options = "--down calf --side left --numb --numb-down foot --no-weak --now 5 --flare unsure --walk 20"
    result = home.run(
        "log", "7", "3", *options.split(), "--did", "heat", "--did", "walked the  dog", "--sleep-disturbed",
        "-m", "long drive",
    )  # fmt: skip
    assert result.code == 0
    said = {key: value for key, value in last(home).items() if key not in COMMON}
    assert said == {
        "day": "2026-11-22",
        "leg": {"worst": 7, "now": 5, "side": "left", "distal": "calf"},
        "back": {"worst": 3},
        "numb": {"present": True, "distal": "foot"},
        "weak": False,
        "sleep_disturbed": True,
        "walk_min": 20,
        "flare": "unsure",
        "did": ["heat", "walked the dog"],
        "note": "long drive",
    }
    assert (
        "leg 7, leg now 5, back 3, felt down to the calf, left side, numbness down to the foot, no weakness"
        in result.out
    )
    assert "long drive" not in result.out


def test_the_hip_is_the_buttock(home: Home) -> None:
    home.run("log", "4", "2", "--down", "Hip", "--numb-down", "hip")
    assert last(home)["leg"]["distal"] == "buttock"
    assert last(home)["numb"] == {"present": True, "distal": "buttock"}


def test_json_prints_exactly_the_saved_line(home: Home) -> None:
    result = home.run("log", "4", "2", "--json")
    (path,) = (home.folder / "data").rglob("*.jsonl")
    assert result.out == path.read_text()


def test_a_note_may_come_from_standard_input(home: Home) -> None:
    home.run("log", "4", "2", "-m", "-", answers="two\nlines\n")
    assert last(home)["note"] == "two\nlines"


@pytest.mark.parametrize(
    ("at", "day", "moment"),
    [
        ("yesterday", "2026-11-21", "2026-11-21T12:00:00Z"),
        ("07:30", "2026-11-22", "2026-11-22T07:30:00Z"),
        ("-2d", "2026-11-20", "2026-11-20T08:00:00Z"),
        ("2026-11-20T03:59", "2026-11-19", "2026-11-20T03:59:00Z"),
        ("2026-10-25T02:00", "2026-10-24", "2026-10-25T02:00:00Z"),
        ("2026-07-01 21:00", "2026-07-01", "2026-07-01T21:00:00+01:00"),
    ],
)
def test_at_says_when_it_was(home: Home, at: str, day: str, moment: str) -> None:
    assert home.run("log", "4", "2", "--at", at).code == 0
    assert (last(home)["day"], last(home)["at"]) == (day, moment)
    assert last(home)["rec"] == "2026-11-22T08:00:00Z"


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["4", "2", "--at", "09:00"], "still to come"),
        (["4", "2", "--at", "soonish"], "08:30"),
        (["4", "2", "--down", "kne"], "knee"),
        (["4", "2", "--side", "up"], "left, right, both"),
        (["4", "2", "--flare", "maybe"], "unsure"),
        (["4", "2", "--no-numb", "--numb-down", "foot"], "--numb-down"),
        (["4", "2", "--numb", "--numb-down", "none"], "--numb-down"),
        (["4", "2", "--did", " "], "--did"),
        (["4", "2", "-m", "x" * 10_001], "too long"),
        (["4", "11"], "11"),
        (["4.5", "2"], "4.5"),
        (["4", "2", "--walk", "-1"], "walk"),
        (["4"], "sciaticli log 4 2"),
        ([], "sciaticli log 4 2"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(home: Home, argv: list[str], named: str) -> None:
    result = home.run("log", *argv)
    assert result.code == 2
    assert named in result.err
    assert not (home.folder / "data").exists()


def test_no_input_never_asks(home: Home) -> None:
    assert home.run("--no-input", "log", terminal=True).code == 2


def test_three_questions(home: Home) -> None:
    result = home.run("log", terminal=True, answers=["4", "2", "calf"])
    assert result.code == 0
    assert result.err.count("?") == 3
    assert last(home)["leg"] == {"worst": 4, "distal": "calf"}
    assert last(home)["back"] == {"worst": 2}


def test_the_questions_take_hip_and_steps_back_and_mend_slips(home: Home) -> None:
    home.run("log", terminal=True, answers=["44", "5", "b", "4", "", "2", "b", "3", "hip"])
    assert last(home)["leg"] == {"worst": 4, "distal": "buttock"}
    assert last(home)["back"] == {"worst": 3}


def test_one_number_asks_for_the_rest(home: Home) -> None:
    home.run("log", "6", "--down", "thigh", terminal=True, answers=["1"])
    assert last(home)["leg"] == {"worst": 6, "distal": "thigh"}
    assert last(home)["back"] == {"worst": 1}


def test_leaving_in_the_middle_saves_nothing(home: Home) -> None:
    assert home.run("log", terminal=True, answers=["4"]).code == 130
    assert not (home.folder / "data").exists()


def test_the_morning_after_a_session_comes_first_and_once(home: Home) -> None:
    add_session(home, START - timedelta(hours=14))
    result = home.run("log", terminal=True, answers=["better", "4", "2", "none"])
    assert result.err.index("next morning") < result.err.index("leg pain")
    assert last(home)["morning"] == "better"
    assert "next morning" not in home.run("log", terminal=True, answers=["4", "2", "none"]).err


@pytest.mark.parametrize("hours", [1, 97])
def test_the_morning_is_not_asked_on_the_day_itself_nor_days_later(home: Home, hours: int) -> None:
    add_session(home, START - timedelta(hours=hours))
    assert "next morning" not in home.run("log", terminal=True, answers=["4", "2", "none"]).err


@pytest.mark.parametrize(("answer", "day"), [("yesterday", "2026-11-21"), ("today", "2026-11-22")])
def test_after_midnight_it_asks_which_day(home: Home, answer: str, day: str) -> None:
    home.clock.moment = START.replace(hour=1, minute=30)
    result = home.run("log", terminal=True, answers=[answer, "4", "2", "none"])
    assert "Saturday, the day that has just ended" in result.err
    assert last(home)["day"] == day
    assert last(home)["at"] == "2026-11-22T01:30:00Z"


def test_between_midnight_and_the_rollover_all_say_the_same_day_and_the_true_hour(home: Home) -> None:
    home.clock.advance(hours=17, minutes=2)  # 01:02 on the 23rd
    said = home.run("log", "4", "2").out
    assert said.startswith("Saved for Sunday 22 November 2026 (01:02 on Monday counts for it): ")
    shown = home.run("journal", "show").out
    assert "2026-11-23  01:02  pain        leg 4, back 2 (counts for Sunday 22 November)" in shown
    assert "on 22 November 2026" in home.run().out


def test_the_rollover_of_the_settings_decides_the_day(home: Home) -> None:
    config = home.folder / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[coach]\nrollover = "09:00"\n')
    home.run("log", "4", "2")
    assert last(home)["day"] == "2026-11-21"


def test_a_folder_that_cannot_be_written_is_named(home: Home) -> None:
    home.folder.mkdir()
    (home.folder / "data").write_text("in the way")
    result = home.run("log", "4", "2")
    assert result.code == 3
    assert str(home.folder / "data") in result.err


@pytest.mark.parametrize(
    ("option", "why"), [("--weak", "new or growing weakness"), ("--numb", "numbness that is new or growing")]
)
def test_a_new_sign_ends_the_screening_and_it_says_so_last(home: Home, option: str, why: str) -> None:
    result = home.run("log", "4", "2", option)
    assert result.code == 0
    assert result.out.startswith("Saved for")
    assert f"{why}.\nSo your last check no longer counts." in result.out
    assert result.out.endswith("sciaticli check\n")
    told = home.run("log", "4", "2", "--weak", "--json")
    assert json.loads(told.out)["weak"] is True
    assert told.err.endswith("sciaticli check\n")


def test_numbness_that_has_not_moved_says_nothing_but_a_lower_one_does(home: Home) -> None:
    home.run("log", "4", "2", "--numb-down", "knee")
    assert "check" not in home.run("log", "4", "2", "--numb-down", "knee").out
    assert "moved further down" in home.run("log", "4", "2", "--numb-down", "foot").out


def test_backdating_hides_no_sign(home: Home) -> None:
    assert "no longer counts" in home.run("log", "4", "2", "--weak", "--at", "-40d").out


def test_log_starts_light(tmp_path: Path) -> None:
    script = (
        "import sys; from sciaticli.cli.app import run; code = run(['log', '4', '2']);"
        "heavy = {'rich', 'pydantic', 'jinja2', 'sciaticli.store.catalogue'};"
        "heavy.add('sciaticli.core.planning.planner');"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    env = {"SCIATICLI_HOME": str(tmp_path)}
    done = subprocess.run(  # noqa: S603 - our own words in our own interpreter
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def checked(home: Home, **said: str) -> None:
    """Do the full check with a no to all but what is said."""
    listed = json.loads(home.run("check", "--list", "--json").out)["items"]
    answers = {item["id"]: "no" for item in listed} | {"age_band": "18_49"} | said
    home.run("check", "--answers", "-", answers=json.dumps(answers))
    home.clock.advance(minutes=5)


def clearance(home: Home) -> int:
    """Return the exit code of today's plan: 0 with leave, 4 without."""
    return home.run("today", "--plan").code


def numb(home: Home, *answers: str) -> Result:
    return home.run("log", "2", "2", "--numb", terminal=True, answers=answers)


def test_numbness_that_the_check_did_not_know_is_asked_about(home: Home) -> None:
    checked(home)
    result = numb(home, "no")
    assert "Is that numbness new, or growing?" in result.err
    assert "no longer counts" not in result.out
    assert clearance(home) == 0
    home.clock.advance(minutes=5)
    assert "Is that" not in numb(home).err


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_new_numbness_ends_the_check_and_asks_five_questions(home: Home, answer: str) -> None:
    checked(home)
    result = numb(home, answer, "yes", "yes", "no", "no", "no", "no", "yes")
    assert "numb or strange skin between the legs" in result.err
    assert result.out.startswith("Saved for")
    assert "Stop. Go to an emergency department now." in result.out
    assert clearance(home) == 4


def test_numbness_counts_as_new_where_nobody_answers(home: Home) -> None:
    checked(home)
    assert numb(home).code == 130
    assert clearance(home) == 4
    assert "numb" in home.run("journal", "show").out
    checked(home)
    home.clock.advance(days=15)
    checked(home)
    assert "no longer counts" in home.run("log", "2", "2", "--numb").out


def test_numbness_that_the_check_knows_is_not_asked_about(home: Home) -> None:
    checked(home, leg_numb_one="mid")
    assert "Is that" not in numb(home).err
    assert clearance(home) == 0


def test_pain_in_both_legs_ends_a_check_that_knew_of_one(home: Home) -> None:
    checked(home)
    assert "in both legs" in home.run("log", "3", "2", "--side", "both").out
    checked(home)
    assert home.run("log", "0", "2", "--side", "both").out.count("\n") == 2
    assert home.run("log", "3", "2", "--side", "both", "--down", "buttock").out.count("\n") == 2


def test_a_note_that_may_name_a_sign_gets_one_line_and_is_asked_about(home: Home) -> None:
    checked(home)
    assert home.run("log", "2", "2", "-m", "a quiet day").out.count("\n") == 2
    assert clearance(home) == 0
    told = home.run("log", "2", "2", "-m", "numb between the legs since noon").out
    assert told.splitlines()[-1] == "Your note may name a danger sign: sciaticli check"
    assert clearance(home) == 0
    asked = home.run("today", "--minutes", "10", terminal=True, answers=["2"]).err
    assert "You wrote a note that may name a danger sign" in asked
    assert clearance(home) == 4


def test_despair_names_whom_to_call(home: Home) -> None:
    told = home.run("log", "9", "9", "-m", "I can't go on living like this").out
    assert "You are not alone with this." in told
    assert "findahelpline.com" in told


def test_three_days_of_eight_are_told_and_asked_about(home: Home) -> None:
    checked(home)
    for _ in range(2):
        assert "8 or more" not in home.run("log", "8", "2").out
        home.clock.advance(days=1)
    assert "pain of 8 or more on three days" in home.run("log", "8", "2").out
    asked = home.run("check", "--quick", terminal=True, answers=["0"]).err
    assert "8. Pain relief does not help" in asked
    assert "Pain relief does not help" not in home.run("check", "--quick", terminal=True, answers=["0"]).err


@pytest.mark.parametrize("argv", [("4", "2", "--flare"), ("--flare", "4", "2"), ("4", "--flare", "2")])
def test_a_flare_up_alone_is_a_yes(home: Home, argv: tuple[str, ...]) -> None:
    assert home.run("log", *argv).code == 0
    entry = last(home)
    assert (entry["flare"], entry["leg"]["worst"], entry["back"]["worst"]) == ("yes", 4, 2)


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "journal")


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_weakness_that_a_full_disk_does_not_take_is_heard_and_ends_the_check(
    home: Home, monkeypatch: pytest.MonkeyPatch, extra: tuple[str, ...]
) -> None:
    checked(home)
    with monkeypatch.context() as full:
        full.setattr(journal, "append", refuse)
        result = home.run("log", "6", "3", "--weak", *extra)
    assert (result.code, result.out) == (3, "")
    assert "So your last check no longer counts. Please do it again now: sciaticli check" in result.err
    assert "No space left on device" in result.err
    plan = home.run("today", "--plan")
    assert plan.code == 4
    assert "A check could not be saved." in plan.err
    home.clock.advance(minutes=5)
    checked(home)
    assert home.run("today", "--plan").code == 0


def test_what_means_nothing_and_can_not_be_saved_is_a_plain_error(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(home)
    monkeypatch.setattr(journal, "append", refuse)
    assert home.run("log", "4", "2").err.startswith("sciaticli: journal: No space left on device\n")
    monkeypatch.undo()
    assert home.run("today", "--plan").code == 0
