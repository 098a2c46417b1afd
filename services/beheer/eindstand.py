"""Understands how a state of the tracker reads as the end of a request."""

from __future__ import annotations

from beheer import tijden
from beheer.afloop import Eindstand
from keten.domein.begrippen import Toestand
from keten.domein.dossier import Dossier

GESLOTEN = "GESLOTEN"
"""Beside the states of a part: every part is done and nobody owes anything any more."""


def eindstand_van(zaak: str, dossier: Dossier) -> Eindstand:
    """`toestand`: of the request, derived from its parts: the least far one counts."""
    toestanden = [o.toestand for o in dossier.onderdelen]
    return Eindstand(
        verzoek=zaak,
        verzoek_id=str(dossier.verzoek_id),
        toestand=GESLOTEN if dossier.gesloten else min(toestanden, key=list(Toestand).index).value,
        eigenaar=dossier.eigenaar,
        onderdelen=[
            {"onderdeel": o.nummer, "ontvanger": o.ontvanger, "toestand": o.toestand.value}
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
            }
            for v in dossier.verplichtingen
        ],
    )
