"""`check` asked at a terminal: one question at a time, stepped back, mended, left, and with a lock."""

import json
from collections.abc import Iterable

import pytest

from sciaticli.cli.check.ask import ask_items, ask_quick, begin
from sciaticli.core.errors import Interrupted
from sciaticli.core.screening.questions import NERVE_ITEMS, Item
from sciaticli.core.screening.level import Level
from support.world import Home, Result, written

CLEAR = ["no"] * 28 + ["18_49", "no"]
"""Answers to every question of the form: 30 are asked when there is no pregnancy."""
RIGHT = ["yes"]


def ask(home: Home, answers: Iterable[str], *options: str) -> Result:
    return home.run("check", *options, answers=list(answers), terminal=True)


def form(**words: str | list[str]) -> list[str]:
    """Return the lines to type for a whole form; a sign takes its follow-ups in a list."""
    lines: list[str] = []
    asked = [item for item in Item if item is not Item.PREGNANCY_WARNING or "pregnant_birth" in words]
    for item in asked:
        word = words.get(item, "18_49" if item is Item.AGE_BAND else "no")
        lines += [word] if isinstance(word, str) else word
    return lines


def kinds(home: Home) -> list[tuple[str, str, str | None]]:
    """Return (scope, state, tier) of what is saved, the oldest first."""
    past = json.loads(home.run("check", "--history", "--json").out)
    return [(check["scope"], check["state"], check["tier"]) for check in reversed(past)]


NEW = ["yes", "no", "no", "days"]


def test_all_no_is_clear(home: Home) -> None:
    result = ask(home, [*CLEAR, *RIGHT])
    assert result.code == 0
    assert result.out.startswith("No warning sign in these answers.")
    assert "You answered no to every sign." in result.err
    assert kinds(home) == [("full", "finished", "clear")]


def test_the_first_question_reads_well_line_by_line(home: Home) -> None:
    assert ask(home, [*CLEAR, *RIGHT]).err.splitlines()[:12] == [
        "This asks about signs of danger. Answer for how you are now.",
        "It takes about five minutes. Type b to go back one question.",
        "",
        "First: signs that can't wait. Question 1 of 31.",
        "Is one of these true right now? Your chest hurts. You can't",
        "get your breath. You feel faint or confused. Your skin is",
        "cold and wet.",
        "One of them is enough for a yes. Then stop here and call an",
        "ambulance.",
        "  1 No",
        "  2 Yes",
        "  3 Not sure",
    ]


def test_plain_mode_and_a_terminal_ask_with_the_same_words(home: Home) -> None:
    live = ask(home, [*CLEAR, *RIGHT])
    plain = home.run("--plain", "check", answers=[*CLEAR, *RIGHT], terminal=True)
    assert (plain.out, plain.err) == (live.out, live.err)
    assert "\x1b" not in plain.err + plain.out


def test_enter_alone_is_never_an_answer(home: Home) -> None:
    assert ask(home, ["", "", *CLEAR, "", *RIGHT]).code == 0
    assert ask(home, [""] * 40).code == 130


def test_numbers_words_and_beginnings_are_answers(home: Home) -> None:
    assert ask(home, ["1", "n", "NO", *CLEAR[3:-2], "2", "1", "1"]).code == 0


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["yes", "no", "no", "days"], "new"),
        (["yes", "no", "no", "unsure"], "new"),
        (["yes", "no", "no", "weeks"], "some weeks"),
        (["yes", "no", "no", "months"], "over three months, the same"),
        (["yes", "no", "ok"], "examined, exercise is fine"),
        (["yes", "no", "not_discussed"], "examined, exercise not talked about"),
        (["yes", "yes", "no", "days"], "new"),
        (["yes", "unsure", "no", "months"], "changing or worse"),
        (["yes", "yes", "ok"], "changing or worse"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else "",
)
def test_a_yes_gets_its_status_from_at_most_three_short_questions(
    home: Home, lines: list[str], status: str
) -> None:
    result = ask(home, [*form(leg_weak_one=lines), *RIGHT])
    assert f"1. a weak leg: {status}" in result.err
    assert result.code in (0, 10, 20, 30)


def test_b_steps_back_over_items_and_out_of_follow_ups(home: Home) -> None:
    lines = form(saddle_numb=["b", "yes", "no", "b", "no"])
    lines.insert(4, "no")  # the question before saddle_numb, asked again
    result = ask(home, [*lines, *RIGHT])
    assert result.code == 0
    assert kinds(home) == [("full", "finished", "clear")]


def test_b_steps_back_over_the_question_that_was_not_asked(home: Home) -> None:
    lines = form(not_improving=["b", "yes", "no", "no", "no"])
    result = ask(home, [*lines, *RIGHT])
    assert "1. pregnancy or a birth in the last 12 weeks: yes" in result.err
    assert result.code == 10


def test_a_pregnancy_is_asked_for_its_warning_signs(home: Home) -> None:
    result = ask(home, [*form(pregnant_birth=["yes", "yes"], pregnancy_warning="yes"), *RIGHT])
    assert result.code == 30
    assert result.out.startswith("Call your maternity unit now.")


def test_a_risk_that_a_clinician_knows_of_is_cleared(home: Home) -> None:
    assert ask(home, [*form(cancer_history=["yes", "yes"]), *RIGHT]).code == 0


@pytest.mark.parametrize("item", ["bowel_change", "saddle_numb", "foot_drop", "leg_weak_one"])
def test_not_sure_shows_the_little_test_once_more(home: Home, item: str) -> None:
    result = ask(home, [*form(**{item: ["unsure", "unsure"]}), *RIGHT])
    assert result.err.count("Take your time. Try it as it says here") == 1
    assert result.code in (20, 30)
    assert ask(home, [*form(both_legs_pain="unsure"), *RIGHT]).err.count("Take your time.") == 0


def test_sex_may_be_skipped_with_its_warning(home: Home) -> None:
    result = ask(home, [*form(sexual_change="skip"), *RIGHT])
    assert (result.code, "You skipped the question on sex." in result.out) == (0, True)
    assert kinds(home) == [("full", "finished", "clear")]


def test_lifting_only_is_offered_and_opens_nothing(home: Home) -> None:
    result = ask(home, [*form(minor_injury="lift_only"), *RIGHT])
    assert (result.code, kinds(home)) == (0, [("full", "finished", "clear")])


def test_the_first_sign_opens_a_check_that_voids(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = ask(home, ["no", *NEW])
    assert result.code == 130
    assert kinds(home)[-1] == ("full", "open", None)
    assert home.run("check", "--quick", answers=["none"], terminal=True).code == 4


def test_leaving_prints_what_the_answers_so_far_give(home: Home) -> None:
    result = ask(home, ["no", *NEW])
    assert result.code == 130
    assert result.out.startswith("Stop. Go to an emergency department now.")
    said = " ".join(result.err.split())
    assert "You left the check before its end. By the answers you gave so far:" in said
    assert "No session can start until the check is done." in said
    assert kinds(home) == [("full", "open", None)]


def test_leaving_before_any_sign_changes_nothing(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = ask(home, ["no", "no"])
    assert (result.code, result.out) == (130, "")
    assert "Nothing was saved." in result.err
    assert home.run("check", "--quick", answers=["none"], terminal=True).code == 0


def test_a_soon_left_half_way_does_not_promise_sessions(home: Home) -> None:
    result = ask(home, form(cancer_history=["yes", "no"])[:-3])
    assert result.code == 130
    assert "Sessions are open" not in result.out


def test_the_last_look_mends_a_slip(home: Home) -> None:
    lines = [*form(saddle_numb=NEW), "no", "saddle_numb", "no", *RIGHT]
    result = ask(home, lines)
    assert "1. numb or strange skin between the legs: new" in result.err
    assert result.code == 0
    assert kinds(home) == [("full", "open", None), ("full", "finished", "clear")]


def test_the_last_look_goes_back_to_a_question_that_is_not_listed(home: Home) -> None:
    lines = [*CLEAR, "no", "other", "b", "b", "yes", "18_49", "no", *RIGHT]
    result = ask(home, lines)
    assert "1. long back pain with stiff mornings: yes" in result.err
    assert result.code == 10


def test_a_pregnancy_mended_in_the_last_look_asks_or_drops_its_warning_signs(home: Home) -> None:
    pregnant = form(pregnant_birth=["yes", "no"], pregnancy_warning="yes")
    assert ask(home, [*pregnant, "no", "pregnant_birth", "no", *RIGHT]).code == 0
    quiet = form(pregnant_birth=["yes", "no"], pregnancy_warning="no")
    assert ask(home, [*quiet, "no", "pregnant_birth", "yes", "yes", "yes", *RIGHT]).code == 30


def test_a_danger_to_life_ends_the_form_at_once(home: Home) -> None:
    result = ask(home, ["yes", *RIGHT])
    assert result.code == 30
    assert result.out.startswith("Call your local emergency number now. Ask for an ambulance.")
    assert kinds(home) == [("full", "open", None), ("session", "finished", "emergency")]


def test_a_danger_to_life_typed_by_mistake_goes_on_with_the_form(home: Home) -> None:
    result = ask(home, ["yes", "no", "life_threat_now", *CLEAR, *RIGHT])
    assert result.code == 0
    assert kinds(home)[-1] == ("full", "finished", "clear")


def test_json_is_one_document_and_the_talk_stays_aside(home: Home) -> None:
    result = ask(home, [*CLEAR, *RIGHT], "--json")
    assert json.loads(result.out)["tier"] == "clear"
    assert "Question 1 of 31" in result.err


# ----------------------------------------------------------------------------------------- release


def locked(home: Home) -> None:
    ask(home, [*form(saddle_numb=NEW), *RIGHT])
    home.clock.advance(days=2)


def test_a_lock_is_asked_about_first_and_stays_without_an_examination(home: Home) -> None:
    locked(home)
    result = ask(home, ["no", *CLEAR, *RIGHT])
    assert result.err.index("examined you in person") < result.err.index("Question 1 of 31")
    assert result.code == 30
    assert "The result from before stays." in result.out


def test_an_examination_ends_the_lock_and_its_item_is_not_asked_about_again(home: Home) -> None:
    locked(home)
    exam = ["in_person", "2026-11-23", "ok"]
    result = ask(home, [*exam, *form(saddle_numb=["yes", "no"]), *RIGHT])
    shown = " ".join(result.err.split())
    assert "1. numb or strange skin between the legs: examined, exercise is fine" in shown
    assert result.code == 0
    assert ask(home, [*form(saddle_numb=["yes", "no", "ok"]), *RIGHT]).code == 0


def test_exercise_not_talked_about_is_checked(home: Home) -> None:
    locked(home)
    exam = ["in_person", "2026-11-23", "not_discussed"]
    result = ask(home, [*exam, *form(saddle_numb=["yes", "no"]), *RIGHT])
    assert (result.code, "your sessions are light" in result.out) == (10, True)


def test_a_change_after_the_examination_is_an_emergency_again(home: Home) -> None:
    locked(home)
    exam = ["in_person", "2026-11-23", "ok"]
    assert ask(home, [*exam, *form(saddle_numb=["yes", "yes"]), *RIGHT]).code == 30


def test_a_date_that_can_not_be_is_asked_again(home: Home) -> None:
    locked(home)
    dates = ["soon", "2026-11-22", "2026-11-22T07:00", "2027-01-01", "2026-11-22T09:00"]
    result = ask(home, ["in_person", *dates, "ok", *CLEAR, *RIGHT])
    assert "'SOON' is no date" not in result.err
    for why in ("'soon' is no date", "add the time", "That was before the result", "still to come"):
        assert why in " ".join(result.err.split())
    assert result.code == 0


def test_no_exercise_yet_keeps_the_lock(home: Home) -> None:
    locked(home)
    assert ask(home, ["in_person", "2026-11-23", "no", *CLEAR, *RIGHT]).code == 30


def test_soon_asks_whether_somebody_was_seen(home: Home) -> None:
    ask(home, [*form(not_improving="yes"), *RIGHT])
    home.clock.advance(days=15)
    result = ask(home, ["no", *form(not_improving="yes"), *RIGHT])
    assert "Have you spoken with one since?" in " ".join(result.err.split())
    assert "there are no sessions" in result.out
    seen = ask(home, ["phone", "2026-12-01", "ok", *form(not_improving="yes"), *RIGHT])
    assert "your sessions can go on" in seen.out


def test_a_finding_says_when_it_was_first_given(home: Home) -> None:
    ask(home, [*form(leg_weak_one=["yes", "no", "ok"]), *RIGHT])
    home.clock.advance(days=10)
    result = ask(home, [*form(leg_weak_one=["yes", "no", "ok"]), *RIGHT])
    assert "On 22 November 2026 you said" in result.err
    home.clock.advance(days=184)
    assert ask(home, [*form(leg_weak_one=["yes", "no", "ok"]), *RIGHT]).code == 0


# ---------------------------------------------------------------------- the short form, and a stop


def quick(home: Home, *lines: str) -> Result:
    return home.run("check", "--quick", answers=lines, terminal=True)


def test_none_typed_whole_is_the_only_way_through(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "", "n", "no", "0", "7", "1 x", "NONE")
    assert result.code == 0
    assert result.err.count("Please type the numbers, or the whole word none, or unsure.") == 6
    assert kinds(home)[-1] == ("quick", "finished", None)


def test_a_number_voids_and_opens_its_items(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "2", "no")
    assert result.code == 4
    assert "Question 1 of 1" in result.err
    assert "You named a change in the quick re-check." in result.out
    assert kinds(home)[-1] == ("quick", "finished", None)


def test_numbers_may_be_given_together(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "4, 2", "no", "no", *NEW, "no", *RIGHT)
    assert "Question 4 of 4" in result.err
    assert result.code == 20
    assert kinds(home)[-1] == ("session", "finished", "urgent")


def test_unsure_opens_everything(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    assert "Question 19 of 19" in quick(home, "unsure", *["no"] * 19).err


def test_the_known_risks_count_when_only_a_part_is_asked(home: Home) -> None:
    lines = form()
    lines[-1] = "yes"
    assert ask(home, [*lines, *RIGHT]).code == 0
    assert quick(home, "4", "no", *NEW, "no", *RIGHT).code == 30


def test_since_names_the_last_session_or_check(home: Home) -> None:
    assert "Since last time, has any of this" in quick(home, "none").err
    ask(home, [*CLEAR, *RIGHT])
    assert "Since 22 November 2026, has any of this" in quick(home, "none").err


def test_an_old_sign_that_is_back_asks_nothing_more(home: Home) -> None:
    locked(home)
    ask(home, ["in_person", "2026-11-23", "ok", *form(saddle_numb=["yes", "no"]), *RIGHT])
    result = quick(home, "7")
    assert result.code == 30
    assert result.out.startswith("Stop. Go back to the emergency department now.")
    assert kinds(home)[-1] == ("quick", "finished", "emergency")


def test_a_stop_in_a_session_voids_before_anything_is_asked(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    assert begin(home.app())
    assert kinds(home)[-1] == ("session", "open", None)
    app = home.app(answers=["no"] * 10, terminal=True)
    assert ask_items(app, NERVE_ITEMS).level is Level.CLEAR
    assert kinds(home)[-1] == ("session", "open", None)
    assert quick(home, "none").code == 4


def test_a_stop_with_a_sign_is_printed_and_locks(home: Home) -> None:
    app = home.app(answers=["no"] * 3 + NEW + ["no"] * 6 + RIGHT, terminal=True)
    outcome = ask_items(app, NERVE_ITEMS)
    assert (outcome.code, outcome.saved) == (30, True)
    assert written(app.stdout).startswith("Stop. Go to an emergency department now.")
    assert kinds(home) == [("session", "open", None), ("session", "finished", "emergency")]


def test_a_stop_that_is_left_prints_when_to_call(home: Home) -> None:
    app = home.app(answers=["no"], terminal=True)
    with pytest.raises(Interrupted):
        ask_items(app, NERVE_ITEMS)
    assert "at once if one of these starts." in " ".join(written(app.stderr).split())


def test_the_short_form_tells_a_session_what_it_found(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    answer = ask_quick(home.app(answers=["none"], terminal=True))
    assert (answer.changed, answer.saved, answer.outcome) == (False, True, None)
    answer = ask_quick(home.app(answers=["2", "no"], terminal=True))
    assert (answer.changed, answer.outcome is not None and answer.outcome.level) == (True, Level.CLEAR)


def test_a_disk_that_refuses_is_said_when_the_check_is_left(home: Home) -> None:
    (home.folder / "data").mkdir(parents=True)
    (home.folder / "data" / "journal").write_text("a file where the journal's folder should be")
    result = ask(home, ["no", *NEW])
    assert result.code == 130
    assert "could not be saved" in result.err
    assert result.out.startswith("Stop. Go to an emergency department now.")
