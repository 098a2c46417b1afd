"""Understands the answer that a reporter is owed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Stuur
from keten.domein.begrippen import Resultaat


class TerugkoppelingGegeven(InBericht):
    """A result; a final one ends the part."""

    type = "terugkoppeling.gegeven"
    naam = "in/terugkoppeling-gegeven"
    betekenis = (
        "Terugkoppeling aan wie meldde: wat ermee is gebeurd. Een eindresultaat sluit het onderdeel af."
    )
    voorbeelden = VAN_ONTVANGER

    resultaat: Annotated[Resultaat, Stuur("een eindresultaat sluit af en voldoet verplichtingen")] = Field(
        description="Het resultaat. IN_BEHANDELING en WORDT_GEVOLGD zijn een tussenstand.",
        examples=["OPGELOST"],
    )
