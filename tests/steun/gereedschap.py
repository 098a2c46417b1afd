"""Understands where the outside witnesses are; one that is missing is a failure, never a skip."""

import shutil
import sysconfig
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]
GETUIGEN = WORTEL / ".wijkketen" / "getuigen" / "bin"


def gereedschap(naam: str) -> str:
    """The path of a tool: built by `.ci/getuigen`, from the locked requirements, or the machine's own."""
    plekken = (str(GETUIGEN), sysconfig.get_path("scripts"), None)
    pad = next((gevonden for plek in plekken if (gevonden := shutil.which(naam, path=plek))), None)
    if pad is None:
        pytest.fail(f"{naam} is missing; `.ci/getuigen` installs the witnesses", pytrace=False)
    return pad
