"""The loop of a session: a key or a moment in, the engine's answer out to screen, voice and disk."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec import structs

from sciaticli.coach.cue_queue import CueQueue
from sciaticli.coach.keys import CONTINUED, INTERRUPT, SUSPEND
from sciaticli.coach.stage import HowItEnded, Kept, Performance, Stage
from sciaticli.core.config import Talk
from sciaticli.core.plan import PlanItem
from sciaticli.core.record.entries import Distal, Ended, SkipReason
from sciaticli.core.session import cues as say
from sciaticli.core.session.account import Account, LegAnswer, Reserve, exercises_done
from sciaticli.core.session.cues import Cue, Priority, cue_table, texts_of, with_room
from sciaticli.core.session.engine import advance, stand_again, start
from sciaticli.core.session.events import Event, Extended, Paused, Started
from sciaticli.core.session.hooks import hook_at
from sciaticli.core.session.inputs import (
    COUNT_IN_MS,
    Again,
    Extend,
    Halt,
    Input,
    Next,
    NextPiece,
    Pause,
    PieceBack,
    Ready,
    Respond,
    Resume,
    Stop,
    StopExercise,
    Tick,
)
from sciaticli.core.session.keys import DOWN, UP, Does, find_key, live_keys
from sciaticli.core.session.pain_key import (
    CHOICES,
    WORDS,
    PainTalk,
    broken_off,
    let_wait,
    press,
    step_back,
)
from sciaticli.core.session.state import State
from sciaticli.core.session.stop_rules import Verdict, kept_site
from sciaticli.core.session.timeline import MS, READY, Pace, timeline
from sciaticli.view.session.frame import Frame

STALE_MS = 500  # a moment that could not be drawn is tried again after so long
NOTICE_MS = 3000
OPENING_MS = 15_000
NOT_HEARD_MS = 15_000
RESERVE_MS = 30_000  # so long "could you have done two more?" may be answered
LONG_PAUSE_MS = 3_600_000  # after it, it may be another day for the body: the re-check comes first
MOVES: dict[Does, Input] = {
    Does.NEXT: Next(),
    Does.NEXT_PIECE: NextPiece(),
    Does.AGAIN: Again(),
    Does.PIECE_BACK: PieceBack(),
    Does.LONGER: Extend(),
}
LOCKED_WHY = "A new check is needed. The session ends here."
ASK_RESERVE = "Could you have done two more? y yes, n no, e easily"


def play(  # noqa: PLR0913 - what a session is made of
    items: tuple[PlanItem, ...],
    stage: Stage,
    *,
    talk: Talk,
    get_ready_s: int,
    pace: Pace | None = None,
    down_before: Distal | None,
    before: Account | None = None,
    worked_s: int = 0,
    longest_hold_s: int | None = None,
    place: State | None = None,
    opening: str = "",
) -> Performance:
    """Run the timed items of a plan to their end, or until a key, a rule or a signal ends them.

    `down_before` is how far down it was before the session, None when not known. `before` is what an
    interrupted part of the same session did in `worked_s`: it counts, and is not done again; a stopped
    item stays out. With a `place` it stands there, paused, and `before` is not looked at. `opening` is
    shown for a while at the beginning.
    """
    if place is None:
        clock = timeline(items, get_ready_s, pace)
        lengths = stage.voice.prepare(texts_of(cue_table(clock, talk)))
        clock = clock if pace is None else with_room(clock, talk, lengths)
        account = before or Account()
        out = {each.item for each in account.stopped}
        left_out = {index for index, each in enumerate(clock.segments) if each.item in out}
        state, events = start(
            clock,
            stage.now_ms(),
            without=clock.without(account.reps) | left_out,
            account=account,
            longest_hold_ms=None if longest_hold_s is None else longest_hold_s * MS,
            worked_ms=worked_s * MS,
        )
    else:
        lengths = stage.voice.prepare(texts_of(cue_table(place.timeline, talk)))
        state, events = stand_again(place, stage.now_ms()), (Paused(Halt.KEY),)
    cues = CueQueue(cue_table(state.timeline, talk, state.without, lengths))
    run = _Run(stage=stage, state=state, cues=cues, down_before=down_before)
    if place is not None:
        run.notice = say.PAUSED
    elif opening:
        run.notice = f"{opening} {say.WHEN_READY if state.is_waiting else ''}".strip()
        run.notice_until_ms = stage.now_ms() + OPENING_MS
    with stage.awake, stage.keys, stage.screen:
        run.react(events)
        run.until_over()
    return run.performance()


@dataclass(kw_only=True)
class _Run:
    """A session under way: the engine's state, and what the loop must remember beside it."""

    stage: Stage
    state: State
    cues: CueQueue
    down_before: Distal | None
    outcome: HowItEnded | None = None
    why: str = ""
    place: State | None = None
    talk: PainTalk | None = None
    talk_item: int = 0
    worked_item: int | None = None
    reserve_item: int | None = None
    reserve_until_ms: int = 0
    notice: str = ""
    notice_until_ms: int | None = None
    muted: bool = False
    knows_unheard: bool = False
    shows_help: bool = False
    page: int = 0
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
            elif key == CONTINUED:
                self._take_again()
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
                    self._tell(say.CLOCK_STOOD, stays=True)
                case Extended(ms):
                    self._lengthen(ms)
                case _:
                    pass
        if self.state.ended is Ended.FULL:
            self.cues.begin(len(self.state.timeline.segments))
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
            place=structs.replace(self.place or self.state, account=account),
        )

    # What a key does

    def _press(self, sent: str) -> None:
        """Do what a key is for now; one that is for nothing stands still, as a slap at the keys should."""
        if sent == INTERRUPT:
            self._end(HowItEnded.INTERRUPTED, Ended.EARLY)
            return
        if sent in (UP, DOWN):
            self._turn(1 if sent == DOWN else -1)
            return
        key = find_key(sent, live_keys(self.state, self.talk, asks_reserve=self.reserve_item is not None))
        if key is not None:
            self._do(key.does, sent)
        elif self.talk is None and self.state.paused is None and sent.isprintable():
            self._pause()
        else:
            self.give(Tick())

    def _do(self, does: Does, sent: str) -> None:
        if does in MOVES:
            self.page = 0
            self.give(MOVES[does])
            return
        acts: dict[Does, Callable[[], None]] = {
            Does.DANGER: self._stop_for_danger,
            Does.QUIT: lambda: self._end(HowItEnded.EARLY, Ended.EARLY),
            Does.STOP_EXERCISE: self._stop_exercise,
            Does.ANSWER: lambda: self._answer(sent),
            Does.LEAVE_TALK: self._leave_talk,
            Does.PAIN: self._ask_pain,
            Does.PAUSE: self._pause,
            Does.GO_ON: self._go_on,
            Does.READY: self._ready,
            Does.MUTE: self._mute,
            Does.HELP: self._help,
            Does.COULD: lambda: self._keep_reserve(could=True),
            Does.COULD_NOT: lambda: self._keep_reserve(could=False),
            Does.EASY: lambda: self._keep_reserve(could=True, easy=True),
        }
        acts[does]()

    def _stop_for_danger(self) -> None:
        self.stage.voice.cut()
        self._end(HowItEnded.EMERGENCY, Ended.SAFETY, say.STOP_AND_LOOK)

    def _pause(self) -> None:
        self.stage.voice.cut()
        self.page = 0
        self.give(Pause())
        self._tell(say.PAUSED, stays=True)

    def _go_on(self, words: str = say.GOING_ON) -> None:
        """Resume; what a pause cut short before it began is said again in full."""
        if self.stage.now_ms() - self.state.paused_ms > LONG_PAUSE_MS:
            self._end(HowItEnded.STOOD_LONG, Ended.EARLY)
            return
        self.shows_help = False
        self.page = 0
        self.give(Resume())
        self._tell(words)
        if self.state.segment.kind in READY and not self.is_over():
            self._sound(self.cues.take_opening(self.state.index))

    def _ready(self) -> None:
        """Count in; what is for safety and has not been said yet is said before, to who can hear it."""
        self.stage.voice.cut()
        said_ms = self.cues.keep_cautions(self.state.elapsed_ms) - self.state.elapsed_ms
        is_heard = self.stage.voice.speaks and not self.muted
        self.give(Ready(COUNT_IN_MS + (said_ms if is_heard else 0)))

    def _turn(self, pages: int) -> None:
        """Turn the pages of the text; how many there are is the screen's to know."""
        self.page = max(0, self.page + pages)
        self.give(Tick())

    def _mute(self) -> None:
        self.muted = not self.muted
        self.stage.voice.cut()
        self.give(Tick())
        self._tell(say.MUTED if self.muted else say.UNMUTED)

    def _help(self) -> None:
        """Stand still and show every key and the whole text; the same key, or going on, puts it away."""
        self.shows_help = not self.shows_help
        self.page = 0
        if self.state.paused is None:
            self._pause()
        else:
            self.give(Tick())

    def _stop_exercise(self) -> None:
        item = self.state.segment.item if self.talk is None else self.talk_item
        self._close_talk()
        self.give(StopExercise(item))
        if self.state.paused is Halt.PAIN:
            self._go_on()

    def _suspend(self) -> None:
        if self.state.paused is None:
            self._pause()
        self.stage.voice.cut()
        self.stage.screen.__exit__(None, None, None)
        self.stage.keys.suspend()
        self.stage.screen.__enter__()
        self.give(Tick())

    def _take_again(self) -> None:
        """Take keys and screen anew: the process was stopped from outside, and others had the terminal."""
        if self.state.paused is None:
            self._pause()
        self.stage.screen.__exit__(None, None, None)
        self.stage.keys.__exit__(None, None, None)
        self.stage.keys.__enter__()
        self.stage.screen.__enter__()
        self.give(Tick())

    def _end(self, outcome: HowItEnded, how: Ended, why: str = "") -> None:
        self._close_talk()
        self.outcome, self.why = outcome, why
        if why:
            self._tell(why, urgent=True)
        if self.place is None:
            self.place = self.state
        self.give(Stop(how))

    # Two more?

    def _ask_reserve(self) -> None:
        """Ask after strength work done to its end, on the way to the next place; silence is a yes."""
        item = self.worked_item
        if item is None or item in {each.item for each in self.state.account.stopped}:
            return
        items = self.state.timeline.items
        done = {each.rep for each in self.state.account.reps}
        planned = {each.rep for each in self.state.timeline.segments if each.works and each.item == item}
        if (
            say.asks_reserve(items[item], items[self.state.segment.item])
            and planned <= done
            and item not in {r.item for r in self.state.account.reserves}
        ):
            self.reserve_item = item
            self.reserve_until_ms = self.stage.now_ms() + RESERVE_MS

    def _keep_reserve(self, *, could: bool, easy: bool = False) -> None:
        items = self.state.timeline.items
        if self.reserve_item is None:
            return
        here = items[self.reserve_item].exercise.id
        self.reserve_item = None
        for number, item in enumerate(items):
            if item.exercise.id == here:
                self.give(Respond(Reserve(item=number, could=could, easy=easy)))
        self._tell(say.NOTED)

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
        self.page = 0
        self.talk = PainTalk(start=self.down_before, spread_before=bool(others))
        self._tell(_spoken(self.talk), shown=False)

    def _leave_talk(self) -> None:
        """Go back one question, from the first one back into the session."""
        if self.talk is None:
            return
        self.page = 0
        self.talk = step_back(self.talk)
        if self.talk is None:
            self._go_on()
        else:
            self.give(Tick())
            self._tell(_spoken(self.talk), shown=False)

    def _answer(self, key: str) -> None:
        if self.talk is None:
            return
        self.page = 0
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
        self.page = 0
        if segment.works:
            self.worked_item = segment.item
            self.reserve_item = None
        elif segment.kind in READY and not self.stage.is_still_clear():
            self._end(HowItEnded.LOCKED, Ended.SAFETY, LOCKED_WHY)
            return
        if segment.kind in READY:
            self._ask_reserve()
        self.cues.begin(index, asks_reserve=self.reserve_item is not None)
        if (hook := hook_at(self.state.timeline, index)) is not None:
            self.stage.run_hook(hook)
        self._on_screen(lambda: self.stage.screen.begin(self.state, index))

    def _lengthen(self, ms: int) -> None:
        self._tell(say.LONGER if ms else say.NOT_LONGER)
        if ms:
            self.cues.lengthen(self.state)

    def _say_due(self) -> None:
        if self.state.paused is None:
            for cue in self.cues.take_due(self.state):
                self._sound(cue)

    def _sound(self, cue: Cue) -> None:
        if not self.muted:
            self.stage.voice.say(cue)

    def _look_after_voice(self) -> None:
        """Say on the screen, once, when nothing of what is said can be heard."""
        if not self.knows_unheard and self.stage.voice.is_unheard:
            self.knows_unheard = True
            self.notice, self.notice_until_ms = say.NOT_HEARD, self.stage.now_ms() + NOT_HEARD_MS

    def _tell(self, words: str, *, stays: bool = False, urgent: bool = False, shown: bool = True) -> None:
        """Say something outside the table; it is shown for a while, or until the session goes on."""
        if shown:
            self.notice = words
            self.notice_until_ms = None if stays else self.stage.now_ms() + NOTICE_MS
        if words:
            priority = Priority.URGENT if urgent else Priority.NAME
            self._sound(Cue(segment=self.state.index, text=words, priority=priority))

    def _show(self) -> None:
        now_ms = self.stage.now_ms()
        self._look_after_voice()
        if self.notice_until_ms is not None and now_ms >= self.notice_until_ms:
            self.notice, self.notice_until_ms = "", None
        if self.reserve_item is not None and now_ms >= self.reserve_until_ms:
            self.reserve_item = None
        frame = Frame(
            state=self.state,
            talk=self.talk,
            notice=self.notice or self._standing_notice(),
            keys=live_keys(self.state, self.talk, asks_reserve=self.reserve_item is not None),
            page=self.page,
            shows_help=self.shows_help,
        )
        self.frame_ms = now_ms + (self._on_screen(lambda: self.stage.screen.show(frame)) or STALE_MS)

    def _standing_notice(self) -> str:
        if self.reserve_item is not None:
            return ASK_RESERVE
        return say.WHEN_READY if self.state.is_waiting and self.state.paused is None else ""

    def _on_screen(self, draw: Callable[[], int | None]) -> int | None:
        """Draw; a terminal that is gone ends the session, and what was done is still handed back."""
        try:
            return draw()
        except OSError:
            if not self.is_over():
                self._end(HowItEnded.INTERRUPTED, Ended.EARLY)
            return None

    def _wait_ms(self) -> int:
        """Return how long nothing can happen: until the next frame, cue, or end of the segment."""
        wait_ms = self.frame_ms - self.stage.now_ms()
        if self.state.paused is None:
            ends = [] if self.state.is_waiting else [self.state.left_ms]
            wait_ms = min([wait_ms, *ends, *self.cues.next_in_ms(self.state)])
        return max(1, wait_ms)

    def _keep(self, before: Account) -> None:
        after = self.state.account
        new: tuple[Kept, ...] = (
            *after.reps[len(before.reps) :],
            *after.answers[len(before.answers) :],
            *after.stopped[len(before.stopped) :],
            *after.reserves[len(before.reserves) :],
        )
        for line in new:
            self.stage.keep(line, self.state.worked_ms // MS)


def _spoken(talk: PainTalk) -> str:
    """Return a question as it is said: with the key of each choice."""
    choices = ", ".join(f"{key} {words}" for key, words in CHOICES[talk.question])
    return f"{WORDS[talk.question]} {choices}."
