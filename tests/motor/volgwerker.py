"""Understands a *volgen* process for tests, started as `python -m tests.motor.volgwerker JSON`.

With `stop_op` it stops itself (SIGSTOP) at an exact point of a batch, once, as soon as the file
`stop_bestand` exists: so a test gets a zombie that holds a half-done transaction.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaProducer

from keten.platform.klok import StapKlok, WandKlok
from keten.platform.motor import faust_contract
from keten.platform.motor.faust_schil import start_volgen
from keten.platform.motor.volgmotor import VolgMotorInrichting
from keten.platform.motor.watermerken import WatermerkLezer
from tests.motor.stappen import TelStap


def raak(bestand: Path) -> bool:
    """Whether it is time; true once."""
    if not bestand.exists():
        return False
    bestand.rename(bestand.with_suffix(".geraakt"))
    return True


def zet_stop(naam: str, bestand: Path) -> None:
    """`produce`: before the first output is sent; `commit`: all is confirmed, EndTxn is not sent yet."""
    methode = {"produce": "send_batch", "commit": "commit_transaction"}[naam]
    echt: Any = getattr(AIOKafkaProducer, methode)

    async def met_stop(self: Any, *args: Any, **kwargs: Any) -> Any:
        if raak(bestand):
            os.kill(os.getpid(), signal.SIGSTOP)
        return await echt(self, *args, **kwargs)

    setattr(AIOKafkaProducer, methode, met_stop)


def hoofd() -> None:
    """Runs until it is told to stop."""
    o = json.loads(sys.argv[1])
    app = o["app"]
    if o.get("stop_op"):
        eis = faust_contract.eis

        def eis_en_zet_stop() -> None:
            """The guard must see the code as it is installed."""
            eis()
            zet_stop(o["stop_op"], Path(o["stop_bestand"]))

        faust_contract.eis = eis_en_zet_stop
    klok = StapKlok(Path(o["klok"])) if o.get("klok") else WandKlok()
    extra: dict[str, Any] = {}
    if o.get("watermerken"):
        topic_van = {bytes.fromhex(d): t for d, t in o["topic_van"].items()}
        extra["watermerken"] = WatermerkLezer(
            topic_van,
            lambda r: ((r.sleutel or b"").decode(), int(r.waarde or b"0")),
            topic=o["watermerken"],
        )
    start_volgen(
        VolgMotorInrichting(
            app_id=app,
            topic=f"{app}-in",
            stap=TelStap(f"{app}-in", f"{app}-uit", f"{app}-klachten"),
            klok=klok,
            klant={"bootstrap_servers": o["adres"]},
            data=Path(o["data"]),
            sessie_s=o.get("sessie_s", 6.0),
            virtueel=o.get("virtueel", klok.virtueel),
            meetbestand=Path(o["meetbestand"]),
            **extra,
        )
    )


if __name__ == "__main__":
    hoofd()
