"""Understands how an opening becomes a verzoek: who gets it, who owns it, what is owed from then on."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from keten.domein.begrippen import (
    BEHEER,
    Hoedanigheid,
    Plicht,
    Rol,
    Toestand,
    Urgentie,
    Verzoeksoort,
)
from keten.domein.besluiten import (
    Adres,
    Bericht,
    BiedVerwijzingAan,
    ZetMeldingDoor,
    ZetSignaleringDoor,
)
from keten.domein.dossier import Betrokkene, Dossier, Onderdeel
from keten.domein.feiten import SOORTEN, Kop, Opening, VerwijzingAangeboden
from keten.domein.groep import deel_uit, ook_te_nemen
from keten.domein.herstel import herstelt
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kantoor import dienst_op, is_open, volgende_opening
from keten.domein.kopie import replace
from keten.domein.onderzoek import begin_onderzoek
from keten.domein.overgangen import OVERGANGEN, nieuwe_toestand, trieert
from keten.domein.routering import kunnen_naar, routeer
from keten.domein.verplichtingen import beginschulden, ga_aan
from keten.domein.weigeringen import Weigering

EERSTE_ONDERDEEL: Final = 1

ONBEKENDE_GEMEENTE: Final = "0000"
"""Of what could not be opened: no gemeente has this code."""


def toets_opening(opening: Opening, inrichting: Inrichting) -> Weigering | None:
    """A well-formed opening is refused only where it cannot go to the receiver that its sender chose."""
    if isinstance(opening, VerwijzingAangeboden):
        afzender = opening.kop.afzender
        aan = (opening.ontvanger, *opening.ook_aan)
        if not kunnen_naar(aan, afzender, afzender, inrichting):
            return Weigering.ONTVANGER_ONBEKEND
    return None


def open_verzoek(
    opening: Opening, concept: Dossier | None, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The new verzoek, handed over to whoever may take it.

    `concept`: what came before it under the same reference.
    """
    kop = opening.kop
    route = routeer(opening, inrichting)
    soort = SOORTEN[type(opening)]
    overgang = OVERGANGEN[None, type(opening), Hoedanigheid.AFZENDER]
    toestand = nieuwe_toestand(overgang, Toestand.CONCEPT, opening, trieert(route.ontvanger, inrichting))
    onderdeel = Onderdeel(
        nummer=EERSTE_ONDERDEEL,
        afzender=kop.afzender,
        ontvanger=route.ontvanger,
        toestand=toestand,
        soort=soort,
        thema=opening.thema,
        urgentie=opening.geldende_urgentie,
        terugkoppeling_gewenst=opening.terugkoppeling_gewenst,
        aanleiding=opening.aanleiding,
        uiterlijk_data=() if opening.uiterlijk_datum is None else (opening.uiterlijk_datum,),
        grondslag=opening.grondslag if isinstance(opening, VerwijzingAangeboden) else None,
        product=opening.product if isinstance(opening, VerwijzingAangeboden) else None,
        kluis=kop.kluis,
    )
    begin = concept or _concept(kop, kop.afzender)
    ook_aan = opening.ook_aan if isinstance(opening, VerwijzingAangeboden) else ()
    wie = eigenaar(kop.afzender, route.ontvanger, inrichting)
    dossier = replace(
        begin,
        gemeente=opening.gemeente,
        eigenaar=kop.afzender if ook_aan else wie,  # no candidate owns what another may take
        geopend_op=max(kop.nu, begin.nu),
        nu=max(kop.nu, begin.nu),
        betrokkenen=(
            Betrokkene(kop.afzender, Hoedanigheid.AFZENDER, kop.kenmerk, EERSTE_ONDERDEEL),
            Betrokkene(route.ontvanger, Hoedanigheid.ONTVANGER, onderdeel=EERSTE_ONDERDEEL),
            *(b for b in begin.betrokkenen if b.hoedanigheid is Hoedanigheid.GEESCALEERDE),
        ),
        onderdelen=(onderdeel,),
        verplichtingen=tuple(
            v for v in begin.verplichtingen if v.herstel is None or not herstelt(opening, v.herstel)
        ),
        wachtend=(),
    )
    dossier = _met_crisisdienst(dossier, inrichting)
    dossier, _ = deel_uit(dossier, onderdeel, ook_aan, kop.kenmerk)
    for deel in dossier.onderdelen:
        dossier = ga_aan(dossier, beginschulden(deel), inrichting)
    dossier = begin_onderzoek(dossier, opening, inrichting)
    if soort is Verzoeksoort.VRAAG:
        return dossier, ()  # whoever took it in has it already
    return dossier, tuple(zet_door(dossier, kop.feit_id, d, route.regel) for d in dossier.onderdelen)


def zet_door(
    dossier: Dossier, oorzaak: UUID, onderdeel: Onderdeel, regel: str, erbij: bytes | None = None
) -> Bericht:
    """The warm hand-over to the receiver of a part, with the dates by which an answer is owed."""
    uiterlijk = {
        v.soort: v.uiterlijk_op
        for v in dossier.verplichtingen
        if v.onderdeel == onderdeel.nummer and v.debiteur == onderdeel.ontvanger
    }
    soort = _DOORZETTING[onderdeel.soort]
    adres = Adres(
        bericht_id=bericht_id(oorzaak, soort.__name__, onderdeel.ontvanger),
        ontvanger=onderdeel.ontvanger,
        onderdeel=onderdeel.nummer,
        oorzaak=oorzaak,
        kenmerk=dossier.kenmerk_van(onderdeel.ontvanger, onderdeel.nummer),
    )
    bericht = soort(
        adres,
        afzender=onderdeel.afzender,
        gemeente=dossier.gemeente,
        thema=onderdeel.thema,
        urgentie=onderdeel.urgentie,
        regel=regel,
        ontvangst_uiterlijk=uiterlijk.get(Plicht.ONTVANGST) or dossier.nu,
        besluit_uiterlijk=uiterlijk.get(Plicht.BESLUIT) or dossier.nu,
        kluis=dossier.kluis_van(onderdeel),
        aanleiding=onderdeel.aanleiding,
        uiterlijk_datum=onderdeel.uiterlijk_datum(dossier.nu) or onderdeel.laatste_datum,
        kluis_erbij=erbij,
        ook_aan_anderen=bool(ook_te_nemen(dossier, onderdeel)),
    )
    if isinstance(bericht, BiedVerwijzingAan):
        return replace(bericht, grondslag=onderdeel.grondslag, product=onderdeel.product)
    return bericht


_DOORZETTING: Final[
    dict[Verzoeksoort, type[ZetSignaleringDoor] | type[ZetMeldingDoor] | type[BiedVerwijzingAan]]
] = {
    Verzoeksoort.SIGNALERING: ZetSignaleringDoor,
    Verzoeksoort.MELDING: ZetMeldingDoor,
    Verzoeksoort.VERWIJZING: BiedVerwijzingAan,
    Verzoeksoort.VRAAG: BiedVerwijzingAan,
    Verzoeksoort.ACTIE: BiedVerwijzingAan,
}


def leg_aan(kop: Kop, partij: str, concept: Dossier | None) -> Dossier:
    """The concept of a verzoek that was not opened, about which `partij` wrote. Beheer owns it meanwhile."""
    dossier = concept or _concept(kop, partij)
    return replace(dossier, nu=max(dossier.nu, kop.nu))


def _concept(kop: Kop, partij: str) -> Dossier:
    return Dossier(
        verzoek_id=kop.verzoek_id,
        gemeente=ONBEKENDE_GEMEENTE,
        eigenaar=BEHEER,
        geopend_op=kop.nu,
        nu=kop.nu,
        betrokkenen=(Betrokkene(partij, Hoedanigheid.AFZENDER, onderdeel=EERSTE_ONDERDEEL),),
        onderdelen=(
            Onderdeel(nummer=EERSTE_ONDERDEEL, afzender=partij, ontvanger=BEHEER, toestand=Toestand.CONCEPT),
        ),
    )


def eigenaar(afzender: str, ontvanger: str, inrichting: Inrichting) -> str:
    """Eerst verantwoordelijke until regie is placed: the wijkteam where it takes part, else the receiver."""
    for code in (ontvanger, afzender):
        partij = inrichting.partijen.get(code)
        if partij is not None and partij.rol is Rol.WIJKTEAM:
            return code
    return ontvanger


def _met_crisisdienst(dossier: Dossier, inrichting: Inrichting) -> Dossier:
    """A crisis outside office hours is owned by whoever has duty, until people are at work again."""
    uren = inrichting.bereikbaarheid
    vrij = inrichting.extra_dagen(dossier.gemeente).geen_werkdag
    if dossier.urgentie is not Urgentie.CRISIS or uren is None or is_open(dossier.nu, uren, vrij):
        return dossier
    dienst = dienst_op(dossier.nu, dossier.thema, dossier.gemeente, uren)
    tot = volgende_opening(dossier.nu, uren, vrij)
    if dienst == dossier.eigenaar or tot is None:
        return dossier
    waarnemer = Betrokkene(dienst, Hoedanigheid.REGIEHOUDER, dossier.kenmerk_van(dienst))
    return replace(
        dossier,
        eigenaar=dienst,
        waarneming_tot=tot,
        betrokkenen=(*dossier.betrokkenen, waarnemer),
    )
