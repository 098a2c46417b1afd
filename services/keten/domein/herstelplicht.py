"""Understands how a refusal becomes a duty to repair, and that one more of the same only counts up."""

from __future__ import annotations

from uuid import UUID

from keten.domein.begrippen import CLIENT, ZONDER_POSTVAK, Actie, Plicht
from keten.domein.besluiten import Adres, Bericht, VraagActie
from keten.domein.dossier import Dossier, Herstel
from keten.domein.feiten import Herkomst
from keten.domein.groep import is_erbuiten, verloor
from keten.domein.herstel import nog_een
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.verplichtingen import ga_aan


def eis_herstel(
    dossier: Dossier,
    *,
    partij: str,
    code: str,
    soort: str | None,
    plek: Herkomst | None,
    onderdeel: int,
    oorzaak: UUID,
    inrichting: Inrichting,
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """One duty per party and kind of message (`soort`: short type), whoever must see to it by now.

    None of whoever was offered what another took: there is nothing to repair for it any more.
    """
    if verloor(dossier, partij, onderdeel) or is_erbuiten(dossier, partij):
        return dossier, ()
    bestaand = next(
        (
            v
            for v in dossier.verplichtingen
            if v.herstel is not None and (v.herstel.partij, v.herstel.type) == (partij, soort)
        ),
        None,
    )
    if bestaand is not None and bestaand.herstel is not None:
        meer = replace(bestaand, herstel=nog_een(bestaand.herstel, plek))
        alle = tuple(meer if v is bestaand else v for v in dossier.verplichtingen)
        return replace(dossier, verplichtingen=alle), ()
    herstel = Herstel(partij, code, soort, 1, () if plek is None else (plek,))
    deel = onderdeel if dossier.deel(onderdeel) is not None else dossier.eerste.nummer
    dossier = ga_aan(dossier, [Schuld(Plicht.HERSTEL, deel, partij, CLIENT, herstel=herstel)], inrichting)
    if partij in ZONDER_POSTVAK:
        return dossier, ()
    adres = Adres(
        bericht_id=bericht_id(oorzaak, VraagActie.__name__, partij),
        ontvanger=partij,
        onderdeel=deel,
        oorzaak=oorzaak,
        kenmerk=dossier.kenmerk_van(partij, deel),
    )
    uiterlijk = dossier.verplichtingen[-1].uiterlijk_op or dossier.nu
    return dossier, (VraagActie(adres, Actie.HERSTELLEN, Plicht.HERSTEL, uiterlijk),)
