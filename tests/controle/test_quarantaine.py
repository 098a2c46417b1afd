"""What nobody could read waits, encrypted, and goes in again when the fault was ours; none counts twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from beheer import handeling
from beheer.controleren.rekening import HERSTELD_VAN_KOP
from beheer.fouten import BeheerError
from beheer.keten_in_geheugen import KetenDriver
from beheer.quarantaine import verslag
from beheer.quarantaine_inhoud import Herkeuring, bied_aan, herkeur, open_record, ouderdom, regels
from beheer.quarantaine_plek import plek_van, tekst_van
from inname import oordeel
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.codec import Schemas
from keten.contract.records import record_van_bytes
from keten.contract.versleuteling import OntsleutelError
from keten.domein.feiten import Herkomst
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import NU_KOP, Record
from keten.platform.uitvoer import QUARANTAINE
from tests.controle.dag import VRIJDAG, Dag
from tests.processen.partner import MELDPUNT, NAAM, als_json, melding
from tests.scenario.verhaal import Verhaal


@pytest.fixture
def keten(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    return KetenDriver(inrichtingen, schemas, begin=VRIJDAG)


def apart(keten: KetenDriver) -> list[Quarantaine]:
    return [
        record_van_bytes(Quarantaine, r.waarde or b"", keten.schemas) for r in keten.log.alles(QUARANTAINE)
    ]


async def _zet_apart(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> Quarantaine:
    """A good message, and a fault of ours that cannot read it."""

    def kapot(*_: Any, **__: Any) -> Any:
        raise KeyError

    with monkeypatch.context() as stuk:
        stuk.setattr(oordeel, "lees_gebeurtenis", kapot)
        await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-1"), id="m1"))
    [q] = apart(keten)
    return q


async def _open(keten: KetenDriver, q: Quarantaine) -> Record:
    return await open_record(q, keten._kluis)


async def test_na_de_reparatie_alsnog_ingenomen(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same bytes, judged anew, now, under a position of their own; the sums hold and say so."""
    q = await _zet_apart(keten, monkeypatch)
    verhaal = Verhaal(keten)
    assert verhaal.uitslagen("politie") == ["QUARANTAINE"]
    assert NAAM.encode() not in q.geheim
    record = await _open(keten, q)
    assert NAAM.encode() in (record.waarde or b"")
    nu = int((keten.nu + timedelta(days=2)).timestamp() * 1000)
    assert herkeur(record, nu, keten.inrichtingen, keten.schemas, keten.tokens) == Herkeuring(
        "melding.gedaan"
    )

    await keten.verstrijk_tot(keten.nu + timedelta(days=2))
    keten.log.voeg_toe(bied_aan(record))
    await keten.draai_leeg()
    assert verhaal.uitslagen("politie") == ["QUARANTAINE", "TOEGEPAST"]
    assert "melding.doorgezet" in verhaal.kreeg(MELDPUNT)
    assert verhaal.dossier().geopend_op == keten.nu
    uitkomst = Dag.van(keten, tmp_path).controleer()
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    assert "1 records zijn uit quarantaine opnieuw aangeboden." in uitkomst.opmerkingen


async def test_wat_rommel_blijft(keten: KetenDriver) -> None:
    """Bytes that nobody can read are told to go back into quarantine, with the code of now."""
    await keten.breng("politie", (("x", b"y"), (NU_KOP, b"5")), b"\xff")
    [q] = apart(keten)
    record = await _open(keten, q)
    assert (record.waarde, record.koppen) == (b"\xff", (("x", b"y"), (NU_KOP, b"5")))
    gezien = herkeur(record, keten.klok.stand_ms, keten.inrichtingen, keten.schemas, keten.tokens)
    assert gezien.quarantaine
    assert gezien.code == q.code
    opnieuw = bied_aan(record, 99)
    assert opnieuw.koppen == (("x", b"y"), (NU_KOP, b"99"), (HERSTELD_VAN_KOP, b"in.politie@0"))
    assert opnieuw.partitie == 0
    tekst = verslag("politie/0", "politie", gezien, [], None)
    assert "weer in quarantaine" in tekst
    assert "Er is niets geschreven" in tekst


async def test_een_andere_plek_opent_niet(keten: KetenDriver) -> None:
    """The ciphertext is bound to its position: moved to another, it does not open."""
    await keten.breng("politie", (), b"\xff")
    [q] = apart(keten)
    with pytest.raises(OntsleutelError):
        await _open(keten, q.model_copy(update={"offset": 1}))


async def test_de_lijst_zegt_niets_van_de_inhoud(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who, where, since when, why, and whether it was put back."""
    q = await _zet_apart(keten, monkeypatch)
    [regel] = regels([q], {("in.politie", 0): [4]})
    assert (regel.partner, tekst_van(regel.plek), regel.terug) == ("politie", "politie/0", (4,))
    assert NAAM not in repr(regel)


@pytest.mark.parametrize("tekst", ["politie/17", "in.politie@17", "in.politie/17", "politie@17"])
def test_een_positie_op_elke_manier(tekst: str) -> None:
    """As the list prints it, or as the log and the check do."""
    assert plek_van(tekst) == Herkomst("in.politie", 0, 17)


@pytest.mark.parametrize("tekst", ["politie", "politie/", "/17", "politie/x", "17", "politie/-1"])
def test_geen_positie(tekst: str) -> None:
    """Anything else is refused with an example."""
    with pytest.raises(BeheerError, match="geen positie"):
        plek_van(tekst)


def test_hoe_oud() -> None:
    """In the largest unit that is full."""
    op = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
    for duur, woorden in (
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=59), "59 minuten"),
        (timedelta(hours=5), "5 uur"),
        (timedelta(days=1, hours=3), "1 dag"),
        (timedelta(days=9), "9 dagen"),
        (timedelta(seconds=-5), "0 minuten"),
    ):
        assert ouderdom(op, op + duur) == woorden


def test_een_handeling_staat_vast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who, what, when and why, on disk, before anything is opened; no sentence and no BSN as reason."""
    monkeypatch.setenv("WIJKKETEN_DATA", str(tmp_path))
    plek = Herkomst("in.politie", 0, 17)
    for reden in ("te lang verhaal over iemand", "", "999990020", "a" * 60):
        with pytest.raises(BeheerError, match="kort woord"):
            handeling.leg_inzage_vast(plek, reden)
    assert not (tmp_path / handeling.BESTAND).exists()
    handeling.leg_inzage_vast(plek, "storing-4711")
    [rij] = (tmp_path / handeling.BESTAND).read_text(encoding="utf-8").splitlines()
    assert '"reden": "storing-4711"' in rij
    assert '"offset": 17' in rij
