"""Understands an intake with a bug of ours: it cannot read what is about one matter.

Started as `python -m tests.herstel.zieke_inname`.
"""

from __future__ import annotations

import sys
from typing import Any

from inname import oordeel
from inname.samenstelling import start
from keten.platform.proces import begin

ZIEK = b"ONLEESBAAR"


LEES = vars(oordeel)["lees_gebeurtenis"]


def _met_fout(*wat: Any, **meer: Any) -> Any:
    if any(isinstance(deel, bytes) and ZIEK in deel for deel in (*wat, *meer.values())):
        raise KeyError
    return LEES(*wat, **meer)


if __name__ == "__main__":
    vars(oordeel)["lees_gebeurtenis"] = _met_fout
    sys.exit(begin("inname", start))
