"""Understands the key vault in SQL: SQLite by default, PostgreSQL in production.

A key is on disk before it is given, and two processes that ask at once get the same one: insert if absent,
commit, then read what is there. Rows hold wrapped keys only. Calls run in a thread, since a commit waits for
the disk.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import (
    Column,
    Engine,
    Executable,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import InterfaceError, OperationalError

from keten.contract.versleuteling import leid_af
from keten.platform.fouten import HoofdsleutelError, KluisOnbereikbaarError
from keten.platform.hoofdsleutel import Hoofdsleutel
from keten.platform.instellingen import Instellingen
from keten.platform.kluis import KLUISBESTAND, SLEUTEL_BYTES, Dag, dagsleutel_id
from keten.platform.logboek import meld

GEDULD_S: Final = (0.1, 0.3, 1.0, 3.0, 6.0)
"""Together well below what an engine gives a batch, so that it is the vault that is named as the cause."""

SQLITE_GEDULD_S: Final = 2.0
_HAP: Final = 500
"""Names per statement; SQLite's own limit is far higher, PostgreSQL has none to mind."""

_metadata = MetaData()
_SLEUTELS: Final = Table(
    "sleutels",
    _metadata,
    Column("soort", String(16), primary_key=True),
    Column("naam", String(96), primary_key=True),
    Column("gewikkeld", LargeBinary, nullable=False),
)
_INSERT: Final[Mapping[str, Executable]] = {
    "sqlite": sqlite.insert(_SLEUTELS).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_SLEUTELS).on_conflict_do_nothing(),
}


def open_kluis(instellingen: Instellingen, hoofdsleutel: Hoofdsleutel) -> SqlKluis:
    """The vault of this deployment; makes its table if absent."""
    url = instellingen.kluis
    if url is None:
        instellingen.data.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{(instellingen.data / KLUISBESTAND).absolute()}"
    return SqlKluis(url, hoofdsleutel)


class SqlKluis:
    """`KluisPoort` on a database. Safe for several processes at once."""

    def __init__(self, url: str, hoofdsleutel: Hoofdsleutel, *, geduld_s: Sequence[float] = GEDULD_S) -> None:
        """`geduld_s`: how long to wait after each attempt that got no answer, before the last one."""
        self._geduld_s = geduld_s
        self._wikkel = hoofdsleutel.wikkelsleutel
        self._engine = _open(url)
        self._insert = _INSERT[self._engine.dialect.name]
        with _bereikbaar():
            _maak_tabel(self._engine)

    async def sleutels_voor(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        gevonden = await self._geef("verzoek", [str(v) for v in verzoeken], maak=True)
        return {v: gevonden[str(v)] for v in verzoeken}

    async def haal(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        gevonden = await self._geef("verzoek", [str(v) for v in verzoeken], maak=False)
        return {v: gevonden[str(v)] for v in verzoeken if str(v) in gevonden}

    async def dagsleutels(self, dagen: Sequence[Dag]) -> Mapping[Dag, bytes]:
        gevonden = await self._geef("dag", [dagsleutel_id(d) for d in dagen], maak=True)
        return {d: gevonden[dagsleutel_id(d)] for d in dagen}

    def sluit(self) -> None:
        self._engine.dispose()

    async def _geef(self, soort: str, namen: Sequence[str], *, maak: bool) -> dict[str, bytes]:
        if not namen:
            return {}
        for poging, wacht_s in enumerate(self._geduld_s, 1):
            try:
                return await asyncio.to_thread(self._geef_nu, soort, namen, maak)
            except KluisOnbereikbaarError:
                meld("vault_unreachable", "warning", poging=poging, wacht_ms=int(wacht_s * 1000))
                await asyncio.sleep(wacht_s)
        return await asyncio.to_thread(self._geef_nu, soort, namen, maak)

    def _geef_nu(self, soort: str, namen: Sequence[str], maak: bool) -> dict[str, bytes]:
        # In one order for every process, so that two that insert the same names cannot wait for each other.
        gevraagd = sorted(set(namen))
        with _bereikbaar():
            gewikkeld = self._lees(soort, gevraagd)
            nieuw = [n for n in gevraagd if n not in gewikkeld]
            if maak and nieuw:
                self._voeg_toe(soort, nieuw)
                gewikkeld |= self._lees(soort, nieuw)
        return {naam: self._pak_uit(soort, naam, sleutel) for naam, sleutel in gewikkeld.items()}

    def _lees(self, soort: str, namen: Sequence[str]) -> dict[str, bytes]:
        uit: dict[str, bytes] = {}
        with self._engine.connect() as verbinding:
            for hap in _happen(namen):
                vraag = select(_SLEUTELS.c.naam, _SLEUTELS.c.gewikkeld)
                vraag = vraag.where(_SLEUTELS.c.soort == soort, _SLEUTELS.c.naam.in_(hap))
                uit.update({naam: bytes(sleutel) for naam, sleutel in verbinding.execute(vraag)})
        return uit

    def _voeg_toe(self, soort: str, namen: Sequence[str]) -> None:
        rijen = [{"soort": soort, "naam": n, "gewikkeld": self._nieuwe_sleutel(soort, n)} for n in namen]
        with self._engine.execution_options(schrijft=True).begin() as verbinding:
            verbinding.execute(self._insert, rijen)

    def _nieuwe_sleutel(self, soort: str, naam: str) -> bytes:
        return aes_key_wrap(self._wikkel_van(soort, naam), secrets.token_bytes(SLEUTEL_BYTES))

    def _pak_uit(self, soort: str, naam: str, gewikkeld: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._wikkel_van(soort, naam), gewikkeld)
        except InvalidUnwrap as fout:
            raise HoofdsleutelError("De kluis is gevuld onder een andere hoofdsleutel dan deze.") from fout

    def _wikkel_van(self, soort: str, naam: str) -> bytes:
        """A wrapping key per row, so that a wrapped key under another row's name does not open."""
        return leid_af(self._wikkel, f"rij/{soort}/{naam}", SLEUTEL_BYTES)


def _happen(namen: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(namen), _HAP):
        yield namen[begin : begin + _HAP]


class _bereikbaar:  # noqa: N801  reads as a condition of the block
    """No answer is nobody's fault; the driver's own text may hold values, so it goes no further."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, soort: object, fout: BaseException | None, spoor: object) -> None:
        if isinstance(fout, (OperationalError, InterfaceError)):
            raise KluisOnbereikbaarError(
                f"De kluis met sleutels geeft geen antwoord ({type(fout.orig).__name__})."
            ) from None


def _maak_tabel(engine: Engine) -> None:
    """Processes that start together may all try; the loser finds the table there."""
    with engine.execution_options(schrijft=True).begin() as verbinding:
        if engine.dialect.name == "postgresql":
            verbinding.exec_driver_sql("select pg_advisory_xact_lock(7735110)")
        _metadata.create_all(verbinding)


def _open(url: str) -> Engine:
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, pool_size=4, hide_parameters=True)
        event.listen(engine, "connect", _stel_postgresql_in)
        return engine
    bestand = url.removeprefix("sqlite:///")
    if bestand:
        Path(bestand).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": SQLITE_GEDULD_S}, hide_parameters=True)
    event.listen(engine, "connect", _stel_sqlite_in)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _stel_sqlite_in(verbinding: Any, _: object) -> None:
    """WAL lets others read on; FULL makes a commit reach the disk. The driver must not begin by itself."""
    verbinding.isolation_level = None
    verbinding.execute("pragma journal_mode = wal")
    verbinding.execute("pragma synchronous = full")


def _begin_sqlite(verbinding: Any) -> None:
    """A writer takes the lock at once: a reader that turns writer is refused by SQLite instead of queued."""
    schrijft = verbinding.get_execution_options().get("schrijft", False)
    verbinding.exec_driver_sql("begin immediate" if schrijft else "begin")


def _stel_postgresql_in(verbinding: Any, _: object) -> None:
    with verbinding.cursor() as cursor:
        cursor.execute("set synchronous_commit = on")
    verbinding.commit()
