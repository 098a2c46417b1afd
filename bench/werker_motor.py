"""Understands how the contender `motor` runs: a process with our engine and the counting job."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.telstap import TelStap
from keten.platform.klok import WandKlok
from keten.platform.motor.faust_schil import start_volgen
from keten.platform.motor.volgmotor import VolgMotorInrichting


def hoofd() -> None:
    """Arguments: address, app id, folder."""
    adres, app_id, map_ = sys.argv[1:4]
    topic, uit = f"{app_id}-in", f"{app_id}-uit"
    start_volgen(
        VolgMotorInrichting(
            app_id=app_id,
            topic=topic,
            stap=TelStap(topic, uit),
            klok=WandKlok(),
            klant={"bootstrap_servers": adres},
            data=Path(map_),
            sessie_s=10.0,
        )
    )


if __name__ == "__main__":
    hoofd()
