"""Understands that a registry decides under which numbers we write, and that its absence loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pydantic import ValidationError

from beheer.__main__ import hoofd
from inname.samenstelling import start
from keten.contract.codec import Schemas, lees_avsc
from keten.contract.fouten import Vormcode, VormError
from keten.platform.fouten import ExitCode
from keten.platform.instellingen import Instellingen
from keten.platform.proces import begin
from keten.platform.schemabron import SchemaOngeregistreerdError, onderwerp_van, open_schemas, schrijf_in
from keten.platform.schemaregister import (
    VERENIGBAARHEID,
    RegisterOnbereikbaarError,
    RegisterWeigertError,
    Schemaregister,
    Toegang,
)
from tests.schemas.ketens import GOED
from tests.schemas.neppe_register import NepRegister, nep_register

pytestmark = pytest.mark.timeout(60)  # a hundred small requests each

SCHEMAS = Path(__file__).parents[2] / "schemas"
WATERMERK = {"topic": "in.politie", "gelezen_tot_ms": 1}


@pytest.fixture
def nep() -> Iterator[NepRegister]:
    with nep_register() as register:
        yield register


def _klant(nep: NepRegister, gewacht: list[float] | None = None) -> Schemaregister:
    wachten = [] if gewacht is None else gewacht
    return Schemaregister(Toegang(nep.url), geduld_s=(0.5, 1.0), slaap=wachten.append)


def _map(pad: Path, naam: str, keten: list[dict[str, object]]) -> Path:
    """A folder with one record in some versions."""
    plek = pad / "avro" / naam
    plek.mkdir(parents=True)
    for versie, schema in enumerate(keten, 1):
        (plek / f"v{versie}.avsc").write_text(json.dumps(schema), encoding="utf-8")
    return pad


def test_alles_onder_de_naam_van_het_record(nep: NepRegister) -> None:
    """Each record is a subject by its full name, under FULL_TRANSITIVE; a second time changes nothing."""
    eerst = schrijf_in(SCHEMAS, _klant(nep))
    assert all(rij.nieuw and rij.id is not None for rij in eerst)
    onderwerpen = {onderwerp_van(schema) for schema in lees_avsc(SCHEMAS).values()}
    assert "nl.wijkketen.in.MeldingGedaan" in onderwerpen
    assert nep.schemas.keys() == onderwerpen
    assert set(nep.regels.values()) == {VERENIGBAARHEID}
    weer = schrijf_in(SCHEMAS, _klant(nep))
    assert [rij.id for rij in weer] == [rij.id for rij in eerst]
    assert not any(rij.nieuw for rij in weer)


def test_oudere_versies_eerst(nep: NepRegister, tmp_path: Path) -> None:
    """Versions are registered in order, so that the registry can hold each against those before."""
    keten = GOED["drie versies, elk iets erbij"]
    schrijf_in(_map(tmp_path, "in/x", keten), _klant(nep))
    assert [json.loads(s) for s in nep.schemas["nl.wijkketen.in.X"]] == keten


def test_de_nummers_van_het_register_gelden(nep: NepRegister) -> None:
    """We write under its numbers and read those; one that only our pins know is unknown, and not guessed."""
    schrijf_in(SCHEMAS, _klant(nep))
    pennen, register = Schemas.lees(SCHEMAS), open_schemas(SCHEMAS, _klant(nep))
    rauw = register.codeer("intern/watermerk", WATERMERK)
    assert int.from_bytes(rauw[1:5], "big") >= nep.eerste_nummer
    assert register.decodeer(rauw).waarde == WATERMERK
    for lezer, vreemd in (
        (register, pennen.codeer("intern/watermerk", WATERMERK)),
        (pennen, rauw),
        (register, b"\x00\xff\xff\xff\xff" + rauw[5:]),
    ):
        with pytest.raises(VormError) as gevangen:
            lezer.decodeer(vreemd)
        assert gevangen.value.fout.vormcode is Vormcode.SCHEMA_ONBEKEND


def test_zonder_register_gelden_de_pennen() -> None:
    """The embedded default needs nobody."""
    assert open_schemas(SCHEMAS, None).ids == Schemas.lees(SCHEMAS).ids


def test_wat_niet_is_ingeschreven_houdt_de_start_tegen(nep: NepRegister) -> None:
    """Every missing version is told at once, with what to do; nothing starts on half a list."""
    with pytest.raises(SchemaOngeregistreerdError) as gevangen:
        open_schemas(SCHEMAS, _klant(nep))
    zin, *regels = str(gevangen.value).splitlines()
    assert "schemas registreer" in zin
    assert len(regels) == len(lees_avsc(SCHEMAS))


def test_een_botsing_wordt_gezegd_en_de_rest_gaat_door(
    nep: NepRegister, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the registry refuses is named with its reason; the others are registered; exit code 1."""
    nep.weigert.add("nl.wijkketen.in.EscalatieBevestigd")
    assert hoofd(["schemas", "registreer", "--url", nep.url]) == 1
    gezegd = capsys.readouterr().out
    assert "in/escalatie-bevestigd v1 geweigerd: Schema being registered is incompatible" in gezegd
    assert "1 geweigerd" in gezegd
    assert len(nep.schemas) == len({naam for naam, _ in lees_avsc(SCHEMAS)}) - 1


def test_registreren_op_de_opdrachtregel(nep: NepRegister, capsys: pytest.CaptureFixture[str]) -> None:
    """The verb says what it did, for people and for machines, and without a registry what is missing."""
    assert hoofd(["schemas", "registreer", "--url", nep.url, "--json"]) == 0
    rijen = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    assert {rij["nieuw"] for rij in rijen} == {True}
    assert hoofd(["schemas", "registreer", "--url", nep.url]) == 0
    assert "0 nieuw" in capsys.readouterr().out
    assert hoofd(["schemas", "registreer"]) == 2


def test_een_storing_vertraagt(nep: NepRegister) -> None:
    """No answer, a hang-up or a server's error is tried again, with pauses; then it is as if nothing was."""
    gewacht: list[float] = []
    nep.storing = [503, 0]
    assert _klant(nep, gewacht).aantal_versies("nl.wijkketen.in.X") == 0
    assert gewacht == [0.5, 1.0]


def test_wie_weg_blijft_stopt_de_start(nep: NepRegister) -> None:
    """The attempts are bounded, and the error says that it may be better later."""
    nep.storing = [503, 503, 503]
    gewacht: list[float] = []
    with pytest.raises(RegisterOnbereikbaarError):
        _klant(nep, gewacht).aantal_versies("nl.wijkketen.in.X")
    assert (gewacht, nep.storing) == ([0.5, 1.0], [])


def test_een_proces_zonder_register_begint_niet(monkeypatch: pytest.MonkeyPatch) -> None:
    """It ends with the code that says: start me again. It has read nothing by then, so nothing is lost."""
    with nep_register() as weg:
        url = weg.url
    monkeypatch.setenv("WIJKKETEN_REGISTER", url)
    monkeypatch.setenv("WIJKKETEN_KAFKA", "127.0.0.1:1")
    monkeypatch.setattr(
        "keten.platform.schemabron.Schemaregister", partial(Schemaregister, geduld_s=(0.0, 0.0))
    )
    assert begin("inname", start) is ExitCode.ONBEREIKBAAR


def test_iets_anders_dan_een_register(nep: NepRegister) -> None:
    """A page that answers 200 with a welcome is no registry, and trying again would not make it one."""
    nep.geen_register = True
    with pytest.raises(RegisterWeigertError):
        _klant(nep).verenigbaarheid("nl.wijkketen.in.X")


@pytest.mark.parametrize("status", [401, 403])
def test_zonder_toegang(nep: NepRegister, status: int) -> None:
    """No access is the operator's to mend: told at once, not tried again."""
    nep.storing = [status]
    with pytest.raises(RegisterWeigertError):
        _klant(nep).verenigbaarheid("nl.wijkketen.in.X")


def test_wachtwoord_alleen_over_tls(nep: NepRegister) -> None:
    """Credentials come from the settings, go as Basic, never without TLS, and never into a text."""
    toegang = Toegang(nep.url, "keten", "geheim-woord")
    assert "geheim-woord" not in repr(toegang)
    Schemaregister(toegang).aantal_versies("nl.wijkketen.in.X")
    assert nep.koppen[-1]["Authorization"] == "Basic a2V0ZW46Z2VoZWltLXdvb3Jk"
    for fout in (
        {
            "WIJKKETEN_REGISTER": "http://register.example",
            "register_gebruiker": "a",
            "register_wachtwoord": "b",
        },
        {"WIJKKETEN_REGISTER": "https://register.example", "register_gebruiker": "a"},
    ):
        with pytest.raises(ValidationError):
            Instellingen.model_validate(fout)


@pytest.mark.parametrize("url", ["register.example", "ftp://register.example", "http://", "http://a:b@c"])
def test_een_adres_dat_niets_is(url: str) -> None:
    """A wrong address is told as such, before anything is tried."""
    with pytest.raises(RegisterWeigertError):
        Schemaregister(Toegang(url))
