"""The screenings on the page: what was found, what ended it, and how often nothing was found."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sciaticli.core.progress.sentences import day_words
from sciaticli.core.progress.summary import Summary
from sciaticli.core.record.entries import ExamHow, ExamVerdict, Release, Tier

CHECKS = 4
EXAMINED = {
    ExamHow.IN_PERSON: "examined in person",
    ExamHow.PHONE: "a clinician asked by phone",
    ExamHow.PHARMACY: "a pharmacist asked",
}
SAID = {
    ExamVerdict.OK: "exercise is fine",
    ExamVerdict.NOT_DISCUSSED: "exercise not talked about",
    ExamVerdict.NO: "no exercise yet",
}


def screening_lines(summary: Summary, standing: str, *, with_answers: bool) -> Iterator[str]:
    """Yield how it stands, the checks that found something, and how many found nothing."""
    yield standing
    found = [check for check in summary.screenings if check.tier is not Tier.CLEAR or check.release]
    for (tier, release), checks in groupby(found[-CHECKS:], key=lambda check: (check.tier, check.release)):
        after = f"; {release_words(release)}" if release else ""
        yield f"{', '.join(day_words(check.day) for check in checks)}: {tier}{after}."
    if len(found) > CHECKS:
        yield f"{len(found) - CHECKS} more before that found something."
    if not with_answers and any(check.tier is not Tier.CLEAR for check in found):
        yield "What was named there is left out of this page; the person can add it (--with-answers)."
    clear = [check.day for check in summary.screenings if check.tier is Tier.CLEAR]
    counts = (
        [f"Full checks that found nothing: {len(clear)}, the last on {day_words(clear[-1])}."]
        if clear
        else []
    )
    counts += [] if summary.screenings else ["Full checks in this time: none."]
    counts += [f"Short re-checks before sessions: {summary.rechecks}."] if summary.rechecks else []
    if counts:
        yield " ".join(counts)


def release_words(release: Release) -> str:
    """Return what ended a lock: who looked, when, and what was said of exercise."""
    if release.how is ExamHow.WELL_AGAIN:
        return "well again for seven days, nobody was asked"
    on = day_words(release.examined_at.date())
    return f"{EXAMINED[release.how]} on {on}, {SAID[release.exercise]}"


def answer_lines(answers: Iterable[tuple[date, tuple[tuple[str, str], ...]]]) -> Iterator[str]:
    """Yield the signs named in each check, and on which days none was."""
    quiet = []
    for day, signs in answers:
        if signs:
            yield f"{day_words(day)}: {'; '.join(f'{sign}: {answer}' for sign, answer in signs)}."
        else:
            quiet.append(day_words(day))
    if quiet:
        yield f"No sign named: {', '.join(quiet)}."
