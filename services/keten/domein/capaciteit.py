"""Understands who hears how much room a party has, and until when that is believed: what is old is unknown.

Nothing is refused, routed or put off by it: whoever refers reads it and decides.
"""

from __future__ import annotations

from keten.domein.besluiten import Adres, Bericht, MeldCapaciteit
from keten.domein.dossier import Dossier
from keten.domein.feiten import CapaciteitGewijzigd
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.termijnen import ZONE, laatste_dag


def meld_capaciteit(
    dossier: Dossier, feit: CapaciteitGewijzigd, inrichting: Inrichting
) -> tuple[Bericht, ...]:
    """To every party that takes part in a role that refers, but for whoever said it; by code.

    A first day that has passed is today: what was so before helps nobody.
    """
    vandaag = dossier.nu.astimezone(ZONE).date()
    vanaf = max(feit.vanaf or vandaag, vandaag)
    extra = inrichting.extra_dagen(feit.gemeente or dossier.gemeente)
    geldig_tot = feit.tot or laatste_dag(vanaf, inrichting.capaciteit_geldig, extra)
    return tuple(
        MeldCapaciteit(
            Adres(
                bericht_id=bericht_id(feit.kop.feit_id, MeldCapaciteit.__name__, code),
                ontvanger=code,
                onderdeel=feit.kop.onderdeel,
                oorzaak=feit.kop.feit_id,
            ),
            van=feit.kop.afzender,
            capaciteit=feit.capaciteit,
            product=feit.product,
            gemeente=feit.gemeente,
            vanaf=vanaf,
            geldig_tot=geldig_tot,
            wachttijd_weken=feit.wachttijd_weken,
        )
        for code, partij in sorted(inrichting.partijen.items())
        if partij.rol in inrichting.capaciteit_bekend_bij and partij.opent and code != feit.kop.afzender
    )
