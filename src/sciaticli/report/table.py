"""The dictionary beside the tidy table: what each column and each measure means (CSV on the Web)."""

from typing import Any

COLUMNS = {
    "entry_id": ("string", "id of the journal entry; the rows of one entry share it"),
    "day": ("date", "journal day; it begins at 04:00 unless set otherwise, and is never recomputed"),
    "at": ("dateTimeStamp", "when it was, with the clock's own offset"),
    "tz": ("string", "IANA name of the zone the clock was in"),
    "kind": ("string", "pain, session, check, assessment or note"),
    "measure": ("string", "what was measured; see the measures below"),
    "site": ("string", "leg or back; for an exercise its id and side; empty where there is none"),
    "value": ("string", "the value: a number, or a word; an empty cell is missing, never 0"),
    "unit": ("string", "unit of the value"),
    "window": ("string", "the time it tells of: 24h, now or 7d"),
    "backfilled": ("string", "yes when it was written more than a day after"),
    "note": ("string", "free text, only when asked for"),
}
MEASURES = {
    "pain_worst": "worst pain of the window, 0 none to 10 the worst imaginable",
    "pain_now": "pain at that moment, 0 to 10",
    "pain_side": "left, right or both",
    "pain_distal": "how far down the furthest symptom was felt: none, back, buttock, thigh, knee, calf, foot",
    "numb": "numbness, tingling or burning: yes or no",
    "numb_distal": "how far down it was numb",
    "weak": "new or growing weakness: yes or no",
    "sleep_disturbed": "pain disturbed the sleep: yes or no",
    "walk": "how long walking was possible",
    "flare": "a flare-up, as the person says: yes, no or unsure",
    "morning_after": "the morning after a session: better, same or worse",
    "session_planned": "length of the plan",
    "session_ended": "full, early or safety (ended by a safety rule)",
    "pain_before": "pain before a session, 0 to 10",
    "pain_after": "pain after a session, 0 to 10",
    "pain_before_distal": "how far down before a session",
    "pain_after_distal": "how far down after a session",
    "reps_planned": "repetitions planned, all sets",
    "reps_done": "repetitions done, all sets",
    "hold_done": "time held in the end position",
    "response": "the leg after the exercise: better, same or worse",
    "screening": "result of a danger-sign check; its answers are not in the table",
    "note": "free text",
}
FORMULAS = (
    "A text cell that a spreadsheet would take for a formula (it starts with = + - @, a tab or a line end) "
    "has a leading apostrophe that is not part of the record. Numbers are never changed; JSON Lines are raw."
)


def dictionary(url: str) -> dict[str, Any]:
    """Return the metadata of a table at `url`, its file name: columns in order, then the measures."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": url,
        "dc:description": "Pain, sessions and scales of one person, one measure a row.",
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kind, "dc:description": meaning}
                for name, (kind, meaning) in COLUMNS.items()
            ]
        },
        "notes": [
            {"measures": MEASURES},
            {"scales": "A measure named like psfs@1 is the score or result of that form and version."},
            {"formulas": FORMULAS},
        ],
    }
