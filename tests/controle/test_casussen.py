"""Every case that we show adds up, and its facts alone give what the tracker has."""

from __future__ import annotations

from pathlib import Path

import pytest

from beheer.agenda import Lezen, agenda, uiterste
from beheer.keten_in_geheugen import KetenDriver
from beheer.scenario import lees_scenario
from beheer.vormgeven import Vormgever
from beheer.zaken import Zaken
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen
from tests.controle.dag import WORTEL, Dag
from tests.controle.test_naspelen import speel_na

CASUSSEN = sorted((WORTEL / "casussen").glob("*.yaml"))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("bestand", CASUSSEN, ids=lambda p: p.stem)
async def test_een_casus_klopt(
    bestand: Path, inrichtingen: Inrichtingen, schemas: Schemas, tmp_path: Path
) -> None:
    """No finding, nothing under way; state, duties, alarms and orders follow from the facts."""
    gelezen = lees_scenario(bestand)
    zaken = Zaken.van(gelezen.inhoud, inrichtingen.nieuwste.partijen)
    punten = agenda(gelezen.inhoud)
    keten = KetenDriver(inrichtingen, schemas, begin=punten[0].op)
    vormgever = Vormgever(schemas, keten.tokens, zaken)
    for punt in punten:
        await keten.verstrijk_tot(punt.op)
        if punt.lezen is not None:
            partner, lezen = punt.lezen
            await (keten.zwijg if lezen is Lezen.ZWIJGT else keten.hervat)(partner)
        if punt.bericht is not None:
            koppen, waarde, regel = vormgever.bericht(bestand.stem, *punt.bericht)
            await keten.breng(regel.van, koppen, waarde)
    await keten.verstrijk_tot(uiterste(gelezen.inhoud, None))
    dag = Dag.van(keten, tmp_path)
    uitkomst = dag.controleer()
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    assert uitkomst.onderweg == {}
    assert all(p.klopt for p in uitkomst.partners)
    assert [b.zin for b in speel_na(dag).bevindingen.lijst] == []
