"""A direction test under way: each set timed by the session's engine, then recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from msgspec.structs import replace

from sciaticli.cli.ask.pain import ask_pain
from sciaticli.cli.ask.prompts import ask_choice, ask_yes_no
from sciaticli.cli.today.make_plan import ready_seconds
from sciaticli.cli.today.stage import stage_for
from sciaticli.coach.player import play
from sciaticli.coach.stage import HowItEnded
from sciaticli.core.assessment.direction_readings import (
    LOOKS,
    During,
    Ease,
    Effect,
    LegReading,
    Recorded,
    StopAfterSet,
    effect_of_trial,
    finding_row,
    halt_after,
    label_of,
    lower_of,
)
from sciaticli.core.assessment.direction_test import (
    BETWEEN_S,
    HOLD_S,
    SETTLE_S,
    TOLERANCE_S,
    Trial,
    TrialStep,
    trial_steps,
)
from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.plan import PlanItem, Section
from sciaticli.core.record.day_logs import known, site
from sciaticli.core.record.entries import Distal
from sciaticli.core.rules.person_today import PersonToday, cautions_for
from sciaticli.core.session.timeline import item_seconds

if TYPE_CHECKING:
    from sciaticli.cli.context import App
    from sciaticli.coach.stage import Performance
    from sciaticli.core.catalogue.exercise import Exercise
    from sciaticli.core.course.direction import Label
    from sciaticli.core.record.entries import PainNow

BASELINE_RESTS = ("rest_90_90", "side_lying_rest")
NOW = ("Leg pain now?", "Back pain now?", "How far down do you feel it now?")
DURING = {
    During.NO_EFFECT: "stayed the same",
    During.DECREASED: "grew less",
    During.ABOLISHED: "went away",
    During.CENTRALISING: "drew up towards the back",
    During.INCREASED: "grew stronger",
    During.PRODUCED: "came on",
    During.PERIPHERALISING: "moved further down",
}
EASES = {Ease.FREE: "free", Ease.STIFF: "a bit stiff", Ease.BLOCKED: "blocked"}
SIGNS = {
    "no": "nothing new",
    "numb": "new or more numbness",
    "weak": "new or more weakness",
    "dizzy": "dizzy or faint",
}


ENOUGH = "A good sign: the leg grows better while the back aches more. That is enough for today."
SPREAD_BACKWARDS = (
    "Bending back sent the pain further down, so the test ends for today. On another day a side glide "
    "comes first, and bending forward on a third."
)


class HowTestEnded(StrEnum):
    """How a test came to its end."""

    DONE = "done"
    LEFT = "left"
    STOPPED = "stopped"
    DANGER = "danger"
    LOCKED = "locked"
    INTERRUPTED = "interrupted"


class TestOver(Exception):  # noqa: N818 - a turn in the test, not an error
    """The test ends here, before its last set."""

    def __init__(self, how: HowTestEnded, why: str = "") -> None:
        super().__init__(why)
        self.how = how
        self.why = why


class Keep(Protocol):
    """Saves what a test has recorded so far, and its label when it has one; never raises OSError."""

    def __call__(self, test: DirectionRun, label: Label | None = None) -> None:
        """Save it."""


@dataclass(kw_only=True)
class DirectionRun:
    """A test under way: what may be tried, and what has been recorded.

    `keep` saves the record after each set, so that a test that is cut off loses at most one.
    """

    app: App
    setting: PersonToday
    rows: dict[str, Exercise]
    trials: tuple[Trial, ...]
    pauses: list[Exercise]
    keep: Keep
    recorded: list[Recorded] = field(default_factory=list)
    rows_kept: list[dict[str, Any]] = field(default_factory=list)
    effects: dict[Trial, Effect] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """True when a direction helped, or all of them were tried: only then there is a result."""
        return Effect.BETTER in self.effects.values() or self.effects.keys() == set(self.trials)

    @property
    def label(self) -> Label | None:
        """The label of the test as it stands; None while it has none."""
        return label_of(self.effects) if self.is_whole else None

    def run(self) -> None:
        """Do the trials until one is clearly better, or all are done; raises TestOver."""
        start = self._baseline()
        for number, trial in enumerate(self.trials):
            if number:
                self.app.say("Ten minutes of ease before the other direction.")
                self._wait(BETWEEN_S)
                start = self._record(None)
            self._try(trial, start)
            if self.effects[trial] is Effect.BETTER:
                break

    def _baseline(self) -> LegReading:
        """Record how it is after two minutes of lying still; this is what all else is held against."""
        resting = [row for row in self.pauses if row.id in BASELINE_RESTS]
        self.app.say("First two minutes of lying still, then a few questions.")
        self._play((resting or self.pauses)[0], Dose(sets=1, reps=1, hold_s=HOLD_S), None)
        numb = ask_yes_no(self.app, "Any numbness or tingling right now?")
        start = self._record(None, ease=True)
        self.rows_kept.append(finding_row("baseline", start, numb=numb))
        return start

    def _try(self, trial: Trial, start: LegReading) -> None:
        """Do the steps of a trial until a stop rule ends it; only then it has an effect."""
        before = start
        done: list[Recorded] = []
        halt = StopAfterSet.NONE
        for step in trial_steps(trial, self.rows, self.setting):
            done.append(self._step(trial, step, start, before))
            self.recorded.append(done[-1])
            self.keep(self)
            before, halt = done[-1].last, done[-1].halt
            if halt is not StopAfterSet.NONE:
                break
        if halt is StopAfterSet.DANGER:
            raise TestOver(HowTestEnded.DANGER)
        self.effects[trial] = effect_of_trial(start, done)
        self._end_trial(trial, halt)

    def _end_trial(self, trial: Trial, halt: StopAfterSet) -> None:
        """Say how a rule ended the trial; what is more than one direction ends the test."""
        if halt is StopAfterSet.TEST:
            raise TestOver(HowTestEnded.STOPPED, "That is enough for today: the test ends here.")
        if halt is StopAfterSet.ENOUGH:
            raise TestOver(HowTestEnded.STOPPED, ENOUGH)
        if trial is Trial.EXTENSION and self.effects[trial] is Effect.SPREADS:
            raise TestOver(HowTestEnded.STOPPED, SPREAD_BACKWARDS)
        if halt is StopAfterSet.DIRECTION:
            self.app.say("This direction ends here: it does not suit you today.")

    def _step(self, trial: Trial, step: TrialStep, start: LegReading, before: LegReading) -> Recorded:
        """Do one set and record it: at once, after a minute where a rule asks for it, and after two."""
        played = self._play(self.rows[step.exercise], step.dose, before.distal)
        by_rule = played.outcome is HowItEnded.SAFETY
        words = {str(word): meaning for word, meaning in DURING.items()}
        during = During(ask_choice(self.app, "While you did it, the pain in the leg:", words))
        usual = start if trial is Trial.RESTING else lower_of(start, before)
        at_once = last = self._record(step)
        halt = halt_after(start, usual, last, waited=False)
        if by_rule and halt is not StopAfterSet.DANGER:
            halt = StopAfterSet.TEST
        if halt is StopAfterSet.WAIT:
            self.app.say("One minute, then the same questions again.")
            self._wait(TOLERANCE_S)
            last = self._record(step)
            halt = halt_after(start, usual, last, waited=True)
        looks: tuple[LegReading, ...] = ()
        # A back that has had enough rests; the looks that a direction needs are taken all the same.
        times = LOOKS if halt is StopAfterSet.ENOUGH else int(step.settles and halt is StopAfterSet.NONE)
        for _ in range(times):
            self.app.say("Two minutes on your feet or at ease, then the same questions once more.")
            self._wait(SETTLE_S)
            last = self._record(step, ease=True)
            looks = (*looks, last)
            if (worse := halt_after(start, usual, last, waited=True)) is not StopAfterSet.NONE:
                halt = worse
                if halt is not StopAfterSet.ENOUGH:
                    break
        return Recorded(
            step=step,
            trial=trial,
            before=before,
            at_once=at_once,
            last=last,
            looks=looks,
            during=during,
            halt=halt,
        )

    def _record(self, step: TrialStep | None, *, ease: bool = False) -> LegReading:
        """Ask how it is now, and after a step whether there is more numbness or weakness."""
        pain = ask_pain(self.app, words=NOW)
        more_numb = step is not None and self._has_more_signs()
        finding = replace(_finding(pain), more_numb=more_numb)
        if more_numb or not ease:
            return finding
        words = {str(word): meaning for word, meaning in EASES.items()}
        marker = Ease(ask_choice(self.app, "Bend back a little. How does it feel?", words))
        return replace(finding, ease=marker)

    def _has_more_signs(self) -> bool:
        """Return whether the person feels or moves the leg less than before; dizziness ends the test."""
        sign = ask_choice(self.app, "Is there anything new, or more than before?", SIGNS)
        if sign == "dizzy":
            raise TestOver(HowTestEnded.LEFT, "Lie down and rest. If it does not pass soon, call for help.")
        return sign in ("numb", "weak")

    def _wait(self, seconds: int) -> None:
        self._play(self.pauses[0], Dose(sets=1, reps=1, hold_s=seconds), None)

    def _play(self, row: Exercise, dose: Dose, down: Distal | None) -> Performance:
        """Let the session's engine time one exercise; raises TestOver when the person or a rule ends all."""
        app = self.app
        item = self._item(row, dose)
        if item.cautions:
            app.say(*item.cautions)
        with app.open_voice(app.config.coach.sound, app.config) as voice:
            played = play(
                (item,),
                stage_for(app, voice, lambda *_: None),
                talk=app.config.coach.talk,
                get_ready_s=ready_seconds(app.config),
                down_before=down,
            )
        ends = {
            HowItEnded.EARLY: HowTestEnded.LEFT,
            HowItEnded.EMERGENCY: HowTestEnded.DANGER,
            HowItEnded.LOCKED: HowTestEnded.LOCKED,
            HowItEnded.INTERRUPTED: HowTestEnded.INTERRUPTED,
        }
        if played.outcome in ends:
            raise TestOver(ends[played.outcome], played.why)
        return played

    def _item(self, row: Exercise, dose: Dose) -> PlanItem:
        side = row.sides_for(self.setting.profile.side)[0]
        ready = ready_seconds(self.app.config)
        return PlanItem(
            exercise=row,
            section=Section.DIRECTION,
            side=side,
            dose=dose,
            seconds=item_seconds(row, dose, side, ready),
            because="It is part of the test.",
            cautions=cautions_for(row, self.setting.conditions),
        )


def _finding(pain: PainNow) -> LegReading:
    """Return a record of three answers; all three were asked."""
    return LegReading(
        leg=known(pain.leg) or 0, back=known(pain.back) or 0, distal=site(pain.distal) or Distal.NONE
    )
