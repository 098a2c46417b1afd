"""Understands whims: what a party says about a request out of the blue, as the table lets it, or not.

The transition table and the contract say what there is to say, so a new kind of message is said here without
being named.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Final
from uuid import UUID

from keten.contract.berichten.register import IN
from keten.contract.tokens import Tokens
from keten.domein.begrippen import ZONDER_POSTVAK
from keten.domein.dossier import Dossier
from keten.domein.feiten import BERICHTTYPEN, SOORTEN
from keten.domein.inrichting import Partij
from keten.domein.overgangen import OVERGANGEN
from tests.simulatie.post import Post
from tests.simulatie.taal import vul

VERVOLG: Final = tuple(
    naam for soort, naam in BERICHTTYPEN.items() if soort not in SOORTEN and not IN[naam].zonder_zaak
)
"""Every message that follows an opening."""


def gril(
    tak: Random,
    dossier: Dossier,
    naam: str,
    partijen: Mapping[str, Partij],
    tokens: Tokens,
    vandaag: date,
) -> Post | None:
    """Mostly of somebody in the matter, and mostly what it may say now."""
    betrokken = sorted({b.code for b in dossier.betrokkenen} - ZONDER_POSTVAK)
    wie = tak.choice(betrokken if betrokken and tak.random() < 0.9 else sorted(partijen))
    if wie not in partijen:
        return None
    deel = tak.choice(dossier.onderdelen)
    soorten = list(VERVOLG)
    if tak.random() < 0.8:
        rollen = dossier.hoedanigheden(wie)
        soorten = [
            BERICHTTYPEN[feit]
            for toestand, feit, rol in OVERGANGEN
            if toestand is deel.toestand and rol in rollen and BERICHTTYPEN.get(feit) in VERVOLG
        ] or soorten
    soort = tak.choice(soorten)
    zaak: UUID = dossier.verzoek_id
    token = tokens.geef(zaak, deel.nummer, wie)
    return Post(wie, soort, naam, vul(tak, soort, partijen, vandaag), zaak, subject=token)
