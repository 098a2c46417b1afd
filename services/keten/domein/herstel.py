"""Understands which refusals leave something undone, and what repairs that.

A refused opening or answer is not lost: whoever sent it owes a repair, with a clock, and after that beheer
does. A refusal of what is so already leaves nothing undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from keten.domein.begrippen import Toestand
from keten.domein.dossier import MAX_PLEKKEN, Dossier, Herstel
from keten.domein.feiten import BERICHTTYPEN, AfspraakGemaakt, Feit, Herkomst
from keten.domein.overgangen import GEDAAN
from keten.domein.weigeringen import Weigering


class Laat(Enum):
    """Whether a refusal leaves something undone."""

    IETS_ONGEDAAN = "IETS_ONGEDAAN"
    TENZIJ_GEDAAN = "TENZIJ_GEDAAN"
    NIETS_ONGEDAAN = "NIETS_ONGEDAAN"


HERSTEL_BIJ: Final[Mapping[Weigering, Laat]] = {
    Weigering.VERZOEK_ONBEKEND: Laat.IETS_ONGEDAAN,
    Weigering.VERZOEK_BESTAAT_AL: Laat.IETS_ONGEDAAN,
    Weigering.ZELFDE_ID_ANDERE_INHOUD: Laat.IETS_ONGEDAAN,
    Weigering.GEEN_PARTIJ: Laat.NIETS_ONGEDAAN,
    Weigering.NIET_AAN_U: Laat.NIETS_ONGEDAAN,
    Weigering.OVERGANG_NIET_TOEGESTAAN: Laat.TENZIJ_GEDAAN,
    Weigering.ONDERDEEL_ONBEKEND: Laat.IETS_ONGEDAAN,
    Weigering.NIETS_TE_BEVESTIGEN: Laat.NIETS_ONGEDAAN,
    Weigering.VERZOEK_VOL: Laat.IETS_ONGEDAAN,
    Weigering.ONTVANGER_ONBEKEND: Laat.IETS_ONGEDAAN,
    Weigering.ONTVANGER_HEEFT_NOG_TIJD: Laat.NIETS_ONGEDAAN,
    Weigering.OPENING_BLEEF_UIT: Laat.IETS_ONGEDAAN,
    Weigering.TE_VEEL_VOORUIT: Laat.IETS_ONGEDAAN,
    Weigering.GEEN_HERSTEL: Laat.NIETS_ONGEDAAN,
    Weigering.TE_WEINIG_POGINGEN: Laat.NIETS_ONGEDAAN,
    Weigering.GEEN_VERPLICHTING: Laat.NIETS_ONGEDAAN,
    Weigering.LAATSTE_KLOK: Laat.NIETS_ONGEDAAN,
    Weigering.DATUM_VOORBIJ: Laat.IETS_ONGEDAAN,
    Weigering.GEEN_BRON: Laat.NIETS_ONGEDAAN,
    Weigering.CORRECTIE_LOOPT: Laat.NIETS_ONGEDAAN,
    Weigering.TE_VEEL_CORRECTIES: Laat.NIETS_ONGEDAAN,
    Weigering.CORRECTIE_ONDUIDELIJK: Laat.NIETS_ONGEDAAN,
    Weigering.UITSTEL_KAN_NIET: Laat.NIETS_ONGEDAAN,
    Weigering.UITSTEL_DATUM_ONJUIST: Laat.NIETS_ONGEDAAN,
    Weigering.REGIE_NIET_AANGEBODEN: Laat.NIETS_ONGEDAAN,
    Weigering.GEZINSCOACH_GAAT_VOOR: Laat.NIETS_ONGEDAAN,
    Weigering.GEEN_REGIE: Laat.NIETS_ONGEDAAN,
    Weigering.GEEN_MANDAAT: Laat.NIETS_ONGEDAAN,
    Weigering.NIETS_TE_ESCALEREN: Laat.NIETS_ONGEDAAN,
    Weigering.ROL_BEVESTIGT_NIET: Laat.NIETS_ONGEDAAN,
    Weigering.AANVRAAG_TE_VROEG: Laat.NIETS_ONGEDAAN,
    Weigering.UITKOMST_ONTBREEKT: Laat.NIETS_ONGEDAAN,
    Weigering.AL_AANGENOMEN: Laat.NIETS_ONGEDAAN,
    Weigering.NIET_MEER_VAN_U: Laat.NIETS_ONGEDAAN,
    Weigering.AAN_MEER_AANGEBODEN: Laat.NIETS_ONGEDAAN,
}
"""Per code. A stranger, and who speaks out of turn, leaves undone nothing that it owes."""


def laat_ongedaan(dossier: Dossier, feit: Feit, weigering: Weigering, toestand: Toestand | None) -> bool:
    """Whether refusing this fact of a partner leaves something undone. `toestand`: of the part, if there.

    A second opening that says what the first said, under another id, was only sent twice. An appointment that
    was long ago is told by how it went, and not once more.
    """
    if type(feit) not in BERICHTTYPEN:
        return False
    laat = HERSTEL_BIJ[weigering]
    if weigering is Weigering.VERZOEK_BESTAAT_AL and feit.kop.bericht_hash in dossier.gezien.values():
        return False
    if weigering is Weigering.DATUM_VOORBIJ and isinstance(feit, AfspraakGemaakt):
        return False
    if laat is Laat.TENZIJ_GEDAAN:
        return toestand is None or toestand not in GEDAAN.get(type(feit), frozenset())
    return laat is Laat.IETS_ONGEDAAN


def herstelt(feit: Feit, herstel: Herstel) -> bool:
    """Whether this accepted message is the resend of what was refused."""
    soort = BERICHTTYPEN.get(type(feit))
    return soort is not None and feit.kop.afzender == herstel.partij and herstel.type in (None, soort)


def nog_een(herstel: Herstel, plek: Herkomst | None) -> Herstel:
    """The same repair, of one message more."""
    plekken = herstel.plekken
    if plek is not None and len(plekken) < MAX_PLEKKEN:
        plekken = (*plekken, plek)
    return Herstel(herstel.partij, herstel.code, herstel.type, herstel.aantal + 1, plekken)
