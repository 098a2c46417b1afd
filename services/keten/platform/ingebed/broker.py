"""Understands the life of one embedded Kafka: make its folder, start, be ready, stop, start again.

Synchronous on purpose: it may be used before there is an event loop. Loopback only and without
authentication, so it is for one machine and one user: demo, tests, benchmarks.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from keten.platform.ingebed import wees
from keten.platform.ingebed.eigenschappen import eigenschappen
from keten.platform.ingebed.fouten import IngebedKafkaError
from keten.platform.ingebed.gereed import antwoordt
from keten.platform.ingebed.java import Java, vind_java
from keten.platform.ingebed.logstaart import staart, wissel
from keten.platform.ingebed.poorten import Poorten, is_vrij, kies_poorten
from keten.platform.ingebed.potten import haal_potten, standaardplek
from keten.platform.ingebed.proces import Proces

CLUSTER = "d2lqa2tldGVuLWluZ2ViZQ"  # sixteen bytes in base64, as Kafka wants a cluster id
GEDULD_START = 120.0  # 3 s on a quiet machine; generous for one that is busy with other tests
GEDULD_STOP = 20.0
GEDULD_POORT = 10.0
_JVM = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"]
_LOG = ["-Djava.awt.headless=true", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"]
_LOG += [
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
]


def _stil(_tekst: str) -> None:
    """Say nothing."""


class IngebedKafka:
    """A Kafka of one node in the folder `map`, as a context manager.

    `voortgang` hears what takes long, in Dutch, for the person at the terminal. `bij_dood` hears, from
    another thread, that Kafka ended without being asked, with the tail of its log; callers that only poll use
    `eis_levend`.
    """

    def __init__(
        self,
        map: Path,
        *,
        voortgang: Callable[[str], None] = _stil,
        bij_dood: Callable[[str], None] | None = None,
        potten: Path | None = None,
    ) -> None:
        self._map = map.resolve()
        self._voortgang, self._bij_dood = voortgang, bij_dood
        self._potten = potten or standaardplek()
        self._proces: Proces | None = None
        self._poorten: Poorten | None = None
        self._slot: int | None = None
        self._gevraagd = False  # whether the end of the process is wanted

    @property
    def adres(self) -> str:
        """Where clients connect, as host:port; known once started, and the same after `herstart`."""
        if self._poorten is None:
            raise IngebedKafkaError("De ingebedde Kafka is nog niet gestart.")
        return f"127.0.0.1:{self._poorten.kafka}"

    @property
    def pid(self) -> int:
        """The process id of Kafka itself."""
        if self._proces is None:
            raise IngebedKafkaError("De ingebedde Kafka is nog niet gestart.")
        return self._proces.pid

    @property
    def leeft(self) -> bool:
        """Whether Kafka's process runs."""
        return self._proces is not None and self._proces.leeft

    @property
    def log(self) -> Path:
        """Kafka's own log, which also holds what Java had to say."""
        return self._map / "kafka.log"

    def eis_levend(self) -> None:
        """Raise, with the tail of the log, when Kafka is not there any more."""
        if not self.leeft:
            raise IngebedKafkaError(self._gestorven("De ingebedde Kafka draait niet (meer)."))

    def start(self) -> None:
        """Start and wait until it answers; does nothing when it runs. Raises with the log's tail."""
        if self.leeft:
            return
        try:
            self._neem_map()
            java, jars = vind_java(), haal_potten(self._potten, voortgang=self._voortgang)
            self._start_op_vrije_poorten(java, os.pathsep.join(str(jar) for jar in jars))
        except OSError as fout:
            self._laat_map_los()
            raise IngebedKafkaError(f"De ingebedde Kafka kan niet starten in {self._map}: {fout}") from fout
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """End Kafka in good order, and by force when that takes too long; may be called twice."""
        self._eindig(signal.SIGTERM)
        self._laat_map_los()

    def kill(self) -> None:
        """End Kafka as a power cut would."""
        self._eindig(signal.SIGKILL)
        self._laat_map_los()

    def herstart(self) -> None:
        """Start again with the same data at the same address, whether it still runs or not."""
        eerder = self._poorten
        self.stop()
        if eerder is not None:
            self._wacht_op_poorten(eerder)
        self.start()
        if eerder is not None and self._poorten != eerder:
            self.stop()
            raise IngebedKafkaError(
                f"De ingebedde Kafka kon zijn adres 127.0.0.1:{eerder.kafka} niet terugkrijgen."
            )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.stop()

    # -- the folder --

    def _neem_map(self) -> None:
        """Make the folder ours: one owner at a time, and nothing left running of one that was killed."""
        self._map.mkdir(parents=True, exist_ok=True)
        slot = os.open(self._map / "slot", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fout:
            os.close(slot)
            raise IngebedKafkaError(
                f"De map {self._map} is in gebruik door een andere, levende Wijkketen."
            ) from fout
        self._slot = slot
        opgeruimd = wees.ruim_wees_op(self._map)
        if opgeruimd is not None:
            self._voortgang(f"Kafka van een afgebroken start beëindigd (proces {opgeruimd})")
        wissel(self.log)

    def _laat_map_los(self) -> None:
        if self._slot is not None:
            os.close(self._slot)
            self._slot = None

    # -- starting --

    def _start_op_vrije_poorten(self, java: Java, klassepad: str) -> None:
        """Start; once more on other ports when somebody took ours between looking and binding."""
        bezet: frozenset[int] = frozenset()
        for poging in (1, 2, 3):
            poorten = kies_poorten(self._map, behalve=bezet)
            begin = self.log.stat().st_size if self.log.exists() else 0
            try:
                self._start_een_keer(java, klassepad, poorten)
            except IngebedKafkaError:
                if poging == 3 or not _poort_bezet(self.log, begin):
                    raise
                bezet |= {poorten.kafka, poorten.controller}
            else:
                return

    def _start_een_keer(self, java: Java, klassepad: str, poorten: Poorten) -> None:
        instelling = self._map / "server.properties"
        instelling.write_text(eigenschappen(self._map / "data", poorten), encoding="utf-8")
        basis = [
            str(java.pad),
            *_JVM,
            *java.vlaggen(),
            *_LOG,
            f"-XX:ErrorFile={self._map}/java-fout.log",
            "-cp",
            klassepad,
        ]
        self._voortgang("Kafka starten")
        begin = time.monotonic()
        if not (self._map / "data" / "meta.properties").exists():
            self._richt_in(basis, instelling)
        self._gevraagd = False
        proces = Proces(
            [*basis, "kafka.Kafka", str(instelling)], log=self.log, map=self._map, bij_einde=self._einde
        )
        self._proces = proces
        proces.start()
        wees.noteer(self._map, proces.pid)
        self._poorten = poorten
        self._wacht_tot_gereed(proces)
        self._voortgang(f"Kafka draait op {self.adres} ({time.monotonic() - begin:.1f} s)")

    def _richt_in(self, basis: list[str], instelling: Path) -> None:
        """Format the data folder, which Kafka wants done once."""
        opdracht = [
            *basis,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            CLUSTER,
            "-c",
            str(instelling),
            "--ignore-formatted",
        ]
        try:
            with self.log.open("ab") as uit:
                subprocess.run(
                    opdracht,
                    stdout=uit,
                    stderr=subprocess.STDOUT,
                    cwd=self._map,
                    timeout=GEDULD_START,
                    check=True,
                )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fout:
            raise IngebedKafkaError(self._gestorven("Kafka kon zijn gegevensmap niet inrichten.")) from fout

    def _wacht_tot_gereed(self, proces: Proces) -> None:
        eind = time.monotonic() + GEDULD_START
        while not antwoordt(self.adres):
            if proces.wacht(0.05):
                raise IngebedKafkaError(self._gestorven("Kafka is tijdens het starten gestopt."))
            if time.monotonic() > eind:
                raise IngebedKafkaError(self._gestorven(f"Kafka antwoordt na {GEDULD_START:.0f} s nog niet."))
        if not proces.leeft:  # somebody else's answer at our address
            raise IngebedKafkaError(self._gestorven("Kafka is tijdens het starten gestopt."))

    # -- ending --

    def _eindig(self, nummer: signal.Signals) -> None:
        proces, self._gevraagd = self._proces, True
        if proces is None or self._slot is None:  # nothing of ours: never touch another owner's folder
            return
        for sein in (nummer, signal.SIGKILL):
            proces.sein(sein)
            if proces.wacht(GEDULD_STOP):
                break
        else:
            raise IngebedKafkaError(f"Kafka (proces {proces.pid}) laat zich niet stoppen.")
        wees.vergeet(self._map)

    def _einde(self, code: int) -> None:
        """Hear that the process ended; tell it on when nobody had asked for that."""
        if not self._gevraagd and self._bij_dood is not None:
            self._bij_dood(self._gestorven(f"De ingebedde Kafka is onverwacht gestopt (code {code})."))

    def _wacht_op_poorten(self, poorten: Poorten) -> None:
        eind = time.monotonic() + GEDULD_POORT
        while not (is_vrij(poorten.kafka) and is_vrij(poorten.controller)) and time.monotonic() < eind:
            time.sleep(0.05)

    def _gestorven(self, wat: str) -> str:
        return f"{wat} Het einde van {self.log}:\n{staart(self.log)}"


def _poort_bezet(log: Path, vanaf: int) -> bool:
    with log.open("rb") as bestand:
        bestand.seek(vanaf)
        nieuw = bestand.read()
    return b"Address already in use" in nieuw or b"BindException" in nieuw
