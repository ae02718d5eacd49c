"""The wheel and the sdist: the same bytes from each, everything in them, and it runs without the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a plain copy of the tree, without `.git`, with what is installed here."""
    return built("wheel", plain_tree(tmp_path_factory.mktemp("tree")), tmp_path_factory.mktemp("wheel"))


def plain_tree(folder: Path) -> Path:
    """Copy what a build takes in, without what work leaves lying about."""
    ignored = shutil.ignore_patterns("__pycache__", ".*_cache", "node_modules")
    for name in ("src", "data", "tests", "tools", "benchmarks", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        "Makefile",
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
    ):
        shutil.copy(ROOT / name, folder / name)
    return folder


def built(kind: str, tree: Path, folder: Path) -> Path:
    """Build the wheel or the sdist of a tree at a fixed moment."""
    probe = f"import hatchling.build as b, sys; print(b.build_{kind}(sys.argv[1]))"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, str(folder)],
        cwd=tree,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.strip().splitlines()[-1]


def test_the_same_tree_gives_the_same_bytes_and_so_does_its_sdist(wheel: Path, tmp_path: Path) -> None:
    tree = plain_tree(tmp_path / "tree")
    for path in tree.rglob("*.py"):
        os.utime(path, (1_800_000_000, 1_800_000_000))
    sdists = [built("sdist", tree, tmp_path / name) for name in ("first", "second")]
    assert sdists[0].read_bytes() == sdists[1].read_bytes()
    shutil.unpack_archive(sdists[0], tmp_path / "unpacked", filter="data")
    unpacked = tmp_path / "unpacked" / sdists[0].name.removesuffix(".tar.gz")
    assert built("wheel", tree, tmp_path / "third").read_bytes() == wheel.read_bytes()
    assert built("wheel", unpacked, tmp_path / "fourth").read_bytes() == wheel.read_bytes()


def test_the_wheel_carries_the_man_page(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if name.endswith("man1/sciaticli.1")]
    assert len(names) == 1


def test_the_wheel_holds_the_clinical_content(wheel: Path) -> None:
    held = {
        name.removeprefix("sciaticli/data/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("sciaticli/data/")
    }
    here = {str(path.relative_to(ROOT / "data")) for path in (ROOT / "data").rglob("*.toml")}
    assert here
    assert here <= held


def run_from(place: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program as it stands in a folder or an archive, not the checkout's."""
    probe = (
        "import sys; sys.path.insert(0, sys.argv[1]); import sciaticli; "
        "assert sciaticli.__file__.startswith(sys.argv[1]), sciaticli.__file__; "
        "from sciaticli.cli.app import run; sys.exit(run(sys.argv[2:]))"
    )
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", probe, str(place), *words],
        cwd=folder,
        env={"SCIATICLI_HOME": str(folder / "home")},
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    done = run_from(place, tmp_path, "exercises", "list", "--family", "mckenzie")
    assert done.returncode == 0, done.stderr
    assert "prone_press_up" in done.stdout


@pytest.mark.parametrize("words", ["exercises list", "learn sleep", "check --list", "setup --show"])
def test_inside_an_archive_it_reads_its_files_or_says_that_it_cant(
    wheel: Path, tmp_path: Path, words: str
) -> None:
    done = run_from(wheel, tmp_path, *words.split())
    assert done.returncode == 0 or (done.returncode == 3 and "unpack it" in done.stderr), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("spoiled", [False, True])
def test_the_compiled_content_is_used_while_it_is_true_to_its_files(
    wheel: Path, tmp_path: Path, *, spoiled: bool
) -> None:
    """Without its TOML files' contents the catalogue can only come from the compiled copy."""
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    facts = place / "sciaticli" / "data" / "exercises.toml"
    size = facts.stat().st_size
    facts.write_bytes(b"#" * (size + spoiled))
    done = run_from(place, tmp_path, "exercises", "show", "bird_dog")
    assert ("Bird dog" in done.stdout) is not spoiled
    assert done.returncode == (3 if spoiled else 0)
