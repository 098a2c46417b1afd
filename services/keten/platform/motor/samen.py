"""Understands a process with two engines, one of each shape: they live, show themselves and die together."""

from __future__ import annotations

import asyncio
from typing import Any

from keten.platform.motor import faust_schil, omzetten
from keten.platform.motor.meetpunt import Meetpunt
from keten.platform.motor.omzetten import OmzetInrichting, OmzetMotor
from keten.platform.motor.procesloop import draai, of_sterf, uit_draad
from keten.platform.motor.volgmotor import VolgMotor, VolgMotorInrichting


def start_samen(volgen: VolgMotorInrichting[Any, Any], omzetten_: OmzetInrichting[Any]) -> None:
    """Runs both until SIGTERM or SIGINT. What goes wrong in one ends the process.

    Where it is measured, and where it logs, is said by `volgen`.
    """

    async def hoofd(stop: asyncio.Event) -> None:
        volger: VolgMotor[Any, Any] = VolgMotor(volgen)
        omzetter: OmzetMotor[Any] = OmzetMotor(omzetten_)
        meetpunt = Meetpunt(
            uit_draad(lambda: (volger.stand(), omzetter.stand())),
            lambda: faust_schil.leeft(volger) and omzetten.leeft(omzetter),
            adres=volgen.meetadres,
            poort=volgen.meetpoort,
            bestand=volgen.meetbestand,
        )
        async with asyncio.TaskGroup() as groep:
            groep.create_task(of_sterf(faust_schil.volg(volger, stop), volgen.meld))
            groep.create_task(of_sterf(omzetten.zet_om(omzetter, stop), volgen.meld))
        meetpunt.stop()

    draai(hoofd, volgen.meld)
