"""The JSON Schema of a catalogue file, made from the types; `make schema` writes it to docs."""

from typing import Any

from msgspec import Struct, json

from sciaticli.core.catalogue.catalogue import Routine
from sciaticli.core.catalogue.exercise import Exercise

TIME = r"(\d+ s|\d+(:[0-5]\d)? min)"
AMOUNT = rf"(\d+ x \d+( x {TIME})?|\d+(/\d+)+( x {TIME})?|(\d+ x )?{TIME})"
DOSE = rf"^{AMOUNT}(, {TIME} between reps)?(, rest {TIME})?$"
TITLE = "A catalogue file of sciaticli: exercises and routines"

# What each key means, for the editor that completes a file and for docs/catalogue.md.
NOTES = {
    "CatalogueTables": {
        "exercise": "Exercises, each a table [[exercise]].",
        "routine": "What a professional prescribed, each a table [[routine]].",
    },
    "Exercise": {
        "id": "Small letters, digits and _, a letter first. It never changes once it is in use.",
        "name": "What the person reads and hears.",
        "also_called": "Other names people search by or professionals write.",
        "family": "The programme it belongs to.",
        "also_families": "Other programmes it counts for.",
        "kind": "How time passes: one long hold, repeated holds, moving repetitions, or minutes on end.",
        "position": "How the body lies, kneels, sits or stands at the start.",
        "direction": "Where the low back is loaded at the end of the move.",
        "laterality": "Both sides at once, one side after the other, by turns, or only the sore side.",
        "equipment": "Alternatives, each a list of what must be at hand; [] for nothing.",
        "place": "Where it is done; home when left out.",
        "goals": "What it is for, one to three words.",
        "region": "The part of a week's balance it serves; rest is for comfort and is never owed.",
        "level": "From 1, any day, to 5, only to stay well; your own rows 2 to 5.",
        "leg_pain_ceiling": "The highest pain, 0 to 10, at which it may be offered; your own rows 0 to 5.",
        "supervised_first": "yes: locked until a professional has shown it; advised: a line says so.",
        "avoid": "Conditions with which it is never offered; an empty list is a statement.",
        "caution": "Conditions with which it is offered under a note, one short note each.",
        "end_range": "Directions held or repeated at the end of the low back's range; often none.",
        "nerve_tension": "What a nerve drill does to the nerve: slider or tensioner; none for all else.",
        "suits": "Conditions it serves best; none of them may stand in avoid.",
        "suits_all": "true when it suits everybody whom avoid and caution don't name.",
        "light": "true for the mildest rows only; in a file of your own it has no effect.",
        "dose": "The ladder of doses, from the first to the one to build up to, one thing harder at a time.",
        "move_s": "Seconds that one movement takes; 3 when left out.",
        "frequency": "How often, as a sentence.",
        "dose_source": "Which source gives which number, and which numbers are our choice.",
        "easier": "Ids one step down the ladder.",
        "harder": "Ids one step up the ladder.",
        "variant_of": "The exercise this is another form of; it is offered where that one can't be done.",
        "set_up": "How to get into the position, so that a stranger can do it from the words alone.",
        "steps": "What to do, in order, one action each, without numbers that the dose gives.",
        "feel": "What should be felt and where, and what should not.",
        "mistakes": "What often goes wrong.",
        "breathing": "How to breathe.",
        "stop_signs": "When to stop this exercise; the general danger signs are said elsewhere.",
        "sources": "Keys of data/sources.toml; in a file of your own also your own words.",
    },
    "Routine": {
        "id": "Small letters, digits and _, a letter first.",
        "name": "What the person reads.",
        "items": "The exercises in their order.",
        "per_week": "How many times a week, when that was said.",
        "text": "What the professional wrote, word for word.",
    },
    "RoutineItem": {
        "exercise": "The id of the exercise.",
        "side": "The side, when one was named.",
        "dose": "The dose, when one was given; else the exercise's own ladder.",
        "ours": "The parts of the dose that nobody prescribed and that the program filled in.",
        "often": "How often it was prescribed, when that was said.",
        "own": "The physio's own name of an exercise that the catalogue lacks.",
        "told": "What the sheet says of how it is done.",
    },
}


class CatalogueTables(Struct, forbid_unknown_fields=True):
    """The tables of a catalogue file."""

    exercise: tuple[Exercise, ...] = ()
    routine: tuple[Routine, ...] = ()


def schema_text() -> str:
    """Return the schema as the text of docs/catalogue.schema.json."""
    schema: dict[str, Any] = json.schema(CatalogueTables)
    _say_doses_as_texts(schema["$defs"])
    for table, notes in NOTES.items():
        properties = schema["$defs"][table]["properties"]
        for key, note in notes.items():
            properties[key]["description"] = note
    schema["$defs"]["Exercise"]["properties"]["caution"]["propertyNames"] = {"$ref": "#/$defs/Condition"}
    heading = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": TITLE}
    return json.format(json.encode(heading | schema), indent=2).decode() + "\n"


def _say_doses_as_texts(tables: dict[str, Any]) -> None:
    """Put in place of the numbers of a dose the text that a file says it with."""
    del tables["Dose"]
    dose = {"type": "string", "pattern": DOSE}
    row = tables["Exercise"]
    row["properties"] = {
        ("dose" if key == "dose_start" else key): value
        for key, value in row["properties"].items()
        if key not in ("dose_steps", "dose_full")
    }
    row["properties"]["dose"] = {"type": "array", "items": dose, "minItems": 1}
    row["required"] = [
        "dose" if key == "dose_start" else key for key in row["required"] if key != "dose_full"
    ]
    tables["RoutineItem"]["properties"]["dose"] = {"anyOf": [dose, {"type": "null"}], "default": None}


if __name__ == "__main__":
    print(schema_text(), end="")
