"""Shows what `simuleer` says of a scenario, to people and to machines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang
from tests.beheer.conftest import PROJECT, Schrijf

CASUSSEN = sorted((PROJECT / "casussen").glob("*.yaml"))
STIL = PROJECT / "casussen/verwarde-buurman-stil-meldpunt.yaml"
ONTRUIMING = PROJECT / "casussen/ontruiming-over-vier-dagen.yaml"
SCOOTMOBIEL = PROJECT / "casussen/scootmobiel-die-niet-kwam.yaml"
BANK = PROJECT / "casussen/bank-in-het-plantsoen.yaml"
MELDING = """\
berichten:
  - op: 2027-03-01T09:12
    van: politie
    type: melding.gedaan
    kenmerk: POL-1
    gegevens: {gemeente: "0505", thema: ZORG_EN_OVERLAST, betrokkenen: [{rol: CLIENT}]}
"""


def _json(argumenten: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> list[dict[str, Any]]:
    assert hoofd(["simuleer", *argumenten, "--json"]) == code
    return [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("bestand", CASUSSEN, ids=lambda b: b.stem)
def test_every_case_goes_as_expected(bestand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The complete expectations in the file hold, message by message, and the request ends closed."""
    assert hoofd(["simuleer", str(bestand)]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert "Zoals verwacht." in tekst
    assert "gesloten" in tekst


@pytest.mark.timeout(60)
@pytest.mark.parametrize("bestand", CASUSSEN, ids=lambda b: b.stem)
def test_what_people_see_changes_only_on_purpose(bestand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stands in `goud/`, line by line; made anew with `COLUMNS=160 ./wijkketen simuleer CASUS`."""
    assert hoofd(["simuleer", str(bestand)]) == Uitgang.GOED
    goud = Path(__file__).parent / "goud" / f"{bestand.stem}.txt"
    regels = [regel.rstrip() for regel in capsys.readouterr().out.splitlines()]
    assert regels == goud.read_text(encoding="utf-8").splitlines()


@pytest.mark.timeout(60)
def test_the_form_for_machines_is_a_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """One object per line: first the messages in order of time, then each request."""
    rijen = _json([str(BANK)], capsys)
    berichten = [rij for rij in rijen if "eindstand" not in rij]
    assert all(
        list(rij) == ["op", "id", "van", "naar", "type", "over", "onderdeel", "gegevens"] for rij in berichten
    )
    assert [rij["op"] for rij in berichten] == sorted(rij["op"] for rij in berichten)
    assert all("wijkketen" in (rij["van"], rij["naar"]) for rij in berichten)
    (eind,) = rijen[len(berichten) :]
    assert list(eind) == [
        "eindstand", "verzoek_id", "toestand", "eigenaar", "onderdelen", "open_verplichtingen"
    ]  # fmt: skip
    assert eind["eindstand"] == "woningcorporatie/WBV-2027-118"
    assert eind["onderdelen"] == [
        {
            "onderdeel": 1,
            "afzender": "woningcorporatie",
            "ontvanger": "wijklijn",
            "toestand": "AFGEROND",
            "product": None,
        }
    ]


@pytest.mark.timeout(60)
def test_the_ledger_tells_every_duty_with_its_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    """Who owes what to whom, by when and why then, which steps silence brought, how and when it ended."""
    assert hoofd(["simuleer", str(STIL), "--verplichtingen"]) == Uitgang.GOED
    goud = Path(__file__).parent / "goud" / f"{STIL.stem}.verplichtingen.txt"
    regels = [regel.rstrip() for regel in capsys.readouterr().out.splitlines()]
    begin = next(n for n, regel in enumerate(regels) if regel.startswith("Verplichtingen van"))
    assert regels[begin:] == goud.read_text(encoding="utf-8").splitlines()


@pytest.mark.timeout(60)
def test_the_ledger_for_machines_is_a_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """One object per duty, after the requests; the article stands where a legal rule is behind it."""
    rijen = _json([str(ONTRUIMING), "--verplichtingen"], capsys)
    plichten = [rij for rij in rijen if "verplichting" in rij]
    assert rijen[-len(plichten) :] == plichten
    assert all(
        list(rij)
        == [
            "verplichting", "zaak", "plicht", "debiteur", "crediteur", "onderdeel", "ontstaan_op",
            "uiterlijk_op", "uitleg", "regel", "artikel", "inrichting", "treden", "te_laat", "stand",
            "afgewikkeld_op", "met",
        ]
        for rij in plichten
    )  # fmt: skip
    contact = next(rij for rij in plichten if rij["plicht"] == "EERSTE_CONTACT")
    assert contact["artikel"] == "Wet gemeentelijke schuldhulpverlening, artikel 4, tweede lid"
    assert contact["uitleg"].startswith(
        "uiterlijk zaterdag 12 september 2026, omdat een bericht die dag noemt"
    )
    assert (contact["stand"], contact["met"]) == ("VOLDAAN", "contact.gelegd")


@pytest.mark.timeout(60)
def test_open_duties_are_shown_in_order_of_the_time_that_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    """On the day of the offer: hours before working days, and what has no date of its own last."""
    assert hoofd(["simuleer", str(ONTRUIMING), "--tot", "2026-09-10T12:00"]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    plekken = [tekst.index(f" {wat} ") for wat in ("de client spreken", "laten weten hoe het staat")]
    assert plekken == sorted(plekken)
    assert tekst.index("eindterugkoppeling geven") > plekken[-1]


@pytest.mark.timeout(60)
def test_a_payment_closes_its_own_part_and_not_the_request(capsys: pytest.CaptureFixture[str]) -> None:
    """The eviction is off, the running rent is still followed: partly done, with an owner and a next date."""
    rijen = _json([str(ONTRUIMING), "--tot", "2026-09-20T12:00"], capsys)
    (eind,) = [rij for rij in rijen if "eindstand" in rij]
    assert (eind["toestand"], eind["eigenaar"]) == ("GEDEELTELIJK", "sociaal-wijkteam")
    assert [o["toestand"] for o in eind["onderdelen"]] == ["AFGEROND", "GEACCEPTEERD"]
    assert {v["onderdeel"] for v in eind["open_verplichtingen"]} == {2}


@pytest.mark.timeout(60)
def test_the_chain_stands_in_order_of_occurrence_whatever_came_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The advice arrived before the talk it came from; each function stands once, and no aanvraag."""
    rijen = _json([str(SCOOTMOBIEL), "--keten"], capsys)
    keten = [rij for rij in rijen if "keten" in rij]
    assert all(
        list(r)
        == [
            "keten", "onderdeel", "functie", "op", "van", "door", "uitkomst", "met", "resultaat", "product",
            "geprobeerd", "gekozen",
        ]
        for r in keten
    )  # fmt: skip
    gesprek = next(rij for rij in keten if rij["functie"] == "VRAAGVERHELDERING")
    assert (gesprek["product"], len(gesprek["geprobeerd"])) == ("scootmobiel", 4)
    advies = next(rij for rij in keten if rij["functie"] == "ADVIES")
    assert advies["resultaat"] == "GEEN_AANVRAAG_ANDERE_OPLOSSING"
    eerste = [rij["functie"] for rij in keten if rij["keten"] == "wip/WIP-2027-0412"]
    assert eerste == ["ONTVANGST", "VRAAGVERKENNING", "VRAAGVERHELDERING", "ADVIES", "EVALUATIE"]
    assert "AANVRAAG_AANMELDING" not in {rij["functie"] for rij in keten}
    assert hoofd(["simuleer", str(SCOOTMOBIEL), "--keten"]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert tekst.index(" vraagverheldering ") < tekst.index(" advies ")


@pytest.mark.timeout(60)
def test_what_had_no_effect_is_no_link_of_the_chain(
    schrijf: Schrijf, capsys: pytest.CaptureFixture[str]
) -> None:
    """A function of a stranger is refused, and one that is sent twice stands once."""
    functie = (
        "  - {op: 2027-03-0%d, van: %s, type: functie.verricht, over: politie/POL-1, id: f,\n"
        "     gegevens: {functie: VRAAGVERHELDERING, uitkomst: GEDAAN}}\n"
    )
    meldpunt = "meldpunt-zorg-en-overlast"
    neemt = f"  - {{op: 2027-03-02, van: {meldpunt}, type: verzoek.geaccepteerd, over: politie/POL-1}}\n"
    tekst = MELDING + neemt + functie % (2, "mee") + functie % (3, meldpunt) + functie % (4, meldpunt)
    keten = [rij for rij in _json([str(schrijf(tekst)), "--keten"], capsys) if "keten" in rij]
    assert [(rij["functie"], rij["van"]) for rij in keten] == [
        ("MELDING", "politie"),
        ("VRAAGVERHELDERING", meldpunt),
    ]


@pytest.mark.timeout(60)
def test_a_run_gives_the_same_twice(capsys: pytest.CaptureFixture[str]) -> None:
    """Ids included: nothing is taken from chance or from the clock on the wall."""
    assert _json([str(STIL)], capsys) == _json([str(STIL)], capsys)


@pytest.mark.timeout(60)
def test_people_see_the_time_line_of_each_partner(capsys: pytest.CaptureFixture[str]) -> None:
    """Weekday, local time, what it was, and on the last step the alternatives by name."""
    assert hoofd(["simuleer", str(STIL)]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert "ma 12 apr 2027" in tekst
    assert "14:20" in tekst
    assert "alternatieven: Lokaal Zorgnetwerk" in tekst
    assert tekst.index("\nPolitie\n") < tekst.index("\nMeldpunt Zorg en Overlast\n")


@pytest.mark.timeout(60)
def test_a_narrow_screen_gets_whole_sentences(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """COLUMNS counts for a pipe too; the text stands under its message instead of in a sliver."""
    monkeypatch.setenv("COLUMNS", "60")
    assert hoofd(["simuleer", str(STIL)]) == Uitgang.GOED
    regels = capsys.readouterr().out.splitlines()
    assert max(map(len, regels)) <= 60
    assert any(regel.rstrip().endswith("krijgt ontvangst.vastgelegd") for regel in regels)
    assert any(regel.rstrip() == "    uw bericht is binnen" for regel in regels)


@pytest.mark.timeout(60)
def test_an_earlier_end_shows_what_is_still_owed(capsys: pytest.CaptureFixture[str]) -> None:
    """`--tot` stops there; what the scenario expects of its own end is not held against it."""
    assert hoofd(["simuleer", str(BANK), "--tot", "2027-02-09T09:00"]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert "ontvangst bevestigen" in tekst
    assert "t/m wo 10 feb 2027" in tekst
    assert "niet getoetst" in tekst


@pytest.mark.timeout(60)
def test_an_expectation_that_fails_gives_code_1(schrijf: Schrijf, capsys: pytest.CaptureFixture[str]) -> None:
    """Each difference is told, to machines on standard error."""
    verwacht = (
        "verwacht: {niet: [{naar: politie}], eindstand: [{verzoek: politie/POL-1, toestand: GESLOTEN}]}\n"
    )
    bestand = schrijf(f"{MELDING}tot: 2027-03-01T12:00\n{verwacht}")
    assert hoofd(["simuleer", str(bestand), "--json"]) == Uitgang.ANDERS
    uit, fout = capsys.readouterr()
    assert all(json.loads(regel) for regel in uit.splitlines())
    assert "mocht niet komen" in fout
    assert "verwacht was GESLOTEN" in fout


@pytest.mark.timeout(60)
def test_without_an_end_it_goes_on_until_nothing_happens(
    schrijf: Schrijf, capsys: pytest.CaptureFixture[str]
) -> None:
    """Silence runs down the whole ladder, closes nothing, and then it is quiet."""
    rijen = _json([str(schrijf(MELDING))], capsys)
    assert [r["gegevens"]["plicht"] for r in rijen if r.get("type") == "beantwoording.uitgebleven"] == [
        "ONTVANGST",
        "BESLUIT",
    ]
    assert rijen[-1]["toestand"] == "AANGEBODEN"
    plichten = {v["plicht"]: v for v in rijen[-1]["open_verplichtingen"]}
    assert plichten["ONTVANGST"]["te_laat"]
    assert plichten["EINDTERUGKOPPELING"]["uiterlijk_op"] is None


@pytest.mark.timeout(60)
def test_a_bad_message_is_refused_as_a_partner_would_see_it(
    schrijf: Schrijf, capsys: pytest.CaptureFixture[str]
) -> None:
    """A scenario may send what no schema allows: it shows the rejection with code and field."""
    bestand = schrijf("""\
        berichten:
          - op: 2027-03-01T09:12
            van: politie
            type: melding.gedaan
            kenmerk: POL-1
            gegevens: {thema: ZORG_EN_OVERLAST, betrokkenen: [{rol: CLIENT}]}
        tot: 2027-03-01T10:00
        """)
    heen, terug, *_ = _json([str(bestand)], capsys)
    assert heen["van"] == "politie"
    assert terug["type"] == "bericht.afgekeurd"
    assert terug["gegevens"]["code"].startswith("KTN-1")
    assert terug["gegevens"]["veld"].endswith("/gemeente")


@pytest.mark.timeout(60)
def test_an_answer_that_nobody_reads_stays_owed(schrijf: Schrijf, capsys: pytest.CaptureFixture[str]) -> None:
    """Sent is not delivered: until the police read again, we owe them the answer."""
    antwoord = """\
  - op: 2027-03-01T11:00
    van: meldpunt-zorg-en-overlast
    type: terugkoppeling.gegeven
    over: politie/POL-1
    gegevens: {resultaat: OPGELOST}
"""
    stilte = "ongelezen: {politie: [{van: 2027-03-01T10:00, tot: 2027-03-02T10:00}]}\n"
    bestand = schrijf(MELDING + antwoord + stilte + "tot: 2027-03-03\n")
    tussen = _json([str(bestand), "--tot", "2027-03-01T12:00"], capsys)[-1]
    (plicht,) = tussen["open_verplichtingen"]
    assert (plicht["plicht"], plicht["debiteur"], plicht["crediteur"]) == (
        "BEZORGING",
        "wijkketen",
        "politie",
    )
    assert _json([str(bestand)], capsys)[-1]["toestand"] == "GESLOTEN"
