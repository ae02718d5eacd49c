"""`check` asked at a terminal: one question at a time, stepped back, mended, left, and with a lock."""

import json
from collections.abc import Iterable

import pytest

from sciaticli.cli.check.ask import ask_items, ask_quick, begin, take_back_alarm
from sciaticli.core.errors import Interrupted
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import DETAILS, NERVE_ITEMS, RECHECK_OPENS, STOP_ITEMS, Item, pages_of
from sciaticli.store.paths import find_paths
from support.world import Home, Result, written

PAGES = pages_of(item for item in Item if item is not Item.AGE_BAND)
CLEAR = ["no" if len(page) == 1 else "0" for page in PAGES] + ["18_49"]
"""Answers to every page of the form: eighteen, and the age, which is asked once a year."""
RIGHT = ["yes"]
LIFTING = "3"


def ask(home: Home, answers: Iterable[str], *options: str) -> Result:
    return home.run("check", *options, answers=list(answers), terminal=True)


def form(**words: str | list[str]) -> list[str]:
    """Return the lines to type for a whole form; a sign takes its follow-ups in a list."""
    lines: list[str] = []
    for page in PAGES:
        lines += _single(page[0], words) if len(page) == 1 else _listed(page, words)
    return [*lines, *_said(words.get("age_band", "18_49"))]


def _said(word: str | list[str]) -> list[str]:
    return [word] if isinstance(word, str) else word


def _details(item: Item, words: dict[str, str | list[str]]) -> list[str]:
    asked = [detail for detail, parent in DETAILS.items() if parent is item and detail in words]
    return [line for detail in asked for line in _said(words[detail])]


def _single(item: Item, words: dict[str, str | list[str]]) -> list[str]:
    return [*_said(words.get(item, "no")), *_details(item, words)]


def _listed(page: tuple[Item, ...], words: dict[str, str | list[str]]) -> list[str]:
    """Return the numbers of a list, then what follows each, then its details."""
    shown = [*page]
    if Item.MINOR_INJURY in page:
        shown.insert(shown.index(Item.MINOR_INJURY) + 1, Item.AGE_BAND)  # the place of "lifting only"
    if Item.MINOR_INJURY in page and words.get("minor_injury") == "lift_only":
        return [LIFTING]
    named = [item for item in page if item in words]
    numbers = [f"{shown.index(item) + 1}{'?' if words[item] == 'unsure' else ''}" for item in named]
    anew = (Item.NOT_IMPROVING, Item.MORNING_STIFF, Item.BLOOD_THINNER)
    follow = [line for item in named for line in _said(words[item])[0 if item in anew else 1 :]]
    return [" ".join(numbers) or "0", *follow, *(line for item in named for line in _details(item, words))]


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
    assert ask(home, [*CLEAR, *RIGHT]).err.splitlines()[:15] == [
        "This asks about signs of danger. Answer for how you are now.",
        "It takes about eight minutes. Type b to go back. Press",
        "Ctrl-C to stop: what you said is kept here for a day, and",
        "then it is gone.",
        "No clinician has reviewed this yet.",
        "",
        "First: signs that can't wait. 1 of 19.",
        "Is one of these true right now? Your chest hurts. You can't",
        "get your breath. You feel faint or confused. Your skin is",
        "cold and wet.",
        "One of them is enough for a yes. Then stop here and call an",
        "ambulance.",
        "  1 No",
        "  2 Yes",
        "  3 Not sure",
    ]


def test_the_age_is_asked_once_a_year(home: Home) -> None:
    assert "1 of 19." in ask(home, CLEAR).err
    assert "1 of 18." in ask(home, CLEAR[:-1]).err
    home.clock.advance(days=60)
    assert "1 of 19." in ask(home, CLEAR).err


def test_the_age_and_the_blood_thinner_that_were_told_stand_in_the_profile(home: Home) -> None:
    home.run("setup", "--set", "region=GB")
    ask(home, CLEAR)
    shown = json.loads(home.run("setup", "--show", "--json").out)
    assert (shown["profile"]["age_band"], shown["profile"]["region"]) == ("18_49", "GB")
    assert shown["profile"]["blood_thinner"] == "no"
    assert home.run("today", "--plan").code == 0


def test_settings_that_can_not_be_read_are_left_alone(home: Home) -> None:
    file = find_paths({"SCIATICLI_HOME": str(home.folder)}).config_file
    file.parent.mkdir(parents=True)
    file.write_text("[profile\n")
    assert ask(home, CLEAR).code == 0
    assert file.read_text() == "[profile\n"


def test_plain_mode_and_a_terminal_ask_with_the_same_words(home: Home) -> None:
    ask(home, CLEAR)
    live = ask(home, CLEAR)
    plain = home.run("--plain", "check", answers=CLEAR, terminal=True)
    assert (plain.out, plain.err) == (live.out, live.err)
    assert "\x1b" not in plain.err + plain.out


def test_enter_alone_is_never_an_answer(home: Home) -> None:
    assert ask(home, ["", "", *CLEAR, "", *RIGHT]).code == 0
    assert ask(home, [""] * 40).code == 130


def test_numbers_words_and_beginnings_are_answers(home: Home) -> None:
    assert ask(home, ["1", "n", "NO", *CLEAR[3:-1], "2"]).code == 0


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (["yes", "no", "no", "days"], "new"),
        (["yes", "no", "no", "unsure"], "new"),
        (["yes", "no", "no", "weeks"], "some weeks"),
        (["yes", "no", "no", "months"], "over three months, the same"),
        (["yes", "no", "fine"], "examined, exercise is fine"),
        (["yes", "no", "not_spoken"], "examined, exercise not talked about"),
        (["yes", "no", "told_not"], "examined, told not to exercise"),
        (["yes", "yes"], "growing"),
        (["yes", "unsure"], "growing"),
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
    lines.insert(6, "no")  # the question before saddle_numb, asked again
    result = ask(home, [*lines, *RIGHT])
    assert result.code == 0
    assert kinds(home) == [("full", "finished", "clear")]


def test_b_steps_back_over_the_question_that_was_not_asked(home: Home) -> None:
    lines = [*CLEAR[:-1], "b", "yes", "no", "no", "18_49"]
    result = ask(home, [*lines, *RIGHT])
    assert "1. pregnancy or a birth in the last 12 weeks: yes" in result.err
    assert result.code == 10


def test_a_pregnancy_is_asked_for_its_warning_signs(home: Home) -> None:
    result = ask(home, [*form(pregnant_birth=["yes", "fine"], pregnancy_warning="yes"), *RIGHT])
    assert result.code == 30
    assert result.out.startswith("Call your maternity unit now.")


def test_a_risk_that_a_clinician_knows_of_is_cleared(home: Home) -> None:
    assert ask(home, [*form(cancer_history=["yes", "no", "fine"], cancer_active="no"), *RIGHT]).code == 0


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
    assert "Nothing was saved to your record." in " ".join(result.err.split())
    assert home.run("check", "--quick", answers=["none"], terminal=True).code == 0


def test_a_soon_left_half_way_does_not_promise_sessions(home: Home) -> None:
    result = ask(home, form(cancer_history=["yes", "no", "no"], cancer_active="no")[:-3])
    assert result.code == 130
    assert "Sessions are open" not in result.out


def test_the_last_look_mends_a_slip(home: Home) -> None:
    lines = [*form(saddle_numb=NEW), "no", "saddle_numb", "no", *RIGHT]
    result = ask(home, lines)
    assert "1. numb or strange skin between the legs: new" in result.err
    assert result.code == 0
    assert kinds(home) == [("full", "open", None), ("full", "finished", "clear")]


def test_the_last_look_goes_back_to_a_question_that_is_not_listed(home: Home) -> None:
    lines = [*form(rash=["yes", "no"]), "no", "other", "b", "b", "5", "yes", *RIGHT]
    result = ask(home, lines)
    assert "long back pain with stiff mornings: yes" in result.err
    assert result.code == 20


def test_a_pregnancy_mended_in_the_last_look_asks_or_drops_its_warning_signs(home: Home) -> None:
    pregnant = form(pregnant_birth=["yes", "no"], pregnancy_warning="yes")
    assert ask(home, [*pregnant, "no", "pregnant_birth", "no", *RIGHT]).code == 0
    quiet = form(pregnant_birth=["yes", "no"], pregnancy_warning="no")
    assert ask(home, [*quiet, "no", "pregnant_birth", "yes", "fine", "yes", *RIGHT]).code == 30


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
    assert "1 of 19." in result.err


# ----------------------------------------------------------------------------------------- release


def locked(home: Home) -> None:
    ask(home, [*form(saddle_numb=NEW), *RIGHT])
    home.clock.advance(days=2)


def test_a_lock_is_asked_about_first_and_stays_without_an_examination(home: Home) -> None:
    locked(home)
    result = ask(home, ["no", *CLEAR, *RIGHT])
    assert result.err.index("examined you in person") < result.err.index("1 of 18.")
    assert result.code == 30
    assert "The result from before stays." in result.out


def test_an_examination_ends_the_lock_and_its_item_is_not_asked_about_again(home: Home) -> None:
    locked(home)
    exam = ["in_person", "2026-11-23", "ok"]
    result = ask(home, [*exam, *form(saddle_numb=["yes", "no"]), *RIGHT])
    shown = " ".join(result.err.split())
    assert "1. numb or strange skin between the legs: examined, exercise is fine" in shown
    assert result.code == 0
    assert ask(home, [*form(saddle_numb=["yes", "no", "fine"]), *RIGHT]).code == 0


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
    ask(home, [*form(leg_weak_one=["yes", "no", "fine"]), *RIGHT])
    home.clock.advance(days=10)
    result = ask(home, [*form(leg_weak_one=["yes", "no", "fine"]), *RIGHT])
    assert "On 22 November 2026 you said" in result.err
    home.clock.advance(days=184)
    assert ask(home, [*form(leg_weak_one=["yes", "no", "fine"]), *RIGHT]).code == 0


# ---------------------------------------------------------------------- the short form, and a stop


def quick(home: Home, *lines: str) -> Result:
    return home.run("check", "--quick", answers=lines, terminal=True)


def test_nothing_but_none_goes_through(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "", "ok", "8", "1 x", "00", "NONE")
    assert result.code == 0
    said = " ".join(result.err.split())
    assert said.count("Please type the numbers, or 0, none or n if none is true.") == 5
    assert [quick(home, word).code for word in ("none", "0", "n", "no")] == [0] * 4


def test_the_short_form_fits_twelve_lines_and_explains_itself(home: Home) -> None:
    ask(home, CLEAR)
    result = quick(home, "0")
    assert len(result.err.splitlines()) <= 12
    assert all(len(line) <= 60 for line in result.err.splitlines())
    assert "A foot that slaps" in quick(home, "h", "0").err
    assert kinds(home)[-1] == ("quick", "finished", None)


def test_a_number_voids_and_opens_its_items(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "2", "no")
    assert result.code == 4
    assert "1 of 1." in result.err
    assert "You named a change in the quick re-check." in result.out
    assert kinds(home)[-1] == ("quick", "finished", None)


def test_numbers_may_be_given_together(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    result = quick(home, "4, 2", "no", "no", *NEW, "no", "no", *RIGHT)
    assert "5 of 5." in result.err
    assert result.code == 20
    assert kinds(home)[-1] == ("session", "finished", "urgent")


def test_unsure_opens_everything(home: Home) -> None:
    ask(home, [*CLEAR, *RIGHT])
    pages = pages_of(item for opened in RECHECK_OPENS.values() for item in opened)
    said = quick(home, "unsure", *["no" if len(page) == 1 else "0" for page in pages]).err
    assert (len(pages), "17 of 17." in said) == (17, True)


def test_the_known_risks_count_when_only_a_part_is_asked(home: Home) -> None:
    assert ask(home, [*form(blood_thinner="yes"), *RIGHT]).code == 0
    assert quick(home, "4", "no", *NEW, "no", "no", *RIGHT).code == 30


def test_since_names_the_last_session_or_check(home: Home) -> None:
    assert "Since last time, is one of these true?" in quick(home, "none").err
    ask(home, [*CLEAR, *RIGHT])
    assert "Since 22 November 2026, is one of these true?" in quick(home, "none").err


def test_an_old_sign_that_is_back_asks_nothing_more(home: Home) -> None:
    locked(home)
    ask(home, ["in_person", "2026-11-23", "ok", *form(saddle_numb=["yes", "no"]), *RIGHT])
    result = quick(home, "8")
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


def test_a_stop_by_mistake_leaves_the_full_check_what_it_was(home: Home) -> None:
    ask(home, CLEAR)
    begin(home.app())
    pages = pages_of(STOP_ITEMS)
    app = home.app(answers=["no" if len(page) == 1 else "0" for page in pages], terminal=True)
    assert take_back_alarm(app, ask_items(app, STOP_ITEMS))
    assert kinds(home)[-1] == ("session", "finished", "clear")
    assert quick(home, "none").code == 0


# -------------------------------------------------------------------- left, and gone on with


def test_a_check_that_was_left_goes_on_where_it_was(home: Home) -> None:
    result = ask(home, ["no", "no", *NEW])
    assert "Your answers are kept here for a day." in " ".join(result.err.split())
    home.clock.advance(hours=23)
    result = ask(home, ["yes", *CLEAR[3:], *RIGHT])
    assert "both legs. 4 of 19." in result.err
    assert "wait. 1 of 19." not in result.err
    assert result.code == 30
    assert not (home.folder / "state" / "check.json").exists()


def test_what_was_kept_is_private_and_gone_after_a_day(home: Home) -> None:
    ask(home, ["no", "no"])
    kept = home.folder / "state" / "check.json"
    assert kept.stat().st_mode & 0o077 == 0
    home.clock.advance(hours=24)
    home.run("log", "4", "2")
    assert not kept.exists()
    assert "1 of 19." in ask(home, CLEAR).err


def test_a_new_start_forgets_what_was_kept(home: Home) -> None:
    ask(home, ["no", *NEW])
    result = ask(home, ["no", *CLEAR])
    assert (result.code, "1 of 19." in result.err) == (0, True)


def test_going_on_with_a_sign_does_not_mend_what_it_ended(home: Home) -> None:
    ask(home, CLEAR)
    ask(home, ["no", *NEW])
    assert quick(home, "none").code == 4


def test_the_first_thing_to_do_stands_right_above_the_prompt(home: Home) -> None:
    lines = ask(home, ["yes", *RIGHT]).err.splitlines()
    prompt = next(n for n, line in enumerate(lines) if line.startswith("Your answer, 1 to 2"))
    above = " ".join(lines[prompt - 2 : prompt])
    assert "Call your local emergency number now. Ask for an ambulance." in above


def test_every_prompt_names_the_way_out(home: Home) -> None:
    lines = ask(
        home, [*form(saddle_numb=NEW, cancer_history=["yes", "no", "no"], cancer_active="no"), *RIGHT]
    )
    prompts = [line for line in lines.err.splitlines() if line.startswith("Your answer")]
    assert len(prompts) > 20
    assert all("Ctrl-C: stop" in line for line in prompts)


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
