"""Understands what the intake makes of good messages: facts, the same at every reading, in either form."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from beheer.keten_in_geheugen import KetenDriver
from inname.stap import InnameStap
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.contract.vertaling import feit_van_bytes
from keten.domein.feiten import Feit
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import GeheugenKluis
from keten.platform.motor.omzetkern import zet_batch_om
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import FEITEN
from tests.processen.partner import BRONNEN, MELDPUNT, als_avro, als_json, melding

AVRO_MELDING = {
    "door": None,
    "urgentie": "ROUTINE",
    "terugkoppeling_gewenst": True,
    "waargenomen_op": None,
    "aanleiding": None,
    "uiterlijk_datum": None,
}


def _feiten(keten: KetenDriver) -> list[Feit]:
    return [feit_van_bytes(r.waarde or b"", keten.schemas) for r in keten.log.alles(FEITEN)]


async def test_json_en_avro_zeggen_hetzelfde(keten: KetenDriver) -> None:
    """The same report in JSON and in Avro is the same message: the second is a duplicate."""
    data = melding("POL-1")
    await keten.breng("politie", *als_json("politie", "melding.gedaan", data, id="m1"))
    betrokkene = {"adres": None, "telefoon": None, **data["betrokkenen"][0]}
    betrokkene["geboortedatum"] = datetime(1950, 2, 3, tzinfo=UTC).date()
    avro = {**data, **AVRO_MELDING, "betrokkenen": [betrokkene]}
    await keten.breng("politie", *als_avro(keten.schemas, "politie", "melding.gedaan", avro, id="m1"))
    eerste, tweede = _feiten(keten)
    assert eerste.kop.bericht_hash == tweede.kop.bericht_hash
    assert [v.uitslag.value for v in keten.verdicten()] == ["TOEGEPAST", "DUBBEL"]


async def test_herlezen_geeft_dezelfde_bytes(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver
) -> None:
    """A record read again, by another process with the same keys, gives the same outputs to the byte."""
    berichten = [
        als_json("politie", "melding.gedaan", melding("POL-1"), id="m1"),
        ((), b"\xff\xfe"),
        als_json("politie", "melding.gedaan", melding("POL-2", gemeente="0000"), id="m2"),
    ]
    tijd = int(keten.nu.timestamp() * 1000)
    records = [Record("in.politie", 0, n, None, w, k, tijd) for n, (k, w) in enumerate(berichten)]

    async def lees() -> object:
        stap = InnameStap(inrichtingen, schemas, keten.tokens, GeheugenKluis())
        return await zet_batch_om(stap, records)

    assert await lees() == await lees()


async def test_de_tijd_is_die_van_de_broker(keten: KetenDriver) -> None:
    """Neither the sender's `time` nor a header decides when a message came: the broker's time does."""
    koppen, waarde = als_json("politie", "melding.gedaan", melding("POL-1"), id="m1")
    await keten.breng("politie", (*koppen, ("wijkketen-nu", b"0")), waarde)
    (feit,) = _feiten(keten)
    assert feit.kop.nu == keten.nu


async def test_eigen_kenmerk_wijst_de_eigen_zaak_aan(keten: KetenDriver) -> None:
    """A sender may name its request by its own reference; another's same reference is another matter."""
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("ZAAK-1"), id="m1"))
    for wie in ("politie", MELDPUNT):
        await keten.breng(wie, *als_json(wie, "ontvangst.bevestigd", {"kenmerk": "ZAAK-1"}, id="o1"))
    zaken = [feit.kop.verzoek_id for feit in _feiten(keten)]
    van_politie, van_meldpunt = (verzoek_id(BRONNEN[wie], "ZAAK-1") for wie in ("politie", MELDPUNT))
    assert sorted(zaken) == sorted([van_politie, van_politie, van_meldpunt])


async def test_wie_niet_meer_meedoet_kan_niet_openen(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver
) -> None:
    """A partner that may not open, or whose version is not in force yet, is told so."""
    versie = inrichtingen.versies[0]
    dicht = replace(versie.partijen["politie"], opent=False)
    zonder = Inrichtingen((replace(versie, partijen={**versie.partijen, "politie": dicht}),))
    anders = KetenDriver(zonder, schemas, begin=keten.nu)
    await anders.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-1"), id="m1"))
    assert anders.lees("politie")[0].gegevens["code"] == "KTN-129"
