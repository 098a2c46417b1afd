"""Understands per kind of duty what makes it arise, who owes it to whom, and what settles it: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from keten.domein.begrippen import Begrip, Hoedanigheid, Plicht, Reden, Stand, Toestand, Trede, Verzoeksoort
from keten.domein.feiten import (
    AanvullingGegeven,
    AanvullingGevraagd,
    AfspraakGemaakt,
    BezorgingBevestigd,
    ContactGelegd,
    ContactpogingGedaan,
    CorrectieGevraagd,
    DoorzendingGedaan,
    EscalatieBevestigd,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    IntrekkingBevestigd,
    IntrekkingGeweigerd,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    RegieBelegd,
    TerugkoppelingGegeven,
    VerzoekGeaccepteerd,
    VerzoekOpgegeven,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
    WachtlijstGeplaatst,
)
from keten.domein.functies import Functie
from keten.domein.termijnen import Eenheid, Termijn


class Einde(Begrip):
    """How a part leaves its receiver."""

    AFGEROND = "AFGEROND"
    AFGEWEZEN = "AFGEWEZEN"
    INGETROKKEN = "INGETROKKEN"
    OPGEGEVEN = "OPGEGEVEN"
    DOORGEZONDEN = "DOORGEZONDEN"
    OPNIEUW_AANGEBODEN = "OPNIEUW_AANGEBODEN"
    HEROPEND = "HEROPEND"
    AAN_EEN_ANDER = "AAN_EEN_ANDER"


class Kandidaat(Begrip):
    """What a refusal makes arise where the question was offered to several."""

    ALS_ALTIJD = "ALS_ALTIJD"
    DE_LAATSTE = "DE_LAATSTE"
    NOOIT = "NOOIT"


_DOOR_TOESTAND: Final = {
    Toestand.AFGEROND: Einde.AFGEROND,
    Toestand.AFGEWEZEN: Einde.AFGEWEZEN,
    Toestand.INGETROKKEN: Einde.INGETROKKEN,
    Toestand.HEROPEND: Einde.HEROPEND,
    Toestand.NIET_MEER_BESCHIKBAAR: Einde.AAN_EEN_ANDER,
}


def einde_van(feit: Feit, was: Toestand, wordt: Toestand) -> Einde | None:
    """How this fact makes a part leave its receiver; None: it does not."""
    if isinstance(feit, VerzoekOpgegeven):
        return Einde.OPGEGEVEN
    if isinstance(feit, DoorzendingGedaan):
        return Einde.DOORGEZONDEN
    uit_handen = isinstance(feit, OnderdeelAangeboden) and was is not wordt
    if uit_handen or isinstance(feit, VerzoekOpnieuwAangeboden):
        return Einde.OPNIEUW_AANGEBODEN
    return None if was is wordt else _DOOR_TOESTAND.get(wordt)


def _bij(
    anders: Stand = Stand.VERVALLEN, *, voldaan: tuple[Einde, ...] = (), blijft: tuple[Einde, ...] = ()
) -> Mapping[Einde, Stand]:
    return {
        e: Stand.VOLDAAN if e in voldaan else Stand.VERSCHULDIGD if e in blijft else anders for e in Einde
    }


_BLIJFT: Final = _bij(Stand.VERSCHULDIGD)
_ALLE_SOORTEN: Final = frozenset(Verzoeksoort)
ZELF_IN_HANDEN: Final = frozenset({Verzoeksoort.VRAAG, Verzoeksoort.ACTIE})
"""Whoever took it in has it itself: it owes the client, and nobody else."""

_BIJ_EEN_ANDER: Final = _ALLE_SOORTEN - ZELF_IN_HANDEN

DOORZENDEN: Final = frozenset(
    {Reden.ONJUIST_GEADRESSEERD, Reden.NIET_BEVOEGD, Reden.VOERT_DEZE_HULP_NIET_UIT}
)
"""Who refuses for such a reason passes it on itself and tells the sender (Awb 2:3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plichtsoort:
    """One row.

    `bij_toestand`: it arises when a part comes into such a state, or is offered anew, unless its debtor owes
    it already. `bij_feit`: it arises with such a fact. Neither: a step of the ladder, a refusal or a rhythm
    makes it. `voldaan_door`: facts of the debtor (of the platform, where that owes) that pay it; of a
    performed function only those in `functies`. `een_tegelijk`: a fact pays one, the one that is due first.
    `bij_einde`: what becomes of it when its part leaves the receiver: VERSCHULDIGD where it stays;
    `gaat_mee`: at such an end that holds only for what this receiver owes, or is owed.
    `treden`: the steps of its ladder. `herhaalt`: once paid, a new one arises.
    `standaard`: its term where no rule of the inrichting fits; None: without a date of its own.
    `alleen_gewenst`: only where the sender wants terugkoppeling. `soorten`: only for such a verzoek.
    `alleen_in`: it lapses when its part is in none of these states any more; empty: no state ends it.
    `pauzeert`: a question for more information stops its clock; of one that follows a legal rule that rule
    says so. `uitstelbaar`: its debtor may ask for more time.
    `redenen`: only on a refusal for such a reason. `kandidaat`: where others were offered it too; DE_LAATSTE:
    only when nobody else can take it any more, whatever the reason. `begrensd`: a date set by the world may
    bring it forward.
    """

    bij_toestand: frozenset[Toestand] = frozenset()
    bij_feit: frozenset[type[Feit]] = frozenset()
    debiteur: Hoedanigheid
    voldaan_door: frozenset[type[Feit]] = frozenset()
    bij_einde: Mapping[Einde, Stand] = field(default_factory=_bij)
    gaat_mee: frozenset[Einde] = frozenset()
    treden: frozenset[Trede] = frozenset(Trede)
    herhaalt: bool = False
    standaard: Termijn | None
    alleen_gewenst: bool = False
    soorten: frozenset[Verzoeksoort] = _ALLE_SOORTEN
    redenen: frozenset[Reden] = frozenset(Reden)
    begrensd: bool = False
    functies: frozenset[Functie] = frozenset(Functie)
    een_tegelijk: bool = False
    alleen_in: frozenset[Toestand] = frozenset()
    pauzeert: bool = False
    uitstelbaar: bool = False
    kandidaat: Kandidaat = Kandidaat.ALS_ALTIJD


_ZONDER_LEZER: Final = frozenset(Trede) - {Trede.NIET_BEANTWOORD}
"""The client has no list to be put back on, and the afzender has nothing to do with it."""

_ONTVANGER, _AFZENDER = Hoedanigheid.ONTVANGER, Hoedanigheid.AFZENDER
_BESLOTEN = (Einde.AFGEROND, Einde.AFGEWEZEN, Einde.DOORGEZONDEN)

PLICHTEN: Final[Mapping[Plicht, Plichtsoort]] = {
    # Whoever decides or answers has it in a queue, so that pays receipt too.
    Plicht.ONTVANGST: Plichtsoort(
        bij_toestand=frozenset({Toestand.AANGEBODEN}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset(
            {
                OntvangstBevestigd,
                AanvullingGevraagd,
                CorrectieGevraagd,
                VerzoekGeaccepteerd,
                TerugkoppelingGegeven,
            }
        ),
        bij_einde=_bij(voldaan=_BESLOTEN),
        standaard=Termijn(1, Eenheid.WERKDAGEN),
        begrensd=True,
    ),
    Plicht.BESLUIT: Plichtsoort(
        bij_toestand=frozenset({Toestand.AANGEBODEN, Toestand.IN_TRIAGE, Toestand.HEROPEND}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({VerzoekGeaccepteerd}),
        bij_einde=_bij(voldaan=_BESLOTEN),
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        begrensd=True,
        pauzeert=True,
        uitstelbaar=True,
    ),
    # What is withdrawn is answered by the message that says so.
    Plicht.EINDTERUGKOPPELING: Plichtsoort(
        bij_toestand=frozenset(
            {Toestand.AANGEBODEN, Toestand.IN_TRIAGE, Toestand.GEACCEPTEERD, Toestand.HEROPEND}
        ),
        debiteur=_ONTVANGER,
        bij_einde=_bij(voldaan=(Einde.AFGEROND, Einde.INGETROKKEN)),
        standaard=None,
        alleen_gewenst=True,
        pauzeert=True,
        uitstelbaar=True,
    ),
    # To the client; a melding asks for an answer, not for contact.
    Plicht.EERSTE_CONTACT: Plichtsoort(
        bij_toestand=frozenset({Toestand.GEACCEPTEERD}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({ContactGelegd}),
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        soorten=_ALLE_SOORTEN - {Verzoeksoort.MELDING, Verzoeksoort.ACTIE},
        begrensd=True,
        uitstelbaar=True,
    ),
    # Also where no terugkoppeling is wanted: without it an accepted verzoek would have no clock at all.
    Plicht.STAND: Plichtsoort(
        bij_toestand=frozenset({Toestand.GEACCEPTEERD}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({TerugkoppelingGegeven, VoortgangGemeld}),
        herhaalt=True,
        standaard=Termijn(30, Eenheid.DAGEN),
        uitstelbaar=True,
    ),
    Plicht.HERROUTEREN: Plichtsoort(
        bij_toestand=frozenset({Toestand.AFGEWEZEN}),
        debiteur=_AFZENDER,
        bij_einde=_bij(voldaan=(Einde.OPNIEUW_AANGEBODEN, Einde.OPGEGEVEN)),
        treden=frozenset(Trede) - {Trede.NIET_BEANTWOORD},
        standaard=Termijn(1, Eenheid.WERKDAGEN),
        redenen=frozenset(Reden) - DOORZENDEN,
        kandidaat=Kandidaat.DE_LAATSTE,
    ),
    Plicht.DOORZENDING: Plichtsoort(
        bij_toestand=frozenset({Toestand.AFGEWEZEN}),
        debiteur=_ONTVANGER,
        bij_einde=_bij(voldaan=(Einde.DOORGEZONDEN,)),
        standaard=Termijn(1, Eenheid.WERKDAGEN),
        redenen=DOORZENDEN,
        kandidaat=Kandidaat.NOOIT,
    ),
    # A result that was completed meanwhile answers the question too.
    Plicht.INTREKKING: Plichtsoort(
        bij_toestand=frozenset({Toestand.INTREKKING_GEVRAAGD}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({IntrekkingBevestigd, IntrekkingGeweigerd}),
        bij_einde=_bij(voldaan=(Einde.AFGEROND, Einde.INGETROKKEN)),
        standaard=Termijn(2, Eenheid.WERKDAGEN),
    ),
    # Who is asked is reminded, and told when it is late; the receiver then goes on with what it has.
    Plicht.AANVULLING: Plichtsoort(
        bij_feit=frozenset({AanvullingGevraagd}),
        debiteur=_AFZENDER,
        voldaan_door=frozenset({AanvullingGegeven}),
        treden=frozenset({Trede.HERINNERING, Trede.TE_LAAT}),
        standaard=Termijn(5, Eenheid.DAGEN),
    ),
    # Whoever leaves a client waiting looks at it again, and says why the wait goes on.
    Plicht.HERBEOORDELING: Plichtsoort(
        bij_toestand=frozenset({Toestand.WACHTLIJST}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({WachtlijstGeplaatst}),
        herhaalt=True,
        standaard=Termijn(90, Eenheid.DAGEN),
        alleen_in=frozenset({Toestand.WACHTLIJST, Toestand.INTREKKING_GEVRAAGD}),
    ),
    # No contact yet: the next attempt has a clock, and so on until there is contact or it is given up.
    Plicht.CONTACTPOGING: Plichtsoort(
        bij_toestand=frozenset({Toestand.WACHT_OP_CLIENT}),
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({ContactpogingGedaan, AfspraakGemaakt}),
        herhaalt=True,
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        alleen_in=frozenset({Toestand.WACHT_OP_CLIENT, Toestand.INTREKKING_GEVRAAGD}),
    ),
    # Ours: nobody is reminded, and whoever does not read is not written to.
    Plicht.BEZORGING: Plichtsoort(
        bij_feit=frozenset({TerugkoppelingGegeven, OndersteuningAfgerond}),
        debiteur=Hoedanigheid.PLATFORM,
        voldaan_door=frozenset({BezorgingBevestigd}),
        bij_einde=_BLIJFT,
        treden=frozenset({Trede.ESCALATIE, Trede.HOGER_NIVEAU}),
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        alleen_gewenst=True,
        soorten=_BIJ_EEN_ANDER,
    ),
    # A person confirms, whatever else happens meanwhile; silence about it is not escalated again.
    Plicht.ESCALATIE: Plichtsoort(
        debiteur=Hoedanigheid.GEESCALEERDE,
        voldaan_door=frozenset({EscalatieBevestigd}),
        bij_einde=_BLIJFT,
        treden=frozenset(),
        standaard=Termijn(1, Eenheid.WERKDAGEN),
    ),
    # Of whoever is to take the lead: until it says so, the owner stays the owner.
    Plicht.REGIEOVERNAME: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({RegieBelegd}),
        bij_einde=_bij(blijft=tuple(e for e in Einde if e is not Einde.INGETROKKEN)),
        standaard=Termijn(1, Eenheid.WERKDAGEN),
    ),
    # Of the team, after support; who measures or asks once did so for one of them.
    Plicht.METING: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({MonitoringWaargenomen}),
        bij_einde=_bij(blijft=(Einde.AFGEROND,)),
        treden=_ZONDER_LEZER,
        standaard=None,
        een_tegelijk=True,
    ),
    Plicht.EVALUATIE: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({EvaluatieGegeven, FunctieVerricht}),
        bij_einde=_bij(blijft=(Einde.AFGEROND,)),
        treden=_ZONDER_LEZER,
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        functies=frozenset({Functie.EVALUATIE}),
        een_tegelijk=True,
    ),
    # Of the owner: the client was asked and has so long to answer; then what it made of it is written down,
    # or that no answer came. Its silence is never satisfaction, and ends nothing by itself.
    Plicht.ERVARING: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({EvaluatieGegeven}),
        bij_einde=_bij(blijft=(Einde.AFGEROND,)),
        treden=_ZONDER_LEZER,
        standaard=Termijn(14, Eenheid.DAGEN),
        een_tegelijk=True,
    ),
    # Of the owner, whoever that is by then: the monthly look of a plan, for each action. One look pays one.
    Plicht.OPVOLGING: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({FunctieVerricht}),
        bij_einde=_bij(blijft=(Einde.AFGEWEZEN, Einde.DOORGEZONDEN, Einde.OPNIEUW_AANGEBODEN)),
        treden=_ZONDER_LEZER,
        herhaalt=True,
        standaard=Termijn(1, Eenheid.MAANDEN, kalender=True),
        functies=frozenset({Functie.VRAAGOPVOLGING}),
        een_tegelijk=True,
    ),
    # Of the role in the path to the product: the next function. Which one, and by when, the path says.
    Plicht.FUNCTIE: Plichtsoort(
        debiteur=_ONTVANGER,
        voldaan_door=frozenset({FunctieVerricht}),
        treden=_ZONDER_LEZER,
        standaard=Termijn(10, Eenheid.WERKDAGEN),
        functies=frozenset(Functie),
    ),
    # Of whoever said it, to whoever heard it: which of the two that is stands in `correctie`. Whoever leaves
    # the part takes along its words, and its questions; between others they stand. Withdrawn, all is over.
    Plicht.CORRECTIE: Plichtsoort(
        bij_feit=frozenset({CorrectieGevraagd}),
        debiteur=_AFZENDER,
        voldaan_door=frozenset({AanvullingGegeven}),
        bij_einde=_bij(blijft=(Einde.AFGEROND, Einde.HEROPEND)),
        gaat_mee=frozenset({Einde.AFGEWEZEN, Einde.DOORGEZONDEN, Einde.OPNIEUW_AANGEBODEN}),
        standaard=Termijn(5, Eenheid.WERKDAGEN),
    ),
    # Of the owner: what the investigation came to, in writing (Wmo 2015, 2.3.2(8)). Only where a rule of the
    # inrichting says that it is owed; whoever gives it pays it, and without it nothing is rounded off.
    Plicht.UITKOMST: Plichtsoort(
        debiteur=Hoedanigheid.REGIEHOUDER,
        voldaan_door=frozenset({FunctieVerricht}),
        bij_einde=_bij(blijft=tuple(e for e in Einde if e not in (Einde.INGETROKKEN, Einde.OPGEGEVEN))),
        treden=_ZONDER_LEZER,
        standaard=None,
    ),
    # The partner's, whatever it is here; after its term beheer's. What pays it stands in `herstel`.
    Plicht.HERSTEL: Plichtsoort(
        debiteur=_AFZENDER,
        bij_einde=_BLIJFT,
        treden=frozenset(Trede) - {Trede.NIET_BEANTWOORD},
        standaard=Termijn(1, Eenheid.WERKDAGEN),
    ),
}

BIJ_TOESTAND: Final[Mapping[Toestand, tuple[Plicht, ...]]] = {
    toestand: tuple(p for p, regel in PLICHTEN.items() if toestand in regel.bij_toestand)
    for toestand in Toestand
}
"""What may arise when a part comes into a state, in the order of the table."""

BIJ_FEIT: Final[Mapping[type[Feit], tuple[Plicht, ...]]] = {
    soort: tuple(p for p, regel in PLICHTEN.items() if soort in regel.bij_feit)
    for soort in frozenset[type[Feit]]().union(*(regel.bij_feit for regel in PLICHTEN.values()))
}
"""What may arise with a fact."""

VAN_EIGENAAR: Final = frozenset(
    {Plicht.METING, Plicht.EVALUATIE, Plicht.ERVARING, Plicht.OPVOLGING, Plicht.UITKOMST}
)
"""Kinds that whoever owns the verzoek owes: with another owner they are the other's."""
