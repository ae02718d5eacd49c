"""A dose as a short text, as a physiotherapist writes it: "2 x 10 x 3 s, rest 45 s".

    dose    = amount [", " time " between reps"] [", rest " time]
    amount  = sets " x " reps [" x " time]      2 x 10, 2 x 10 x 3 s
            | reps "/" reps ... [" x " time]    6/4/2 x 10 s: three sets, fewer repetitions in each
            | [sets " x "] time                 10 min, 3 x 40 s: one repetition a set
    time    = number " s" | number " min" | number ":" two digits " min"

`read_dose` and `dose_text` are each other's inverse; blanks and capitals don't matter in what is read.
"""

import re
from functools import lru_cache

from sciaticli.core.catalogue.dose_words import MINUTE
from sciaticli.core.catalogue.exercise import Dose, Exercise, Kind, Laterality

MOST = 60  # sets, and repetitions of a set
LONGEST_S = 3600
IN_MINUTES_FROM_S = 120  # shorter times are written in seconds

_TIME = re.compile(r"(\d+)(?::([0-5]\d))?\s*(s|min)")
_EXAMPLES = "2 x 10, 2 x 10 x 3 s, 6/4/2 x 10 s, 3 x 40 s or 10 min"


class DoseTextError(ValueError):
    """A text is no dose; `place` is the column, counted from 1, at which it stops being one."""

    def __init__(self, text: str, place: int, problem: str) -> None:
        super().__init__(f'"{text}": place {place}: {problem}')
        self.place = place


@lru_cache(maxsize=1024)
def read_dose(text: str) -> Dose:
    """Return the dose that a text says; raises DoseTextError naming the place in it."""
    return _Reader(text).dose()


def dose_text(dose: Dose) -> str:
    """Return a dose as a text that `read_dose` reads as the same dose."""
    parts = [_amount(dose)]
    if dose.rep_rest_s:
        parts.append(f"{_time(dose.rep_rest_s)} between reps")
    if dose.rest_s:
        parts.append(f"rest {_time(dose.rest_s)}")
    return ", ".join(parts)


def short_dose(dose: Dose, exercise: Exercise) -> str:
    """Return a dose in a few signs: "2 x 10", "10 times", "3 minutes", "2 x 30 s"."""
    if exercise.kind is Kind.CONTINUOUS:
        time = _time(dose.hold_s, MINUTE)
        return time if dose.sets == 1 else f"{dose.sets} x {time}"
    side = " a side" if exercise.laterality is not Laterality.BOTH else ""
    reps = dose.reps if isinstance(dose.reps, int) else "-".join(map(str, dose.reps))
    held = f" x {dose.hold_s} s" if dose.hold_s else ""
    if dose.sets == 1 and not held:
        return f"{reps} times{side}"
    if held and 1 in (dose.sets, dose.reps):
        return f"{dose.total_reps}{held}{side}"
    return f"{dose.sets} x {reps}{held}{side}"


def _amount(dose: Dose) -> str:
    held = [_time(dose.hold_s)] if dose.hold_s else []
    if not isinstance(dose.reps, int) and len(dose.reps) > 1:
        factors = ["/".join(map(str, dose.reps)), *held]
    elif dose.total_reps == dose.sets and held:
        factors = [*([str(dose.sets)] if dose.sets > 1 else []), *held]
    else:
        factors = [str(dose.sets), str(dose.reps_in(0)), *held]
    return " x ".join(factors)


def _time(seconds: int, in_minutes_from: int = IN_MINUTES_FROM_S) -> str:
    minutes, rest = divmod(seconds, MINUTE)
    if seconds < in_minutes_from:
        return f"{seconds} s"
    return f"{minutes}:{rest:02} min" if rest else f"{minutes} min"


class _Reader:
    """Reads one text piece by piece, and knows where each piece stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = text.lower() if text.isascii() else text

    def dose(self) -> Dose:
        amount, *pauses = self._pieces(0, len(self.text), ",")
        sets, reps, hold_s = self._amount(*amount)
        rests = {"between": 0, "rest": 0}
        for start, end in pauses:
            word, seconds = self._pause(start, end)
            if rests[word]:
                raise self._error(start, f'"{word}" stands twice')
            rests[word] = seconds
        return Dose(sets, reps, hold_s, rests["between"], rests["rest"])

    def _amount(self, start: int, end: int) -> tuple[int, int | tuple[int, ...], int]:
        """Return sets, repetitions and seconds of the hold."""
        factors = self._pieces(start, end, "x")
        hold_s = 0
        if _TIME.fullmatch(self._piece(*factors[-1])):
            hold_s = self._time(*factors.pop())
        match factors:
            case [falling] if "/" in self._piece(*falling):
                reps = tuple(self._count(*one) for one in self._pieces(*falling, "/"))
                return len(reps), reps, hold_s
            case [] if hold_s:
                return 1, 1, hold_s
            case [sets] if hold_s:
                return self._count(*sets), 1, hold_s
            case [sets, reps]:
                return self._count(*sets), self._count(*reps), hold_s
            case [_, _, hold]:
                self._time(*hold)
        raise self._error(start, f"no dose; write for example {_EXAMPLES}")

    def _pause(self, start: int, end: int) -> tuple[str, int]:
        """Return which rest a piece names, and its seconds."""
        piece = self._piece(start, end)
        if rest := re.match(r"rest\s", piece):
            return "rest", self._time(start + rest.end(), end)
        if between := re.search(r"\sbetween reps$", piece):
            return "between", self._time(start, start + between.start())
        raise self._error(start, f'"{piece}" is no rest; write 3 s between reps, or rest 45 s')

    def _count(self, start: int, end: int) -> int:
        piece = self._piece(start, end)
        if not re.fullmatch(r"[0-9]{1,2}", piece) or not 1 <= int(piece) <= MOST:
            raise self._error(start, f'"{piece}" is no number of sets or repetitions; allowed: 1 to {MOST}')
        return int(piece)

    def _time(self, start: int, end: int) -> int:
        piece = self._piece(start, end)
        time = _TIME.fullmatch(piece)
        if not time or len(time[1]) > len(str(LONGEST_S)) or (time[2] and time[3] == "s"):
            raise self._error(start, f'"{piece}" is no time; write 45 s, 2 min or 2:30 min')
        seconds = int(time[1]) * (MINUTE if time[3] == "min" else 1) + int(time[2] or 0)
        if not 1 <= seconds <= LONGEST_S:
            raise self._error(start, f'"{piece}" is out of range; allowed: 1 s to {LONGEST_S // MINUTE} min')
        return seconds

    def _pieces(self, start: int, end: int, between: str) -> list[tuple[int, int]]:
        """Return where the pieces between the separators stand, without blanks around them."""
        pieces = []
        for part in self._piece(start, end).split(between):
            left = start + len(part) - len(part.lstrip())
            pieces.append((left, max(left, start + len(part.rstrip()))))
            start += len(part) + 1
        return pieces

    def _piece(self, start: int, end: int) -> str:
        return self.folded[start:end]

    def _error(self, place: int, problem: str) -> DoseTextError:
        return DoseTextError(self.text, place + 1, problem)
