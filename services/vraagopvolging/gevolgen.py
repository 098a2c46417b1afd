"""Understands what is written because of what the core decided: orders, facts for others, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keten.contract.codec import Schemas
from keten.contract.vertaling import opdracht_van_besluit
from keten.domein.begrippen import WIJKKETEN, Uitslag
from keten.domein.besluiten import Besluit, Oordeel, VertelFeit
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit, Herkomst, Kop
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import feit_uitvoer, opdracht_uitvoer, verdict_uitvoer


def schrijf_op(besluiten: Iterable[Besluit], feit: Feit, schemas: Schemas) -> Sequence[Uitvoer]:
    """One output per decision, in order."""
    return [_schrijf(besluit, feit.kop, schemas) for besluit in besluiten]


def verdict_geisoleerd(toestand: Dossier | None, feit: Feit, schemas: Schemas) -> Sequence[Uitvoer]:
    """The partner's record waits for people. A fact of our own asks no verdict, whatever it is about.

    Nor does a record that was judged before the request was isolated, and that the intake read once more.
    """
    kop = feit.kop
    if kop.herkomst is None or kop.afzender == WIJKKETEN:
        return ()
    if toestand is not None and toestand.las_al(kop.herkomst):
        return ()
    return (_verdict(kop, kop.herkomst, Uitslag.GEISOLEERD, None, schemas),)


def _schrijf(besluit: Besluit, kop: Kop, schemas: Schemas) -> Uitvoer:
    if isinstance(besluit, VertelFeit):
        return feit_uitvoer(besluit.feit, schemas)
    if not isinstance(besluit, Oordeel):
        opdracht = opdracht_van_besluit(besluit, verzoek_id=kop.verzoek_id, nu=kop.nu, positie=kop.herkomst)
        return opdracht_uitvoer(opdracht, schemas)
    over = besluit.over or kop
    if over.herkomst is None:
        raise ValueError("a verdict on a fact that came from no record of a partner")
    code = None if besluit.weigering is None else besluit.weigering.code
    return _verdict(over, over.herkomst, besluit.uitslag, code, schemas)


def _verdict(kop: Kop, herkomst: Herkomst, uitslag: Uitslag, code: str | None, schemas: Schemas) -> Uitvoer:
    return verdict_uitvoer(herkomst, uitslag, schemas, nu=kop.nu, code=code, verzoek_id=kop.verzoek_id)
