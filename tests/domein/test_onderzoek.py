"""Understands the investigation of a client's question: what waits for its outcome, and what does not end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import Plicht, Resultaat, Thema, Toestand, Uitkomst, Uitslag, Verzoeksoort
from keten.domein.besluiten import Besluit, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.feiten import FunctieVerricht
from keten.domein.functies import Functie, Functieresultaat
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.termijnen import Eenheid, Termijn
from keten.domein.weigeringen import Weigering
from keten.domein.wet import Gebeurtenis, Verbod, Wetsregel
from tests.domein.bouw import Keten, inrichting, lokaal, oordeel, toon, van

DAG = timedelta(days=1)
ZES_WEKEN = Termijn(6, Eenheid.WEKEN)
AANVRAAG, GESPREK = Functie.AANVRAAG_AANMELDING, Functie.VRAAGVERHELDERING
WACHT = Wetsregel(
    id="wacht",
    artikel="artikel 2.3.2, negende lid",
    wat="geen aanvraag voor de uitkomst",
    vanaf=Gebeurtenis.MELDING,
    termijn=ZES_WEKEN,
    verbod=Verbod(AANVRAAG, Gebeurtenis.UITKOMST),
)


def met_onderzoek(**anders: object) -> Inrichting:
    """A gemeente that investigates every vraag so."""
    basis = inrichting()
    regel = Termijnregel("u", Plicht.UITKOMST, ZES_WEKEN, soorten=frozenset({Verzoeksoort.VRAAG}))
    return replace(basis, termijnen=(*basis.termijnen, regel), wet={"wacht": WACHT}, **anders)  # type: ignore[arg-type]


def gevraagd(nu: str = "2027-06-07 10:00") -> Keten:
    """A resident's question at the wijkteam, on a Monday."""
    keten = Keten(inrichting=met_onderzoek(), nu=lokaal(nu))
    keten.vraag()
    return keten


def vraag_aan(
    keten: Keten, resultaat: Functieresultaat = Functieresultaat.AANVRAAG_INGEDIEND, **anders: object
) -> tuple[Besluit, ...]:
    kop = keten.kop("wijkteam", **anders)
    return keten.stuur(FunctieVerricht(kop, AANVRAAG, Uitkomst.GEDAAN, resultaat))


def geef_verslag(keten: Keten, van: str = "wijkteam", **anders: object) -> tuple[Besluit, ...]:
    kop = keten.kop(van, **anders)
    return keten.stuur(FunctieVerricht(kop, GESPREK, Uitkomst.GEDAAN, verslag_gegeven=True))


def uitkomst(keten: Keten) -> Verplichting:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.UITKOMST]
    return een


def afgerond(keten: Keten) -> bool:
    return keten.d.eerste.toestand is Toestand.AFGEROND


def test_the_client_is_owed_a_confirmation_and_the_outcome_within_six_weeks() -> None:
    """Six weeks from Monday 7 June 2027 is Monday 19 July; both are owed to the client."""
    keten = gevraagd()
    plicht = uitkomst(keten)
    assert (plicht.debiteur, plicht.crediteur) == ("wijkteam", "client")
    assert toon(plicht.uiterlijk_op or keten.nu) == "di 20-07-2027 00:00"
    ontvangst = next(v for v in keten.d.verplichtingen if v.soort is Plicht.ONTVANGST)
    assert (ontvangst.debiteur, ontvangst.crediteur) == ("wijkteam", "client")
    keten.ontvangen("wijkteam")
    assert Plicht.ONTVANGST not in keten.soorten()


def test_where_no_rule_says_so_nothing_is_investigated_and_nothing_is_forbidden() -> None:
    """A vraag in a gemeente without such a rule: no outcome is owed, an aanvraag is let in at once."""
    keten = Keten()
    keten.vraag()
    assert Plicht.UITKOMST not in keten.soorten()
    assert oordeel(vraag_aan(keten)).uitslag is Uitslag.TOEGEPAST


# moment, may it: the six weeks from Monday 7 June end with Monday 19 July
WANNEER = [
    ("2027-06-07 10:30", False),  # the same Monday
    ("2027-07-19 23:59", False),  # the last Monday, just before midnight
    ("2027-07-20 00:00", True),  # Tuesday: six weeks have passed
    ("2027-08-02 09:00", True),  # a Monday later
]


@pytest.mark.parametrize(("moment", "mag"), WANNEER)
def test_an_aanvraag_is_refused_until_six_weeks_have_passed(moment: str, mag: bool) -> None:
    """With its own code and from when on it can be; the state stays, and a repeat is told the same."""
    keten = gevraagd()
    keten.nu = lokaal(moment)
    besluiten = vraag_aan(keten)
    if mag:
        assert oordeel(besluiten).uitslag is Uitslag.TOEGEPAST
        return
    nee = van(WijsAf, besluiten)
    assert nee.weigering is Weigering.AANVRAAG_TE_VROEG
    assert toon(nee.kan_vanaf or keten.nu) == "di 20-07-2027 00:00"
    assert AANVRAAG not in keten.d.eerste.verricht
    eerst = keten.feiten[-1].kop
    geef_verslag(keten)
    weer = vraag_aan(keten, bericht_id=eerst.bericht_id, bericht_hash=eerst.bericht_hash)
    assert van(WijsAf, weer).kan_vanaf == nee.kan_vanaf


def test_with_the_outcome_in_writing_it_may_come_at_once() -> None:
    """The duty is paid by whoever says that the client has it, and the prohibition ends with it."""
    keten = gevraagd()
    keten.nu += 3 * DAG
    geef_verslag(keten)
    assert Plicht.UITKOMST not in keten.soorten()
    assert oordeel(vraag_aan(keten)).uitslag is Uitslag.TOEGEPAST


@pytest.mark.parametrize("resultaat", [Functieresultaat.AANGEMELD, Functieresultaat.CLIENT_ZIET_AF])
def test_what_asks_for_no_decision_does_not_wait(resultaat: Functieresultaat) -> None:
    """A food bank takes people in at once; who gives it up asks for nothing."""
    assert oordeel(vraag_aan(gevraagd(), resultaat)).uitslag is Uitslag.TOEGEPAST


def test_an_aanvraag_on_another_part_of_the_same_question_waits_too() -> None:
    """It is one client: a part at another organisation is no way around the six weeks."""
    keten = gevraagd()
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)
    geweigerd = van(WijsAf, keten.verricht("mee", AANVRAAG, onderdeel=2))
    assert geweigerd.weigering is Weigering.AANVRAAG_TE_VROEG


def test_an_outcome_that_is_said_on_another_part_opens_no_way_for_an_aanvraag() -> None:
    """The flag counts on the part whose outcome is owed, with the aanvraag itself too; nowhere else."""
    keten = gevraagd()
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)

    def met_verslag(wie: str, onderdeel: int) -> tuple[Besluit, ...]:
        kop = keten.kop(wie, onderdeel=onderdeel)
        ingediend = Functieresultaat.AANVRAAG_INGEDIEND
        return keten.stuur(FunctieVerricht(kop, AANVRAAG, Uitkomst.GEDAAN, ingediend, verslag_gegeven=True))

    assert van(WijsAf, met_verslag("mee", 2)).weigering is Weigering.AANVRAAG_TE_VROEG
    assert Plicht.UITKOMST in keten.soorten()
    assert oordeel(met_verslag("wijkteam", 1)).uitslag is Uitslag.TOEGEPAST
    assert Plicht.UITKOMST not in keten.soorten()


def test_what_did_not_succeed_gave_no_outcome() -> None:
    """A conversation that failed pays nothing, whatever its flag says, of the receiver nor of the owner."""
    keten = gevraagd()
    mislukt = FunctieVerricht(keten.kop("wijkteam"), GESPREK, Uitkomst.NIET_GELUKT, verslag_gegeven=True)
    keten.stuur(mislukt)
    assert Plicht.UITKOMST in keten.soorten()
    keten.draag_over("mee")
    keten.neem_regie("mee")
    keten.stuur(replace(mislukt, kop=keten.kop("mee")))
    assert Plicht.UITKOMST in keten.soorten()


@pytest.mark.parametrize("manier", ["terugkoppeling", "afronden"])
def test_nothing_is_rounded_off_before_the_client_has_the_outcome(manier: str) -> None:
    """Refused with a code of its own; after the report the same is let in, and the duty is gone."""
    keten = gevraagd()

    def rond_af() -> tuple[Besluit, ...]:
        if manier == "afronden":
            return keten.rond_af("wijkteam", Resultaat.ANDERE_OPLOSSING)
        return keten.koppel_terug(Resultaat.ANDERE_OPLOSSING, van="wijkteam")

    assert van(WijsAf, rond_af()).weigering is Weigering.UITKOMST_ONTBREEKT
    assert not afgerond(keten)
    keten.koppel_terug(Resultaat.IN_BEHANDELING, van="wijkteam")
    geef_verslag(keten)
    assert oordeel(rond_af()).uitslag is Uitslag.TOEGEPAST
    assert afgerond(keten)


def test_silence_about_the_outcome_is_late_and_goes_to_people() -> None:
    """The six weeks pass: reminded, late, escalated, and still owed, so that nothing is closed."""
    keten = gevraagd()
    keten.ontvangen("wijkteam")
    keten.wek_tot(keten.nu + 60 * DAG)
    assert uitkomst(keten).te_laat
    assert Plicht.ESCALATIE in keten.soorten()
    assert not keten.d.gesloten


def test_the_outcome_is_the_owners_to_give_and_moves_with_regie() -> None:
    """With another owner by the same date; the new owner gives it though another has the part."""
    keten = gevraagd()
    was = uitkomst(keten).uiterlijk_op
    keten.draag_over("mee")
    keten.neem_regie("mee")
    assert (uitkomst(keten).debiteur, uitkomst(keten).uiterlijk_op) == ("mee", was)
    assert oordeel(geef_verslag(keten, "mee")).uitslag is Uitslag.TOEGEPAST
    assert Plicht.UITKOMST not in keten.soorten()


def test_a_melding_that_is_investigated_so_keeps_its_one_confirmation() -> None:
    """Offered to a meldpunt it owes receipt already: no second one arises."""
    regel = Termijnregel("u", Plicht.UITKOMST, ZES_WEKEN, themas=frozenset({Thema.ZORG_EN_OVERLAST}))
    basis = inrichting()
    keten = Keten(inrichting=replace(basis, termijnen=(*basis.termijnen, regel)))
    keten.meld()
    assert keten.soorten().count(Plicht.ONTVANGST) == 1
    assert uitkomst(keten).debiteur == keten.d.eigenaar


def test_what_the_client_takes_back_owes_no_outcome() -> None:
    """Withdrawn, the question is no more; nobody owes a report on it."""
    keten = gevraagd()
    keten.trek_in("wijkteam")
    keten.stop("wijkteam")
    assert Plicht.UITKOMST not in keten.soorten()
