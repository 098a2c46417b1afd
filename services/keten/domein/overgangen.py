"""Understands which fact may come when, from whom, and what state follows: THE transition table.

Data. What is not in the table is refused. Nothing here has an effect; `docs/toestanden.md` is drawn from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from keten.domein.aanvullen import vult_aan
from keten.domein.begrippen import Hoedanigheid, Rol, Toestand
from keten.domein.dossier import EINDTOESTANDEN
from keten.domein.feiten import (
    SOORTEN,
    AanvullingGegeven,
    AanvullingGevraagd,
    AfspraakGemaakt,
    AfspraakNietVerschenen,
    BehandelingGestart,
    BerichtAfgekeurd,
    BezorgingBevestigd,
    CapaciteitGewijzigd,
    ContactGelegd,
    ContactpogingGedaan,
    CorrectieGevraagd,
    DoorzendingGedaan,
    EscalatieBevestigd,
    EscalatieIngezet,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    HerstelAfgedaan,
    IntrekkingBevestigd,
    IntrekkingGevraagd,
    IntrekkingGeweigerd,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    PlanVastgesteld,
    PlichtKwijtgescholden,
    RegieBelegd,
    TerugkoppelingGegeven,
    UitstelGevraagd,
    VerplichtingKwijtgescholden,
    VerzoekAfgewezen,
    VerzoekGeaccepteerd,
    VerzoekHeropend,
    VerzoekOpgegeven,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
    VraagGesteld,
    WachtlijstGeplaatst,
    WekkerGegaan,
    ZelfredzaamheidGemeten,
)
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.nazorg import begint_monitoring, eindigt_monitoring, heropent


class Wanneer(Enum):
    """When the new state is entered; otherwise the part goes to `anders`, or stays in its state."""

    ALTIJD = "altijd"
    BIJ_TRIAGE = "als de ontvanger trieert"
    BIJ_EINDRESULTAAT = "met een eindresultaat"
    BIJ_EIGEN_ACTIE = "als het een eigen actie is"
    BIJ_BEGIN_MONITORING = "als monitoring begint"
    BIJ_EINDE_MONITORING = "als monitoring klaar is"
    BIJ_TERUGVAL = "bij terugval of ontevredenheid"
    NA_TERMIJN = "als de termijn voorbij is"
    BIJ_AANVULLING = "als er iets bij komt"


class Mits(Enum):
    """What must be so besides; otherwise the fact is refused."""

    ALTIJD = "altijd"
    ALS_EIGENAAR = "als die eigenaar is"
    NIET_BEANTWOORD = "als de ontvanger het niet heeft beantwoord"
    CREDITEUR = "als er iets aan deze partij verschuldigd is"
    DOORZENDING_OPEN = "als de ontvanger nog moet doorzenden"
    AAN_DE_BEURT = "wat de afzender daarvan nu verschuldigd is, of de vraagopvolging van de eigenaar"
    CORRECTIE_OPEN = "als die nog iets moet rechtzetten"
    WET_WACHT = "als een wettelijke termijn van de ontvanger stilstaat zolang er gegevens ontbreken"
    EIGENAAR = "van de eigenaar, zolang het verzoek niet gesloten is"


@dataclass(frozen=True, slots=True)
class Overgang:
    """`naar` None: the state stays.

    `onthoudt`: the state that is left is remembered. `terug`: the state that was remembered last is entered
    again; nothing that was settled there is owed once more.
    """

    naar: Toestand | None = None
    wanneer: Wanneer = Wanneer.ALTIJD
    anders: Toestand | None = None
    mits: Mits = Mits.ALTIJD
    onthoudt: bool = False
    terug: bool = False


TRIEERT: Final = frozenset({Rol.MELDPUNT, Rol.ZORGNETWERK, Rol.WIJKLIJN, Rol.WIP})
"""The meldpunten and the WIP. They triage: their confirmation of receipt means that people began to look."""

_AFZENDER, _ONTVANGER = Hoedanigheid.AFZENDER, Hoedanigheid.ONTVANGER
_REGIEHOUDER = Hoedanigheid.REGIEHOUDER
_CONCEPT, _AANGEBODEN, _IN_TRIAGE = Toestand.CONCEPT, Toestand.AANGEBODEN, Toestand.IN_TRIAGE
_GEACCEPTEERD, _WACHT, _IN_BEHANDELING = (
    Toestand.GEACCEPTEERD,
    Toestand.WACHT_OP_CLIENT,
    Toestand.IN_BEHANDELING,
)
_AFGEWEZEN = Toestand.AFGEWEZEN
_WACHTLIJST = Toestand.WACHTLIJST
_AANVULLING, _INTREKKING = Toestand.AANVULLING_GEVRAAGD, Toestand.INTREKKING_GEVRAAGD
_ELDERS = Toestand.NIET_MEER_BESCHIKBAAR
_HEROPEND, _MONITORING, _AFGEROND = Toestand.HEROPEND, Toestand.MONITORING, Toestand.AFGEROND
_BLIJFT = Overgang()

BIJ_ONTVANGER: Final = (_AANGEBODEN, _IN_TRIAGE, _GEACCEPTEERD, _WACHTLIJST, _WACHT, _IN_BEHANDELING)
"""Open at the receiver: refusing stays possible after acceptance."""

ONDERWEG: Final = (_GEACCEPTEERD, _WACHTLIJST, _WACHT, _IN_BEHANDELING)
"""Accepted and not done."""

NOG_NIET: Final = (_GEACCEPTEERD, _WACHTLIJST, _WACHT)
"""Accepted, and the help itself has not begun."""

OPEN: Final = (*BIJ_ONTVANGER, _AANVULLING, _INTREKKING)
"""Offered, and neither refused nor ended: somebody has it."""

_VOORBIJ: Final = (_AFGEWEZEN, _HEROPEND, _MONITORING, _AFGEROND)
"""Nobody is at work on it as it was offered; withdrawn, it is nobody's at all."""

_MEETBAAR: Final = (_IN_TRIAGE, *ONDERWEG, _INTREKKING, _HEROPEND, _MONITORING, _AFGEROND)
"""Somebody has seen the client, so that there is something to measure."""

OVERGANGEN: Final[Mapping[tuple[Toestand | None, type[Feit], Hoedanigheid], Overgang]] = {
    # A vraag stays with whoever took it in; at a desk that triages it is in triage at once.
    **{
        (begin, soort, _AFZENDER): (
            Overgang(_IN_TRIAGE, Wanneer.BIJ_TRIAGE, anders=_GEACCEPTEERD)
            if soort is VraagGesteld
            else Overgang(_AANGEBODEN)
        )
        for begin in (None, _CONCEPT)
        for soort in SOORTEN
    },
    #
    (_AANGEBODEN, OntvangstBevestigd, _ONTVANGER): Overgang(_IN_TRIAGE, Wanneer.BIJ_TRIAGE),
    **{(t, OntvangstBevestigd, _ONTVANGER): _BLIJFT for t in OPEN if t is not _AANGEBODEN},
    **{(t, VerzoekGeaccepteerd, _ONTVANGER): Overgang(_GEACCEPTEERD) for t in (_AANGEBODEN, _IN_TRIAGE)},
    **{(t, BehandelingGestart, _ONTVANGER): Overgang(_IN_BEHANDELING) for t in NOG_NIET},
    #
    **{(t, FunctieVerricht, _ONTVANGER): _BLIJFT for t in (_IN_TRIAGE, _IN_BEHANDELING, _INTREKKING)},
    **{(t, FunctieVerricht, _ONTVANGER): Overgang(_IN_BEHANDELING) for t in NOG_NIET},
    # The sender, too, and whoever leads may telephone a receiver or a client, and say how it goes; that
    # changes no state.
    **{(t, ContactpogingGedaan, _ONTVANGER): Overgang(_WACHT) for t in ONDERWEG},
    **{(t, ContactpogingGedaan, _ONTVANGER): _BLIJFT for t in (_AANGEBODEN, _IN_TRIAGE)},
    **{(t, AfspraakGemaakt, _ONTVANGER): _BLIJFT for t in (_IN_TRIAGE, *ONDERWEG, _INTREKKING, _HEROPEND)},
    **{(t, AfspraakNietVerschenen, _ONTVANGER): Overgang(_WACHT) for t in ONDERWEG},
    **{(t, AfspraakNietVerschenen, _ONTVANGER): _BLIJFT for t in (_IN_TRIAGE, _INTREKKING, _HEROPEND)},
    (_INTREKKING, ContactpogingGedaan, _ONTVANGER): _BLIJFT,
    **{(t, ContactpogingGedaan, _AFZENDER): _BLIJFT for t in OPEN},
    **{
        (t, ContactGelegd, _ONTVANGER): _BLIJFT
        for t in (_GEACCEPTEERD, _WACHTLIJST, _IN_BEHANDELING, _INTREKKING)
    },
    (_WACHT, ContactGelegd, _ONTVANGER): Overgang(_IN_BEHANDELING),
    **{(t, ContactGelegd, _AFZENDER): _BLIJFT for t in OPEN},
    **{(t, VoortgangGemeld, _ONTVANGER): _BLIJFT for t in (*ONDERWEG, _INTREKKING)},
    **{(t, VoortgangGemeld, _AFZENDER): _BLIJFT for t in OPEN},
    **{
        (t, soort, _REGIEHOUDER): _BLIJFT
        for t in OPEN
        for soort in (ContactpogingGedaan, ContactGelegd, VoortgangGemeld)
    },
    #
    **{
        (t, TerugkoppelingGegeven, _ONTVANGER): Overgang(Toestand.AFGEROND, Wanneer.BIJ_EINDRESULTAAT)
        for t in OPEN
    },
    **{(t, VerzoekAfgewezen, _ONTVANGER): Overgang(_AFGEWEZEN) for t in BIJ_ONTVANGER},
    **{(t, DoorzendingGedaan, _ONTVANGER): Overgang(_AANGEBODEN) for t in (_AANGEBODEN, _IN_TRIAGE)},
    (_AFGEWEZEN, DoorzendingGedaan, _ONTVANGER): Overgang(_AANGEBODEN, mits=Mits.DOORZENDING_OPEN),
    #
    (_AFGEWEZEN, VerzoekOpnieuwAangeboden, _AFZENDER): Overgang(_AANGEBODEN),
    (_AFGEWEZEN, VerzoekOpgegeven, _AFZENDER): Overgang(Toestand.INGETROKKEN),
    **{
        (t, VerzoekOpnieuwAangeboden, _AFZENDER): Overgang(_AANGEBODEN, mits=Mits.NIET_BEANTWOORD)
        for t in OPEN
    },
    **{
        (t, VerzoekOpgegeven, _AFZENDER): Overgang(Toestand.INGETROKKEN, mits=Mits.NIET_BEANTWOORD)
        for t in OPEN
    },
    # Whoever works on it adds parts, and so does the owner; an action of one's own goes to the other itself.
    **{
        (t, OnderdeelAangeboden, _ONTVANGER): Overgang(_AANGEBODEN, Wanneer.BIJ_EIGEN_ACTIE) for t in ONDERWEG
    },
    (_IN_TRIAGE, OnderdeelAangeboden, _ONTVANGER): _BLIJFT,
    **{(t, OnderdeelToegevoegd, _ONTVANGER): _BLIJFT for t in (_IN_TRIAGE, *ONDERWEG)},
    **{(t, PlanVastgesteld, _ONTVANGER): _BLIJFT for t in ONDERWEG},
    # Whoever owns it looks every month at what others do, too.
    **{
        (t, FunctieVerricht, door): Overgang(mits=Mits.AAN_DE_BEURT)
        for t in (*OPEN, _AFGEWEZEN)
        for door in (_AFZENDER, _REGIEHOUDER)
    },
    **{
        (t, soort, door): Overgang(mits=Mits.EIGENAAR)
        for soort in (OnderdeelAangeboden, OnderdeelToegevoegd, PlanVastgesteld)
        for door in (_ONTVANGER, _AFZENDER, _REGIEHOUDER)
        for t in ((Toestand.AFGEROND,) if door is _ONTVANGER else (*OPEN, _AFGEWEZEN, Toestand.AFGEROND))
    },
    # What is asked stops the receiver's clocks once; unanswered, the part goes on where it was.
    **{
        (t, AanvullingGevraagd, _ONTVANGER): Overgang(_AANVULLING, onthoudt=True)
        for t in (_AANGEBODEN, _IN_TRIAGE)
    },
    # Once it was taken on only what a decision by the law waits for is asked; the work is not put down.
    **{(t, AanvullingGevraagd, _ONTVANGER): Overgang(mits=Mits.WET_WACHT) for t in ONDERWEG},
    (_AANVULLING, AanvullingGegeven, _AFZENDER): Overgang(terug=True, wanneer=Wanneer.BIJ_AANVULLING),
    **{(t, AanvullingGegeven, _AFZENDER): _BLIJFT for t in (*BIJ_ONTVANGER, _INTREKKING)},
    # What was said can be wrong whatever became of the work since; whoever said it puts it right. Who refused
    # has the matter no longer, and asks nothing about it.
    **{
        (t, CorrectieGevraagd, door): _BLIJFT
        for t in Toestand
        if t not in (_CONCEPT, Toestand.INGETROKKEN, _ELDERS)
        for door in (_ONTVANGER, _AFZENDER, _REGIEHOUDER)
        if (t, door) != (_AFGEWEZEN, _ONTVANGER)
    },
    **{
        (t, AanvullingGegeven, door): Overgang(mits=Mits.CORRECTIE_OPEN)
        for door in (_ONTVANGER, _AFZENDER)
        for t in ((*OPEN, *_VOORBIJ) if door is _ONTVANGER else _VOORBIJ)
    },
    **{(t, UitstelGevraagd, _ONTVANGER): _BLIJFT for t in BIJ_ONTVANGER},
    (_GEACCEPTEERD, WachtlijstGeplaatst, _ONTVANGER): Overgang(_WACHTLIJST),
    (_WACHTLIJST, WachtlijstGeplaatst, _ONTVANGER): _BLIJFT,
    # Asking to stop is not stopping: what the receiver completed meanwhile wins.
    **{
        (t, IntrekkingGevraagd, _AFZENDER): Overgang(_INTREKKING, onthoudt=True)
        for t in (*BIJ_ONTVANGER, _AANVULLING)
    },
    (_INTREKKING, IntrekkingBevestigd, _ONTVANGER): Overgang(Toestand.INGETROKKEN),
    (_INTREKKING, IntrekkingGeweigerd, _ONTVANGER): Overgang(terug=True),
    # After support. Whoever looks after it is the receiver or the owner, who may be the sender.
    **{(t, OndersteuningAfgerond, _ONTVANGER): Overgang(_AFGEROND) for t in (*ONDERWEG, _INTREKKING)},
    **{
        (t, soort, door): replace(rij, mits=Mits.ALS_EIGENAAR if door is _AFZENDER else Mits.ALTIJD)
        for door in (_ONTVANGER, _REGIEHOUDER, _AFZENDER)
        for t, soort, rij in (
            (_AFGEROND, FunctieVerricht, Overgang(_MONITORING, Wanneer.BIJ_BEGIN_MONITORING)),
            (_MONITORING, FunctieVerricht, Overgang(_AFGEROND, Wanneer.BIJ_EINDE_MONITORING)),
            (_AFGEROND, EvaluatieGegeven, Overgang(_HEROPEND, Wanneer.BIJ_TERUGVAL)),
            (_MONITORING, EvaluatieGegeven, Overgang(_HEROPEND, Wanneer.BIJ_TERUGVAL)),
            (_IN_BEHANDELING, EvaluatieGegeven, _BLIJFT),
            *((t, ZelfredzaamheidGemeten, _BLIJFT) for t in _MEETBAAR),
        )
    },
    # Anybody in it may see a relapse; a second one changes nothing that the first did not.
    **{
        (t, MonitoringWaargenomen, door): Overgang(_HEROPEND, Wanneer.BIJ_TERUGVAL)
        for t in (_AFGEROND, _MONITORING, _HEROPEND)
        for door in (_ONTVANGER, _REGIEHOUDER, _AFZENDER)
    },
    **{
        (t, VerzoekHeropend, door): Overgang(_HEROPEND)
        for t in (_AFGEROND, _MONITORING)
        for door in (_ONTVANGER, _REGIEHOUDER, _AFZENDER)
    },
    (_HEROPEND, VerzoekGeaccepteerd, _ONTVANGER): Overgang(_GEACCEPTEERD),
    (_HEROPEND, VerzoekOpnieuwAangeboden, _ONTVANGER): Overgang(_AANGEBODEN),
    (_HEROPEND, TerugkoppelingGegeven, _ONTVANGER): Overgang(_AFGEROND, Wanneer.BIJ_EINDRESULTAAT),
    **{
        (_HEROPEND, soort, door): _BLIJFT
        for soort in (ContactpogingGedaan, ContactGelegd, VoortgangGemeld)
        for door in (_ONTVANGER, _AFZENDER, _REGIEHOUDER)
    },
    #
    **{(t, EscalatieBevestigd, Hoedanigheid.GEESCALEERDE): _BLIJFT for t in Toestand},
    # Whoever has a part in it; whose regie it is to give or to take, and who has a mandate, is judged
    # besides.
    **{
        (t, soort, door): _BLIJFT
        for soort in (RegieBelegd, EscalatieIngezet)
        for t in Toestand
        if t not in (_CONCEPT, Toestand.INGETROKKEN, _ELDERS)
        for door in (_ONTVANGER, _AFZENDER, _REGIEHOUDER)
    },
    **{
        (t, soort, Hoedanigheid.PLATFORM): _BLIJFT
        for t in Toestand
        for soort in (WekkerGegaan, BezorgingBevestigd, BerichtAfgekeurd)
    },
    (_AANVULLING, WekkerGegaan, Hoedanigheid.PLATFORM): Overgang(terug=True, wanneer=Wanneer.NA_TERMIJN),
    (None, BerichtAfgekeurd, Hoedanigheid.PLATFORM): Overgang(_CONCEPT),
    # What a party says of its room belongs to no verzoek, so it opens none.
    (_CONCEPT, CapaciteitGewijzigd, _AFZENDER): _BLIJFT,
    # Whoever it is owed to; by beheer under a mandate.
    **{
        (t, VerplichtingKwijtgescholden, door): Overgang(mits=Mits.CREDITEUR)
        for t in Toestand
        if t not in (_CONCEPT, Toestand.INGETROKKEN, _ELDERS)
        for door in (_ONTVANGER, _AFZENDER, _REGIEHOUDER)
    },
    **{
        (t, soort, Hoedanigheid.BEHEER): _BLIJFT
        for t in Toestand
        for soort in (HerstelAfgedaan, PlichtKwijtgescholden)
    },
}

KAN_NEMEN: Final = (_AANGEBODEN, _IN_TRIAGE, _AANVULLING, _INTREKKING)
"""What was offered to several, and somebody in one of these may still take."""

NEEMT: Final = frozenset({_GEACCEPTEERD, _AFGEROND})
"""The claim: whoever takes it on, or answers it for good, has it."""

BIJ_ANDEREN: Final[Mapping[tuple[Toestand, Toestand], Toestand]] = {
    **{(neemt, t): _ELDERS for neemt in NEEMT for t in (*KAN_NEMEN, _AFGEWEZEN)},
    (_AFGEWEZEN, _AFGEWEZEN): Toestand.INGETROKKEN,
    (Toestand.INGETROKKEN, _AFGEWEZEN): Toestand.INGETROKKEN,
}
"""What was offered to several: (state of the one that settles it, state of another) -> what that one becomes.

Settled is it by a claim, and else when nobody can take it any more.
"""

AAN_ALLEN: Final = frozenset({IntrekkingGevraagd, VoortgangGemeld})
"""What its sender says about one of several candidates, it says to each that can still take it."""

OOIT: Final[Mapping[type[Feit], frozenset[Hoedanigheid]]] = {
    soort: frozenset(door for _, s, door in OVERGANGEN if s is soort) for _, soort, _ in OVERGANGEN
}
"""Per fact who may ever send it: tells "not you" from "not now"."""

KAN: Final = frozenset(
    (toestand, soort)
    for (toestand, soort, _), overgang in OVERGANGEN.items()
    if overgang.mits not in (Mits.AAN_DE_BEURT, Mits.CORRECTIE_OPEN, Mits.WET_WACHT)
)
"""What can come in which state, from whomever; but for what comes only of who happens to owe it."""

VOLGORDE: Final = (
    Hoedanigheid.ONTVANGER,
    Hoedanigheid.AFZENDER,
    Hoedanigheid.REGIEHOUDER,
    Hoedanigheid.GEESCALEERDE,
    Hoedanigheid.PLATFORM,
    Hoedanigheid.BEHEER,
)
"""In which of its roles a party that has more than one speaks."""

GEDAAN: Final[Mapping[type[Feit], frozenset[Toestand]]] = {
    OntvangstBevestigd: frozenset(Toestand),
    VerzoekGeaccepteerd: frozenset({*ONDERWEG, _INTREKKING, *EINDTOESTANDEN}),
    BehandelingGestart: frozenset({_IN_BEHANDELING, *EINDTOESTANDEN}),
    TerugkoppelingGegeven: EINDTOESTANDEN,
    VerzoekAfgewezen: frozenset({_AFGEWEZEN, Toestand.INGETROKKEN}),
    VerzoekOpnieuwAangeboden: frozenset({_AANGEBODEN, *EINDTOESTANDEN}),
    VerzoekOpgegeven: EINDTOESTANDEN,
    IntrekkingGevraagd: frozenset({_INTREKKING, _AFGEWEZEN, *EINDTOESTANDEN}),
    IntrekkingBevestigd: EINDTOESTANDEN,
    IntrekkingGeweigerd: frozenset(Toestand),
    AanvullingGevraagd: frozenset(Toestand),
    AfspraakGemaakt: EINDTOESTANDEN,
    AfspraakNietVerschenen: EINDTOESTANDEN,
    VerzoekHeropend: frozenset(Toestand),
    VerplichtingKwijtgescholden: frozenset(Toestand),
    AanvullingGegeven: frozenset({_AFGEWEZEN, _MONITORING, *EINDTOESTANDEN}),
    CorrectieGevraagd: frozenset({_AFGEWEZEN, Toestand.INGETROKKEN, _ELDERS}),
    UitstelGevraagd: frozenset(Toestand),
    WachtlijstGeplaatst: EINDTOESTANDEN,
    DoorzendingGedaan: frozenset({_AANGEBODEN, *EINDTOESTANDEN}),
    ContactpogingGedaan: EINDTOESTANDEN,
    EscalatieBevestigd: frozenset(Toestand),
    RegieBelegd: frozenset({Toestand.INGETROKKEN, _ELDERS}),
    EscalatieIngezet: frozenset(Toestand),
    OndersteuningAfgerond: frozenset({_MONITORING, *EINDTOESTANDEN}),
    MonitoringWaargenomen: frozenset({_HEROPEND}),
}
"""In which states a fact says what is so already: refusing it then leaves nothing undone."""


_NAZORG_WANNEER: Final[Mapping[Wanneer, Callable[[Feit], bool]]] = {
    Wanneer.BIJ_BEGIN_MONITORING: begint_monitoring,
    Wanneer.BIJ_EINDE_MONITORING: eindigt_monitoring,
    Wanneer.BIJ_TERUGVAL: heropent,
}


def _komt_bij(feit: Feit) -> bool:
    return isinstance(feit, AanvullingGegeven) and vult_aan(feit)


def nieuwe_toestand(
    overgang: Overgang,
    huidig: Toestand,
    feit: Feit,
    trieert: bool,
    vorige: Sequence[Toestand] = (),
    eigen_actie: bool = False,
) -> Toestand:
    """The state that follows on `huidig`. `trieert`: the part's receiver is one that triages.

    `vorige`: the states that are remembered, the latest last. `eigen_actie`: the part is an action of whoever
    has it.
    """
    if overgang.wanneer is Wanneer.NA_TERMIJN:
        return huidig  # only the alarm itself can tell
    if overgang.wanneer is Wanneer.BIJ_AANVULLING and not _komt_bij(feit):
        return huidig
    if overgang.terug and vorige:
        return vorige[-1]
    if overgang.naar is None:
        return huidig
    if overgang.wanneer is Wanneer.BIJ_TRIAGE and not trieert:
        return overgang.anders or huidig
    if overgang.wanneer is Wanneer.BIJ_EIGEN_ACTIE and not eigen_actie:
        return overgang.anders or huidig
    if overgang.wanneer in _NAZORG_WANNEER and not _NAZORG_WANNEER[overgang.wanneer](feit):
        return overgang.anders or huidig
    if overgang.wanneer is Wanneer.BIJ_EINDRESULTAAT and not (
        isinstance(feit, TerugkoppelingGegeven) and feit.resultaat.eind
    ):
        return overgang.anders or huidig
    return overgang.naar


def trieert(partij: str, inrichting: Inrichting) -> bool:
    """True for a party that triages; False also for one that no longer takes part."""
    bekend = inrichting.partijen.get(partij)
    return bekend is not None and bekend.rol in TRIEERT
