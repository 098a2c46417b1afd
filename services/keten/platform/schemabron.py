"""Understands under which ids the schemas travel here: of the registry, or the pins.

Resolved once, at start, before anything is read. With a registry the pins do not count: a number means what
the registry says, and one that it gave to something else is unknown to us and is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from keten.contract.codec import Schemas, Versie, lees_avsc
from keten.platform.fouten import ConfiguratieError
from keten.platform.instellingen import Instellingen
from keten.platform.schemaregister import Botsing, Schemaregister, Toegang


class SchemaOngeregistreerdError(ConfiguratieError):
    """The registry does not have what we would write."""

    code = "KTN-927"


@dataclass(frozen=True, slots=True)
class Inschrijving:
    """What became of one version: its id, or why the registry refuses it. `nieuw`: it was not there yet."""

    naam: str
    versie: int
    onderwerp: str
    id: int | None
    nieuw: bool
    bezwaar: str | None = None


def onderwerp_van(schema: Mapping[str, Any]) -> str:
    """The subject under RecordNameStrategy: the record's full name."""
    return f"{schema['namespace']}.{schema['name']}"


def register_van(instellingen: Instellingen, url: str | None = None) -> Schemaregister | None:
    """The registry of the settings, or the one at `url` with the same credentials; or None."""
    adres = url or instellingen.schemaregister
    if adres is None:
        return None
    geheim = instellingen.register_wachtwoord
    return Schemaregister(
        Toegang(
            adres,
            instellingen.register_gebruiker,
            None if geheim is None else geheim.get_secret_value(),
            instellingen.register_ca,
        )
    )


def open_schemas(map: Path, register: Schemaregister | None) -> Schemas:
    """All schemas with the ids that hold here.

    Raises SchemaOngeregistreerdError with every version that the registry lacks, RegisterWeigertError, or
    RegisterOnbereikbaarError when it stays away.
    """
    if register is None:
        return Schemas.lees(map)
    avsc = lees_avsc(map)
    ids: dict[int, Versie] = {}
    ontbreekt = []
    for plek, schema in sorted(avsc.items()):
        nummer = register.zoek(onderwerp_van(schema), schema)
        if nummer is None:
            ontbreekt.append(f"  {plek[0]} v{plek[1]}")
        elif nummer in ids:
            naam, versie = ids[nummer]
            raise SchemaOngeregistreerdError(
                f"het schemaregister geeft {plek[0]} v{plek[1]} en {naam} v{versie} hetzelfde nummer"
            )
        else:
            ids[nummer] = plek
    if ontbreekt:
        regels = "\n".join(ontbreekt)
        raise SchemaOngeregistreerdError(
            f"het schemaregister {register.adres} kent niet (eerst: wijkketen schemas registreer)\n{regels}"
        )
    return Schemas(avsc, ids)


def schrijf_in(map: Path, register: Schemaregister) -> list[Inschrijving]:
    """Registers every version, older ones first, under FULL_TRANSITIVE. What is there stays as it is."""
    return [
        _schrijf_in(naam, versie, schema, register)
        for (naam, versie), schema in sorted(lees_avsc(map).items())
    ]


def _schrijf_in(naam: str, versie: int, schema: Mapping[str, Any], register: Schemaregister) -> Inschrijving:
    onderwerp = onderwerp_van(schema)
    register.eis_verenigbaarheid(onderwerp)
    bekend = register.zoek(onderwerp, schema)
    if bekend is not None:
        return Inschrijving(naam, versie, onderwerp, bekend, nieuw=False)
    uitkomst = register.registreer(onderwerp, schema)
    if isinstance(uitkomst, Botsing):
        return Inschrijving(naam, versie, onderwerp, None, nieuw=False, bezwaar=uitkomst.zin)
    register.eis_verenigbaarheid(
        onderwerp
    )  # some registries forget a rule that was set before the first version
    return Inschrijving(naam, versie, onderwerp, uitkomst, nieuw=True)
