"""Understands what an admitted fact of a party, or a delivery, does to a verzoek that was opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keten.domein.aanvullen import vult_aan
from keten.domein.antwoorden import stel_op, terugkoppeling_id
from keten.domein.begrippen import CLIENT, WIJKKETEN, Hoedanigheid, Plicht, Stand, Toestand
from keten.domein.besluiten import Bericht
from keten.domein.capaciteit import meld_capaciteit
from keten.domein.claim import beslecht, bied_ook_aan, draag_blik_over, ook_over, op_naam_van_deel
from keten.domein.contact import volg_contact
from keten.domein.correctie import met_vervallen, schuld_van
from keten.domein.dossier import EINDTOESTANDEN, MAX_DATA, Betrokkene, Dossier, Onderdeel, Verplichting
from keten.domein.escalatie import escaleer_eerder
from keten.domein.feiten import (
    AanvullingGegeven,
    AanvullingGevraagd,
    AndereOntvanger,
    BezorgingBevestigd,
    CapaciteitGewijzigd,
    CorrectieGevraagd,
    EscalatieIngezet,
    Feit,
    Kop,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    PlanVastgesteld,
    RegieBelegd,
    Uitbreiding,
    UitstelGevraagd,
    VerzoekAfgewezen,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
)
from keten.domein.groep import deel_uit, gedeeld, ook_te_nemen
from keten.domein.heropening import heropen, nieuwe_ontvanger_na
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.nazorg import met_meting, schulden_na, staak_monitoring
from keten.domein.onderbreking import meld_onderbreking
from keten.domein.onderdelen import geef_uit_handen, stel_plan_vast, voeg_toe
from keten.domein.opvolging import volgende_ronde
from keten.domein.overgangen import OVERGANGEN, nieuwe_toestand
from keten.domein.pauze import hervat, zet_stil, zonder_vraag
from keten.domein.plichten import BIJ_FEIT, BIJ_TOESTAND, PLICHTEN, Einde, Kandidaat, Plichtsoort, einde_van
from keten.domein.regie import beleg, eerst_verantwoordelijke, val_terug
from keten.domein.routering import VERWIJZER
from keten.domein.termijnen import einde_van_dag
from keten.domein.toegang import Toegelaten
from keten.domein.uitstel import geef_uitstel
from keten.domein.verplichtingen import crediteur_van, ga_aan, haal_naar_voren, wikkel_af

_GAAT_VERDER: Final = frozenset({Einde.AFGEWEZEN, Einde.DOORGEZONDEN, Einde.OPNIEUW_AANGEBODEN})
"""So a part leaves its receiver for another, or for its sender."""


def pas_toe(
    dossier: Dossier, feit: Feit, toegang: Toegelaten, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """What it does to the part that it names, to other candidates' parts, and to what is between them."""
    was = toegang.onderdeel
    if was.groep is None and not _gaat_naar_meer(feit):
        return _op_deel(dossier, feit, toegang, inrichting)
    ook = ook_over(dossier, feit, was)
    dossier = _met_blik_elders(dossier, was, toegang)
    opgefrist = replace(toegang, onderdeel=dossier.vind(was.nummer))
    dossier, berichten = _op_deel(dossier, feit, opgefrist, inrichting)
    for ander in ook:
        ook_daar = replace(feit, kop=replace(feit.kop, onderdeel=ander.nummer))
        rij = OVERGANGEN[ander.toestand, type(feit), Hoedanigheid.AFZENDER]
        daar = Toegelaten(ander, nieuwe_toestand(rij, ander.toestand, feit, False, ander.vorige), rij)
        dossier, meer = _op_deel(dossier, ook_daar, daar, inrichting)
        berichten += tuple(op_naam_van_deel(feit, b) for b in meer)
    dossier, meer = beslecht(dossier, feit, was, inrichting)
    return dossier, (*berichten, *meer)


def _gaat_naar_meer(feit: Feit) -> bool:
    return isinstance(feit, OnderdeelAangeboden | VerzoekOpnieuwAangeboden) and bool(feit.ook_aan)


def _met_blik_elders(dossier: Dossier, was: Onderdeel, toegang: Toegelaten) -> Dossier:
    """Where one candidate's offer ends and others can take it, what is looked at goes on with one of them."""
    ook = ook_te_nemen(dossier, was)
    if toegang.wordt is not Toestand.INGETROKKEN or not ook:
        return dossier
    return draag_blik_over(dossier, was, ook[0].nummer)


def _op_deel(
    dossier: Dossier, feit: Feit, toegang: Toegelaten, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """State first, then what it settles, then what it makes arise, then who is told."""
    was = toegang.onderdeel
    wordt = _verplaats(was, toegang)
    if isinstance(feit, AndereOntvanger):
        wordt = replace(wordt, ontvanger=feit.ontvanger)
    breidt_uit = isinstance(feit, Uitbreiding) and wordt is was
    if isinstance(feit, OnderdeelAangeboden) and not breidt_uit:
        wordt = geef_uit_handen(wordt, feit)
    wordt = nieuwe_ontvanger_na(dossier, was, wordt)
    einde = einde_van(feit, was.toestand, wordt.toestand)
    blijft, afgewikkeld = wikkel_af(dossier.verplichtingen, feit, was, einde, wordt.toestand)
    if isinstance(feit, BezorgingBevestigd) and not afgewikkeld:
        return dossier, ()  # told before, or about a message that nobody owes any more
    dossier = replace(
        dossier,
        nu=max(dossier.nu, feit.kop.nu),
        betrokkenen=dossier.betrokkenen if breidt_uit else _met_kenmerk(dossier.betrokkenen, feit.kop),
        verplichtingen=blijft,
    ).met(wordt)
    if isinstance(feit, CapaciteitGewijzigd):
        return dossier, meld_capaciteit(dossier, feit, inrichting)
    erbij: tuple[Onderdeel, ...] = ()
    if isinstance(feit, OnderdeelAangeboden | VerzoekOpnieuwAangeboden) and not breidt_uit:
        kenmerk = dossier.kenmerk_van(wordt.afzender, wordt.nummer)
        dossier, erbij = deel_uit(dossier, wordt, feit.ook_aan, kenmerk)
        wordt = dossier.vind(wordt.nummer)
    dossier = _met_eigenaar(dossier, feit, was, wordt, einde, inrichting)
    if breidt_uit and isinstance(feit, OnderdeelAangeboden | OnderdeelToegevoegd):
        return voeg_toe(dossier, feit, inrichting)
    dossier = staak_monitoring(met_meting(heropen(dossier, was, wordt), feit), was, wordt)
    if isinstance(feit, PlanVastgesteld):
        return stel_plan_vast(dossier, feit, inrichting)
    if isinstance(feit, RegieBelegd):
        return beleg(dossier, feit, inrichting)
    if isinstance(feit, EscalatieIngezet):
        return escaleer_eerder(dossier, feit, inrichting)
    komt_terug = toegang.overgang.terug
    schulden = _schulden(dossier, feit, was, wordt, afgewikkeld, komt_terug)
    dossier = ga_aan(dossier, [*schulden, *schulden_na(dossier, feit, was, wordt, inrichting)], inrichting)
    dossier = _met_klok(
        dossier.met(volg_contact(wordt, feit, einde)), feit, wordt.nummer, afgewikkeld, inrichting
    )
    wordt = dossier.vind(wordt.nummer)
    vroeger: tuple[Verplichting, ...] = ()
    if isinstance(feit, VoortgangGemeld) and feit.uiterlijk_datum is not None:
        data = sorted({*wordt.uiterlijk_data, feit.uiterlijk_datum})
        data = [d for d in data if einde_van_dag(d) > dossier.nu][:MAX_DATA]
        wordt = replace(wordt, uiterlijk_data=tuple(data))
        dossier, vroeger = haal_naar_voren(
            hervat(dossier.met(wordt), was.nummer, inrichting), was.nummer, inrichting
        )
    if isinstance(feit, UitstelGevraagd):
        return geef_uitstel(dossier, wordt, feit, inrichting)
    berichten = stel_op(dossier, feit, was, wordt, afgewikkeld, vroeger)
    berichten += meld_onderbreking(dossier, feit, wordt, afgewikkeld)
    berichten = met_vervallen(dossier, feit, wordt, afgewikkeld, berichten)
    dossier, meer = bied_ook_aan(dossier, feit, erbij, VERWIJZER, inrichting)
    return dossier, (*berichten, *meer)


def _met_klok(
    dossier: Dossier,
    feit: Feit,
    nummer: int,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
    inrichting: Inrichting,
) -> Dossier:
    """A question for more information stops the receiver's clocks; whatever settles it lets them go on."""
    onderdeel = dossier.vind(nummer)
    if isinstance(feit, AanvullingGevraagd):
        return zet_stil(dossier, onderdeel, inrichting)
    eigen = feit.kop.afzender == onderdeel.afzender  # whoever has the part puts right, and adds nothing to it
    if isinstance(feit, AanvullingGegeven) and eigen and vult_aan(feit):
        dossier = dossier.met(replace(onderdeel, aanvulling=feit.kop.kluis or onderdeel.aanvulling))
    if any(v.soort is Plicht.AANVULLING for v, _ in afgewikkeld):
        return zonder_vraag(dossier, nummer, inrichting)
    return dossier


def _verplaats(onderdeel: Onderdeel, toegang: Toegelaten) -> Onderdeel:
    """In its new state; a part that moves on goes back to nothing it remembered."""
    if toegang.wordt is onderdeel.toestand:
        return onderdeel
    vorige: tuple[Toestand, ...] = ()
    if toegang.overgang.onthoudt:
        vorige = (*onderdeel.vorige, onderdeel.toestand)
    elif toegang.overgang.terug:
        vorige = onderdeel.vorige[:-1]
    return replace(onderdeel, toestand=toegang.wordt, vorige=vorige)


def _met_kenmerk(betrokkenen: tuple[Betrokkene, ...], kop: Kop) -> tuple[Betrokkene, ...]:
    """The reference a party now gives this part, in each of its roles there."""
    if kop.kenmerk is None:
        return betrokkenen
    return tuple(
        replace(b, kenmerk=kop.kenmerk)
        if b.code == kop.afzender and b.onderdeel in (None, kop.onderdeel)
        else b
        for b in betrokkenen
    )


def _met_eigenaar(
    dossier: Dossier,
    feit: Feit,
    was: Onderdeel,
    onderdeel: Onderdeel,
    einde: Einde | None,
    inrichting: Inrichting,
) -> Dossier:
    """Refused, it is the sender's again; with a new receiver the owner is found as at the opening.

    Whoever holds regie, or stands in, keeps it; unless that was the receiver, who has nothing else in it and
    does not itself offer it to another.
    """
    if einde not in _GAAT_VERDER:
        return dossier
    if Hoedanigheid.ONTVANGER not in dossier.hoedanigheden(onderdeel.ontvanger, onderdeel.nummer):
        kenmerk = dossier.kenmerk_van(onderdeel.ontvanger, onderdeel.nummer)
        nieuw = Betrokkene(onderdeel.ontvanger, Hoedanigheid.ONTVANGER, kenmerk, onderdeel.nummer)
        dossier = replace(dossier, betrokkenen=(*dossier.betrokkenen, nieuw))
    if dossier.waarneming_tot is not None:
        return dossier
    if dossier.regie is not None:
        zelf = isinstance(feit, VerzoekOpnieuwAangeboden) and feit.kop.afzender == dossier.regie.houder
        weg = dossier.regie.houder == was.ontvanger and not zelf and not _doet_nog_iets(dossier, was)
        return val_terug(dossier, inrichting) if weg else dossier
    return replace(dossier, eigenaar=eerst_verantwoordelijke(dossier, inrichting))


def _doet_nog_iets(dossier: Dossier, was: Onderdeel) -> bool:
    """Whether the receiver that `was` leaves still has another part, or sent one."""
    if any(o.afzender == was.ontvanger for o in dossier.onderdelen):
        return True
    anders = (o for o in dossier.onderdelen if o.nummer != was.nummer)
    return any(o.ontvanger == was.ontvanger and o.toestand not in EINDTOESTANDEN for o in anders)


def _schulden(
    dossier: Dossier,
    feit: Feit,
    was: Onderdeel,
    wordt: Onderdeel,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
    komt_terug: bool,
) -> list[Schuld]:
    """What this fact makes arise, and what was paid but is owed again.

    `komt_terug`: the state was left for a time only, so what was settled in it is not owed once more.
    """
    nieuw = [
        Schuld(oud.soort, oud.onderdeel, oud.debiteur, oud.crediteur)
        for oud, stand in afgewikkeld
        if stand is Stand.VOLDAAN and PLICHTEN[oud.soort].herhaalt and oud.ronde is None
    ]
    rondes = (volgende_ronde(dossier, oud) for oud, stand in afgewikkeld if stand is Stand.VOLDAAN)
    nieuw += [schuld for schuld in rondes if schuld is not None]
    verplaatst = was is not wordt and was != wordt and not komt_terug
    for soort in (*(BIJ_TOESTAND[wordt.toestand] if verplaatst else ()), *BIJ_FEIT.get(type(feit), ())):
        if _geldt(dossier, wordt, feit, PLICHTEN[soort]):
            schuld = _schuld(feit, soort, wordt)
            if not _al_verschuldigd(dossier, schuld):
                nieuw.append(schuld)
    return nieuw


def _geldt(dossier: Dossier, onderdeel: Onderdeel, feit: Feit, regel: Plichtsoort) -> bool:
    if regel.alleen_gewenst and not onderdeel.terugkoppeling_gewenst:
        return False
    if isinstance(feit, VerzoekAfgewezen):
        bijzonder = regel.kandidaat is not Kandidaat.ALS_ALTIJD and gedeeld(dossier, onderdeel)
        if bijzonder:
            return regel.kandidaat is Kandidaat.DE_LAATSTE and not ook_te_nemen(dossier, onderdeel)
        if feit.reden not in regel.redenen:
            return False
    if regel.debiteur is Hoedanigheid.PLATFORM and feit.kop.afzender == onderdeel.afzender:
        return False  # nothing is sent to whoever answers itself
    return onderdeel.soort in regel.soorten


def _schuld(feit: Feit, soort: Plicht, onderdeel: Onderdeel) -> Schuld:
    if isinstance(feit, CorrectieGevraagd):
        return schuld_van(onderdeel, feit)
    match PLICHTEN[soort].debiteur:
        case Hoedanigheid.PLATFORM:
            bericht = terugkoppeling_id(onderdeel, feit)
            return Schuld(soort, onderdeel.nummer, WIJKKETEN, onderdeel.afzender, betreft_bericht=bericht)
        case Hoedanigheid.AFZENDER:
            wie = onderdeel.ontvanger if soort is Plicht.AANVULLING else CLIENT
            return Schuld(soort, onderdeel.nummer, onderdeel.afzender, wie)
        case _:
            return Schuld(soort, onderdeel.nummer, onderdeel.ontvanger, crediteur_van(soort, onderdeel))


def _al_verschuldigd(dossier: Dossier, schuld: Schuld) -> bool:
    """Offered and then in triage, or accepted: what the receiver owes by then it does not owe twice."""
    return schuld.soort not in (Plicht.BEZORGING, Plicht.CORRECTIE) and any(
        (v.soort, v.onderdeel, v.debiteur) == (schuld.soort, schuld.onderdeel, schuld.debiteur)
        for v in dossier.verplichtingen
    )
