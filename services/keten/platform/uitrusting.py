"""Understands what a process needs before it can start: rules, schemas, keys, a clock, a way into Kafka.

Each part is made where it is asked for, so that a process that needs no keys never holds any.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from keten.contract.codec import Schemas
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.platform.fouten import ConfiguratieError
from keten.platform.hoofdsleutel import TOKENVERSIE, Hoofdsleutel, lees_hoofdsleutel
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from keten.platform.instellingen import Instellingen
from keten.platform.kafka_toegang import KafkaToegang
from keten.platform.klok import StapKlok, WandKlok
from keten.platform.kluis import KluisPoort
from keten.platform.kluis_sql import open_kluis
from keten.platform.schemabron import open_schemas, register_van

PROJECT: Final = Path(__file__).resolve().parents[3]
"""Where services/, schemas/ and topics/ stand, in a checkout and in the image alike."""


@dataclass(frozen=True, slots=True)
class Sleutels:
    """What only those get who lock away or open: the tokens of parties, ids as they go out, and the vault."""

    tokens: Tokens
    ids: UitgaandeIds
    kluis: KluisPoort


@dataclass(frozen=True, slots=True)
class Uitrusting:
    """Of one process. `virtueel`: it runs on a stepping clock and believes virtual times."""

    proces: str
    instellingen: Instellingen
    inrichtingen: Inrichtingen
    schemas: Schemas
    klok: WandKlok | StapKlok

    @property
    def virtueel(self) -> bool:
        return self.klok.virtueel

    @property
    def klant(self) -> dict[str, Any]:
        """What every Kafka client gets. Raises ConfiguratieError where no Kafka is named."""
        if self.instellingen.kafka is None:
            raise ConfiguratieError("WIJKKETEN_KAFKA noemt geen Kafka; een proces start er zelf geen.")
        return KafkaToegang(self.instellingen.kafka, self.instellingen).aiokafka()

    @property
    def meetbestand(self) -> Path:
        """In which the process says on which port it can be asked how it is doing."""
        return self.instellingen.data / f"{self.proces}.poort"

    def sleutels(self) -> Sleutels:
        """Opens the vault. Raises HoofdsleutelError or KluisOnbereikbaarError."""
        hoofdsleutel = lees_hoofdsleutel(self.instellingen)
        return Sleutels(
            tokens_van(hoofdsleutel),
            UitgaandeIds(hoofdsleutel.idsleutel),
            open_kluis(self.instellingen, hoofdsleutel),
        )


def tokens_van(hoofdsleutel: Hoofdsleutel) -> Tokens:
    """Gives tokens under the version in use, and reads every version there is."""
    return Tokens(hoofdsleutel.tokensleutels, TOKENVERSIE)


def rust_uit(proces: str, instellingen: Instellingen) -> Uitrusting:
    """Reads and checks what stands in files, and asks the registry where there is one.

    Raises ConfiguratieError with every mistake, or RegisterOnbereikbaarError when the registry stays away.
    """
    klok = WandKlok() if instellingen.stapklok is None else StapKlok(instellingen.stapklok)
    return Uitrusting(
        proces,
        instellingen,
        lees_inrichtingen(instellingen.inrichting),
        open_schemas(PROJECT / "schemas", register_van(instellingen)),
        klok,
    )
