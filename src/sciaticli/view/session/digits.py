"""Seconds so large that they can be read from the floor."""

from sciaticli.core.catalogue.dose_words import MINUTE

ROWS = 5
UP_TO_SECONDS = 100  # from here on minutes and seconds are shown
FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("  #", "  #", "  #", "  #", "  #"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}


def big_digits(seconds: int, *, wide: bool, block: str = "█") -> str:
    """Return the seconds as five rows of text; `wide` makes every dot two columns."""
    dot = 2 if wide else 1
    rows = (" ".join(FONT[letter][row] for letter in digits(seconds)) for row in range(ROWS))
    return "\n".join("".join(letter * dot for letter in row).replace("#", block) for row in rows)


def digits_width(seconds: int, *, wide: bool) -> int:
    """Return the columns that `big_digits` needs."""
    dot = 2 if wide else 1
    return dot * (sum(len(FONT[letter][0]) + 1 for letter in digits(seconds)) - 1)


def digits(seconds: int) -> str:
    """Return the seconds as they are shown: "42", from 100 on "1:40"."""
    if seconds < UP_TO_SECONDS:
        return str(seconds)
    minutes, rest = divmod(seconds, MINUTE)
    return f"{minutes}:{rest:02}"
