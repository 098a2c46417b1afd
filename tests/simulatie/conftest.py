"""Understands what the simulation says at the end: how much was played, what was found, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

_REGELS = pytest.StashKey[list[str]]()

Zeg = Callable[[str], None]


@pytest.fixture
def zeg(pytestconfig: pytest.Config) -> Zeg:
    """One line, shown above pytest's own closing line."""
    return pytestconfig.stash.setdefault(_REGELS, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    regels = config.stash.get(_REGELS, [])
    if regels:
        terminalreporter.section("simulatie")
        for regel in regels:
            terminalreporter.write_line(regel)
