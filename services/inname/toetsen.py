"""Understands what the form of a message cannot show by itself: who may say this, and about which matter.

Raises the first fault as a VormError, with the sender's own id where that may be repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from inname.aankomst import Aankomst
from keten.contract.berichten.in_.capaciteit_gewijzigd import CapaciteitGewijzigd
from keten.contract.berichten.in_.doorzending_gedaan import DoorzendingGedaan
from keten.contract.berichten.in_.opening import InOpening
from keten.contract.berichten.in_.verwijzing_aangeboden import VerwijzingAangeboden
from keten.contract.berichten.in_.verzoek_opnieuw_aangeboden import VerzoekOpnieuwAangeboden
from keten.contract.berichten.in_.vraag_gesteld import VraagGesteld
from keten.contract.berichten.model import InBericht
from keten.contract.cloudevents import Gebeurtenis
from keten.contract.fouten import Vormcode, VormError
from keten.contract.identiteit import capaciteit_id, verzoek_id
from keten.contract.tokens import Tokens
from keten.domein.begrippen import Rol

NEEMT_VRAGEN_IN: Final = frozenset({Rol.WIP, Rol.WIJKTEAM})
"""Who takes in the questions of residents."""


@dataclass(frozen=True, slots=True)
class Zaak:
    """The matter that a message is about: a verzoek and the part of it."""

    verzoek_id: UUID
    onderdeel: int


def zaak_van_de_maand(aankomst: Aankomst) -> Zaak:
    """Where what a partner says of itself is kept together, so that a repeat is known; bounded by a month."""
    return Zaak(capaciteit_id(aankomst.partner.code, aankomst.nu), 1)


def toets_bron(gebeurtenis: Gebeurtenis, aankomst: Aankomst) -> None:
    """`source` must be the urn of the partner whose topic it is."""
    if gebeurtenis.source != aankomst.partner.bron:
        raise VormError(Vormcode.BRON_NIET_VAN_U, "/source", bericht_id=gebeurtenis.id)


def wijs_zaak_aan(gebeurtenis: Gebeurtenis, bericht: InBericht, aankomst: Aankomst, tokens: Tokens) -> Zaak:
    """An opening makes a matter, or adds to one that it names by token.

    A follow-up names one by token, or its own by its own reference. What is about none names none.
    """
    _toets_ontvanger(gebeurtenis, bericht, aankomst)
    if bericht.zonder_zaak:
        _toets_gemeente(gebeurtenis, bericht, aankomst)
        if gebeurtenis.subject is not None:
            raise VormError(Vormcode.ONDERWERP_ONVERWACHT, "/subject", bericht_id=gebeurtenis.id)
        return zaak_van_de_maand(aankomst)
    if bericht.vult_aan and gebeurtenis.subject is not None:
        _toets_gemeente(gebeurtenis, bericht, aankomst)
        return _zaak_van_token(gebeurtenis.subject, gebeurtenis.id, aankomst, tokens)
    if bericht.opent:
        _toets_opening(gebeurtenis, bericht, aankomst)
    elif gebeurtenis.subject is not None:
        return _zaak_van_token(gebeurtenis.subject, gebeurtenis.id, aankomst, tokens)
    if bericht.kenmerk is None:
        raise VormError(Vormcode.ONDERWERP_ONTBREEKT, "/subject", bericht_id=gebeurtenis.id)
    return Zaak(verzoek_id(aankomst.partner.bron, bericht.kenmerk), 1)


def _toets_ontvanger(gebeurtenis: Gebeurtenis, bericht: InBericht, aankomst: Aankomst) -> None:
    """Whoever is chosen by a person takes part, is another than the chooser, and is chosen once."""
    if not isinstance(bericht, VerwijzingAangeboden | VerzoekOpnieuwAangeboden | DoorzendingGedaan):
        return
    gekozen = [("/data/ontvanger", bericht.ontvanger)]
    if not isinstance(bericht, DoorzendingGedaan):
        gekozen += [(f"/data/ook_aan/{n}", wie) for n, wie in enumerate(bericht.ook_aan)]
    eerder: set[str] = set()
    for veld, wie in gekozen:
        if wie not in aankomst.inrichting.partijen or wie == aankomst.partner.code:
            raise VormError(Vormcode.ONTVANGER_ONJUIST, veld, bericht_id=gebeurtenis.id)
        if wie in eerder:
            raise VormError(Vormcode.ONTVANGER_DUBBEL, veld, bericht_id=gebeurtenis.id)
        eerder.add(wie)


def _toets_opening(gebeurtenis: Gebeurtenis, bericht: InBericht, aankomst: Aankomst) -> None:
    if gebeurtenis.subject is not None:
        raise VormError(Vormcode.ONDERWERP_ONVERWACHT, "/subject", bericht_id=gebeurtenis.id)
    if not (aankomst.doet_mee and aankomst.partner.opent):
        raise VormError(Vormcode.MAG_NIET_OPENEN, bericht_id=gebeurtenis.id)
    _toets_gemeente(gebeurtenis, bericht, aankomst)
    if isinstance(bericht, VraagGesteld) and aankomst.partner.rol not in NEEMT_VRAGEN_IN:
        raise VormError(Vormcode.VRAAG_NIET_VAN_U, "/type", bericht_id=gebeurtenis.id)


def _toets_gemeente(gebeurtenis: Gebeurtenis, bericht: InBericht, aankomst: Aankomst) -> None:
    gemeente = bericht.gemeente if isinstance(bericht, InOpening | CapaciteitGewijzigd) else None
    if gemeente is not None and gemeente not in aankomst.inrichting.gemeenten:
        raise VormError(Vormcode.GEMEENTE_ONBEKEND, "/data/gemeente", bericht_id=gebeurtenis.id)


def _zaak_van_token(token: str, bericht_id: str, aankomst: Aankomst, tokens: Tokens) -> Zaak:
    try:
        return Zaak(*tokens.lees(token, aankomst.partner.code))
    except VormError as fout:
        raise VormError(fout.fout.vormcode, "/subject", bericht_id=bericht_id) from None
