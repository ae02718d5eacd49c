"""What puts in doubt how an item is read: its numbers, and the words beside a name or behind it."""

from collections.abc import Sequence

from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Exercise, Side
from sciaticli.core.prescription.amounts import WrittenDose, filled, meanings, out_of_reach
from sciaticli.core.prescription.names import Names, name_words
from sciaticli.core.prescription.plausible import MOST_A_DAY, implausible
from sciaticli.core.prescription.readings import Reading
from sciaticli.core.prescription.tokens import WORD, words_and_numbers

LONGEST_PHRASE = 4  # words


def doses_meant(
    found: Sequence[Reading], exercise: Exercise | None, sore: Side | None
) -> tuple[WrittenDose, ...]:
    """Return the distinct doses, those first that fit the exercise's ladder."""
    all_of_them = [said for reading in found for said in meanings(reading, exercise, sore)]
    distinct = {replace(said, doubts=()): said for said in all_of_them}
    if exercise is None:
        return tuple(distinct.values())
    return tuple(sorted(distinct.values(), key=lambda said: _misfit(said, exercise) is not None))


def _misfit(said: WrittenDose, exercise: Exercise) -> str | None:
    if out_of_reach(said):
        return "the numbers are out of reach"
    dose, _ = filled(said, exercise)
    return None if dose is None else implausible(dose, exercise, said.keys)


def dose_doubts(said: Sequence[WrittenDose], exercise: Exercise) -> tuple[str, ...]:
    """Return what makes the doses that may be meant unsure."""
    first = said[0]
    why = list(first.doubts)
    if len(said) > 1:
        why.append("the numbers can be read in more than one way")
    elif misfit := _misfit(first, exercise):
        why.append(misfit)
    often = first.often
    if often is not None and (often.per_day or 1) > MOST_A_DAY:
        why.append(f"{often.per_day} times a day is very often")
    return tuple(dict.fromkeys(why))


def beside_doubts(text: str, exercise: Exercise, names: Names) -> tuple[list[str], int]:
    """Return what the words beside a name put in doubt, and how many of them are not known."""
    lists = names.words.words
    changing = _phrases((*lists.changing, *lists.tools, *lists.growing))
    neutral = _phrases(lists.neutral)
    positions = {phrase: where for where, words in names.words.position.items() for phrase in _phrases(words)}
    here = _phrases(names.words.position.get(exercise.position, ()))
    left = [(word, token.kind) for token in words_and_numbers(text) for word in name_words(token.text)]
    words = [word for word, _ in left]
    why: list[str] = []
    unknown: list[str] = []
    place = 0
    while place < len(words):
        said = _longest(words[place:], changing | neutral | set(positions)) or words[place]
        kind = left[place][1]
        place += len(said.split())
        if said in changing:
            why.append(f'"{said}" changes what is done')
        elif said in positions:
            why += [] if said in here else [f'"{said}" is not how {exercise.name} is done']
        elif said not in neutral and kind == WORD:
            unknown.append(said)
    if unknown:
        why.append(f'"{" ".join(unknown)}" is not understood')
    return why, len(unknown)


def prose_doubts(parts: Sequence[str], names: Names) -> list[str]:
    """Return what the sentences after a title put in doubt: things to use, a dose that is to grow."""
    lists = names.words.words
    said = f" {' '.join(name_words(' '.join(parts)))} "
    why = [f'"{word}" changes what is done' for word in lists.tools if is_in(word, said)]
    why += [f'"{word}": the dose is to grow' for word in lists.growing if is_in(word, said)]
    return why[:2]


def is_in(phrase: str, said: str) -> bool:
    """Return whether a phrase stands, as whole words, in words between blanks."""
    return f" {' '.join(name_words(phrase))} " in said


def _phrases(texts: Sequence[str]) -> set[str]:
    return {" ".join(name_words(text)) for text in texts}


def _longest(words: Sequence[str], known: set[str]) -> str:
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in known:
            return phrase
    return ""
