"""Understands a tracker with a bug in its core, for one request.

Started as `python -m tests.herstel.zieke_opvolging`.
"""

from __future__ import annotations

import sys

from keten.platform.proces import begin
from tests.herstel.fout import kern_met_fout
from vraagopvolging import stap
from vraagopvolging.samenstelling import start

if __name__ == "__main__":
    vars(stap)["verwerk"] = kern_met_fout()
    sys.exit(begin("vraagopvolging", start))
