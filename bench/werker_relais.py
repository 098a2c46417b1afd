"""Understands how the contender `relais` runs: librdkafka alone, in C. No state and no promise: the floor."""

from __future__ import annotations

import sys

from confluent_kafka import Consumer, Producer


def hoofd() -> None:
    """Arguments: address, app id, folder (unused)."""
    adres, app_id = sys.argv[1:3]
    consumer = Consumer(
        {
            "bootstrap.servers": adres,
            "group.id": app_id,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "fetch.wait.max.ms": 50,
        }
    )
    producer = Producer(
        {
            "bootstrap.servers": adres,
            "enable.idempotence": True,
            "linger.ms": 0,
            "queue.buffering.max.messages": 1_000_000,
        }
    )
    consumer.subscribe([f"{app_id}-in"])
    while True:
        berichten = consumer.consume(5000, 0.05)
        for bericht in berichten:
            if not bericht.error():
                waarde = b"ack|" + (bericht.value() or b"")
                producer.produce(f"{app_id}-uit", waarde, bericht.key(), bericht.partition() or 0)
        if berichten:
            producer.flush()
            consumer.commit(asynchronous=True)


if __name__ == "__main__":
    hoofd()
