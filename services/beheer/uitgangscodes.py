"""Understands what an exit code of `wijkketen` says. The one list; a code is never reused.

The launcher's own codes (70–77: the environment could not be made) stand in `lanceer/fouten.py`.
"""

from __future__ import annotations

from enum import IntEnum


class Uitgang(IntEnum):
    """(code, sentence for the help text)."""

    betekenis: str

    def __new__(cls, code: int, betekenis: str) -> Uitgang:
        lid = int.__new__(cls, code)
        lid._value_ = code
        lid.betekenis = betekenis
        return lid

    GOED = 0, "gedaan, en zoals verwacht"
    ANDERS = 1, "gedaan, maar een verwachting, controle of toets zegt nee"
    GEBRUIK = 2, "het werkwoord of een optie klopt niet"
    INVOER = 3, "een opgegeven bestand ontbreekt of bevat fouten"
    INRICHTING = 4, "de inrichting of een instelling (WIJKKETEN_…) bevat fouten"
    KAFKA = 5, "Kafka is niet te starten of niet te bereiken"
    PROCES = 6, "een proces van de keten is gestopt terwijl dat niet mocht"
    ONBEKEND = 7, "wat u zoekt is er niet"
    ONVOORZIEN = 9, "een fout van ons; WIJKKETEN_DEBUG=1 toont waar"
    ONDERBROKEN = 130, "met Ctrl-C gestopt"
    PIJP = 141, "wie de uitvoer las hield eerder op, zoals `| head`"
    BEEINDIGD = 143, "van buitenaf gestopt (SIGTERM)"
