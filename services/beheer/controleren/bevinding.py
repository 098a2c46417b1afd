"""Understands what a check can find: one clear sentence each, with the place where it shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, NamedTuple

MOST: Final = 200
"""So many findings of one kind are told in full; beyond it they are counted."""


class Plek(NamedTuple):
    """Where in the log."""

    topic: str
    partitie: int
    offset: int

    def __str__(self) -> str:
        return f"{self.topic}[{self.partitie}]@{self.offset}"


class Soort(Enum):
    """Kind of finding: what it means. The name is for machines and never changes."""

    RECORD_VERDWENEN = "is gelezen door inname, maar er is geen feit en geen oordeel van"
    GEEN_OORDEEL = "is verwerkt door vraagopvolging, maar heeft geen oordeel"
    TWEE_OORDELEN = "kreeg twee verschillende oordelen die allebei het laatste woord zijn"
    OORDEEL_ZONDER_RECORD = "heeft een oordeel, maar daar staat geen record"
    FEIT_ZONDER_RECORD = "is de herkomst van een feit, maar daar staat geen record"
    FEIT_VERDWENEN = "is beoordeeld door de kern, maar het feit staat niet op feiten"
    AFKEURING_NIET_VERSTUURD = (
        "is afgekeurd of in quarantaine gezet, maar de partner krijgt daar geen bericht van"
    )
    AFKEURING_VERGETEN = "is afgekeurd of in quarantaine gezet, maar geen feit bewaakt het herstel"
    QUARANTAINE_KWIJT = "ging in quarantaine, maar de bytes staan niet op quarantaine"
    AFKEURING_ZONDER_RECORD = "is een afkeuring van een record dat er niet is"
    HERSTEL_ONGEGROND = "zegt uit quarantaine te komen, maar daar stond dat record niet"
    ONTVANGST_NIET_BEVESTIGD = "is ingenomen, maar de partner krijgt daar geen ontvangstbevestiging van"
    FEIT_VERANDERD = "heeft hetzelfde id als een ander feit, maar een andere inhoud"
    OPDRACHT_VERANDERD = "heeft hetzelfde id als een andere opdracht, maar een andere inhoud"
    OPDRACHT_ZONDER_OORZAAK = "is door geen feit en geen record verklaard"
    NIET_BEZORGD = "is verwerkt door bezorging, maar staat niet op het topic van de ontvanger"
    DUBBEL_BEZORGD = "staat er twee keer, onder hetzelfde id"
    UIT_VERANDERD = "heeft hetzelfde id als een ander bericht, maar een andere inhoud"
    UIT_ANDERS = "is niet het bericht dat uit de opdracht volgt"
    UIT_ZONDER_OPDRACHT = "is door geen opdracht verklaard"
    VERKEERDE_ONTVANGER = "staat bij een andere ontvanger dan de opdracht zegt"
    VOLGNUMMER = "heeft niet het volgende volgnummer"
    ONLEESBAAR = "is niet te lezen, terwijl wij het zelf schreven"
    TOESTAND_VERDWENEN = "heeft feiten, maar vraagopvolging heeft er geen toestand van"
    TOESTAND_ZONDER_FEITEN = "heeft een toestand bij vraagopvolging, maar de feiten leiden daar niet toe"
    TOESTAND_ANDERS = "heeft na naspelen een andere toestand dan bij vraagopvolging"
    OPDRACHT_ONTBREEKT = "volgt uit de feiten, maar staat niet op berichten"
    OPDRACHT_ANDERS = "is anders dan de opdracht die uit de feiten volgt"
    OPDRACHT_TE_VEEL = "volgt niet uit de feiten"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One thing that is not right. `wat`: what `plek` names; `bij`: more, without content."""

    soort: Soort
    plek: Plek | str
    wat: str = ""
    bij: str = ""

    @property
    def zin(self) -> str:
        """One sentence."""
        staart = f" ({self.bij})" if self.bij else ""
        return f"{f'{self.wat} ' if self.wat else ''}{self.plek} {self.soort.value}{staart}."


@dataclass(slots=True)
class Bevindingen:
    """All of them, told up to a bound per kind."""

    lijst: list[Bevinding] = field(default_factory=list)
    aantallen: Counter[Soort] = field(default_factory=Counter)

    def noteer(self, soort: Soort, plek: Plek | str, wat: str = "", bij: str = "") -> None:
        """Counts it, and keeps it while there are not too many of its kind."""
        self.aantallen[soort] += 1
        if self.aantallen[soort] <= MOST:
            self.lijst.append(Bevinding(soort, plek, wat, bij))

    @property
    def verzwegen(self) -> int:
        """How many are only counted."""
        return self.aantallen.total() - len(self.lijst)
