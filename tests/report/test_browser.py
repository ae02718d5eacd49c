"""The page in a real browser: two sheets of paper, no request, nothing that an accessibility check finds."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.exercise import Kind
from sciaticli.core.course.direction import preference_on
from sciaticli.core.profile import Profile, YesNoUnsure
from sciaticli.core.progress.direction_course import direction_course
from sciaticli.core.progress.flare_course import flare_courses
from sciaticli.core.progress.programme_course import programme_course
from sciaticli.core.progress.rounds_asked import RoundsAsked
from sciaticli.core.progress.signs_told import DaysTold, SignsTold
from sciaticli.core.progress.strand_places import StrandPlace
from sciaticli.core.progress.summary import Screening, summarise
from sciaticli.core.record.day_logs import day_logs
from sciaticli.core.record.entries import AnyEntry, Distal, Pain, Response, Tier
from sciaticli.report.page import Page, page
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from support.clinic import write_clinic_year
from support.journal_made import common, day, exercise, history, pain, scale, session
from support.plans import a_plan, an_item
from support.world import Clock, Home
from support.year import EVENING

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DARK = "--blink-settings=preferredColorScheme=0"
AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
CHECK = """
axe.run(document, {runOnly: [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice',
]}).then(found => {
  const told = found.violations.map(v => [v.id, v.nodes.map(n => n.html)]);
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const asked = performance.getEntriesByType('resource').map(entry => entry.name);
  document.body.dataset.found = JSON.stringify({told, dark, asked, passes: found.passes.length});
});
"""


pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the made-up year, with everything that can be on it."""
    folder = tmp_path_factory.mktemp("clinic")
    home = Home(folder / "home", Clock(EVENING))
    write_clinic_year(home.folder)
    home.run("setup", "--set", "profile.conditions=", "--set", "profile.side=left")
    target = folder / "report.html"
    result = home.run("report", "-o", str(target))
    assert result.code == 0, result.err
    assert "The plan now" in target.read_text()
    return target


def full_page() -> str:
    """Return a page with as much on it as a person is likely to have.

    Ten in the plan, four rows of every strand but water, four tests of four movements, seven flare-ups,
    three locks.
    """
    catalogue, figures = load_catalogue(), load_figures()
    drawn = [row for row in catalogue.exercises if row.id in figures and row.kind is not Kind.CONTINUOUS][:10]
    plan = a_plan(*(an_item(row, row.dose_full) for row in drawn))
    trained = [strand for strand in catalogue.programme.strand if strand.id != "water"]
    often = [row for strand in trained for row in strand.all_rows[:4]]
    done = [exercise(row, planned=catalogue.by_id[row].dose_full, response=Response.WORSE) for row in often]
    entries: list[AnyEntry] = [session(number, *done) for number in range(84)]
    entries += [
        Pain(
            **common(n, 9),
            flare=YesNoUnsure.YES,
            did=("ease", "heat", "ice", "tablets"),
            note="Prone press-up",
        )
        for n in range(0, 84, 12)
    ]
    entries += [pain(n, 5, 4, down=Distal.CALF) for n in range(84)]
    move = {"reps": 20, "leg_before": 6, "leg_after": 3, "distal_before": "calf", "distal_after": "thigh"}
    moves = tuple(move | {"move": row} for row in often[:4])
    entries += [replace(scale(n, {"a1": 3, "a2": 4}), form="psfs@1") for n in (0, 80)]
    entries += [
        replace(scale(n, {}), form="direction@1", result="flexion", moves=moves) for n in (9, 12, 60, 63)
    ]
    known = history(*entries)
    summary = replace(
        summarise(known, day(0), day(83)),
        screenings=tuple(Screening(day=day(n), tier=Tier.URGENT) for n in (5, 40, 60)),
    )
    logs = day_logs(known, day(0), day(83))
    return page(
        Page(
            summary=summary,
            about=("Age 50 to 69.", "Sore side: left.", "Has been told of: disc herniation, stenosis."),
            opened=(
                "A doctor said exercise is fine with: recent surgery.",
                "Shown in person by a physio: pilates.",
            ),
            programme=programme_course(
                known.sessions, catalogue.programme, summary.exercises, _places(catalogue)
            ),
            direction=direction_course(
                known, day(0), day(83), preference_on(day(83), Profile(), known, logs)
            ),
            flares=flare_courses(summary.flares, summary.days, known.pains, known.sessions),
            rounds=RoundsAsked(400, 84),
            told=SignsTold(
                numb=DaysTold(40, 84),
                weak=DaysTold(1, 84),
                woken=DaysTold(20, 84),
                walks=((day(0), 10), (day(83), 30)),
                did=tuple((word, 12) for word in ("heat", "ice", "massage", "physio", "brace", "walk")),
            ),
            exercises=catalogue.by_id,
            made=day(83),
            version="0.1.0",
            names={row.id: row.name for row in catalogue.exercises},
            standing="Sessions are open.",
            plan=plan,
            figures=figures,
        )
    )


def _places(catalogue: Catalogue) -> list[StrandPlace]:
    """Return a place at the fourth row of each path, with what follows."""
    return [
        StrandPlace(
            strand=strand.id,
            name=strand.name,
            stage=min(4, len(strand.stages)),
            stages=len(strand.stages),
            exercise=strand.all_rows[min(3, len(strand.all_rows) - 1)],
            next=strand.all_rows[-1],
        )
        for strand in catalogue.programme.strand
        if strand.stages
    ]


def sheets(source: Path, folder: Path) -> int:
    """Return on how many sheets of A4 a page is printed."""
    target = folder / "printed.pdf"
    browse(folder / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri())
    printed = target.read_bytes()
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", printed)
    (count,) = re.findall(rb"/Type /Pages\s*/Count (\d+)", printed)
    return int(count)


def browse(profile: Path, *flags: str) -> str:
    done = subprocess.run(  # noqa: S603 - the browser, on our own page
        [str(CHROMIUM), *QUIET, f"--user-data-dir={profile}", *flags],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()


@pytest.mark.parametrize("weeks", [12, 4, 52])
def test_it_prints_on_two_sheets_of_a4(report: Path, tmp_path: Path, weeks: int) -> None:
    home = Home(report.parent / "home", Clock(EVENING))
    source = tmp_path / "report.html"
    home.run("report", "-o", str(source), "--weeks", str(weeks))
    assert sheets(source, tmp_path) == 2


def test_a_full_page_prints_on_two_sheets_too_and_is_under_400_kb(tmp_path: Path) -> None:
    source = tmp_path / "full.html"
    source.write_text(full_page(), encoding="utf-8")
    assert source.stat().st_size < 400_000
    assert sheets(source, tmp_path) == 2


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: npm install --no-save axe-core")
@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_requested(
    report: Path, tmp_path: Path, flags: tuple[str, ...]
) -> None:
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", report.read_text())
    probe = tmp_path / "probe.html"
    script = f"<script>{AXE.read_text()}</script><script>{CHECK}</script>"
    probe.write_text(text.replace("<details>", "<details open>").replace("</body>", f"{script}</body>"))
    shown = browse(tmp_path / "profile", "--virtual-time-budget=20000", *flags, "--dump-dom", probe.as_uri())
    match = re.search(r'data-found="([^"]*)"', shown)
    assert match, "axe did not finish"
    found = json.loads(unescape(match[1]))
    assert found["dark"] is bool(flags)
    assert found["told"] == []
    assert found["asked"] == []
    assert found["passes"] > 10
