"""What can still be read of a damaged line that was a screening: an emergency must not end with a bad byte.

Only what locks is read so. Whatever else the line said is lost, and the damage is told.
"""

import re
import zlib
from datetime import datetime

from msgspec import UNSET

from sciaticli.core.dates import fixed
from sciaticli.core.profile import AgeBand, YesNoUnsure
from sciaticli.core.record.entries import VERSION, AnyEntry, Check, CheckState, Scope, Tier, Window
from sciaticli.core.screening.level import Level
from sciaticli.core.screening.past_checks import level_of_check
from sciaticli.core.screening.questions import FORM, Item, Recheck

_PAIR = re.compile(rb'"(\w+)"\s*:\s*"([^"\\]*)"')
_BEGINNING = re.compile(rb'(?=\{"kind")')
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_LOCKING = (Tier.URGENT, Tier.EMERGENCY)
_CAME_BACK = (YesNoUnsure.YES, YesNoUnsure.UNSURE)


def lines_within(text: bytes) -> list[bytes]:
    """Return the lines that a damaged one may hold, where the ends between them were lost."""
    parts = [part for part in _BEGINNING.split(text) if part]
    return [part[: part.rfind(b"}") + 1] or part for part in parts]


def torn_check(text: bytes, before: AnyEntry | None) -> Check | None:
    """Return the lock that a damaged line still tells of, None when it tells of none.

    Its own time counts where that can be read, else that of the entry `before` it in the file, for it
    was written after that. The tier is taken as it stands, or from the answers of a finished form.
    """
    words = {key.decode(): value.decode("utf-8", "replace") for key, value in _PAIR.findall(text)}
    moment = _moment(words.get("rec")) or _moment(words.get("at")) or (before.rec if before else None)
    if moment is None or not _is_finished(words):
        return None
    scope = Scope.QUICK if words.get("scope") == Scope.QUICK else Scope.FULL
    is_back = scope is Scope.QUICK and words.get(Recheck.OLD_SIGN) in _CAME_BACK
    check = Check(
        v=VERSION,
        id=_id(text, words.get("id", "")),
        at=moment,
        rec=moment,
        tz=words.get("tz", "UTC"),
        day=moment.date(),
        src=words.get("src", "torn"),
        form=words.get("form", FORM),
        scope=scope,
        state=CheckState.FINISHED,
        age_band=_AGES.get(words.get("age_band", ""), UNSET),
        blood_thinner=_THINNERS.get(words.get("blood_thinner", ""), UNSET),
        answers={key: word for key, word in words.items() if key in _ANSWERED},
        tier=Tier.EMERGENCY if is_back else _TIERS.get(words.get("tier", "")),
        window=Window.TWO_DAYS if words.get("window") == Window.TWO_DAYS else None,
    )
    return check if level_of_check(check) >= Level.URGENT_2D else None


_ANSWERED = {*Item, *Recheck}
_TIERS = {str(tier): tier for tier in Tier}
_AGES = {str(band): band for band in AgeBand}
_THINNERS = {str(word): word for word in YesNoUnsure}


def _is_finished(words: dict[str, str]) -> bool:
    """Return whether a form was finished; one that was begun alone has no tier and locks nothing."""
    return words.get("state") == CheckState.FINISHED or words.get("tier") in _LOCKING


def _id(text: bytes, name: str) -> str:
    """Return the id of the line, or one that is the same at every reading."""
    return name if _ID.fullmatch(name) else f"torn-{zlib.crc32(text):08x}"


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return fixed(moment) if moment.tzinfo else None
