"""The loop of a session: a key or a moment in, the engine's answer out to screen, voice and disk."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sciaticli.coach.keys import INTERRUPT, LEFT, RIGHT, SUSPEND
from sciaticli.coach.stage import HowItEnded, Kept, Performance, Stage
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.record.entries import Distal, Ended, SkipReason
from sciaticli.core.session import cues as say
from sciaticli.core.session.account import Account, LegAnswer, exercises_done
from sciaticli.core.session.cues import LATE_MS, Cue, Priority, cue_table
from sciaticli.core.session.engine import (
    Back,
    Event,
    Extend,
    Extended,
    Halt,
    Input,
    Pause,
    Paused,
    Respond,
    Resume,
    Skip,
    Started,
    State,
    Stop,
    StopExercise,
    Tick,
    advance,
    start,
)
from sciaticli.core.session.pain_key import CHOICES, WORDS, PainTalk, Question, broken_off, let_wait, press
from sciaticli.core.session.stop_rules import Verdict, kept_site
from sciaticli.core.session.timeline import MS, READY, SegmentKind, timeline
from sciaticli.view.session.frame import Frame

HOLDING_MS, MOVING_MS = 250, 83  # four frames a second, twelve while something moves
NOTICE_MS = 3000
EMERGENCY_KEYS = frozenset({"!", "0"})
SIMPLE: dict[str, Input] = {
    "n": Skip(),
    RIGHT: Skip(),
    "b": Back(),
    LEFT: Back(),
    "+": Extend(),
    "=": Extend(),  # the plus key without shift
}
LOCKED_WHY = "A new check is needed. The session ends here."


def play(  # noqa: PLR0913 - what a session is made of
    items: tuple[PlanItem, ...],
    stage: Stage,
    *,
    talk: Talk,
    get_ready_s: int,
    down_before: Distal | None,
    before: Account | None = None,
    longest_hold_s: int | None = None,
) -> Performance:
    """Run the timed items of a plan to their end, or until a key, a rule or a signal ends them.

    `down_before` is how far down it was before the session, None when not known. `before` is what an
    interrupted part of the same session did: it counts, and is not done again; a stopped item stays out.
    """
    clock = timeline(items, get_ready_s)
    account = before or Account()
    out = {each.item for each in account.stopped}
    left_out = {index for index, each in enumerate(clock.segments) if each.item in out}
    without = clock.without(account.reps) | left_out
    state, events = start(
        clock,
        stage.now_ms(),
        without=without,
        account=account,
        longest_hold_ms=None if longest_hold_s is None else longest_hold_s * MS,
    )
    table: dict[int, list[Cue]] = {}
    for cue in cue_table(clock, talk, without):
        table.setdefault(cue.segment, []).append(cue)
    run = _Run(stage=stage, state=state, table=table, down_before=down_before)
    with stage.awake, stage.keys, stage.screen:
        run.react(events)
        run.until_over()
    return run.performance()


@dataclass(kw_only=True)
class _Run:
    """A session under way: the engine's state, and what the loop must remember beside it."""

    stage: Stage
    state: State
    table: dict[int, list[Cue]]
    down_before: Distal | None
    outcome: HowItEnded | None = None
    why: str = ""
    talk: PainTalk | None = None
    talk_item: int = 0
    worked_item: int | None = None
    pause_key: str = " "
    pending: list[Cue] = field(default_factory=list)
    notice: str = ""
    notice_until_ms: int | None = None
    frame_ms: int = 0

    def is_over(self) -> bool:
        return self.state.ended is not None

    def until_over(self) -> None:
        self._say_due()
        self._show()
        while not self.is_over():
            key = self.stage.keys.read(self._wait_ms() / MS)
            if key == SUSPEND:
                self._suspend()
            elif key is None:
                self.give(Tick())
            else:
                self._press(key.lower())
            self._talk_on()
            self._say_due()
            if not self.is_over() and (key is not None or self.stage.now_ms() >= self.frame_ms):
                self._show()

    def give(self, given: Input) -> None:
        """Hand an input to the engine, keep what is new, and react."""
        before = self.state
        self.state, events = advance(before, given, self.stage.now_ms())
        self._keep(before.account)
        self.react(events)

    def react(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case Started(index):
                    self._begin(index)
                case Paused(Halt.CLOCK):
                    self.pause_key = " "
                    self._tell(say.CLOCK_STOOD, stays=True)
                case Extended(ms):
                    self._lengthen(ms)
                case _:
                    pass
        if self.state.ended is Ended.FULL:
            self.pending = self.table[len(self.state.timeline.segments)]
            self._say_due()

    def performance(self) -> Performance:
        ended = self.state.ended or Ended.EARLY
        outcome = self.outcome or HowItEnded(ended)
        by_rule = outcome in (HowItEnded.SAFETY, HowItEnded.EMERGENCY, HowItEnded.LOCKED)
        reason = SkipReason.SAFETY_RULE if by_rule else None
        account = self.state.account
        return Performance(
            outcome=outcome,
            ended=ended,
            why=self.why,
            stop_reason=reason,
            exercises=exercises_done(self.state.timeline.items, account, reason),
            account=account,
        )

    # What a key does

    def _press(self, key: str) -> None:
        if key == INTERRUPT:
            self._end(HowItEnded.INTERRUPTED, Ended.EARLY)
        elif key in EMERGENCY_KEYS:
            self.stage.voice.cut()
            self._end(HowItEnded.EMERGENCY, Ended.SAFETY, say.STOP_AND_LOOK)
        elif key == "q":
            self._end(HowItEnded.EARLY, Ended.EARLY)
        elif key == "x":
            self._stop_exercise()
        elif self.talk is not None:
            self._press_in_talk(key)
        elif key == "p":
            self._ask_pain()
        elif key in SIMPLE:
            self.give(SIMPLE[key])
        elif self.state.paused is None:
            self._pause(key)
        elif key in (" ", self.pause_key):
            self._go_on()
        else:
            self.give(Tick())

    def _pause(self, key: str) -> None:
        self.pause_key = key
        self.stage.voice.cut()
        self.give(Pause())
        self._tell(say.PAUSED, stays=True)

    def _go_on(self, words: str = say.GOING_ON) -> None:
        """Resume; what a pause cut short before it began is said again in full."""
        self.give(Resume())
        self._tell(words)
        if self.state.segment.kind in READY and not self.is_over():
            opening = self.table[self.state.index][0]
            self.pending = [cue for cue in self.pending if cue != opening]
            self.stage.voice.say(opening)

    def _stop_exercise(self) -> None:
        item = self.state.segment.item if self.talk is None else self.talk_item
        self._close_talk()
        self.give(StopExercise(item))
        if self.state.paused is Halt.PAIN:
            self._go_on()

    def _suspend(self) -> None:
        if self.state.paused is None:
            self._pause(" ")
        self.stage.voice.cut()
        self.stage.screen.__exit__(None, None, None)
        self.stage.keys.suspend()
        self.stage.screen.__enter__()
        self.give(Tick())

    def _end(self, outcome: HowItEnded, how: Ended, why: str = "") -> None:
        self._close_talk()
        self.outcome, self.why = outcome, why
        if why:
            self._tell(why, urgent=True)
        self.give(Stop(how))

    # The pain key

    def _ask_pain(self) -> None:
        segment = self.state.segment
        between = segment.kind in READY and self.worked_item is not None
        self.talk_item = self.worked_item if between and self.worked_item is not None else segment.item
        items = self.state.timeline.items
        here = items[self.talk_item].exercise.id
        others = {items[number].exercise.id for number in self.state.account.spreads} - {here}
        self.stage.voice.cut()
        self.give(Pause(Halt.PAIN))
        self.talk = PainTalk(start=self.down_before, spread_before=bool(others))
        self._tell(_spoken(self.talk), shown=False)

    def _press_in_talk(self, key: str) -> None:
        if self.talk is None:
            return
        if self.talk.question is Question.HOW and key in (" ", "p"):
            self.talk = None
            self._go_on()
            return
        before = self.talk
        self.talk = press(before, key, self.stage.now_ms())
        self.give(Tick())
        if self.talk.is_over:
            self._rule(self.talk)
        elif self.talk != before:
            self._tell(_spoken(self.talk), shown=False)

    def _rule(self, talk: PainTalk) -> None:
        """Do what the stop rules say, at once, and say why."""
        if talk.ruling is None:
            return
        self._close_talk()
        match talk.ruling.verdict:
            case Verdict.STOP_EXERCISE:
                self.pause_key = " "
                self._tell(f"{talk.ruling.why} Press space to go on.", stays=True, urgent=True)
                self.give(StopExercise(self.talk_item, SkipReason.SAFETY_RULE))
                self.why = talk.ruling.why if self.is_over() else ""
            case Verdict.END_SESSION:
                self._end(HowItEnded.SAFETY, Ended.SAFETY, talk.ruling.why)
            case _:
                self._go_on(talk.ruling.why or say.GOING_ON)

    def _close_talk(self) -> None:
        """Keep the answer, whole or broken off, and leave the talk."""
        talk, self.talk = self.talk, None
        if talk is None or (report := broken_off(talk)) is None:
            return
        site = kept_site(report, self.down_before) if report.spread else None
        answer = LegAnswer(item=self.talk_item, response=report.response, moved=report.moved, distal=site)
        self.give(Respond(answer))

    def _talk_on(self) -> None:
        if self.talk is None:
            return
        later = let_wait(self.talk, self.stage.now_ms())
        if later != self.talk:
            self.talk = later
            self._tell("The minute is over. Is it back where it was?", shown=False)

    # What is seen and heard

    def _begin(self, index: int) -> None:
        segment = self.state.timeline.segments[index]
        if segment.works:
            self.worked_item = segment.item
        elif segment.kind in READY and not self.stage.is_still_clear():
            self._end(HowItEnded.LOCKED, Ended.SAFETY, LOCKED_WHY)
            return
        self.pending = list(self.table.get(index, ()))
        self._on_screen(lambda: self.stage.screen.begin(self.state, index))

    def _lengthen(self, ms: int) -> None:
        self._tell(say.LONGER if ms else say.NOT_LONGER)
        waiting = set(self.pending)
        self.pending += [
            cue
            for cue in self.table.get(self.state.index, ())
            if ms and cue.from_end and cue not in waiting and self.state.left_ms > cue.at_ms
        ]

    def _say_due(self) -> None:
        if self.state.paused is not None:
            return
        elapsed_ms = 0 if self.state.ended else self.state.elapsed_ms
        length_ms = self.state.length_ms
        due = [cue for cue in self.pending if cue.due_ms(length_ms) <= elapsed_ms]
        self.pending = [cue for cue in self.pending if cue.due_ms(length_ms) > elapsed_ms]
        for cue in due:
            if elapsed_ms - cue.due_ms(length_ms) <= LATE_MS:
                self.stage.voice.say(cue)

    def _tell(self, words: str, *, stays: bool = False, urgent: bool = False, shown: bool = True) -> None:
        """Say something outside the table; it is shown for a while, or until the session goes on."""
        if shown:
            self.notice = words
            self.notice_until_ms = None if stays else self.stage.now_ms() + NOTICE_MS
        if words:
            priority = Priority.URGENT if urgent else Priority.NAME
            self.stage.voice.say(Cue(segment=self.state.index, text=words, priority=priority))

    def _show(self) -> None:
        now_ms = self.stage.now_ms()
        if self.notice_until_ms is not None and now_ms >= self.notice_until_ms:
            self.notice, self.notice_until_ms = "", None
        self.frame_ms = now_ms + self._frame_length_ms()
        frame = Frame(self.state, self.talk, self.notice)
        self._on_screen(lambda: self.stage.screen.show(frame))

    def _on_screen(self, draw: Callable[[], None]) -> None:
        """Draw; a terminal that is gone ends the session, and what was done is still handed back."""
        try:
            draw()
        except OSError:
            if not self.is_over():
                self._end(HowItEnded.INTERRUPTED, Ended.EARLY)

    def _frame_length_ms(self) -> int:
        moves = self.state.paused is None and self.state.segment.kind is SegmentKind.MOVE
        return MOVING_MS if moves else HOLDING_MS

    def _wait_ms(self) -> int:
        """Return how long nothing can happen: until the next frame, cue, or end of the segment."""
        wait_ms = self.frame_ms - self.stage.now_ms()
        if self.state.paused is None:
            due = [cue.due_ms(self.state.length_ms) - self.state.elapsed_ms for cue in self.pending]
            wait_ms = min([wait_ms, self.state.left_ms, *due])
        return max(1, wait_ms)

    def _keep(self, before: Account) -> None:
        after = self.state.account
        new: tuple[Kept, ...] = (
            *after.reps[len(before.reps) :],
            *after.answers[len(before.answers) :],
            *after.stopped[len(before.stopped) :],
        )
        for line in new:
            self.stage.keep(line)


def _spoken(talk: PainTalk) -> str:
    """Return a question as it is said: with the key of each choice."""
    choices = ", ".join(f"{key} {words}" for key, words in CHOICES[talk.question])
    return f"{WORDS[talk.question]} {choices}."
