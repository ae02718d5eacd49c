"""A lock, set through the command line."""

import json

from support.world import Home

LOCKED = {"foot_drop": "new"}


def lock(home: Home) -> None:
    """Answer the whole form so that the result is an emergency."""
    listed = json.loads(home.run("check", "--list", "--json").out)["items"]
    answers = {item["id"]: "no" for item in listed} | {"age_band": "18_49"} | LOCKED
    assert home.run("check", "--answers", "-", answers=json.dumps(answers)).code == 30
