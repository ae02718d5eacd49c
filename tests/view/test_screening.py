"""The screening's messages: exact text, 60 columns, no markup, something to read for every combination."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciaticli.core.record.entries import CheckState, Scope, SoonMode, Tier
from sciaticli.core.screening.clearance import Reason, Refused
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import lock_of
from sciaticli.core.screening.questions import FACTS, Answer, Answers, Item, words_for
from sciaticli.core.screening.triage import triage
from sciaticli.store.screening import load_wording
from sciaticli.view.screening import (
    answered_lines,
    emergency_lines,
    first_sentences,
    history_line,
    level_words,
    lock_lines,
    number_lines,
    open_line,
    refusal_lines,
    result_lines,
)
from support.screenings import a_check, a_quick, answers

UNNAMED = {"both_legs_known", "hands_clumsy", "hard_training", "steroid_pills", "infection_kind"}
"""Details that only weigh in with the item they hang on."""
WORDING = load_wording()
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

CAUDA_EQUINA = """\
Stop. Go to an emergency department now.

You told us: numb or strange skin between the legs.
The nerves at the base of your spine might be squeezed. That
is rare. Fast care can keep the harm from lasting.

Go to a hospital that takes emergency cases. A walk-in
clinic is not enough. Do not wait for a visit to your
doctor.
Do not drive: your legs could fail you. Ask for a lift, or
take a taxi.
Call 999 or 112 if you have no safe ride, if you can't walk,
or if you feel very ill.

Say this:
  "I have back or leg pain, and numb or strange skin between
  the legs, for less than two weeks. I need to be checked
  for cauda equina syndrome."

Take your list of drugs. Tell them when you last passed
water.
If you are sent home and a sign grows or a new one comes, go
back.

United Kingdom, emergency: 999 or 112
United Kingdom, advice: 111 (in Northern Ireland the
out-of-hours doctor)
We could not check the advice line against its own page.
Check that this is right where you are now."""

URGENT_TODAY = """\
Please be examined today.

You told us: a weak leg; pain that pain relief does not
help.
It needs a look today, so that nothing is missed.

Call your doctor.
If nobody can see you today, go to an emergency department.

Say this:
  "I have sciatica, and a weak leg and pain that pain relief
  does not help, for less than two weeks. I was told to be
  seen today."

No exercise until then.
Ask for help with pain relief too. You do not have to bear
this.
Call 911 at once if one of these starts. You lose control of
bladder or bowel. You go numb between the legs. Both legs
hurt, go weak or go numb.

United States, emergency: 911
There is no free advice line for the whole country that we
know of.
Check that this is right where you are now."""

UNKNOWN_REGION = """\
Call your local emergency number. 112 works in the EU and on
many mobile phones elsewhere. In North America use 911.
To have your numbers shown here: sciaticli setup --set
profile.region=GB (your own two letters)."""


def shown(region: str | None, **words: str) -> str:
    return "\n".join(result_lines(triage(answers(**words)), WORDING, region))


def test_an_emergency_in_full() -> None:
    assert shown("GB", saddle_numb="new") == CAUDA_EQUINA


def test_an_urgent_result_in_full() -> None:
    assert shown("US", leg_weak_one="new", pain_uncontrolled="new") == URGENT_TODAY


def test_an_unknown_region_never_gets_a_number_alone() -> None:
    text = shown(None, saddle_numb="new")
    assert "Call your local emergency number if you have no safe ride" in text
    assert text.endswith(UNKNOWN_REGION)
    assert "\n".join(number_lines(WORDING, "PE")) == UNKNOWN_REGION


BOOK = "Book a visit to a clinician within two weeks."
NO_SIGN = "No warning sign in these answers."


@pytest.mark.parametrize(
    ("words", "first", "also"),
    [
        ({"life_threat_now": "yes"}, "Call 999 or 112 now. Ask for an ambulance.", "Unlock the door."),
        ({"pregnancy_warning": "yes"}, "Call your maternity unit now. If nobody", "Lie on your side"),
        ({"foot_drop": "new"}, "Stop. Go to an emergency department now.", "strong pressure on a nerve"),
        ({"weight_loss": "new"}, "Please be examined within two days.", "seen within two days"),
        ({"cancer_history": "yes"}, BOOK, "your sessions are light"),
        ({"not_improving": "yes"}, BOOK, "your sessions can go on"),
        ({"hip_no_weight": "unsure"}, BOOK, "there are no sessions"),
        ({}, NO_SIGN, "This can't rule out a serious cause."),
        ({"leg_numb_one": "new"}, NO_SIGN, "A numb or tingly patch in one leg is common."),
        ({"bone_risk": "unsure"}, NO_SIGN, "You were not sure about your bones."),
        ({"infection_risk": "unsure"}, NO_SIGN, "You were not sure about your risk"),
        ({"sexual_change": "skip"}, NO_SIGN, "You skipped the question on sex."),
    ],
    ids=str,
)
def test_each_kind_of_message_says_first_what_to_do(words: dict[str, str], first: str, also: str) -> None:
    text = shown("GB", **words)
    assert text.startswith(first)
    assert also in " ".join(text.split())


def test_clear_always_lists_what_to_watch_for() -> None:
    assert shown(None).count("\n- ") == 6


def test_an_ambulance_call_also_names_the_squeezed_nerves() -> None:
    text = " ".join(shown("GB", belly_pulse="new", saddle_numb="new").split())
    assert text.startswith("Call 999 or 112 now.")
    assert "I need to be checked for cauda equina syndrome." in text
    assert "cauda equina" not in shown("GB", belly_pulse="new")


def test_an_unsure_answer_is_told_as_one() -> None:
    assert "skin between the legs (not sure)" in " ".join(shown(None, saddle_numb="unsure").split())


def test_a_lock_repeats_its_message_and_says_how_it_ends() -> None:
    lock = lock_of(a_check(NOW, saddle_numb="new"))
    text = " ".join(lock_lines(lock, WORDING, "GB"))
    assert text.startswith("Stop. Go to an emergency department now.")
    assert "no session until a clinician has looked at you" in text
    told = "\n".join(result_lines(triage(answers(foot_drop="unsure", leg_numb_one="worse")), WORDING, "GB"))
    again = "\n".join(
        lock_lines(lock_of(a_check(NOW, foot_drop="unsure", leg_numb_one="worse")), WORDING, "GB")
    )
    assert again.startswith(told.split("\n\nUnited Kingdom")[0])
    back = lock_of(a_quick(NOW, answers={"recheck_old_sign": "yes"}, tier=Tier.EMERGENCY))
    assert lock_lines(back, WORDING, "GB")[0] == "Stop. Go back to the emergency department now."
    purged = lock_of(a_check(NOW, answers={}, tier=Tier.URGENT))
    assert "You told us: a sign of danger." in lock_lines(purged, WORDING, None)


def test_a_refusal_says_why_and_what_next() -> None:
    void = Refused(reason=Reason.VOID, message="You recorded new or growing weakness.")
    assert refusal_lines(void, WORDING, None) == [
        "You recorded new or growing weakness.",
        "Before a session, run: sciaticli check",
    ]
    paused = Refused(reason=Reason.PAUSED, message="Two weeks have gone.", tier=Tier.SOON)
    assert refusal_lines(paused, WORDING, None)[-1] == "When you have seen a clinician, run: sciaticli check"
    lock = lock_of(a_check(NOW, saddle_numb="new"))
    locked = Refused(reason=Reason.LOCKED, message="Why.", tier=Tier.EMERGENCY, locks=(lock,))
    lines = refusal_lines(locked, WORDING, "GB")
    assert (lines[0], lines[-1]) == ("Stop. Go to an emergency department now.", "Why.")


def test_the_voice_says_the_first_two_sentences() -> None:
    found = triage(answers(saddle_numb="new"))
    assert first_sentences(found, WORDING, "GB") == "Stop. Go to an emergency department now."


def test_the_last_look_numbers_the_signs() -> None:
    assert answered_lines([("saddle_numb", "new"), ("age_band", "70_plus")], WORDING) == [
        "1. numb or strange skin between the legs: new",
        "2. age: 70 or over",
    ]
    assert answered_lines([], WORDING) == ["You answered no to every sign."]


def test_small_lines() -> None:
    assert open_line(NOW) == ["Sessions are open until Sunday 22 November 2026, 08:00."]
    assert emergency_lines(WORDING, "GB")[0].startswith("Call 999 or 112 at once if one of these starts.")
    assert (
        history_line(a_check(NOW, weight_loss="new")) == "2026-11-22 08:00  full     urgent, within two days"
    )
    assert history_line(a_check(NOW, state=CheckState.OPEN)).endswith("begun, not finished")
    assert history_line(a_quick(NOW)).endswith("quick    nothing had changed")
    assert history_line(a_check(NOW, scope=Scope.SESSION, foot_drop="new")).endswith("session  emergency")
    assert [level_words(level) for level in Level] == [
        "clear", "clear", "soon", "urgent, within two days", "urgent, today", "emergency",
    ]  # fmt: skip
    assert level_words(Level.SOON, SoonMode.LIGHT) == "soon, sessions light"


@st.composite
def forms(draw: st.DrawFn) -> Answers:
    items = draw(
        st.lists(st.sampled_from([item for item in Item if item not in FACTS]), max_size=5, unique=True)
    )
    return Answers(words={item: Answer(draw(st.sampled_from(words_for(item)))) for item in items})


@given(forms(), st.sampled_from([None, "GB", "US", "FR", "PE", "GR"]))
def test_every_combination_has_a_message_of_60_columns_without_markup(
    form: Answers, region: str | None
) -> None:
    lines = result_lines(triage(form), WORDING, region)
    assert lines[0]
    assert all(len(line) <= 60 for line in lines)
    assert not set("{}[]\x1b*_`") & set("".join(lines))


@pytest.mark.parametrize("item", [item for item in Item if item not in UNNAMED])
def test_every_item_is_named_in_its_own_message(item: Item) -> None:
    word = {Item.AGE_BAND: "under_18", Item.BLOOD_THINNER: "yes", Item.LEG_NUMB_ONE: "worse"}.get(item, "yes")
    more = {"leg_weak_one": "new"} if item is Item.BLOOD_THINNER else {}
    text = " ".join(shown("GB", **{item: word}, **more).split())
    assert WORDING.items[item].sign in text
