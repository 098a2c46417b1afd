"""Understands who may do what on a broker: the least that each process and each partner needs.

Follows from the producers and consumers in `topics/*.yaml` and from the partners of an inrichting;
nobody writes a right by hand. A partner writes only its own `in.`, reads only its own `uit.`, and only
with its own group.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.topic_model import PARTNER, PROCESSEN, TopicVorm
from keten.domein.inrichting import Partij
from keten.platform.topics import Topics

PARTNER_NAAM = "partner-"
"""A partner's principal is this and its code."""

_LEEST_BEZORGING = "bezorging"
_WEKT = "vraagopvolging"
_BEHEER = "beheer"


class Soort(Enum):
    """What a right is about, in Kafka's own words."""

    TOPIC = "topic"
    GROEP = "group"
    TRANSACTIE = "transactionalId"


@dataclass(frozen=True, slots=True, order=True)
class Recht:
    """What may be done with one name, or with all that start with it (`vooraan`). Kafka's own words."""

    soort: str
    naam: str
    vooraan: bool
    handelingen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gebruiker:
    """One principal. Quotas in bytes per second and broker; None: no limit."""

    naam: str
    rechten: tuple[Recht, ...]
    schrijft_per_s: int | None = None
    leest_per_s: int | None = None


def gebruikers(topics: Topics, partijen: Iterable[Partij]) -> tuple[Gebruiker, ...]:
    """All principals: first the processes, then the partners by code."""
    op_code = sorted(partijen, key=lambda partij: partij.code)
    processen = tuple(_proces(naam, topics, op_code) for naam in PROCESSEN)
    return processen + tuple(_partner(partij, topics) for partij in op_code)


def _proces(proces: str, topics: Topics, partijen: Iterable[Partij]) -> Gebruiker:
    rechten: list[Recht] = []
    for naam, vorm in topics.vormen.items():
        handelingen = _handelingen(proces, vorm)
        if proces == _BEHEER:
            handelingen = ("Describe", "DescribeConfigs", *(h for h in handelingen if h != "Describe"))
        if handelingen:
            rechten.append(_op_topic(naam, vorm, handelingen))
        if vorm.toestand_van is not None and proces in vorm.producenten:
            begin = f"{vorm.toestand_van.app}-{vorm.toestand_van.invoer}-"
            rechten.append(Recht(Soort.TRANSACTIE.value, begin, True, ("Describe", "Write")))
    rechten.extend(_groep(groep, ("Describe", "Read")) for groep in LEESGROEPEN.get(proces, ()))
    if proces == _BEHEER:  # `controle` asks how far inname has come
        rechten.extend(_groep(groep, ("Describe",)) for groep in LEESGROEPEN["inname"])
    if proces == _LEEST_BEZORGING:  # delivered is what a partner's group has committed
        rechten.extend(_groep(partij.leesgroep, ("Describe",)) for partij in partijen)
    if proces == _WEKT:  # whose topic is not there never gets a mark, and its alarms would never ring
        rechten.extend(
            _op_topic(naam, vorm, ("Describe",))
            for naam, vorm in topics.vormen.items()
            if PARTNER in vorm.producenten
        )
    return Gebruiker(proces, tuple(sorted(rechten)))


def _partner(partij: Partij, topics: Topics) -> Gebruiker:
    rechten = [_groep(partij.leesgroep, ("Describe", "Read"))]
    schrijft: int | None = None
    leest: int | None = None
    for naam, vorm in topics.vormen.items():
        handelingen = _handelingen(PARTNER, vorm)
        if handelingen:
            rechten.append(Recht(Soort.TOPIC.value, f"{naam}.{partij.code}", False, handelingen))
        if PARTNER in vorm.producenten:
            schrijft = vorm.quotum_bytes_per_s
        if PARTNER in vorm.consumenten:
            leest = vorm.quotum_bytes_per_s
    return Gebruiker(PARTNER_NAAM + partij.code, tuple(sorted(rechten)), schrijft, leest)


def _handelingen(wie: str, vorm: TopicVorm) -> tuple[str, ...]:
    uit = [h for h, mag in (("Read", wie in vorm.consumenten), ("Write", wie in vorm.producenten)) if mag]
    return ("Describe", *uit) if uit else ()


def _op_topic(naam: str, vorm: TopicVorm, handelingen: tuple[str, ...]) -> Recht:
    """A process has a right on a whole family, so that a new partner changes no process's rights."""
    if vorm.familie is None:
        return Recht(Soort.TOPIC.value, naam, False, handelingen)
    return Recht(Soort.TOPIC.value, f"{naam}.", True, handelingen)


def _groep(naam: str, handelingen: tuple[str, ...]) -> Recht:
    return Recht(Soort.GROEP.value, naam, False, handelingen)
