"""Compile the built-in files into the wheel: 300 ms become 3."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileContent(BuildHookInterface[Any]):
    """Adds `data/compiled` to a wheel; an editable install reads the checkout's own files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Load everything, which checks it, and write it into the build folder."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from sciaticli.store.shipping import ship_all  # noqa: PLC0415 - it is found by the line above

        folder = Path(self.root) / "build" / "compiled"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        ship_all(folder)
        build_data["force_include"][str(folder)] = "sciaticli/data/compiled"
