"""Understands what every key vault promises: one suite for memory, SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
import multiprocessing
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest
from sqlalchemy import create_engine, text

from keten.platform import kluis_sql
from keten.platform.fouten import HoofdsleutelError, KluisOnbereikbaarError, SleutelOntbreektError
from keten.platform.hoofdsleutel import Hoofdsleutel
from keten.platform.kluis import GeheugenKluis, KluisPoort, dagsleutel_id, eis_sleutel
from keten.platform.kluis_sql import SqlKluis

HOOFD = Hoofdsleutel(bytes(range(32)))
IDS = [uuid5(NAMESPACE_URL, f"verzoek-{i}") for i in range(1200)]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL on a socket of its own; as an ordinary user, since it refuses root."""
    binmap = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
    initdb = str(binmap / "initdb") if binmap else shutil.which("initdb")
    assert initdb, "no PostgreSQL server here: apt-get install postgresql"
    pg_ctl = str(Path(initdb).with_name("pg_ctl"))
    plek = Path(tempfile.mkdtemp(prefix="wkpg"))  # short: a socket's path may not be long
    gebruiker = "nobody" if plek.owner() == "root" else None
    if gebruiker:
        shutil.chown(plek, gebruiker)

    def draai(*opdracht: str) -> None:
        subprocess.run(opdracht, check=True, user=gebruiker, cwd=plek, stdout=subprocess.DEVNULL, timeout=60)

    data = str(plek / "data")
    draai(initdb, "-D", data, "-U", "keten", "-A", "trust", "-N")
    draai(
        pg_ctl, "-D", data, "-w", "-l", str(plek / "log"), "-o", f"-k {plek} -c listen_addresses=''", "start"
    )
    try:
        yield f"postgresql+psycopg://keten@/postgres?host={plek}"
    finally:
        draai(pg_ctl, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(plek)


@pytest.fixture(
    params=[
        "geheugen",
        "sqlite",
        pytest.param("postgresql", marks=[pytest.mark.getuige, pytest.mark.timeout(120)]),
    ]
)
def open_(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], KluisPoort]]:
    """Opens the same vault, as often as asked: each time as a process that starts anew."""
    geopend: list[SqlKluis] = []
    geheugen = GeheugenKluis()

    def open_nu() -> KluisPoort:
        if request.param == "geheugen":
            return geheugen
        url = f"sqlite:///{tmp_path / 'kluis.sqlite'}"
        if request.param == "postgresql":
            url = request.getfixturevalue("postgres")
        geopend.append(SqlKluis(url, HOOFD))
        return geopend[-1]

    yield open_nu
    for kluis in geopend:
        kluis.sluit()


async def test_sleutel_blijft_dezelfde(open_: Callable[[], KluisPoort]) -> None:
    """A verzoek has one key, whoever asks and however often; each verzoek another; many go in one call."""
    sleutels = await open_().sleutels_voor(IDS)
    assert await open_().sleutels_voor([*IDS[:3], IDS[0]]) == {v: sleutels[v] for v in IDS[:3]}
    assert len(set(sleutels.values())) == len(IDS)
    assert {len(s) for s in sleutels.values()} == {32}
    assert await open_().sleutels_voor([]) == {}


async def test_haal_maakt_niets(open_: Callable[[], KluisPoort]) -> None:
    """Looking for a key makes none; a key that should be there and is not, is our own trouble."""
    nieuw = uuid5(NAMESPACE_URL, "nooit gezien")
    gehaald = await open_().haal([nieuw])
    assert gehaald == {}
    with pytest.raises(SleutelOntbreektError):
        eis_sleutel(gehaald, nieuw)
    gemaakt = await open_().sleutels_voor([IDS[0]])
    assert await open_().haal([IDS[0], nieuw]) == gemaakt


async def test_dagsleutel_per_partner_en_dag(open_: Callable[[], KluisPoort]) -> None:
    """Quarantined bytes have a key per partner and day, apart from those of verzoeken."""
    dagen = [("politie", date(2026, 3, 1)), ("politie", date(2026, 3, 2)), ("mee", date(2026, 3, 1))]
    sleutels = await open_().dagsleutels(dagen)
    assert len(set(sleutels.values())) == 3
    assert await open_().dagsleutels(dagen) == sleutels
    assert dagsleutel_id(dagen[0]) == "politie/2026-03-01"


async def test_gelijktijdig_vragen_geeft_een_sleutel(open_: Callable[[], KluisPoort]) -> None:
    """Askers that race for the same new keys all get the same ones."""
    kluizen = [open_() for _ in range(4)]
    nieuw = [uuid5(NAMESPACE_URL, f"race-{i}") for i in range(200)]
    antwoorden = await asyncio.gather(*(k.sleutels_voor(nieuw[::s]) for k in kluizen for s in (1, -1)))
    assert all(a == antwoorden[0] for a in antwoorden)


def _vraag(url: str) -> dict[UUID, bytes]:
    kluis = SqlKluis(url, HOOFD)
    try:
        return dict(asyncio.run(kluis.sleutels_voor(IDS[:100])))
    finally:
        kluis.sluit()


@pytest.mark.timeout(60)
def test_processen_naast_elkaar(tmp_path: Path) -> None:
    """Processes that open a vault that is not there yet, and race for its keys, agree on every one."""
    url = f"sqlite:///{tmp_path / 'kluis.sqlite'}"
    with multiprocessing.get_context("spawn").Pool(4) as groep:
        antwoorden = groep.map(_vraag, [url] * 8)
    assert all(a == antwoorden[0] for a in antwoorden)


def _inhoud(map_: Path) -> list[bytes]:
    return [p.read_bytes() for p in map_.iterdir()]


async def test_sqlite_bewaart_eerst_en_alleen_gewikkeld(tmp_path: Path) -> None:
    """A key that is given is already a row that others see, and no file holds the key itself."""
    bestand = tmp_path / "kluis.sqlite"
    kluis = SqlKluis(f"sqlite:///{bestand}", HOOFD)
    sleutel = (await kluis.sleutels_voor([IDS[0]]))[IDS[0]]
    lezer = sqlite3.connect(bestand)
    assert lezer.execute("select naam from sleutels").fetchall() == [(str(IDS[0]),)]
    assert lezer.execute("pragma journal_mode").fetchone() == ("wal",)
    lezer.close()
    assert all(sleutel not in inhoud for inhoud in _inhoud(tmp_path))
    with kluis._engine.connect() as verbinding:
        assert verbinding.execute(text("pragma synchronous")).scalar() == 2
    kluis.sluit()


async def test_andere_hoofdsleutel_weigert(tmp_path: Path) -> None:
    """A vault filled under another hoofdsleutel gives an error for the operator, never a wrong key."""
    url = f"sqlite:///{tmp_path / 'kluis.sqlite'}"
    eerste, tweede = SqlKluis(url, HOOFD), SqlKluis(url, Hoofdsleutel(bytes(32)))
    await eerste.sleutels_voor(IDS[:1])
    with pytest.raises(HoofdsleutelError):
        await tweede.sleutels_voor(IDS[:1])
    eerste.sluit()
    tweede.sluit()


async def test_een_sleutel_hoort_bij_zijn_rij(tmp_path: Path) -> None:
    """Whoever can write in the vault's database cannot give one verzoek the key of another."""
    bestand = tmp_path / "kluis.sqlite"
    kluis = SqlKluis(f"sqlite:///{bestand}", HOOFD)
    await kluis.sleutels_voor(IDS[:2])
    schrijver = sqlite3.connect(bestand)
    gewikkeld = "select gewikkeld from sleutels where naam = ?"
    schrijver.execute(
        f"update sleutels set gewikkeld = ({gewikkeld}) where naam = ?",  # noqa: S608
        (str(IDS[0]), str(IDS[1])),
    )
    schrijver.commit()
    schrijver.close()
    with pytest.raises(HoofdsleutelError):
        await kluis.haal(IDS[1:2])
    kluis.sluit()


async def test_wacht_op_een_kluis_die_even_weg_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault that gives no answer is asked again in place; when it is back, nothing was lost."""
    bestand = tmp_path / "kluis.sqlite"
    monkeypatch.setattr(kluis_sql, "SQLITE_GEDULD_S", 0.01)
    kluis = SqlKluis(f"sqlite:///{bestand}", HOOFD, geduld_s=(0.01,) * 500)
    ander = sqlite3.connect(bestand, isolation_level=None)
    ander.execute("begin exclusive")
    gemerkt = asyncio.Event()
    lus = asyncio.get_running_loop()
    monkeypatch.setattr(kluis_sql, "meld", lambda *_, **__: lus.call_soon_threadsafe(gemerkt.set))
    vraag = asyncio.ensure_future(kluis.sleutels_voor([IDS[0]]))
    await gemerkt.wait()
    ander.execute("rollback")
    ander.close()
    assert len((await vraag)[IDS[0]]) == 32
    kluis.sluit()


def test_onbereikbaar_is_tijdelijk(tmp_path: Path) -> None:
    """No answer from the database is nobody's fault, and the text shows neither address nor password."""
    with pytest.raises(KluisOnbereikbaarError) as gevangen:
        SqlKluis(f"postgresql+psycopg://keten:geheim@/x?host={tmp_path}", HOOFD)
    assert "geheim" not in str(gevangen.value)
    assert str(tmp_path) not in str(gevangen.value)


@pytest.mark.getuige
@pytest.mark.timeout(120)
async def test_postgresql_wacht_op_de_schijf(postgres: str) -> None:
    """Also where the server says otherwise, our sessions wait for the disk."""
    engine = create_engine(postgres)
    with engine.begin() as verbinding:
        verbinding.execute(text("alter role keten set synchronous_commit = off"))
    kluis = SqlKluis(postgres, HOOFD)
    with kluis._engine.connect() as verbinding:
        assert verbinding.execute(text("show synchronous_commit")).scalar() == "on"
    kluis.sluit()
    engine.dispose()
