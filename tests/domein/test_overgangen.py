"""Understands whether the table is complete, is what we tell people, and is what happens."""

from __future__ import annotations

from typing import get_args

import pytest

from keten.domein.begrippen import Hoedanigheid, Resultaat, Thema, Toestand, Uitslag
from keten.domein.besluiten import WijsAf
from keten.domein.feiten import (
    BERICHTTYPEN,
    AanvullingGegeven,
    BerichtAfgekeurd,
    CorrectieGevraagd,
    EscalatieIngezet,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    Opening,
    PlanVastgesteld,
    RegieBelegd,
    VerplichtingKwijtgescholden,
    VerwijzingAangeboden,
    VerzoekHeropend,
    ZelfredzaamheidGemeten,
)
from keten.domein.overgangen import KAN, OVERGANGEN, VOLGORDE
from keten.domein.weigeringen import Weigering
from tests.domein import toestanden
from tests.domein.bouw import Keten, oordeel, van

A, T, Q, G, L, W, B, V, N, X, Z, M, H = (
    Toestand.AANGEBODEN,
    Toestand.IN_TRIAGE,
    Toestand.AANVULLING_GEVRAAGD,
    Toestand.GEACCEPTEERD,
    Toestand.WACHTLIJST,
    Toestand.WACHT_OP_CLIENT,
    Toestand.IN_BEHANDELING,
    Toestand.INTREKKING_GEVRAAGD,
    Toestand.AFGEWEZEN,
    Toestand.AFGEROND,
    Toestand.INGETROKKEN,
    Toestand.MONITORING,
    Toestand.HEROPEND,
)

WEG: dict[Toestand, tuple[str, ...]] = {
    A: (),
    T: ("ontvangen",),
    Q: ("vraag_aanvulling",),
    G: ("accepteer",),
    L: ("accepteer", "zet_op_wachtlijst"),
    W: ("accepteer", "probeer"),
    B: ("accepteer", "verricht"),
    V: ("trek_in",),
    N: ("wijs_af",),
    X: ("koppel_terug",),
    Z: ("wijs_af", "geef_op"),
    M: ("koppel_terug", "monitor"),
    H: ("koppel_terug", "zie_terugval"),
}
"""How a melding gets into each state; CONCEPT is what never was one."""

_LETTERS = dict(zip("ATQGLWBVNXZMH", (A, T, Q, G, L, W, B, V, N, X, Z, M, H), strict=True))


def _rij(wordt: str) -> dict[Toestand, Toestand | None]:
    """What comes of each state, in the order of the letters; a dash: refused."""
    return {
        van_: None if naar == "-" else _LETTERS[naar]
        for van_, naar in zip(_LETTERS.values(), wordt.split(), strict=True)
    }


GEVOLG = {
    "ontvangen": _rij("T T Q G L W B V - - - - -"),
    "vraag_aanvulling": _rij("Q Q - - - - - - - - - - -"),
    "accepteer": _rij("G G - - - - - - - - - - G"),
    "zet_op_wachtlijst": _rij("- - - L L - - - - - - - -"),
    "behandel": _rij("- - - B B B - - - - - - -"),
    "verricht": _rij("- T - B B B B V - X - M -"),
    "probeer": _rij("A T - W W W W V - - - - H"),
    "spreek": _rij("- - - G L B B V - - - - H"),
    "vorder": _rij("- - - G L W B V - - - - H"),
    "zend_door": _rij("A A - - - - - - - - - - -"),
    "wijs_af": _rij("N N - N N N N - - - - - -"),
    "stop": _rij("- - - - - - - Z - - - - -"),
    "ga_door": _rij("- - - - - - - A - - - - -"),
    "koppel_terug": _rij("X X X X X X X X - - - - X"),
    "rond_af": _rij("- - - X X X X X - - - - -"),
    "neem_waar": _rij("- - - - - - - - - X - M H"),
    "zie_terugval": _rij("- - - - - - - - - H - H H"),
    "evalueer": _rij("- - - - - - B - - X - M -"),
    "monitor": _rij("- T - B B B B V - M - M -"),
    "meet": _rij("- T - G L W B V - X - M H"),
}
"""What each act of the receiver brings; None: refused."""


def in_toestand(toestand: Toestand) -> Keten:
    keten = Keten()
    keten.meld()
    for daad in WEG[toestand]:
        getattr(keten, daad)()
    assert keten.d.onderdelen[0].toestand is toestand
    return keten


@pytest.mark.parametrize("begin", WEG)
@pytest.mark.parametrize("daad", GEVOLG)
def test_every_act_of_the_receiver_in_every_state(begin: Toestand, daad: str) -> None:
    """It brings the state that the table says, or it is refused with a code and the state stays."""
    keten = in_toestand(begin)
    wordt = GEVOLG[daad][begin]
    besluiten = getattr(keten, daad)()
    toestand = keten.d.onderdelen[0].toestand
    if wordt is None:
        kan_een_ander = (begin, type(keten.feiten[-1])) in KAN
        verwacht = Weigering.NIET_AAN_U if kan_een_ander else Weigering.OVERGANG_NIET_TOEGESTAAN
        if daad == "zend_door" and begin is N:
            verwacht = Weigering.OVERGANG_NIET_TOEGESTAAN
        assert van(WijsAf, besluiten).weigering is verwacht
        assert toestand is begin
    else:
        assert oordeel(besluiten).uitslag is Uitslag.TOEGEPAST
        assert toestand is wordt


@pytest.mark.parametrize("begin", [A, T, Q, G, L, W, B, V])
@pytest.mark.parametrize("resultaat", [r for r in Resultaat if r is not Resultaat.GEEN_CONTACT])
def test_only_a_final_result_ends_a_part(begin: Toestand, resultaat: Resultaat) -> None:
    """A terugkoppeling in between leaves the state; a final one ends it from the offer on."""
    keten = in_toestand(begin)
    keten.koppel_terug(resultaat)
    assert keten.d.onderdelen[0].toestand is (X if resultaat.eind else begin)


@pytest.mark.parametrize(
    ("thema", "wordt"),
    [
        (Thema.ZORG_EN_OVERLAST, T),  # a meldpunt
        (Thema.LEEFBAARHEID, T),  # the wijklijn
        (Thema.OVERIG, T),  # the WIP, as vangnet
        (Thema.MEEDOEN, A),  # MEE does not triage
        (Thema.WONEN, A),  # nor does the wijkteam
    ],
)
def test_receipt_means_triage_only_where_people_triage(thema: Thema, wordt: Toestand) -> None:
    """Who triages stands in the table, as roles."""
    keten = Keten()
    keten.meld(thema=thema)
    keten.ontvangen(keten.d.onderdelen[0].ontvanger)
    assert keten.d.onderdelen[0].toestand is wordt


@pytest.mark.parametrize("toestand", WEG)
def test_an_escalation_can_be_confirmed_in_every_state(toestand: Toestand) -> None:
    """Whoever was told of silence confirms, also when the answer came meanwhile."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(keten.d.verplichtingen[0].sporten[2].op)
    for daad in WEG[toestand]:
        getattr(keten, daad)()
    assert oordeel(keten.bevestig_escalatie()).uitslag is Uitslag.TOEGEPAST
    assert keten.d.onderdelen[0].toestand is toestand


VAN_MEER = {"probeer", "spreek", "vorder", "neem_waar", "zie_terugval", "evalueer"}
"""What the sender, too, may say, if not always."""


@pytest.mark.parametrize("daad", sorted(GEVOLG.keys() - VAN_MEER))
@pytest.mark.parametrize(
    ("wie", "weigering"),
    [("politie", Weigering.NIET_AAN_U), ("huisarts", Weigering.GEEN_PARTIJ)],
)
def test_only_the_receiver_acts_on_a_part(daad: str, wie: str, weigering: Weigering) -> None:
    """The reporter is told that it has another role, a stranger that it has none."""
    keten = in_toestand(T)
    besluiten = getattr(keten, daad)(van=wie)
    assert van(WijsAf, besluiten).weigering is weigering
    assert keten.d.onderdelen[0].toestand is T


def test_the_table_names_every_state_and_every_fact() -> None:
    """A state or a fact that is added without a row fails here."""
    assert {toestand for toestand, _, _ in OVERGANGEN} == {None, *Toestand}
    assert {soort for _, soort, _ in OVERGANGEN} == set(get_args(Feit))
    assert {door for _, _, door in OVERGANGEN} == set(Hoedanigheid) == set(VOLGORDE)


def test_nothing_of_the_receiver_comes_after_the_end() -> None:
    """In an end state receiver and sender have rows only for leading what is left, for after-care, and for
    putting right what was said.
    """
    leidt: set[type[Feit]] = {RegieBelegd, EscalatieIngezet, OnderdeelAangeboden, OnderdeelToegevoegd}
    leidt |= {PlanVastgesteld, FunctieVerricht, EvaluatieGegeven, MonitoringWaargenomen}
    leidt |= {ZelfredzaamheidGemeten}
    leidt |= {VerzoekHeropend, VerplichtingKwijtgescholden, CorrectieGevraagd, AanvullingGegeven}
    na_afloop = {door for toestand, s, door in OVERGANGEN if toestand in (X, Z) and s not in leidt}
    assert na_afloop == {Hoedanigheid.GEESCALEERDE, Hoedanigheid.PLATFORM, Hoedanigheid.BEHEER}


def test_a_verzoek_opens_with_one_of_the_four_and_nothing_else() -> None:
    """The openings stand in the table like any other row; a form rejection only makes a concept."""
    begin = {soort for toestand, soort, _ in OVERGANGEN if toestand is None}
    assert begin == {*get_args(Opening), BerichtAfgekeurd}


def test_the_page_for_people_is_drawn_from_the_table() -> None:
    """`docs/toestanden.md` equals what the table draws; `python -m tests.domein.toestanden` renews it."""
    assert toestanden.BESTAND.read_text(encoding="utf-8") == toestanden.document()


@pytest.mark.parametrize("soort", BERICHTTYPEN)
def test_a_fact_has_the_name_of_its_message(soort: type[Feit]) -> None:
    """`VerzoekGeaccepteerd` is `verzoek.geaccepteerd`, for partners and on the page; only a verwijzing may be
    about a verzoek that is there.
    """
    if soort is OnderdeelAangeboden:
        assert BERICHTTYPEN[soort] == BERICHTTYPEN[VerwijzingAangeboden]
        return
    assert toestanden.bericht(soort).replace(".", "").replace("-", "") == soort.__name__.lower()
