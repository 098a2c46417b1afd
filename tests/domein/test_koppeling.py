"""Understands that a report of a relapse is a verzoek of its own, and that its reporter is answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from keten.domein.begrippen import Hoedanigheid, Plicht, Reden, Resultaat, Thema, Toestand, Verzoeksoort
from keten.domein.besluiten import (
    Bericht,
    Besluit,
    BevestigOntvangst,
    GeefTerugkoppeling,
    MeldStatus,
    Oordeel,
    VertelFeit,
    ZetSignaleringDoor,
)
from keten.domein.dossier import MAX_KOPPELINGEN, Dossier
from keten.domein.keten import verwerk
from tests.domein.bouw import Keten


@dataclass
class Twee:
    """A verzoek that was done, and whatever verzoek it tells its news to."""

    keten: Keten = field(default_factory=Keten)
    ander: Dossier | None = None
    gezegd: list[Bericht] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.keten.verwijs("wijkteam", "huisarts", Thema.GEZONDHEID)
        self.keten.accepteer("wijkteam")
        self.keten.rond_af("wijkteam")

    def breng_over(self, besluiten: tuple[Besluit, ...]) -> list[Bericht]:
        """What the first tells is judged by the second; what that says, returned."""
        uit: list[Bericht] = []
        for besluit in besluiten:
            if isinstance(besluit, VertelFeit):
                self.ander, daarvan = verwerk(self.ander, besluit.feit, self.keten.inrichting)
                assert not any(isinstance(b, Oordeel) for b in daarvan)  # it came from no record of its own
                uit += [b for b in daarvan if not isinstance(b, Oordeel | VertelFeit)]
        return uit

    @property
    def signaal(self) -> Dossier:
        assert self.ander is not None
        return self.ander


def test_a_relapse_told_by_another_is_a_report_of_its_own() -> None:
    """At whoever leads it, received at once; it holds nobody's words and points to what it is about."""
    twee = Twee()
    gezegd = twee.breng_over(twee.keten.neem_waar("huisarts", terugval=True))
    signaal, hoofd = twee.signaal, twee.keten.d
    assert signaal.verzoek_id != hoofd.verzoek_id
    assert [k.verzoek_id for k in hoofd.koppelingen] == [signaal.verzoek_id]
    assert (signaal.soort, signaal.afzender, signaal.eigenaar) == (
        Verzoeksoort.SIGNALERING,
        "huisarts",
        "wijkteam",
    )
    assert signaal.eerste.kluis is None
    assert Plicht.EINDTERUGKOPPELING in {v.soort for v in signaal.verplichtingen}
    assert Plicht.ONTVANGST not in {v.soort for v in signaal.verplichtingen}
    assert [(type(b), b.adres.ontvanger) for b in gezegd] == [
        (ZetSignaleringDoor, "wijkteam"),
        (BevestigOntvangst, "huisarts"),
    ]


def test_its_reporter_hears_how_it_goes_and_how_it_ended() -> None:
    """Taken on, under way, done: each is told by a fact, and the last answer ends the report."""
    twee = Twee()
    twee.breng_over(twee.keten.neem_waar("huisarts", terugval=True))
    (aan,) = twee.breng_over(twee.keten.accepteer("wijkteam"))
    assert isinstance(aan, MeldStatus)
    assert (aan.toestand, aan.adres.ontvanger) == (Toestand.GEACCEPTEERD, "huisarts")
    (loopt,) = twee.breng_over(twee.keten.vorder("wijkteam"))
    assert isinstance(loopt, MeldStatus)
    (einde,) = twee.breng_over(twee.keten.rond_af("wijkteam", Resultaat.ANDERE_OPLOSSING))
    assert isinstance(einde, GeefTerugkoppeling)
    assert (einde.adres.ontvanger, einde.resultaat) == ("huisarts", Resultaat.ANDERE_OPLOSSING)
    assert twee.signaal.eerste.toestand is Toestand.AFGEROND
    assert {v.soort for v in twee.signaal.verplichtingen} == {Plicht.BEZORGING}
    assert twee.keten.d.koppelingen == ()


def test_what_is_given_up_is_told_too() -> None:
    """No report is left waiting for a verzoek that ended without help."""
    twee = Twee()
    twee.breng_over(twee.keten.neem_waar("huisarts", terugval=True))
    twee.keten.bied_opnieuw_aan("mee", "wijkteam")
    twee.keten.wijs_af("mee", Reden.GEEN_CAPACITEIT)
    (einde,) = twee.breng_over(twee.keten.geef_op("huisarts"))
    assert isinstance(einde, GeefTerugkoppeling)
    assert einde.resultaat is Resultaat.MISLUKT
    assert twee.keten.d.koppelingen == ()


def test_whoever_leads_it_itself_has_nobody_to_answer() -> None:
    """Its own look is the report; no verzoek is made to answer itself."""
    twee = Twee()
    assert not any(isinstance(b, VertelFeit) for b in twee.keten.neem_waar("wijkteam", terugval=True))
    assert twee.keten.d.koppelingen == ()


def test_the_same_fact_told_twice_changes_nothing() -> None:
    """A repeat has the same id and is refused by the state, without a word to anybody."""
    twee = Twee()
    besluiten = twee.keten.neem_waar("huisarts", terugval=True)
    twee.breng_over(besluiten)
    was = twee.signaal
    assert twee.breng_over(besluiten) == []
    assert twee.signaal == was
    assert twee.signaal.hoedanigheden("huisarts") == {Hoedanigheid.AFZENDER}


def test_links_are_bounded() -> None:
    """However often somebody reports it, the state stays small; past the bound nothing is linked."""
    twee = Twee()
    for _ in range(MAX_KOPPELINGEN + 3):
        twee.keten.neem_waar("huisarts", terugval=True)
    assert len(twee.keten.d.koppelingen) == MAX_KOPPELINGEN
