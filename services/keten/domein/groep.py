"""Understands that what was offered to several is one question: who may take it, and who speaks for it.

Each candidate has a part of its own, with its own state and duties; what they share is `Onderdeel.groep`. No
candidate learns who another is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Toestand
from keten.domein.dossier import EINDTOESTANDEN, Betrokkene, Dossier, Onderdeel
from keten.domein.feiten import BERICHTTYPEN, EscalatieBevestigd, Feit, VerplichtingKwijtgescholden
from keten.domein.kopie import replace
from keten.domein.overgangen import AAN_ALLEN, KAN_NEMEN

_VERDER: Final = {toestand: plaats for plaats, toestand in enumerate(Toestand)}
_UIT: Final = {Toestand.AFGEWEZEN: 2, Toestand.INGETROKKEN: 1, Toestand.NIET_MEER_BESCHIKBAAR: 0}
_VAN_DIT_DEEL: Final = (EscalatieBevestigd, VerplichtingKwijtgescholden)
"""What a sender says about a duty of this very part."""


def verwanten(dossier: Dossier, onderdeel: Onderdeel) -> tuple[Onderdeel, ...]:
    """The other parts by which the same question was ever offered."""
    if onderdeel.groep is None:
        return ()
    return tuple(o for o in dossier.onderdelen if o.groep == onderdeel.groep and o.nummer != onderdeel.nummer)


def mededingers(dossier: Dossier, nummer: int) -> frozenset[str]:
    """Who else was ever offered what this part asks: they must not hear of its receiver."""
    onderdeel = dossier.vind(nummer)
    if onderdeel.groep is None:
        return frozenset()
    return frozenset(o.ontvanger for o in verwanten(dossier, onderdeel)) - {onderdeel.ontvanger}


def mag_niet_horen(dossier: Dossier, wie: str, debiteur: str, nummer: int) -> bool:
    """Whether what this debtor owes on this part is kept from a party: as one to whom it was offered too."""
    anderen = mededingers(dossier, nummer)
    return wie in anderen or (debiteur in anderen and wie == dossier.vind(nummer).ontvanger)


def gedeeld(dossier: Dossier, onderdeel: Onderdeel) -> bool:
    """Whether others were offered it too, and nothing is settled between them."""
    return any(o.toestand not in EINDTOESTANDEN for o in verwanten(dossier, onderdeel))


def ook_te_nemen(dossier: Dossier, onderdeel: Onderdeel) -> tuple[Onderdeel, ...]:
    """The other parts whose receiver can still take it."""
    return tuple(o for o in verwanten(dossier, onderdeel) if o.toestand in KAN_NEMEN)


def woordvoerder(dossier: Dossier, onderdeel: Onderdeel) -> Onderdeel:
    """The part that says how the question stands: of whoever has it, else of who is furthest."""
    if onderdeel.groep is None:
        return onderdeel
    alle = [o for o in dossier.onderdelen if o.groep == onderdeel.groep]
    return max(alle, key=lambda o: (_UIT.get(o.toestand, 3), _VERDER[o.toestand]))


def vragen(dossier: Dossier) -> tuple[Onderdeel, ...]:
    """Each question of the verzoek once, by the part that speaks for it, in the order in which they came."""
    if all(o.groep is None for o in dossier.onderdelen):
        return dossier.onderdelen
    eerste = [o for o in dossier.onderdelen if o.groep in (None, o.nummer)]
    return tuple(woordvoerder(dossier, o) for o in eerste)


def deel_uit(
    dossier: Dossier, onderdeel: Onderdeel, ook_aan: Sequence[str], kenmerk: bytes | None
) -> tuple[Dossier, tuple[Onderdeel, ...]]:
    """With a part more for each other candidate, that begins as `onderdeel` does; and which those are.

    `onderdeel` must be in the dossier. `kenmerk`: ciphertext of the sender's reference for it.
    """
    if not ook_aan:
        return dossier, ()
    eerste = replace(onderdeel, groep=onderdeel.groep or onderdeel.nummer)
    volgend = dossier.onderdelen[-1].nummer + 1
    erbij = tuple(
        replace(
            eerste,
            nummer=volgend + n,
            ontvanger=wie,
            kluis=None,
            vorige=(),
            pauze_gehad=False,
            uitstel_gehad=False,
            gevolgd_sinds=None,
            onderzoek_sinds=None,
        )
        for n, wie in enumerate(ook_aan)
    )
    partijen = (
        partij
        for deel in erbij
        for partij in (
            Betrokkene(deel.afzender, Hoedanigheid.AFZENDER, kenmerk, deel.nummer),
            Betrokkene(deel.ontvanger, Hoedanigheid.ONTVANGER, onderdeel=deel.nummer),
        )
    )
    dossier = dossier.met(eerste)
    return replace(
        dossier,
        onderdelen=(*dossier.onderdelen, *erbij),
        betrokkenen=(*dossier.betrokkenen, *partijen),
    ), erbij


def richt(dossier: Dossier, feit: Feit) -> Feit:
    """What a sender says about an offer that has ended, it says about the question.

    So its own reference, and the name that it knows best, keep working when another candidate has it.
    """
    onderdeel = dossier.deel(feit.kop.onderdeel)
    if onderdeel is None or onderdeel.groep is None or feit.kop.afzender != onderdeel.afzender:
        return feit
    if type(feit) not in BERICHTTYPEN or isinstance(feit, _VAN_DIT_DEEL):
        return feit
    voorbij = onderdeel.toestand in EINDTOESTANDEN
    if voorbij or (type(feit) in AAN_ALLEN and onderdeel.toestand not in KAN_NEMEN):
        doel = woordvoerder(dossier, onderdeel)
        return replace(feit, kop=replace(feit.kop, onderdeel=doel.nummer))
    return feit


def verloor(dossier: Dossier, wie: str, nummer: int) -> bool:
    """Whether this party was offered what another has taken."""
    onderdeel = dossier.deel(nummer)
    return (
        onderdeel is not None
        and onderdeel.toestand is Toestand.NIET_MEER_BESCHIKBAAR
        and onderdeel.ontvanger == wie
    )


def is_erbuiten(dossier: Dossier, wie: str) -> bool:
    """Whether all that this party ever had in it went to others."""
    rollen = [b for b in dossier.betrokkenen if b.code == wie]
    return bool(rollen) and all(
        b.hoedanigheid is Hoedanigheid.ONTVANGER
        and b.onderdeel is not None
        and verloor(dossier, wie, b.onderdeel)
        for b in rollen
    )
