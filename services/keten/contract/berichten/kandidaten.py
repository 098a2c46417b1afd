"""Understands the fields by which one question is offered to several, of whom the first to accept has it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.velden import JaNee, Partijcode, Stuur
from keten.domein.dossier import MAX_KANDIDATEN

OokAan = Annotated[
    tuple[Partijcode, ...],
    Stuur("codes van organisaties, geen personen"),
    Field(
        max_length=MAX_KANDIDATEN - 1,
        description="Codes van andere organisaties aan wie u het tegelijk aanbiedt: hoogstens 9, elk "
        "eenmaal, niet de ontvanger en niet uzelf. Wie het eerst accepteert, krijgt het; de anderen horen "
        "dat het niet meer beschikbaar is, niet wie het heeft.",
        examples=[["mee", "wip"]],
    ),
]
OokAanAnderen = Annotated[
    JaNee,
    Stuur("zegt dat er meer zijn, niet wie"),
    Field(
        description="Of het ook aan anderen is aangeboden. Dan krijgt wie het eerst accepteert het, en "
        "hebben de anderen er geen aandeel meer in.",
        examples=[False],
    ),
]
