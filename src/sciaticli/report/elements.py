"""The elements of a page: what goes into one is escaped, unless its type says that it is markup."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from sciaticli.report.parts import Chart, Table

NOTHING = Markup()
_LESS, _MORE, _END, _IS, _QUOTE = map(Markup, ("<", ">", "</", '="', '"'))


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an element; an attribute's `_` stands for `-`, at its end for nothing; None leaves it out."""
    return joined(_LESS, name, *_said(attributes), _MORE, *content, _END, name, _MORE)


def alone(name: str, /, **attributes: str | None) -> Markup:
    """Return an element that has no content and no end."""
    return joined(_LESS, name, *_said(attributes), _MORE)


def joined(*content: str) -> Markup:
    """Return content one behind the other."""
    return NOTHING.join(content)


def faint(*content: str) -> Markup:
    """Return a paragraph in small and grey."""
    return element("p", *content, class_="faint")


def bullets(lines: Iterable[str]) -> Markup:
    """Return lines as a list; nothing when there are none."""
    items = [element("li", line) for line in lines]
    return element("ul", *items) if items else NOTHING


def section(name: str, heading: str, *content: str) -> Markup:
    """Return a section with its heading, which names it for a screen reader."""
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name)


def folded(summary: str, *content: str) -> Markup:
    """Return what is seen when it is opened, and is left out on paper."""
    return element("details", element("summary", summary), *content)


def chart(content: Chart) -> Markup:
    """Return a drawing with its words."""
    key = element("p", content.key, class_="faint key") if content.key else NOTHING
    return element("figure", element("figcaption", content.caption), content.drawing, key)


def table(content: Table) -> Markup:
    """Return a table; columns of numbers stand to the right."""
    places = ["n" if number in content.numbers else None for number in range(len(content.heads))]
    heads = (
        element("th", head, class_=place, scope="col")
        for head, place in zip(content.heads, places, strict=True)
    )
    rows = (
        element(
            "tr",
            *(
                element("td", cell.text, element("small", cell.small) if cell.small else "", class_=place)
                for cell, place in zip(row, places, strict=True)
            ),
        )
        for row in content.rows
    )
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows))


def _said(attributes: dict[str, str | None]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is not None:
            yield from (" ", name.rstrip("_").replace("_", "-"), _IS, value, _QUOTE)
