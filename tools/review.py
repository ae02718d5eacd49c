"""The review kit: pages that a clinician can read, correct and sign, made from the data alone.

python tools/review.py [FOLDER] [--pdf]     the pages go to build/review; --pdf prints them with Chromium
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from review_programme import programme
from review_screening import screening
from sciaticli import __version__
from sciaticli.core.catalogue.catalogue import Catalogue
from sciaticli.core.catalogue.dose_words import dose_words
from sciaticli.core.catalogue.exercise import Exercise, Family
from sciaticli.core.catalogue.plain_words import CONDITION_WORDS
from sciaticli.core.catalogue.source import HowRead
from sciaticli.core.figure.parts import Figure
from sciaticli.core.learn import Certainty
from sciaticli.report.svg import figure_svg
from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.figures import load_figures
from sciaticli.store.learn import load_library
from sciaticli.store.reviews import family_fingerprint, family_words, file_fingerprint, file_words
from sciaticli.view.exercises import STANDING, SUPERVISED
from sciaticli.view.learn import CERTAINTY

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "review"
WORDS_A_MINUTE = 180  # our choice: slow reading, with a pencil
HIGH = 90


class Part(NamedTuple):
    """One page: its file, its template, what fills it, and what stands under its signature."""

    file: str
    template: str
    title: str
    about: str
    name: str
    fingerprint: str
    reviewed: str
    fills: Mapping[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Write all pages into a folder, an index beside them, and PDFs when asked for."""
    named = [word for word in arguments if not word.startswith("--")]
    folder = Path(named[0]) if named else BUILD
    folder.mkdir(parents=True, exist_ok=True)
    pages = Environment(loader=FileSystemLoader(HERE), autoescape=True)
    index = []
    for part in parts():
        words = _words(part.fills)
        minutes = max(1, round(words / WORDS_A_MINUTE))
        text = pages.get_template(part.template).render(
            title=part.title,
            about=part.about,
            part=part.name,
            fingerprint=part.fingerprint,
            reviewed=part.reviewed,
            minutes=minutes,
            version=__version__,
            **part.fills,
        )
        (folder / part.file).write_text(text, encoding="utf-8")
        index.append({"file": part.file, "title": part.title, "minutes": minutes, "reviewed": part.reviewed})
    total = sum(int(str(page["minutes"])) for page in index)
    text = pages.get_template("review_index.html").render(
        title="What a clinician can sign",
        about="Each part can be read, corrected and signed by itself, in any order.",
        minutes=total,
        reviewed="",
        version=__version__,
        pages=index,
    )
    (folder / "index.html").write_text(text, encoding="utf-8")
    print(f"{folder / 'index.html'}: {len(index)} parts, about {total} minutes in all")
    if "--pdf" in arguments:
        _print(folder)


def parts() -> Iterator[Part]:
    """Yield every part that can be signed, the families first."""
    catalogue, figures = load_catalogue(), load_figures()
    for family in Family:
        rows = [row for row in catalogue.exercises if row.family is family]
        yield Part(
            file=f"exercises-{family}.html",
            template="review_family.html",
            title=f"Exercises: {family.replace('_', ' ')}",
            about=f"{len(rows)} exercises as the program shows and plans them.",
            name=f"exercises.{family}",
            fingerprint=family_fingerprint(catalogue, family),
            reviewed=family_words(catalogue, family),
            fills={"rows": [_row(row, catalogue, figures) for row in rows]},
        )
    about = "Every line that the program tells about sciatica, how sure it is, and where it comes from."
    yield _of_files("learn", "The pages of learn", about, {"topics": list(_topics())})
    about = "Every question, every rule with its source and two worked cases, and every message."
    yield _of_files("screening", "The screening for danger signs", about, screening())
    about = "The paths, who may do what on which day, and twelve weeks of two people."
    yield _of_files("programme", "The programme", about, programme(catalogue))


def _of_files(name: str, title: str, about: str, fills: Mapping[str, Any]) -> Part:
    """Return a part that stands in files of its own, on the page and in the template of its name."""
    return Part(
        file=f"{name}.html",
        template=f"review_{name}.html",
        title=title,
        about=about,
        name=name,
        fingerprint=file_fingerprint(name),
        reviewed=file_words(name),
        fills=fills,
    )


def _row(row: Exercise, catalogue: Catalogue, figures: Mapping[str, Figure]) -> dict[str, Any]:
    figure = figures[row.id]
    return {
        "name": row.name,
        "start": Markup(figure_svg(figure, 0.0, height=HIGH)),  # noqa: S704 - our own drawing, words escaped
        "move": Markup(figure_svg(figure, 1.0, height=HIGH)),  # noqa: S704 - the same
        "set_up": row.set_up,
        "steps": row.steps,
        "feel": row.feel,
        "breathing": row.breathing,
        "mistakes": row.mistakes,
        "stop_signs": row.stop_signs,
        "ladder": [dose_words(dose, row.kind, row.laterality) for dose in row.doses],
        "dose_source": row.dose_source,
        "dose_is_ours": "our choice" in row.dose_source.casefold(),
        "level": row.level,
        "ceiling": row.leg_pain_ceiling,
        "supervised": SUPERVISED[row.supervised_first],
        "suits": "everybody" if row.suits_all else ", ".join(CONDITION_WORDS[word] for word in row.suits),
        "avoid": ", ".join(CONDITION_WORDS[word] for word in row.avoid),
        "caution": [(CONDITION_WORDS[word], note) for word, note in row.caution.items()],
        "sources": [
            {
                "title": source.title,
                "read": STANDING[source.standing],
                "ours": source.standing is HowRead.OUR_CHOICE,
            }
            for source in catalogue.sources_of(row)
        ],
    }


def _topics() -> Iterator[dict[str, Any]]:
    library = load_library()
    titles = {source.key: source.title for source in library.sources}
    for topic in library.topics:
        yield {
            "title": topic.title,
            "lines": [
                {
                    "text": statement.text,
                    "sure": CERTAINTY[statement.certainty],
                    "ours": statement.certainty is Certainty.OUR_CHOICE,
                    "sources": [titles[key] for key in statement.sources if key != HowRead.OUR_CHOICE],
                }
                for statement in topic.says
            ],
        }


def _words(value: object) -> int:
    """Return how many words a person reads in what fills a page; drawings have none."""
    if isinstance(value, Markup):
        return 0
    if isinstance(value, str):
        return len(value.split())
    if isinstance(value, Mapping):
        return sum(map(_words, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(_words, value))
    return 0


def _print(folder: Path) -> None:
    """Print each page to a PDF beside it; says so where no browser is."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        sys.exit("no Chromium here: open the pages in a browser and print them there")
    for page in sorted(folder.glob("*.html")):
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--print-to-pdf={page.with_suffix('.pdf')}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
        print(page.with_suffix(".pdf"))


if __name__ == "__main__":
    main(sys.argv[1:])
