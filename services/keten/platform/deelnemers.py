"""Understands how a party is called in the engine: by its topics, and as a debtor in eight bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from keten.domein.begrippen import BEHEER, WIJKKETEN
from keten.domein.inrichting import Inrichting
from keten.platform.motor.envelop import debiteur_id

_IN: Final = "in."
_UIT: Final = "uit."


def in_topic(partij: str) -> str:
    """Where this party writes."""
    return _IN + partij


def uit_topic(partij: str) -> str:
    """Where this party reads."""
    return _UIT + partij


def partij_van(topic: str) -> str:
    """The party whose topic this is; the topic says who it is, never the message."""
    return topic.partition(".")[2]


def codes(versies: Iterable[Inrichting]) -> tuple[str, ...]:
    """Every party that ever took part, in order of first appearance."""
    return tuple(dict.fromkeys(code for versie in versies for code in versie.partijen))


def debiteuren(versies: Iterable[Inrichting]) -> Mapping[bytes, str]:
    """Debtor id -> party code, with ourselves and beheer. Raises ValueError where two codes have one id."""
    alle = (*codes(versies), WIJKKETEN, BEHEER)
    namen = {debiteur_id(code): code for code in alle}
    if len(namen) != len(alle):
        raise ValueError("two parties have the same debtor id: give one of them another code")
    return namen


def in_topics(versies: Iterable[Inrichting]) -> Mapping[bytes, str]:
    """Debtor id -> its in-topic. We ourselves have none and are never waited for."""
    return {debiteur_id(code): in_topic(code) for code in codes(versies)}


def leesgroepen(versies: Iterable[Inrichting], nu: datetime) -> Mapping[str, str]:
    """Out-topic -> the group under which that party reads it at `nu`; versions oldest first.

    By the version in force; for a party that no longer takes part by the last one that knew it, since it may
    still read. A version that is not in force yet names nobody.
    """
    return {
        uit_topic(partij.code): partij.leesgroep
        for versie in versies
        if versie.geldig_vanaf <= nu
        for partij in versie.partijen.values()
    }
