"""Understands how a state of the tracker reads as the end of a request."""

from __future__ import annotations

from beheer import tijden
from beheer.afloop import Eindstand
from keten.domein.begrippen import Toestand
from keten.domein.dossier import EINDTOESTANDEN, Dossier, Verplichting
from keten.domein.groep import vragen

GESLOTEN = "GESLOTEN"
"""Beside the states of a part: every part is done and nobody owes anything any more."""


GEDEELTELIJK = "GEDEELTELIJK"
"""Some parts are done and some are not."""


def _toestand(dossier: Dossier) -> str:
    """The least far question counts, but what is done beside it shows. One offered to several is one."""
    if dossier.gesloten:
        return GESLOTEN
    toestanden = [o.toestand for o in vragen(dossier)]
    klaar = [t in EINDTOESTANDEN for t in toestanden]
    if any(klaar) and not all(klaar):
        return GEDEELTELIJK
    return min(toestanden, key=list(Toestand).index).value


def eindstand_van(zaak: str, dossier: Dossier) -> Eindstand:
    """`toestand`: of the request, derived from its parts."""
    return Eindstand(
        verzoek=zaak,
        verzoek_id=str(dossier.verzoek_id),
        toestand=_toestand(dossier),
        eigenaar=dossier.eigenaar,
        onderdelen=[
            {
                "onderdeel": o.nummer,
                "afzender": o.afzender,
                "ontvanger": o.ontvanger,
                "toestand": o.toestand.value,
                "product": o.product,
            }
            for o in dossier.onderdelen
        ],
        open_verplichtingen=[
            {
                "nummer": v.nummer,
                "plicht": v.soort.value,
                "debiteur": v.debiteur,
                "crediteur": v.crediteur,
                "onderdeel": v.onderdeel,
                "ontstaan_op": tijden.iso(v.ontstaan_op),
                "uiterlijk_op": None if v.uiterlijk_op is None else tijden.iso(v.uiterlijk_op),
                "te_laat": v.te_laat,
                **_andere_klok(v),
            }
            for v in dossier.verplichtingen
        ],
    )


def _andere_klok(v: Verplichting) -> dict[str, str]:
    """The other clock, where a stop or an extension made one."""
    klok = {"eerst_uiterlijk_op": v.eerst_uiterlijk_op, "stil_sinds": v.stil_sinds}
    return {naam: tijden.iso(op) for naam, op in klok.items() if op is not None}
