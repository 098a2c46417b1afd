"""Understands who owns a verzoek: exactly one party, always, by regie or as eerst verantwoordelijke.

Regie passes only to who takes it: until then the owner stays the owner. A gezinscoach takes precedence.
Whoever leaves without a successor is succeeded the same moment. Source: chapter II.19.
"""

from __future__ import annotations

from collections.abc import Iterator

from keten.domein.begrippen import (
    WIJKKETEN,
    ZONDER_POSTVAK,
    Actie,
    Hoedanigheid,
    Plicht,
    Regiedaad,
    Regierol,
    Toestand,
)
from keten.domein.besluiten import Adres, Bericht, MeldRegie, VraagActie
from keten.domein.dossier import EINDTOESTANDEN, Betrokkene, Dossier, Onderdeel, Regie, Verplichting
from keten.domein.feiten import Kop, RegieBelegd, WekkerGegaan
from keten.domein.groep import gedeeld, is_erbuiten, verloor, vragen
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.opening import eigenaar
from keten.domein.plichten import VAN_EIGENAAR
from keten.domein.verplichtingen import draag_over, ga_aan
from keten.domein.weigeringen import Weigering


def eerst_verantwoordelijke(dossier: Dossier, inrichting: Inrichting) -> str:
    """Who owns it as long as nobody holds regie: as at the opening, and after a refusal its sender.

    Of several questions the first that is not done counts; of a later one it is whoever added it. What was
    offered to several is its sender's until one of them takes it.
    """
    deel = _eerste_open(dossier)
    van_opening = deel is dossier.eerste or deel.groep == dossier.eerste.groep is not None
    if deel.toestand is Toestand.AFGEWEZEN or not van_opening or gedeeld(dossier, deel):
        return deel.afzender
    return eigenaar(deel.afzender, deel.ontvanger, inrichting)


def _eerste_open(dossier: Dossier) -> Onderdeel:
    """The part of the first question that is not done, else of the first of all."""
    alle = vragen(dossier)
    return next((o for o in alle if o.toestand not in EINDTOESTANDEN), alle[0])


def mag_beleggen(dossier: Dossier, feit: RegieBelegd, inrichting: Inrichting) -> Weigering | None:
    """Whose regie it is to take, to give or to lay down."""
    wie = feit.kop.afzender
    heeft = wie == dossier.eigenaar
    match feit.daad:
        case Regiedaad.NEMEN:
            if heeft or _aangeboden(dossier, wie):
                return None
            if dossier.regie is not None and dossier.regie.soort is Regierol.GEZINSCOACH:
                return Weigering.GEZINSCOACH_GAAT_VOOR
            if feit.soort is Regierol.GEZINSCOACH and inrichting.heeft_gezinscoach(wie):
                return None
            wacht = dossier.waarneming_tot is not None
            neemt_terug = wacht and wie == eerst_verantwoordelijke(dossier, inrichting)
            return None if neemt_terug else Weigering.REGIE_NIET_AANGEBODEN
        case Regiedaad.OVERDRAGEN:
            if not heeft:
                return Weigering.GEEN_REGIE
            kan = feit.naar is not None and feit.naar != wie and inrichting.doet_mee(feit.naar)
            return None if kan else Weigering.ONTVANGER_ONBEKEND
        case Regiedaad.NEERLEGGEN:
            iets = dossier.regie is not None or dossier.waarneming_tot is not None
            return None if (iets if heeft else _aangeboden(dossier, wie)) else Weigering.GEEN_REGIE


def beleg(dossier: Dossier, feit: RegieBelegd, inrichting: Inrichting) -> tuple[Dossier, tuple[Bericht, ...]]:
    """What an admitted fact does; who is told of a new owner is `vertel`'s work."""
    wie = feit.kop.afzender
    match feit.daad:
        case Regiedaad.NEMEN:
            return draag(_zonder_aanbod(dossier), wie, Regie(wie, feit.soort)), ()
        case Regiedaad.OVERDRAGEN if feit.naar is not None:
            return _bied_aan(_zonder_aanbod(dossier), feit.kop, feit.naar, inrichting)
        case _ if wie == dossier.eigenaar:
            return val_terug(dossier, inrichting), ()
        case _:
            return _sluit_af(_zonder_aanbod(dossier)), ()


def val_terug(dossier: Dossier, inrichting: Inrichting) -> Dossier:
    """Without regie, and without anybody standing in: the eerst verantwoordelijke owns it from now on.

    What the owner before offered to another is offered no more.
    """
    zonder = replace(_zonder_aanbod(dossier), regie=None, waarneming_tot=None)
    return draag(zonder, eerst_verantwoordelijke(dossier, inrichting), None)


def draag(dossier: Dossier, wie: str, regie: Regie | None) -> Dossier:
    """Owned by `wie` from now on, with this regie or none; nobody stands in any more."""
    return _sluit_af(replace(dossier, eigenaar=wie, regie=regie, waarneming_tot=None))


def houd_bezet(dossier: Dossier, inrichting: Inrichting) -> Dossier:
    """An owner who takes part no longer is succeeded: by whoever is then responsible, or is in it and stays.

    Where nobody stays, whoever triages what no rule decides leads it until it finds another.
    """
    if dossier.eigenaar in ZONDER_POSTVAK or inrichting.doet_mee(dossier.eigenaar):
        return dossier
    dossier = val_terug(dossier, inrichting)
    opvolger = next((code for code in _wie_kan(dossier) if inrichting.doet_mee(code)), None)
    if opvolger is not None:
        return draag(dossier, opvolger, None)
    return draag(dossier, inrichting.vangnet, Regie(inrichting.vangnet, Regierol.REGIEHOUDER))


def _wie_kan(dossier: Dossier) -> Iterator[str]:
    """The owner, then who sent an open part and who has it; whoever refused a part does not."""
    yield dossier.eigenaar
    for deel in [o for o in dossier.onderdelen if o.toestand not in EINDTOESTANDEN] or [dossier.eerste]:
        yield deel.afzender
        if deel.toestand is not Toestand.AFGEWEZEN:
            yield deel.ontvanger


def laat_volgen(was: Dossier, wordt: Dossier, inrichting: Inrichting) -> Dossier:
    """Nobody leaves without a successor, and what the owner owes as owner is owed by the new one.

    Asked to take the lead as its owner, it is asked no more: the new one hears of it as a receiver does.
    """
    wordt = houd_bezet(wordt, inrichting)
    if was.eigenaar == wordt.eigenaar:
        return wordt
    if _aangeboden(was, was.eigenaar) and _aangeboden(wordt, was.eigenaar):
        wordt = _sluit_af(_zonder_aanbod(wordt))
    if wordt.eigenaar in ZONDER_POSTVAK:
        return wordt
    return draag_over(wordt, was.eigenaar, wordt.eigenaar, VAN_EIGENAAR, inrichting)


def eindig_waarneming(
    dossier: Dossier, wekker: WekkerGegaan, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """People are at work again: it is the eerst verantwoordelijke's, who must confirm that it knows.

    Nothing where this alarm is another's, or where all is done meanwhile but for who owned it.
    """
    tot = dossier.waarneming_tot
    if tot is None or wekker.debiteur != WIJKKETEN or tot > wekker.wek_op:
        return dossier, ()
    dienst = dossier.eigenaar
    dossier = val_terug(replace(dossier, nu=max(dossier.nu, wekker.kop.nu, wekker.wek_op)), inrichting)
    klaar = all(o.toestand in EINDTOESTANDEN for o in dossier.onderdelen)
    if klaar or dossier.eigenaar in ZONDER_POSTVAK:
        return dossier, ()
    deel = _eigen_deel(dossier, dossier.eigenaar)
    dossier = ga_aan(
        dossier, [Schuld(Plicht.REGIEOVERNAME, deel, dossier.eigenaar, crediteur=dienst)], inrichting
    )
    return dossier, (vraag_overname(dossier, wekker.kop, dossier.verplichtingen[-1]),)


def vertel(was: Dossier, wordt: Dossier, kop: Kop, inrichting: Inrichting) -> tuple[Bericht, ...]:
    """To the old owner, the new one, and everybody whose role may know; nobody hears what it did itself.

    The first responsibility moves with the receiver, and who hears of that hears it by the message that
    moved it: only where regie or the crisis service comes in or goes, or an owner left, is there more to
    tell. The new owner is always told: it may be new here, and then gets the question warm.
    """
    if (was.eigenaar, was.regie) == (wordt.eigenaar, wordt.regie):
        return ()
    bleef = inrichting.doet_mee(was.eigenaar) or was.eigenaar in ZONDER_POSTVAK
    if bleef and not (was.regie or wordt.regie or was.waarneming_tot or wordt.waarneming_tot):
        return ()
    kende = [b.code for b in was.betrokkenen]
    bekend = [*kende, *(b.code for b in wordt.betrokkenen), was.eigenaar, wordt.eigenaar]
    berichten = []
    for code in dict.fromkeys(bekend):
        if is_erbuiten(wordt, code):
            continue
        if code in ZONDER_POSTVAK or (code == kop.afzender and code != wordt.eigenaar):
            continue
        if code == was.eigenaar != wordt.eigenaar and not bleef:
            continue
        if code not in (was.eigenaar, wordt.eigenaar) and not _mag_weten(code, inrichting):
            continue
        adres = _adres(wordt, kop, MeldRegie, code)
        adres = replace(adres, kenmerk=adres.kenmerk or was.kenmerk_van(code))
        nieuw_hier = code == wordt.eigenaar and Hoedanigheid.REGIEHOUDER in wordt.hoedanigheden(code)
        warm = nieuw_hier and was.eigenaar != code and not _heeft_het(was, code)
        kluis = wordt.eerste.kluis if warm else None
        berichten.append(MeldRegie(adres, wordt.eigenaar, wordt.verantwoordelijkheid, kluis))
    return tuple(berichten)


def _heeft_het(dossier: Dossier, code: str) -> bool:
    """Whether this party got the question before: as the one who sent it or to whom it was handed."""
    in_eerste = dossier.hoedanigheden(code, dossier.eerste.nummer)
    return bool(in_eerste & {Hoedanigheid.AFZENDER, Hoedanigheid.ONTVANGER})


def _mag_weten(code: str, inrichting: Inrichting) -> bool:
    partij = inrichting.partijen.get(code)
    return partij is not None and partij.rol in inrichting.regie_bekend_bij


def _aangeboden(dossier: Dossier, wie: str) -> bool:
    return any(v.soort is Plicht.REGIEOVERNAME and v.debiteur == wie for v in dossier.verplichtingen)


def _zonder_aanbod(dossier: Dossier) -> Dossier:
    """What was offered is taken, refused, or offered to another: nobody owes an answer to it any more."""
    return replace(
        dossier,
        verplichtingen=tuple(v for v in dossier.verplichtingen if v.soort is not Plicht.REGIEOVERNAME),
    )


def _bied_aan(
    dossier: Dossier, kop: Kop, naar: str, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The taker owes an answer, and becomes a party so that it can give one."""
    dossier = _sluit_af(dossier, naar)
    schuld = Schuld(Plicht.REGIEOVERNAME, kop.onderdeel, debiteur=naar, crediteur=kop.afzender)
    dossier = ga_aan(dossier, [schuld], inrichting)
    return dossier, (vraag_overname(dossier, kop, dossier.verplichtingen[-1]),)


def vraag_overname(dossier: Dossier, kop: Kop, plicht: Verplichting) -> Bericht:
    """Ask a party to take the lead."""
    return VraagActie(
        _adres(dossier, kop, VraagActie, plicht.debiteur),
        Actie.REGIE_OVERNEMEN,
        plicht.soort,
        plicht.uiterlijk_op or dossier.nu,
    )


def _sluit_af(dossier: Dossier, ook: str | None = None) -> Dossier:
    """Part in it for the sake of regie have only its holder and whoever is asked to take it."""
    wie = {v.debiteur for v in dossier.verplichtingen if v.soort is Plicht.REGIEOVERNAME}
    if ook is not None:
        wie.add(ook)
    if dossier.regie is not None or dossier.waarneming_tot is not None:
        wie.add(dossier.eigenaar)
    anders = [b for b in dossier.betrokkenen if b.hoedanigheid is not Hoedanigheid.REGIEHOUDER]
    houders = [
        Betrokkene(code, Hoedanigheid.REGIEHOUDER, dossier.kenmerk_van(code))
        for code in sorted(wie - ZONDER_POSTVAK)
    ]
    return replace(dossier, betrokkenen=(*anders, *houders))


def _eigen_deel(dossier: Dossier, code: str) -> int:
    delen = [o for o in dossier.onderdelen if code in (o.ontvanger, o.afzender)]
    delen.sort(key=lambda o: verloor(dossier, code, o.nummer))
    return delen[0].nummer if delen else dossier.eerste.nummer


def _adres(dossier: Dossier, kop: Kop, besluit: type[Bericht], code: str) -> Adres:
    """About the part that the receiver knows: its own, else the first."""
    eigen = _eigen_deel(dossier, code)
    return Adres(
        bericht_id=bericht_id(kop.feit_id, besluit.__name__, code),
        ontvanger=code,
        onderdeel=eigen,
        oorzaak=kop.feit_id,
        kenmerk=dossier.kenmerk_van(code, eigen),
    )
