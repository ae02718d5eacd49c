"""The page in a real browser: two sheets of paper, no request, nothing that an accessibility check finds."""

import json
import os
import re
import shutil
import subprocess
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest

from sciaticli.core.catalogue.exercise import Kind
from sciaticli.core.profile import YesNoUnsure
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import AnyEntry, Distal, Response
from sciaticli.report.page import Page, page
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from support.clinic import write_clinic_year
from support.journal_made import day, exercise, history, pain, session
from support.plans import a_plan, an_item
from support.world import Clock, Home
from support.year import ZONE

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
    home = Home(folder / "home", Clock(datetime(2026, 11, 22, 21, 45, tzinfo=ZONE)))
    write_clinic_year(home.folder)
    home.run("setup", "--set", "profile.conditions=", "--set", "profile.side=left")
    target = folder / "report.html"
    result = home.run("report", "-o", str(target))
    assert result.code == 0, result.err
    assert "The plan now" in target.read_text()
    return target


def full_page() -> str:
    """Return a page with as much on it as a person is likely to have: ten in the plan, thirty done."""
    catalogue, figures = load_catalogue(), load_figures()
    drawn = [row for row in catalogue.exercises if row.id in figures and row.kind is not Kind.CONTINUOUS][:10]
    plan = a_plan(*(an_item(row, row.dose_full) for row in drawn))
    done = [exercise(row.id, response=Response.SAME) for row in catalogue.exercises[:30]]
    entries: list[AnyEntry] = [session(number, *done) for number in range(84)]
    entries += [pain(n, 5, 4, down=Distal.CALF, flare=YesNoUnsure.YES) for n in range(0, 84, 12)]
    entries += [pain(n, 5, 4, down=Distal.CALF) for n in range(84)]
    summary = summarise(history(*entries), day(0), day(83))
    names = {row.id: row.name for row in catalogue.exercises}
    return page(
        Page(
            summary=summary,
            made=day(83),
            version="0.1.0",
            names=names,
            standing="Sessions are open.",
            plan=plan,
            figures=figures,
        )
    )


def browse(profile: Path, *flags: str) -> str:
    done = subprocess.run(  # noqa: S603 - the browser, on our own page
        [str(CHROMIUM), *QUIET, f"--user-data-dir={profile}", *flags],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode()


def test_it_prints_on_two_sheets_of_a4(report: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    browse(tmp_path / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer", report.as_uri())
    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", target.read_bytes()) == [b"2"]
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", target.read_bytes())


def test_a_full_page_prints_on_two_sheets_too_and_is_under_400_kb(tmp_path: Path) -> None:
    source, target = tmp_path / "full.html", tmp_path / "full.pdf"
    source.write_text(full_page(), encoding="utf-8")
    assert source.stat().st_size < 400_000
    browse(tmp_path / "profile", f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri())
    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", target.read_bytes()) == [b"2"]


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
