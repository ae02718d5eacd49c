"""What a clinician reads of the screening: the questions, each rule with two worked cases, the messages."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.questions import Answer, Answers, Item, words_for
from sciaticli.core.screening.second_edition import ALONE, RULES
from sciaticli.core.screening.triage import triage
from sciaticli.core.screening.wording import Wording
from sciaticli.store.paths import content
from sciaticli.store.screening import load_wording

OURS = "our choice"
SOURCES = Path(__file__).parents[1] / "docs" / "safety.md"
COUNTED = "IFOMPT20, the number by our choice"
"""The source of R13, which counts signs and stands in `triage`."""
LEVELS = {
    Level.CLEAR: "clear",
    Level.NOTE: "clear, with a note",
    Level.SOON: "soon",
    Level.URGENT_2D: "within two days",
    Level.URGENT_TODAY: "today",
    Level.EMERGENCY: "emergency",
}
FACTS = {Item.AGE_BAND: "age", Item.BLOOD_THINNER: "blood thinner"}


class Told(NamedTuple):
    """One rule in words: its sentence, and two cases, one that makes it hold and one that does not."""

    id: str
    level: Level
    says: str
    fires: Mapping[str, str]
    spares: Mapping[str, str]


def told_rules() -> list[Told]:
    """Return the rules in words, in the order in which they stand in the code, the counting one last."""
    table = tomllib.loads(content("screening_rules.toml").read_text(encoding="utf-8"))
    return [Told(**{**row, "level": Level[row["level"].upper()]}) for row in table["rule"]]


def answers_of(case: Mapping[str, str]) -> Answers:
    """Return the answers of a case: what it leaves out is no."""
    words = dict(case)
    age, thinner = words.pop("age_band", AgeBand.AGE_18_49), words.pop("blood_thinner", YesNoUnsure.NO)
    return Answers(
        age_band=AgeBand(age),
        blood_thinner=YesNoUnsure(thinner),
        words={Item(item): Answer(word) for item, word in words.items()},
    )


def screening() -> dict[str, Any]:
    """Return what fills the page of the screening."""
    wording = load_wording()
    return {
        "questions": [_question(item, wording) for item in Item],
        "rules": [
            {
                "id": told.id,
                "level": LEVELS[told.level],
                "says": told.says,
                "source": source,
                "ours": OURS in source,
                "fires": _case(told.fires, wording),
                "spares": _case(told.spares, wording),
            }
            for told, source in zip(told_rules(), (*(rule.source for rule in RULES), COUNTED), strict=True)
        ],
        "messages": [
            {"name": name.replace("_", " "), "message": each} for name, each in wording.messages.items()
        ],
        "titles": list(_titles()),
    }


def _question(item: Item, wording: Wording) -> dict[str, Any]:
    question = wording.items[item]
    return {
        "question": question.question,
        "help": question.help,
        "points_to": question.points_to,
        "sources": ", ".join(key for key in question.sources if key != "our_choice"),
        "ours": "our_choice" in question.sources,
        "levels": list(_levels(item, wording)),
    }


def _levels(item: Item, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield each level above clear, the highest first, with the answers that have it alone."""
    alone = ALONE.get(item, {})
    for level in sorted({*alone.values()} - {Level.CLEAR}, reverse=True):
        words = [_word(word, wording) for word in words_for(item) if alone.get(word) is level]
        yield LEVELS[level], "; ".join(words)


def _case(case: Mapping[str, str], wording: Wording) -> dict[str, str]:
    found = triage(answers_of(case))
    signs = [
        f"{FACTS.get(Item(item)) or wording.items[Item(item)].sign}: {_word(word, wording)}"
        for item, word in case.items()
    ]
    rules = ", ".join(dict.fromkeys(found.rules))
    return {"signs": "; ".join(signs), "level": LEVELS[found.level], "rules": rules}


def _word(word: str, wording: Wording) -> str:
    return wording.status.get(word) or wording.answers.get(word) or word.replace("_", " ")


def _titles() -> Iterator[tuple[str, str]]:
    """Yield the key and the title of each source of the screening, from docs/safety.md."""
    page = SOURCES.read_text(encoding="utf-8")
    yield from re.findall(r"^- ([A-Z][A-Z0-9-]+): (.+)$", page, re.MULTILINE)
