"""Understands how levels of the ZRM and the participatieladder stand in a message, measured or not."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, Strict

from keten.contract.berichten.model import Model
from keten.contract.velden import Stuur
from keten.domein.begrippen import Meetmoment, Verloop, Zrmdomein

_UITKOMST = Stuur("of het hielp, en wie het nu krijgt, hangt ervan af")

Moment = Annotated[
    Meetmoment,
    Stuur("voor en na naast elkaar geven het verloop"),
    Field(description="Voor of na de ondersteuning.", examples=["VOOR"]),
]
ZrmNiveau = Annotated[int | None, Strict(), Field(ge=1, le=5), _UITKOMST]
LadderNiveau = Annotated[
    int | None,
    Strict(),
    Field(
        ge=1,
        le=6,
        description="Trede van de participatieladder, 1 (geïsoleerd) tot 6 (betaald werk); weglaten wat niet "
        "is gemeten.",
        examples=[1],
    ),
    _UITKOMST,
]


def zrm(domein: str, voorbeeld: int) -> Any:
    """The field of one domain. Left out means not measured."""
    return Field(
        None,
        description=f"ZRM, {domein}: 1 (acute problematiek) tot 5 (volledig zelfredzaam); weglaten wat niet "
        "is gemeten.",
        examples=[voorbeeld],
    )


class DomeinVerloop(Model):
    """How one domain went."""

    domein: Annotated[Zrmdomein, _UITKOMST] = Field(description="Domein van de ZRM.", examples=["FINANCIEN"])
    verloop: Annotated[Verloop, _UITKOMST] = Field(
        description="Gestegen, gelijk, gedaald of niet gemeten.", examples=["GESTEGEN"]
    )


ZelfredzaamheidOfNiet = Annotated[
    tuple[DomeinVerloop, ...] | None,
    _UITKOMST,
    Field(
        max_length=11, description="Hoe de zelfredzaamheid zich per domein ontwikkelde, als er is gemeten."
    ),
]
ParticipatieOfNiet = Annotated[
    Verloop | None,
    _UITKOMST,
    Field(
        description="Hoe het meedoen zich ontwikkelde (participatieladder), als er is gemeten.",
        examples=["GELIJK"],
    ),
]
