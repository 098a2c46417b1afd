"""Understands how the contender `faust` runs: the counting job as Faust's own documentation would write it.

It acknowledges what failed and writes its table before the broker has it: it makes no promise that ours does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import faust


def hoofd() -> None:
    """Arguments: address, app id, folder."""
    adres, app_id, map_ = sys.argv[1:4]
    (Path(map_) / app_id).mkdir(parents=True)
    app = faust.App(
        app_id,
        broker=f"kafka://{adres}",
        store="rocksdb://",
        topic_partitions=4,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        web_enabled=False,
        datadir=f"{map_}/{app_id}",
        key_serializer="raw",
        value_serializer="raw",
    )
    rauw: dict[str, Any] = {
        "key_type": bytes,
        "key_serializer": "raw",
        "value_type": bytes,
        "value_serializer": "raw",
    }
    invoer, uit = app.topic(f"{app_id}-in", **rauw), app.topic(f"{app_id}-uit", **rauw)
    tabel: Any = app.Table("toestand", partitions=4, key_type=bytes, value_type=bytes)

    async def tel(stroom: Any) -> None:
        async for gebeurtenis in stroom.events():
            aantal = int(tabel.get(gebeurtenis.key) or b"0") + 1
            tabel[gebeurtenis.key] = b"%d" % aantal
            _ = await uit.send(key=gebeurtenis.key, value=b"ack|" + gebeurtenis.value)

    app.agent(invoer)(tel)
    faust.Worker(app, loglevel="warn", redirect_stdouts=False).execute_from_commandline()


if __name__ == "__main__":
    hoofd()
