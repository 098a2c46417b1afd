"""Understands how a test builds an inrichting and facts. All of it fictitious; ids are derived, not drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from keten.domein.begrippen import (
    BEHEER,
    WIJKKETEN,
    Aanleiding,
    Aanvulling,
    Antwoord,
    Capaciteit,
    Contactwijze,
    Correctie,
    Ervaring,
    Grondslag,
    Meetmoment,
    Onjuistheid,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Resultaat,
    Rol,
    Thema,
    Uitkomst,
    Urgentie,
    Verloop,
    Voortgang,
)
from keten.domein.besluiten import Besluit, Oordeel
from keten.domein.dossier import Dossier
from keten.domein.feiten import (
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
    Herkomst,
    HerstelAfgedaan,
    IntrekkingBevestigd,
    IntrekkingGevraagd,
    IntrekkingGeweigerd,
    Kop,
    MeldingGedaan,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    Planactie,
    PlanVastgesteld,
    PlichtKwijtgescholden,
    RegieBelegd,
    SignaleringGedaan,
    TerugkoppelingGegeven,
    UitstelGevraagd,
    VerplichtingKwijtgescholden,
    VerwijzingAangeboden,
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
from keten.domein.functies import Functie, Functieresultaat
from keten.domein.inrichting import (
    Escalatieniveau,
    Inrichting,
    Ketenpad,
    Partij,
    Routeringsregel,
    Termijnregel,
)
from keten.domein.kantoor import Bereikbaarheid
from keten.domein.keten import verwerk
from keten.domein.termijnen import ZONE, Eenheid, Termijn

VERZOEK = uuid5(NAMESPACE_URL, "verzoek van een toets")
B = TypeVar("B")


def lokaal(tekst: str) -> datetime:
    """`2027-03-25 10:00` in Amsterdam, as UTC."""
    return datetime.fromisoformat(tekst).replace(tzinfo=ZONE).astimezone(UTC)


def toon(moment: datetime) -> str:
    """An instant as people in Amsterdam read it: `do 25-03-2027 10:00`."""
    plaatselijk = moment.astimezone(ZONE)
    dag = ("ma", "di", "wo", "do", "vr", "za", "zo")[plaatselijk.weekday()]
    return f"{dag} {plaatselijk:%d-%m-%Y %H:%M}"


T0 = lokaal("2026-11-24 10:00")  # a Tuesday without free days near it


def partij(code: str, rol: Rol) -> Partij:
    return Partij(code, code.capitalize(), rol, f"urn:{code}", f"groep-{code}")


PARTIJEN = {
    p.code: p
    for p in (
        partij("politie", Rol.POLITIE),
        partij("meldpunt", Rol.MELDPUNT),
        partij("wijkteam", Rol.WIJKTEAM),
        partij("wip", Rol.WIP),
        partij("wijklijn", Rol.WIJKLIJN),
        partij("mee", Rol.WELZIJN),
        partij("huisarts", Rol.HUISARTS),
        partij("zorgnetwerk", Rol.ZORGNETWERK),
    )
}

WERKDAG = Termijn(1, Eenheid.WERKDAGEN)
DRIE_WERKDAGEN = Termijn(3, Eenheid.WERKDAGEN)


def inrichting(
    *,
    niveaus: tuple[Escalatieniveau, ...] = (
        Escalatieniveau("wijkteam", "coordinator"),
        Escalatieniveau("wip", "manager"),
    ),
    termijnen: tuple[Termijnregel, ...] = (
        Termijnregel(
            "o-spoed", Plicht.ONTVANGST, Termijn(1, Eenheid.UREN), urgenties=frozenset({Urgentie.SPOED})
        ),
        Termijnregel("o", Plicht.ONTVANGST, WERKDAG),
        Termijnregel("b", Plicht.BESLUIT, DRIE_WERKDAGEN),
    ),
    ketenpaden: Mapping[str, Ketenpad] | None = None,
    routering: tuple[Routeringsregel, ...] = (
        Routeringsregel("zorg", "meldpunt", frozenset({Thema.ZORG_EN_OVERLAST})),
        Routeringsregel("omgeving", "wijklijn", frozenset({Thema.LEEFBAARHEID, Thema.OMGEVING})),
        Routeringsregel("meedoen", "mee", frozenset({Thema.MEEDOEN})),
        Routeringsregel("wonen", "wijkteam", frozenset({Thema.WONEN})),
    ),
) -> Inrichting:
    return Inrichting(
        naam="toets",
        versie=1,
        geldig_vanaf=lokaal("2020-01-01 00:00"),
        gemeenten={"0505": "Dordrecht"},
        partijen=PARTIJEN,
        routering=routering,
        vangnet="wip",
        termijnen=termijnen,
        niveaus=niveaus,
        ketenpaden=ketenpaden or {},
        bereikbaarheid=Bereikbaarheid({dag: (time(8, 30), time(17)) for dag in range(5)}, "zorgnetwerk"),
        meetmomenten=(
            Termijnregel("m6w", Plicht.METING, Termijn(6, Eenheid.WEKEN)),
            Termijnregel("m3m", Plicht.METING, Termijn(3, Eenheid.MAANDEN)),
            Termijnregel("m6m", Plicht.METING, Termijn(6, Eenheid.MAANDEN)),
        ),
        escalatiemandaat=frozenset({("wijkteam", "casemanager"), ("meldpunt", "casemanager")}),
        rolvolgorde=("casemanager", "coordinator", "manager", "directeur"),
        hogere_niveaus={"mee": Escalatieniveau("mee", "directeur")},
        regie_bekend_bij=frozenset(Rol) - {Rol.POLITIE, Rol.CORPORATIE},
        gezinscoaches=frozenset(Rol),
        capaciteit_bekend_bij=frozenset({Rol.WIJKTEAM, Rol.WIP}),
        alternatieven={Thema.ZORG_EN_OVERLAST: ("meldpunt", "wijkteam", "politie", "mee")},
    )


@dataclass
class Keten:
    """One verzoek, driven by hand: each call is one fact, time is given or stands still."""

    inrichting: Inrichting = field(default_factory=inrichting)
    dossier: Dossier | None = None
    nu: datetime = T0
    feiten: list[Feit] = field(default_factory=list)
    besluiten: list[tuple[Besluit, ...]] = field(default_factory=list)

    def kop(self, afzender: str, **anders: object) -> Kop:
        """A head as `inname` would make it; each next record has the next offset."""
        nummer = len(self.feiten)
        velden: dict[str, object] = {
            "feit_id": uuid5(VERZOEK, f"feit {nummer}"),
            "verzoek_id": VERZOEK,
            "nu": self.nu,
            "inrichting": self.inrichting.versie,
            "afzender": afzender,
        }
        if afzender not in (WIJKKETEN, BEHEER):
            velden |= {
                "bericht_id": f"bericht {nummer}",
                "bericht_hash": uuid5(VERZOEK, f"inhoud {nummer}").bytes,
                "herkomst": Herkomst(f"in.{afzender}", 0, nummer),
            }
        return Kop(**(velden | anders))  # type: ignore[arg-type]  # a test's own fields

    def stuur(self, feit: Feit) -> tuple[Besluit, ...]:
        """What the fact leads to; the dossier moves on."""
        self.dossier, besluiten = verwerk(self.dossier, feit, self.inrichting)
        self.feiten.append(feit)
        self.besluiten.append(besluiten)
        return besluiten

    @property
    def d(self) -> Dossier:
        assert self.dossier is not None
        return self.dossier

    # -- what parties do

    def meld(
        self,
        afzender: str = "politie",
        thema: Thema = Thema.ZORG_EN_OVERLAST,
        urgentie: Urgentie = Urgentie.ROUTINE,
        gewenst: bool = True,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        anders.setdefault("kenmerk", b"kenmerk van " + afzender.encode())
        anders.setdefault("kluis", b"geheim")
        return self.stuur(MeldingGedaan(self.kop(afzender, **anders), "0505", thema, urgentie, gewenst))

    def signaleer(
        self, afzender: str = "politie", thema: Thema = Thema.ZORG_EN_OVERLAST, **anders: object
    ) -> tuple[Besluit, ...]:
        kop = self.kop(afzender, kluis=b"geheim", **anders)
        return self.stuur(SignaleringGedaan(kop, "0505", thema, Urgentie.ROUTINE))

    def verwijs(
        self,
        naar: str = "mee",
        afzender: str = "huisarts",
        thema: Thema = Thema.MEEDOEN,
        aanleiding: Aanleiding | None = None,
        uiterlijk: date | None = None,
        ook_aan: tuple[str, ...] = (),
        **anders: object,
    ) -> tuple[Besluit, ...]:
        feit = VerwijzingAangeboden(
            self.kop(afzender, kluis=b"geheim", **anders),
            "0505",
            thema,
            Urgentie.ROUTINE,
            aanleiding=aanleiding,
            uiterlijk_datum=uiterlijk,
            ontvanger=naar,
            grondslag=Grondslag.TOESTEMMING,
            ook_aan=ook_aan,
        )
        return self.stuur(feit)

    def vraag(self, afzender: str = "wijkteam", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(
            VraagGesteld(self.kop(afzender, **anders), "0505", Thema.SCHULDEN, Urgentie.ROUTINE)
        )

    def verwijs_onderdeel(
        self,
        naar: str = "mee",
        van: str = "meldpunt",
        thema: Thema = Thema.MEEDOEN,
        ook_aan: tuple[str, ...] = (),
        **anders: object,
    ) -> tuple[Besluit, ...]:
        anders.setdefault("kluis", b"geheim van het onderdeel")
        feit = OnderdeelAangeboden(
            kop=self.kop(van, **anders),
            gemeente="0505",
            thema=thema,
            urgentie=Urgentie.ROUTINE,
            ontvanger=naar,
            grondslag=Grondslag.TOESTEMMING,
            product="dagopvang",
            ook_aan=ook_aan,
        )
        return self.stuur(feit)

    def voeg_actie_toe(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(OnderdeelToegevoegd(self.kop(van, **anders), product="taalles"))

    def stel_plan_vast(self, van: str = "wijkteam", aantal: int = 3, **anders: object) -> tuple[Besluit, ...]:
        acties = tuple(Planactie(product=f"actie-{n}") for n in range(aantal))
        return self.stuur(PlanVastgesteld(self.kop(van, **anders), acties))

    def kijk(self, onderdeel: int, van: str = "wijkteam", **anders: object) -> tuple[Besluit, ...]:
        kop = self.kop(van, onderdeel=onderdeel, **anders)
        return self.stuur(FunctieVerricht(kop, Functie.VRAAGOPVOLGING, Uitkomst.GEDAAN))

    def wijs_af(
        self, van: str = "meldpunt", reden: Reden = Reden.GEEN_CAPACITEIT, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(VerzoekAfgewezen(self.kop(van, **anders), reden))

    def bied_opnieuw_aan(
        self,
        naar: str = "wijkteam",
        van: str = "politie",
        ook_aan: tuple[str, ...] = (),
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(VerzoekOpnieuwAangeboden(self.kop(van, **anders), naar, ook_aan))

    def geef_op(
        self, van: str = "politie", reden: Reden = Reden.CLIENT_ZIET_AF, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(VerzoekOpgegeven(self.kop(van, **anders), reden))

    def trek_in(
        self, van: str = "politie", reden: Reden = Reden.CLIENT_ZIET_AF, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(IntrekkingGevraagd(self.kop(van, **anders), reden))

    def stop(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(IntrekkingBevestigd(self.kop(van, **anders)))

    def ga_door(
        self, van: str = "meldpunt", reden: Reden = Reden.AL_BEGONNEN, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(IntrekkingGeweigerd(self.kop(van, **anders), reden))

    def vraag_aanvulling(
        self, van: str = "meldpunt", gevraagd: Aanvulling = Aanvulling.CONTACTGEGEVENS, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(AanvullingGevraagd(self.kop(van, **anders), gevraagd))

    def vul_aan(self, van: str = "politie", **anders: object) -> tuple[Besluit, ...]:
        anders.setdefault("kluis", b"meer")
        return self.stuur(AanvullingGegeven(self.kop(van, **anders)))

    def zeg_of_er_plek_is(
        self,
        van: str = "mee",
        capaciteit: Capaciteit = Capaciteit.VOL,
        product: str | None = None,
        vanaf: date | None = None,
        tot: date | None = None,
        weken: int | None = None,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        kop = self.kop(van, **anders)
        return self.stuur(
            CapaciteitGewijzigd(kop, capaciteit, product, vanaf=vanaf, tot=tot, wachttijd_weken=weken)
        )

    def zet_recht(
        self,
        van: str = "politie",
        correctie: Correctie | None = Correctie.HERSTELD,
        onjuist: Onjuistheid | None = None,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(AanvullingGegeven(self.kop(van, **anders), correctie, onjuist))

    def vraag_correctie(
        self,
        van: str = "meldpunt",
        onjuist: Onjuistheid = Onjuistheid.ONJUIST_GEGEVEN,
        bericht: UUID | None = None,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(CorrectieGevraagd(self.kop(van, **anders), onjuist, bericht))

    def vraag_uitstel(
        self,
        tot: date,
        van: str = "meldpunt",
        plicht: Plicht | None = None,
        reden: Reden = Reden.GEEN_CAPACITEIT,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(UitstelGevraagd(self.kop(van, **anders), reden, tot, plicht))

    def zet_op_wachtlijst(
        self, van: str = "meldpunt", reden: Reden = Reden.GEEN_CAPACITEIT, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(WachtlijstGeplaatst(self.kop(van, **anders), reden))

    def spreek_af(self, datum: date, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(AfspraakGemaakt(self.kop(van, **anders), datum))

    def verschijnt_niet(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(AfspraakNietVerschenen(self.kop(van, **anders)))

    def heropen(
        self, van: str = "politie", reden: Reden = Reden.FOUTIEF_INGEVOERD, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(VerzoekHeropend(self.kop(van, **anders), reden))

    def scheld_kwijt(
        self, plicht: Plicht, van: str = "politie", reden: Reden = Reden.CLIENT_ZIET_AF, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(VerplichtingKwijtgescholden(self.kop(van, **anders), plicht, reden))

    def beheer_scheldt_kwijt(self, nummer: int) -> tuple[Besluit, ...]:
        return self.stuur(PlichtKwijtgescholden(self.kop(BEHEER), nummer, Reden.ANDERS, "besluit-2026-17"))

    def zend_door(
        self, van: str = "meldpunt", naar: str = "wijkteam", **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(DoorzendingGedaan(self.kop(van, **anders), naar))

    def behandel(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(BehandelingGestart(self.kop(van, **anders)))

    def probeer(
        self, van: str = "meldpunt", wijze: Contactwijze = Contactwijze.TELEFOON, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(ContactpogingGedaan(self.kop(van, **anders), wijze))

    def spreek(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(ContactGelegd(self.kop(van, **anders), Contactwijze.HUISBEZOEK))

    def vorder(
        self, van: str = "meldpunt", uiterlijk: date | None = None, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(VoortgangGemeld(self.kop(van, **anders), Voortgang.LOOPT, uiterlijk))

    def ontvangen(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(OntvangstBevestigd(self.kop(van, **anders)))

    def accepteer(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(VerzoekGeaccepteerd(self.kop(van, **anders)))

    def verricht(
        self,
        van: str = "meldpunt",
        functie: Functie = Functie.VRAAGVERHELDERING,
        uitkomst: Uitkomst = Uitkomst.GEDAAN,
        resultaat: Functieresultaat | None = None,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(FunctieVerricht(self.kop(van, **anders), functie, uitkomst, resultaat))

    def koppel_terug(
        self, resultaat: Resultaat = Resultaat.OPGELOST, van: str = "meldpunt", **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(TerugkoppelingGegeven(self.kop(van, **anders), resultaat))

    def bevestig_escalatie(
        self, van: str = "wijkteam", door: str = "directeur", **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(EscalatieBevestigd(self.kop(van, door=door, **anders)))

    def neem_regie(
        self, van: str = "wijkteam", soort: Regierol = Regierol.REGIEHOUDER, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(RegieBelegd(self.kop(van, **anders), Regiedaad.NEMEN, soort))

    def draag_over(self, naar: str, van: str | None = None, **anders: object) -> tuple[Besluit, ...]:
        kop = self.kop(van or self.d.eigenaar, **anders)
        return self.stuur(RegieBelegd(kop, Regiedaad.OVERDRAGEN, naar=naar))

    def leg_regie_neer(self, van: str | None = None, **anders: object) -> tuple[Besluit, ...]:
        return self.stuur(RegieBelegd(self.kop(van or self.d.eigenaar, **anders), Regiedaad.NEERLEGGEN))

    def escaleer(
        self,
        plicht: Plicht = Plicht.BESLUIT,
        van: str = "wijkteam",
        door: str | None = "casemanager",
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(EscalatieIngezet(self.kop(van, door=door, **anders), plicht))

    def rond_af(
        self,
        van: str = "meldpunt",
        resultaat: Resultaat = Resultaat.OPGELOST,
        nazorg: bool = True,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        return self.stuur(OndersteuningAfgerond(self.kop(van, **anders), resultaat, nazorg))

    def neem_waar(
        self, van: str = "meldpunt", terugval: bool = False, **anders: object
    ) -> tuple[Besluit, ...]:
        return self.stuur(MonitoringWaargenomen(self.kop(van, **anders), terugval))

    def zie_terugval(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.neem_waar(van, True, **anders)

    def monitor(self, van: str = "meldpunt", **anders: object) -> tuple[Besluit, ...]:
        return self.verricht(van, Functie.MONITORING, Uitkomst.DEELS_GEDAAN, None, **anders)

    def evalueer(
        self,
        van: str = "meldpunt",
        ervaring: Ervaring = Ervaring.TEVREDEN,
        beantwoord: Antwoord = Antwoord.JA,
        **anders: object,
    ) -> tuple[Besluit, ...]:
        kop = self.kop(van, **anders)
        verlopen = (Verloop.GELIJK, Verloop.NIET_GEMETEN)
        return self.stuur(EvaluatieGegeven(kop, beantwoord, Antwoord.JA, *verlopen, ervaring))

    def meet(
        self, moment: Meetmoment = Meetmoment.VOOR, van: str = "meldpunt", **niveaus: int
    ) -> tuple[Besluit, ...]:
        return self.stuur(ZelfredzaamheidGemeten(self.kop(van), moment, **niveaus))

    # -- what the platform does

    def lees(self, ontvanger: str, uitgaand_id: UUID, onderdeel: int = 1) -> tuple[Besluit, ...]:
        kop = self.kop(WIJKKETEN, onderdeel=onderdeel)
        return self.stuur(BezorgingBevestigd(kop, ontvanger, uitgaand_id))

    def keur_af(
        self,
        partij: str = "politie",
        soort: str | None = "melding.gedaan",
        hoort_bij: bool = True,
        code: str = "KTN-117",
    ) -> tuple[Besluit, ...]:
        herkomst = Herkomst(f"in.{partij}", 0, len(self.feiten))
        return self.stuur(
            BerichtAfgekeurd(self.kop(WIJKKETEN, herkomst=herkomst), partij, code, soort, hoort_bij)
        )

    def doe_herstel_af(self, nummer: int, onderdeel: int | None = None) -> tuple[Besluit, ...]:
        """`onderdeel` None: the part of that duty, as the command line fills it in."""
        plichten = self.dossier.verplichtingen if self.dossier else ()
        eigen = (v.onderdeel for v in plichten if v.nummer == nummer)
        deel = next(eigen, 1) if onderdeel is None else onderdeel
        return self.stuur(HerstelAfgedaan(self.kop(BEHEER, onderdeel=deel), nummer))

    def wek(self, debiteur: str, wek_op: datetime) -> tuple[Besluit, ...]:
        self.nu = max(self.nu, wek_op)
        return self.stuur(WekkerGegaan(self.kop(WIJKKETEN), debiteur, wek_op))

    def wek_tot(self, moment: datetime) -> list[tuple[datetime, Besluit]]:
        """Every alarm up to and including `moment`, each exactly on time; time then stands at `moment`."""
        gezegd: list[tuple[datetime, Besluit]] = []
        while self.d.wekkers:
            op, debiteur = min((op, debiteur) for debiteur, op in self.d.wekkers.items())
            if op > moment:
                break
            gezegd += [(op, besluit) for besluit in self.wek(debiteur, op)]
        self.nu = max(self.nu, moment)
        return gezegd

    # -- what a test asks

    def soorten(self) -> list[Plicht]:
        return [v.soort for v in self.d.verplichtingen]


def van(soort: type[B], besluiten: tuple[Besluit, ...]) -> B:
    """The one decision of this kind."""
    (een,) = [b for b in besluiten if isinstance(b, soort)]
    return een


def oordeel(besluiten: tuple[Besluit, ...]) -> Oordeel:
    return van(Oordeel, besluiten)
