"""Understands who a receiver is at a moment, and how organisations are called there and then."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from keten.domein.begrippen import BEHEER, CLIENT, WIJKKETEN
from keten.domein.inrichting import Partij
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen


class Adresboek:
    """Answers from the rules in force at the time of the order, so that a repeat gives the same bytes."""

    def __init__(self, inrichtingen: Inrichtingen) -> None:
        self._inrichtingen = inrichtingen

    @property
    def bron(self) -> str:
        """Our own urn: the deployment's name in its first version, which never changes."""
        naam = (
            unicodedata.normalize("NFKD", self._inrichtingen.versies[0].naam)
            .encode("ascii", "ignore")
            .decode()
        )
        return f"urn:wijkketen:{re.sub('[^a-z0-9]+', '-', naam.lower()).strip('-')}"

    def partij(self, code: str, op: datetime) -> Partij:
        """The receiver; one that no longer takes part, or not yet, as the latest version that knows it."""
        for versie in (self._inrichtingen.op(op), *reversed(self._inrichtingen.versies)):
            if code in versie.partijen:
                return versie.partijen[code]
        raise OnmogelijkeToestandError("an order for a party that no version of the inrichting knows")

    def namen(self, op: datetime) -> Mapping[str, str]:
        """Name by code, ourselves included."""
        ooit = {p.code: p.naam for versie in self._inrichtingen.versies for p in versie.partijen.values()}
        nu = {p.code: p.naam for p in self._inrichtingen.op(op).partijen.values()}
        return {**ooit, **nu, WIJKKETEN: "Wijkketen", BEHEER: "Beheer", CLIENT: "de client"}
