"""Write the help block of README.md anew: `make readme`."""

import io
from contextlib import redirect_stdout
from pathlib import Path

from sciaticli.cli.app import run

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- help -->", "<!-- /help -->"


def main() -> None:
    """Put the program's own help between the two marks."""
    out = io.StringIO()
    with redirect_stdout(out):
        run(["--help"])
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    text = f"{before}{BEGIN}\n```text\n{out.getvalue().strip()}\n```\n{END}{after}"
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
