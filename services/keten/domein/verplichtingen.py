"""Understands who owes what to whom by when: how a duty arises under the rules, and what settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from keten.domein.aanvullen import voldoet
from keten.domein.begrippen import CLIENT, WIJKKETEN, Plicht, Stand, Toestand, Uitkomst, Verzoeksoort
from keten.domein.dossier import Dossier, Onderdeel, Sport, Verplichting
from keten.domein.feiten import AanvullingGegeven, BezorgingBevestigd, Feit, FunctieVerricht, HerstelAfgedaan
from keten.domein.functies import Functie
from keten.domein.groep import mededingers
from keten.domein.herstel import herstelt
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.kopie import replace
from keten.domein.kwijtschelding import scheldt_kwijt
from keten.domein.ladder import Schuld, afstand, stippel_uit
from keten.domein.plichten import BIJ_TOESTAND, PLICHTEN, ZELF_IN_HANDEN, Einde
from keten.domein.termijnen import ZONE, Termijn, einde_van_dag, hele_ms, ronde_op, verloopt_op
from keten.domein.wet import uiterlijk as wettelijk_uiterlijk

STANDAARD: Final = "standaard"
"""Rule id where no rule of the inrichting fits: a duty never fails to arise for lack of one."""


MAG_ZONDER: Final = frozenset({Plicht.EINDTERUGKOPPELING, Plicht.EERSTE_CONTACT, Plicht.UITKOMST})
"""Kinds that a rule may leave without a term. Any other could never be late."""

NIET_ZONDER_TERMIJN: Final = frozenset({Plicht.EERSTE_CONTACT, Plicht.UITKOMST})
"""Kinds that are not owed at all where their rule has no term."""


def termijnregel(soort: Plicht, onderdeel: Onderdeel, inrichting: Inrichting) -> Termijnregel:
    """The first rule that fits; one without a term only where such a duty may do without a date."""
    for regel in inrichting.termijnen:
        if regel.plicht is not soort or (regel.termijn is None and soort not in MAG_ZONDER):
            continue
        if regel.themas and onderdeel.thema not in regel.themas:
            continue
        if regel.urgenties and onderdeel.urgentie not in regel.urgenties:
            continue
        if regel.soorten and onderdeel.soort not in regel.soorten:
            continue
        return regel
    return Termijnregel(STANDAARD, soort, PLICHTEN[soort].standaard)


def regel_van(verplichting: Verplichting, onderdeel: Onderdeel, inrichting: Inrichting) -> Termijnregel:
    """The rule of a duty that is there: the one it arose under, by its name; where that is gone, the one that
    a new duty would have.
    """
    pad = inrichting.ketenpaden.get(onderdeel.product or "") if verplichting.functie else None
    stappen = () if pad is None else pad.stappen
    gewoon = (r for r in inrichting.termijnen if r.plicht is verplichting.soort)
    alle = (*inrichting.meetmomenten, *(s.regel for s in stappen), *gewoon)
    eigen = next((r for r in alle if r.id == verplichting.regel), None)
    return eigen or termijnregel(verplichting.soort, onderdeel, inrichting)


def ga_aan(dossier: Dossier, schulden: Sequence[Schuld], inrichting: Inrichting) -> Dossier:
    """These duties arise, at the dossier's `nu`, in this order, each with its whole ladder."""
    nieuw: list[Verplichting] = []
    for schuld in schulden:
        regel = schuld.regel or termijnregel(schuld.soort, dossier.vind(schuld.onderdeel), inrichting)
        if regel.termijn is None and schuld.soort in NIET_ZONDER_TERMIJN:
            continue
        nieuw.append(_verplichting(dossier, dossier.volgend_nummer + len(nieuw), schuld, regel, inrichting))
    if not nieuw:
        return dossier
    return replace(
        dossier,
        verplichtingen=(*dossier.verplichtingen, *nieuw),
        volgend_nummer=dossier.volgend_nummer + len(nieuw),
    )


def beginschulden(onderdeel: Onderdeel) -> list[Schuld]:
    """What its receiver owes for a part that begins in its state, in the order of the table."""
    return [
        Schuld(soort, onderdeel.nummer, onderdeel.ontvanger, crediteur_van(soort, onderdeel))
        for soort in BIJ_TOESTAND[onderdeel.toestand]
        if onderdeel.soort in PLICHTEN[soort].soorten
        and (onderdeel.terugkoppeling_gewenst or not PLICHTEN[soort].alleen_gewenst)
        and not (soort is Plicht.STAND and _volgt_zelf(onderdeel))
    ]


def _volgt_zelf(onderdeel: Onderdeel) -> bool:
    """The monthly look of a plan is how an action of one's own is heard of."""
    return onderdeel.gevolgd_sinds is not None and onderdeel.soort is Verzoeksoort.ACTIE


def crediteur_van(soort: Plicht, onderdeel: Onderdeel) -> str:
    """To whom the receiver owes it: contact to the client, and everything where the client asked itself.

    So too where the sender has the part itself, reopened.
    """
    zelf = onderdeel.soort in ZELF_IN_HANDEN or onderdeel.ontvanger == onderdeel.afzender
    if soort in (Plicht.EERSTE_CONTACT, Plicht.CONTACTPOGING) or zelf:
        return CLIENT
    return onderdeel.afzender


def _verplichting(
    dossier: Dossier, nummer: int, schuld: Schuld, regel: Termijnregel, inrichting: Inrichting
) -> Verplichting:
    uiterlijk_op, sporten, ontstaan_op = None, tuple[Sport, ...](), dossier.nu
    buiten = mededingers(dossier, schuld.onderdeel)
    if schuld.ronde is not None and regel.termijn is not None:
        ontstaan_op, uiterlijk_op = _ronde(dossier, schuld.onderdeel, schuld.ronde, regel.termijn, inrichting)
        sporten = stippel_uit(schuld, ontstaan_op, uiterlijk_op, regel, inrichting, dossier.gemeente, buiten)
    elif regel.termijn is not None:
        extra = inrichting.extra_dagen(dossier.gemeente)
        uiterlijk_op = hele_ms(verloopt_op(dossier.nu, regel.termijn, extra))
        if PLICHTEN[schuld.soort].begrensd:
            uiterlijk_op = vroegste(dossier, schuld.onderdeel, uiterlijk_op)
        uiterlijk_op = _wettelijk(uiterlijk_op, schuld.telt_vanaf, regel, dossier, inrichting)
        sporten = stippel_uit(schuld, dossier.nu, uiterlijk_op, regel, inrichting, dossier.gemeente, buiten)
    return Verplichting(
        nummer=nummer,
        soort=schuld.soort,
        debiteur=schuld.debiteur,
        crediteur=schuld.crediteur,
        onderdeel=schuld.onderdeel,
        ontstaan_op=ontstaan_op,
        uiterlijk_op=uiterlijk_op,
        regel=regel.id,
        inrichting=inrichting.versie,
        sporten=sporten,
        volgende_op=sporten[0].op if sporten else None,
        betreft_bericht=schuld.betreft_bericht,
        betreft_plicht=schuld.betreft_plicht,
        herstel=schuld.herstel,
        wet=regel.wet,
        ronde=schuld.ronde,
        functie=schuld.functie,
        onjuist=schuld.onjuist,
        telt_vanaf=schuld.telt_vanaf,
        rollen=schuld.rollen,
    )


def _wettelijk(
    uiterlijk_op: datetime,
    vanaf: datetime | None,
    regel: Termijnregel,
    dossier: Dossier,
    inrichting: Inrichting,
) -> datetime:
    """Not later than the law, which counts from `vanaf`; what should have been done by now is due today."""
    wet = inrichting.wet.get(regel.wet or "")
    if wet is None or vanaf is None:
        return uiterlijk_op
    grens = wettelijk_uiterlijk(wet, vanaf, inrichting.extra_dagen(dossier.gemeente))
    if grens is None or grens >= uiterlijk_op:
        return uiterlijk_op
    return hele_ms(max(grens, einde_van_dag(dossier.nu.astimezone(ZONE).date())))


def _ronde(
    dossier: Dossier, onderdeel: int, ronde: int, termijn: Termijn, inrichting: Inrichting
) -> tuple[datetime, datetime]:
    """From when and until when one of the looks counts; none begins before the one before it ended."""
    begin = dossier.vind(onderdeel).gevolgd_sinds or dossier.nu
    extra = inrichting.extra_dagen(dossier.gemeente)
    vanaf = begin if ronde == 1 else ronde_op(begin, termijn, ronde - 1, extra)
    return hele_ms(vanaf), ronde_op(begin, termijn, ronde, extra)


def vroegste(dossier: Dossier, onderdeel: int, uiterlijk_op: datetime) -> datetime:
    """The end of the term, or of the day that the world set, whichever comes first.

    That day is never moved for a weekend or a holiday.
    """
    datum = dossier.vind(onderdeel).uiterlijk_datum(dossier.nu)
    return uiterlijk_op if datum is None else min(uiterlijk_op, einde_van_dag(datum))


def haal_naar_voren(
    dossier: Dossier, onderdeel: int, inrichting: Inrichting
) -> tuple[Dossier, tuple[Verplichting, ...]]:
    """What the part's date now brings forward, and which duties those were.

    Steps that were taken stay taken: only the rest of the ladder is planned anew.
    """
    nieuw: list[Verplichting] = []
    vroeger: list[Verplichting] = []
    for v in dossier.verplichtingen:
        if v.onderdeel == onderdeel and PLICHTEN[v.soort].begrensd and v.uiterlijk_op is not None:
            uiterlijk_op = vroegste(dossier, onderdeel, v.uiterlijk_op)
            if uiterlijk_op < v.uiterlijk_op and not v.te_laat:
                v = herplan(dossier, v, uiterlijk_op, inrichting)
                vroeger.append(v)
        nieuw.append(v)
    return replace(dossier, verplichtingen=tuple(nieuw)), tuple(vroeger)


def herplan(
    dossier: Dossier,
    oud: Verplichting,
    uiterlijk_op: datetime,
    inrichting: Inrichting,
    *,
    begin: datetime | None = None,
) -> Verplichting:
    """The same duty with another date; the steps that were taken stay taken.

    `begin`: from when the rest of its ladder is counted; None: from when it arose.
    """
    schuld = Schuld(oud.soort, oud.onderdeel, oud.debiteur, oud.crediteur)
    regel = regel_van(oud, dossier.vind(oud.onderdeel), inrichting)
    over = {s.trede for s in oud.sporten}
    buiten = mededingers(dossier, oud.onderdeel)
    plan = stippel_uit(
        schuld, begin or oud.ontstaan_op, uiterlijk_op, regel, inrichting, dossier.gemeente, buiten
    )
    sporten = tuple(s for s in plan if s.trede in over or not oud.gezet)
    volgende = sporten[0].op if sporten else None
    if volgende is not None and oud.gezet:
        volgende = max(volgende, hele_ms(dossier.nu + afstand(oud.ontstaan_op, uiterlijk_op)))
    if oud.stil_sinds is not None:
        volgende = None
    return replace(oud, uiterlijk_op=uiterlijk_op, sporten=sporten, volgende_op=volgende)


def vervang(dossier: Dossier, verplichting: Verplichting) -> Dossier:
    """The dossier with this duty in the place of the one with its number."""
    return replace(
        dossier,
        verplichtingen=tuple(
            verplichting if v.nummer == verplichting.nummer else v for v in dossier.verplichtingen
        ),
    )


def wikkel_af(
    verplichtingen: Sequence[Verplichting],
    feit: Feit,
    was: Onderdeel,
    einde: Einde | None,
    toestand: Toestand,
) -> tuple[tuple[Verplichting, ...], tuple[tuple[Verplichting, Stand], ...]]:
    """What stays owed, and what is settled and how. `einde`: how the part leaves the receiver it `was` of.

    `toestand`: in which state that part now is.
    """
    betaald = _betaald(verplichtingen, feit, was.nummer)
    blijft: list[Verplichting] = []
    afgewikkeld: list[tuple[Verplichting, Stand]] = []
    for verplichting in verplichtingen:
        stand = None
        if verplichting.onderdeel == was.nummer:
            hier = None if _blijft_tussen_anderen(verplichting, was.ontvanger, einde) else einde
            stand = _hoe_afgewikkeld(verplichting, feit, hier, toestand, betaald)
        if stand is None:
            blijft.append(verplichting)
        else:
            afgewikkeld.append((verplichting, stand))
    return tuple(blijft), tuple(afgewikkeld)


def _blijft_tussen_anderen(verplichting: Verplichting, ontvanger: str, einde: Einde | None) -> bool:
    """Whether this end of the part is no end of the duty, for this receiver neither owes nor is owed it."""
    gaat_mee = einde is not None and einde in PLICHTEN[verplichting.soort].gaat_mee
    return gaat_mee and ontvanger not in (verplichting.debiteur, verplichting.crediteur)


def _hoe_afgewikkeld(
    verplichting: Verplichting,
    feit: Feit,
    einde: Einde | None,
    toestand: Toestand,
    betaald: frozenset[int],
) -> Stand | None:
    """None: it stays owed."""
    regel = PLICHTEN[verplichting.soort]
    if regel.alleen_in and toestand not in regel.alleen_in:
        return Stand.VERVALLEN
    if einde is not None and (stand := regel.bij_einde[einde]) is not Stand.VERSCHULDIGD:
        return stand
    if verplichting.nummer in betaald:
        return Stand.VOLDAAN
    return Stand.KWIJTGESCHOLDEN if scheldt_kwijt(feit, verplichting) else None


def _betaald(verplichtingen: Sequence[Verplichting], feit: Feit, onderdeel: int) -> frozenset[int]:
    """Numbers of the duties on this part that the fact pays; of a kind with a rhythm the first one only."""
    raakt = [v for v in verplichtingen if v.onderdeel == onderdeel and betaalt(feit, v)]
    if len(raakt) < 2:
        return frozenset([v.nummer for v in raakt])
    raakt.sort(key=lambda v: (v.uiterlijk_op or v.ontstaan_op, v.nummer))
    gekozen: dict[tuple[Plicht, int], int] = {}
    for v in raakt:
        gekozen.setdefault((v.soort, 0 if PLICHTEN[v.soort].een_tegelijk else v.nummer), v.nummer)
    return frozenset(gekozen.values())


def draag_over(
    dossier: Dossier, van: str, naar: str, soorten: frozenset[Plicht], inrichting: Inrichting
) -> Dossier:
    """What one owes of these kinds another owes from now on, by the same dates, with a ladder of its own."""
    if not any(v.debiteur == van and v.soort in soorten for v in dossier.verplichtingen):
        return dossier
    nieuw = []
    for v in dossier.verplichtingen:
        if v.debiteur == van and v.soort in soorten:
            v = replace(v, debiteur=naar)
            if v.uiterlijk_op is not None:
                v = herplan(dossier, v, v.uiterlijk_op, inrichting)
        nieuw.append(v)
    return replace(dossier, verplichtingen=tuple(nieuw))


def doet(feit: Feit, functie: Functie) -> bool:
    """True when this performs that function; one that did not succeed was not performed."""
    gelukt = isinstance(feit, FunctieVerricht) and feit.uitkomst is not Uitkomst.NIET_GELUKT
    return gelukt and isinstance(feit, FunctieVerricht) and feit.functie is functie


def geeft_verslag(feit: Feit) -> bool:
    """True when the client now has the outcome in writing; what did not succeed gave nothing."""
    return (
        isinstance(feit, FunctieVerricht)
        and feit.verslag_gegeven
        and feit.uitkomst is not Uitkomst.NIET_GELUKT
    )


def betaalt(feit: Feit, verplichting: Verplichting) -> bool:
    """True when this fact pays this duty: the right fact, from whoever owes it, about what is owed."""
    if verplichting.herstel is not None:
        if isinstance(feit, HerstelAfgedaan):
            return feit.nummer == verplichting.nummer
        return herstelt(feit, verplichting.herstel)
    if type(feit) not in PLICHTEN[verplichting.soort].voldaan_door:
        return False
    if isinstance(feit, AanvullingGegeven) and not voldoet(feit, verplichting):
        return False
    if isinstance(feit, FunctieVerricht) and feit.functie not in PLICHTEN[verplichting.soort].functies:
        return False
    if verplichting.functie is not None and not doet(feit, verplichting.functie):
        return False
    if verplichting.ronde is not None and feit.kop.nu < verplichting.ontstaan_op:
        return False
    if verplichting.rollen and feit.kop.door not in verplichting.rollen:
        return False
    if verplichting.soort is Plicht.UITKOMST:
        return geeft_verslag(feit)
    if isinstance(feit, BezorgingBevestigd):
        return verplichting.betreft_bericht == feit.uitgaand_id and verplichting.crediteur == feit.ontvanger
    return verplichting.debiteur == feit.kop.afzender != WIJKKETEN
