"""Understands how the engine hangs in Faust: group membership, assignment and the fetching thread are
Faust's.

No agent, no stream, no table, no Faust producer: Faust would acknowledge what failed. The input topic is
registered for its subscription only, and every private function that is replaced or leaned on stands in
`faust_contract`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import aiokafka
import faust
import mode
from aiokafka.admin import AIOKafkaAdminClient
from faust.app.base import BootStrategy
from faust.transport.drivers import aiokafka as rijder
from faust.types import TP

from keten.platform.motor import faust_contract
from keten.platform.motor.einde import sterf, sterf_door
from keten.platform.motor.fouten import EXIT_ONVERWACHT, MotorError, PositieError
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, lezer
from keten.platform.motor.meetpunt import Meetpunt
from keten.platform.motor.procesloop import binnen_geduld, draai, nieuwe_lus, uit_draad
from keten.platform.motor.volgmotor import Pakket, VolgMotor, VolgMotorInrichting, changelog_naam
from keten.platform.motor.waakhond import Waakhond, stilstand
from keten.platform.motor.watermerken import WatermerkLezer
from keten.platform.opruimen import ruim_zelden_op

T = TypeVar("T")
V = TypeVar("V")

FETCH_S = 0.25
"""How long one fetch waits; it bounds the wait for the lock that seeks take too."""

RECORDS_PER_FETCH = 2000


class _Draad(rijder.AIOKafkaConsumerThread):
    app: Any

    def _create_worker_consumer(self, transport: Any) -> aiokafka.AIOKafkaConsumer:
        """As Faust's own, but read_committed, our access, and a short fetch wait (1.5 s is hard-coded)."""
        del transport
        conf = self.app.conf
        self._assignor = self.app.assignor
        return lezer(
            self.app.motor.inrichting.klant,
            client_id=conf.broker_client_id,
            group_id=conf.id,
            partition_assignment_strategy=[self._assignor],
            max_poll_records=RECORDS_PER_FETCH,
            max_partition_fetch_bytes=1 << 20,
            max_poll_interval_ms=int(conf.broker_max_poll_interval * 1000),
            request_timeout_ms=int(conf.broker_request_timeout * 1000),
            session_timeout_ms=int(conf.broker_session_timeout * 1000),
            rebalance_timeout_ms=int(conf.broker_rebalance_timeout * 1000),
            heartbeat_interval_ms=int(conf.broker_heartbeat_interval * 1000),
        )


class _Consumer(rijder.Consumer):
    """A fetch result may be dropped only if a seek FOLLOWS it, so one lock is around each of them."""

    app: Any
    haalslot: asyncio.Lock
    gehaald = 0.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.haalslot = asyncio.Lock()
        super().__init__(*args, **kwargs)

    def eis_lid(self) -> None:
        """Raises what ended aiokafka's group membership. Faust fetches past the place where it is told."""
        consumer: Any = self._thread._consumer  # noqa: SLF001  there is no public way to see this
        coordinator = None if consumer is None else consumer._coordinator  # noqa: SLF001
        if coordinator is not None:
            coordinator.check_errors()

    @property
    def motor(self) -> VolgMotor[Any, Any]:
        motor: VolgMotor[Any, Any] = self.app.motor
        return motor

    def _new_consumer_thread(self) -> _Draad:
        return _Draad(self, loop=self.loop, thread_loop=nieuwe_lus(), beacon=self.beacon)

    def stop_flow(self) -> None:
        self.motor.dicht()
        super().stop_flow()

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        self.motor.dicht()
        await super().on_partitions_revoked(revoked)

    async def wait_empty(self) -> None:
        """Faust calls it before partitions go, and when the process stops."""
        await self.motor.laat_los()

    async def perform_seek(self) -> None:
        """Faust calls it when an assignment stands. Ours is a take-over that may last; the group must not
        wait.
        """
        topic = self.motor.inrichting.topic
        self.motor.neem_over([tp.partition for tp in self.assignment() if tp.topic == topic], self)

    async def zoek(self, posities: Mapping[int, int], open_: Callable[[], None]) -> None:
        async with self.haalslot:
            if posities:
                topic = self.motor.inrichting.topic
                await super().seek_wait({TP(topic, p): offset for p, offset in posities.items()})
            open_()

    async def seek_wait(self, partitions: Mapping[TP, int]) -> None:
        async with self.haalslot:
            await super().seek_wait(partitions)

    async def commit(self, topics: Any = None, start_new_transaction: bool = True) -> bool:
        """Group offsets are for monitoring only: the position in the changelog is the truth."""
        del topics, start_new_transaction
        topic, mijn = self.motor.inrichting.topic, self.assignment()
        if not self.motor.open:
            return False
        self.motor.einden = {tp.partition: self.highwater(tp) or 0 for tp in mijn if tp.topic == topic}
        offsets = {TP(topic, p): o for p, o in self.motor.bevestigd.items() if TP(topic, p) in mijn}
        nieuw = {tp: o for tp, o in offsets.items() if self._vastgelegd.get(tp) != o}
        if nieuw and await self._commit(nieuw):
            self._vastgelegd.update(nieuw)
        return bool(nieuw)

    @property
    def _vastgelegd(self) -> dict[TP, int]:
        vastgelegd: dict[TP, int] = self.__dict__.setdefault("_vastgelegde_offsets", {})
        return vastgelegd

    async def verify_all_partitions_active(self) -> None:
        """Faust looks for acknowledgements here; there are none. The watchdog looks instead."""

    async def _drain_messages(self, fetcher: Any) -> None:
        motor, topic = self.motor, self.motor.inrichting.topic
        try:
            while not (self.should_stop or fetcher.should_stop):
                if not self.flow_active:
                    await self.wait(self.can_resume_flow.wait())
                async with self.haalslot:
                    tijdvak, open_ = motor.tijdvak, motor.open
                    gehaald = await self._haal()
                self.gehaald = time.monotonic()
                if not (open_ and tijdvak == motor.tijdvak):
                    await asyncio.sleep(0.01)
                    continue
                pakket: Pakket = [(tp.partition, rauw) for tp, rauw in gehaald.items() if tp.topic == topic]
                for p, rauw in pakket:
                    if (positie := motor.bevestigd.get(p, 0)) > rauw[0].offset:
                        # aiokafka went back to the first record: only a topic that was made anew ends before
                        # a confirmed position.
                        sterf_door(PositieError(topic, p, positie, 0, rauw[0].offset), motor.inrichting.meld)
                if pakket:
                    await motor.geef(tijdvak, pakket)
                else:
                    await self._over_markeringen(tijdvak)
        except self.consumer_stopped_errors:
            if not self.app.should_stop:
                raise
        except asyncio.CancelledError:
            if not self.app.should_stop:
                raise

    async def _haal(self) -> Mapping[TP, list[Any]]:
        if not self.flow_active:
            return {}
        return (await self._wait_next_records(FETCH_S))[0] or {}

    async def _over_markeringen(self, tijdvak: int) -> None:
        """Control markers are no records: at rest the consumer's position is what was handled."""
        motor, topic = self.motor, self.motor.inrichting.topic
        for p, bevestigd in list(motor.bevestigd.items()):
            if not motor.stil() or tijdvak != motor.tijdvak:
                return
            if (self.highwater(TP(topic, p)) or 0) > bevestigd:
                async with asyncio.timeout(GEDULD_S):
                    positie = await self.position(TP(topic, p))
                if positie is not None and motor.stil() and tijdvak == motor.tijdvak:
                    motor.bevestigd[p] = max(bevestigd, positie)


class _Transport(rijder.Transport):
    Consumer = _Consumer


class _Opstart(BootStrategy):
    enable_kafka_producer = False
    enable_web = False
    enable_sensors = False


class _App(faust.App):
    BootStrategy = _Opstart
    motor: VolgMotor[Any, Any]

    def gehaald(self) -> float:
        """When the last fetch came back."""
        consumer: Any = self.consumer
        return float(consumer.gehaald)

    def eis_lid(self) -> None:
        """Raises when the group membership ended."""
        consumer: Any = self.consumer
        consumer.eis_lid()

    def herstel_dood(self) -> bool:
        """Faust's recovery task ends silently on some errors, and then no assignment is ever completed."""
        herstel: Any = self.tables
        taken = list(herstel.recovery._futures)  # noqa: SLF001  there is no public way to see this
        return any(taak.done() for taak in taken) and not self.should_stop


def maak_app(motor: VolgMotor[Any, Any], partities: int) -> _App:
    """A Faust app that does no more than be a member of the group and fetch."""
    inr = motor.inrichting
    (inr.data / inr.app_id).mkdir(parents=True, exist_ok=True)
    eerste = str(inr.klant["bootstrap_servers"]).split(",")[0]
    app = _App(
        inr.app_id,
        broker=f"kafka://{eerste}",
        store="memory://",
        datadir=str(inr.data / inr.app_id / "faust"),
        processing_guarantee="at_least_once",
        agent_supervisor=mode.CrashingSupervisor,
        key_serializer="raw",
        value_serializer="raw",
        topic_partitions=partities,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        consumer_auto_offset_reset="earliest",
        broker_commit_interval=0.5,
        broker_session_timeout=inr.sessie_s,
        broker_heartbeat_interval=max(1.0, inr.sessie_s / 15),
        broker_rebalance_timeout=max(10.0, inr.sessie_s),
        broker_request_timeout=max(120.0, inr.sessie_s + 10),
        broker_max_poll_interval=300.0,
        stream_wait_empty=True,
        stream_publish_on_commit=False,
        web_enabled=False,
        debug=False,
        worker_redirect_stdouts=False,
    )
    app.motor = motor
    app.transport = _Transport(app.conf.broker_consumer, app)
    invoer = app.topic(
        inr.topic, key_type=bytes, key_serializer="raw", value_type=bytes, value_serializer="raw"
    )
    app.topics.add(invoer)
    return app


async def partities_van(klant: Klant, topic: str, changelog: str) -> int:
    """Both topics must exist with one count: a state lives where its facts are."""
    admin = AIOKafkaAdminClient(**klant)
    async with asyncio.timeout(GEDULD_S):
        await admin.start()
        try:
            gevonden = await admin.describe_topics([topic, changelog])
        finally:
            await admin.close()
    aantal = {t["topic"]: len(t["partitions"]) for t in gevonden if not t["error_code"]}
    if not aantal.get(topic):
        raise MotorError(f"topic {topic} does not exist")
    if aantal.get(changelog) != aantal[topic]:
        raise MotorError(f"topic {changelog} must have {aantal[topic]} partitions, as {topic} has")
    return aantal[topic]


def start_volgen(inrichting: VolgMotorInrichting[T, V]) -> None:
    """Runs a *volgen* process until SIGTERM or SIGINT, and returns when it has stopped in good order.

    Never returns when something is wrong: the process then ends with one of the exit codes in `fouten`.
    """

    async def hoofd(stop: asyncio.Event) -> None:
        motor: VolgMotor[T, V] = VolgMotor(inrichting)
        meetpunt = Meetpunt(
            uit_draad(motor.stand),
            lambda: leeft(motor),
            adres=inrichting.meetadres,
            poort=inrichting.meetpoort,
            bestand=inrichting.meetbestand,
        )
        await volg(motor, stop)
        meetpunt.stop()

    draai(hoofd, inrichting.meld)


def leeft(motor: VolgMotor[Any, Any]) -> bool:
    """False when the event loop stands still."""
    return time.monotonic() - motor.hartslag < _stilgrens(motor.inrichting)


async def volg(motor: VolgMotor[Any, Any], stop: asyncio.Event) -> None:
    """Runs one engine until `stop`, in the event loop of its process."""
    faust_contract.eis()
    ruim_zelden_op()
    inr = motor.inrichting
    partities = await partities_van(inr.klant, inr.topic, changelog_naam(inr.app_id))
    app = maak_app(motor, partities)
    waakhond = Waakhond(_toetsen(motor, app), meld=inr.meld)
    motor.begin()
    if isinstance(inr.watermerken, WatermerkLezer):
        inr.watermerken.begin(inr.klant, inr.meld, None if inr.virtueel else inr.klok)
    waakhond.begin()
    await app.start()
    motor.bewaak(app.eis_lid)
    klaar = [asyncio.ensure_future(stop.wait()), asyncio.ensure_future(app.wait_until_stopped())]
    await asyncio.wait(klaar, return_when=asyncio.FIRST_COMPLETED)
    if not stop.is_set():
        sterf(EXIT_ONVERWACHT, f"Faust stopped: {type(app.crash_reason).__name__}", inr.meld)
    await binnen_geduld(_stop(app, motor), inr.meld)
    waakhond.stop()


async def _stop(app: _App, motor: VolgMotor[Any, Any]) -> None:
    await app.stop()
    if isinstance(motor.inrichting.watermerken, WatermerkLezer):
        await motor.inrichting.watermerken.stop()
    await motor.stop()


def _stilgrens(inr: VolgMotorInrichting[Any, Any]) -> float:
    return min(15.0, inr.sessie_s / 2)


def _toetsen(motor: VolgMotor[Any, Any], app: _App) -> dict[str, tuple[Callable[[], bool], float]]:
    sessie = motor.inrichting.sessie_s

    def oudste_transactie() -> float:
        begonnen = [baan.log.begonnen for baan in list(motor.banen.values())]
        return min((b for b in begonnen if b is not None), default=0.0)

    geen_voortgang = stilstand(lambda: motor.voortgang)
    geen_overname = stilstand(lambda: motor.voortgang)
    geen_fetch = stilstand(app.gehaald)
    zelfde_transactie = stilstand(oudste_transactie)
    return {
        "event loop stands still": (stilstand(lambda: motor.hartslag), _stilgrens(motor.inrichting)),
        "transaction does not end": (lambda: zelfde_transactie() and oudste_transactie() > 0, 60.0),
        "records wait and nothing is done": (
            lambda: geen_voortgang() and motor.open and motor.wachtrij.full(),
            60.0,
        ),
        "not ready and no progress": (
            lambda: geen_overname() and not motor.open,
            max(300.0, 2 * sessie),
        ),
        "nothing is fetched": (lambda: geen_fetch() and motor.open, 60.0),
        "recovery task ended": (app.herstel_dood, 5.0),
    }
