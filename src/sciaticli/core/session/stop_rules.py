"""When pain in a session stops a set, an exercise or the session (reference: the pain-monitoring rules).

The model for back ache is Thomee's 0 to 10 scale with 5 as its limit; for leg pain the limits are
stricter and our choice: nothing in print was tested on nerve pain.
"""

from enum import StrEnum

from msgspec import Struct

from sciaticli.core.record.entries import Distal, Moved, Response


class Verdict(StrEnum):
    """What happens next, mildest first."""

    GO_ON = "go_on"
    WAIT = "wait"  # rest a minute, then ask whether it went back
    STOP_EXERCISE = "stop_exercise"
    END_SESSION = "end_session"


class PainReport(Struct, frozen=True, kw_only=True):
    """What the person said in one go; None is not asked (yet).

    `strong` is a rise of 3 or more, or pain above 5. `settled` is whether it went back within a minute.
    """

    response: Response
    moved: Moved | None = None
    site: Distal | None = None
    strong: bool | None = None
    settled: bool | None = None

    @property
    def spread(self) -> bool:
        """True when it went further down the leg."""
        return self.response is Response.WORSE and self.moved is Moved.LOWER


class Ruling(Struct, frozen=True):
    """A verdict and the words that say why."""

    verdict: Verdict
    why: str = ""


WELL_DOWN = 2  # so many steps down the leg end the session

GO_ON = Ruling(Verdict.GO_ON)
WAIT = Ruling(Verdict.WAIT, "Stop and rest. We wait one minute.")
SMALLER = Ruling(Verdict.GO_ON, "Good, it went back. Make the next ones smaller.")
TOO_MUCH = Ruling(Verdict.STOP_EXERCISE, "That is too much for today. This one stops here.")
NOT_SETTLED = Ruling(Verdict.STOP_EXERCISE, "It did not ease in a minute. This one stops for today.")
WENT_BACK = Ruling(
    Verdict.STOP_EXERCISE, "It went back: good. This one stops for today. Next time go half as far."
)
STAYED = Ruling(Verdict.STOP_EXERCISE, "It stayed further down. This one stops now and rests for a week.")
FAR_DOWN = Ruling(
    Verdict.END_SESSION,
    "The pain went a long way down your leg, so the session ends here. "
    "Get help today if your leg gets weak or numb, or if the pain stays down.",
)
TWICE_DOWN = Ruling(
    Verdict.END_SESSION,
    "Two exercises sent the pain down your leg today, so the session ends here. "
    "Rest in the way that eases it most: on your back with your calves on a chair, or on your side.",
)


def judge(report: PainReport, start: Distal | None, *, spread_before: bool) -> Ruling:
    """Return what a report means; `start` is how far down it was before the session, None if not known.

    `spread_before` says that another exercise has sent it down in this session. A start that is not
    known counts as no symptom at all: the rise is then the largest it can be.
    """
    if report.response is not Response.WORSE:
        return GO_ON
    if report.spread:
        return _judge_spread(report, start, spread_before=spread_before)
    if report.strong:
        return TOO_MUCH
    if report.moved is Moved.HIGHER:
        return GO_ON
    if report.settled is None:
        return WAIT
    return SMALLER if report.settled else NOT_SETTLED


def kept_site(report: PainReport, start: Distal | None) -> Distal | None:
    """Return how far down it stayed: back at the start when it settled, else where it was last."""
    return start if report.settled else report.site


def _judge_spread(report: PainReport, start: Distal | None, *, spread_before: bool) -> Ruling:
    before = start.level if start else 0
    if report.site is not None and report.site.level - before >= WELL_DOWN:
        return FAR_DOWN
    if spread_before:
        return TWICE_DOWN
    if report.settled is None:
        return WAIT
    return WENT_BACK if report.settled else STAYED
