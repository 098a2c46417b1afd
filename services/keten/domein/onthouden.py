"""Understands what a verzoek remembers of each message of a partner: what it said, how judged."""

from __future__ import annotations

from collections.abc import Mapping

from keten.domein.dossier import Dossier
from keten.domein.feiten import Kop
from keten.domein.kopie import replace
from keten.domein.toegang import bericht_sleutel
from keten.domein.weigeringen import Weigering

ONVERGETEN = frozenset({Weigering.ZELFDE_ID_ANDERE_INHOUD, Weigering.VERZOEK_VOL})
"""Refusals that leave no trace: the first already has one, the second has no room."""


def onthoud(dossier: Dossier, kop: Kop, weigering: Weigering | None) -> Dossier:
    """The message, how it was judged, and its position."""
    sleutel = bericht_sleutel(kop)
    if sleutel is None or weigering in ONVERGETEN:
        return merk_positie(dossier, kop)
    return replace(
        dossier,
        gezien={**dossier.gezien, sleutel: kop.bericht_hash or b""},
        geweigerd={**dossier.geweigerd, sleutel: weigering} if weigering else dossier.geweigerd,
        bronnen=_met_positie(dossier, kop),
    )


def merk_positie(dossier: Dossier, kop: Kop) -> Dossier:
    """Only how far its topic was seen."""
    return dossier if kop.herkomst is None else replace(dossier, bronnen=_met_positie(dossier, kop))


def _met_positie(dossier: Dossier, kop: Kop) -> Mapping[tuple[str, int], int]:
    """Never back: a message that waited is judged after later ones were seen."""
    herkomst = kop.herkomst
    if herkomst is None:
        return dossier.bronnen
    plek = (herkomst.topic, herkomst.partitie)
    return {**dossier.bronnen, plek: max(herkomst.offset, dossier.bronnen.get(plek, -1))}
