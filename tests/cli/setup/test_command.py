"""`setup` through the command line: asked, set key by key, shown; what a change voids is said."""

import json
import tomllib
from datetime import date
from typing import Any

import pytest

from sciaticli.cli.setup import profile_questions
from sciaticli.cli.setup.about_you import read_about_you
from sciaticli.cli.setup.command import ask_open_keys
from sciaticli.cli.setup.profile_questions import month_told
from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import Check, CheckState, Scope, Tier
from sciaticli.core.screening.questions import FACTS, FORM, Item
from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.reading_grade import reading_grade
from support.world import START, Home

ENTER = ""


def saved(home: Home) -> dict[str, Any]:
    return tomllib.loads((home.folder / "config" / "config.toml").read_text())


def add_clear_check(home: Home) -> None:
    entry = Check(
        v=1, id="c1", at=START, rec=START, tz="UTC", day=START.date(), src="0", form=FORM, scope=Scope.FULL,
        state=CheckState.FINISHED, age_band=AgeBand.AGE_18_49, blood_thinner=YesNoUnsure.NO,
        answers={str(item): "no" for item in Item if item not in FACTS}, tier=Tier.CLEAR,
    )  # fmt: skip
    append(find_paths({"SCIATICLI_HOME": str(home.folder)}), entry)


def test_the_whole_talk(home: Home) -> None:
    answers = [
        "18 to 49", "2", "uk", "6 weeks", "left", "1, 4", "24",
        ENTER, "8", ENTER, "mor", "yoga, prone press-up", "0", "pilates", "0", ENTER,
    ]  # fmt: skip
    result = home.run("setup", answers=answers, terminal=True)
    assert result.code == 0
    assert saved(home)["profile"] == {
        "age_band": "18_49",
        "region": "GB",
        "episode_start": "2026-10",
        "side": "left",
        "conditions": ["pregnancy_2nd_3rd_trimester", "spondylolisthesis"],
        "pregnancy_week": 24,
        "pregnancy_week_on": "2026-11-22",
        "equipment": ["mat", "chair", "wall"],
        "positions_out": ["standing"],
        "time_of_day": "morning",
        "supervised": ["yoga", "prone_press_up"],
        "set_aside": [],
        "likes": ["pilates"],
        "dislikes": [],
    }
    assert "Emergency: 999 or 112." in result.err
    assert "Check that this is right where you are now." in result.err
    assert result.out == ""


def test_enter_keeps_all(home: Home) -> None:
    home.run("setup", "--set", "side=left", "--set", "conditions=", "--set", "minutes=20")
    before = saved(home)
    result = home.run("setup", answers=[ENTER] * 14, terminal=True)
    assert result.code == 0
    assert saved(home) == {"profile": {**before["profile"], "equipment": ["mat", "chair", "wall"]}}
    assert "Nothing has changed." in home.run("setup", answers=[ENTER] * 14, terminal=True).err


def test_a_way_back_goes_over_questions_that_were_not_asked(home: Home) -> None:
    answers = [ENTER, ENTER, ENTER, "right", "0", "b", "pregnant", "1", "20", "b", "b", "0"]
    result = home.run("setup", answers=[*answers, *[ENTER] * 9], terminal=True)
    assert result.code == 0
    assert saved(home)["profile"]["conditions"] == []
    assert "pregnancy_week" not in saved(home)["profile"]
    assert "Not known here: pregnant." in result.err


def test_a_talk_cut_short_keeps_what_was_said(home: Home) -> None:
    result = home.run("setup", answers=["2", "us"], terminal=True)
    assert result.code == 130
    assert saved(home) == {"profile": {"age_band": "18_49", "region": "US"}}


@pytest.mark.parametrize("word", ["q", "Quit"])
def test_q_stops_and_the_first_line_says_so(home: Home, word: str) -> None:
    result = home.run("setup", answers=["2", "us", word], terminal=True)
    assert result.code == 130
    assert result.err.startswith("A few short questions. Enter keeps what is there; q stops,")
    assert result.err.endswith("sciaticli: Stopped. What you said before is kept.\n")
    assert saved(home) == {"profile": {"age_band": "18_49", "region": "US"}}


def test_without_a_terminal_it_names_the_option(home: Home) -> None:
    result = home.run("setup")
    assert result.code == 2
    assert "--set" in result.err
    assert not (home.folder / "config").exists()


@pytest.mark.parametrize(
    ("setting", "stored"),
    [
        ("profile.minutes=10", {"profile": {"minutes": 10}}),
        ("minutes=10", {"profile": {"minutes": 10}}),
        ("profile.conditions=", {"profile": {"conditions": []}}),
        ("conditions=Stenosis, neck-problem", {"profile": {"conditions": ["stenosis", "neck_problem"]}}),
        ("profile.region=germany", {"profile": {"region": "DE"}}),
        ("profile.region=gr", {"profile": {"region": "GR"}}),
        ("profile.set_aside=bridge,hip stretch", {"profile": {"set_aside": ["glute_bridge", "hip_stretch"]}}),
        ("profile.episode_start=2026-08", {"profile": {"episode_start": "2026-08"}}),
        (
            "profile.cleared=hypertension",
            {"profile": {"cleared": ["hypertension"], "cleared_on": "2026-11-22"}},
        ),
        (
            "profile.pregnancy_week=24",
            {"profile": {"pregnancy_week": 24, "pregnancy_week_on": "2026-11-22"}},
        ),
        ("coach.sound=", {"coach": {"sound": []}}),
        ("coach.plain=true", {"coach": {"plain": True}}),
        ("coach.rollover=03:30", {"coach": {"rollover": "03:30"}}),
    ],
)  # fmt: skip
def test_set_stores(home: Home, setting: str, stored: dict[str, Any]) -> None:
    result = home.run("setup", "--set", setting)
    assert (result.code, saved(home)) == (0, stored)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("profile.minute=10", "Did you mean profile.minutes?"),
        ("minutes", "is not KEY=VALUE"),
        ("profile.conditions=stenos", "Did you mean stenosis?"),
        ("profile.side=lefft", "Did you mean left?"),
        ("profile.minutes=200", "Allowed: 3 to 90"),
        ("profile.minutes=ten", "Allowed: 3 to 90"),
        ("profile.region=germny", "Did you mean Germany (DE)?"),
        ("profile.region=PK", "no checked phone numbers"),
        ("profile.set_aside=forward_pidgeon", "Did you mean forward_pigeon?"),
        ("coach.rollover=25:00", "Allowed: a time, as 04:00"),
        ("profile.cleared_on=soon", "Allowed: a day, as 2026-11-22"),
    ],
)
def test_what_is_not_known_changes_nothing(home: Home, setting: str, said: str) -> None:
    result = home.run("setup", "--set", "profile.minutes=10", "--set", setting)
    assert result.code == 2
    assert said in result.err
    assert not (home.folder / "config").exists()


def test_an_empty_value_takes_a_key_out_and_its_day_along(home: Home) -> None:
    home.run("setup", "--set", "pregnancy_week=24", "--set", "cleared=hypertension")
    home.run("setup", "--set", "pregnancy_week=", "--set", "cleared=")
    assert saved(home) == {"profile": {"cleared": []}}


def test_a_condition_taken_out_takes_its_clearance_along(home: Home) -> None:
    home.run("setup", "--set", "conditions=recent_surgery,hypertension", "--set", "cleared=recent_surgery")
    home.run("setup", "--set", "conditions=hypertension")
    assert saved(home)["profile"] == {"conditions": ["hypertension"], "cleared": []}


def test_a_clearance_that_is_only_kept_keeps_its_day(home: Home) -> None:
    home.run(
        "setup", "--set", "conditions=hypertension", "--set", "side=left", "--set", "cleared=hypertension"
    )
    home.clock.advance(days=100)
    home.run("setup", answers=[ENTER] * 13, terminal=True)
    assert saved(home)["profile"]["cleared_on"] == "2026-11-22"


def test_the_week_of_a_pregnancy_counts_on(home: Home) -> None:
    home.run("setup", "--set", "conditions=pregnancy_2nd_3rd_trimester", "--set", "pregnancy_week=20")
    home.clock.advance(days=21)
    result = home.run("setup", answers=[ENTER, ENTER, ENTER, "left", ENTER, ENTER], terminal=True)
    assert "Enter keeps: 23" in result.err
    assert saved(home)["profile"]["pregnancy_week_on"] == "2026-11-22"


def test_notes_in_the_file_are_kept(home: Home) -> None:
    path = home.folder / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("# mine\n[profile]\nminutes = 20\n")
    assert home.run("setup", "--set", "minutes=10").code == 0
    assert path.read_text() == "# mine\n[profile]\nminutes = 10\n"
    assert [file.name for file in path.parent.iterdir()] == ["config.toml"]


def test_a_file_that_can_not_be_used_is_left_alone(home: Home) -> None:
    path = home.folder / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("[profile]\nminutes = 200\n")
    result = home.run("setup", "--set", "side=left")
    assert result.code == 3
    assert "profile.minutes" in result.err
    assert path.read_text() == "[profile]\nminutes = 200\n"


def put(home: Home, text: str) -> None:
    (home.folder / "config").mkdir(parents=True)
    (home.folder / "config" / "config.toml").write_text(text)


def test_a_key_that_can_not_be_used_is_put_right_by_set(home: Home) -> None:
    put(home, "[profile]\nminutes = 'ten' # mine\nside = 'left'\n[coach]\nrollover = 4\n")
    half = home.run("setup", "--set", "minutes=10")
    assert half.code == 3
    assert "line 5: coach.rollover takes a time, as 04:00; not 4." in half.err
    assert "line 2" not in half.err, "that one would be right"
    whole = home.run("setup", "--set", "minutes=10", "--set", "rollover=05:00")
    assert whole.code == 0, whole.err
    assert saved(home) == {"profile": {"minutes": 10, "side": "left"}, "coach": {"rollover": "05:00"}}
    assert "# mine" in (home.folder / "config" / "config.toml").read_text()


def test_no_clearance_outlives_conditions_that_could_not_be_read(home: Home) -> None:
    """Which of them the person had is not known, so each must be cleared anew."""
    put(home, "[profile]\nconditions = 'stenosis'\ncleared = ['stenosis']\ncleared_on = 2026-11-01\n")
    assert home.run("setup", "--set", "conditions=disc_herniation").code == 0
    assert saved(home)["profile"] == {"conditions": ["disc_herniation"], "cleared": []}


def test_what_voids_the_screening_is_said(home: Home) -> None:
    add_clear_check(home)
    assert "sciaticli check" not in home.run("setup", "--set", "conditions=stenosis").err
    result = home.run("setup", "--set", "conditions=stenosis,recent_surgery")
    assert result.code == 0
    assert "Your profile now names an operation, and the last check did not know that." in result.err
    assert result.err.endswith("Before your next session, do the full check: sciaticli check\n")


def test_show(home: Home) -> None:
    home.run("setup", "--set", "profile.side=left", "--set", "profile.conditions=")
    lines = home.run("setup", "--show").out.splitlines()
    assert "profile.side: left" in lines
    assert "profile.conditions: none" in lines
    assert "profile.equipment: not said" in lines
    shown = json.loads(home.run("setup", "--show", "--json").out)
    assert shown["profile"]["side"] == "left"
    assert shown["profile"]["age_band"] is None
    assert shown["coach"]["get_ready_s"] == 8
    assert home.run("setup", "--json").code == 2


def test_only_keys_that_are_open_are_asked(home: Home) -> None:
    home.run("setup", "--set", "side=left")
    app = home.app(answers=[ENTER, "0"], terminal=True)
    assert ask_open_keys(app, ("conditions", "side"))
    assert saved(home)["profile"] == {"side": "left", "conditions": []}
    assert not ask_open_keys(app, ("conditions", "side"))


def test_nobody_is_asked_who_is_not_there(home: Home) -> None:
    assert not ask_open_keys(home.app(), ("conditions",))
    assert not (home.folder / "config").exists()


@pytest.mark.parametrize(
    ("answer", "age", "told"),
    [
        ("47 0", "18_49", ()),
        ("50, none", "50_69", ()),
        ("70 3 16", "70_plus", ("stenosis", "hypertension")),
        ("17 16;3", "under_18", ("stenosis", "hypertension")),
    ],
)
def test_age_and_conditions_are_read_from_one_line(answer: str, age: str, told: tuple[str, ...]) -> None:
    assert read_about_you(answer) == (age, told)


@pytest.mark.parametrize(
    "answer", ["", "0", "47", "3 16", "47 0 3", "47 22", "47 a", "-47 0", "4.5 0", "190 0"]
)
def test_a_line_that_is_unclear_is_asked_again(answer: str) -> None:
    assert read_about_you(answer) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-08", "2026-08"),
        ("2026-11", "2026-11"),
        ("6 weeks", "2026-10"),
        ("3 months ago", "2026-08"),
        ("1 year", "2025-11"),
        ("2026-12", None),
        ("2026-13", None),
        ("august", None),
    ],
)
def test_a_month_or_a_span(text: str, month: str | None) -> None:
    assert month_told(text, date(2026, 11, 22)) == month


def test_every_condition_that_can_be_told_is_in_the_list() -> None:
    assert set(profile_questions.TOLD) == set(Condition) - {
        Condition.NUMBNESS_OR_WEAKNESS,
        Condition.GROIN_PAIN,
    }


def test_the_questions_read_easily(home: Home) -> None:
    result = home.run("setup", answers=["2", "uk", ENTER, "left", "1, 2", *[ENTER] * 11], terminal=True)
    lines = [line for line in result.err.splitlines() if line.endswith(("?", "."))]
    assert reading_grade(" ".join(lines)) <= 6


def test_what_a_person_can_do_goes_into_the_record(home: Home) -> None:
    both = home.run("setup", "--set", "start.chair_stands=12", "--set", "walk_min=20", "--set", "minutes=20")
    assert both.code == 0
    shown = json.loads(home.run("setup", "--show", "--json").out)
    assert shown["start"] == {"chair_stands": 12, "walk_min": 20}
    assert shown["profile"]["minutes"] == 20
    home.clock.advance(days=3)
    assert home.run("setup", "--set", "start.chair_stands=16").code == 0
    assert json.loads(home.run("setup", "--show", "--json").out)["start"] == {
        "chair_stands": 16,
        "walk_min": 20,
    }
    assert "Nothing has changed." in home.run("setup", "--set", "start.walk_min=20").err


@pytest.mark.parametrize(
    "setting", ["start.chair_stands=many", "start.walk_min=241", "start.chairs=3", "start.walk_min"]
)
def test_an_answer_that_can_not_be_used_changes_nothing(home: Home, setting: str) -> None:
    result = home.run("setup", "--set", "minutes=25", "--set", setting)
    assert result.code == 2
    assert json.loads(home.run("setup", "--show", "--json").out)["profile"]["minutes"] == 15
