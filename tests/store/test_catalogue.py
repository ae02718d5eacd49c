"""Loading the catalogue: merging a person's own files, and every problem at once."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import json

from sciaticli.core.catalogue.exercise import Condition, Dose, Exercise
from sciaticli.core.errors import DataError
from sciaticli.store import catalogue as store
from sciaticli.store import catalogue_rows
from sciaticli.store.catalogue import built_in_files, file_problems, load_catalogue, own_files, where_written
from sciaticli.store.toml_file import heading_lines, printable
from support.rows import ROW, built_in_texts, raw_row, toml_rows

SOURCES = '[[source]]\nkey = "our_choice"\ntitle = "Our choice"\nstanding = "our_choice"\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "exercises.d"
    folder.mkdir()
    return folder


@pytest.fixture
def built_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a small catalogue in the place of the built-in one; returns its folder."""
    folder = tmp_path / "data"
    (folder / "instructions").mkdir(parents=True)
    (folder / "sources.toml").write_text(SOURCES)
    (folder / "exercises.toml").write_text("")
    for module in (store, catalogue_rows):
        monkeypatch.setattr(module, "content", lambda name: folder / name)
    return folder


def put_built_in(folder: Path, *rows: dict[str, Any]) -> tuple[Path, Path]:
    """Write rows as the built-in ones; returns the files of facts and of words."""
    facts, words = built_in_texts(*rows)
    (folder / "exercises.toml").write_text(facts)
    (folder / "instructions" / "core_strengthening.toml").write_text(words)
    return folder / "exercises.toml", folder / "instructions" / "core_strengthening.toml"


def problems_of(folder: Path) -> tuple[str, ...]:
    """Return what is left out of a person's own files; all of the built-in rows are there."""
    catalogue = load_catalogue(folder)
    assert [row for row in catalogue.exercises if row.id not in catalogue.own] == list(
        load_catalogue().exercises
    )
    return catalogue.left_out


def built_in_problems(folder: Path | None = None) -> tuple[str, ...]:
    with pytest.raises(DataError) as caught:
        load_catalogue(folder)
    assert caught.value.message == "the exercise catalogue can't be used."
    assert caught.value.hint == "Mend the files, then look again with: sciaticli exercises lint FILE"
    return caught.value.problems


def test_the_built_in_catalogue_loads() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.exercises) > 170
    assert catalogue.own == frozenset()
    assert all(path.suffix == ".toml" for path in built_in_files())


def test_own_rows_are_merged(own: Path) -> None:
    (own / "mine.toml").write_text(toml_rows(ROW))
    catalogue = load_catalogue(own)
    assert catalogue.own == {"towel_slide"}
    found = catalogue.by_id["towel_slide"]
    assert [source.standing for source in catalogue.sources_of(found)] == [None]


@pytest.mark.parametrize(
    "rows",
    [
        [ROW],
        [raw_row(light=True)],
        [raw_row(id="glute_bridge"), ROW],
        [raw_row(easier=["glute_bride"])],
        [{}],
    ],
    ids=["sound", "light", "taken", "leaning", "empty"],
)
def test_own_files_beside_the_compiled_rows_give_what_all_files_give(
    own: Path, rows: list[dict[str, Any]], tmp_path: Path
) -> None:
    (own / "mine.toml").write_text(toml_rows(*rows))
    assert load_catalogue(own, tmp_path / "cache") == load_catalogue(own)


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert own_files(tmp_path / "nowhere") == []
    assert own_files(None) == []
    assert load_catalogue(tmp_path / "nowhere").own == frozenset()


def test_light_is_never_taken_from_an_own_file(own: Path) -> None:
    (own / "mine.toml").write_text(toml_rows(raw_row(light=True)))
    assert not load_catalogue(own).by_id["towel_slide"].light


def test_own_routines_are_merged(own: Path) -> None:
    (own / "week.toml").write_text(
        '[[routine]]\nid = "week_1"\nname = "Week 1"\nper_week = 5\n'
        'items = [{ exercise = "glute_bridge", dose = "2 x 12 x 5 s" }, '
        '{ exercise = "plank", dose = { sets = 2, reps = 1, hold_s = 5 } }]\n'
    )
    first, second = load_catalogue(own).routine_by_id["week_1"].items
    assert (first.exercise, first.dose) == ("glute_bridge", Dose(2, 12, 5))
    assert second.dose == Dose(2, 1, 5)


def test_every_problem_of_a_file_is_named(own: Path) -> None:
    path = own / "mine.toml"
    first = raw_row(
        id="Towel", level=9, avoid=["stenosi"], leg_pain_ceiling=None, set_upp=["x"], sources=["x"]
    )
    second = raw_row(id="second", level=1, leg_pain_ceiling=7, easier=["glute_bride"])
    path.write_text(f"colour = 1\n{toml_rows(first, second)}")
    text = path.read_text().splitlines()
    one, two = (number for number, line in enumerate(text, 1) if line == "[[exercise]]")
    conditions = ", ".join(Condition)
    near = "; did you mean stenosis?"
    unknown = "glute_bride is not an exercise of the catalogue; did you mean glute_bridge?"
    assert problems_of(own) == (
        f"{path}: colour is not a table; allowed: exercise, routine",
        f"{path}:{one}: exercise Towel: id: expected small letters, digits and _, a letter first",
        f"{path}:{one}: exercise Towel: level: expected a whole number <= 5",
        f"{path}:{one}: exercise Towel: leg_pain_ceiling: is missing",
        f"{path}:{one}: exercise Towel: avoid[0]: not allowed: 'stenosi'; allowed: {conditions}{near}",
        f"{path}:{one}: exercise Towel: set_upp: is not a key; did you mean set_up?",
        f"{path}:{two}: exercise second: leg_pain_ceiling: 7 in an exercise of your own; allowed: 0 to 5",
        f"{path}:{two}: exercise second: level: 1 in an exercise of your own; allowed: 2 to 5",
        f"{path}:{two}: exercise second: easier: {unknown}",
    )


def test_problems_of_all_files_are_named(own: Path) -> None:
    (own / "a.toml").write_text("[[exercise]\n")
    (own / "b.toml").write_bytes(b'name = "\xff"\n')
    (own / "c.toml").write_text("exercise = 3\n")
    (own / "d.toml").mkdir()
    (own / "e.toml").write_text(f"exercise = {'[' * 5000}")
    (own / "f.toml").write_text(f"n = {'9' * 5000}\n")
    expected = "Expected ']]' at the end of an array declaration"
    assert problems_of(own) == (
        f"{own / 'a.toml'}: is not valid TOML: {expected} (at line 1, column 11): [[exercise]",
        f"{own / 'b.toml'}: is not UTF-8 text (line 1)",
        f"{own / 'c.toml'}:1: exercise: must be a table, [[exercise]]",
        f"{own / 'd.toml'}: can't be read: Is a directory",
        f"{own / 'e.toml'}: holds a number too long or lists too deep to read",
        f"{own / 'f.toml'}: holds a number too long or lists too deep to read",
    )


def test_a_clash_of_ids_names_both_files(own: Path) -> None:
    mine, theirs = own / "mine.toml", own / "theirs.toml"
    mine.write_text(toml_rows(raw_row(id="glute_bridge"), ROW))
    theirs.write_text(f"\n\n{toml_rows(ROW)}")
    shipped = catalogue_rows.facts_file()
    line = shipped.read_text().splitlines().index('id = "glute_bridge"')
    second = mine.read_text().splitlines().index("[[exercise]]", 1) + 1
    assert problems_of(own) == (
        f"{mine}:1: exercise glute_bridge: the id is taken by {shipped}:{line}",
        f"{theirs}:3: exercise towel_slide: the id is taken by {mine}:{second}",
    )


def test_a_routine_names_exercises_there_are(own: Path) -> None:
    path = own / "week.toml"
    path.write_text('[[routine]]\nid = "w"\nname = "W"\nitems = [{ exercise = "glute_bridg" }]\n')
    assert problems_of(own) == (
        f"{path}:1: routine w: items: glute_bridg is not an exercise of the catalogue",
    )


def test_a_built_in_row_names_known_sources(built_in: Path, own: Path) -> None:
    path, _ = put_built_in(built_in, raw_row(sources=["our_choise"]))
    (own / "mine.toml").write_text(toml_rows(raw_row(id="mine", sources=["A leaflet at home"])))
    unknown = "our_choise is not a key of sources.toml; did you mean our_choice?"
    assert built_in_problems(own) == (f"{path}:1: exercise towel_slide: sources: {unknown}",)


def test_a_broken_list_of_sources_is_named(built_in: Path) -> None:
    path = built_in / "sources.toml"
    path.write_text('[[source]]\nkey = "A"\nstanding = "heard"\n')
    words = "read, part_read, from_memory, our_choice"
    with pytest.raises(DataError) as caught:
        load_catalogue()
    assert caught.value.problems == (
        f"{path}:1: source (no id): title: is missing",
        f"{path}:1: source (no id): standing: not allowed: 'heard'; allowed: {words}; did you mean read?",
    )


def test_lint_tells_only_of_the_file_asked_for(own: Path, tmp_path: Path) -> None:
    (own / "other.toml").write_text(toml_rows(raw_row(id="other", level=1)))
    draft = tmp_path / "draft.toml"
    draft.write_text(toml_rows(raw_row(easier=["other", "none_such"])))
    assert file_problems(draft, own) == [
        f"{draft}:1: exercise towel_slide: easier: none_such is not an exercise of the catalogue"
    ]


def test_lint_of_a_file_in_place_does_not_clash_with_itself(own: Path) -> None:
    path = own / "mine.toml"
    path.write_text(toml_rows(ROW))
    assert file_problems(path, own) == []


def test_lint_of_a_built_in_file_holds_it_to_the_built_in_rules(built_in: Path) -> None:
    facts, words = put_built_in(
        built_in, raw_row(level=1, sources=["nobody"], breathing=None, steps=["a\nb"])
    )
    assert file_problems(facts) == []
    assert file_problems(words) == [
        f"{words}:1: words of towel_slide: steps[0]: expected text without line breaks or control characters",
        f"{words}:1: words of towel_slide: breathing: is missing",
    ]
    put_built_in(built_in, raw_row(level=1, sources=["nobody"]))
    assert file_problems(facts) == [
        f"{facts}:1: exercise towel_slide: sources: nobody is not a key of sources.toml"
    ]


def test_facts_and_words_must_meet(built_in: Path) -> None:
    """One check: no row without words, no words without a row, each condition with its note."""
    rows = [raw_row(id=id_, sources=["our_choice"]) for id_ in ("first", "second", "third")]
    facts, words = put_built_in(built_in, *rows, raw_row(id="fourth", family="yoga", sources=["our_choice"]))
    facts.write_text(facts.read_text().replace('id = "second"', 'id = "other"\nfeel = "Warm."'))
    said = words.read_text().replace("[third]", "[third]\nlevel = 1")
    words.write_text(said.replace("stenosis =", "piriformis =", 1))
    text = facts.read_text().splitlines()
    one, two, _, _ = (number for number, line in enumerate(text, 1) if line == "[[exercise]]")
    lines = heading_lines(words.read_text())
    first, fourth = (f"{words}:{lines[id_]}: words of {id_}: " for id_ in ("first", "fourth"))
    with pytest.raises(DataError) as caught:
        load_catalogue()
    assert caught.value.problems == (
        f"{first}caution.stenosis: is missing",
        f"{first}caution.piriformis: {facts}:{one} does not name this condition",
        f"{facts}:{two}: exercise other: has no words in {words}",
        f"{words}:{lines['third']}: words of third: level: is not a key of words",
        f"{fourth}belong in {words.with_name('yoga.toml')}, the family of the exercise",
        f"{words}:{lines['second']}: words of second: no exercise of exercises.toml has this id",
    )


def test_where_a_row_is_written(own: Path) -> None:
    (own / "mine.toml").write_text("# mine\n" + toml_rows(ROW))
    facts, words = where_written("glute_bridge", own)
    assert facts.file.read_text().splitlines()[facts.line] == 'id = "glute_bridge"'
    assert words.file.name == "dynamic_stabilising.toml"
    assert words.file.read_text().splitlines()[words.line - 1] == "[glute_bridge]"
    assert where_written("towel_slide", own) == ((own / "mine.toml", 2, True),) * 2


def test_control_characters_are_spelled_out_in_problems(own: Path) -> None:
    path = own / "mine.toml"
    path.write_text(
        toml_rows(raw_row(id="\x1b[2Jx", name="a\x07b")) + '\n["\x1f"]\n'.replace("\x1f", "\\u001f")
    )
    problems = problems_of(own)
    assert all(line.isprintable() for line in problems)
    assert f"{path}: \\x1f is not a table; allowed: exercise, routine" in problems
    assert (
        f"{path}:1: exercise \\x1b[2Jx: name: expected text without line breaks or control characters"
        in problems
    )


ID_WORDS = "expected small letters, digits and _, a letter first"
LINE_WORDS = "expected text without line breaks or control characters"
# Every key of a row or a routine whose text has a pattern, with where in it a bad text stands.
IDS = {"id": "{}", "easier[0]": ["{}"], "harder[0]": ["{}"], "variant_of": "{}"}
LINES_OF_FACTS = {
    "name": "{}",
    "also_called[0]": ["{}"],
    "frequency": "{}",
    "dose_source": "{}",
    "sources[0]": ["{}"],
}
LINES_OF_WORDS = {
    "caution.stenosis": {"stenosis": "{}"},
    "set_up[0]": ["{}"],
    "steps[0]": ["{}"],
    "feel": "{}",
    "mistakes[0]": ["{}"],
    "breathing": "{}",
    "stop_signs[0]": ["{}"],
}
BAD_IDS = ("Towel", "towel slide", "7up", "towel\n", "towel\x1b[2J", "")
BAD_LINES = ("two\nlines", "ends\n", "bell\x07", "Towel\x1b[2J", "\x9b2J", "nul\x00", "del\x7f", "tab\tbed")


def filled(shape: Any, text: str) -> Any:  # noqa: ANN401 - any value of a TOML file
    """Return the value of a key with a text in its place."""
    if isinstance(shape, list):
        return [filled(part, text) for part in shape]
    if isinstance(shape, dict):
        return {key: filled(part, text) for key, part in shape.items()}
    return text


def test_the_tables_below_name_every_text_that_has_a_pattern() -> None:
    rows = json.schema(Exercise)["$defs"]["Exercise"]["properties"]
    known = {re.split(r"[.[]", key)[0] for key in (*IDS, *LINES_OF_FACTS, *LINES_OF_WORDS)}
    assert {key for key, value in rows.items() if "'pattern'" in str(value)} == known


BROKEN = [
    *((place, text) for place in IDS for text in BAD_IDS),
    *((place, text) for place in LINES_OF_FACTS | LINES_OF_WORDS for text in BAD_LINES),
]


def broken_row(place: str, text: str) -> tuple[dict[str, Any], str]:
    """Return a row with a text in a place, and what is wrong with it."""
    shape = (IDS | LINES_OF_FACTS | LINES_OF_WORDS)[place]
    words = ID_WORDS if place in IDS else LINE_WORDS
    return raw_row(**{re.split(r"[.[]", place)[0]: filled(shape, text)}), f"{place}: {words}"


@pytest.mark.usefixtures("built_in")
@pytest.mark.parametrize(("place", "text"), BROKEN)
def test_a_text_that_breaks_its_pattern_is_named_by_file_line_and_key(
    own: Path, place: str, text: str
) -> None:
    row, problem = broken_row(place, text)
    path = own / "mine.toml"
    path.write_text("# mine\n" + toml_rows(row))
    assert f"{path}:2: exercise {printable(row['id'])}: {problem}" in problems_of(own)


@pytest.mark.parametrize(("place", "text"), BROKEN)
def test_a_built_in_text_is_held_to_the_same(built_in: Path, own: Path, place: str, text: str) -> None:
    """No catalogue comes of it, and no copy is kept."""
    row, problem = broken_row(place, text)
    facts, words = put_built_in(built_in, row)
    with pytest.raises(DataError) as caught:
        load_catalogue(cache=own)
    where = f"{facts}:1: exercise {printable(row['id'])}: "
    if place in LINES_OF_WORDS and not place.startswith("caution"):
        where = f"{words}:1: words of towel_slide: "
    assert f"{where}{problem}" in caught.value.problems
    assert list(own.iterdir()) == []


@pytest.mark.usefixtures("built_in")
@pytest.mark.parametrize(
    ("item", "place", "words"),
    [
        *(({"exercise": text}, "items[0].exercise", ID_WORDS) for text in BAD_IDS),
        *(({"exercise": "x", "own": text}, "items[0].own", LINE_WORDS) for text in BAD_LINES),
        *(
            ({"exercise": "x", "own": "X", "told": [text]}, "items[0].told[0]", LINE_WORDS)
            for text in BAD_LINES
        ),
    ],
)
def test_a_routines_text_is_held_to_the_same(own: Path, item: dict[str, Any], place: str, words: str) -> None:
    path = own / "week.toml"
    path.write_text(tomli_w.dumps({"routine": [{"id": "w", "name": "W", "items": [item]}]}))
    assert problems_of(own) == (f"{path}:1: routine w: {place}: {words}",)


@pytest.mark.usefixtures("built_in")
@pytest.mark.parametrize(
    ("key", "text", "words"),
    [("id", text, ID_WORDS) for text in BAD_IDS] + [("name", text, LINE_WORDS) for text in BAD_LINES],
)
def test_a_routines_name_is_held_to_the_same(own: Path, key: str, text: str, words: str) -> None:
    path = own / "week.toml"
    path.write_text(tomli_w.dumps({"routine": [{"id": "w", "name": "W", "items": [], key: text}]}))
    shown = printable(text) if key == "id" else "w"
    assert problems_of(own) == (f"{path}:1: routine {shown}: {key}: {words}",)


@pytest.mark.parametrize("text", BAD_LINES)
@pytest.mark.parametrize("place", ["key", "title", "where[0]"])
def test_a_sources_text_is_held_to_the_same(built_in: Path, place: str, text: str) -> None:
    path = built_in / "sources.toml"
    name = place.removesuffix("[0]")
    source = {"key": "A", "title": "A", name: [text] if name == "where" else text}
    path.write_text(tomli_w.dumps({"source": [source]}))
    with pytest.raises(DataError) as caught:
        load_catalogue()
    assert caught.value.problems == (f"{path}:1: source (no id): {place}: {LINE_WORDS}",)


def test_only_what_is_wrong_is_left_out(own: Path) -> None:
    """A row that names one that is left out goes too, and a routine that needs it; the rest serves."""
    path = own / "mine.toml"
    rows = (
        raw_row(id="steep", dose=["1 x 20", "1 x 40"]),
        raw_row(id="after", easier=["steep"]),
        raw_row(id="last", variant_of="after"),
        raw_row(id="sound", easier=["glute_bridge"]),
    )
    routines = "".join(
        f'[[routine]]\nid = "{id_}"\nname = "{id_}"\nitems = [{{ exercise = "{id_}" }}]\n'
        for id_ in ("last", "sound")
    )
    path.write_text(toml_rows(*rows) + routines)
    catalogue = load_catalogue(own)
    assert catalogue.own == {"sound"}
    assert [routine.id for routine in catalogue.routines] == ["sound"]
    assert [problem.removeprefix(f"{path}:").partition(": ")[2] for problem in problems_of(own)] == [
        "exercise steep: dose[1]: 1 x 40 is more than a third above 1 x 20; put a step between",
        "exercise after: easier: steep is left out",
        "exercise last: variant_of: after is left out",
        "routine last: items: last is left out",
    ]


def test_of_two_with_one_id_neither_serves_but_a_built_in_one_stays(own: Path) -> None:
    routine = '[[routine]]\nid = "w"\nname = "W"\nitems = [{ exercise = "glute_bridge" }]\n'
    for name, level in (("a.toml", 2), ("b.toml", 3)):
        (own / name).write_text(toml_rows(raw_row(level=level)) + routine)
    (own / "c.toml").write_text(toml_rows(raw_row(id="glute_bridge", level=1)))
    catalogue = load_catalogue(own)
    assert (catalogue.own, catalogue.routines) == (frozenset(), ())
    assert catalogue.by_id["glute_bridge"] == load_catalogue().by_id["glute_bridge"]
    assert len(catalogue.left_out) == 4


values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 99) | st.text(max_size=5) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def without_none(value: Any) -> Any:  # noqa: ANN401 - what a TOML file may hold
    if isinstance(value, dict):
        return {key: without_none(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [without_none(part) for part in value if part is not None]
    return value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*ROW, "light", "dose_steps", "equipment", "xyz"]), values, min_size=1)
)
def test_broken_rows_give_problems_and_never_a_traceback(built_in: Path, changes: dict[str, Any]) -> None:
    path = built_in.parent / "own.toml"
    path.write_text(toml_rows(without_none(raw_row(**changes))), encoding="utf-8")
    tomllib.loads(path.read_text(encoding="utf-8"))
    problems = file_problems(path)
    assert all(line.startswith(f"{path}:") and line.isprintable() for line in problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(alphabet='[]{}="\n.,#exrcis1\\u0', max_size=60).map(str.encode))
def test_broken_files_give_problems_and_never_a_traceback(built_in: Path, content: bytes) -> None:
    path = built_in.parent / "own.toml"
    path.write_bytes(content)
    assert all(line.isprintable() for line in file_problems(path))


def test_what_is_written_here_is_toml() -> None:
    assert tomllib.loads(tomli_w.dumps(ROW)) == ROW
