"""Understands how a part comes into a verzoek that is there: sent on to another, or an action of one's own.

Each part has its own receiver, state and duties; its receiver learns of no other part.
"""

from __future__ import annotations

from keten.domein.antwoorden import status
from keten.domein.begrippen import Hoedanigheid, Toestand, Verzoeksoort
from keten.domein.besluiten import Bericht, MeldStatus
from keten.domein.claim import bied_ook_aan
from keten.domein.dossier import (
    EINDTOESTANDEN,
    MAX_DELEN_BYTES,
    MAX_KANDIDATEN,
    MAX_ONDERDELEN,
    Betrokkene,
    Dossier,
    Onderdeel,
)
from keten.domein.feiten import (
    DoorzendingGedaan,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    PlanVastgesteld,
    VerzoekOpnieuwAangeboden,
)
from keten.domein.groep import deel_uit, gedeeld, verwanten
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.opening import zet_door
from keten.domein.opvolging import begin_te_volgen
from keten.domein.routering import VERWIJZER, kan_naar, kunnen_naar
from keten.domein.verplichtingen import beginschulden, ga_aan
from keten.domein.weigeringen import Weigering


def mag_toevoegen(
    dossier: Dossier,
    feit: OnderdeelAangeboden | OnderdeelToegevoegd | PlanVastgesteld,
    inrichting: Inrichting,
) -> Weigering | None:
    """Whether it has somewhere to go, and whether there is room for one part more."""
    wie = feit.kop.afzender
    erbij = 1
    if isinstance(feit, OnderdeelAangeboden):
        aan = (feit.ontvanger, *feit.ook_aan)
        if not kunnen_naar(aan, wie, wie, inrichting):
            return Weigering.ONTVANGER_ONBEKEND
        erbij = len(aan)
    if isinstance(feit, PlanVastgesteld):
        vol = len(dossier.onderdelen) + len(feit.acties) > MAX_ONDERDELEN
        return Weigering.VERZOEK_VOL if vol else None
    bytes_ = sum(len(o.kluis or b"") for o in dossier.onderdelen[1:]) + len(feit.kop.kluis or b"")
    vol = len(dossier.onderdelen) + erbij > MAX_ONDERDELEN or bytes_ > MAX_DELEN_BYTES
    return Weigering.VERZOEK_VOL if vol else None


def mag_naar_een_ander(
    dossier: Dossier,
    onderdeel: Onderdeel,
    feit: DoorzendingGedaan | VerzoekOpnieuwAangeboden,
    inrichting: Inrichting,
) -> Weigering | None:
    """Whether it may go there. A candidate does not pass on what its sender offered to others too."""
    if isinstance(feit, DoorzendingGedaan):
        if gedeeld(dossier, onderdeel):
            return Weigering.AAN_MEER_AANGEBODEN
        kan = kan_naar(feit.ontvanger, onderdeel.ontvanger, onderdeel.afzender, inrichting)
        return None if kan else Weigering.ONTVANGER_ONBEKEND
    aan = (feit.ontvanger, *feit.ook_aan)
    over = [o.ontvanger for o in verwanten(dossier, onderdeel) if o.toestand not in EINDTOESTANDEN]
    kan = kunnen_naar(aan, onderdeel.ontvanger, onderdeel.afzender, inrichting)
    if not kan or set(over) & set(aan) or len(over) + len(aan) > MAX_KANDIDATEN:
        return Weigering.ONTVANGER_ONBEKEND
    vol = len(dossier.onderdelen) + len(feit.ook_aan) > MAX_ONDERDELEN
    return Weigering.VERZOEK_VOL if vol else None


def voeg_toe(
    dossier: Dossier, feit: OnderdeelAangeboden | OnderdeelToegevoegd, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The part with its duties. Whoever added it is told, so that it learns its own name for the part."""
    wie = feit.kop.afzender
    onderdeel = _onderdeel(dossier, feit)
    dossier = _met_partijen(dossier, onderdeel, feit.kop.kenmerk)
    ook_aan = feit.ook_aan if isinstance(feit, OnderdeelAangeboden) else ()
    dossier, erbij = deel_uit(dossier, onderdeel, ook_aan, feit.kop.kenmerk)
    dossier = ga_aan(dossier, beginschulden(onderdeel), inrichting)
    nieuws = status(dossier, feit, onderdeel, wie)
    if onderdeel.soort is Verzoeksoort.ACTIE:
        return dossier, (nieuws,)
    eerst = (zet_door(dossier, feit.kop.feit_id, dossier.vind(onderdeel.nummer), VERWIJZER), nieuws)
    dossier, meer = bied_ook_aan(dossier, feit, erbij, VERWIJZER, inrichting)
    return dossier, (*eerst, *meer)


def stel_plan_vast(
    dossier: Dossier, feit: PlanVastgesteld, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """Each action becomes a part of whoever made the plan, in order, and the owner looks at each every month.

    An action may then be referred on, and is looked at as before.
    """
    wie = feit.kop.afzender
    berichten: list[Bericht] = []
    for actie in feit.acties:
        los = OnderdeelToegevoegd(replace(feit.kop, kenmerk=None, kluis=None), actie.thema, actie.product)
        onderdeel = replace(_onderdeel(dossier, los), gevolgd_sinds=dossier.nu)
        dossier = _met_partijen(dossier, onderdeel, None)
        dossier = ga_aan(dossier, beginschulden(onderdeel), inrichting)
        dossier = begin_te_volgen(dossier, onderdeel.nummer, inrichting)
        nieuws = status(dossier, feit, onderdeel, wie)
        eigen_id = bericht_id(feit.kop.feit_id, f"{MeldStatus.__name__}/{onderdeel.nummer}", wie)
        berichten.append(replace(nieuws, adres=replace(nieuws.adres, bericht_id=eigen_id)))
    return dossier, tuple(berichten)


def _met_partijen(dossier: Dossier, onderdeel: Onderdeel, kenmerk: bytes | None) -> Dossier:
    partijen = (
        Betrokkene(onderdeel.afzender, Hoedanigheid.AFZENDER, kenmerk, onderdeel.nummer),
        Betrokkene(onderdeel.ontvanger, Hoedanigheid.ONTVANGER, onderdeel=onderdeel.nummer),
    )
    return replace(
        dossier,
        betrokkenen=(*dossier.betrokkenen, *partijen),
        onderdelen=(*dossier.onderdelen, onderdeel),
    )


def _onderdeel(dossier: Dossier, feit: OnderdeelAangeboden | OnderdeelToegevoegd) -> Onderdeel:
    vanuit = dossier.vind(feit.kop.onderdeel)
    data = () if feit.uiterlijk_datum is None else (feit.uiterlijk_datum,)
    eigen = Onderdeel(
        nummer=dossier.onderdelen[-1].nummer + 1,
        afzender=feit.kop.afzender,
        ontvanger=feit.kop.afzender,
        toestand=Toestand.GEACCEPTEERD,
        soort=Verzoeksoort.ACTIE,
        thema=feit.thema or vanuit.thema,
        urgentie=vanuit.urgentie,
        uiterlijk_data=data,
        product=feit.product,
        kluis=feit.kop.kluis,
    )
    if isinstance(feit, OnderdeelToegevoegd):
        return eigen
    return geef_uit_handen(replace(eigen, toestand=Toestand.AANGEBODEN), feit)


def geef_uit_handen(onderdeel: Onderdeel, feit: OnderdeelAangeboden) -> Onderdeel:
    """The part as it is offered to another."""
    return replace(
        onderdeel,
        ontvanger=feit.ontvanger,
        soort=Verzoeksoort.VERWIJZING,
        thema=feit.thema,
        urgentie=feit.geldende_urgentie,
        terugkoppeling_gewenst=feit.terugkoppeling_gewenst,
        aanleiding=feit.aanleiding,
        uiterlijk_data=() if feit.uiterlijk_datum is None else (feit.uiterlijk_datum,),
        grondslag=feit.grondslag,
        product=feit.product or onderdeel.product,
        kluis=feit.kop.kluis,
    )
