"""`today` from the first question to the saved session, and every way in which it refuses."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sciaticli.cli.ask.pain import PainGiven
from sciaticli.cli.ask.pain_line import read_pain_line
from sciaticli.cli.check import result as outcome
from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.planning.plan_notes import NO_DIAGNOSIS
from sciaticli.core.record.entries import Distal
from sciaticli.core.screening.questions import Item
from support.rows import raw_row, toml_rows
from support.world import Home

NO_SIGNS = {item.value: "no" for item in Item} | {"age_band": "18_49"}
READY = ("profile.conditions=disc_herniation", "profile.side=left", "profile.equipment=mat,chair,wall")
MOST_PROMPTS, MOST_KEYS = 20, 40  # of a first day: half of what they were
READ_A_MINUTE = 240
THINK_S = 2  # from the last word of a question to its key
PAIN = ("--leg", "3", "--back", "2", "--down", "calf")


def entries(home: Home) -> list[dict[str, Any]]:
    files = sorted((home.folder / "data" / "journal").glob("*/*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def check(home: Home, **answers: str) -> int:
    text = "\n".join(f'{item} = "{word}"' for item, word in (NO_SIGNS | answers).items())
    return home.run("check", "--answers", "-", answers=text).code


def settled(home: Home) -> Home:
    """Return the home of a person who has been screened and has answered the three questions."""
    assert check(home) == 0
    assert home.run("setup", *(part for key in READY for part in ("--set", key))).code == 0
    return home


def session(home: Home, *more: str, keys: Any = (), answers: Any = (), code: int = 0) -> Any:  # noqa: ANN401
    result = home.run("today", "--yes", *PAIN, *more, keys=keys, answers=answers, terminal=True)
    assert result.code == code, result.err
    return result


@pytest.mark.parametrize(
    "form", [[], ["--plan"], ["--script"], ["--plan", "--json"], ["--flare"], ["--routine", "x"]]
)
def test_nothing_is_planned_before_a_check(home: Home, form: list[str]) -> None:
    result = home.run("today", *form)
    assert result.code == 4
    assert "sciaticli check" in result.err
    assert not (home.folder / "data").exists()


def test_a_refusal_is_one_json_document(home: Home) -> None:
    refused = json.loads(home.run("today", "--plan", "--json").out)["refused"]
    assert refused["reason"] == "missing"
    assert refused["next"] == "sciaticli check"
    assert set(refused) == {"reason", "tier", "message", "phone", "next"}


def test_a_bad_row_of_ones_own_is_left_out_and_the_day_goes_on(home: Home) -> None:
    settled(home)
    as_ever = home.run("today", "--plan", *PAIN)
    own = home.folder / "config" / "exercises.d" / "mine.toml"
    own.parent.mkdir(parents=True)
    own.write_text(toml_rows(raw_row(level=1)))
    plan = home.run("today", "--plan", *PAIN)
    assert (plan.code, plan.out) == (0, as_ever.out)
    assert plan.err.count(f"  {own}:1: exercise towel_slide: level: 1 in an exercise of your own") == 1


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("profile.conditions=knee_problem", True),
        ("profile.conditions=recent_surgery", False),
        ("profile.conditions=pregnancy_2nd_3rd_trimester", False),
        ("profile.pregnancy_week=12", False),
        ("profile.conditions=stenosis", False),
    ],
)
def test_who_has_been_seen_is_not_told_that_nobody_has_named_it(home: Home, key: str, said: bool) -> None:
    assert check(home) == 0
    home.run("setup", "--set", key, "--set", "profile.side=left")
    assert (NO_DIAGNOSIS in home.run("today", "--plan", *PAIN).out) is said


@pytest.mark.parametrize(("answers", "tier"), [({"saddle_numb": "new"}, 30), ({"leg_weak_one": "new"}, 20)])
def test_a_lock_refuses_with_its_message(home: Home, answers: dict[str, str], tier: int) -> None:
    assert check(home, **answers) == tier
    for form in ([], ["--plan"], ["--plan", "--json"], ["--flare"]):
        result = home.run("today", *form, terminal=True)
        assert result.code == 4
        assert "emergency department" in result.out + result.err
    assert [entry["kind"] for entry in entries(home)] == ["check"]


def test_a_session_needs_somebody_to_answer(home: Home) -> None:
    settled(home)
    result = home.run("today")
    assert result.code == 2
    assert "sciaticli today --plan" in result.err
    assert "sciaticli check" in result.err


def test_the_plan_is_the_document_of_the_interface(home: Home) -> None:
    settled(home)
    plan = json.loads(home.run("today", "--plan", "--json", *PAIN).out)
    assert plan["day"] == "2026-11-22"
    assert (plan["mode"], plan["phase"], plan["minutes"]) == ("normal", "settle", 15)
    timed = [item for item in plan["items"] if not item["card"]]
    assert timed
    assert plan["total_seconds"] == sum(item["seconds"] for item in timed) <= 15 * 60
    for item in plan["items"]:
        assert {"exercise", "name", "section", "card", "side", "dose", "level", "seconds", "because"} <= set(
            item
        )
        assert set(item["dose"]) == {"sets", "reps", "hold_s", "rep_rest_s", "rest_s"}
        assert item["because"].endswith(".")
    assert all({"exercise", "because"} == set(out) for out in plan["left_out"])


def test_pain_not_given_and_not_on_record_is_a_calm_day(home: Home) -> None:
    settled(home)
    plan = json.loads(home.run("today", "--plan", "--json").out)
    assert plan["phase"] == "calm"
    assert any("not known" in note for note in plan["notes"])


def test_pain_on_record_counts_for_a_day_and_the_worst_where_now_is_not_given(home: Home) -> None:
    settled(home)
    home.run("log", "7", "2")
    assert json.loads(home.run("today", "--plan", "--json").out)["phase"] == "calm"
    home.run("log", "7", "2", "--now", "3")
    assert json.loads(home.run("today", "--plan", "--json").out)["phase"] == "settle"


def test_why_names_what_was_left_out(home: Home) -> None:
    settled(home)
    assert "Left out" not in home.run("today", "--plan", *PAIN).out
    told = home.run("today", "--plan", "--why", *PAIN).out
    reasons = told.partition("Left out today:\n")[2].splitlines()
    assert len(reasons) == 9
    assert len({line.rpartition(": ")[2] for line in reasons}) == 9, "each reason stands once"
    assert reasons[-1].endswith("more reasons: --why=all")
    assert "Front plank" not in told
    assert "Front plank" in home.run("today", "--plan", "--why=all", *PAIN).out


def test_diff_says_what_changes_since_the_last_session(home: Home) -> None:
    settled(home)
    assert home.run("today", "--plan", "--diff", *PAIN).out == "This is the first session on record.\n"
    session(home, answers=["3", "1", "1", "calf", "no", "no", "no"])
    home.clock.advance(days=1)
    lines = home.run("today", "--plan", "--diff", *PAIN).out.splitlines()
    assert any(line.startswith("Not today: ") for line in lines)
    document = json.loads(home.run("today", "--plan", "--diff", "--json", *PAIN).out)
    assert document == {"day": "2026-11-23", "changes": lines}
    assert home.run("today", "--diff", *PAIN).code == 2


@pytest.mark.parametrize("minutes", ["2", "91", "ten"])
def test_minutes_have_their_ends(home: Home, minutes: str) -> None:
    result = home.run("today", "--plan", "--minutes", minutes)
    assert result.code == 2
    assert "--minutes" in result.err


def test_another_day_is_planned_to_the_end_of_the_clearance_and_not_beyond(home: Home) -> None:
    settled(home)
    assert home.run("today", "--plan", "--on", "2026-12-05", *PAIN).code == 0
    assert home.run("today", "--plan", "--on", "tomorrow", *PAIN).code == 0
    assert home.run("today", "--plan", "--on", "2026-12-20", *PAIN).code == 4
    beyond = json.loads(home.run("today", "--plan", "--json", "--on", "2026-12-20").out)
    assert beyond["refused"]["reason"] == "expired"
    assert home.run("today", "--plan", "--on", "someday").code == 2


def test_a_past_day_is_planned_from_what_was_known_then(home: Home) -> None:
    assert home.run("today", "--plan", "--on", "2026-11-21").code == 4
    settled(home)
    assert home.run("today", "--plan", "--on", "2026-11-21").code == 4
    home.clock.advance(days=2)
    home.run("log", "8", "8", "--now", "8")
    assert (
        json.loads(home.run("today", "--plan", "--json", "--on", "2026-11-22", *PAIN).out)["phase"]
        == "settle"
    )


def test_a_stranger_goes_from_the_first_question_to_a_saved_session(home: Home) -> None:
    home.draws_each_frame = True
    about, form, now = "47 0", ["no"] * 18, "3 2 calf l"
    start, ready, after = "12 15", "", ["2", "2", "thigh", "", "done"]
    answers = [about, *form, now, start, ready, *after]
    result = home.run("today", "--minutes", "5", answers=answers, terminal=True)
    assert result.code == 0, result.err[-2000:]
    assert "number now" in result.err.partition("Your age")[0]  # an emergency comes before any question
    assert "Legs: it begins below what you counted in thirty seconds." in result.err + result.out
    first, measured, last, *amends = entries(home)
    assert measured["items"] == [{"chair_stands": 12, "walk_min": 15}]
    assert (first["kind"], first["tier"], first["age_band"]) == ("check", "clear", "18_49")
    assert (last["kind"], last["ended"], last["minutes"]) == ("session", "full", 5)
    assert last["pain"]["before"] == {"leg": 3, "back": 2, "distal": "calf"}
    said = [each["set"]["pain.after"] for each in amends if "pain.after" in each["set"]]
    assert said[-1] == {"leg": 2, "back": 2, "distal": "thigh"}
    assert not (home.folder / "state" / "session.jsonl").exists()
    assert "That makes 1 of the last 7 days." in result.out


def test_the_first_day_asks_at_most_twenty_times_and_says_truly_how_long_it_takes(home: Home) -> None:
    answers = ["47 0", *["no"] * 18, "4 2 calf l"]
    result = home.run("today", keys=["q"], answers=[*answers, ""], terminal=True)
    assert result.code == 0, result.err[-2000:]
    assert len(answers) <= MOST_PROMPTS
    assert result.err.count("Ready? Enter starts") == 1  # no question: the plan stands above it to be read
    assert "chair in 30 seconds" not in result.err
    lines_and_keys = ["47 0\n", *["1"] * 18, "3 2 6 l\n"]  # a list is ended by Enter, one digit is not
    assert len("".join(lines_and_keys)) <= MOST_KEYS
    words = len(result.err.split())  # the plan is there to be looked at later
    minutes = words / READ_A_MINUTE + len(answers) * THINK_S / 60
    assert 9 <= minutes <= 11, (words, minutes)
    assert "about ten minutes" in " ".join(result.err.split())


@pytest.mark.parametrize(("sound", "said"), [("speech,tones", True), ("tones", False)])
def test_the_plan_says_what_hearing_it_all_costs(home: Home, sound: str, said: bool) -> None:
    settled(home)
    home.run("setup", "--set", f"coach.sound={sound}")
    plan = home.run("today", "--plan", *PAIN).out
    assert ("To hear it all adds about" in plan) is said
    if said:
        script = home.run("today", "--script", *PAIN).out
        ends = int(script.splitlines()[-1].split(":")[0])
        more = int(re.findall(r"adds about (\d+) minute", plan)[0])
        shown = int(re.findall(r"On the clock: (\d+) minute", plan)[0])
        assert abs(ends - shown - more) <= 1, (ends, shown, more)


FIRST_FORM = ("47 0", *["no"] * 18)


def test_who_skips_what_they_can_do_on_the_first_day_is_asked_once_more(home: Home) -> None:
    first = home.run("today", keys=["q"], answers=[*FIRST_FORM, "2 2 calf l", "", ""], terminal=True)
    assert "chair in 30 seconds" in first.err
    assert "assessment" not in {entry["kind"] for entry in entries(home)}
    again = home.run("today", keys=["q"], answers=["2", "2", "calf", "12 -", ""], terminal=True)
    assert "chair in 30 seconds" in again.err
    assert again.code == 0, again.err[-2000:]


@pytest.mark.parametrize(("down", "ends"), [("calf", True), ("thigh", True), ("buttock", False)])
def test_pain_in_both_legs_ends_a_check_that_knew_nothing_of_it(home: Home, down: str, ends: bool) -> None:
    answers = [*FIRST_FORM, f"5 2 {down} b", *(["no"] if ends else ["q"])]
    result = home.run("today", answers=answers, terminal=True)
    assert result.code == (4 if ends else 0), result.err[-1500:]
    assert ("You recorded pain in both legs." in result.err) is ends
    assert [entry["kind"] for entry in entries(home)] == ["check", "pain"]


def test_who_leaves_the_first_question_is_told_how_to_come_back(home: Home) -> None:
    result = home.run("today", answers=["q"], terminal=True)
    assert result.code == 4
    assert "When you are ready: sciaticli today" in result.err
    assert not entries(home)


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("", "The first is leg pain"),
        ("11 2 4 l", "The first is leg pain"),
        ("4", "The second is back pain"),
        ("4 2", "The third is how far down, 1 to 7."),
        ("4 2 8 l", "The third is how far down"),
        ("4 2 4", "The fourth is the side"),
        ("4 2 4 x", "The fourth is the side"),
        ("4 2 4 l 5", "The fourth is the side"),
    ],
)
def test_what_is_missing_in_the_line_about_now_is_named(line: str, missing: str) -> None:
    said = read_pain_line(line)
    assert isinstance(said, str)
    assert said.startswith(missing)


@pytest.mark.parametrize(
    ("line", "side"),
    [("4 2 4 l", Side.LEFT), ("4,2,4,right", Side.RIGHT), ("4 2 thigh b", Side.BOTH), ("4 2 4 -", None)],
)
def test_one_line_says_how_it_is_now(line: str, side: Side | None) -> None:
    assert read_pain_line(line) == (PainGiven(4, 2, Distal.THIGH), side)


def test_the_clock_shows_exactly_what_the_plan_promised(home: Home) -> None:
    settled(home)
    plan = json.loads(home.run("today", "--plan", "--json", *PAIN, "--minutes", "10").out)
    session(home, "--minutes", "10", answers=["1", "1", "calf", "", "no", "no", "no"])
    done = next(entry for entry in entries(home) if entry["kind"] == "session")
    assert [each["exercise"] for each in done["exercises"]] == [
        item["exercise"] for item in plan["items"] if not item["card"]
    ]
    assert all(each["done"]["sets"] == each["planned"]["sets"] for each in done["exercises"])


def test_q_stops_and_saves(home: Home) -> None:
    settled(home)
    session(home, keys=[240.0, "q"], answers=["1", "1", "calf", "", "no"])
    done = next(entry for entry in entries(home) if entry["kind"] == "session")
    assert done["ended"] == "early"
    assert any(each["done"]["sets"] for each in done["exercises"])
    assert any(not each["done"]["sets"] for each in done["exercises"])


def test_a_stop_before_anything_is_done_asks_nothing_and_blames_nobody(home: Home) -> None:
    settled(home)
    result = session(home, keys=["q"])
    assert "that is fine" in result.err
    assert "of the last 7 days" not in result.out
    assert [entry["kind"] for entry in entries(home)] == ["check"]


def test_a_fact_a_day_is_told_where_it_is_wanted(home: Home) -> None:
    settled(home)
    after = ["1", "1", "calf", "", "no"]
    assert "Good to know" not in session(home, keys=[240.0, "q"], answers=after).out
    assert home.run("setup", "--set", "coach.facts=true").code == 0
    told = session(home, keys=[240.0, "q"], answers=["on", *after])
    assert "Good to know: " in told.out
    topic = told.err.partition("sciaticli learn ")[2].split()[0]
    assert home.run("learn", topic).code == 0


def test_the_next_day_asks_the_re_check_and_how_the_morning_was(home: Home) -> None:
    settled(home)
    session(home, keys=[240.0, "q"], answers=["1", "1", "calf", "", "no"])
    home.clock.advance(days=1)
    result = session(home, keys=["q"], answers=["none", "same", "3"])
    assert "how was it the next morning" in result.err
    kinds = [(entry["kind"], entry.get("scope")) for entry in entries(home)]
    assert ("check", "quick") in kinds
    assert [entry["morning"] for entry in entries(home) if entry.get("morning")] == ["same"]


def test_pain_further_down_the_morning_after_asks_for_a_check_before_the_plan(home: Home) -> None:
    settled(home)
    higher = ("--leg", "3", "--back", "2", "--down", "buttock")
    done = home.run(
        "today", "--yes", *higher, keys=[240.0, "q"], answers=["1", "1", "buttock", "", "no"], terminal=True
    )
    assert done.code == 0, done.err[-1500:]
    home.clock.advance(days=1)
    result = home.run("today", *PAIN, answers=["none", "same", "no"], terminal=True)
    assert result.code == 4
    assert "moved further down" in result.err
    assert "Ready?" not in result.err


def test_anything_but_plain_noes_in_the_re_check_ends_it(home: Home) -> None:
    settled(home)
    home.clock.advance(hours=5)
    result = home.run("today", "--yes", *PAIN, answers=["2", "yes", "no", "no", "no", "1"], terminal=True)
    assert result.code in (4, 130), result.err
    assert home.run("today", "--plan").code == 4


def test_no_write_no_session(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(home)
    home.clock.advance(hours=5)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "/full")

    monkeypatch.setattr(outcome, "append", full)
    result = home.run("today", "--yes", *PAIN, answers=["none"], terminal=True)
    assert result.code == 3
    assert "no session" in result.err
    assert "Begin" not in result.out


def test_the_emergency_key_asks_the_danger_signs_and_all_no_takes_it_back(home: Home) -> None:
    settled(home)
    result = session(home, keys=[240.0, "!"], answers=["no"], code=130)
    assert "2 of 14." in result.err
    assert home.run("today", "--plan").code == 4
    kinds = [(entry["kind"], entry.get("scope"), entry.get("state")) for entry in entries(home)]
    assert ("check", "session", "open") in kinds
    assert next(entry for entry in entries(home) if entry["kind"] == "session")["ended"] == "safety"


def test_the_emergency_key_by_mistake_goes_back_and_the_check_stays(home: Home) -> None:
    settled(home)
    answers = [*["no"] * 14, "", "1", "1", "calf", "", "no", "no"]
    result = session(home, keys=[240.0, "!", 30.0, " "], answers=answers)
    assert "Your check stays as it was." in result.err
    assert home.run("today", "--plan").code == 0
    assert [entry["kind"] for entry in entries(home)].count("session") == 1
    amended = [entry["set"] for entry in entries(home) if entry["kind"] == "amend"]
    assert amended[0]["ended"] == "full"
    assert home.run("journal", "verify").code == 0


def test_a_sign_after_the_emergency_key_locks(home: Home) -> None:
    settled(home)
    signs = ["yes", "yes", "no", "under_14", *["no"] * 12]
    result = home.run("today", "--yes", *PAIN, keys=[240.0, "!"], answers=signs, terminal=True)
    assert result.code in (4, 130)
    assert home.run("today", "--plan").code == 4


def test_a_lock_from_elsewhere_stops_the_session_before_the_next_exercise(home: Home, tmp_path: Path) -> None:
    settled(home)
    other = Home(tmp_path / "other", clock=home.clock)
    check(other, saddle_numb="new")
    lines = next((other.folder / "data" / "journal").glob("*/*.jsonl")).read_text()
    away = home.folder / "data" / "journal" / "laptop"

    class Arriving(list[Any]):
        """Keys that bring the other machine's lock with the first look."""

        def __iter__(self) -> Any:  # noqa: ANN401
            away.mkdir()
            (away / "2026-11.jsonl").write_text(lines)
            return super().__iter__()

    planned = home.run("today", "--plan", *PAIN)
    assert planned.code == 0
    result = home.run("today", "--yes", *PAIN, terminal=True, keys=Arriving([300.0]))
    assert result.code == 4


def test_a_second_today_on_one_day_is_a_short_one(home: Home) -> None:
    settled(home)
    session(home, answers=["1", "1", "calf", "", "no", "no", "no"])
    plan = json.loads(home.run("today", "--plan", "--json", *PAIN, "--minutes", "30").out)
    assert plan["total_seconds"] <= 10 * 60
    assert any("trained today" in note for note in plan["notes"])


def test_on_without_plan_is_a_usage_error(home: Home) -> None:
    settled(home)
    result = home.run("today", "--on", "tomorrow", terminal=True)
    assert result.code == 2
    assert "--plan" in result.err
