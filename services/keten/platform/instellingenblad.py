"""Understands docs/instellingen.md: every setting of a process, with its default and what it is for.

`python -m keten.platform.instellingenblad > docs/instellingen.md` renews it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic.fields import FieldInfo

from keten.platform.instellingen import Instellingen

_PROJECT = Path(__file__).parents[3]
_KOP = """<!-- Gemaakt uit services/keten/platform/instellingen.py; een toets vergelijkt ze. -->
# Instellingen

Elk proces en `./wijkketen` lezen deze uit de omgeving. Alle fouten worden tegelijk genoemd; bij een fout
begint het proces niet. Een geheim hoort niet in de omgeving: `WIJKKETEN_GEHEIMEN` noemt een map met per
geheim een bestand, dat heet zoals de instelling in kleine letters (`wijkketen_hoofdsleutel`). De omgeving
gaat voor. De mappen die hieronder als standaard staan, liggen in de map van het project.

| instelling | zonder | betekenis |
|---|---|---|
"""


def instellingenblad() -> str:
    """Markdown, Dutch."""
    rijen = (
        f"| `{_naam(naam, info)}` | {_standaard(info.default)} | {info.description} |\n"
        for naam, info in Instellingen.model_fields.items()
    )
    return _KOP + "".join(rijen)


def _naam(naam: str, info: FieldInfo) -> str:
    gegeven = info.validation_alias
    return gegeven if isinstance(gegeven, str) else f"{Instellingen.model_config['env_prefix']}{naam}".upper()


def _standaard(waarde: object) -> str:
    if waarde is None:
        return "–"
    if isinstance(waarde, Path):
        return f"`{waarde.relative_to(_PROJECT).as_posix()}`"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return f"`{waarde:g}`" if isinstance(waarde, float) else f"`{waarde}`"


if __name__ == "__main__":
    sys.stdout.write(instellingenblad())
