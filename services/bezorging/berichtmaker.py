"""Understands how one order becomes the record that its receiver reads, given its number and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from bezorging.adresboek import Adresboek
from bezorging.ontsluiten import open_kenmerk, open_kluis
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.cloudevents import koppen_voor
from keten.contract.codec import Schemas
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.vertaling import uitgaand_bericht, uitgaande_gebeurtenis
from keten.platform.deelnemers import uit_topic
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.motor.poorten import Uitvoer


class Berichtmaker:
    """Pure: the same order, number and keys give the same bytes."""

    def __init__(self, adresboek: Adresboek, schemas: Schemas, tokens: Tokens, ids: UitgaandeIds) -> None:
        self._adresboek = adresboek
        self._schemas = schemas
        self._tokens = tokens
        self._ids = ids

    def maak(self, opdracht: Opdracht, volgnummer: int, sleutels: Mapping[UUID, bytes]) -> Uitvoer:
        """Raises SleutelOntbreektError where something is locked away and its key is not there."""
        bericht = uitgaand_bericht(
            opdracht,
            open_kluis(opdracht, sleutels),
            open_kenmerk(opdracht, sleutels),
            self._adresboek.partij(opdracht.ontvanger, opdracht.nu),
            self._adresboek.namen(opdracht.nu),
        )
        gebeurtenis = uitgaande_gebeurtenis(
            opdracht,
            bericht,
            bron=self._adresboek.bron,
            volgnummer=volgnummer,
            tokens=self._tokens,
            ids=self._ids,
            schemas=self._schemas,
        )
        if not isinstance(gebeurtenis.data, bytes):
            raise OnmogelijkeToestandError("an outgoing message is binary")
        return Uitvoer(
            uit_topic(opdracht.ontvanger), None, gebeurtenis.data, koppen_voor(gebeurtenis), partitie=0
        )
