"""The page: what is on it, what is kept off it, and that it needs nothing but itself."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from msgspec.structs import replace

from sciaticli.core.catalogue.exercise import Dose
from sciaticli.core.progress.summary import summarise
from sciaticli.core.record.entries import AnyEntry, Moved, Response
from sciaticli.core.record.history import History
from sciaticli.report.page import Page, page, questions
from support.journal_made import day, exercise, history, pain, session
from support.kind_words import BANNED, BLAME
from support.plans import a_plan, an_exercise, an_item
from support.year import LAST, PRIVATE, a_year

OPEN = "Sessions are open."
PLAN = a_plan(an_item(an_exercise(), Dose(sets=1, reps=3, hold_s=20)))
VOID = {"meta", "path", "rect", "circle", "br"}


def content(known: History | None = None, *, last: date = LAST, **more: Any) -> Page:  # noqa: ANN401 - any field
    summary = summarise(known or a_year(), last - timedelta(days=83), last)
    usual: dict[str, Any] = {"made": last, "version": "0.1.0", "names": {}, "standing": OPEN}
    return Page(summary=summary, **{**usual, **more})


class Outline(HTMLParser):
    """The page's tags, ids and references, and whether every tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open += [] if tag in VOID else [tag]
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.labels += (found.get("aria-labelledby") or "").split()

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_whole_and_needs_no_script_and_no_request() -> None:
    text = page(content(plan=PLAN))
    outline = Outline(text)
    assert outline.open == []
    assert not {"script", "link", "img", "iframe", "form", "object"} & set(outline.tags)
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.labels) <= set(outline.ids)
    addresses = re.findall(r"https?://[^\s\"'<]+", text)
    assert set(addresses) <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(|\bsrc=|\bhref=|javascript:|\son\w+=", text)
    assert len(text.encode()) < 400_000


def test_it_says_what_the_screen_says() -> None:
    text = page(content())
    assert "Your 7-day leg median went from 6 to 3" in text
    assert "Nothing is written for 14 Sep to 27 Sep." in text
    assert "calf → buttock" in text
    assert "much better" in text


def test_headings_come_in_the_order_a_clinician_reads() -> None:
    assert re.findall(r"<h2[^>]*>([^<]*)", page(content(plan=PLAN))) == [
        "In short",
        "Over time",
        "Sessions",
        "Questions to ask",
        "The programme, and how it was answered",
        "Direction",
        "Danger signs, and what clinicians have opened",
        "The plan now",
        "How to read this",
    ]


def test_charts_have_words_for_those_who_do_not_see_them() -> None:
    text = page(content())
    for name in ("pain", "reach", "sessions"):
        assert re.search(rf'<title id="{name}-title">[^<]+</title><desc id="{name}-words">[^<]+</desc>', text)
    assert "Week to 22 Nov: leg 2.8, back 2.8" in text


def test_the_line_is_open_where_nothing_is_known() -> None:
    path = re.search(r'class="leg-line" d="([^"]+)"', page(content()))
    assert path
    assert path[1].count("M") == 2


def test_late_entries_are_hollow() -> None:
    entries = [pain(0, 4, 2), pain(1, 5, 2, late={"hours": 30})]
    text = page(content(history(*entries), last=day(6)))
    assert text.count('class="leg-dot late"') == 1
    assert text.count('class="leg-dot"') >= 1


def test_without_leave_there_is_no_plan_and_the_reason_stands_there() -> None:
    text = page(content(standing="No full check has been finished yet."))
    assert "The plan now" not in text
    assert "No full check has been finished yet." in text


def test_notes_and_answers_are_there_only_when_given() -> None:
    assert PRIVATE not in page(content())
    text = page(content(notes=((LAST, PRIVATE),), answers=((LAST, (("numb between the legs", "unsure"),)),)))
    assert PRIVATE in text
    assert "numb between the legs: unsure" in text


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", '"><b onload=x>', "&lt;", "$sentence ${x} $"])
def test_what_a_person_typed_is_text(nasty: str) -> None:
    answered = session(0, exercise("own_row", response=Response.SAME))
    text = page(content(history(answered), last=day(6), names={"own_row": nasty}, notes=((LAST, nasty),)))
    assert nasty.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in text
    assert Outline(text).open == []
    assert "<script" not in text


def test_an_empty_record_is_a_page_too() -> None:
    text = page(content(history(), last=day(6)))
    assert "No pain is logged in this time." in text
    assert "Over time" not in text
    assert Outline(text).open == []


def test_questions_follow_from_the_record() -> None:
    worse = [session(n, exercise("slider", response=Response.WORSE, moved=Moved.LOWER)) for n in range(4)]
    entries: list[AnyEntry] = [*worse, *(pain(n, 3 if n < 42 else 7, 2) for n in range(84))]
    asked = questions(summarise(history(*entries), day(0), day(83)), {})
    assert asked[0] == ("Slider: my leg was worse after it 4 of 4 times. Keep it, change it or leave it out?")
    assert "My leg pain has gone up. Does it need another look?" in asked
    assert asked[-1].startswith("When should I come back")


@pytest.mark.parametrize("back", [0, 45, 60, 150])
def test_no_word_of_the_page_blames_or_claims(back: int) -> None:
    text = page(content(last=LAST - timedelta(days=back)))
    said = re.sub(r"<[^>]+>", " ", text.split("</style>")[1])
    for sentence in re.split(r"(?<=[.?:])\s", said):
        assert not BANNED.search(sentence), sentence
        assert not BLAME.search(sentence), sentence


def colours(scheme: str) -> dict[str, str]:
    style = page(content(history(), last=day(6)))
    blocks = re.findall(r":root\{([^}]*)\}", style)
    block = blocks[{"light": 0, "dark": 1, "print": 2}[scheme]]
    return dict(re.findall(r"--(\w+):#(\w+)", block))


def contrast(one: str, two: str) -> float:
    lights = sorted((luminance(one), luminance(two)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def luminance(colour: str) -> float:
    full = "".join(letter * 2 for letter in colour) if len(colour) == 3 else colour
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_text_has_the_contrast_of_wcag_aa(scheme: str) -> None:
    found = colours(scheme)
    for ink in ("ink", "faint", "leg", "back"):
        assert contrast(found[ink], found["paper"]) >= 4.5
    assert contrast(found["faint"], found["card"]) >= 4.5
    assert contrast(found["done"], found["paper"]) >= 3


def test_only_a_drawing_goes_in_unescaped() -> None:
    """Every text of a person or a file is escaped, also one that looks like a drawing."""
    words = "<svg onload=x>&\"'"
    line = an_item(an_exercise(name=words), Dose(sets=1, reps=3, hold_s=20))
    text = page(
        content(
            version=words,
            standing=words,
            names={"glute_bridge": words},
            notes=((LAST, words),),
            answers=((LAST, ((words, words),)),),
            plan=a_plan(replace(line, cautions=(words,))),
        )
    )
    assert "onload=x>" not in text
    assert text.count("&lt;svg onload=x&gt;&amp;&#34;&#39;") >= 7
    assert text.count("<svg") == text.count("</svg>") > 1
