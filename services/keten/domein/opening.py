"""Understands how a melding becomes a verzoek: who gets it, who owns it, what is owed from then on."""

from __future__ import annotations

from keten.domein.begrippen import Hoedanigheid, Plicht, Rol
from keten.domein.besluiten import Adres, Bericht, ZetMeldingDoor
from keten.domein.dossier import Betrokkene, Dossier, Onderdeel
from keten.domein.feiten import MeldingGedaan
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.ladder import Schuld
from keten.domein.overgangen import OVERGANGEN
from keten.domein.plichten import PLICHTEN
from keten.domein.routering import routeer
from keten.domein.verplichtingen import ga_aan

EERSTE_ONDERDEEL = 1


def open_verzoek(melding: MeldingGedaan, inrichting: Inrichting) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The new verzoek and its hand-over. A well-formed melding is never refused."""
    kop = melding.kop
    route = routeer(melding, inrichting)
    toestand = OVERGANGEN[None, MeldingGedaan].naar
    if toestand is None:
        raise ValueError("an opening has a state to go to")
    dossier = Dossier(
        verzoek_id=kop.verzoek_id,
        gemeente=melding.gemeente,
        thema=melding.thema,
        urgentie=melding.urgentie,
        terugkoppeling_gewenst=melding.terugkoppeling_gewenst,
        afzender=kop.afzender,
        eigenaar=eigenaar(kop.afzender, route.ontvanger, inrichting),
        geopend_op=kop.nu,
        nu=kop.nu,
        betrokkenen=(
            Betrokkene(kop.afzender, Hoedanigheid.AFZENDER, kop.kenmerk),
            Betrokkene(route.ontvanger, Hoedanigheid.ONTVANGER),
        ),
        onderdelen=(Onderdeel(EERSTE_ONDERDEEL, route.ontvanger, toestand),),
    )
    schulden = [
        Schuld(soort, EERSTE_ONDERDEEL, debiteur=route.ontvanger, crediteur=kop.afzender)
        for soort, regel in PLICHTEN.items()
        if regel.ontstaat_bij is MeldingGedaan
        and (melding.terugkoppeling_gewenst or not regel.alleen_gewenst)
    ]
    dossier = ga_aan(dossier, schulden, inrichting)
    uiterlijk = {v.soort: v.uiterlijk_op for v in dossier.verplichtingen}
    doorzetting = ZetMeldingDoor(
        Adres(
            bericht_id=bericht_id(kop.feit_id, ZetMeldingDoor.__name__, route.ontvanger),
            ontvanger=route.ontvanger,
            onderdeel=EERSTE_ONDERDEEL,
            oorzaak=kop.feit_id,
            kenmerk=dossier.kenmerk_van(route.ontvanger),
        ),
        afzender=kop.afzender,
        gemeente=melding.gemeente,
        thema=melding.thema,
        urgentie=melding.urgentie,
        regel=route.regel,
        ontvangst_uiterlijk=uiterlijk[Plicht.ONTVANGST] or kop.nu,
        besluit_uiterlijk=uiterlijk[Plicht.BESLUIT] or kop.nu,
        kluis=kop.kluis,
    )
    return dossier, (doorzetting,)


def eigenaar(afzender: str, ontvanger: str, inrichting: Inrichting) -> str:
    """Eerst verantwoordelijke until regie is placed: the wijkteam where it takes part, else the receiver."""
    for code in (ontvanger, afzender):
        partij = inrichting.partijen.get(code)
        if partij is not None and partij.rol is Rol.WIJKTEAM:
            return code
    return ontvanger
