"""Files from outside: what is read, and what is refused with words."""

import os
from pathlib import Path

import pytest

from sciaticli.store import reading
from sciaticli.store.reading import Unreadable, file_bytes, file_text, json_table, text_from, toml_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_read_in_the_encoding_it_names(encoding: str) -> None:
    assert text_from("grün = 1\n".encode(encoding)) == "grün = 1\n"


def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("a = 1\nb = 'grün'\n".encode("latin-1"))
    with pytest.raises(Unreadable, match=r"not UTF-8 text \(line 2\)"):
        file_text(tmp_path / "a")


def test_a_device_and_a_folder_are_never_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not a file"):
        file_bytes(Path("/dev/zero"))
    with pytest.raises(IsADirectoryError):
        file_bytes(tmp_path)


def test_what_comes_through_a_pipe_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"a = 1")
    os.close(writer)
    assert file_text(Path(f"/dev/fd/{reader}")) == "a = 1"
    os.close(reader)


def test_a_file_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 10)
    (tmp_path / "a").write_text("x" * 11)
    with pytest.raises(Unreadable, match="longer than"):
        file_bytes(tmp_path / "a")


@pytest.mark.parametrize("text", ["a = [", "a = " + "[" * 5000, "a = " + "9" * 5000, "a = 1\na = 2", "\0"])
def test_every_error_of_the_toml_parser_is_one(text: str) -> None:
    with pytest.raises(Unreadable):
        toml_table(text)


@pytest.mark.parametrize("text", ["{", '{"a":' + "[" * 100_000, '{"a":' + "9" * 5000 + "}", "[]", ""])
def test_every_error_of_the_json_parser_is_one(text: str) -> None:
    with pytest.raises(Unreadable):
        json_table(text)


def test_a_key_given_twice_is_refused_at_any_depth() -> None:
    with pytest.raises(Unreadable, match="twice: worst"):
        json_table('{"leg": {"worst": 2, "worst": 8}}')
    assert json_table('{"a": {"x": 1}, "b": {"x": 1}}') == {"a": {"x": 1}, "b": {"x": 1}}
