"""Names as people type them: case, hyphens, apostrophes and a plural don't matter."""

PLURALS = ("ches", "shes", "sses", "xes")
SHORT = 2  # letters: an "s" at the end of a shorter word belongs to it


def plain(name: str) -> str:
    """Return the form in which two spellings of a name are the same: "Child's-Pose" is "child pose"."""
    for mark in ("'", "\u2019"):
        name = name.replace(mark, "")
    for mark in "_-/":
        name = name.replace(mark, " ")
    return " ".join(_singular(word) for word in name.casefold().split())


def _singular(word: str) -> str:
    if word.endswith(PLURALS):
        return word[:-2]
    return word[:-1] if len(word) > SHORT and word.endswith("s") and not word.endswith("ss") else word
