"""Understands the claim: of several who were offered a question the first to take it has it.

The others have it no more, and hear that it is over, not who has it. When nobody takes it, it is one question
again, at who refused last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keten.domein.antwoorden import aan_geescaleerden, status
from keten.domein.begrippen import Hoedanigheid, Plicht, Toestand
from keten.domein.besluiten import Bericht
from keten.domein.correctie import met_vervallen
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import Feit, Opening, VerzoekOpnieuwAangeboden
from keten.domein.groep import is_erbuiten, ook_te_nemen, verloor, verwanten
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.opening import zet_door
from keten.domein.overgangen import AAN_ALLEN, BIJ_ANDEREN, KAN_NEMEN, NEEMT, OVERGANGEN
from keten.domein.plichten import einde_van
from keten.domein.regie import eerst_verantwoordelijke
from keten.domein.verplichtingen import beginschulden, ga_aan, wikkel_af

GAAT_MEE: Final = frozenset({Plicht.OPVOLGING, Plicht.UITKOMST})
"""What the owner owes about the question, whichever candidate has it."""


def ook_over(dossier: Dossier, feit: Feit, onderdeel: Onderdeel) -> tuple[Onderdeel, ...]:
    """The other candidates' parts that this fact is about too. `onderdeel`: the one that it names.

    Whoever was asked to stop already is not asked again.
    """
    if type(feit) not in AAN_ALLEN or feit.kop.afzender != onderdeel.afzender:
        return ()
    rijen = ((o, (o.toestand, type(feit), Hoedanigheid.AFZENDER)) for o in ook_te_nemen(dossier, onderdeel))
    return tuple(o for o, rij in rijen if rij in OVERGANGEN)


def bied_ook_aan(
    dossier: Dossier, feit: Feit, erbij: Sequence[Onderdeel], regel: str, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The other candidates owe an answer too, and get the question; its sender hears which part is whose."""
    berichten: list[Bericht] = []
    gezegd = feit.kop.kluis if isinstance(feit, VerzoekOpnieuwAangeboden) else None
    for deel in erbij:
        dossier = ga_aan(dossier, beginschulden(deel), inrichting)
    for deel in erbij:
        berichten.append(zet_door(dossier, feit.kop.feit_id, deel, regel, gezegd))
        if deel.aanvulling is not None:
            nieuws = status(dossier, feit, deel, deel.ontvanger)
            berichten.append(replace(nieuws, kluis=deel.aanvulling, warm=True))
    return dossier, (*berichten, *(noem(dossier, feit, deel) for deel in erbij))


def noem(dossier: Dossier, feit: Feit, deel: Onderdeel) -> Bericht:
    """So that its sender knows the part by a name, and who was offered it."""
    return op_naam_van_deel(feit, status(dossier, feit, deel, deel.afzender))


def meld_kandidaten(dossier: Dossier, opening: Opening) -> tuple[Bericht, ...]:
    """Of an opening that went to several: its sender hears of each candidate, in order."""
    if dossier.eerste.groep is None:
        return ()
    return tuple(noem(dossier, opening, deel) for deel in dossier.onderdelen)


def op_naam_van_deel(feit: Feit, bericht: Bericht) -> Bericht:
    """With an id of its own beside what this fact tells the same receiver about another part."""
    adres = bericht.adres
    naam = f"{type(bericht).__name__}/{adres.onderdeel}"
    return replace(
        bericht, adres=replace(adres, bericht_id=bericht_id(feit.kop.feit_id, naam, adres.ontvanger))
    )


def beslecht(
    dossier: Dossier, feit: Feit, was: Onderdeel, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """What the new state of one candidate's part means for the others, and for who owns the verzoek.

    `was`: that part before the fact.
    """
    wordt = dossier.vind(was.nummer)
    if wordt.groep is None or wordt.toestand is was.toestand:
        return dossier, ()
    berichten: list[Bericht] = []
    if wordt.toestand in NEEMT or not ook_te_nemen(dossier, wordt):
        for ander in verwanten(dossier, wordt):
            naar = BIJ_ANDEREN.get((wordt.toestand, ander.toestand))
            if naar is not None:
                dossier = draag_blik_over(dossier, ander, wordt.nummer)
                dossier, meer = _sluit(dossier, feit, ander, naar)
                dossier = _zonder_herstel(dossier, ander)
                berichten += meer
    return _met_eigenaar(dossier, was, wordt, inrichting), tuple(berichten)


def _sluit(
    dossier: Dossier, feit: Feit, ander: Onderdeel, naar: Toestand
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """It ends here: what is owed on it lapses. Who had refused it is not told once more."""
    einde = einde_van(feit, ander.toestand, naar)
    blijft, afgewikkeld = wikkel_af(dossier.verplichtingen, feit, ander, einde, naar)
    dossier = replace(dossier, verplichtingen=blijft)
    dicht = replace(dossier.vind(ander.nummer), toestand=naar, vorige=())
    dossier = dossier.met(dicht)
    berichten: tuple[Bericht, ...] = ()
    if ander.toestand in KAN_NEMEN:
        nieuws = replace(status(dossier, feit, dicht, dicht.ontvanger), bij=dicht.afzender, uiterlijk=None)
        berichten = (nieuws, *aan_geescaleerden(dossier, feit, dicht))
    berichten = met_vervallen(dossier, feit, dicht, afgewikkeld, berichten)
    return dossier, tuple(op_naam_van_deel(feit, b) for b in berichten)


def _zonder_herstel(dossier: Dossier, ander: Onderdeel) -> Dossier:
    """What its receiver had to repair there, is repaired by nobody: another took it."""
    wie = ander.ontvanger
    erbuiten = is_erbuiten(dossier, wie)
    rest = tuple(
        v
        for v in dossier.verplichtingen
        if v.herstel is None
        or v.herstel.partij != wie
        or not (erbuiten or (verloor(dossier, wie, ander.nummer) and v.onderdeel == ander.nummer))
    )
    return replace(dossier, verplichtingen=rest)


def draag_blik_over(dossier: Dossier, van: Onderdeel, naar: int) -> Dossier:
    """What is looked at or told of a question goes on with the part that goes on."""
    if van.gevolgd_sinds is not None or van.onderzoek_sinds is not None:
        verder = dossier.vind(naar)
        verder = replace(verder, gevolgd_sinds=van.gevolgd_sinds, onderzoek_sinds=van.onderzoek_sinds)
        dossier = dossier.met(verder)
        dossier = dossier.met(replace(dossier.vind(van.nummer), gevolgd_sinds=None, onderzoek_sinds=None))
    if any(k.onderdeel == van.nummer for k in dossier.koppelingen):
        koppelingen = (
            replace(k, onderdeel=naar) if k.onderdeel == van.nummer else k for k in dossier.koppelingen
        )
        dossier = replace(dossier, koppelingen=tuple(koppelingen))
    verplichtingen = (
        replace(v, onderdeel=naar) if v.soort in GAAT_MEE and v.onderdeel == van.nummer else v
        for v in dossier.verplichtingen
    )
    return replace(dossier, verplichtingen=tuple(verplichtingen))


def _met_eigenaar(dossier: Dossier, was: Onderdeel, wordt: Onderdeel, inrichting: Inrichting) -> Dossier:
    """Until it is settled it is its sender's: no candidate owns what another may take."""
    nog_niet = (*KAN_NEMEN, Toestand.AFGEWEZEN)
    if was.toestand not in nog_niet or wordt.groep != dossier.eerste.groep:
        return dossier
    if dossier.regie is not None or dossier.waarneming_tot is not None:
        return dossier
    return replace(dossier, eigenaar=eerst_verantwoordelijke(dossier, inrichting))
