"""Settings saved in two windows at once: both are there afterwards."""

from pathlib import Path

import pytest

from sciaticli.cli.setup import command
from support.world import Home


def test_what_another_window_saved_meanwhile_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.run("setup", "--set", "minutes=10")
    meanwhile = iter([("setup", "--set", "side=left")])
    add_dates = command._add_dates  # noqa: SLF001 - the last moment before the lock

    def save_in_another_window(*words: object) -> None:
        for call in meanwhile:
            assert home.run(*call).code == 0
        add_dates(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(command, "_add_dates", save_in_another_window)
    assert home.run("setup", "--set", "minutes=20").code == 0
    text = (home.folder / "config" / "config.toml").read_text()
    assert "minutes = 20" in text
    assert 'side = "left"' in text


def test_a_link_to_dotfiles_stays_a_link(home: Home, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_bytes(b"\xef\xbb\xbf# mine\n[profile]\nminutes = 10\n")
    real.chmod(0o644)
    (home.folder / "config").mkdir(parents=True)
    link = home.folder / "config" / "config.toml"
    link.symlink_to(real)
    assert home.run("setup", "--set", "minutes=20").code == 0
    assert link.is_symlink()
    assert real.read_text() == "# mine\n[profile]\nminutes = 20\n"
    assert real.stat().st_mode & 0o777 == 0o644
