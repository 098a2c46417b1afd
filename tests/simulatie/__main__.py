"""Understands how to play one seed, or new ones for a while: `python -m tests.simulatie --zaad 7`."""

from __future__ import annotations

import argparse
import sys

from tests.simulatie.recept import Recept, voeg_opties_toe
from tests.simulatie.speel import speel


def hoofd() -> int:
    ontleder = argparse.ArgumentParser("simulatie", description=__doc__)
    voeg_opties_toe(ontleder)
    opties = ontleder.parse_args()
    verloop = speel(Recept.van_opties(opties))
    sys.stdout.write(f"{verloop.overtreding or 'alles klopt'}\n{verloop.afdruk}\n")
    sys.stdout.write(
        f"{verloop.beurten} beurten, {verloop.zendingen} in, {verloop.berichten} uit, "
        f"{verloop.stappen} stappen, storingen: {dict(verloop.storingen)}\n"
    )
    return 0 if verloop.goed else 1


if __name__ == "__main__":
    sys.exit(hoofd())
