"""`check` through the command line: the table of answers, locks and release, the short form."""

import errno
import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sciaticli.cli.check import result as check_result
from sciaticli.core.screening.questions import DETAILS, STATUSES, TIMED, Item, Recheck
from support.world import Home, Result

VIGNETTES = tomllib.loads((Path(__file__).parents[2] / "vignettes" / "screening.toml").read_text())[
    "vignette"
]
CODES = {"clear": 0, "soon": 10, "urgent": 20, "emergency": 30}


def table(**words: object) -> str:
    """Return a whole form as JSON; what is not given is no."""
    return json.dumps({str(item): "no" for item in Item} | {"age_band": "18_49"} | words)


def give(home: Home, *options: str, **words: object) -> Result:
    return home.run("check", "--answers", "-", *options, answers=table(**words))


def document(home: Home, *options: str, **words: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(give(home, "--json", *options, **words).out)
    return result


def exam(at: str, how: str = "in_person", exercise: str = "ok") -> dict[str, str]:
    return {"examined_at": at, "how": how, "exercise": exercise}


@pytest.mark.parametrize("case", VIGNETTES, ids=lambda case: case["id"])
def test_each_vignette_through_the_command_line(home: Home, case: dict[str, Any]) -> None:
    facts = {key: case[key] for key in ("age_band", "blood_thinner") if key in case}
    result = give(home, "--json", **facts, **case["answers"])
    said = json.loads(result.out)
    assert (said["tier"], said["window"]) == (case["tier"], case.get("window"))
    assert result.code == CODES[case["tier"]]


def test_a_table_may_be_toml_too(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    lines = [f'{item} = "no"' for item in Item if item is not Item.AGE_BAND]
    file.write_text("\n".join([*lines, 'age_band = "50_69"']))
    result = home.run("check", "--answers", str(file))
    assert (result.code, result.out.splitlines()[0]) == (0, "No warning sign in these answers.")


def test_every_missing_unknown_and_wrong_answer_is_named_and_nothing_saved(home: Home) -> None:
    form = json.loads(
        table(foot_drop="maybe", age_band="old", leg_weak_one={"status": "new", "on": "2026-01-01"})
    )
    del form["saddle_numb"], form["blood_thinner"]
    result = home.run("check", "--answers", "-", answers=json.dumps(form | {"colour": "red"}))
    assert result.code == 2
    assert result.out == ""
    for word in (
        "saddle_numb: missing",
        "blood_thinner: missing",
        "colour: unknown",
        "foot_drop: 'maybe' is not one of no, yes, unsure, new",
        "age_band: 'old' is not one of under_18",
        "leg_weak_one: a table is",
    ):
        assert word in result.err
    assert home.run("check", "--history").out == "No check has been recorded yet.\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [("{", 3), ("= 3", 3), ("[1", 3), ("[1]", 2), ("", 2), ('{"a": 1}', 2)],
)
def test_answers_that_are_no_table(home: Home, text: str, code: int) -> None:
    assert home.run("check", "--answers", "-", answers=text).code == code


def test_a_file_that_is_not_there_is_a_usage_error(home: Home) -> None:
    assert home.run("check", "--answers", "nowhere.toml").code == 2


def test_without_anybody_to_ask_the_option_is_named(home: Home) -> None:
    result = home.run("check")
    assert (result.code, "--answers" in result.err, result.out) == (2, True, "")
    assert home.run("--no-input", "check", terminal=True).code == 2


def test_a_clear_result_opens_sessions_for_fourteen_days(home: Home) -> None:
    said = document(home)
    assert said == {
        "tier": "clear", "window": None, "mode": None, "rules": [], "lock": None, "flags": [],
        "advice": said["advice"], "phone": {"region": None, "emergency": None, "urgent": None},
        "at": "2026-11-22T08:00:00Z", "valid_until": "2026-12-06T08:00:00Z",
    }  # fmt: skip
    assert "Sessions are open until Sunday 6 December 2026, 08:00." in said["advice"]


def test_flags_name_items_and_rules_the_highest_first(home: Home) -> None:
    said = document(home, cancer_history="yes", leg_numb_one="new")
    assert said["rules"] == ["R4b"]
    assert said["flags"] == [
        {"id": "R4b", "items": ["cancer_history", "leg_numb_one"], "tier": "urgent", "window": "today",
         "points_to": "cancer pressing on a nerve"},
        {"id": "cancer_history", "answer": "yes", "tier": "soon", "window": None,
         "points_to": "cancer in the spine"},
    ]  # fmt: skip
    assert (said["valid_until"], said["lock"]["tier"]) == (None, "urgent")


def test_soon_says_its_mode(home: Home) -> None:
    assert document(home, cancer_history="yes")["mode"] == "light"
    assert document(home, hip_no_weight="unsure")["mode"] == "pause"
    assert document(home, hip_no_weight="unsure")["valid_until"] is None


def test_an_alarm_on_a_pipe_is_also_said_on_the_terminal(home: Home) -> None:
    form = table(saddle_numb="new")
    piped = home.run("check", "--answers", "-", answers=form, terminal=True, output_terminal=False)
    assert piped.out.startswith("Stop. Go to an emergency department now.\n")
    assert piped.err.startswith("Stop. Go to an emergency department now.\n")
    shown = home.run("check", "--answers", "-", answers=form, terminal=True)
    assert "Stop." not in shown.err
    as_json = home.run("check", "--answers", "-", "--json", answers=form, terminal=True)
    assert json.loads(as_json.out)["tier"] == "emergency"
    assert as_json.err.startswith("Stop. Go to an emergency department now.\n")


def test_the_message_does_not_wait_for_the_disk(home: Home) -> None:
    (home.folder / "data").mkdir(parents=True)
    (home.folder / "data" / "journal").write_text("a file where the journal's folder should be")
    result = give(home, saddle_numb="new")
    assert result.code == 30
    assert result.out.startswith("Stop. Go to an emergency department now.\n")
    assert "This result could not be saved. What it says still holds." in result.err


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "journal")


def test_a_danger_sign_found_on_a_full_disk_keeps_sessions_closed_when_there_is_room_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert give(home).code == 0
    with monkeypatch.context() as full:
        full.setattr(check_result, "append", refuse)
        found = give(home, saddle_numb="new")
    assert found.code == 30
    assert found.err.splitlines()[-4:] == [
        "No space left on device: journal",
        "This result could not be saved. What it says still holds.",
        "This machine keeps in mind that a check must come first.",
        "Once there is room to write, run: sciaticli check",
    ]
    plan = home.run("today", "--plan")
    assert plan.code == 4
    assert "Stop. Go to an emergency department now." in plan.out + plan.err
    assert give(home).code == 30, "a new check alone does not open it"


def test_where_not_even_a_name_can_be_kept_that_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    assert give(home).code == 0
    monkeypatch.setattr(check_result, "append", refuse)
    (home.folder / "state").rename(home.folder / "gone")
    (home.folder / "state").touch()
    found = give(home, cancer_history="yes")
    assert found.code == 10
    assert found.err.splitlines()[-2:] == [
        "Nothing here can remind you of it, so write it down. Do no session until it is checked.",
        "Once there is room to write, run: sciaticli check",
    ]


def test_a_broken_config_keeps_nothing_from_being_said(home: Home) -> None:
    (home.folder / "config").mkdir(parents=True)
    (home.folder / "config" / "config.toml").write_text("[profile\nregion = 3")
    result = give(home, saddle_numb="new")
    assert result.code == 30
    assert "Call your local emergency number." in result.out
    assert result.err == ""


def test_the_region_gives_the_numbers(home: Home) -> None:
    (home.folder / "config").mkdir(parents=True)
    (home.folder / "config" / "config.toml").write_text('[profile]\nregion = "GR"\n')
    said = document(home, saddle_numb="new")
    assert said["phone"] == {"region": "GR", "emergency": "112", "urgent": "116117, where it exists"}
    assert "European Union, emergency: 112" in said["advice"]
    assert "Check that this is right where you are now." in said["advice"]


# -------------------------------------------------------------------------------- locks and release


def test_a_lock_stands_whatever_is_answered_later(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=3)
    said = document(home)
    assert (said["tier"], said["flags"], said["valid_until"]) == ("emergency", [], None)
    assert said["lock"]["signs"] == ["saddle_numb"]
    assert said["lock"]["since"] == "2026-11-22T08:00:00Z"
    result = give(home)
    assert result.code == 30
    assert result.out.startswith("Stop. Go to an emergency department now.\n")
    assert "The result from before stays." in result.out


def test_the_higher_of_lock_and_result_is_said(home: Home) -> None:
    give(home, leg_weak_one="new")
    assert give(home, cancer_history="yes").code == 20
    result = give(home, saddle_numb="new")
    assert (result.code, result.out.splitlines()[0]) == (30, "Stop. Go to an emergency department now.")


def test_an_examination_and_a_full_check_release(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    said = document(home, saddle_numb="cleared", release=exam("2026-11-23"))
    assert (said["tier"], said["lock"]) == ("clear", None)
    assert said["valid_until"] == "2026-12-08T08:00:00Z"
    assert "a lock released" in home.run("check", "--history").out


def test_exercise_not_talked_about_leaves_a_light_soon(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    said = document(home, saddle_numb="checked", release=exam("2026-11-23", exercise="not_discussed"))
    assert (said["tier"], said["mode"], said["lock"]) == ("soon", "light", None)


@pytest.mark.parametrize(
    "release",
    [
        exam("2026-11-21"),
        exam("2026-11-22T07:59"),
        exam("2026-11-22T08:00"),
        exam("2026-11-23", how="phone"),
        exam("2026-11-23", exercise="no"),
    ],
    ids=["day before", "hour before", "same moment", "by phone", "no exercise"],
)
def test_what_is_less_leaves_the_lock(home: Home, release: dict[str, str]) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    said = document(home, release=release)
    assert (said["tier"], said["lock"]["signs"]) == ("emergency", ["saddle_numb"])


@pytest.mark.parametrize(
    ("release", "words"),
    [
        (exam("2026-11-22"), "add the time, as in 2026-11-22T14:30"),
        (exam("2026-11-25"), "still to come"),
        (exam("2026-11-24T08:01"), "still to come"),
        (exam("soon"), "'soon' is no date"),
        (exam("2026-11-23", how="letter"), "how is one of in_person, phone, pharmacy"),
        (exam("2026-11-23", exercise="maybe"), "exercise one of ok, not_discussed, no"),
        ({"how": "in_person"}, "examined_at, how and exercise"),
        ("yesterday", "examined_at, how and exercise"),
    ],
    ids=str,
)
def test_a_release_that_can_not_be_meant_is_refused(home: Home, release: object, words: str) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    result = give(home, release=release)
    assert (result.code, words in result.err) == (2, True)


def test_the_same_day_releases_with_a_time_after_the_lock(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(hours=6)
    assert document(home, saddle_numb="cleared", release=exam("2026-11-22T12:30"))["lock"] is None


def test_a_toml_release_takes_a_real_date(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    lines = [f'{item} = "{"18_49" if item is Item.AGE_BAND else "no"}"' for item in Item]
    lines += ["[release]", "examined_at = 2026-11-23", 'how = "in_person"', 'exercise = "ok"']
    assert home.run("check", "--answers", "-", answers="\n".join(lines)).code == 0


def test_no_save_judges_the_answers_alone(home: Home) -> None:
    give(home, saddle_numb="new")
    result = give(home, "--no-save", "--json", cancer_history="yes")
    said = json.loads(result.out)
    assert (result.code, said["tier"], said["lock"], said["valid_until"]) == (10, "soon", None, None)
    assert "Nothing was saved." in result.err
    assert home.run("check", "--history").out.count("\n") == 1
    assert home.run("check", "--no-save").code == 2


def test_a_known_finding_keeps_its_first_date_until_it_is_too_old(home: Home) -> None:
    assert document(home, leg_weak_one={"status": "cleared", "on": "2026-07-01"})["tier"] == "clear"
    home.clock.advance(days=10)
    assert document(home, leg_weak_one="cleared")["valid_until"] == "2026-12-16T08:00:00Z"
    home.clock.advance(days=30)
    assert document(home, leg_weak_one="cleared")["flags"][0]["tier"] == "urgent"


def test_a_finding_without_any_date_counts_from_today(home: Home) -> None:
    give(home, leg_weak_one="cleared")
    home.clock.advance(days=183)
    assert document(home, leg_weak_one="cleared")["tier"] == "clear"
    home.clock.advance(days=1)
    assert document(home, leg_weak_one="cleared")["tier"] == "urgent"


def test_a_finding_can_not_be_dated_ahead(home: Home) -> None:
    result = give(home, leg_weak_one={"status": "cleared", "on": "2026-11-23"})
    assert (result.code, "still to come" in result.err) == (2, True)
    assert give(home, leg_weak_one={"status": "cleared", "on": "May"}).code == 2


def test_a_soon_nobody_looked_at_is_paused_and_an_answer_ends_it(home: Home) -> None:
    give(home, not_improving="yes")
    home.clock.advance(days=13)
    assert document(home, not_improving="yes")["valid_until"] is not None
    home.clock.advance(days=2)
    said = document(home, not_improving="yes")
    assert said["valid_until"] is None
    assert said["mode"] == "pause"
    assert "no clinician's answer is recorded" in " ".join(said["advice"].split())
    assert "there are no sessions" in said["advice"]
    said = document(home, not_improving="yes", release=exam("2026-12-01", how="phone"))
    assert said["valid_until"] is not None


# ----------------------------------------------------------------------------------- the short form


def quick(home: Home, *options: str, **words: str) -> Result:
    form = {str(line): "no" for line in list(Recheck)[:6]} | words
    return home.run("check", "--quick", "--answers", "-", *options, answers=json.dumps(form))


def test_all_no_gives_the_standing_tier(home: Home) -> None:
    assert quick(home).code == 4
    give(home)
    result = quick(home)
    assert result.code == 0
    assert result.out == "Nothing has changed.\nSessions are open until Sunday 6 December 2026, 08:00.\n"
    give(home, not_improving="yes")
    assert quick(home).code == 10
    give(home, hip_no_weight="unsure")
    assert quick(home).code == 10
    give(home, saddle_numb="new")
    result = quick(home)
    assert (result.code, result.out.splitlines()[0]) == (30, "Stop. Go to an emergency department now.")


@pytest.mark.parametrize("word", ["yes", "unsure"])
def test_any_yes_or_unsure_voids_and_names_check(home: Home, word: str) -> None:
    give(home)
    result = quick(home, recheck_leg=word)
    assert result.code == 4
    assert "sciaticli check" in result.out
    assert quick(home).code == 4
    assert give(home).code == 0
    assert quick(home).code == 0


def test_the_short_form_must_be_whole(home: Home) -> None:
    give(home)
    short = json.dumps({"recheck_leg": "perhaps", "saddle_numb": "no"})
    result = home.run("check", "--quick", "--answers", "-", answers=short)
    assert result.code == 2
    for word in ("recheck_pelvic: missing", "saddle_numb: unknown", "recheck_leg: 'perhaps' is not one of"):
        assert word in result.err


def test_a_pregnancy_adds_its_line(home: Home) -> None:
    give(home, pregnant_birth="cleared")
    result = quick(home)
    assert (result.code, "recheck_pregnancy: missing" in result.err) == (2, True)
    assert quick(home, recheck_pregnancy="no").code == 0


def test_after_an_emergency_the_old_sign_is_asked_and_its_return_locks(home: Home) -> None:
    give(home, saddle_numb="new")
    home.clock.advance(days=2)
    give(home, saddle_numb="cleared", release=exam("2026-11-23"))
    result = quick(home)
    assert (result.code, "recheck_old_sign: missing" in result.err) == (2, True)
    assert quick(home, recheck_old_sign="no").code == 0
    result = quick(home, recheck_old_sign="yes")
    assert result.code == 30
    assert result.out.startswith("Stop. Go back to the emergency department now.\n")
    assert "Go back even if a scan was clear." in result.out
    assert give(home).code == 30


def test_the_short_form_may_be_judged_without_saving(home: Home) -> None:
    give(home)
    assert quick(home, "--no-save", recheck_leg="yes").code == 4
    assert quick(home, "--no-save").code == 0
    assert quick(home).code == 0


def test_the_short_form_as_json(home: Home) -> None:
    give(home)
    said = json.loads(quick(home, "--json").out)
    assert said == {"tier": "clear", "mode": "normal", "valid_until": "2026-12-06T08:00:00Z"}
    refused = json.loads(quick(home, "--json", recheck_leg="yes").out)["refused"]
    assert (refused["reason"], refused["next"]) == ("void", "sciaticli check")
    assert refused["message"].startswith("You named a change in the quick re-check.")


# ------------------------------------------------------------------------------------ list, history


def test_list_names_every_item_with_its_answers(home: Home) -> None:
    items = json.loads(home.run("check", "--list", "--json").out)["items"]
    assert [item["id"] for item in items] == [str(item) for item in Item]
    assert {key for item in items for key in item} == {
        "id", "question", "help", "answers", "group", "follow_ups", "asked_after",
    }  # fmt: skip
    asked = {item["id"]: item.get("follow_ups") for item in items}
    assert asked["saddle_numb"]["growing"] == ["no", "yes", "unsure"]
    assert asked["saddle_numb"]["examined"] == ["no", "fine", "not_spoken", "told_not"]
    assert asked["saddle_numb"]["began"] == ["days", "weeks", "months", "unsure"]
    assert asked["bladder_start"]["began"] == ["days", "weeks", "months", "before", "unsure"]
    assert {item for item, follow in asked.items() if follow} == {str(item) for item in TIMED}
    by_id = {item["id"]: item["answers"] for item in items}
    assert by_id["life_threat_now"] == ["no", "yes", "unsure"]
    assert by_id["not_improving"] == ["no", "yes"]
    assert by_id["cancer_history"][3:] == ["checked", "cleared", "told_not", "long_ago"]
    assert by_id["age_band"] == ["under_18", "18_49", "50_69", "70_plus"]
    assert by_id["minor_injury"][3] == "lift_only"
    assert by_id["sexual_change"][3:] == ["skip", *STATUSES, "told_not", "before"]
    assert len(json.loads(home.run("check", "--list", "--quick", "--json").out)["items"]) == 10
    text = home.run("check", "--list").out
    assert text.startswith("life_threat_now\n  Is one of these true right now?")
    assert not (home.folder / "data").exists()


def test_history_shows_past_results_and_not_their_answers(home: Home) -> None:
    give(home, leg_weak_one="new")
    home.clock.advance(days=1)
    quick(home, recheck_leg="yes")
    home.clock.advance(days=1)
    give(home, hip_no_weight="unsure")
    assert home.run("check", "--history").out.splitlines() == [
        "2026-11-24 08:00  full     soon, sessions pause",
        "2026-11-23 08:00  quick    something had changed",
        "2026-11-22 08:00  full     urgent, today",
    ]
    past = json.loads(home.run("check", "--history", "--json").out)
    assert [check["tier"] for check in past] == ["soon", None, "urgent"]
    assert "answers" not in past[0]


# ------------------------------------------------------------------- follow-ups, and a key that stands twice


FOLLOWED = [
    ({"growing": "yes", "examined": "no", "began": "days"}, "leg_numb_one", 20),
    ({"growing": "unsure"}, "leg_numb_one", 10),
    ({"growing": "no", "examined": "fine"}, "saddle_numb", 0),
    ({"growing": "no", "examined": "told_not"}, "saddle_numb", 10),
    ({"growing": "no", "examined": "no", "began": "before"}, "bladder_start", 10),
]


@pytest.mark.parametrize(("asked", "item", "code"), FOLLOWED, ids=str)
def test_follow_ups_stand_for_a_status(home: Home, asked: dict[str, str], item: str, code: int) -> None:
    form = {str(each): "18_49" if each is Item.AGE_BAND else "no" for each in Item} | {item: asked}
    assert home.run("check", "--answers", "-", answers=json.dumps(form)).code == code


@pytest.mark.parametrize(
    ("asked", "item", "why"),
    [
        ({"examined": "no"}, "foot_drop", "growing and examined are both needed"),
        ({"growing": "no"}, "foot_drop", "growing and examined are both needed"),
        ({"growing": "no", "examined": "no"}, "foot_drop", "began is needed"),
        ({"growing": "maybe"}, "foot_drop", "'maybe' is not one of no, yes, unsure"),
        ({"growing": "yes", "colour": "red"}, "foot_drop", "foot_drop.colour: unknown"),
        ({"growing": "no", "examined": "no", "began": "before"}, "foot_drop", "'before' is for"),
        ({"growing": "yes"}, "rash", "takes no follow-ups"),
    ],
    ids=str,
)
def test_follow_ups_that_say_too_little_are_refused(
    home: Home, asked: dict[str, str], item: str, why: str
) -> None:
    form = {str(each): "18_49" if each is Item.AGE_BAND else "no" for each in Item} | {item: asked}
    result = home.run("check", "--answers", "-", answers=json.dumps(form))
    assert (result.code, why in result.err) == (2, True)


def test_details_may_be_left_out(home: Home) -> None:
    form = {str(each): "18_49" if each is Item.AGE_BAND else "no" for each in Item if each not in DETAILS}
    assert home.run("check", "--answers", "-", answers=json.dumps(form)).code == 0
    assert home.run("check", "--quick", "--answers", "-", answers="{}").code == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"saddle_numb": "yes", "foot_drop": "no", "saddle_numb": "no"}',
        '{"saddle_numb": {"growing": "yes", "growing": "no"}}',
        'saddle_numb = "yes"\nsaddle_numb = "no"',
        '[release]\nhow = "phone"\n[release]\nhow = "in_person"',
        'saddle_numb = { growing = "yes", growing = "no" }',
    ],
)
def test_a_key_given_twice_is_an_error(home: Home, text: str) -> None:
    for form in ((), ("--quick",)):
        result = home.run("check", *form, "--answers", "-", answers=text)
        assert (result.code, "one thing twice" in result.err) == (2, True), result.err
