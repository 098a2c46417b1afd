"""Understands where the outside witnesses are; one that is missing is a failure, never a skip."""

import shutil
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]
GETUIGEN = WORTEL / ".wijkketen" / "getuigen" / "bin"


def gereedschap(naam: str) -> str:
    """The path of a tool: built by `.ci/getuigen`, or installed on the machine."""
    pad = shutil.which(naam, path=str(GETUIGEN)) or shutil.which(naam)
    if pad is None:
        pytest.fail(f"{naam} is missing; `.ci/getuigen` installs the witnesses", pytrace=False)
    return pad
