"""Understands what is written because of what the core decided: orders to send, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keten.contract.berichten.gedeeld import Positie
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.codec import Schemas
from keten.contract.vertaling import opdracht_van_besluit
from keten.domein.begrippen import Uitslag
from keten.domein.besluiten import Bericht, Besluit, Oordeel, WijsAf
from keten.domein.feiten import Feit, Herkomst, Kop
from keten.platform.motor.poorten import HERSTEL_KOP, Record, Uitvoer
from keten.platform.uitvoer import opdracht_uitvoer, verdict_uitvoer


def schrijf_op(
    besluiten: Iterable[Besluit], feit: Feit, record: Record, schemas: Schemas
) -> Sequence[Uitvoer]:
    """One output per decision, in order."""
    return [_schrijf(besluit, feit.kop, record, schemas) for besluit in besluiten]


def verdict_geisoleerd(feit: Feit, schemas: Schemas) -> Sequence[Uitvoer]:
    """The partner's record waits for people. A fact of our own has no verdict."""
    kop = feit.kop
    if kop.herkomst is None:
        return ()
    return (_verdict(kop, kop.herkomst, Uitslag.GEISOLEERD, None, schemas),)


def _schrijf(besluit: Besluit, kop: Kop, record: Record, schemas: Schemas) -> Uitvoer:
    if not isinstance(besluit, Oordeel):
        return opdracht_uitvoer(_opdracht(besluit, kop, record), schemas)
    if kop.herkomst is None:
        raise ValueError("a verdict on a fact that came from no record of a partner")
    code = None if besluit.weigering is None else besluit.weigering.code
    return _verdict(kop, kop.herkomst, besluit.uitslag, code, schemas)


def _opdracht(besluit: Bericht, kop: Kop, record: Record) -> Opdracht:
    opdracht = opdracht_van_besluit(besluit, verzoek_id=kop.verzoek_id, nu=kop.nu, positie=kop.herkomst)
    if isinstance(besluit, WijsAf) and kop.herkomst is not None:
        return opdracht.model_copy(update={"herkomst": _stroom(kop.herkomst, record)})
    return opdracht


def _stroom(herkomst: Herkomst, record: Record) -> Positie:
    """By which `bezorging` knows a rejection that is repeated.

    `inname` may write a fact twice. Where the verzoek exists, its state knows; a fact about a verzoek that
    does not exist leaves no state, so there the rejection comes twice. Within one partition of ours, facts of
    one partner keep their order, so the last position of that stream tells the repeats apart, as it does for
    `inname` itself. A repair brings old facts after newer ones of the same partner, so it is a stream of its
    own.
    """
    herstel = next((waarde for naam, waarde in record.koppen if naam == HERSTEL_KOP), None)
    stroom = f"{record.topic}-{record.partitie}" + (f"/herstel-{herstel.decode('ascii')}" if herstel else "")
    return Positie(
        topic=f"{stroom}/{herkomst.topic}",
        partitie=herkomst.partitie,
        offset=herkomst.offset,
    )


def _verdict(kop: Kop, herkomst: Herkomst, uitslag: Uitslag, code: str | None, schemas: Schemas) -> Uitvoer:
    return verdict_uitvoer(herkomst, uitslag, schemas, nu=kop.nu, code=code, verzoek_id=kop.verzoek_id)
