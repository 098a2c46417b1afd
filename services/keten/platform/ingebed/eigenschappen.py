"""Understands the settings of a Kafka node that serves one machine."""

from pathlib import Path

from keten.platform.ingebed.poorten import Poorten


def eigenschappen(data: Path, poorten: Poorten) -> str:
    """The text of server.properties: one KRaft node on loopback, tuned to be small and to start fast."""
    waarden = {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@127.0.0.1:{poorten.controller}",
        "listeners": f"PLAINTEXT://127.0.0.1:{poorten.kafka},CONTROLLER://127.0.0.1:{poorten.controller}",
        "advertised.listeners": f"PLAINTEXT://127.0.0.1:{poorten.kafka}",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": data.as_posix(),
        # One node: nothing to replicate to.
        "default.replication.factor": "1",
        "min.insync.replicas": "1",
        "offsets.topic.replication.factor": "1",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        # The internal topics stay small: fifty partitions each would be most of the start of a first client.
        "offsets.topic.num.partitions": "4",
        "transaction.state.log.num.partitions": "4",
        # Topics come from our manifests only, each with its own retention and timestamp type.
        "auto.create.topics.enable": "false",
        "log.retention.hours": "-1",
        "offsets.retention.minutes": str(400 * 24 * 60),
        # A consumer alone in its group need not wait for others.
        "group.initial.rebalance.delay.ms": "0",
        # Tests of take-over and fencing need not wait the usual six seconds.
        "group.min.session.timeout.ms": "1000",
        # After a kill the controller waits for the dead node's session to end (9 s by default) before the
        # same node may register again. Shorter than this, a busy machine would take a slow node for a dead
        # one.
        "broker.session.timeout.ms": "4000",
        "broker.heartbeat.interval.ms": "500",
        # Memory: the cleaner would take 128 MB of a heap of 512.
        "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
        "log.index.size.max.bytes": str(1024 * 1024),
        "num.network.threads": "2",
        "num.io.threads": "4",
        "background.threads": "2",
    }
    return "".join(f"{naam}={waarde}\n" for naam, waarde in waarden.items())
