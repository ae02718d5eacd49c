"""What several commands' tests begin with."""

import pytest

from support.world import Clock, Home
from support.year import EVENING, write_year


@pytest.fixture
def year(home: Home) -> Home:
    """Return a home with the made-up year, on the evening of its last day."""
    write_year(home.folder)
    home.clock = Clock(EVENING)
    return home
