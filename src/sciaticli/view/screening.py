"""The screening's messages as plain lines: 60 columns, no colour, no markup, safe in a pipe.

Order of every message: what to do, why, how to get there, what to say, what to do meanwhile.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sciaticli.core.record.entries import Check, CheckState, SoonMode, Tier
from sciaticli.core.screening.clearance import Reason, Refused
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.locks import Lock
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.core.screening.questions import Item
from sciaticli.core.screening.triage import Advice, Hit, Triage
from sciaticli.core.screening.wording import Message, Numbers, Wording
from sciaticli.core.text import by_words

COLUMNS = 60
_CAUDA_EQUINA = "cauda equina syndrome"
_YOUR_NUMBER = "your local emergency number"
_YOUR_DOCTOR = "your doctor"


def result_lines(found: Triage, wording: Wording, region: str | None) -> list[str]:
    """Return the message of a result, every hit in it, and whom to call."""
    numbers = wording.numbers(region)
    lines = _message(wording.messages[found.advice], _filled(found, wording, numbers))
    if found.tier in (Tier.CLEAR, Tier.SOON):
        lines += _calm_lines(found, wording)
    else:
        lines += _alarm_lines(found, wording, numbers)
        lines += ["", *number_lines(wording, region)]
    return lines


def lock_lines(lock: Lock, wording: Wording, region: str | None) -> list[str]:
    """Return the message of a lock as it was given, and how it ends."""
    found = lock.found
    numbers = wording.numbers(region)
    if lock.waits_for_leave:
        return _message(wording.messages["told_not"], {})
    lines = _message(wording.messages[_key(lock)], _filled(found, wording, numbers))
    lines += [] if lock.came_back else _alarm_lines(found, wording, numbers)
    lines += ["", *_ways_out(lock, wording)]
    lines += ["", *_paragraphs(wording.messages["lock_lost"].do, {})] if lock.is_lost else []
    return [*lines, "", *number_lines(wording, region)]


def ways_out_lines(lock: Lock, wording: Wording) -> list[str]:
    """Return how a lock that was just set may end without a visit, where it may; it is told at once."""
    is_milder = lock.by_phone or lock.by_waiting or lock.may_be_slip
    return ["", *_ways_out(lock, wording)] if is_milder else []


def _ways_out(lock: Lock, wording: Wording) -> list[str]:
    names = [
        "lock_phone" if lock.by_phone else "lock",
        *(["lock_well"] if lock.by_waiting else []),
        *(["lock_slip"] if lock.may_be_slip and not lock.by_phone else []),
    ]
    return [line for name in names for line in _paragraphs(wording.messages[name].do, {})]


def lock_in_short(lock: Lock, wording: Wording, region: str | None) -> list[str]:
    """Return a lock's message in two sentences: what to do, and where the rest stands."""
    if lock.waits_for_leave:
        do = _paragraphs(wording.messages["told_not"].do[:1], {})
    else:
        filled = _filled(lock.found, wording, wording.numbers(region))
        do = _paragraphs(wording.messages[_key(lock)].do[:1], filled)
    return [*do, *_wrapped(wording.talk["lock_in_full"])]


def _key(lock: Lock) -> str:
    """Return the name of a lock's message."""
    return "came_back" if lock.came_back else lock.found.advice


def note_lines(wording: Wording, region: str | None, *, despairs: bool, may_name: bool) -> list[str]:
    """Return what is said of a note: whom to call, and that it may name a danger sign."""
    filled = _filled(Triage(level=Level.CLEAR), wording, wording.numbers(region))
    names = [*(("despair",) if despairs else ()), *(("may_name",) if may_name else ())]
    return [line for name in names for line in _message(wording.messages[name], filled)]


def refusal_lines(refused: Refused, wording: Wording, region: str | None) -> list[str]:
    """Return why there is no session, and what to do: a lock's whole message first."""
    if refused.lock is not None:
        return [*lock_lines(refused.lock, wording, region), "", *_wrapped(refused.message)]
    lines = _wrapped(refused.message)
    if refused.reason is Reason.PAUSED:
        lines += _paragraphs(wording.messages["soon_pause"].do, {})
        return [*lines, *_wrapped("When you have seen a clinician, run: sciaticli check")]
    return [*lines, *_wrapped("Before a session, run: sciaticli check")]


def number_lines(wording: Wording, region: str | None) -> list[str]:
    """Return the numbers of a region with what is not sure of them; for an unknown one how to find them."""
    numbers = wording.numbers(region)
    if numbers is None:
        return _paragraphs(wording.messages["unknown_region"].do, {})
    lines = _wrapped(f"{numbers.name}, emergency: {numbers.emergency}")
    if numbers.urgent:
        lines += _wrapped(f"{numbers.name}, advice: {numbers.urgent}")
    else:
        lines += _paragraphs(wording.messages["no_advice_line"].do, {})
    if numbers.is_doubtful:
        lines += _paragraphs(wording.messages["doubtful_number"].do, {})
    return [*lines, *_paragraphs(wording.messages["check_number"].do, {})]


def emergency_words(wording: Wording, region: str | None) -> str:
    """Return when to call at once, and whom, as it is said aloud before a session that nobody watches."""
    numbers = wording.numbers(region)
    emergency = numbers.emergency if numbers else _YOUR_NUMBER
    return " ".join(wording.messages["call_at_once"].do).format(emergency=emergency)


def emergency_lines(wording: Wording, region: str | None) -> list[str]:
    """Return when to call at once, and whom, without any answer."""
    numbers = wording.numbers(region)
    filled = {"emergency": numbers.emergency if numbers else _YOUR_NUMBER}
    lines = _paragraphs(wording.messages["call_at_once"].do, filled)
    return [*lines, "", *number_lines(wording, region)]


def first_sentences(found: Triage, wording: Wording, region: str | None) -> str:
    """Return the first two sentences of a result's message, for the voice."""
    message = wording.messages[found.advice]
    filled = _filled(found, wording, wording.numbers(region))
    text = " ".join((*message.do, *message.why)).format(**filled)
    return ". ".join(text.split(". ")[:2]).rstrip(".") + "."


def first_line(found: Triage, wording: Wording, region: str | None) -> list[str]:
    """Return the first thing to do of a result, for the place right above a prompt."""
    message = wording.messages[found.advice]
    return _paragraphs(message.do[:1], _filled(found, wording, wording.numbers(region)))


def answered_lines(answers: Iterable[tuple[str, str]], wording: Wording) -> list[str]:
    """Return the answers that name a sign, numbered, for the last look before saving."""
    lines: list[str] = []
    for number, (item, word) in enumerate(answers, 1):
        text = f"{number}. {wording.items[Item(item)].sign}: {wording.status[word]}"
        lines += _wrapped(text)
    return lines or _wrapped(wording.talk["all_no"])


def history_line(check: Check) -> str:
    """Return one past check as a line: when, which form, what it said."""
    if check.state is CheckState.OPEN:
        said = "begun, not finished"
    elif check.tier is None:
        changed = any(word != "no" for word in check.answers.values())
        said = "something had changed" if changed else "nothing had changed"
    else:
        said = level_words(level_of_check(check), check.mode)
    opened = ", a lock released" if check.release and check.release.of else ""
    return f"{check.at:%Y-%m-%d %H:%M}  {check.scope:<7}  {said}{opened}"


def open_line(until: datetime) -> list[str]:
    """Return until when sessions are open."""
    return _wrapped(f"Sessions are open until {until:%A} {until.day} {until:%B %Y, %H:%M}.")


def list_lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the questions of a form with ids and allowed answers, for writing a table of answers."""
    lines: list[str] = []
    for row in rows:
        lines += [row["id"], *_wrapped(row["question"], "  ")]
        lines += _wrapped(f"Answers: {', '.join(row['answers'])}", "  ")
        for name, allowed in row.get("follow_ups", {}).items():
            lines += _wrapped(f"or {name}: {', '.join(allowed)}", "    ")
        if after := row.get("asked_after"):
            lines += _wrapped(f"Only after {after}; left out it is a no.", "  ")
        lines.append("")
    return lines[:-1]


def level_words(level: Level, mode: SoonMode | None = None) -> str:
    """Return a level in words, as in `urgent, within two days`."""
    match level:
        case Level.EMERGENCY:
            return "emergency"
        case Level.URGENT_TODAY:
            return "urgent, today"
        case Level.URGENT_2D:
            return "urgent, within two days"
        case Level.SOON:
            return f"soon, sessions {mode}" if mode else "soon"
        case _:
            return "clear"


def asked_lines(text: str) -> list[str]:
    """Return a text of the form at the width of the messages."""
    return _wrapped(text)


def signs_of(found: Triage, wording: Wording) -> list[str]:
    """Return the signs behind a result as they are named in its message, the highest first."""
    answers = {hit.items[0]: hit.answer for hit in found.hits if hit.answer is not None}
    named = [
        wording.items[item].sign + (" (not sure)" if answers.get(item) == "unsure" else "")
        for item in found.signs
    ]
    return named or ["a sign of danger"]


def points_to(hit: Hit, wording: Wording) -> str:
    """Return what a hit might come from."""
    return wording.rules[hit.id] if hit.answer is None else wording.items[Item(hit.id)].points_to


def _filled(found: Triage, wording: Wording, numbers: Numbers | None) -> dict[str, str]:
    """Return what is put into a message; the words for time speak of the gravest sign."""
    top = found.hits[0] if found.hits else None
    timed = next((hit.answer for hit in found.hits if hit.answer in wording.since), None)
    return {
        "signs": "; ".join(signs_of(found, wording)),
        "spoken": " and ".join(signs_of(found, wording)),
        "since": f", {wording.since[timed]}" if timed else "",
        "points_to": points_to(top, wording) if top else "the cause",
        "emergency": numbers.emergency if numbers else _YOUR_NUMBER,
        "urgent": f"{numbers.urgent}, or your doctor" if numbers and numbers.urgent else _YOUR_DOCTOR,
    }


def _alarm_lines(found: Triage, wording: Wording, numbers: Numbers | None) -> list[str]:
    """Return what is added to an urgent or emergency message for the signs beside the gravest."""
    filled = _filled(found, wording, numbers)
    lines: list[str] = []
    if any(hit.id == Item.PAIN_UNCONTROLLED for hit in found.hits):
        lines += _paragraphs(wording.messages["pain_relief"].do, filled)
    if found.tier is Tier.URGENT:
        lines += _paragraphs(wording.messages["call_at_once"].do, filled)
    elif found.advice in (Advice.AMBULANCE, Advice.MATERNITY, Advice.EMERGENCY):
        squeezed = any(_CAUDA_EQUINA in points_to(hit, wording) for hit in found.hits)
        lines += _quote(wording.messages[Advice.CAUDA_EQUINA].say, filled) if squeezed else []
    return lines


def _calm_lines(found: Triage, wording: Wording) -> list[str]:
    lines = ["", *_paragraphs(wording.messages[f"soon_{found.mode}"].do, {})] if found.mode else []
    for item in found.notes:
        note = wording.items[item].note
        lines += ["", *(_wrapped(note) if note else _paragraphs(wording.messages["skipped"].do, {}))]
    return [*lines, "", *_paragraphs(wording.messages["watch"].do, {})]


def _message(message: Message, filled: dict[str, str]) -> list[str]:
    lines = _paragraphs(message.do, filled)
    for part in (message.why, message.how):
        lines += ["", *_paragraphs(part, filled)] if part else []
    lines += _quote(message.say, filled)
    return lines + (["", *_paragraphs(message.wait, filled)] if message.wait else [])


def _quote(say: str | None, filled: dict[str, str]) -> list[str]:
    if say is None:
        return []
    text = f'"{say.format(**filled)}"'
    return ["", "Say this:", *_wrapped(text, "  ")]


def _paragraphs(texts: Iterable[str], filled: dict[str, str]) -> list[str]:
    return [line for text in texts for line in _wrapped(text.format(**filled) if filled else text)]


def _wrapped(text: str, indent: str = "") -> list[str]:
    return by_words(text, COLUMNS, indent)
