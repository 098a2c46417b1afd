"""Shows that the page about the command line says what the command line does."""

from __future__ import annotations

import re

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang
from tests.beheer.conftest import PROJECT, Schrijf

BLAD = (PROJECT / "docs/opdrachtregel.md").read_text(encoding="utf-8")


def test_every_exit_code_is_on_the_page() -> None:
    """With the same words as in the help."""
    rijen = dict(re.findall(r"^\| (\d+) \| (.+) \|$", BLAD, re.MULTILINE))
    assert rijen == {str(u.value): u.betekenis for u in Uitgang}


@pytest.mark.timeout(60)
def test_the_example_runs(schrijf: Schrijf, capsys: pytest.CaptureFixture[str]) -> None:
    """Every field that the page explains exists, and the scenario goes as it expects."""
    treffer = re.search(r"```yaml\n(.+?)```", BLAD, re.DOTALL)
    assert treffer is not None
    assert hoofd(["simuleer", str(schrijf(treffer[1]))]) == Uitgang.GOED
    assert "Zoals verwacht." in capsys.readouterr().out
