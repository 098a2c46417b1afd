"""Understands the files that are made from the models: schemas and their ids, and the pages for partners.

It says what the files should hold and touches none. `python -m keten.contract` writes them; a test
compares. A version that was released is never edited: while a version is a draft (`VERSIES`) it follows its
model.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from keten.contract.avro_model import avro_schema, schema_tekst
from keten.contract.berichten.register import IN, RECORDS, UIT
from keten.contract.berichtenblad import berichtenblad
from keten.contract.foutenblad import foutenblad
from keten.contract.functieblad import functieblad
from keten.contract.voorbeelden import voorbeeld

VERSIES: Mapping[str, int] = {
    "in/melding-gedaan": 2,
    "uit/melding-doorgezet": 2,
    "uit/status-gewijzigd": 2,
    "uit/herinnering-verstuurd": 2,
    "uit/escalatie-ingezet": 2,
    "uit/beantwoording-uitgebleven": 2,
    "intern/feit-melding-gedaan": 2,
    "intern/opdracht-melding-doorgezet": 2,
    "intern/opdracht-status-gewijzigd": 2,
    "intern/opdracht-herinnering-verstuurd": 2,
    "intern/opdracht-escalatie-ingezet": 2,
    "intern/opdracht-beantwoording-uitgebleven": 2,
    "intern/dossier": 2,
}
"""Latest version of a record, where that is not 1. Raising it leaves the older file as it was."""


def laatste_versie(naam: str) -> int:
    """The version that follows the model."""
    return VERSIES.get(naam, 1)


def schemabestanden() -> dict[str, str]:
    """Path under the repository -> text, for the latest version of every record."""
    return {
        f"schemas/avro/{naam}/v{laatste_versie(naam)}.avsc": schema_tekst(avro_schema(record))
        for naam, record in RECORDS.items()
    }


def idbestand(huidig: str | None) -> str:
    """`schemas/ids.json`. An id that was given stays; new versions count on from the highest."""
    pennen: dict[str, dict[str, str | int]] = json.loads(huidig) if huidig else {}
    vergeven = {(p["naam"], p["versie"]) for p in pennen.values()}
    volgende = max((int(n) for n in pennen), default=0) + 1
    for naam in RECORDS:
        for versie in range(1, laatste_versie(naam) + 1):
            if (naam, versie) not in vergeven:
                pennen[str(volgende)] = {"naam": naam, "versie": versie}
                volgende += 1
    return json.dumps(pennen, ensure_ascii=False, indent=2) + "\n"


def voorbeeldbestanden() -> dict[str, str]:
    """Path under the repository -> JSON of `data`, for every message with partners."""
    return {
        f"schemas/voorbeelden/{m.naam}.json": json.dumps(voorbeeld(m), ensure_ascii=False, indent=2) + "\n"
        for m in (*IN.values(), *UIT.values())
    }


def bladen() -> dict[str, str]:
    """Path under the repository -> text, for the generated pages."""
    return {
        "docs/berichten.md": berichtenblad(),
        "docs/fouten.md": foutenblad(),
        "docs/functies.md": functieblad(),
    }
