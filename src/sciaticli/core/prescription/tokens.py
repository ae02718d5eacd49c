"""The tokens of a dose: numbers, units, labels and signs, however a sheet spells them.

What is not named here is a `WORD` and breaks a phrase; what is filler stands between and is passed over.
Numbers, units and labels are read in seven languages; names are not.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from sciaticli.core.prescription.plain_signs import plain_signs

WORD = "WORD"
LONGEST_NUMBER = 4  # digits
SHORTEST_SIDE = 2  # "l", "lt", "r", "rt" are sides in capitals only
FILLER = "FILLER"


class Token(Struct, frozen=True):
    """A kind, its text, and for a number its value (a tuple for falling repetitions)."""

    kind: str
    text: str
    value: float | tuple[int, ...] = 0


_NUMBERS = {
    1: "one ein eine einen einer einmal un une uno una een één um uma",
    2: "two zwei deux dos due twee dois duas zweimal",
    3: "three drei trois tres tre drie três dreimal",
    4: "four vier quatre cuatro quattro quatro",
    5: "five fünf cinq cinco cinque vijf",
    6: "six sechs seis sei zes",
    7: "seven sieben sept siete sette zeven sete",
    8: "eight acht huit ocho otto oito",
    9: "nine neun neuf nueve nove negen",
    10: "ten zehn dix diez dieci tien dez",
    12: "twelve zwölf douze doce dodici twaalf",
    15: "fifteen fünfzehn quinze quince quindici vijftien",
    20: "twenty zwanzig vingt veinte venti twintig vinte",
    30: "thirty dreißig dreissig trente treinta trenta dertig trinta",
    45: "forty-five",
    60: "sixty sechzig soixante sesenta sessanta zestig sessenta",
}
_NUMBER_OF = {word: number for number, words in _NUMBERS.items() for word in words.split()}

_WORDS = """
X: x by
SETS: set sets lot lots round rounds bout bouts circuit circuits satz sätze sätzen durchgang durchgänge
    série séries serie series reeksen reeks serien séance
REPS: rep reps repetition repetitions repitition repititions wiederholung wiederholungen wdh répétition
    répétitions repeticion repeticiones repetición ripetizione ripetizioni herhalingen herhaling repetição
    repetições
TIMES: times time mal fois vez veces volte volta keer maal vezes
SESSIONS: session sessions sitting sittings occasion occasions
COUNT: count counts
HOLD: hold holds holding held stay maintain maintaining pause pausing duration halten gehalten haltedauer
    mantener mantén mantenga maintenez maintenir tenez tenir vasthouden vast houd mantenere manter segure
    isometric
REST: rest resting rests relax relaxing recover recovery break pausa descanso descansar repos pauze
BETWEEN: between zwischen entre tussen tra
PER: per a an every pro par por al je jede jeden chaque cada ogni elke
OF: of à mit de di van
COMPLETE: complete
DO: do perform repeat repeated repeating hacer repetir repita repite répétez répéter faire faites
    effectuez wiederholen herhaal ripetere ripeti
DAILY: daily täglich dagelijks diario diariamente diaria quotidien quotidiennement nightly
WEEKLY: weekly wöchentlich
HOURLY: hourly hrly
DAY: day days d tag tage tagen jour jours día días dia dias giorno giorni dag dagen
WEEK: week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane weken
HOUR: hour hours hr hrs h stunde stunden heure heures hora horas ora ore uur
SEC: second seconds sec secs s sek sekunde sekunden secondes seconde segundo segundos secondo secondi
    seconden
MIN: minute minutes min mins m minuten minuto minutos minuti minuut
BREATH: breath breaths inhales exhales
NODOSE: cm mm inch inches ft kg kgs kilo kilos lb lbs pound pounds degree degrees deg metre metres meter
    meters yards steps heights height % °
AMRAP: amrap failure fatigue
EACH: each ea
MONTH: month months
FREQ: frequency freq often
DAYNAME: monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri
    sat sun
UPTO: upto jusqu
TOTAL: total altogether overall
FILLER: the for with about approx approximately around roughly ca circa then at least slow slowly slower
    gentle gently controlled smooth easy full this that it them your you and und et y en e zu stretch
    position exercise exercises on please again in is are should can good minimum pain-free
    comfortable comfortably more als
"""
_KIND_OF = {
    word: kind
    for kind, words in re.findall(r"(?m)^([A-Z]+): ((?:.|\n    )*)", _WORDS)
    for word in words.split()
}

LIMBS = (
    r"(?:sides?|legs?|ways?|directions?|arms?|feet|foot|knees?|hips?"
    r"|seite|bein|pierna|jambe|lado|côté|kant|been)"
)
# Phrases of several words or signs, tried before single words, in this order.
_PHRASES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (  # "pain up to 4/10 is fine" is a score
            "WORD",
            (
                r"(?:pain|discomfort|soreness|ache|vas|nprs)\b[^\d\n.;:]{0,30}\d{1,2}(?:\s?(?:-|to)\s?\d{1,2})?"
                r"\s?/\s?10\b|\d{1,2}(?:\s?(?:-|to)\s?\d{1,2})?\s?/\s?10 (?:pain|discomfort|soreness)\b"
            ),
        ),
        ("DATE", r"\d{1,4}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{4}-\d\d-\d\d"),
        ("FALL", r"\d{1,2}(?:\s*[-/]\s*\d{1,2}){2,}(?![\d/-])"),
        ("FALL", r"\d{1,2}(?:\s*,\s*\d{1,2}){2,}(?![\d/-])"),
        ("SPAN", r"\d{1,2}\s?/\s?(?:52|12)(?!\d)"),
        ("OF_SEVEN", r"[1-7]\s?/\s?7(?!\d)"),
        ("CLOCK", r"\d{1,2}:[0-5]\d(?!\d)|half (?:an hour|a min(?:ute)?)\b|half[- ](?:hour|minute)\b"),
        ("N", r"\d+(?:\.\d+)?"),
        ("BLANK", r"_{2,}|\.{4,}|…+"),
        (
            "EVERY_OTHER",
            (
                r"(?:every|each) (?:other|second|2nd|two) days?\b|alternate days?\b|alternating days\b|"
                r"every 2 days\b"
            ),
        ),
        ("PER_DAY", r"(?:1|2|3|4)\s?x\s?/\s?d\b"),
        (
            "MORNING_EVENING",
            (
                r"(?:in the )?(?:am|a\.m\.|mornings?) ?(?:and|&|\+|/|,) ?(?:in the )?(?:at"
                r" )?(?:pm|p\.m\.|evenings?|nights?|bedtime)\b"
            ),
        ),
        (
            "ONCE_DAY",
            (
                r"(?:every|each) (?:morning|evening|night)\b|in the (?:morning|evening)\b|"
                r"at (?:night|bedtime)\b|before (?:bed|sleep)\b|on waking\b"
            ),
        ),
        ("EVERY_H", r"q ?\d{1,2}(?: ?- ?\d{1,2})? ?(?:h|hr|hrs|hours?)\b"),
        ("PER_DAY_4", r"q\.?i\.?d\b\.?|qds\b"),
        ("PER_DAY_3", r"t\.?i\.?d\b\.?|tds\b"),
        ("PER_DAY_2", r"b\.?i\.?d\b\.?|bd\b"),
        ("PER_DAY_1", r"q\.?d\b\.?|o\.?d\b\.?|e\.?d\b\.?"),
        ("UPTO", r"up to\b|as far as\b|bis zu\b|maximum(?: of)?\b|max\b|no more than\b|jusqu'à\b"),
        (
            "AMRAP",
            (
                r"as many (?:reps? |times |repetitions |breaths )?as "
                r"(?:you (?:can|like|want)|possible|able)\b|"
                r"to (?:failure|fatigue)\b|until (?:tired|fatigued)\b"
            ),
        ),
        (
            "SORE",
            (
                r"(?:only )?(?:on )?(?:the |your"
                rf" )?(?:sore|affected|painful|bad|symptomatic|involved|problem) {LIMBS}(?: only)?\b"
            ),
        ),
        (
            "BOTH",
            (
                r"(?:and |then )*(?:repeat |switch |swap |change |do )*(?:it |this )?(?:again )?(?:with |on"
                r" |to )?(?:the )?(?:other|opposite) (?:side|leg|foot|arm|knee|hip)\b"
            ),
        ),
        (
            "BOTH",
            (
                r"(?:on |to |with |in )?(?:each|ea\.?|both|per|either|every|pro|por|par|sur chaque|cada|per"
                rf" elke) (?:alternating )?{LIMBS}\b"
            ),
        ),
        (
            "BOTH",
            (
                r"e/s\b|ea/s\b|bilat\w*|b/l\b|left (?:and|&|\+|then) right|right (?:and|&|\+|then) left|"
                r"l ?[&+/] ?r\b|r ?[&+/] ?l\b|b/s\b|ea\.?(?= |$|\n)"
            ),
        ),
        ("SLASH_SIDE", rf"/ ?{LIMBS}\b"),
        ("TURNS", rf"alternat(?:e|ing|ely)(?: {LIMBS})?\b|alt\.? {LIMBS}\b"),
        ("TOWARD", r"to(?:wards?)? (?:the |your )?(?:left|right)\b"),
        (
            "LEFT",
            (
                rf"(?:on |to )?(?:the |your )?left(?: {LIMBS})?(?: only)?\b|"
                rf"(?:on )?lt?\b(?: {LIMBS})?(?: only)?\b"
            ),
        ),
        (
            "RIGHT",
            (
                rf"(?:on |to )?(?:the |your )?right(?: {LIMBS})?(?: only)?\b|"
                rf"(?:on )?rt?\b(?: {LIMBS})?(?: only)?\b"
            ),
        ),
        ("COUNT_OF", r"(?:count|counts|counting) (?:of|to|up to)\b"),
        ("HOLD", r"time under tension\b|hold time\b|hold for\b"),
        ("SETS", r"no\.? of sets\b|number of sets\b|\# ?sets\b|s[ae]ts?\b(?=\s*[:x\d])"),
        ("REPS", r"no\.? of reps\b|number of (?:reps|repetitions|times)\b|\# ?reps\b"),
        ("SEC", r"''|(?:secs?|s)\.(?!\w)"),
        ("MIN", r"mins?\.(?!\w)"),
        ("DQUOTE", r'"'),
        ("QUOTE", r"'(?!\w)"),
        ("NODOSE", r"%|\N{DEGREE SIGN}|cms?\b|in\b(?= (?:step|box|block))"),
        ("SLASH", r"/"),
        ("AT", r"@"),
        ("DASH", r"-+|~"),
        ("COLON", r":|="),
        (
            "STOP",
            (
                r"[.!?](?=\s|$)|"
                r"[\N{BULLET}\N{MIDDLE DOT}\N{BLACK SMALL SQUARE}\N{WHITE BULLET}\N{TRIANGULAR BULLET}]"
            ),
        ),
        ("COMMA", r"[,;|()\[\]+&>]"),
    )
)  # fmt: skip
_WORD_AT = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*")
_ONCE = {"once": 1, "twice": 2, "thrice": 3}
_JOINS = ("to", "or", "tot", "bis", "à", "a", "oder", "o", "ou", "até")
_UPPER_ONLY = re.compile(r"(?<![^\W\d_])(?:B)(?![\w/'])")


def tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, fillers left out."""
    found = [token for token in _raw(plain_signs(text)) if token.kind != FILLER]
    return tuple(_ranges(found))


def words_and_numbers(text: str) -> tuple[Token, ...]:
    """Return what of a text is no sign, no unit, no side and no rate: its words, fillers and numbers."""
    kept = (WORD, FILLER, "N", "DO", "COMPLETE", "PER", "OF", "JOIN", "HOLD", "REST", "NODOSE")
    return tuple(token for token in _raw(plain_signs(text)) if token.kind in kept)


def _raw(text: str) -> Iterator[Token]:
    low, place = text.lower(), 0
    if len(low) != len(text):  # a letter whose small form is longer
        text = low
    while place < len(low):
        if low[place].isspace():
            place += 1
            continue
        token = _token_at(text, low, place)
        yield from _spelled(token)
        place += max(1, len(token.text))


def _token_at(text: str, low: str, place: int) -> Token:
    if _UPPER_ONLY.match(text, place):
        return Token("BOTH", text[place])
    inside = place > 0 and low[place - 1].isalpha()
    for kind, pattern in _PHRASES:
        hit = pattern.match(low, place)
        if hit is None or not hit[0] or (inside and hit[0][0].isalpha()):
            continue
        token = _of_phrase(kind, hit[0], text[place : place + len(hit[0])])
        if token is not None:
            return token
    hit = _WORD_AT.match(low, place)
    if hit is None:
        return Token(FILLER, low[place])
    return _of_word(hit[0])


def _of_word(word: str) -> Token:
    bare = word.rstrip(".")
    for spelled in (word, bare):
        if spelled in _NUMBER_OF:
            return Token("N", word, _NUMBER_OF[spelled])
        if spelled in _ONCE:
            return Token("ONCE", word, _ONCE[spelled])
        if spelled in _KIND_OF:
            return Token(_KIND_OF[spelled], word)
        if spelled in _JOINS:
            return Token("JOIN", word)
    head, dash, _ = word.partition(
        "-"
    )  # "30-second" is "30", "-", "second"; "five-second" a number and a unit
    if dash and (head in _NUMBER_OF or head in _KIND_OF):
        return _of_word(head)
    head, point, _ = word.partition(".")  # two sentences without a blank between
    return _of_word(head) if point else Token(WORD, word)


def _of_phrase(kind: str, found: str, written: str) -> Token | None:
    """Return the token of a phrase, None when it is none after all."""
    if kind == "N":
        return _number(found)
    if kind == "FALL":
        return _falling(found)
    if kind in ("LEFT", "RIGHT") and len(found) <= SHORTEST_SIDE and not written.isupper():
        return None
    if kind in _RATES:
        return Token("PER_DAY", found, _RATES[kind] or int(found[0]))
    return Token(kind, found, _value(kind, found))


def _value(kind: str, found: str) -> int:
    """Return the seconds of a clock time, the hours or days of a rate, else 0."""
    if kind == "CLOCK":
        half = ("0", ":", "30") if "min" in found else ("30", ":", "0")
        minutes, _, seconds = found.partition(":") if ":" in found else half
        return int(minutes) * 60 + int(seconds)
    numbers = [int(number) for number in re.findall(r"\d+", found)]
    if kind == "EVERY_H":  # "q2-3h": the longer is the smaller dose
        return max(numbers)
    return numbers[0] if kind == "OF_SEVEN" else 0


# The rates that a phrase says, a day; 0 is written in it.
_RATES = {
    "PER_DAY": 0,
    "PER_DAY_1": 1,
    "PER_DAY_2": 2,
    "PER_DAY_3": 3,
    "PER_DAY_4": 4,
    "MORNING_EVENING": 2,
    "ONCE_DAY": 1,
}


def _falling(found: str) -> Token | None:
    parts = [int(part) for part in re.findall(r"\d+", found)]
    falls = parts == sorted(set(parts), reverse=True) and parts[-1] > 0
    return Token("FALL", found, tuple(parts)) if falls else None


def _number(found: str) -> Token:
    if len(found.partition(".")[0]) > LONGEST_NUMBER:
        return Token(WORD, found)
    return Token("N", found, float(found))


def _spelled(token: Token) -> Iterator[Token]:
    """Yield a token; "once" and "twice" are a number and "times"."""
    if token.kind == "ONCE":
        yield Token("N", token.text, token.value)
        yield Token("TIMES", token.text)
    else:
        yield token


def _ranges(found: list[Token]) -> Iterator[Token]:
    """Yield the tokens, "to" and "or" as a dash where numbers stand on both sides, else left out."""
    for place, token in enumerate(found):
        before = found[place - 1].kind if place else ""
        after = found[place + 1].kind if place + 1 < len(found) else ""
        joins = token.kind == "JOIN" or (token.kind == "PER" and token.text == "a")
        if joins and after == "N" and before in (("N",) if token.kind == "PER" else ("N", "SEC", "MIN")):
            yield Token("DASH", token.text)
        elif token.kind != "JOIN":
            yield token
