"""Journals made up for measuring: ten years of pain entries, as this program would have written them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2016, 11, 1, 8, tzinfo=UTC)
END = datetime(2026, 11, 20, 8, tzinfo=UTC)
REGIONS = ("back", "buttock", "thigh", "knee", "calf")


def write_journal(home: Path, entries: int, device: str = "made") -> None:
    """Write `entries` pain entries, evenly spread over ten years, one file a month; worst scores wander."""
    folder = home / "data" / "journal" / device
    folder.mkdir(parents=True)
    (home / "state").mkdir()
    (home / "state" / "device").write_text(f"{device}\n")
    step = (END - START) / entries
    months: dict[str, list[str]] = {}
    for number in range(entries):
        moment = START + step * number
        months.setdefault(f"{moment:%Y-%m}", []).append(_line(number, moment))
    for month, lines in months.items():
        (folder / f"{month}.jsonl").write_text("".join(lines))


def _line(number: int, moment: datetime) -> str:
    when = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    day = (moment - timedelta(hours=4)).date()
    leg = 4 + number // 7 % 3 - number % 2
    return (
        f'{{"kind":"pain","v":1,"id":"made-{number:08d}-4b1d-9c2e-52f1a07c6d11","at":"{when}","rec":"{when}",'
        f'"tz":"Europe/London","day":"{day}","src":"0.1.0","leg":{{"worst":{leg},"side":"left",'
        f'"distal":"{REGIONS[number // 11 % 5]}"}},"back":{{"worst":{leg // 2}}},"numb":{{"present":false}}}}\n'
    )
