"""Understands the order of a start: use what is there, else make it, then hand over.

The usual start does nothing but one hash and one look, so it costs no more than Python's own start.
"""

import os
import sys

from lanceer import fouten
from lanceer.plek import Plek


def hoofd(argumenten: list[str]) -> int:
    """Hand over to the command line; gives the exit code when that was not possible."""
    wortel = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    plek = Plek(wortel)
    try:
        if not plek.compleet():
            from lanceer import maken  # only here: it costs imports that the usual start can do without

            maken.maak(plek)
    except fouten.StartError as fout:
        sys.stderr.write(f"\n{fout}\n")
        return fout.code
    except KeyboardInterrupt:
        sys.stderr.write(
            "\nOnderbroken. De volgende start begint de installatie opnieuw; er is niets stuk.\n"
        )
        return fouten.ONDERBROKEN
    sys.stdout.flush()
    sys.stderr.flush()
    # -P: the caller's working folder must not be able to shadow a module.
    return os.execv(plek.python, [plek.python, "-P", "-m", "beheer", *argumenten])  # noqa: S606
