"""Understands which private code of Faust, mode and aiokafka this engine replaces or leans on.

Private code changes without notice, and a change here loses or doubles records without an error. So an engine
refuses to start when a function differs from the one it was proven on. A new version means: read the
difference, run the fault tests, then renew the pins with `python -m keten.platform.motor.faust_contract`.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import aiokafka
import aiokafka.consumer.fetcher
import aiokafka.producer.message_accumulator
import aiokafka.producer.sender
import aiokafka.producer.transaction_manager
import faust
from aiokafka.consumer.group_coordinator import GroupCoordinator
from faust.tables.manager import TableManager
from faust.tables.recovery import Recovery
from faust.transport.conductor import Conductor
from faust.transport.consumer import Consumer, Fetcher, ThreadDelegateConsumer
from faust.transport.drivers import aiokafka as rijder

from keten.platform.motor.fouten import ContractError

PINS: Final = Path(__file__).with_name("faust_pins.json")
PAKKETTEN: Final = ("faust-streaming", "aiokafka", "mode-streaming")

_VERVANGEN: Final[dict[Any, tuple[str, ...]]] = {
    Consumer: (
        "_drain_messages",
        "commit",
        "on_partitions_revoked",
        "perform_seek",
        "stop_flow",
        "verify_all_partitions_active",
        "wait_empty",
    ),
    rijder.AIOKafkaConsumerThread: ("_create_worker_consumer",),
    rijder.Consumer: ("_new_consumer_thread",),
}
_GELEUND: Final[dict[Any, tuple[str, ...]]] = {
    Consumer: ("_wait_next_records", "resume_flow", "resume_partitions", "pause_partitions"),
    ThreadDelegateConsumer: ("_getmany", "seek_wait", "position", "_commit", "assignment", "highwater"),
    Fetcher: ("_fetcher", "on_stop"),
    rijder.AIOKafkaConsumerThread: ("_fetch_records", "_seek_wait", "_commit", "getmany", "position"),
    rijder.ConsumerRebalanceListener: ("on_partitions_revoked", "on_partitions_assigned"),
    Recovery: ("_restart_recovery", "_resume_streams", "_wait", "on_rebalance"),
    TableManager: ("on_rebalance", "on_partitions_revoked", "_update_channels"),
    Conductor: ("_subscriber", "_update_indices"),
    faust.App: (
        "_on_partitions_revoked",
        "_on_partitions_assigned",
        "_consumer_wait_empty",
        "_producer_flush",
        "_stop_consumer",
    ),
    GroupCoordinator: ("check_errors",),
    aiokafka.AIOKafkaConsumer: ("seek", "position", "end_offsets"),
    aiokafka.consumer.fetcher.Fetcher: ("fetched_records",),
    aiokafka.AIOKafkaProducer: ("create_batch", "send_batch", "begin_transaction", "commit_transaction"),
    aiokafka.producer.message_accumulator.MessageAccumulator: ("add_batch", "create_builder"),
    aiokafka.producer.sender.Sender: ("_sender_routine", "_maybe_do_transactional_request"),
    aiokafka.producer.transaction_manager.TransactionManager: (
        "committing_transaction",
        "wait_for_transaction_end",
    ),
}


def huidig() -> dict[str, Any]:
    """Versions and fingerprints of the code that is installed here."""
    functies = {
        f"{soort.__module__}.{soort.__qualname__}.{naam}": _vingerafdruk(soort, naam)
        for groep in (_VERVANGEN, _GELEUND)
        for soort, namen in groep.items()
        for naam in namen
    }
    return {"versies": {p: version(p) for p in PAKKETTEN}, "functies": dict(sorted(functies.items()))}


def _vingerafdruk(soort: Any, naam: str) -> str:
    functie = inspect.getattr_static(soort, naam)
    functie = inspect.unwrap(getattr(functie, "fun", functie))
    return hashlib.sha256(inspect.getsource(functie).encode()).hexdigest()


def verschillen(pins: dict[str, Any], nu: dict[str, Any]) -> list[str]:
    """Names of versions and functions that are not as pinned, sorted."""
    anders = [
        naam
        for deel in ("versies", "functies")
        for naam in pins[deel].keys() | nu[deel].keys()
        if pins[deel].get(naam) != nu[deel].get(naam)
    ]
    return sorted(anders)


def eis() -> None:
    """Refuses to start on any difference."""
    pins = json.loads(PINS.read_text(encoding="utf-8"))
    anders = verschillen(pins, huidig())
    if anders:
        bewezen = ", ".join(f"{p} {v}" for p, v in pins["versies"].items())
        raise ContractError(f"proven on {bewezen}; different here: {', '.join(anders)}")


if __name__ == "__main__":
    PINS.write_text(json.dumps(huidig(), indent=1) + "\n", encoding="utf-8")
