"""How `--help` looks: plain sections instead of boxes, and examples that keep their lines."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

PANELS = ("Every day", "Your plan", "Looking back", "Help")


class PanelGroup(TyperGroup):
    """The program's help with its commands under the panels of the interface, in their order."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - neither type has a public name
        """Write each panel as a section of command names and one-line texts."""
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        for panel in PANELS:
            rows = [
                (name, command.get_short_help_str(formatter.width))
                for name, command in commands.items()
                if command is not None and getattr(command, "rich_help_panel", None) == panel
            ]
            if rows:
                with formatter.section(panel):
                    formatter.write_dl(rows)


def examples(*lines: str) -> str:
    """Return the end of a command's help: example calls, one a line."""
    return "\n".join(("\b", "Examples:", *(f"  sciaticli {line}" for line in lines)))
