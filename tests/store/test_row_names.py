"""The quick look at ids and names agrees with the whole catalogue."""

from pathlib import Path

from sciaticli.store.catalogue import load_catalogue
from sciaticli.store.catalogue_rows import facts_file
from sciaticli.store.learn import load_library
from sciaticli.store.paths import content
from sciaticli.store.prescription_words import load_words
from sciaticli.store.row_names import Named, read_names, read_nicknames


def test_the_built_in_names_are_those_of_the_catalogue() -> None:
    rows = load_catalogue().exercises
    whole = {row.id: {row.name, *row.also_called} for row in rows}
    assert {row.id: set(row.names) for row in read_names([facts_file()], "exercise")} == whole


def test_the_topics_are_those_of_the_library() -> None:
    found = [row.id for row in read_names([content("learn.toml")], "topic")]
    assert found == [topic.id for topic in load_library().topics]


def test_only_the_table_asked_for_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        "[[routine]]\nname = 'Anna'\nid = 'anna'\n[[exercise]]\nid = 'a'\n[[ routine ]]\nid = 'b'\n",
        encoding="utf-8",
    )
    assert list(read_names([file, tmp_path / "none.toml"], "routine")) == [
        Named("anna", ("Anna",)),
        Named("b", ()),
    ]


def test_the_nicknames_are_those_of_the_words_of_sheets(tmp_path: Path) -> None:
    assert read_nicknames(content("prescription.toml")) == load_words().nicknames
    assert read_nicknames(tmp_path / "none.toml") == {}
