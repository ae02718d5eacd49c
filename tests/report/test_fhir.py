"""The FHIR collection: validated by a library of its own, and by what that library does not look at."""

import re
from datetime import datetime
from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from sciaticli.core.catalogue.exercise import Side
from sciaticli.core.record.entries import Amend, AnyEntry, Back, Distal, Leg, Pain
from sciaticli.report.fhir import BundleContents, bundle
from support.journal_made import common, exercise, history, one_of_each, pain, session
from support.year import ZONE, a_year

MADE = datetime(2026, 11, 22, 9, 0, tzinfo=ZONE)
STATUS = {
    "Observation": {"final", "corrected"},
    "Procedure": {"completed", "stopped", "not-done"},
    "QuestionnaireResponse": {"completed"},
}
LOINC_USED = {"72514-3", "55411-3", "73985-4"}
ALL = BundleContents(names={"bridge": "Bridge"}, snomed=True, notes=True, answers=True)


def made(*entries: AnyEntry, wanted: BundleContents = ALL) -> list[dict[str, Any]]:
    document = bundle(history(*entries), MADE, wanted)
    return [entry["resource"] for entry in msgspec.json.decode(msgspec.json.encode(document))["entry"]]


@pytest.mark.parametrize(
    "entries", [one_of_each(), list(a_year().entries)[:400]], ids=["each kind", "a year"]
)
def test_the_reference_library_takes_it(entries: list[AnyEntry]) -> None:
    model = pytest.importorskip("fhir.resources.R4B.bundle", reason="fhir.resources (dev extra) is not here")
    document = msgspec.json.decode(msgspec.json.encode(bundle(history(*entries), MADE, ALL)))
    found = model.Bundle.model_validate(document)
    assert len(found.entry) == len(document["entry"])


def test_what_the_library_lets_pass_is_right_too() -> None:
    document = bundle(history(*one_of_each()), MADE, ALL)
    assert (document["resourceType"], document["type"]) == ("Bundle", "collection")
    assert not {"total", "link", "signature"} & document.keys()
    urls = [entry["fullUrl"] for entry in document["entry"]]
    assert len(urls) == len(set(urls))
    for entry in document["entry"]:
        resource = entry["resource"]
        assert set(entry) == {"fullUrl", "resource"}
        assert re.fullmatch(r"[A-Za-z0-9\-.]{1,64}", resource["id"])
        assert entry["fullUrl"] == f"urn:uuid:{resource['id']}"
        assert resource["status"] in STATUS[resource["resourceType"]]
        assert ("dataAbsentReason" in resource) <= (not any(key.startswith("value") for key in resource))
        assert sum(key.startswith("value") for key in resource) <= 1
        assert set(loinc(resource)) <= LOINC_USED
        assert not empty(resource)
        for moments in (resource.get("effectivePeriod"), resource.get("performedPeriod")):
            if moments:
                assert datetime.fromisoformat(moments["start"]) < datetime.fromisoformat(moments["end"])
        for reference in references(resource):
            assert reference in urls


def loinc(resource: dict[str, Any]) -> list[str]:
    codings = resource.get("code", {}).get("coding", [])
    return [coding["code"] for coding in codings if coding["system"] == "http://loinc.org"]


def references(tree: object) -> list[str]:
    if isinstance(tree, list):
        return [found for part in tree for found in references(part)]
    if isinstance(tree, dict):
        own = [tree["reference"]] if "reference" in tree else []
        return own + [found for part in tree.values() for found in references(part)]
    return []


def empty(tree: object) -> bool:
    """Return whether anything in a tree is null or empty, which a library would drop without a word."""
    if tree is None or tree in ("", [], {}):
        return True
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return any(empty(part) for part in parts)


def test_leg_and_back_are_one_observation_each() -> None:
    leg, back = made(
        Pain(**common(0), leg=Leg(worst=6, distal=Distal.CALF, side=Side.LEFT), back=Back(worst=3))
    )
    assert (leg["valueInteger"], back["valueInteger"]) == (6, 3)
    assert leg["effectivePeriod"] == {
        "start": "2026-03-01T12:00:00+00:00",
        "end": "2026-03-02T12:00:00+00:00",
    }
    assert leg["bodySite"]["text"] == "left calf"
    assert leg["code"]["coding"] == [{"system": "http://loinc.org", "code": "72514-3"}]
    assert leg["component"][0]["valueInteger"] == 5


def test_not_asked_is_absent_and_skipped_says_so() -> None:
    (back,) = made(Pain(**common(0), leg=Leg(worst=UNSET), back=Back(worst=None)))
    assert back["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert "valueInteger" not in back


def test_a_real_zero_is_a_zero() -> None:
    assert made(pain(0, 0))[0]["valueInteger"] == 0


def test_an_amended_entry_is_corrected_and_a_deleted_one_left_out() -> None:
    first, second = pain(0, 4), pain(1, 5)
    better = Amend(**common(2), of=first.id, set={"leg.worst": 3})
    gone = Amend(**common(2), of=second.id, delete=True)
    (found,) = made(first, second, better, gone)
    assert (found["status"], found["valueInteger"]) == ("corrected", 3)


@pytest.mark.parametrize(
    ("number", "status"), [(0, "completed"), (1, "stopped"), (2, "not-done")], ids=["full", "early", "none"]
)
def test_a_session_says_how_it_ended(number: int, status: str) -> None:
    procedures = [each for each in made(*one_of_each()) if each["resourceType"] == "Procedure"]
    assert procedures[number]["status"] == status
    assert ("statusReason" in procedures[number]) == (status != "completed")


def test_every_exercise_begun_is_an_activity_of_its_session() -> None:
    procedure, minutes, first = made(session(0, exercise(), exercise("slider", reps=0)))
    assert minutes["valueQuantity"] == {
        "value": 15,
        "unit": "min",
        "system": "http://unitsofmeasure.org",
        "code": "min",
    }
    assert first["valueCodeableConcept"] == {"text": "Bridge"}
    assert first["partOf"] == [{"reference": f"urn:uuid:{procedure['id']}"}]


def test_notes_answers_and_snomed_stay_out_unless_wanted() -> None:
    text = msgspec.json.encode(bundle(history(*one_of_each()), MADE, BundleContents())).decode()
    assert "a note" not in text
    assert "physio said" not in text
    assert "sexual_change" not in text
    assert "snomed" not in text
    full = msgspec.json.encode(bundle(history(*one_of_each()), MADE, ALL)).decode()
    assert all(word in full for word in ("a note", "physio said", "sexual_change", "snomed"))


def test_nobody_is_named_and_loinc_is() -> None:
    document = bundle(history(*one_of_each()), MADE, BundleContents())
    kinds = {entry["resource"]["resourceType"] for entry in document["entry"]}
    assert "Patient" not in kinds
    assert "Regenstrief" in document["meta"]["tag"][0]["display"]


def test_the_same_record_gives_the_same_bundle() -> None:
    entries = one_of_each()
    assert bundle(history(*entries), MADE, ALL) == bundle(history(*reversed(entries)), MADE, ALL)
