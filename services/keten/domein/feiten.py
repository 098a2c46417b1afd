"""Understands what happened to a verzoek. Past tense; nothing here decides.

Time and the version of the rules are in the fact, so that a fold over the facts gives the same state for
ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias
from uuid import UUID

from keten.domein.begrippen import (
    Aanleiding,
    Aanvulling,
    Antwoord,
    Capaciteit,
    Contactwijze,
    Correctie,
    Dagdeel,
    Ervaring,
    Grondslag,
    Meetmoment,
    Onjuistheid,
    Oplossingskader,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Resultaat,
    Thema,
    Uitkomst,
    Urgentie,
    Verloop,
    Verzoeksoort,
    Voortgang,
)
from keten.domein.functies import Functie, Functieresultaat


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Position of the partner's record that a fact came from."""

    topic: str
    partitie: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What every fact says.

    `nu`: UTC; the broker's arrival time for a partner's message, else stamped once by the writer.
    `inrichting`: version of the deployment's rules in force at `nu`.
    `afzender`: code of the party, or `wijkketen`. `door`: role of the person there, if told.
    `bericht_id`, `bericht_hash` (16 bytes): the sender's own id and what it then said; None for facts of our
    own.
    `kenmerk`, `kluis`: ciphertext; the core passes them on and never looks inside.
    """

    feit_id: UUID
    verzoek_id: UUID
    nu: datetime
    inrichting: int
    afzender: str
    door: str | None = None
    bericht_id: str | None = None
    bericht_hash: bytes | None = None
    herkomst: Herkomst | None = None
    onderdeel: int = 1
    kenmerk: bytes | None = None
    kluis: bytes | None = None


@dataclass(frozen=True, slots=True)
class Openingsfeit:
    """With what a verzoek begins. What the four openings share.

    `aanleiding`: what threatens. `uiterlijk_datum`: the last day on which an answer still helps, said by the
    world and not by a rule, so it is never moved for a weekend.
    """

    kop: Kop
    gemeente: str
    thema: Thema
    urgentie: Urgentie
    terugkoppeling_gewenst: bool = True
    aanleiding: Aanleiding | None = None
    uiterlijk_datum: date | None = None

    @property
    def geldende_urgentie(self) -> Urgentie:
        """What the sender says, or more where what threatens asks for it."""
        if self.aanleiding is None:
            return self.urgentie
        return max(self.urgentie, self.aanleiding.urgentie, key=list(Urgentie).index)


@dataclass(frozen=True, slots=True)
class SignaleringGedaan(Openingsfeit):
    """Somebody notices something; the chain finds out what to do with it."""


@dataclass(frozen=True, slots=True)
class MeldingGedaan(Openingsfeit):
    """Somebody reports, and is owed an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerwijzingAangeboden(Openingsfeit):
    """A person refers a client, warm, to a receiver of their choice.

    `ook_aan`: to whom it is offered beside `ontvanger`; whoever takes it first has it.
    """

    ontvanger: str
    grondslag: Grondslag
    product: str | None = None
    ook_aan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnderdeelAangeboden(Openingsfeit):
    """The same, within a verzoek that is there: a part of it goes, warm, to a receiver.

    `kop.onderdeel`: the part from which it comes. `product`: code of what is asked. `ook_aan`: as in
    `VerwijzingAangeboden`.
    """

    ontvanger: str
    grondslag: Grondslag
    product: str | None = None
    ook_aan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OnderdeelToegevoegd:
    """A part that stays with whoever adds it: an action. `kop.onderdeel`: the part from which it comes.

    `thema` None: that of the part from which it comes.
    """

    kop: Kop
    thema: Thema | None = None
    product: str | None = None
    uiterlijk_datum: date | None = None


@dataclass(frozen=True, slots=True)
class Planactie:
    """One action of a plan. `thema` None: that of the part in which the plan was made."""

    thema: Thema | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True)
class PlanVastgesteld:
    """The Plan van Aanpak: each action becomes a part, looked at every month. The words are in `kop.kluis`.

    `oplossingen`: from which frames its solutions come. Source: chapter 4.2.
    """

    kop: Kop
    acties: tuple[Planactie, ...]
    oplossingen: tuple[Oplossingskader, ...] = ()


@dataclass(frozen=True, slots=True)
class VraagGesteld(Openingsfeit):
    """A resident's own question, taken in by the WIP or the team; it stays with whoever took it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignaleringGekoppeld(Openingsfeit):
    """A report about a verzoek that goes on: one of its own, so that its reporter is answered.

    Said by that verzoek, in the name of the reporter. `hoofdzaak`: it; `ontvanger`: who leads it.
    """

    ontvanger: str
    hoofdzaak: UUID


@dataclass(frozen=True, slots=True)
class OntvangstBevestigd:
    """It is in somebody's queue; at a meldpunt triage began."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class VerzoekGeaccepteerd:
    """The receiver takes it on, and owes how it stands from then on."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class VerzoekAfgewezen:
    """The receiver does not take it on, or not any longer; the sender must find another way."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class VerzoekOpnieuwAangeboden:
    """The sender offers it to another receiver, warm again; `ook_aan`: as in `VerwijzingAangeboden`."""

    kop: Kop
    ontvanger: str
    ook_aan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VerzoekOpgegeven:
    """The sender stops, and says why."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class IntrekkingGevraagd:
    """The sender asks the receiver to stop; until that confirms, a completed result may still win."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class IntrekkingBevestigd:
    """The receiver stopped because the sender asked it to."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class IntrekkingGeweigerd:
    """The receiver goes on although the sender asked it to stop."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class AanvullingGevraagd:
    """The receiver cannot decide without more information, and asks the sender for it."""

    kop: Kop
    gevraagd: Aanvulling


@dataclass(frozen=True, slots=True)
class AanvullingGegeven:
    """The sender gives more information, asked or not; or either side puts right what it said.

    `correctie`: what it makes of what the other called wrong; None: this is not about that. `onjuist`: of
    which fault; None: of all that were asked, which are then of one kind.
    """

    kop: Kop
    correctie: Correctie | None = None
    onjuist: Onjuistheid | None = None


@dataclass(frozen=True, slots=True)
class CorrectieGevraagd:
    """What another party said is wrong, says who heard it. `bericht`: id of the message it stood in, as that
    party got it.
    """

    kop: Kop
    onjuist: Onjuistheid
    bericht: UUID | None = None


@dataclass(frozen=True, slots=True)
class UitstelGevraagd:
    """The receiver needs more time, until the end of `nieuwe_datum`.

    `plicht`: for which duty; None: the first to be due.
    """

    kop: Kop
    reden: Reden
    nieuwe_datum: date
    plicht: Plicht | None = None


@dataclass(frozen=True, slots=True)
class WachtlijstGeplaatst:
    """The help cannot begin yet, or still not: the client waits, and why."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class AfspraakGemaakt:
    """The client will be spoken to on `afspraak_datum`."""

    kop: Kop
    afspraak_datum: date
    dagdeel: Dagdeel | None = None


@dataclass(frozen=True, slots=True)
class AfspraakNietVerschenen:
    """The client did not come. `datum`: of which day; None: of the appointment that was made."""

    kop: Kop
    datum: date | None = None


@dataclass(frozen=True, slots=True)
class VerzoekHeropend:
    """What was ended goes on: somebody in it says that it was not done."""

    kop: Kop
    reden: Reden


@dataclass(frozen=True, slots=True)
class VerplichtingKwijtgescholden:
    """The creditor lets the debtor off: every open duty of this kind on the part that is owed to it."""

    kop: Kop
    plicht: Plicht
    reden: Reden


@dataclass(frozen=True, slots=True)
class PlichtKwijtgescholden:
    """Beheer lets a debtor off. `nummer`: of the duty. `mandaat`: on whose decision, as a reference.

    `kop.afzender` is `beheer`.
    """

    kop: Kop
    nummer: int
    reden: Reden
    mandaat: str


@dataclass(frozen=True, slots=True)
class DoorzendingGedaan:
    """The receiver passes it on to whom it belongs with; the sender is always told."""

    kop: Kop
    ontvanger: str


@dataclass(frozen=True, slots=True)
class BehandelingGestart:
    """The help itself began."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class ContactpogingGedaan:
    """Contact was sought and not made."""

    kop: Kop
    wijze: Contactwijze
    datum: date | None = None
    dagdeel: Dagdeel | None = None


@dataclass(frozen=True, slots=True)
class ContactGelegd:
    """There was contact with the client."""

    kop: Kop
    wijze: Contactwijze
    datum: date | None = None
    dagdeel: Dagdeel | None = None


@dataclass(frozen=True, slots=True)
class VoortgangGemeld:
    """How it goes in between. `uiterlijk_datum`: as in `Openingsfeit`, known only now."""

    kop: Kop
    voortgang: Voortgang
    uiterlijk_datum: date | None = None


@dataclass(frozen=True, slots=True)
class FunctieVerricht:
    """One of the 25 functions was performed.

    `resultaat`: how it ended, one of the function's own. `product`: what was asked, in a conversation.
    `geprobeerd`: the solution frames that were gone through, in their fixed order; `gekozen`: in which of
    them the solution was found. `verslag_gegeven`: the client has the outcome in writing.
    """

    kop: Kop
    functie: Functie
    uitkomst: Uitkomst
    resultaat: Functieresultaat | None = None
    product: str | None = None
    geprobeerd: tuple[Oplossingskader, ...] = ()
    gekozen: Oplossingskader | None = None
    verslag_gegeven: bool = False


@dataclass(frozen=True, slots=True)
class TerugkoppelingGegeven:
    """The receiver answers; a final result ends the part."""

    kop: Kop
    resultaat: Resultaat


@dataclass(frozen=True, slots=True)
class RegieBelegd:
    """Regie was taken, offered to `naar` (OVERDRAGEN), or laid down; also said by who does not take it."""

    kop: Kop
    daad: Regiedaad
    soort: Regierol = Regierol.REGIEHOUDER
    naar: str | None = None


@dataclass(frozen=True, slots=True)
class CapaciteitGewijzigd:
    """A party says how much room it has. About no verzoek: `kop.verzoek_id` stands for party and month.

    `product`, `gemeente`: for what and where; None: for all. `vanaf`, `tot`: first and last day; None: from
    now on, until it says otherwise or what it said is too old. `wachttijd_weken`: until help can begin.
    """

    kop: Kop
    capaciteit: Capaciteit
    product: str | None = None
    gemeente: str | None = None
    vanaf: date | None = None
    tot: date | None = None
    wachttijd_weken: int | None = None


@dataclass(frozen=True, slots=True)
class EscalatieBevestigd:
    """A person who was told of an escalation has taken it up."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class EscalatieIngezet:
    """Somebody with a mandate put a duty of another before a person, earlier than the ladder would."""

    kop: Kop
    plicht: Plicht


@dataclass(frozen=True, slots=True)
class OndersteuningAfgerond:
    """Support ended, with a final result. `nazorg`: whether people go on looking how it goes."""

    kop: Kop
    resultaat: Resultaat
    nazorg: bool = True


@dataclass(frozen=True, slots=True)
class MonitoringWaargenomen:
    """Somebody looked, or was told, how it goes after support. `terugval`: a relapse."""

    kop: Kop
    terugval: bool


@dataclass(frozen=True, slots=True)
class EvaluatieGegeven:
    """The four questions of 4.4, as the professional answers them, and what the client makes of it."""

    kop: Kop
    vraag_beantwoord: Antwoord
    proces_goed: Antwoord
    zelfredzaamheid: Verloop
    participatie: Verloop
    ervaring: Ervaring

    @property
    def ontevreden(self) -> bool:
        """True where it did not help: the client says so, or the question was not answered."""
        return self.ervaring is Ervaring.ONTEVREDEN or self.vraag_beantwoord is Antwoord.NEE


@dataclass(frozen=True, slots=True)
class ZelfredzaamheidGemeten:
    """Levels of the ZRM (1 acute to 5 fully self-reliant) and of the participatieladder (1 to 6).

    None: not measured, which is never 0. The fields carry the codes of `Zrmdomein`, in lower case.
    """

    kop: Kop
    moment: Meetmoment
    financien: int | None = None
    dagbesteding: int | None = None
    huisvesting: int | None = None
    huiselijke_relaties: int | None = None
    geestelijke_gezondheid: int | None = None
    lichamelijke_gezondheid: int | None = None
    verslaving: int | None = None
    adl: int | None = None
    sociaal_netwerk: int | None = None
    maatschappelijke_participatie: int | None = None
    justitie: int | None = None
    participatieladder: int | None = None


@dataclass(frozen=True, slots=True)
class WekkerGegaan:
    """An alarm set for `debiteur` at `wek_op` went; the debtor's messages up to that moment are all known."""

    kop: Kop
    debiteur: str
    wek_op: datetime


@dataclass(frozen=True, slots=True)
class BezorgingBevestigd:
    """The receiver has read the outgoing message `uitgaand_id`."""

    kop: Kop
    ontvanger: str
    uitgaand_id: UUID


@dataclass(frozen=True, slots=True)
class BerichtAfgekeurd:
    """A record of `partij` was not taken in, for its form (`code`: KTN-1xx). Said by the intake: by us.

    `kop.afzender` is `wijkketen`, `kop.herkomst` the partner's record, whose verdict the intake already gave.
    `kop.verzoek_id`: the verzoek that the record was about or meant to open; where it fits none (`hoort_bij`
    False) one that stands for this partner and this hour. `type`: short type, where that could be read and is
    one of ours.
    """

    kop: Kop
    partij: str
    code: str
    type: str | None = None
    hoort_bij: bool = False


@dataclass(frozen=True, slots=True)
class HerstelAfgedaan:
    """Beheer decided on a duty to repair: it was repaired by hand, or there is nothing left to repair.

    `kop.afzender` is `beheer`. `nummer`: of the duty.
    """

    kop: Kop
    nummer: int


Opening: TypeAlias = (
    SignaleringGedaan | MeldingGedaan | VerwijzingAangeboden | VraagGesteld | SignaleringGekoppeld
)

Uitbreiding: TypeAlias = OnderdeelAangeboden | OnderdeelToegevoegd | PlanVastgesteld
"""One part or more may come in by it."""

AndereOntvanger: TypeAlias = DoorzendingGedaan | VerzoekOpnieuwAangeboden
"""A part goes on to another, as it is."""

Kwijtschelding: TypeAlias = VerplichtingKwijtgescholden | PlichtKwijtgescholden
"""A debtor is let off."""

Feit: TypeAlias = (
    SignaleringGedaan
    | MeldingGedaan
    | VerwijzingAangeboden
    | VraagGesteld
    | OnderdeelAangeboden
    | OnderdeelToegevoegd
    | PlanVastgesteld
    | SignaleringGekoppeld
    | OntvangstBevestigd
    | VerzoekGeaccepteerd
    | VerzoekAfgewezen
    | VerzoekOpnieuwAangeboden
    | VerzoekOpgegeven
    | IntrekkingGevraagd
    | IntrekkingBevestigd
    | IntrekkingGeweigerd
    | AanvullingGevraagd
    | AanvullingGegeven
    | CorrectieGevraagd
    | UitstelGevraagd
    | WachtlijstGeplaatst
    | AfspraakGemaakt
    | AfspraakNietVerschenen
    | VerzoekHeropend
    | VerplichtingKwijtgescholden
    | PlichtKwijtgescholden
    | DoorzendingGedaan
    | BehandelingGestart
    | ContactpogingGedaan
    | ContactGelegd
    | VoortgangGemeld
    | FunctieVerricht
    | TerugkoppelingGegeven
    | CapaciteitGewijzigd
    | EscalatieBevestigd
    | RegieBelegd
    | EscalatieIngezet
    | OndersteuningAfgerond
    | MonitoringWaargenomen
    | EvaluatieGegeven
    | ZelfredzaamheidGemeten
    | WekkerGegaan
    | BezorgingBevestigd
    | BerichtAfgekeurd
    | HerstelAfgedaan
)

SOORTEN: Final[Mapping[type[Feit], Verzoeksoort]] = {
    SignaleringGedaan: Verzoeksoort.SIGNALERING,
    MeldingGedaan: Verzoeksoort.MELDING,
    VerwijzingAangeboden: Verzoeksoort.VERWIJZING,
    VraagGesteld: Verzoeksoort.VRAAG,
    SignaleringGekoppeld: Verzoeksoort.SIGNALERING,
}
"""Which kind of verzoek an opening opens."""

BERICHTTYPEN: Final[Mapping[type[Feit], str]] = {
    SignaleringGedaan: "signalering.gedaan",
    MeldingGedaan: "melding.gedaan",
    VerwijzingAangeboden: "verwijzing.aangeboden",
    VraagGesteld: "vraag.gesteld",
    OnderdeelAangeboden: "verwijzing.aangeboden",
    OnderdeelToegevoegd: "onderdeel.toegevoegd",
    PlanVastgesteld: "plan.vastgesteld",
    OntvangstBevestigd: "ontvangst.bevestigd",
    VerzoekGeaccepteerd: "verzoek.geaccepteerd",
    VerzoekAfgewezen: "verzoek.afgewezen",
    VerzoekOpnieuwAangeboden: "verzoek.opnieuw-aangeboden",
    VerzoekOpgegeven: "verzoek.opgegeven",
    IntrekkingGevraagd: "intrekking.gevraagd",
    IntrekkingBevestigd: "intrekking.bevestigd",
    IntrekkingGeweigerd: "intrekking.geweigerd",
    AanvullingGevraagd: "aanvulling.gevraagd",
    AanvullingGegeven: "aanvulling.gegeven",
    CorrectieGevraagd: "correctie.gevraagd",
    UitstelGevraagd: "uitstel.gevraagd",
    WachtlijstGeplaatst: "wachtlijst.geplaatst",
    AfspraakGemaakt: "afspraak.gemaakt",
    AfspraakNietVerschenen: "afspraak.niet-verschenen",
    VerzoekHeropend: "verzoek.heropend",
    VerplichtingKwijtgescholden: "verplichting.kwijtgescholden",
    DoorzendingGedaan: "doorzending.gedaan",
    BehandelingGestart: "behandeling.gestart",
    ContactpogingGedaan: "contactpoging.gedaan",
    ContactGelegd: "contact.gelegd",
    VoortgangGemeld: "voortgang.gemeld",
    FunctieVerricht: "functie.verricht",
    TerugkoppelingGegeven: "terugkoppeling.gegeven",
    CapaciteitGewijzigd: "capaciteit.gewijzigd",
    EscalatieBevestigd: "escalatie.bevestigd",
    RegieBelegd: "regie.belegd",
    EscalatieIngezet: "escalatie.ingezet",
    OndersteuningAfgerond: "ondersteuning.afgerond",
    MonitoringWaargenomen: "monitoring.waargenomen",
    EvaluatieGegeven: "evaluatie.gegeven",
    ZelfredzaamheidGemeten: "zelfredzaamheid.gemeten",
}
"""What a partner calls it: the short type of its message. Facts of our own have none."""
