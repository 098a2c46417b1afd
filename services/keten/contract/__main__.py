"""Understands how the generated files get onto disk.

`python -m keten.contract [folder of the repository]` writes what differs.
"""

from __future__ import annotations

import sys
from pathlib import Path

from keten.contract.uitgave import bladen, idbestand, schemabestanden, voorbeeldbestanden


def schrijf(wortel: Path) -> list[str]:
    """Writes what differs and says which files those were."""
    ids = wortel / "schemas/ids.json"
    bestanden = {
        **schemabestanden(),
        **voorbeeldbestanden(),
        **bladen(),
        "schemas/ids.json": idbestand(ids.read_text(encoding="utf-8") if ids.exists() else None),
    }
    gewijzigd = []
    for pad, tekst in bestanden.items():
        bestand = wortel / pad
        if not bestand.exists() or bestand.read_text(encoding="utf-8") != tekst:
            bestand.parent.mkdir(parents=True, exist_ok=True)
            bestand.write_text(tekst, encoding="utf-8")
            gewijzigd.append(pad)
    return gewijzigd


if __name__ == "__main__":
    for geschreven in schrijf(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        sys.stdout.write(f"{geschreven}\n")
