"""The command line: the only Typer, the only real clock."""
