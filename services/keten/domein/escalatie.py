"""Understands what an alarm or a mandate does: duties go one step up their ladder, and people are told.

Nothing here closes anything: after the last step a person decides, and the duty is still owed.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from keten.domein.begrippen import BEHEER, ZONDER_POSTVAK, Hoedanigheid, Plicht, Trede
from keten.domein.besluiten import Adres, Bericht, Escaleer, Herinner, MeldUitblijven
from keten.domein.dossier import Betrokkene, Dossier, Sport, Verplichting
from keten.domein.feiten import EscalatieIngezet, WekkerGegaan
from keten.domein.groep import is_erbuiten, mag_niet_horen, mededingers
from keten.domein.identiteit import trede_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld, aan_de_beurt, klim, klim_eerder, volgende_hogerop
from keten.domein.opvolging import volgende_ronde
from keten.domein.pauze import laat_vraag_verlopen
from keten.domein.verplichtingen import ga_aan, vervang
from keten.domein.weigeringen import Weigering

NIVEAU: Final = {Trede.ESCALATIE: 1, Trede.HOGER_NIVEAU: 2}


def laat_wekker_gaan(
    dossier: Dossier, feit: WekkerGegaan, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """One step for each duty of this debtor that was due; a stale alarm changes and tells nothing."""
    if dossier.wekkers.get(feit.debiteur) != feit.wek_op:
        return dossier, ()
    aan_beurt = [v for v in dossier.verplichtingen if aan_de_beurt(v, feit.debiteur, feit.wek_op)]
    # No alarm goes before its time, whatever the clock of its writer said.
    dossier = replace(dossier, nu=max(dossier.nu, feit.kop.nu, feit.wek_op))
    berichten: list[Bericht] = []
    for verplichting in aan_beurt:
        hoger, sport = klim(verplichting, dossier.nu)
        dossier = vervang(dossier, hoger)
        dossier, nieuw = _volg_op(dossier, hoger, sport, feit.kop.feit_id, inrichting)
        berichten += nieuw
    return dossier, tuple(berichten)


def mag_escaleren(dossier: Dossier, feit: EscalatieIngezet, inrichting: Inrichting) -> Weigering | None:
    """Only by mandate, of what another owes, and only a step that was not taken. Source: 3.3."""
    if (feit.kop.afzender, feit.kop.door) not in inrichting.escalatiemandaat:
        return Weigering.GEEN_MANDAAT
    return None if _te_escaleren(dossier, feit) else Weigering.NIETS_TE_ESCALEREN


def escaleer_eerder(
    dossier: Dossier, feit: EscalatieIngezet, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The next step that tells a person is taken now, at a higher level of the debtor where it has one.

    Of several duties of this kind the one that is due first.
    """
    kan = _te_escaleren(dossier, feit)
    if not kan:
        return dossier, ()
    verplichting, sport = min(kan, key=lambda k: (k[0].uiterlijk_op or dossier.nu, k[0].nummer))
    hoger = klim_eerder(verplichting, sport, dossier.nu)
    dossier = vervang(dossier, hoger)
    niveau = inrichting.hogere_niveaus.get(verplichting.debiteur)
    if niveau is not None:
        sport = replace(sport, partij=niveau.partij, rol=niveau.rol)
    return escaleer(dossier, hoger, sport, feit.kop.feit_id, inrichting)


def _te_escaleren(dossier: Dossier, feit: EscalatieIngezet) -> list[tuple[Verplichting, Sport]]:
    return [
        (v, sport)
        for v in dossier.verplichtingen
        if v.soort is feit.plicht and v.onderdeel == feit.kop.onderdeel and v.debiteur != feit.kop.afzender
        if (sport := volgende_hogerop(v)) is not None
    ]


def _volg_op(
    dossier: Dossier, verplichting: Verplichting, sport: Sport, oorzaak: UUID, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    match sport.trede:
        case Trede.HERINNERING:
            wie = [verplichting.debiteur]
            return dossier, _herinner_wie_leest(dossier, verplichting, sport, wie, oorzaak)
        case Trede.TE_LAAT:
            wie = [verplichting.debiteur]
            eigenaar, debiteur = dossier.eigenaar, verplichting.debiteur
            if eigenaar != debiteur and not mag_niet_horen(
                dossier, eigenaar, debiteur, verplichting.onderdeel
            ):
                wie.append(eigenaar)
            berichten = _herinner_wie_leest(dossier, verplichting, sport, wie, oorzaak)
            if verplichting.soort is Plicht.HERSTEL and verplichting.debiteur != BEHEER:
                dossier = _draag_over_aan_beheer(dossier, verplichting, inrichting)
            if verplichting.soort is Plicht.AANVULLING:
                hier = _adres(dossier, verplichting, sport.trede, verplichting.debiteur, oorzaak)
                dossier, meer = laat_vraag_verlopen(dossier, verplichting, hier, inrichting)
                berichten += meer
            volgende = volgende_ronde(dossier, verplichting)
            if volgende is not None:
                dossier = ga_aan(dossier, [volgende], inrichting)
            return dossier, berichten
        case Trede.ESCALATIE | Trede.HOGER_NIVEAU:
            return escaleer(dossier, verplichting, sport, oorzaak, inrichting)
        case Trede.NIET_BEANTWOORD:
            return dossier, (_meld_uitblijven(dossier, verplichting, sport, oorzaak, inrichting),)


def _draag_over_aan_beheer(dossier: Dossier, verplichting: Verplichting, inrichting: Inrichting) -> Dossier:
    """What a partner did not repair within its term is beheer's from then on, under a number of its own."""
    rest = tuple(v for v in dossier.verplichtingen if v.nummer != verplichting.nummer)
    schuld = Schuld(
        Plicht.HERSTEL,
        verplichting.onderdeel,
        debiteur=BEHEER,
        crediteur=verplichting.crediteur,
        herstel=verplichting.herstel,
    )
    return ga_aan(replace(dossier, verplichtingen=rest), [schuld], inrichting)


def _adres(
    dossier: Dossier, verplichting: Verplichting, trede: Trede, ontvanger: str, oorzaak: UUID
) -> Adres:
    return Adres(
        bericht_id=trede_id(dossier.verzoek_id, verplichting.nummer, trede, ontvanger),
        ontvanger=ontvanger,
        onderdeel=verplichting.onderdeel,
        oorzaak=oorzaak,
        kenmerk=dossier.kenmerk_van(ontvanger, verplichting.onderdeel),
    )


def _herinner_wie_leest(
    dossier: Dossier, verplichting: Verplichting, sport: Sport, wie: list[str], oorzaak: UUID
) -> tuple[Bericht, ...]:
    """Beheer and the client have no topic: of them it only shows that they are late."""
    lezers = (w for w in wie if w not in ZONDER_POSTVAK)
    return tuple(_herinner(dossier, verplichting, sport, w, oorzaak) for w in lezers)


def _herinner(
    dossier: Dossier, verplichting: Verplichting, sport: Sport, ontvanger: str, oorzaak: UUID
) -> Herinner:
    return Herinner(
        _adres(dossier, verplichting, sport.trede, ontvanger, oorzaak),
        plicht=verplichting.soort,
        debiteur=verplichting.debiteur,
        uiterlijk=verplichting.uiterlijk_op or sport.op,
        te_laat=verplichting.te_laat,
        urgentie=dossier.urgentie,
        functie=verplichting.functie,
    )


def escaleer(
    dossier: Dossier, verplichting: Verplichting, sport: Sport, oorzaak: UUID, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """A person is told, becomes a party, and owes a confirmation."""
    deel = verplichting.onderdeel
    if sport.partij is None or sport.rol is None:
        return dossier, ()
    if mag_niet_horen(dossier, sport.partij, verplichting.debiteur, deel):
        return dossier, ()
    if Hoedanigheid.GEESCALEERDE not in dossier.hoedanigheden(sport.partij, deel):
        kenmerk = dossier.kenmerk_van(sport.partij, deel)
        nieuw = Betrokkene(sport.partij, Hoedanigheid.GEESCALEERDE, kenmerk, deel)
        dossier = replace(dossier, betrokkenen=(*dossier.betrokkenen, nieuw))
    schuld = Schuld(
        Plicht.ESCALATIE,
        verplichting.onderdeel,
        debiteur=sport.partij,
        crediteur=verplichting.crediteur,
        betreft_plicht=verplichting.nummer,
        rollen=inrichting.mag_bevestigen(sport.rol),
    )
    dossier = ga_aan(dossier, [schuld], inrichting)
    bevestiging = dossier.verplichtingen[-1]
    bericht = Escaleer(
        _adres(dossier, verplichting, sport.trede, sport.partij, oorzaak),
        plicht=verplichting.soort,
        debiteur=verplichting.debiteur,
        uiterlijk=verplichting.uiterlijk_op or sport.op,
        niveau=NIVEAU[sport.trede],
        rol=sport.rol,
        bevestigen_uiterlijk=bevestiging.uiterlijk_op or sport.op,
        urgentie=dossier.urgentie,
        functie=verplichting.functie,
    )
    return dossier, (bericht,)


def _meld_uitblijven(
    dossier: Dossier, verplichting: Verplichting, sport: Sport, oorzaak: UUID, inrichting: Inrichting
) -> MeldUitblijven:
    """Alternatives by the rules of today: whoever stopped taking part since is none.

    What one party said no other can put right.
    """
    onderdeel = dossier.vind(verplichting.onderdeel)
    buiten = verplichting.crediteur in ZONDER_POSTVAK or is_erbuiten(dossier, verplichting.crediteur)
    aan = onderdeel.afzender if buiten else verplichting.crediteur
    niet = (verplichting.debiteur, aan, *mededingers(dossier, onderdeel.nummer))
    elders = (
        () if verplichting.soort is Plicht.CORRECTIE else inrichting.alternatieven.get(onderdeel.thema, ())
    )
    return MeldUitblijven(
        _adres(dossier, verplichting, sport.trede, aan, oorzaak),
        plicht=verplichting.soort,
        debiteur=verplichting.debiteur,
        uiterlijk=verplichting.uiterlijk_op or sport.op,
        alternatieven=tuple(a for a in elders if a not in niet),
    )
