"""Understands that somebody looked, or was told, how it goes after support."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import InBericht
from keten.contract.velden import JaNee, Stuur


class MonitoringWaargenomen(InBericht):
    """A relapse reopens the request at who led it last."""

    type = "monitoring.waargenomen"
    naam = "in/monitoring-waargenomen"
    betekenis = (
        "Er is gezien of gehoord hoe het gaat na de ondersteuning. Bij terugval gaat het verzoek weer open "
        "bij wie het als laatste leidde."
    )

    terugval: Annotated[JaNee, Stuur("een terugval heropent het verzoek")] = Field(
        description="Of het weer misgaat.", examples=[False]
    )
