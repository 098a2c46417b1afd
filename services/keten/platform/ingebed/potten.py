"""Understands which jars make up Kafka, and that they are those and no others.

`jgo.toml` says what is wanted and `jgo.lock.toml` which files that comes to, with a checksum each; jgo
fetches them one by one from Maven Central. A file that is not what the lock says (an interrupted download, a
changed server) is thrown away and fetched once more; after that it is an error. Checked at every start: 43 MB
takes about a tenth of a second.
"""

import fcntl
import hashlib
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from keten.platform.ingebed.fouten import IngebedKafkaError

LOCK = Path(__file__).with_name("jgo.lock.toml")
TEGELIJK = 6
WACHTTIJD = 60  # seconds for one answer of the server


@dataclass(frozen=True)
class Pot:
    """One jar: where it comes from and what it must be."""

    groep: str
    naam: str
    versie: str
    som: str

    @property
    def pad(self) -> Path:
        """Its place in a Maven cache."""
        return Path(*self.groep.split("."), self.naam, self.versie, f"{self.naam}-{self.versie}.jar")


def standaardplek() -> Path:
    """Where jars are kept: with the checkout if there is one, else in the user's cache."""
    wortel = LOCK.parents[4]
    if (wortel / "pyproject.toml").exists():
        return wortel / ".wijkketen" / "potten"
    return Path.home() / ".cache" / "wijkketen" / "potten"


def lees_lock(pad: Path = LOCK) -> list[Pot]:
    """The jars the lock names; an entry without a checksum is refused."""
    try:
        regels = tomllib.loads(pad.read_text(encoding="utf-8"))["dependencies"]
        return [Pot(r["groupId"], r["artifactId"], r["version"], r["sha256"]) for r in regels]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as fout:
        raise IngebedKafkaError(
            f"De lijst van jars {pad.name} is onleesbaar of onvolledig: {fout!r}"
        ) from fout


def haal_potten(
    plek: Path,
    *,
    voortgang: Callable[[str], None],
    potten: list[Pot] | None = None,
    haal: Callable[[Pot, Path], None] | None = None,
) -> list[Path]:
    """All jars, checked; fetches what is missing. `haal` puts one jar in its place under `plek`."""
    lijst = lees_lock() if potten is None else potten
    haal = haal or _haal_met_jgo
    if _ontbreekt(lijst, plek):
        with _alleen(plek):
            _haal_alles(_ontbreekt(lijst, plek), len(lijst), plek, haal, voortgang)
    return [plek / pot.pad for pot in lijst]


def _ontbreekt(lijst: list[Pot], plek: Path) -> list[Pot]:
    return [pot for pot in lijst if not _klopt(plek / pot.pad, pot)]


@contextmanager
def _alleen(plek: Path) -> Iterator[None]:
    """One fetcher at a time: two would take each other's half files for spoilt ones."""
    plek.mkdir(parents=True, exist_ok=True)
    with (plek / "slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


def _haal_alles(
    ontbreekt: list[Pot],
    totaal: int,
    plek: Path,
    haal: Callable[[Pot, Path], None],
    voortgang: Callable[[str], None],
) -> None:
    if not ontbreekt:  # somebody else fetched them while we waited
        return
    voortgang(f"Kafka ophalen: {len(ontbreekt)} van {totaal} jars (eenmalig)")
    with ThreadPoolExecutor(TEGELIJK, thread_name_prefix="potten") as draden:
        taken = [draden.submit(_haal_zeker, pot, plek, haal) for pot in ontbreekt]
        try:
            for taak in taken:
                taak.result()
        except BaseException:
            draden.shutdown(wait=False, cancel_futures=True)
            raise
    voortgang("Kafka opgehaald en gecontroleerd")


def _haal_zeker(pot: Pot, plek: Path, haal: Callable[[Pot, Path], None]) -> None:
    pad = plek / pot.pad
    oorzaak: Exception | None = None
    for _poging in range(2):
        pad.unlink(missing_ok=True)
        try:
            haal(pot, plek)
        except Exception as fout:  # noqa: BLE001 - whatever the client raises is the same to us: not fetched
            oorzaak = fout
            continue
        if _klopt(pad, pot):
            return
        oorzaak = None
    pad.unlink(missing_ok=True)
    waarom = f": {oorzaak}" if oorzaak else ": de controlesom klopt niet, ook niet na opnieuw ophalen"
    raise IngebedKafkaError(
        f"Kan {pot.naam} {pot.versie} niet ophalen van Maven Central{waarom}\nOpnieuw starten gaat verder."
    ) from oorzaak


def _haal_met_jgo(pot: Pot, plek: Path) -> None:
    from jgo.maven import MavenContext  # here: it costs a tenth of a second that a usual start can do without

    context = MavenContext(repo_cache=plek, local_repos=[], timeout=WACHTTIJD)
    context.project(pot.groep, pot.naam).at_version(pot.versie).artifact(packaging="jar").resolve()


def _klopt(pad: Path, pot: Pot) -> bool:
    try:
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest() == pot.som
    except FileNotFoundError:
        return False
