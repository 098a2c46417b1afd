"""Understands what one fact does to one verzoek. The one way in.

Pure: the same dossier, fact and inrichting give the same outcome, so the log of facts can be folded again
for ever. Callers may not assume that a fact has an effect: a refusal is a value, and an unchanged dossier is
the same object.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keten.domein.begrippen import WIJKKETEN, Uitslag
from keten.domein.besluiten import Adres, Bericht, Besluit, Oordeel, WijsAf
from keten.domein.dossier import Dossier
from keten.domein.escalatie import laat_wekker_gaan
from keten.domein.feiten import Feit, Kop, MeldingGedaan, WekkerGegaan
from keten.domein.gevolgen import pas_toe
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.opening import open_verzoek
from keten.domein.toegang import Herhaling, Toegelaten, beoordeel, bericht_sleutel
from keten.domein.weigeringen import Weigering


def verwerk(
    dossier: Dossier | None, feit: Feit, inrichting: Inrichting
) -> tuple[Dossier | None, tuple[Besluit, ...]]:
    """The new state and what must go out.

    A re-read (its `herkomst` was seen) gives nothing at all. Any other fact with a `herkomst` gives one
    `Oordeel`, the last of the decisions. A refused follow-up on a verzoek that is not there gives no state.
    """
    kop = feit.kop
    if dossier is None:
        if not isinstance(feit, MeldingGedaan):
            return None, _weiger(None, kop, Weigering.VERZOEK_ONBEKEND)
        nieuw, berichten = open_verzoek(feit, inrichting)
        return _onthoud(nieuw, kop, None), _met_oordeel(kop, berichten, Uitslag.TOEGEPAST)
    if dossier.las_al(kop.herkomst):
        return dossier, ()

    toegang = beoordeel(dossier, feit, inrichting)
    if isinstance(toegang, Herhaling):
        antwoord = _afwijzing(dossier, kop, toegang.weigering)
        return _merk_positie(dossier, kop), _met_oordeel(kop, antwoord, Uitslag.DUBBEL, toegang.weigering)
    if isinstance(toegang, Weigering):
        return _onthoud(dossier, kop, toegang), _weiger(dossier, kop, toegang)

    nieuw, berichten = _pas_toe(dossier, feit, toegang, inrichting)
    return _onthoud(nieuw, kop, None), _met_oordeel(kop, berichten, Uitslag.TOEGEPAST)


def _pas_toe(
    dossier: Dossier, feit: Feit, toegang: Toegelaten, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    if isinstance(feit, WekkerGegaan):
        return laat_wekker_gaan(dossier, feit, inrichting)
    return pas_toe(dossier, feit, toegang, inrichting)


# -- what is remembered


ONVERGETEN = frozenset({Weigering.ZELFDE_ID_ANDERE_INHOUD, Weigering.VERZOEK_VOL})
"""Refusals that leave no trace: the first already has one, the second has no room."""


def _onthoud(dossier: Dossier, kop: Kop, weigering: Weigering | None) -> Dossier:
    """The message, how it was judged, and its position."""
    sleutel = bericht_sleutel(kop)
    if sleutel is None or weigering in ONVERGETEN:
        return _merk_positie(dossier, kop)
    return replace(
        dossier,
        gezien={**dossier.gezien, sleutel: kop.bericht_hash or b""},
        geweigerd={**dossier.geweigerd, sleutel: weigering} if weigering else dossier.geweigerd,
        bronnen=_met_positie(dossier, kop),
    )


def _merk_positie(dossier: Dossier, kop: Kop) -> Dossier:
    return dossier if kop.herkomst is None else replace(dossier, bronnen=_met_positie(dossier, kop))


def _met_positie(dossier: Dossier, kop: Kop) -> Mapping[tuple[str, int], int]:
    herkomst = kop.herkomst
    if herkomst is None:
        return dossier.bronnen
    return {**dossier.bronnen, (herkomst.topic, herkomst.partitie): herkomst.offset}


# -- what is answered


def _met_oordeel(
    kop: Kop, berichten: Sequence[Bericht], uitslag: Uitslag, weigering: Weigering | None = None
) -> tuple[Besluit, ...]:
    return (*berichten, Oordeel(uitslag, weigering)) if kop.herkomst is not None else tuple(berichten)


def _weiger(dossier: Dossier | None, kop: Kop, weigering: Weigering) -> tuple[Besluit, ...]:
    return _met_oordeel(kop, _afwijzing(dossier, kop, weigering), Uitslag.GEWEIGERD, weigering)


def _afwijzing(dossier: Dossier | None, kop: Kop, weigering: Weigering | None) -> tuple[Bericht, ...]:
    """To the sender; the platform does not write to itself. A message that comes twice is answered twice."""
    if weigering is None or kop.afzender == WIJKKETEN or kop.bericht_id is None:
        return ()
    kenmerk = dossier.kenmerk_van(kop.afzender) if dossier is not None else None
    adres = Adres(
        bericht_id=bericht_id(kop.feit_id, WijsAf.__name__, kop.afzender),
        ontvanger=kop.afzender,
        onderdeel=kop.onderdeel,
        oorzaak=kop.feit_id,
        kenmerk=kenmerk or kop.kenmerk,
    )
    return (WijsAf(adres, weigering, kop.bericht_id),)
