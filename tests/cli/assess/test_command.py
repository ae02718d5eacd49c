"""`assess` through the command line: the direction test, own activities, and the one global question."""

import json
from typing import Any

import pytest

from sciaticli.cli.assess.direction_test import NUMB, QUESTIONS, WORDS
from sciaticli.core.record.entries import Check
from sciaticli.store.journal import append
from sciaticli.store.paths import find_paths
from support.reading_grade import reading_grade
from support.screenings import a_check
from support.world import START, Home, Result

START_ANSWERS = ["yes", "no", "no", "no", "no"]
BEGIN = ""
NO_NUMBNESS = "n"
SAME, LESS = "1", "2"
NOTHING_NEW = "1"
FREE, STIFF = "1", "2"


@pytest.fixture
def person(home: Home) -> Home:
    """A person with a full check of ten minutes ago and the three answers of a first run."""
    append(paths(home), cleared())
    home.run("setup", "--set", "conditions=", "--set", "side=left", "--set", "equipment=mat,chair,wall")
    home.clock.advance(minutes=10)
    return home


def cleared() -> Check:
    return a_check(START)


def paths(home: Home) -> Any:  # noqa: ANN401 - a folder of paths
    return find_paths({"SCIATICLI_HOME": str(home.folder)})


def entries(home: Home, kind: str = "assessment") -> list[dict[str, Any]]:
    """Return the entries of a kind as their amendments left them."""
    files = sorted((home.folder / "data" / "journal").rglob("*.jsonl"))
    found = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    for amend in (entry for entry in found if entry["kind"] == "amend"):
        next(entry for entry in found if entry["id"] == amend["of"]).update(amend["set"])
    return [entry for entry in found if entry["kind"] == kind]


def pain(leg: int, down: str, back: int = 2) -> list[str]:
    return [str(leg), str(back), down]


def after_set(leg: int, down: str, during: str = SAME) -> list[str]:
    return [during, *pain(leg, down), NOTHING_NEW]


def later(leg: int, down: str, ease: str = STIFF) -> list[str]:
    return [*pain(leg, down), NOTHING_NEW, ease]


def baseline(leg: int, down: str) -> list[str]:
    return [NO_NUMBNESS, *pain(leg, down), STIFF]


def run(home: Home, *answers: str, keys: tuple[str | float, ...] = ()) -> Result:
    return home.run("assess", "direction", answers=answers, terminal=True, output_terminal=False, keys=keys)


def extension(leg: int, down: str) -> list[str]:
    """All four steps of the extension trial, with the same record after each."""
    return [*after_set(leg, down), *after_set(leg, down), *(after_set(leg, down) + later(leg, down)) * 2]


def flexion(leg: int, down: str) -> list[str]:
    return [*after_set(leg, down), *(after_set(leg, down) + later(leg, down)) * 2]


def begin(leg: int = 4, down: str = "calf") -> list[str]:
    return [*START_ANSWERS, *pain(leg, down), BEGIN, *baseline(leg, down)]


def test_a_direction_that_helps_ends_the_test_and_the_next_morning_decides(person: Home) -> None:
    result = run(person, *begin(), *extension(2, "thigh"))
    assert result.code == 0
    assert "Today, bending back drew the pain out of the leg." in result.out
    assert "The next morning decides. Tomorrow, write down how it is: sciaticli log" in result.err
    (entry,) = entries(person)
    assert (entry["form"], entry["result"]) == ("direction@1", "extension")
    assert [move["move"] for move in entry["moves"]] == [
        "prone_lying",
        "prone_on_elbows",
        "prone_press_up",
        "prone_press_up",
    ]
    first = entry["moves"][0]
    assert (first["leg_before"], first["distal_before"]) == (4, "calf")
    assert (first["after"], first["lasting"]) == ("centralised", "better")
    assert entry["items"][0] == {
        "at": "baseline", "leg": 4, "back": 2, "distal": "calf", "numb": False, "ease": "stiff",
    }  # fmt: skip


def test_the_engine_times_every_set(person: Home) -> None:
    before = person.clock.ms
    run(person, *begin(), *extension(2, "thigh"))
    # two minutes of lying, two and two of positions, two sets with two minutes after each
    assert person.clock.ms - before > (120 + 240 + 240) * 1000


def test_what_changes_nothing_is_neutral_after_both(person: Home) -> None:
    result = run(person, *begin(), *extension(4, "calf"), *pain(4, "calf"), *flexion(4, "calf"))
    assert result.code == 0
    assert "no direction changed much" in result.out
    assert "Ten minutes of ease before the other direction." in result.err
    (entry,) = entries(person)
    assert entry["result"] == "neutral"


def test_a_spread_that_stays_by_bending_back_ends_the_day_and_is_marked(person: Home) -> None:
    down = [*after_set(4, "foot"), *pain(4, "foot"), NOTHING_NEW]
    result = run(person, *begin(), *down)
    assert result.code == 0
    assert "One minute, then the same questions again." in result.err
    assert "so the test ends for today. On another day a side glide" in result.told
    assert "show it to a physio or a doctor" in result.told
    (entry,) = entries(person)
    assert entry.get("result") is None
    assert [move.get("mark") for move in entry["moves"]] == ["peripheralises"]
    again = run(person, *START_ANSWERS, *pain(4, "calf"))
    assert "Bending back sent the pain down today." in again.err
    person.clock.advance(days=2)
    third = run(person, "none", *begin(3), *flexion(1, "thigh"))
    assert "Today, bending forward drew the pain out of the leg." in third.out
    assert "put one foot up on a low step" in third.out


def test_a_centraliser_whose_back_aches_more_is_sent_on_and_not_away(person: Home) -> None:
    def record(leg: int, down: str, back: int) -> list[str]:
        settled = [*pain(leg, down, back), NOTHING_NEW, STIFF]
        return [SAME, *pain(leg, down, back), NOTHING_NEW, *settled]

    lying = [SAME, *pain(3, "thigh", 5), NOTHING_NEW] * 2
    begun = [*START_ANSWERS, *pain(5, "foot", 3), BEGIN, NO_NUMBNESS, *pain(5, "foot", 3), STIFF]
    result = run(person, *begun, *lying, *record(2, "buttock", 6), *record(2, "buttock", 6))
    assert "Today, bending back drew the pain out of the leg." in result.out
    assert "rolled towel" in result.out
    assert entries(person)[0]["result"] == "extension"


def test_a_test_that_is_killed_keeps_its_records(person: Home) -> None:
    """Each set is on the disk before the next begins; a cut at a question saves nothing more."""
    run(person, *begin(), *after_set(3, "calf"), *after_set(3, "calf"))
    (entry,) = entries(person)
    assert len(entry["moves"]) == 2
    lines = [path.read_text() for path in (person.folder / "data" / "journal").rglob("*.jsonl")]
    assert "".join(lines).count('"kind":"assessment"') == 1


def test_numbness_that_a_clinician_has_cleared_is_no_reason_against_it(home: Home) -> None:
    append(paths(home), a_check(START, leg_numb_one="cleared"))
    home.run("setup", "--set", "conditions=", "--set", "side=left", "--set", "equipment=mat,chair,wall")
    home.clock.advance(minutes=10)
    answers = [*START_ANSWERS[:2], *START_ANSWERS[3:], *begin()[len(START_ANSWERS) :]]
    result = run(home, *answers, *extension(2, "thigh"))
    assert NUMB[0] not in result.err
    assert entries(home)[0]["result"] == "extension"


def test_a_spread_that_goes_back_within_a_minute_goes_on(person: Home) -> None:
    back_up = [*after_set(4, "foot"), *pain(4, "calf"), NOTHING_NEW]
    rest = [*after_set(4, "calf"), *(after_set(2, "thigh") + later(2, "thigh")) * 2]
    run(person, *begin(), *back_up, *rest)
    (entry,) = entries(person)
    assert entry["result"] == "extension"
    assert "mark" not in entry["moves"][0]
    assert entry["moves"][0]["distal_at_once"] == "foot"


def test_leg_pain_that_stays_up_ends_the_whole_test_without_a_result(person: Home) -> None:
    worse = [*after_set(6, "calf"), *pain(6, "calf"), NOTHING_NEW]
    result = run(person, *begin(), *worse)
    assert result.code == 0
    assert "the test ends here" in result.err
    (entry,) = entries(person)
    assert "result" not in entry or entry["result"] is None
    assert entry["moves"][0]["lasting"] == "worse"


@pytest.mark.parametrize("sign", ["numb", "weak"])
def test_a_new_sign_ends_all_and_asks_the_danger_signs(person: Home, sign: str) -> None:
    answers = [*begin(), *after_set(4, "calf"), SAME, *pain(4, "calf"), sign]
    result = run(person, *answers, *["no"] * 20)
    assert result.code == 4
    (entry,) = entries(person)
    assert len(entry["moves"]) == 2
    assert entry["moves"][1]["lasting"] == "worse"
    assert entry.get("result") is None
    assert person.run("assess", "direction").code == 4


def test_a_full_disk_does_not_hide_the_danger_signs(person: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "journal")

    monkeypatch.setattr("sciaticli.store.journal.append", full)
    answers = [*begin(), *after_set(4, "calf"), SAME, *pain(4, "calf"), "weak"]
    result = run(person, *answers, "yes", *["no"] * 30)
    assert "The test could not be saved: No space left on device: journal" in result.err
    assert "The session has stopped" in result.err


def test_the_danger_key_ends_all(person: Home) -> None:
    result = run(person, *begin(), *["no"] * 20, keys=(150.0, "!"))
    assert result.code == 4
    assert person.run("today", "--plan").code == 4


def test_leaving_keeps_what_was_recorded_without_a_result(person: Home) -> None:
    result = run(person, *begin(), *after_set(2, "thigh"), keys=(270.0, "q"))
    assert result.code == 0
    assert "Ended early." in result.err
    (entry,) = entries(person)
    assert len(entry["moves"]) == 1
    assert entry.get("result") is None


def test_a_talk_cut_short_keeps_what_was_recorded(person: Home) -> None:
    result = run(person, *begin(), *after_set(2, "thigh"), SAME)
    assert result.code == 130
    assert len(entries(person)[0]["moves"]) == 1


def test_dizziness_ends_the_test_for_today(person: Home) -> None:
    result = run(person, *begin(), SAME, *pain(4, "calf"), "dizzy")
    assert result.code == 0
    assert "Lie down and rest." in result.err
    assert entries(person) == []


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("answer", ["other", "unsure"])
def test_one_wrong_answer_at_the_start_is_no_test(person: Home, number: int, answer: str) -> None:
    answers = list(START_ANSWERS)
    answers[number] = {"yes": "no", "no": "yes"}[answers[number]] if answer == "other" else "unsure"
    result = run(person, *answers)
    assert result.code == 0
    assert entries(person) == []


def test_leg_pain_above_seven_is_no_test(person: Home) -> None:
    result = run(person, *START_ANSWERS, *pain(8, "calf"))
    assert result.code == 0
    assert "nothing is tested" in result.err
    assert entries(person) == []


def test_at_six_only_positions_of_rest_are_compared_and_give_no_label(person: Home) -> None:
    rests = [*after_set(6, "calf"), *after_set(5, "thigh"), *after_set(6, "calf")]
    result = run(person, *begin(6, "calf"), *rests)
    assert result.code == 0
    assert "Least sore: Side-lying rest with pillow." in result.out
    (entry,) = entries(person)
    assert entry.get("result") is None
    assert [move["move"] for move in entry["moves"]] == ["prone_lying", "side_lying_rest", "rest_90_90"]


@pytest.mark.parametrize(
    "condition", ["recent_surgery", "compression_fracture", "pregnancy_2nd_3rd_trimester"]
)
def test_who_must_not(home: Home, condition: str) -> None:
    home.run("setup", "--set", f"conditions={condition}", "--set", "side=left", "--set", "equipment=mat")
    facts = ("recent_surgery", "compression_fracture", "pregnancy_2nd_3rd_trimester")
    append(paths(home), a_check(START, facts=facts))
    home.clock.advance(minutes=10)
    result = run(home, *START_ANSWERS, *pain(3, "calf"))
    assert result.code == 0
    assert entries(home) == []


def test_it_needs_leave_to_train_and_somebody_there(home: Home) -> None:
    refused = home.run("assess", "direction")
    assert refused.code == 4
    assert "sciaticli check" in refused.err
    append(paths(home), cleared())
    assert home.run("assess", "direction").code == 2


def test_after_an_hour_the_re_check_comes_first(person: Home) -> None:
    person.clock.advance(hours=2)
    result = run(person, "none", *START_ANSWERS[:1], "yes")
    assert result.code == 0
    assert "Come back when two hours have passed" in result.err
    person.clock.advance(hours=2)
    run(person, "1")
    assert entries(person) == []
    assert person.run("assess", "direction").code == 4


def test_the_honest_limits_stand_in_the_help(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    said = home.run("assess", "direction", "--help").out + capsys.readouterr().out
    text = " ".join(said.split())
    assert "a self-test is less sure than either" in text
    assert "it has not been shown to pick the exercise that helps most" in text


def test_what_is_said_reads_easily(person: Home) -> None:
    down = [*after_set(4, "foot"), *pain(4, "foot"), NOTHING_NEW]
    result = run(person, *begin(), *down)
    lines = [line for line in result.err.splitlines() if line.endswith(("?", "."))]
    ends = [why for _, _, why in QUESTIONS]
    assert reading_grade(" ".join([*lines, *ends, *WORDS.values()])) <= 6


def test_own_activities_are_scored_and_kept(home: Home) -> None:
    answers = ["sit through a film", "3", "put on socks", "5", "", "carry shopping", "4", ""]
    result = home.run("assess", "function", answers=answers, terminal=True)
    assert result.code == 0
    assert result.out == (
        "sit through a film: 3 of 10\nput on socks: 5 of 10\ncarry shopping: 4 of 10\nMean: 4.0 of 10\n"
        "sit through a film: the path Trunk leads there, to Dead bug. It comes first on\ntraining days.\n"
        "carry shopping: the path Back leads there, to Box lift practice.\n"
        "put on socks: the path Back leads there, to Hip hinge with stick.\n"
        "How near you are: sciaticli progress --strands\n"
    )
    (entry,) = entries(home)
    assert entry["form"] == "psfs@1"
    assert entry["items"] == [
        {"act": "a1", "label": "sit through a film", "score": 3},
        {"act": "a2", "label": "put on socks", "score": 5},
        {"act": "a3", "label": "carry shopping", "score": 4},
    ]
    assert (entry["score"], entry["max"]) == (4.0, 10)


def test_an_early_end_needs_three_activities_first(home: Home) -> None:
    answers = ["sit", "3", "", "socks", "5", "", "shop", "4", ""]
    assert home.run("assess", "function", answers=answers, terminal=True).code == 0
    assert len(entries(home)[0]["items"]) == 3


def test_the_second_time_the_same_are_asked_and_a_new_one_gets_a_new_id(home: Home) -> None:
    first = ["sit", "3", "socks", "5", "shop", "4", ""]
    home.run("assess", "function", answers=first, terminal=True)
    home.clock.advance(days=14)
    again = ["5", "11", "7", "b", "7", "r", "climb stairs", "6"]
    result = home.run("assess", "function", answers=again, terminal=True)
    assert result.code == 0
    assert [(row["act"], row["score"]) for row in entries(home)[1]["items"]] == [
        ("a1", 5),
        ("a2", 7),
        ("a4", 6),
    ]
    assert "The same things on 2026-11-22: 4.0. Today: 6.0." in result.out
    assert "can be chance" not in result.out


def test_a_stored_mean_that_is_wrong_is_said(home: Home) -> None:
    home.run("assess", "function", answers=["sit", "3", "socks", "5", "shop", "4", ""], terminal=True)
    (path,) = (home.folder / "data" / "journal").rglob("*.jsonl")
    path.write_text(path.read_text().replace('"score":4.0', '"score":9.0'))
    result = home.run("assess", "function", answers=["5", "7", "6"], terminal=True)
    assert "the stored score 9.0 is not the mean of its activities, 4.0" in result.told


def test_the_global_question(home: Home) -> None:
    result = home.run("assess", "change", answers=["2"], terminal=True)
    assert (result.code, result.out) == (0, "Saved: much better.\n")
    (entry,) = entries(home)
    assert (entry["form"], entry["score"], entry["max"]) == ("pgic@1", 2, 7)


@pytest.mark.parametrize("scale", ["function", "change"])
def test_the_scales_need_somebody_there(home: Home, scale: str) -> None:
    home.begins_cold = True
    assert home.run("assess", scale).code == 2
    assert not home.folder.exists()


def test_the_three_questions_lead_to_words_and_can_each_be_left_open(person: Home) -> None:
    said = person.run("assess", "outlook", answers=["", "yes", "2"], terminal=True)
    assert said.code == 0
    assert "sciaticli learn mood" in said.out
    assert "crisis line" in said.out
    assert "learn worry" not in said.out
    shown = person.run("journal", "show")
    assert "outlook, answered" in shown.out
    exported = json.loads(person.run("journal", "export").out.splitlines()[-1])
    assert [(item["act"], item["answer"]) for item in exported["items"]] == [("mood", "yes"), ("hope", "no")]


def test_nobody_is_asked_the_three_questions_in_a_pipe(person: Home) -> None:
    assert person.run("assess", "outlook").code == 2
