"""`assess direction`: the self-test, set by set, timed by the session's own engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.ask.prompts import ask_choice, ask_yes_no
from sciaticli.cli.assess.direction_run import BASELINE_RESTS, DirectionRun, HowTestEnded, TestOver
from sciaticli.cli.catalogue import load
from sciaticli.cli.check.ask import begin
from sciaticli.cli.check.gate import SessionReady, leave_to_train
from sciaticli.cli.entries import save_assessment, stamp
from sciaticli.cli.today.prepare import ask_profile, recheck
from sciaticli.core.assessment.direction_readings import Effect, move_of
from sciaticli.core.assessment.direction_test import (
    Trial,
    row_refusal,
    spread_backwards_on,
    trials_for,
    why_not,
)
from sciaticli.core.catalogue.exercise import Condition
from sciaticli.core.course.direction import FORM, Label, tests_on_record
from sciaticli.core.errors import ExitCode, UsageError
from sciaticli.core.planning.day_picture import picture_of
from sciaticli.core.planning.request import Request
from sciaticli.core.record.day_logs import known
from sciaticli.core.record.entries import Amend
from sciaticli.core.screening.questions import Answer, Item
from sciaticli.core.screening.valid_until import newest_screening
from sciaticli.store.journal import append

if TYPE_CHECKING:
    from sciaticli.cli.check.standing import RecordNow
    from sciaticli.cli.context import App

UP_MIN = 61
PAUSES = ("walk_short_bouts", *BASELINE_RESTS)
YES_NO = {"no": "no", "yes": "yes", "unsure": "not sure"}
# what studies of the test say stands in docs/safety.md; these are its honest limits in short
HEAD = (
    "This test looks for a way of moving that draws the pain out of your leg.",
    "Even trained people agree on it only in part. A test on your own is less sure.",
    "Many people have no clear direction: that is a result too.",
    "Your own answer counts, not the name of the problem.",
    "The next morning decides, and two of three tests must agree within a week.",
)
NUMB = (
    "Is any part of your leg numb all the time?",
    "no",
    "With numbness that stays, a professional should test you. Go on with: sciaticli today",
)
QUESTIONS = (
    ("Have you been up for more than an hour today?", "yes", "Come back when you have been up for an hour."),
    (
        "Have you taken a new painkiller in the last two hours?",
        "no",
        "Come back when two hours have passed: it would blur the answer.",
    ),
    NUMB,
    (
        "Has a doctor found an inflamed or infected spine?",
        "no",
        "With that this test is not for you. Go on with: sciaticli today",
    ),
    (
        "Do you stand with a lean to one side that you can't straighten?",
        "no",
        "With a fixed lean, see a physio first. Go on with: sciaticli today",
    ),
)
HIP = "Has your surgeon lifted the limits for your new hip?"
WORDS = {
    Label.EXTENSION: "Today, bending back drew the pain out of the leg.",
    Label.FLEXION: "Today, bending forward drew the pain out of the leg.",
    Label.LATERAL: "Today, the side glide drew the pain out of the leg.",
    Label.EITHER: "Today, no way was better than the other. You may use the one that feels best.",
    Label.NEUTRAL: "Today, no direction changed much. That is common.",
    Label.NONE_IRRITABLE: "Today, what you tried made it worse. The next plans stay with easy positions.",
}
# What a direction means between sessions; the wording and the choice of these habits are ours.
SITTING_AND_STANDING = {
    Label.EXTENSION: "Sit tall with a rolled towel behind the small of your back, and stand up often.",
    Label.FLEXION: "When you stand for long, put one foot up on a low step, and sit down when the leg asks.",
    Label.LATERAL: "Stand with your weight on both legs, and sit on both sides of your seat alike.",
}
SPREAD_TODAY = "Bending back sent the pain down today. Rest from testing, and try again on another day."
SPREAD_LATELY = (
    "Bending back sent the pain down lately, and what comes next is not ready yet. Try again tomorrow."
)
MORNING = (
    "The next morning decides. Tomorrow, write down how it is: sciaticli log",
    "The answer counts when two of three tests agree within a week. Then: sciaticli assess direction",
)
SEE_SOMEBODY = "If it is no better in one to two weeks, show it to a physio or a doctor."


def run_direction_test(app: App) -> int:
    """Take a person through the self-test; returns the exit code. Refused without leave to train."""
    ready = leave_to_train(app, may_check=app.may_ask)
    if not app.may_ask:
        raise UsageError("the test needs a terminal and somebody to answer.")
    ready = ask_profile(app, recheck(app, ready), "conditions", "side")
    app.say(*HEAD)
    if (why := _ask_start(app, ready.record)) is not None:
        app.say(why)
        return ExitCode.DONE
    test = _prepare(app, ready)
    if test is None:
        return ExitCode.DONE
    return _run(test)


def _ask_start(app: App, standing: RecordNow) -> str | None:
    """Ask what no setting knows; returns why there is no test today. Unsure is no test.

    Numbness that a clinician has cleared for exercise stands in the last check, and is not asked about.
    """
    last = newest_screening(standing.history, standing.now)
    is_cleared = last is not None and last[1].answers.get(Item.LEG_NUMB_ONE) == Answer.CLEARED
    for question, wanted, why in QUESTIONS:
        if question == NUMB[0] and is_cleared:
            continue
        if ask_choice(app, question, YES_NO) != wanted:
            return why
    return None


def _prepare(app: App, ready: SessionReady) -> DirectionRun | None:
    """Ask pain now, and return the test this person may do today; None, said why, when there is none."""
    catalogue, standing = load(app), ready.record
    pain = ask_pain(app)
    request = Request(day=standing.day, pain=pain, up_min=UP_MIN)
    setting = picture_of(ready.leave, catalogue, app.config.profile, standing.history, request).setting
    leg = known(pain.leg) or 0
    if (why := why_not(setting.conditions, leg)) is not None:
        app.say(why)
        return None
    new_hip = setting.conditions.has(Condition.HIP_REPLACEMENT)
    hip_lifted = new_hip and ask_choice(app, HIP, YES_NO) == "yes"
    rows = catalogue.by_id
    tests = tests_on_record(standing.day, standing.history)
    trials = trials_for(leg, setting, rows, tests, hip_lifted=hip_lifted)
    pauses = [rows[name] for name in PAUSES if row_refusal(rows[name], setting) is None]
    if not trials and (spread := spread_backwards_on(tests, standing.day)) is not None:
        app.say(SPREAD_TODAY if spread == standing.day else SPREAD_LATELY)
        return None
    if not trials or not pauses:
        app.say("None of the movements of this test suits you today. Go on with: sciaticli today")
        return None
    if trials == (Trial.RESTING,):
        app.say("With leg pain at 6 or 7 only positions of rest are compared.")
    if not ask_yes_no(app, "It takes 20 to 40 minutes. Begin now?", default=True):
        return None
    return DirectionRun(
        app=app, setting=setting, rows=rows, trials=trials, pauses=pauses, keep=_Keeper(app).keep
    )


class _Keeper:
    """The journal's entry of a test under way: written after the first set, amended after each."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._id = ""

    def keep(self, test: DirectionRun, label: Label | None = None) -> None:
        """Write what is recorded so far; a disk that refuses is said, and stops nothing."""
        fields: dict[str, Any] = {
            "items": test.rows_kept,
            "moves": [move_of(each) for each in test.recorded],
            "result": None if label is None else str(label),
        }
        try:
            if self._id:
                append(self._app.paths, Amend(**stamp(self._app), of=self._id, set=fields))
            else:
                self._id = save_assessment(self._app, {"form": FORM, **fields}).id
        except OSError as error:  # what a danger sign asks for must come all the same
            self._app.say(f"The test could not be saved: {error.strerror}: {error.filename}")


def _run(test: DirectionRun) -> int:
    """Do the trials in order; what was recorded is saved set by set, however it ends."""
    app = test.app
    over, why = HowTestEnded.INTERRUPTED, ""
    label = None
    try:
        test.run()
        over = HowTestEnded.DONE
    except TestOver as end:
        over, why = end.how, end.why
    finally:
        if over is HowTestEnded.DANGER:
            _void(app)
        elif (label := test.label) is not None:
            test.keep(test, label)
    return _end(test, over, why, label)


def _void(app: App) -> None:
    begin(app)


def _end(test: DirectionRun, over: HowTestEnded, why: str, label: Label | None) -> int:
    """Say what came of the test; returns the exit code."""
    app = test.app
    if why:
        app.say(why)
    match over:
        case HowTestEnded.DANGER:
            from sciaticli.cli.today.questions_after import stop_for_danger

            stop_for_danger(app, app.config.coach.sound, may_go_back=False)
            return ExitCode.REFUSED
        case HowTestEnded.LOCKED:
            leave_to_train(app, may_check=False)
            return ExitCode.REFUSED
        case HowTestEnded.INTERRUPTED:
            app.say("Stopped. What you recorded is saved.")
            return ExitCode.INTERRUPTED
        case HowTestEnded.LEFT:
            app.say("Ended early. What you recorded is saved, without a result.")
        case HowTestEnded.DONE | HowTestEnded.STOPPED:
            _say_result(test, label)
    return ExitCode.DONE


def _say_result(test: DirectionRun, label: Label | None) -> None:
    app = test.app
    if label is not None:
        app.show(WORDS[label])
        if label in SITTING_AND_STANDING:
            app.show(SITTING_AND_STANDING[label])
        app.say(*MORNING)
    elif test.trials == (Trial.RESTING,) and test.recorded:
        best = min(test.recorded, key=lambda each: (each.last.distal.level, each.last.leg))
        app.show(f"Least sore: {test.rows[best.step.exercise].name}. Rest in it as often as you like.")
    else:
        app.show("There is no result today. You may try again on a better day.")
    if Effect.SPREADS in test.effects.values() or label is Label.NONE_IRRITABLE:
        app.say(SEE_SOMEBODY)
