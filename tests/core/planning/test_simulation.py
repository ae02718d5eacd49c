"""A small share of the simulation; `make simulate` runs it in full."""

import runpy
from pathlib import Path

import pytest

from sciaticli.store.catalogue import load_catalogue

SIMULATE = runpy.run_path(str(Path(__file__).parents[3] / "tools" / "simulate.py"))


@pytest.mark.slow
def test_the_rules_hold_for_a_few_lives() -> None:
    account = SIMULATE["simulate"](4, load_catalogue())
    assert account.plans > 100
    assert account.faults == []
    assert any("no invariant" in line for line in SIMULATE["page"](account))
