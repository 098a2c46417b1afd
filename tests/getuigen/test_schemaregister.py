"""Understands that a real registry takes our schemas, gives their ids, and guards what we may release."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from beheer.__main__ import hoofd
from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas, lees_avsc
from keten.contract.compatibiliteit import bezwaren, per_naam
from keten.domein.begrippen import Uitslag
from keten.platform.inrichting_lezer import lees_inrichtingen
from keten.platform.schemabron import onderwerp_van, open_schemas, schrijf_in
from keten.platform.schemaregister import VERENIGBAARHEID, Schemaregister, Toegang
from tests.getuigen.apicurio import Apicurio, apicurio
from tests.processen.partner import als_avro
from tests.schemas.ketens import veld
from tests.steun.gereedschap import WORTEL

pytestmark = [pytest.mark.getuige, pytest.mark.timeout(400)]

SCHEMAS = WORTEL / "schemas"
BEVESTIGING = {"kenmerk": "POL-1", "door": None, "toelichting": None}


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apicurio]:
    """Apicurio with all our schemas, registered while it still started: we wait, and not for ever."""
    with apicurio(tmp_path_factory.mktemp("apicurio")) as register, ThreadPoolExecutor(1) as draad:
        wachtend = draad.submit(schrijf_in, SCHEMAS, _klant(register))
        register.begin()
        assert all(rij.nieuw for rij in wachtend.result())
        yield register


def _klant(register: Apicurio) -> Schemaregister:
    return Schemaregister(Toegang(register.url), geduld_s=(1.0,) * 120)


def _met_volgende(map: Path, naam: str, *velden: dict[str, Any]) -> None:
    """A copy of our schemas in which one record has a next version, with these fields more."""
    kopie = map / "schemas"
    shutil.copytree(SCHEMAS, kopie)
    avsc = lees_avsc(kopie)
    laatste = max(versie for wie, versie in avsc if wie == naam)
    nieuw = {**avsc[naam, laatste], "fields": [*avsc[naam, laatste]["fields"], *velden]}
    (kopie / "avro" / naam / f"v{laatste + 1}.avsc").write_text(json.dumps(nieuw), encoding="utf-8")


def test_inschrijven_is_herhaalbaar(register: Apicurio, capsys: pytest.CaptureFixture[str]) -> None:
    """A second time finds everything there, under the same numbers, and each record has our rule."""
    eerst = schrijf_in(SCHEMAS, _klant(register))
    assert hoofd(["schemas", "registreer", "--url", register.url]) == 0
    assert "0 nieuw" in capsys.readouterr().out
    assert [rij.id for rij in schrijf_in(SCHEMAS, _klant(register))] == [rij.id for rij in eerst]
    for schema in lees_avsc(SCHEMAS).values():
        assert _klant(register).verenigbaarheid(onderwerp_van(schema)) == VERENIGBAARHEID


async def test_een_keten_op_de_nummers_van_het_register(register: Apicurio) -> None:
    """A partner that writes under the registry's numbers is read; an unknown number is put apart."""
    schemas = open_schemas(SCHEMAS, _klant(register))
    assert schemas.ids != Schemas.lees(SCHEMAS).ids
    begin = datetime(2026, 11, 13, 9, tzinfo=UTC)
    keten = KetenDriver(lees_inrichtingen(WORTEL / "inrichting/drechtsteden"), schemas, begin=begin)
    koppen, waarde = als_avro(schemas, "politie", "ontvangst.bevestigd", BEVESTIGING, id="m1")
    vreemd = (max(schemas.ids) + 1000).to_bytes(4, "big")
    await keten.breng("politie", koppen, waarde)
    await keten.breng("politie", koppen, b"\x00" + vreemd + waarde[5:])
    uitslagen = [v.uitslag for v in keten.verdicten()]
    assert uitslagen[-1] is Uitslag.QUARANTAINE
    assert Uitslag.QUARANTAINE not in uitslagen[:-1]


def test_het_register_oordeelt_als_wij(register: Apicurio, tmp_path: Path) -> None:
    """It takes the next version that we allow and refuses the one that we object to, with its reason."""
    for naam, extra, mag in (
        ("in/ontvangst-bevestigd", veld("nieuw", ["null", "string"], default=None), True),
        ("in/verzoek-geaccepteerd", veld("nieuw", "string"), False),
    ):
        map_ = tmp_path / naam.replace("/", "-")
        _met_volgende(map_, naam, extra)
        versies = per_naam(lees_avsc(map_ / "schemas"))
        assert (bezwaren(naam, versies[naam]) == []) is mag
        rijen = {(r.naam, r.versie): r for r in schrijf_in(map_ / "schemas", _klant(register))}
        laatste = rijen[naam, max(versies[naam])]
        assert (laatste.nieuw, laatste.bezwaar is None) == (mag, mag)
        assert not any(r.nieuw or r.bezwaar for plek, r in rijen.items() if plek != (naam, laatste.versie))
