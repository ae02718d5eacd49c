"""`journal` through the command line: look, mend, take along, bring in, erase."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from sciaticli.core.record.entries import Check, CheckState, Scope, Tier
from sciaticli.core.screening.questions import Item
from sciaticli.store.journal import append, read_journal
from sciaticli.store.paths import Paths, find_paths
from support.world import Home, Result


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def paths(home: Home) -> Paths:
    return find_paths({"SCIATICLI_HOME": str(home.folder)})


def shown(home: Home, *options: str) -> list[dict[str, Any]]:
    result = home.run("journal", "show", "--json", *options)
    assert result.code == 0
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def legs(home: Home) -> list[int]:
    return [entry["leg"]["worst"] for entry in shown(home, "--all", "--kind", "pain")]


def add_check(home: Home, tier: Tier = Tier.CLEAR, word: str = "no") -> Check:
    now = home.clock.now()
    entry = Check(
        v=1, id=f"check-{tier}", at=now, rec=now, tz="UTC", day=now.date(), src="0", form="red_flags@1",
        scope=Scope.FULL, state=CheckState.FINISHED, answers={"saddle_numb": word}, tier=tier,
    )  # fmt: skip
    append(paths(home), entry)
    return entry


def files(home: Home) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (home.folder / "data").rglob("*.jsonl")}


def edit_with(home: Home, program: str, *argv: str) -> Result:
    """Edit with a Python program as the editor: it gets the file's name as its argument."""
    script = home.folder / "editor.py"
    script.write_text(f"import sys, pathlib; path = pathlib.Path(sys.argv[1])\n{program}\n")
    home.env["EDITOR"] = f"{sys.executable} {script}"
    return home.run("journal", "edit", *argv, terminal=True, answers=["n"])


def test_show_is_thirty_days_newest_last(home: Home) -> None:
    for at in ("-40d", "-29d", "-1d"):
        home.run("log", "4", "2", "--at", at)
    assert [entry["day"] for entry in shown(home)] == ["2026-10-24", "2026-11-21"]
    assert len(shown(home, "--all")) == 3
    assert [entry["day"] for entry in shown(home, "--since", "2026-10-01", "--until", "2026-10-31")] == [
        "2026-10-13",
        "2026-10-24",
    ]


def test_show_says_an_entry_in_one_line(home: Home) -> None:
    home.run("log", "4", "2", "--down", "calf", "-m", "long\ndrive\x1b[31m", "--at", "-2d")
    assert home.run("journal", "show").out == (
        "00000001  2026-11-20  08:00  pain        "
        "leg 4, back 2, felt down to the calf, “long drive [31m” (written later)\n"
    )


def test_show_with_nothing_in_it(home: Home) -> None:
    assert home.run("journal", "show").out == "Nothing is recorded for these days.\n"
    assert home.run("journal", "show", "--json").out == "[]\n"


@pytest.mark.parametrize("option", [["--kind", "dream"], ["--since", "soon"], ["--until", "2026-02-30"]])
def test_show_names_what_it_does_not_understand(home: Home, option: list[str]) -> None:
    result = home.run("journal", "show", *option)
    assert result.code == 2
    assert option[0] in result.err


def as_written(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Return what writing would change of each file: not the time it was last read."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {path: (stats.st_mtime_ns, stats.st_size, stats.st_mode) for path, stats in found.items()}


def test_reading_writes_nothing(home: Home) -> None:
    home.run("log", "4", "2")
    before = as_written(home.folder)
    for command in ("show", "verify", "path", "export"):
        assert home.run("journal", command).code == 0
    assert as_written(home.folder) == before


def test_undo_goes_back_step_by_step_and_redo_forward(home: Home) -> None:
    home.run("log", "4", "2")
    home.run("log", "7", "2")
    home.run("journal", "edit", "last", "--set", "leg.worst=8")
    steps: list[tuple[str, list[int]]] = [
        ("undo", [4, 7]),
        ("undo", [4]),
        ("undo", []),
        ("redo", [4]),
        ("redo", [4, 7]),
        ("redo", [4, 8]),
    ]
    for command, expected in (*steps, *steps):
        assert home.run("journal", command).code == 0
        assert legs(home) == expected
    assert home.run("journal", "redo").code == 2


def test_what_is_written_anew_leaves_nothing_to_redo(home: Home) -> None:
    home.run("log", "4", "2")
    home.run("journal", "undo")
    home.run("log", "7", "2")
    assert home.run("journal", "redo").code == 2
    home.run("journal", "undo")
    assert home.run("journal", "undo").code == 2
    assert legs(home) == []


def test_undo_says_what(home: Home) -> None:
    home.run("log", "4", "2")
    assert (
        "Taken back: 00000001  2026-11-22  08:00  pain        leg 4, back 2\n"
        in home.run("journal", "undo").out
    )
    assert home.run("journal", "redo").out.startswith("Brought back: 00000001")


def test_undo_goes_by_what_was_written_last_not_by_the_clock(home: Home) -> None:
    home.run("log", "4", "2")
    home.clock.advance(hours=-3)
    home.run("log", "7", "2")
    home.run("journal", "undo")
    assert legs(home) == [4]


def test_undo_with_nothing_to_undo(home: Home) -> None:
    assert home.run("journal", "undo").code == 2


def test_undo_leaves_another_machine_alone(home: Home) -> None:
    home.run("log", "4", "2")
    paths(home).device_file.write_text("other\n")
    assert home.run("journal", "undo").code == 2
    assert legs(home) == [4]


def test_a_screening_is_not_undone_and_the_entry_before_it_is_offered(home: Home) -> None:
    home.run("log", "4", "2")
    add_check(home)
    refused = home.run("journal", "undo")
    assert refused.code == 2
    assert "--skip-check" in refused.err
    assert "keep you safe" in refused.err
    assert home.run("journal", "undo", terminal=True, answers=["n"]).code == 0
    assert legs(home) == [4]
    assert home.run("journal", "undo", terminal=True, answers=["y"]).code == 0
    assert legs(home) == []
    assert len(shown(home, "--kind", "check")) == 1


def test_undoing_a_new_sign_does_not_make_it_unsaid(home: Home) -> None:
    home.run("log", "4", "2", "--weak")
    assert home.run("journal", "undo").out.endswith("Please do the check: sciaticli check\n")


def test_edit_sets_keys_and_keeps_the_old_line(home: Home) -> None:
    home.run("log", "4", "2")
    result = home.run("journal", "edit", "last", "--set", "leg.worst=5", "--set", "note=not so bad")
    assert result.out.startswith("Changed: leg 5, back 2, “not so bad”\n")
    (entry,) = shown(home)
    assert (entry["leg"]["worst"], entry["note"]) == (5, "not so bad")
    assert '"leg":{"worst":4}' in "".join(text.decode() for text in files(home).values())
    home.run("journal", "undo")
    assert legs(home) == [4]


@pytest.mark.parametrize("name", ["last", "00000001", "0001", "00000000-0000-7000-8000-000000000001"])
def test_an_entry_has_several_names(home: Home, name: str) -> None:
    home.run("log", "4", "2")
    assert home.run("journal", "edit", name, "--set", "leg.worst=5").code == 0


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["ffff", "--set", "leg.worst=5"], "names no entry"),
        (["last", "--set", "leg.worst=11"], "at most 10"),
        (["last", "--set", "leg.worst=true"], "a whole number, not true or false"),
        (["last", "--set", "id=x"], "can't be changed"),
        (["last", "--set", "worst"], "KEY=VALUE"),
        (["last"], "--set"),
    ],
)
def test_an_edit_that_cannot_be_saves_nothing(home: Home, argv: list[str], named: str) -> None:
    home.run("log", "4", "2")
    before = files(home)
    result = home.run("journal", "edit", *argv)
    assert result.code == 2
    assert named in result.err
    assert files(home) == before


def test_a_screening_cannot_be_edited(home: Home) -> None:
    add_check(home)
    assert "keep you safe" in home.run("journal", "edit", "last", "--set", "tier=clear").err


def test_edit_opens_the_entry_as_toml(home: Home) -> None:
    home.run("log", "4", "2", "--down", "calf", "--did", "heat")
    result = edit_with(home, 'path.write_text(path.read_text().replace("worst = 4", "worst = 6"))', "last")
    assert result.code == 0
    assert shown(home)[0]["leg"] == {"worst": 6, "distal": "calf"}
    assert not (home.folder / "state" / "edit.toml").exists()


def test_a_key_taken_out_in_the_editor_is_left_open(home: Home) -> None:
    home.run("log", "4", "2", "--did", "heat", "-m", "words")
    lines = 'lines = [x for x in path.read_text().splitlines() if not x.startswith(("note", "worst = 4"))]'
    edit_with(home, f'{lines}\npath.write_text("\\n".join(lines))', "last")
    (entry,) = shown(home)
    assert entry["leg"] == {"worst": None}
    assert entry["note"] is None
    assert entry["did"] == ["heat"]


def test_closing_the_editor_without_a_change_saves_nothing(home: Home) -> None:
    home.run("log", "4", "2", "--did", "heat")
    before = files(home)
    assert edit_with(home, "pass", "last").out == "Nothing was changed.\n"
    assert edit_with(home, 'path.write_text("leg = ")', "last").out == "Nothing was changed.\n"
    assert edit_with(home, "sys.exit(3)", "last").code == 2
    assert files(home) == before


def test_verify_counts_and_names(home: Home) -> None:
    home.run("log", "4", "2")
    assert home.run("journal", "verify").out == "1 entry in 1 file of 1 machine.\nAll lines are whole.\n"
    (name,) = files(home)
    with Path(name).open("ab") as file:
        file.write(b'{"kind":"pain"')
    Path(name).chmod(0o644)
    result = home.run("journal", "verify")
    assert result.code == 3
    assert "line 2: the line is torn or not ours" in result.out
    assert "chmod go=" in result.out


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("day", "9999-12-31", "is not the day of"),
        ("at", "1066-10-14T00:00:00Z", "before 1900"),
        ("rec", "2099-01-01T00:00:00Z", "still to come"),
        ("note", "x" * 10_001, "too long"),
    ],
)
def test_verify_names_what_another_program_wrote_and_log_would_refuse(
    home: Home, key: str, value: str, words: str
) -> None:
    home.run("log", "4", "2")
    (name,) = files(home)
    line = json.loads(Path(name).read_text())
    with Path(name).open("a") as file:
        file.write(json.dumps({**line, "id": "from-elsewhere", key: value}) + "\n")
    result = home.run("journal", "verify")
    assert result.code == 3
    assert "line 2: lsewhere can't be: " in result.out
    assert words in result.out
    assert words in home.run("doctor").out


@pytest.mark.parametrize("command", [("journal", "show"), ("progress",), ("report", "-o", "-")])
def test_a_month_that_cant_be_read_is_never_told_as_empty(home: Home, command: tuple[str, ...]) -> None:
    home.run("log", "4", "2")
    (name,) = files(home)
    folder = Path(name).parent
    (folder / "2026-10.jsonl").mkdir()
    with Path(name).open("ab") as file:
        file.write(b"{")
    told = home.run(*command).err
    assert f"{folder.name}/2026-10.jsonl can't be read: " in told
    assert "Damaged lines that are not shown: 1." in told


def test_path_is_the_folder(home: Home) -> None:
    assert home.run("journal", "path").out == f"{home.folder}/data/journal\n"


def test_export_and_import_lose_nothing(home: Home, tmp_path: Path) -> None:
    home.run("log", "4", "2", "-m", "über")
    home.run("log", "6", "1", "--at", "-3d")
    home.run("journal", "edit", "last", "--set", "leg.worst=5")
    target = tmp_path / "out.jsonl"
    assert home.run("journal", "export", "-o", str(target)).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    other = Home(tmp_path / "other")
    assert other.run("journal", "import", str(target)).out == "Imported: 3. Here already: 0.\n"
    kept = [entry | {"imported": True} for entry in shown(home, "--all")]
    assert shown(other, "--all") == kept
    assert other.run("journal", "import", str(target)).out == "Imported: 0. Here already: 3.\n"
    assert home.run("journal", "import", str(target)).out == "Imported: 0. Here already: 3.\n"


def test_export_keeps_what_this_version_does_not_know_and_leaves_torn_lines_out(home: Home) -> None:
    home.run("log", "4", "2")
    (name,) = files(home)
    strange = b'{"kind":"dream","v":9,"id":"d1","at":"2026-11-01T08:00:00Z","text":"x"}'
    with Path(name).open("ab") as file:
        file.write(strange + b'\n{"kind":"pa')
    result = home.run("journal", "export")
    assert result.out.encode().splitlines()[0] == strange
    assert "1 damaged" in result.err
    assert len(result.out.splitlines()) == 2


def test_export_does_not_overwrite(home: Home, tmp_path: Path) -> None:
    home.run("log", "4", "2")
    target = tmp_path / "there.csv"
    target.write_text("mine")
    argv = ("journal", "export", "--format", "csv", "-o", str(target))
    assert home.run(*argv).code == 2
    assert target.read_text() == "mine"
    assert home.run(*argv, "--force").code == 0
    assert target.read_text().startswith("entry_id,day")


def test_csv_is_tidy_and_safe_in_a_spreadsheet(home: Home) -> None:
    home.run("log", "4", "0", "--no-weak", "-m", "=HYPERLINK(1)", "--at", "-2d")
    home.run("journal", "edit", "last", "--set", "leg.worst=5")
    rows = home.run("journal", "export", "--format", "csv").out.split("\r\n")
    head = "00000000-0000-7000-8000-000000000001,2026-11-20,2026-11-20T08:00:00+00:00,Europe/London,pain"
    assert rows == [
        "entry_id,day,at,tz,kind,measure,site,value,unit,window,backfilled,note",
        f"{head},pain_worst,leg,5,score 0-10,24h,yes,",
        f"{head},pain_worst,back,0,score 0-10,24h,yes,",
        f"{head},weak,leg,no,yes/no,24h,yes,",
        f"{head},note,,,text,,yes,'=HYPERLINK(1)",
        "",
    ]


def test_share_leaves_out_what_names_a_person(home: Home) -> None:
    home.run("log", "4", "2", "-m", "secret words", "--did", "saw Dr Who", "--at", "-10d")
    home.run("log", "5", "2", "--down", "calf")
    add_check(home)
    result = home.run("journal", "export", "--share", "--yes")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line["day"] for line in lines] == [0, 10, 10]
    assert lines[1]["leg"] == {"worst": 5, "distal": "calf"}
    assert lines[0]["part"] == "morning"
    for word in ("secret", "Who", "2026", "London", "saddle", "00000000-", "src", "tz"):
        assert word not in result.out


def test_share_shows_and_asks(home: Home, tmp_path: Path) -> None:
    home.run("log", "4", "2")
    target = tmp_path / "shared.jsonl"
    argv = ("journal", "export", "--share", "-o", str(target))
    assert home.run(*argv).code == 2
    refused = home.run(*argv, terminal=True, answers=["n"])
    assert "not anonymous" in refused.err
    assert not target.exists()
    assert home.run(*argv, terminal=True, answers=["y"]).code == 0
    assert target.exists()


def test_import_of_bad_lines_names_them_and_imports_nothing(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    home.run("log", "4", "2")
    good = next(iter(files(home).values())).decode().strip()
    later = good.replace("2026-11-22T", "2027-11-22T").replace("000001", "000002")
    demo = json.dumps(json.loads(good) | {"src": "demo", "id": "demo-1"})
    source.write_text(f"{good}\n\nnot json\n{later}\n{demo}\n")
    other = Home(tmp_path / "other")
    result = other.run("journal", "import", str(source))
    assert result.code == 3
    for named in ("line 3", "line 4: its time is still to come", "line 5: it is from the demo"):
        assert named in result.err
    assert not (other.folder / "data").exists()


def test_an_imported_screening_says_so(home: Home, tmp_path: Path) -> None:
    add_check(home)
    source = tmp_path / "in.jsonl"
    home.run("journal", "export", "-o", str(source))
    other = Home(tmp_path / "other")
    other.run("journal", "import", str(source))
    (record,) = read_journal(paths(other))[0]
    assert record.entry.imported


def test_a_table_is_imported_by_its_columns_once(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "diary.csv"
    source.write_text(
        'Date,Leg pain,back,down,note,numb\r\n01/11/2026,6,3,calf,"bad, day",yes\r\n02/11/2026,0,,,,no\r\n',
        encoding="utf-8-sig",
    )
    argv = ("journal", "import", str(source), "--map", "leg=leg pain", "--date-format", "%d/%m/%Y")
    assert home.run(*argv).out == "Imported: 2. Here already: 0.\n"
    first, second = shown(home)
    assert first["leg"] == {"worst": 6, "distal": "calf"}
    assert (first["day"], first["note"], first["numb"]) == ("2026-11-01", "bad, day", {"present": True})
    assert (second["leg"], "back" in second) == ({"worst": 0}, False)
    assert home.run(*argv).out == "Imported: 0. Here already: 2.\n"


@pytest.mark.parametrize(
    ("text", "options", "named"),
    [
        ("date,leg\n2026-11-01,4\n2026-11-02,12\n2027-01-01,3\nsoon,1\n", [], ["line 3", "line 4", "line 5"]),
        ("date,leg\n2026-11-01,\n", [], ["says nothing"]),
        ("date,weak\n2026-11-01,perhaps\n", [], ["neither yes nor no"]),
        ("day,leg\n2026-11-01,4\n", ["--map", "leg=Pain"], ["no column"]),
        ("day,leg\n2026-11-01,4\n", ["--map", "mood=leg"], ["mood"]),
        ("day,leg\n2026-11-01,4\n", ["--map", "leg"], ["WHAT=COLUMN"]),
        ("leg\n4\n", [], ["No column says when"]),
    ],
)
def test_a_bad_table_is_refused_whole(
    home: Home, tmp_path: Path, text: str, options: list[str], named: list[str]
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(text)
    result = home.run("journal", "import", str(source), *options)
    assert result.code == (3 if "line" in result.err else 2)
    assert all(word in result.err for word in named)
    assert not (home.folder / "data").exists()


def test_a_file_that_is_not_there_is_a_usage_error(home: Home, tmp_path: Path) -> None:
    assert home.run("journal", "import", str(tmp_path / "none.jsonl")).code == 2


def test_purge_erases_a_range_and_its_changes_and_keeps_a_copy(home: Home) -> None:
    home.run("log", "4", "2", "--at", "-10d", "-m", "secret")
    home.run("journal", "edit", "last", "--set", "note=more secret")
    home.run("log", "5", "2")
    (name,) = files(home)
    with Path(name).open("ab") as file:
        file.write(b'{"kind":"dream","id":"d1"}\n')
    result = home.run("journal", "purge", "--until", "2026-11-15", terminal=True, answers=["erase"])
    assert result.code == 0
    assert "This erases 1 entries" in result.out
    assert legs(home) == [5]
    text = Path(name).read_bytes()
    assert b"secret" not in text
    assert text.endswith(b'{"kind":"dream","id":"d1"}\n')
    copies = [path for path in files(home) if "backups" in path]
    assert len(copies) == 1
    assert b"more secret" in Path(copies[0]).read_bytes()
    assert stat.S_IMODE(Path(name).stat().st_mode) == 0o600


def test_purge_of_everything(home: Home) -> None:
    home.run("log", "4", "2")
    assert home.run("journal", "purge", "--all", "--no-backup", "--yes").code == 0
    assert files(home) == {}
    assert legs(home) == []
    home.run("log", "4", "2")
    assert legs(home) == [4]


@pytest.mark.parametrize("answer", ["", "y", "yes", "n"])
def test_only_the_word_erases(home: Home, answer: str) -> None:
    home.run("log", "4", "2")
    before = files(home)
    assert home.run("journal", "purge", "--all", terminal=True, answers=[answer]).code == 0
    assert files(home) == before


@pytest.mark.parametrize(
    "options", [[], ["--all", "--since", "2026-01-01"], ["--id", "x", "--all"], ["--all"], ["--until", "x"]]
)
def test_purge_wants_one_clear_word(home: Home, options: list[str]) -> None:
    home.run("log", "4", "2")
    before = files(home)
    assert home.run("journal", "purge", *options).code == 2
    assert files(home) == before


def test_purge_of_nothing(home: Home) -> None:
    home.run("log", "4", "2")
    unknown = home.run("journal", "purge", "--id", "ffffffff", "--yes")
    assert (unknown.code, unknown.out) == (2, "")
    empty_year = ("--since", "1999-01-01", "--until", "1999-12-31")
    assert home.run("journal", "purge", *empty_year, "--yes").out == "There is nothing to erase.\n"


def test_purge_keeps_a_bare_lock(home: Home) -> None:
    entry = add_check(home, Tier.CLEAR, "new")  # what was answered counts, not what was saved of it
    assert home.run("journal", "purge", "--since", "2026-01-01", "--yes", "--no-backup").code == 0
    (record,) = read_journal(paths(home))[0]
    assert record.entry == replace(entry, answers={}, tier=Tier.EMERGENCY)


def test_purge_of_everything_leaves_the_lock_alone(home: Home) -> None:
    form = {str(item): "18_49" if item is Item.AGE_BAND else "no" for item in Item}
    home.run("log", "4", "2")
    home.run("check", "--answers", "-", answers=json.dumps({**form, "saddle_numb": "new"}))
    home.clock.advance(days=1)
    assert home.run("journal", "purge", "--all", "--no-backup", "--yes").code == 0
    (line,) = [
        text
        for file in (home.folder / "data" / "journal").rglob("*.jsonl")
        for text in file.read_text().splitlines()
    ]
    assert (json.loads(line)["tier"], json.loads(line)["answers"]) == ("emergency", {})
    assert home.run("check", "--answers", "-", answers=json.dumps(form)).code == 30
    assert home.run("today", "--plan").code == 4


def test_purge_leaves_a_file_alone_that_holds_nothing_of_it(home: Home) -> None:
    home.run("log", "4", "2", "--at", "-2d")
    home.clock.advance(days=31)
    home.run("log", "5", "2")
    (other, _) = sorted(files(home))
    before = Path(other).stat()
    home.run("journal", "purge", "--since", "2026-12-01", "--yes", "--no-backup")
    assert Path(other).stat() == before
    assert legs(home) == [4]


def test_purge_takes_out_a_screening_that_locks_nothing(home: Home) -> None:
    add_check(home, Tier.SOON)
    home.run("journal", "purge", "--since", "2026-01-01", "--yes", "--no-backup")
    assert read_journal(paths(home)) == ([], [])


def test_a_lock_is_said_before_the_record(home: Home) -> None:
    home.run("log", "4", "2")
    add_check(home, Tier.EMERGENCY)
    result = home.run("journal", "show")
    assert result.out.index("emergency") < result.out.index("leg 4")
    as_json = home.run("journal", "show", "--json")
    assert len(json.loads(as_json.out)) == 2
    assert "emergency" in as_json.err
    assert "emergency" in home.run("log", "4", "2").out.split("Saved")[0]
