"""Understands how people write a termijn: a number and a unit, as in `3 werkdagen` or `30 kalenderdagen`."""

from __future__ import annotations

import difflib

from keten.domein.termijnen import Eenheid, Termijn

GEEN = "geen"
"""No date of its own."""

_EENHEDEN: dict[str, tuple[Eenheid, bool]] = {
    "minuut": (Eenheid.MINUTEN, False),
    "minuten": (Eenheid.MINUTEN, False),
    "uur": (Eenheid.UREN, False),
    "werkdag": (Eenheid.WERKDAGEN, False),
    "werkdagen": (Eenheid.WERKDAGEN, False),
    "dag": (Eenheid.DAGEN, False),
    "dagen": (Eenheid.DAGEN, False),
    "week": (Eenheid.WEKEN, False),
    "weken": (Eenheid.WEKEN, False),
    "maand": (Eenheid.MAANDEN, False),
    "maanden": (Eenheid.MAANDEN, False),
    "jaar": (Eenheid.JAREN, False),
    "kalenderdag": (Eenheid.DAGEN, True),
    "kalenderdagen": (Eenheid.DAGEN, True),
    "kalenderweek": (Eenheid.WEKEN, True),
    "kalenderweken": (Eenheid.WEKEN, True),
    "kalendermaand": (Eenheid.MAANDEN, True),
    "kalendermaanden": (Eenheid.MAANDEN, True),
}
_MEESTE = 10_000


def lees_termijn(tekst: object) -> Termijn | None:
    """The termijn that is written, or None for `geen`. Raises ValueError with a Dutch sentence."""
    if tekst == GEEN:
        return None
    delen = tekst.split() if isinstance(tekst, str) else []
    if len(delen) != 2 or not delen[0].isascii() or not delen[0].isdigit():
        raise ValueError("dit is geen getal met een eenheid")
    aantal, woord = int(delen[0]), delen[1]
    if woord not in _EENHEDEN:
        lijkt = difflib.get_close_matches(woord, _EENHEDEN, 1)
        raise ValueError(
            f"de eenheid '{woord}' bestaat niet" + (f"; bedoelt u '{lijkt[0]}'?" if lijkt else "")
        )
    if not 0 < aantal <= _MEESTE:
        raise ValueError(f"het getal moet tussen 1 en {_MEESTE} liggen")
    eenheid, kalender = _EENHEDEN[woord]
    return Termijn(aantal, eenheid, kalender)


def schrijf_termijn(termijn: Termijn | None) -> str:
    """The opposite of `lees_termijn`, singular or plural as it should be."""
    if termijn is None:
        return GEEN
    passend = [w for w, wat in _EENHEDEN.items() if wat == (termijn.eenheid, termijn.kalender)]
    if not passend:  # hours and working days have no calendar form
        passend = [w for w, (eenheid, _) in _EENHEDEN.items() if eenheid is termijn.eenheid]
    return f"{termijn.aantal} {passend[0] if termijn.aantal == 1 else passend[-1]}"
