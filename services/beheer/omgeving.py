"""Understands where this command runs: the settings, the project's folder, the rules of the deployment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.platform.instellingen import Instellingen

PROJECT = Path(__file__).resolve().parents[2]
"""The folder with services/, topics/, inrichting/ and casussen/."""


def instellingen() -> Instellingen:
    """Raises BeheerError with every wrong setting at once."""
    from pydantic import ValidationError

    from keten.platform.instellingen import Instellingen

    try:
        return Instellingen()
    except ValidationError as fout:
        raise BeheerError(
            "De instellingen in de omgeving kloppen niet.",
            details=[
                f"WIJKKETEN_{'_'.join(map(str, e['loc'])).upper()}: {e['msg'].removeprefix('Value error, ')}"
                for e in fout.errors()
            ],
            raad="Zet deze variabelen goed of haal ze weg.",
            uitgang=Uitgang.INRICHTING,
        ) from None


def map_van(naam: str | Path, *naast: Path) -> Path:
    """A folder by name: from one of `naast`, the working folder or the project; the first that is there."""
    kandidaten = [plek / naam for plek in (*naast, Path.cwd(), PROJECT)]
    return next((k for k in kandidaten if k.is_dir()), Path(naam))
