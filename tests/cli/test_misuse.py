"""Every command and option given what it does not take: an error in the user's words, and the next step."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli.today.test_command import settled
from sciaticli.cli.program import program_of
from support.world import Home, Result

# Words of Typer, of Python and of parsers, which say nothing to a person in pain.
JARGON = re.compile(
    r"int range|valid int|Invalid value|parameter|argument\(s\)|Got unexpected|No such|<=x|requires an arg"
    r"|\[Errno|\bNone\b|\bTrue\b|\bFalse\b|Traceback|<class|\bbool|\benum|regex|\bstr\b|Expected|NoneType|float"
)
NEXT = re.compile(
    r"For example: |Allowed: |See (?:how|them|the|it|all)|Write it like|Use: |Type: |Did you mean |Give "
    r"|Leave |Say |Add |Choose |Name |Run |Answer |For a PDF|It takes ",
)
WRONG = "§§"
FREE = {"--note", "--did", "--after", "--home", "--folders"}
"""Options that take any words of the person's own."""
FILES = {"--output", "--ics", "--audio"}
"""Options that name a new file, which may have any name; tried with a folder that is not there."""


class Command(NamedTuple):
    """A command as it is typed, and what Typer knows of it."""

    path: tuple[str, ...]
    known: Any

    @property
    def options(self) -> list[Any]:
        """Its own options, as a person types them."""
        return [each for each in self.known.params if each.opts[0].startswith("-") and each.name != "help"]

    @property
    def words(self) -> list[Any]:
        return [each for each in self.known.params if not each.opts[0].startswith("-")]


def commands(known: Any = None, path: tuple[str, ...] = ()) -> Iterator[Command]:  # noqa: ANN401 - Typer's
    known = known or program_of()
    for name, inner in getattr(known, "commands", {}).items():
        if not getattr(inner, "hidden", False):
            yield from commands(inner, (*path, name))
    if path:
        yield Command(path, known)


def typed(option: Any) -> str:  # noqa: ANN401 - Typer's
    names: list[str] = option.opts
    return next((name for name in names if name.startswith("--")), names[0])


COMMANDS = list(commands())
CASES = [(command, option) for command in COMMANDS for option in command.options]
VALUES = [(command, option) for command, option in CASES if not getattr(option, "is_flag", False)]
FLAGS = [(command, option) for command, option in CASES if getattr(option, "is_flag", False)]


def name_of(value: Any) -> str:  # noqa: ANN401 - a case's part
    return " ".join(value.path) if isinstance(value, Command) else typed(value)


def needed(command: Command, but: str = "") -> list[str]:
    """Return what a command can't do without, so that the option under test is what is complained of."""
    before = {
        ("journal", "edit"): ["last"],
        ("journal", "import"): ["record.csv"],
        ("remind", "install"): ["--at", "08:30"],
        ("today",): ["--plan"],
    }
    given = before.get(command.path, [])
    return [] if but in given else given


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = settled(Home(tmp_path_factory.mktemp("person")))
    home.run("log", "4", "2")
    home.run("routine", "add", "bridge 3x10", "--name", "Anna")
    return home


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("record.csv").write_text("date,leg\n2026-11-20,4\n")


def is_well_said(result: Result, *names: str) -> None:
    """Assert that an error names what is wrong, in no jargon, with a next step, and that nothing was done."""
    first, *rest = result.err.splitlines()
    assert result.code == 2, result.err
    assert first.startswith("sciaticli: "), result.err
    assert any(name in result.err for name in names), f"{names} are not named in: {result.err}"
    assert not JARGON.search(result.err), result.err
    assert NEXT.search("\n".join(rest) or first), f"no next step in: {result.err}"
    assert result.out == ""


@pytest.mark.parametrize(("command", "option"), VALUES, ids=name_of)
def test_a_wrong_value(command: Command, option: Any, person: Home) -> None:  # noqa: ANN401 - Typer's
    name = typed(option)
    if name in FREE:
        pytest.skip("it takes any words")
    wrong = f"/no/such/folder/{WRONG}.html" if name in FILES else WRONG
    result = person.run(*command.path, *needed(command, name), name, wrong)
    if name in FILES and result.code == 3:
        assert wrong in result.err
        assert "No such file or directory" not in result.err.splitlines()[0] or "folder" in result.err
        return
    is_well_said(result, name, WRONG)


@pytest.mark.parametrize(("command", "option"), VALUES, ids=name_of)
def test_nothing_where_a_value_is_due(command: Command, option: Any, person: Home) -> None:  # noqa: ANN401
    name = typed(option)
    is_well_said(person.run(*command.path, *needed(command, name), f"{name}="), name)
    if (command.path, name) != (("log",), "--flare"):  # alone it is a yes
        is_well_said(person.run(*command.path, *needed(command, name), name), name)


@pytest.mark.parametrize(("command", "option"), FLAGS, ids=name_of)
def test_a_value_where_none_is_due(command: Command, option: Any, person: Home) -> None:  # noqa: ANN401
    name = typed(option)
    is_well_said(person.run(*command.path, *needed(command), f"{name}=x"), name)


@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_an_unknown_option_and_a_word_too_many(command: Command, person: Home) -> None:
    is_well_said(person.run(*command.path, "--nosuch"), "--nosuch")
    is_well_said(person.run(*command.path, "-€"), "-€")
    if any(each.nargs == -1 for each in command.words):
        return  # it takes as many words as there are
    words = [{"LEG": "4", "BACK": "2", "[MINUTES]": "5"}.get(each.metavar, "x") for each in command.words]
    is_well_said(person.run(*command.path, *needed(command), *words, WRONG), WRONG)


@pytest.mark.parametrize("command", COMMANDS, ids=name_of)
def test_a_slip_in_an_option_names_the_one_that_was_meant(command: Command, person: Home) -> None:
    for option in command.options:
        name = typed(option)
        if option.hidden or len(name) < len("--abcd"):
            continue
        slip = f"{name[:-2]}{name[-1]}{name[-2]}"
        assert name in person.run(*command.path, slip).err, f"{slip} for {name}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tody", "today"),
        ("lgo 4 2", "log"),
        ("LOG", "log"),
        ("progess", "progress"),
        ("hlep", "help"),
        ("undo", "journal undo"),
        ("lint", "exercises lint"),
        ("stats", "progress"),
        ("start", "today"),
        ("flare", "today --ease"),
        ("emergency", "check"),
        ("version", "--version"),
        ("-v", "--version"),
        ("journal shw", "journal show"),
        ("exercises bridge", "exercises show bridge"),
        ("routine anna", "routine show anna"),
        ("today -m 5", "--minutes"),
        ("help lgo", "log"),
    ],
)
def test_a_command_that_is_not_there_names_the_nearest(typed: str, meant: str, home: Home) -> None:
    result = home.run(*typed.split())
    is_well_said(result, typed.split(maxsplit=1)[0])
    assert meant in result.err


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("log four 2", 'LEG takes a whole number from 0 to 10, not "four".'),
        ("log 4 14", 'BACK takes a whole number from 0 to 10, not "14".'),
        ("log 4.5 2", 'LEG takes a whole number from 0 to 10, not "4.5".'),
        ("today --minutes ten", '--minutes takes a whole number from 3 to 90, not "ten".'),
        ("today 10 --minutes 11", "10 and --minutes 11 can't both be."),
        ("today --why=some", "--why stands alone: leave out the = and what follows."),
        ("today --more", "--more needs STRAND after it."),
        ("today --ease --plan", "--ease starts at once; there is no plan to show."),
        ("log 4 2 long", '"long" is too much: log takes LEG and BACK and no more.'),
        ("status now", '"now" is too much: status takes no words, only options.'),
        ("report --format pdf", "report writes no PDF."),
        ("report --format csv", "sciaticli journal export -o record.csv"),
        ("exercises lint", "exercises lint needs FILE."),
        ("journal purge --id zz", 'no entry has the id "zz"'),
        ("journal show --since someday", '--since: "someday" is not a day.'),
    ],
)
def test_what_is_said(call: str, said: str, person: Home) -> None:
    result = person.run(*call.split())
    is_well_said(result, said)


@pytest.mark.parametrize("option", ["--more", "--without", "--routine"])
def test_a_name_that_is_not_there_is_told_before_anything_is_asked(option: str, home: Home) -> None:
    result = home.run("today", option, "nosuch", terminal=True)
    is_well_said(result, "nosuch")
    assert "danger" not in result.err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("check", "--answers", "."), "Is a directory"),
        (("journal", "import", "."), "is a folder"),
        (("exercises", "lint", "."), "is a folder"),
        (("report", "-o", "."), ".: is a folder"),
        (("journal", "export", "-o", "."), ".: is a folder"),
        (("journal", "export", "-o", ".", "--force"), ".: is a folder"),
        (("report", "-o", "nowhere/x.html"), "nowhere/x.html: No such file or directory"),
        (("remind", "install", "--at", "8:00", "--ics", "nowhere/x.ics"), "nowhere/x.ics"),
    ],
)
def test_a_folder_for_a_file_and_a_folder_that_is_not_there(
    argv: tuple[str, ...], told: str, person: Home
) -> None:
    result = person.run(*argv)
    assert result.code in (2, 3)
    assert told in result.err
    assert not JARGON.search(result.err.replace("No such file or directory", "")), result.err
    assert ".new" not in result.err, "our own name for a file that is being written"


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("log", "-1", "2"), 'LEG takes a whole number from 0 to 10, not "-1".'),
        (("log", "4", "-15", "--down", "calf"), 'BACK takes a whole number from 0 to 10, not "-15".'),
        (("today", "-5"), 'MINUTES takes a whole number from 3 to 90, not "-5".'),
        (("-v",), "there is no option -v. Did you mean --version?"),
        (("log", "4", "2", "--walk", "-5"), '--walk takes a whole number from 0 to 1440, not "-5".'),
    ],
)
def test_what_looks_like_an_option_is_told_of_as_what_it_is(
    argv: tuple[str, ...], told: str, person: Home
) -> None:
    result = person.run(*argv)
    is_well_said(result, told)


def test_no_example_is_given_that_has_nothing_to_do_with_the_fault(person: Home) -> None:
    assert person.run("log", "4", "2", "--walk", "far").err.splitlines()[1:] == [
        "See how it is used: sciaticli log --help"
    ]


def test_a_file_that_is_no_record_is_refused_in_a_line(person: Home) -> None:
    Path("mails.jsonl").write_text("Dear all\n" * 40)
    result = person.run("journal", "import", "mails.jsonl")
    assert result.code == 3
    assert len(result.err.splitlines()) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("leg.worst=50", "leg.worst: it takes a whole number of at most 10."),
        ("leg.worst=x", "leg.worst: it takes a whole number, not text"),
        ("day=tomorrow", "day: it takes a date, as 2026-11-20."),
        ("leg.wors=5", "`leg.wors` is no key of it."),
    ],
)
def test_a_change_of_an_entry_that_can_t_be(change: str, said: str, home: Home) -> None:
    home.run("log", "4", "2")
    result = home.run("journal", "edit", "last", "--set", change)
    assert result.code == 2
    assert said in result.err
    assert not JARGON.search(result.err), result.err


def test_a_table_with_numbers_that_can_t_be_names_each_line(home: Home) -> None:
    Path("pain.csv").write_text("date,leg\n2026-11-20,14\n2026-11-21,x\nsoon,3\n")
    result = home.run("journal", "import", "pain.csv")
    assert result.code == 3
    assert "line 2: leg.worst: it takes a whole number of at most 10" in result.err
    assert [f"  line {number}: " in result.err for number in (3, 4)] == [True, True]
    assert not JARGON.search(result.err), result.err
