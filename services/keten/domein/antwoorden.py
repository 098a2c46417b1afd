"""Understands who is told of what an admitted fact did: as an answer, as news, or as a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from keten.domein.begrippen import (
    ZONDER_POSTVAK,
    Actie,
    Hoedanigheid,
    Plicht,
    Reden,
    Stand,
    Toestand,
    Voortgang,
)
from keten.domein.besluiten import (
    Adres,
    Bericht,
    BevestigOntvangst,
    GeefTerugkoppeling,
    MeldStatus,
    VraagActie,
)
from keten.domein.dossier import EINDTOESTANDEN, Dossier, Onderdeel, Verplichting
from keten.domein.feiten import (
    BehandelingGestart,
    ContactGelegd,
    ContactpogingGedaan,
    DoorzendingGedaan,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    TerugkoppelingGegeven,
    VerzoekAfgewezen,
    VerzoekGeaccepteerd,
    VerzoekHeropend,
    VerzoekOpgegeven,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
)
from keten.domein.groep import mededingers
from keten.domein.identiteit import bericht_id
from keten.domein.meten import uitkomst
from keten.domein.opening import zet_door
from keten.domein.plichten import ZELF_IN_HANDEN
from keten.domein.routering import DOORGEZONDEN, VERWIJZER
from keten.domein.verwachting import volgende_datum

ACTIES: Final[Mapping[Plicht, Actie]] = {
    Plicht.HERROUTEREN: Actie.HERROUTEREN,
    Plicht.DOORZENDING: Actie.DOORZENDEN,
    Plicht.INTREKKING: Actie.INTREKKEN,
    Plicht.BESLUIT: Actie.WEER_OPPAKKEN,
    Plicht.AANVULLING: Actie.AANVULLEN,
    Plicht.CORRECTIE: Actie.CORRIGEREN,
}
"""What is asked of whoever comes to owe such a duty."""


def stel_op(
    dossier: Dossier,
    feit: Feit,
    was: Onderdeel,
    wordt: Onderdeel,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
    vroeger: Sequence[Verplichting] = (),
) -> tuple[Bericht, ...]:
    """`dossier`: as it now is. `vroeger`: the duties whose date was brought forward."""
    match feit:
        case OntvangstBevestigd():
            # A second confirmation, or one after a decision, is no news.
            if any(v.soort is Plicht.ONTVANGST for v, _ in afgewikkeld):
                adres = adres_voor(dossier, feit, wordt, BevestigOntvangst, wordt.afzender)
                return aan_ander(feit, BevestigOntvangst(adres, wordt.ontvanger))
            return ()
        case (
            VerzoekGeaccepteerd()
            | FunctieVerricht()
            | BehandelingGestart()
            | ContactpogingGedaan()
            | (ContactGelegd())
        ):
            # Which function was performed is not the sender's business; that the state changed is.
            if wordt.toestand is was.toestand:
                return ()
            return aan_ander(feit, status(dossier, feit, wordt, wordt.afzender))
        case VoortgangGemeld():
            return _voortgang(dossier, feit, wordt, vroeger)
        case TerugkoppelingGegeven() | OndersteuningAfgerond():
            return _terugkoppeling(dossier, feit, wordt)
        case VerzoekAfgewezen():
            return _afgewezen(dossier, feit, wordt)
        case DoorzendingGedaan() | VerzoekOpnieuwAangeboden():
            return _nieuwe_ontvanger(dossier, feit, was, wordt)
        case OnderdeelAangeboden():
            return (zet_door(dossier, feit.kop.feit_id, wordt, VERWIJZER),)
        case VerzoekOpgegeven():
            aan = () if was.toestand is Toestand.AFGEWEZEN else (wordt.ontvanger,)
            nieuws = (status(dossier, feit, wordt, a, reden=feit.reden) for a in aan)
            return (*nieuws, *aan_geescaleerden(dossier, feit, wordt, *aan))
        case MonitoringWaargenomen() | EvaluatieGegeven() | VerzoekHeropend():
            return _heropend(dossier, feit, was, wordt)
        case _:
            return ()


def adres_voor(
    dossier: Dossier, feit: Feit, onderdeel: Onderdeel, besluit: type[Bericht], ontvanger: str
) -> Adres:
    """One message of a kind per fact and receiver."""
    return Adres(
        bericht_id=bericht_id(feit.kop.feit_id, besluit.__name__, ontvanger),
        ontvanger=ontvanger,
        onderdeel=onderdeel.nummer,
        oorzaak=feit.kop.feit_id,
        kenmerk=dossier.kenmerk_van(ontvanger, onderdeel.nummer),
    )


def terugkoppeling_id(onderdeel: Onderdeel, feit: Feit) -> UUID:
    """Id of the terugkoppeling that goes to the part's sender because of this fact."""
    return bericht_id(feit.kop.feit_id, GeefTerugkoppeling.__name__, onderdeel.afzender)


def status(
    dossier: Dossier,
    feit: Feit,
    onderdeel: Onderdeel,
    aan: str,
    *,
    reden: Reden | None = None,
    voortgang: Voortgang | None = None,
    kluis: bytes | None = None,
) -> MeldStatus:
    """`bij`: who acts. `uiterlijk`: by when `aan` may expect the next thing of it on this part.

    `reden`, `voortgang`, `kluis`: what goes along, as in `MeldStatus`.
    """
    gevraagd = onderdeel.toestand is Toestand.AANVULLING_GEVRAAGD
    bij = onderdeel.afzender if gevraagd else onderdeel.ontvanger
    adres = adres_voor(dossier, feit, onderdeel, MeldStatus, aan)
    uiterlijk = volgende_datum(dossier, onderdeel, bij)
    return MeldStatus(adres, onderdeel.toestand, bij, uiterlijk, reden, voortgang, kluis)


def vraag(
    dossier: Dossier, feit: Feit, onderdeel: Onderdeel, soort: Plicht, reden: Reden | None = None
) -> tuple[VraagActie, ...]:
    """Ask whoever owes a duty of this kind for the part to do it; nothing where nobody does."""
    return tuple(
        VraagActie(
            adres_voor(dossier, feit, onderdeel, VraagActie, v.debiteur),
            actie=ACTIES[soort],
            plicht=soort,
            uiterlijk=v.uiterlijk_op or dossier.nu,
            reden=reden,
        )
        for v in dossier.verplichtingen
        if v.onderdeel == onderdeel.nummer and v.soort is soort
    )


def aan_ander(feit: Feit, *berichten: Bericht) -> tuple[Bericht, ...]:
    """Nobody is told of what it did itself."""
    return tuple(b for b in berichten if b.adres.ontvanger != feit.kop.afzender)


def aan_geescaleerden(
    dossier: Dossier, feit: Feit, onderdeel: Onderdeel, *behalve: str
) -> tuple[Bericht, ...]:
    """Those whom silence about this part was put before hear how it ended; no candidate does of another."""
    niet = {*behalve, *ZONDER_POSTVAK, onderdeel.afzender, onderdeel.ontvanger, feit.kop.afzender}
    niet |= mededingers(dossier, onderdeel.nummer)
    ook = (
        b.code
        for b in dossier.betrokkenen
        if b.hoedanigheid is Hoedanigheid.GEESCALEERDE and b.onderdeel in (None, onderdeel.nummer)
    )
    return tuple(status(dossier, feit, onderdeel, code) for code in ook if code not in niet)


def _terugkoppeling(
    dossier: Dossier, feit: TerugkoppelingGegeven | OndersteuningAfgerond, onderdeel: Onderdeel
) -> tuple[Bericht, ...]:
    """To the sender what it asked for; what a client asked itself, it is told in the talk.

    The last answer says of every measure how it went, if anything was measured.
    """
    afzender = onderdeel.afzender
    aan_afzender: Bericht
    gemeten = uitkomst(dossier.meting_voor, dossier.meting_na) if feit.resultaat.eind else None
    if onderdeel.terugkoppeling_gewenst and onderdeel.soort not in ZELF_IN_HANDEN:
        aan_afzender = GeefTerugkoppeling(
            adres_voor(dossier, feit, onderdeel, GeefTerugkoppeling, afzender),
            van=onderdeel.ontvanger,
            resultaat=feit.resultaat,
            eind=feit.resultaat.eind,
            kluis=feit.kop.kluis,
            zelfredzaamheid=None if gemeten is None else gemeten.domeinen,
            participatie=None if gemeten is None else gemeten.participatie,
        )
    else:
        aan_afzender = status(dossier, feit, onderdeel, afzender)
    berichten = aan_ander(feit, aan_afzender)
    if onderdeel.toestand not in EINDTOESTANDEN:
        return berichten
    return (*berichten, *aan_geescaleerden(dossier, feit, onderdeel))


def _afgewezen(dossier: Dossier, feit: VerzoekAfgewezen, onderdeel: Onderdeel) -> tuple[Bericht, ...]:
    """The sender hears why, and what is now asked of it; who must pass it on, hears that."""
    nieuws = status(dossier, feit, onderdeel, onderdeel.afzender, reden=feit.reden, kluis=feit.kop.kluis)
    gevraagd = vraag(dossier, feit, onderdeel, Plicht.HERROUTEREN, feit.reden)
    gevraagd += vraag(dossier, feit, onderdeel, Plicht.DOORZENDING, feit.reden)
    return (*aan_ander(feit, nieuws), *gevraagd)


def _nieuwe_ontvanger(
    dossier: Dossier,
    feit: DoorzendingGedaan | VerzoekOpnieuwAangeboden,
    was: Onderdeel,
    wordt: Onderdeel,
) -> tuple[Bericht, ...]:
    """Warm to the new receiver; the sender is told of a doorzending, a silent receiver that it is over."""
    regel = DOORGEZONDEN if isinstance(feit, DoorzendingGedaan) else VERWIJZER
    erbij = feit.kop.kluis if isinstance(feit, VerzoekOpnieuwAangeboden) else None
    berichten: tuple[Bericht, ...] = (zet_door(dossier, feit.kop.feit_id, wordt, regel, erbij),)
    if isinstance(feit, DoorzendingGedaan):
        bericht = status(dossier, feit, wordt, wordt.afzender, kluis=feit.kop.kluis)
        return (*berichten, *aan_ander(feit, bericht))
    if was.toestand is Toestand.AFGEWEZEN or was.ontvanger == feit.kop.afzender:
        return berichten
    voorbij = MeldStatus(
        adres_voor(dossier, feit, wordt, MeldStatus, was.ontvanger),
        Toestand.INGETROKKEN,
        wordt.afzender,
        None,
    )
    return (*berichten, voorbij)


def _heropend(
    dossier: Dossier,
    feit: MonitoringWaargenomen | EvaluatieGegeven | VerzoekHeropend,
    was: Onderdeel,
    wordt: Onderdeel,
) -> tuple[Bericht, ...]:
    """Who has it again is asked to take it up; who had it and who sent it hear that it goes on."""
    if wordt.toestand is not Toestand.HEROPEND or was.toestand is Toestand.HEROPEND:
        return ()
    anderen = dict.fromkeys((wordt.afzender, was.ontvanger))
    nieuws = [status(dossier, feit, wordt, a) for a in anderen if a != wordt.ontvanger]
    return aan_ander(feit, *nieuws, *vraag(dossier, feit, wordt, Plicht.BESLUIT, None))


def _voortgang(
    dossier: Dossier, feit: VoortgangGemeld, onderdeel: Onderdeel, vroeger: Sequence[Verplichting]
) -> tuple[Bericht, ...]:
    """To the other side; whoever must answer earlier because of it, is asked to."""
    anderen = dict.fromkeys((onderdeel.afzender, onderdeel.ontvanger))
    nieuws = [
        status(dossier, feit, onderdeel, a, voortgang=feit.voortgang, kluis=feit.kop.kluis)
        for a in anderen
        if a != feit.kop.afzender
    ]
    eerste = min(vroeger, key=lambda v: (v.uiterlijk_op or dossier.nu, v.nummer), default=None)
    if eerste is None:
        return tuple(nieuws)
    gevraagd = VraagActie(
        adres_voor(dossier, feit, onderdeel, VraagActie, eerste.debiteur),
        actie=Actie.EERDER_ANTWOORDEN,
        plicht=eerste.soort,
        uiterlijk=eerste.uiterlijk_op or dossier.nu,
    )
    return (*nieuws, *aan_ander(feit, gevraagd))
