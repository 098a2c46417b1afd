"""Understands that a fault of ours is never said to be a partner's, nor ever rejects a town's mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver
from inname import oordeel
from inname.stap import InnameStap
from inname.storingswacht import OP_RIJ
from keten.contract.cloudevents import Gebeurtenis
from keten.contract.fouten import Vormcode
from keten.contract.vertaling import lees_bericht
from keten.domein.begrippen import Uitslag
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.kluis import GeheugenKluis
from keten.platform.motor.omzetkern import zet_batch_om
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import QUARANTAINE
from tests.processen.partner import MELDPUNT, als_json, melding


def _breek(monkeypatch: pytest.MonkeyPatch, fout: type[BaseException], goed: frozenset[str]) -> None:
    """Our own reading fails for every message whose id is not in `goed`."""

    def lees(gebeurtenis: Gebeurtenis, schemas: Any) -> Any:
        if gebeurtenis.id not in goed:
            raise fout("of ours")
        return lees_bericht(gebeurtenis, schemas)

    monkeypatch.setattr(oordeel, "lees_bericht", lees)


async def test_de_partner_krijgt_de_schuld_niet(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """It gets a code of its own and nothing is asked of the sender; its bytes are kept; others go on."""
    _breek(monkeypatch, RuntimeError, frozenset({"m2"}))
    gemeld: list[tuple[str, str]] = []
    monkeypatch.setattr(oordeel, "meld", lambda wat, niveau, **_: gemeld.append((wat, niveau)))
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("P-1"), id="m1"))
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("P-2"), id="m2"))
    eerste = next(v for v in keten.verdicten() if v.offset == 0)
    assert (eerste.uitslag, eerste.code) == (Uitslag.QUARANTAINE, Vormcode.FOUT_VAN_ONS.code)
    assert len(keten.log.alles(QUARANTAINE)) == 1
    assert keten.lees("politie")[0].gegevens["uitleg"] == Vormcode.FOUT_VAN_ONS.zin
    assert gemeld == [("record_not_judged", "error")]
    assert [u.gegevens["kenmerk_afzender"] for u in keten.lees(MELDPUNT)] == ["P-2"]


def _records(partners: Sequence[str], goed: frozenset[int] = frozenset()) -> list[Record]:
    records = []
    for n, partner in enumerate(partners):
        data = als_json(partner, "melding.gedaan", melding(f"P-{n}"), id="goed" if n in goed else "m")
        records.append(Record(f"in.{partner}", 0, n, None, data[1], data[0], 1_795_000_000_000 + n))
    return records


async def _lees(keten: KetenDriver, records: Sequence[Record]) -> int:
    stap = InnameStap(keten.inrichtingen, keten.schemas, keten.tokens, GeheugenKluis())
    return len(await zet_batch_om(stap, records))


async def test_geheugen_op_is_geen_oordeel(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without memory nothing is said of a record: the process ends and reads it again."""
    _breek(monkeypatch, MemoryError, frozenset())
    with pytest.raises(MemoryError):
        await _lees(keten, _records(["politie"]))


async def test_wij_stoppen_als_er_niets_meer_goed_gaat(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty in a row of several partners: the process stops, and nothing of the batch is written."""
    _breek(monkeypatch, RuntimeError, frozenset({"goed"}))
    om_en_om = ["politie", "woningcorporatie"] * OP_RIJ
    with pytest.raises(OnmogelijkeToestandError):
        await _lees(keten, _records(om_en_om[:OP_RIJ]))
    assert await _lees(keten, _records(om_en_om[: OP_RIJ - 1])) > 0
    een_goed = frozenset({OP_RIJ - 1})
    assert await _lees(keten, _records(om_en_om[: 2 * OP_RIJ - 1], een_goed)) > 0


async def test_een_partner_alleen_legt_niets_stil(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever one partner sends, and however much of it: it cannot make the intake of others stop."""
    _breek(monkeypatch, RuntimeError, frozenset())
    assert await _lees(keten, _records(["politie"] * (3 * OP_RIJ))) > 0
