"""The record as a FHIR R4 collection for a clinic's computer: R4-shaped, unprofiled, no claim beyond that.

Codes are LOINC; SNOMED CT is not free everywhere and comes only when asked for. No Patient resource,
no name: the subject is "journal owner".
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never
from uuid import UUID, uuid5

from msgspec import Struct, UnsetType

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.progress.sentences import exercise_name
from sciaticli.core.record.entries import (
    Amend,
    AnyEntry,
    Assessment,
    Check,
    CheckState,
    Distal,
    Done,
    Ended,
    ExerciseDone,
    Note,
    Numb,
    Pain,
    Scope,
    Session,
)
from sciaticli.core.record.history import History

LOINC, UCUM, SNOMED = "http://loinc.org", "http://unitsofmeasure.org", "http://snomed.info/sct"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
OWN = "urn:sciaticli"
SPACE = UUID("6f0c4c1e-0c0f-5d0e-9a53-7f3c1a1f5e70")
NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright (c) Regenstrief "
    "Institute, Inc. and the LOINC Committee, and is available at no cost under the license at "
    "http://loinc.org/license."
)
ME = {"display": "journal owner"}
WINDOWS = {"24h": timedelta(hours=24), "7d": timedelta(days=7)}
PAIN_CODE = "72514-3"
EXERCISE_CODE = "73985-4"
DURATION_CODE = "55411-3"
THERAPY_CODE = "229065009"
SITES = {
    Distal.BACK: "37822005",
    Distal.BUTTOCK: "46862004",
    Distal.THIGH: "68367000",
    Distal.KNEE: "72696002",
    Distal.CALF: "53840002",
    Distal.FOOT: "56459004",
}
LEGS = {Side.LEFT: "32153003", Side.RIGHT: "62175007"}
LIMB = "61685007"

Resource = dict[str, Any]


class BundleContents(Struct, frozen=True, kw_only=True):
    """What goes into the bundle beyond the numbers; `names` are exercise names by id."""

    names: Mapping[str, str] = {}
    snomed: bool = False
    notes: bool = False
    answers: bool = False


def bundle(history: History, made: datetime, wanted: BundleContents) -> Resource:
    """Return the standing entries as one Bundle of type collection, ordered by time."""
    corrected = {record.entry.of for record in history.records if isinstance(record.entry, Amend)}
    resources = [
        resource
        for entry in history.entries
        for resource in _resources(entry, wanted, "corrected" if entry.id in corrected else "final")
    ]
    return {
        "resourceType": "Bundle",
        "meta": {"tag": [{"system": f"{OWN}:notice", "code": "loinc", "display": NOTICE}]},
        "type": "collection",
        "timestamp": made.isoformat(),
        "entry": [{"fullUrl": _urn(found["id"]), "resource": found} for found in resources],
    }


def _resources(entry: AnyEntry, wanted: BundleContents, status: str) -> Iterator[Resource]:
    match entry:
        case Pain():
            yield from _pain(entry, wanted, status)
        case Session():
            yield from _session(entry, wanted, status)
        case Assessment():
            yield from _assessment(entry, status)
        case Check():
            yield from _check(entry, wanted)
        case Note():
            if wanted.notes:
                yield _observation(entry, "note", "Note", status) | {"valueString": entry.note}
        case Amend():
            return
        case _:
            assert_never(entry)


def _pain(pain: Pain, wanted: BundleContents, status: str) -> Iterator[Resource]:
    """Yield one Observation each for the worst leg and back pain; what was skipped says so."""
    if not isinstance(pain.leg, UnsetType) and not isinstance(pain.leg.worst, UnsetType):
        leg = _score(pain, "leg", pain.leg.worst, status)
        leg["bodySite"] = _leg_site(pain, wanted)
        yield leg | _some("component", _components(pain)) | _note(pain, wanted)
    if not isinstance(pain.back, UnsetType) and not isinstance(pain.back.worst, UnsetType):
        back = _score(pain, "back", pain.back.worst, status)
        yield back | {"bodySite": _concept("lower back", SITES[Distal.BACK] if wanted.snomed else None)}


def _score(pain: Pain, site: str, worst: int | None, status: str) -> Resource:
    words = {"24h": "last 24 h", "7d": "last 7 days", "now": "now"}[pain.window]
    text = f"{site.capitalize()} pain, worst, {words}"
    code = {"coding": [{"system": LOINC, "code": PAIN_CODE}], "text": text}
    found = _observation(pain, site, text, status) | {"code": code}
    if span := WINDOWS.get(pain.window):
        del found["effectiveDateTime"]
        found["effectivePeriod"] = {"start": (pain.at - span).isoformat(), "end": pain.at.isoformat()}
    if worst is None:
        reason = {"coding": [{"system": ABSENT, "code": "asked-declined"}]}
        return found | {"dataAbsentReason": reason}
    return found | {"valueInteger": worst}


def _leg_site(pain: Pain, wanted: BundleContents) -> Resource:
    """Return the furthest site with its side in words; the code has no side, but for the whole leg."""
    if isinstance(pain.leg, UnsetType):
        return _concept("leg", None)
    side = pain.leg.side if isinstance(pain.leg.side, Side) else None
    distal = pain.leg.distal if isinstance(pain.leg.distal, Distal) else Distal.NONE
    place = "leg" if distal is Distal.NONE else str(distal)
    side_word = {None: "", Side.BOTH: "both sides, "}.get(side, f"{side} ")
    code = SITES.get(distal) or (LEGS.get(side, LIMB) if side else LIMB)
    return _concept(f"{side_word}{place}", code if wanted.snomed else None)


def _components(pain: Pain) -> list[Resource]:
    parts: list[Resource] = []
    if not isinstance(pain.leg, UnsetType) and isinstance(pain.leg.distal, Distal):
        text = "Most distal symptom (0 none, 1 back, 2 buttock, 3 thigh, 4 knee, 5 calf, 6 foot)"
        parts.append({"code": {"text": text}, "valueInteger": pain.leg.distal.level})
    if isinstance(pain.numb, Numb):
        parts.append({"code": {"text": "Numbness or tingling"}, "valueBoolean": pain.numb.present})
        if isinstance(pain.numb.distal, Distal):
            parts.append({"code": {"text": "Most distal numbness"}, "valueString": str(pain.numb.distal)})
    for text, value in (
        ("New or growing weakness", pain.weak),
        ("Sleep disturbed by pain", pain.sleep_disturbed),
    ):
        if isinstance(value, bool):
            parts.append({"code": {"text": text}, "valueBoolean": value})
    if isinstance(pain.flare, str):
        parts.append({"code": {"text": "Flare-up, self-declared"}, "valueString": str(pain.flare)})
    return parts


def _session(session: Session, wanted: BundleContents, status: str) -> Iterator[Resource]:
    """Yield a Procedure, its minutes, and one Observation for each exercise begun."""
    begun = [each for each in session.exercises if each.done.sets]
    state = "not-done" if not begun else "completed" if session.ended is Ended.FULL else "stopped"
    procedure: Resource = {
        "resourceType": "Procedure",
        "id": session.id if _is_uuid(session.id) else _id(session, "session"),
        "status": state,
        "code": _concept("Exercise therapy", THERAPY_CODE if wanted.snomed else None),
        "subject": ME,
        "performedPeriod": {"start": session.at.isoformat(), "end": session.end.isoformat()},
        **_note(session, wanted),
    }
    if session.stop_reason is not None and state != "completed":
        procedure["statusReason"] = {"text": session.stop_reason.replace("_", " ")}
    yield procedure
    part_of = {"partOf": [{"reference": _urn(procedure["id"])}]}
    if begun:
        minutes = round((session.end - session.at).total_seconds() / 60)
        yield (
            _activity(session, "minutes", DURATION_CODE, "Exercise duration", status)
            | part_of
            | {"valueQuantity": {"value": minutes, "unit": "min", "system": UCUM, "code": "min"}}
        )
    for number, each in enumerate(begun):
        name = wanted.names.get(each.exercise) or exercise_name(each.exercise)
        yield (
            _activity(session, f"exercise {number}", EXERCISE_CODE, "Exercise activity", status)
            | part_of
            | {
                "valueCodeableConcept": {"text": name},
                "component": _done(each),
            }
        )


def _done(each: ExerciseDone) -> list[Resource]:
    parts: list[Resource] = [
        {"code": {"text": "Side"}, "valueString": str(each.side)},
        {"code": {"text": "Sets"}, "valueInteger": each.done.sets},
        {"code": {"text": "Repetitions"}, "valueInteger": _reps(each.done)},
    ]
    if each.done.hold_s:
        hold = {"value": each.done.hold_s, "unit": "s", "system": UCUM, "code": "s"}
        parts.append({"code": {"text": "Hold"}, "valueQuantity": hold})
    if isinstance(each.response, str):
        parts.append({"code": {"text": "Leg after the exercise"}, "valueString": str(each.response)})
    return parts


def _assessment(entry: Assessment, status: str) -> Iterator[Resource]:
    """Yield the answers as given, and a score or result derived from them."""
    items = [
        {
            "linkId": str(row.get("act") or row.get("id") or number),
            **_some("text", str(row.get("label") or "")),
            "answer": [{"valueInteger": row["score"]}],
        }
        for number, row in enumerate(entry.items, 1)
        if type(row.get("score")) is int
    ]
    response = _response(entry, items) if items else None
    if response:
        yield response
    value = entry.score if entry.score is not None else entry.result
    if value is None:
        return
    found = _observation(entry, "score", entry.form, status)
    if response:
        found["derivedFrom"] = [{"reference": _urn(response["id"])}]
    if isinstance(value, str):
        yield found | {"valueString": value}
    else:
        yield found | {
            "valueQuantity": {"value": round(value, 2), "unit": f"of {entry.max}" if entry.max else "score"}
        }


def _check(check: Check, wanted: BundleContents) -> Iterator[Resource]:
    """Yield the result of a finished full check; its answers only when they are wanted."""
    if check.scope is Scope.QUICK or check.state is not CheckState.FINISHED or check.tier is None:
        return
    found = _observation(check, "tier", "Danger-sign screening, result", "final") | {
        "valueString": str(check.tier)
    }
    if wanted.answers and check.answers:
        items = [
            {"linkId": item, "answer": [{"valueString": word}]}
            for item, word in sorted(check.answers.items())
        ]
        response = _response(check, items)
        yield response
        found["derivedFrom"] = [{"reference": _urn(response["id"])}]
    yield found


def _observation(entry: AnyEntry, part: str, text: str, status: str) -> Resource:
    return {
        "resourceType": "Observation",
        "id": _id(entry, part),
        "status": status,
        "category": [{"coding": [{"system": CATEGORY, "code": "survey"}]}],
        "code": {"text": text},
        "subject": ME,
        "performer": [ME],
        "effectiveDateTime": entry.at.isoformat(),
        "issued": entry.rec.isoformat(),
    }


def _activity(session: Session, part: str, code: str, text: str, status: str) -> Resource:
    return _observation(session, part, text, status) | {
        "category": [{"coding": [{"system": CATEGORY, "code": "activity"}]}],
        "code": {"coding": [{"system": LOINC, "code": code}], "text": text},
    }


def _response(entry: Assessment | Check, items: list[Resource]) -> Resource:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(entry, "answers"),
        "questionnaire": f"{OWN}:questionnaire:{entry.form.replace('@', '|')}",
        "status": "completed",
        "subject": ME,
        "authored": entry.at.isoformat(),
        "item": items,
    }


def _concept(text: str, code: str | None) -> Resource:
    coding = {"coding": [{"system": SNOMED, "code": code}]} if code else {}
    return {**coding, "text": text}


def _note(entry: Pain | Session, wanted: BundleContents) -> Resource:
    text = entry.note if wanted.notes and isinstance(entry.note, str) else ""
    return {"note": [{"text": text}]} if text else {}


def _some(key: str, value: object) -> Resource:
    return {key: value} if value else {}


def _reps(done: Done) -> int:
    return done.sets * done.reps if isinstance(done.reps, int) else sum(done.reps)


def _id(entry: AnyEntry, part: str) -> str:
    """Return an id that is the same at every export."""
    return str(uuid5(SPACE, f"{entry.id} {part}"))


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _urn(name: str) -> str:
    return f"urn:uuid:{name}"
