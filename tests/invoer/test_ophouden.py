"""Understands that a partner that sends rubbish waits for itself, and that nobody else waits for it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.berichten.intern.ophouding import Ophouding, Ophoudreden
from keten.contract.records import record_van_bytes
from keten.domein.begrippen import Uitslag
from keten.platform.logboek import stel_in
from keten.platform.ophouden import Grens, Ophouder, Weging, vrijgave
from keten.platform.uitvoer import OPHOUDINGEN, ophouding_uitvoer
from tests.invoer.conftest import GRENS
from tests.processen.partner import MELDPUNT, als_json, melding

PUIN = ((), b"\xff\x00\xfe\x01")
WEG = "in.politie"


async def _stuur_puin(keten: KetenDriver, aantal: int, partner: str = "politie") -> None:
    for _ in range(aantal):
        await keten.breng(partner, *PUIN)


async def _meld(keten: KetenDriver, kenmerk: str, partner: str = "politie") -> None:
    await keten.breng(partner, *als_json(partner, "melding.gedaan", melding(kenmerk), id=kenmerk))


def _behandeld(keten: KetenDriver, partner: str = "politie") -> int:
    return len({(v.topic, v.offset) for v in keten.verdicten() if v.topic == f"in.{partner}"})


def _woorden(keten: KetenDriver) -> list[Ophouding]:
    records = keten.log.alles(OPHOUDINGEN)
    return [record_van_bytes(Ophouding, r.waarde or b"", keten.schemas) for r in records]


async def test_een_reeks_houdt_op(keten: KetenDriver) -> None:
    """Past the limit its topic waits: what it sends then is not handled, and not dropped."""
    await _stuur_puin(keten, GRENS.reeks - 1)
    assert keten.ingehouden() == {}
    await _stuur_puin(keten, 1)
    assert keten.ingehouden()[WEG]["reden"] == "REEKS"
    await _meld(keten, "POL-1")
    assert _behandeld(keten) == GRENS.reeks
    assert [w.opgehouden for w in _woorden(keten)] == [True]


async def test_een_aandeel_houdt_op(keten: KetenDriver) -> None:
    """Half rubbish among good messages is too much as well, once there are enough to say so."""
    for n in range(GRENS.minstens):
        await (_stuur_puin(keten, 1) if n % 2 else _meld(keten, f"POL-{n}"))
    assert keten.ingehouden()[WEG]["reden"] == "AANDEEL"


async def test_goede_berichten_tussendoor_breken_de_reeks(keten: KetenDriver) -> None:
    """A run is a run: one good message starts the count again."""
    for n in range(2):
        await _stuur_puin(keten, GRENS.reeks - 1)
        await _meld(keten, f"POL-{n}")
    assert keten.ingehouden() == {}


async def test_wat_leesbaar_is_telt_niet(keten: KetenDriver) -> None:
    """A message that is refused with a code its sender can use is no rubbish."""
    for n in range(3 * GRENS.minstens):
        gegevens = melding("POL-1", gemeente="0000")
        await keten.breng("politie", *als_json("politie", "melding.gedaan", gegevens, id=f"m{n}"))
    assert keten.ingehouden() == {}


async def test_anderen_houden_hun_tempo(keten: KetenDriver) -> None:
    """While one waits, another's report is routed at the same moment."""
    await _stuur_puin(keten, GRENS.reeks)
    await _meld(keten, "WON-1", "woningcorporatie")
    assert [u.gegevens["afzender"] for u in keten.lees(MELDPUNT)] == ["woningcorporatie"]
    assert list(keten.ingehouden()) == [WEG]


async def test_vanzelf_weer_vrij(keten: KetenDriver) -> None:
    """After the set time it goes on where it stopped: in order, nothing lost, and the count starts anew."""
    await _stuur_puin(keten, GRENS.reeks)
    await _meld(keten, "POL-1")
    await keten.verstrijk_tot(keten.nu + timedelta(seconds=GRENS.duur_s - 1))
    assert _behandeld(keten) == GRENS.reeks
    await keten.verstrijk_tot(keten.nu + timedelta(seconds=1))
    assert keten.ingehouden() == {}
    assert [u.gegevens["kenmerk_afzender"] for u in keten.lees(MELDPUNT)] == ["POL-1"]
    assert [w.opgehouden for w in _woorden(keten)] == [True, False]
    await _stuur_puin(keten, GRENS.reeks - 1)
    assert keten.ingehouden() == {}


async def test_een_mens_laat_vrij(keten: KetenDriver) -> None:
    """The word of a person is read from the topic and holds at once."""
    await _stuur_puin(keten, GRENS.reeks)
    await _meld(keten, "POL-1")
    keten.log.voeg_toe(ophouding_uitvoer(vrijgave(_woorden(keten)[-1], keten.nu), keten.schemas))
    await keten.draai_leeg()
    assert keten.ingehouden() == {}
    assert _behandeld(keten) == GRENS.reeks + 1


@pytest.mark.parametrize("punt", ["omgezet", "geschreven", "vastgelegd"])
async def test_het_woord_overleeft_een_val(keten: KetenDriver, punt: str) -> None:
    """Wherever the intake falls around the batch that passes the limit, a new one knows, or counts again."""
    await _stuur_puin(keten, GRENS.reeks - 1)
    keten.laat_vallen("inname", punt)
    await _stuur_puin(keten, 1)
    gehouden = bool(keten.ingehouden())
    assert gehouden is (punt != "omgezet")
    await _stuur_puin(keten, GRENS.reeks)
    assert list(keten.ingehouden()) == [WEG]
    keten.herstart("inname")
    await keten.draai_leeg()
    assert list(keten.ingehouden()) == [WEG]


async def test_ophouden_verandert_geen_uitkomst(keten: KetenDriver, ruime_keten: KetenDriver) -> None:
    """What comes out is the same, only later."""
    for wie in (keten, ruime_keten):
        await _stuur_puin(wie, 2 * GRENS.reeks)
        await _meld(wie, "POL-1")
        await wie.verstrijk_tot(wie.nu + timedelta(hours=2))
    uitslagen = [sorted((v.offset, v.uitslag) for v in w.verdicten()) for w in (keten, ruime_keten)]
    assert uitslagen[0] == uitslagen[1]
    assert uitslagen[0][-1] == (2 * GRENS.reeks, Uitslag.TOEGEPAST)
    assert [u.gebeurtenis.id for u in keten.lees("politie")][: 2 * GRENS.reeks] == [
        u.gebeurtenis.id for u in ruime_keten.lees("politie")
    ][: 2 * GRENS.reeks]


@pytest.mark.parametrize("door", ["eigen puin", "onze storing"])
async def test_wekkers_wachten_niet_op_wie_wordt_opgehouden(keten: KetenDriver, door: str) -> None:
    """Nobody can stop the clock against itself with rubbish; a trouble of ours does still blame nobody."""
    await _meld(keten, "WON-1", "woningcorporatie")
    uiterlijk = keten.lees(MELDPUNT)[0].gegevens["ontvangst_uiterlijk"]
    await keten.verstrijk_tot(uiterlijk - timedelta(minutes=1))
    if door == "eigen puin":
        await _stuur_puin(keten, GRENS.reeks, MELDPUNT)
        assert list(keten.ingehouden()) == [f"in.{MELDPUNT}"]
    else:
        await keten.houd_op(MELDPUNT)
    await _stuur_puin(keten, 1, MELDPUNT)
    await keten.verstrijk_tot(uiterlijk)
    te_laat = [u for u in keten.lees(MELDPUNT) if u.gegevens.get("te_laat")]
    assert len(te_laat) == (1 if door == "eigen puin" else 0)


async def test_mensen_horen_het(keten: KetenDriver) -> None:
    """A log event with numbers and no content, at the hold and at the release."""
    stel_in("inname", "json")
    with capture_logs() as regels:
        await _stuur_puin(keten, GRENS.reeks)
        await keten.verstrijk_tot(keten.nu + timedelta(seconds=GRENS.duur_s))
    gezegd = [r for r in regels if r["event"].startswith("partner_")]
    assert [(r["event"], r["partner"]) for r in gezegd] == [
        ("partner_held_back", "politie"),
        ("partner_released", "politie"),
    ]
    assert (gezegd[0]["onbruikbaar"], gezegd[0]["van"]) == (GRENS.reeks, GRENS.reeks)


def _weeg(grens: Grens, *gebeurd: tuple[float, bool]) -> Ophoudreden | None:
    weging = Weging(grens)
    for seconde, onbruikbaar in gebeurd:
        weging.tel(int(seconde * 1000), onbruikbaar=onbruikbaar)
    return weging.reden()


def test_alleen_binnen_het_venster() -> None:
    """A rubbish record a day is a nuisance, and not a flood, however long it goes on."""
    grens = Grens(reeks=3, minstens=4, venster_s=600.0)
    assert _weeg(grens, *((dag * 86_400.0, True) for dag in range(50))) is None
    assert _weeg(grens, (0, True), (300, True), (601, True)) is None
    assert _weeg(grens, (0, True), (300, True), (600, True)) is Ophoudreden.REEKS
    assert _weeg(grens, (0, True), (1, True), (2, False), (700, False), (701, False), (702, False)) is None


def test_een_aandeel_telt_pas_bij_genoeg() -> None:
    """Two of three is no share yet."""
    grens = Grens(reeks=50, aandeel=0.5, minstens=4)
    assert _weeg(grens, (0, True), (1, False), (2, True)) is None
    assert _weeg(grens, (0, True), (1, False), (2, False), (3, True)) is Ophoudreden.AANDEEL
    assert _weeg(grens, (0, True), (1, False), (2, False), (3, False)) is None


def test_wegen_kost_weinig_plaats() -> None:
    """However much comes in, a window is a fixed number of counts."""
    weging = Weging(Grens())
    for n in range(100_000):
        weging.tel(n * 13, onbruikbaar=n % 3 == 0)
    assert len(weging._emmers) <= 62
    assert weging.aantallen[1] <= 600_000 // 13 + 1000


def _ophouder(keten: KetenDriver) -> Ophouder:
    """Another one on the same clock, that has read nothing yet."""
    return Ophouder(GRENS, keten.klok, keten.schemas)


async def test_een_oud_woord_verandert_niets(keten: KetenDriver) -> None:
    """A release that is read back after a newer hold is old news, in whatever order it comes."""
    await _stuur_puin(keten, GRENS.reeks)
    await keten.verstrijk_tot(keten.nu + timedelta(seconds=GRENS.duur_s))
    await _stuur_puin(keten, GRENS.reeks)
    records = keten.log.alles(OPHOUDINGEN)
    assert [w.opgehouden for w in _woorden(keten)] == [True, False, True]
    for volgorde in (records, [records[2], records[0], records[1]], [*records, records[1]]):
        ander = _ophouder(keten)
        for record in volgorde:
            ander.neem_op(record)
        ander.is_bij()
        assert list(ander.ingehouden()) == [WEG]


async def test_niets_wordt_gelezen_voor_het_woord_bekend_is(keten: KetenDriver) -> None:
    """A process that has not read who is held back reads nobody: it could be that one."""
    ander = _ophouder(keten)
    assert not ander.mag(WEG)
    ander.is_bij()
    assert ander.mag(WEG)


async def test_de_klok_van_wie_vrijgeeft_doet_er_niet_toe(keten: KetenDriver) -> None:
    """Somebody whose clock is an hour behind lets go all the same."""
    await _stuur_puin(keten, GRENS.reeks)
    woord = vrijgave(_woorden(keten)[-1], keten.nu - timedelta(hours=1))
    keten.log.voeg_toe(ophouding_uitvoer(woord, keten.schemas))
    await keten.draai_leeg()
    assert keten.ingehouden() == {}
