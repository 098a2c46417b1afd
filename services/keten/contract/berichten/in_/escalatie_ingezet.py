"""Understands that somebody with a mandate puts another's duty before a person, earlier than the ladder."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import InBericht
from keten.contract.velden import Rolcode, Stuur
from keten.domein.begrippen import Plicht


class EscalatieIngezet(InBericht):
    """To another level; the step then counts as taken."""

    type = "escalatie.ingezet"
    naam = "in/escalatie-ingezet"
    betekenis = (
        "Iemand met mandaat legt wat een ander nog moet doen aan een mens op een hoger niveau voor, eerder "
        "dan de termijnen dat doen."
    )
    voorbeelden = MappingProxyType({"door": "casemanager"})

    door: Annotated[Rolcode, Stuur("alleen met mandaat; een rol, geen naam")] = Field(
        description="Rol van wie dit doet: kleine letters, cijfers en streepjes, hoogstens 40 tekens. Moet: "
        "het mandaat hoort bij een rol.",
        examples=["casemanager"],
    )
    plicht: Annotated[Plicht, Stuur("wat er nog moet gebeuren")] = Field(
        description="Wat de ander nog moet doen; bij meer van deze soort de eerste.", examples=["BESLUIT"]
    )
