"""Understands a record in quarantine: found in the log, opened, judged again, and put back.

What is opened stands in memory only. Nothing here writes to a log or a screen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from beheer.controleren.rekening import HERSTELD_VAN_KOP
from inname.aankomst import kom_aan
from inname.oordeel import Aanvaard, Afgekeurd, beoordeel
from inname.versleutelen import ontsleutel_record
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.codec import Schemas
from keten.contract.records import record_van_bytes
from keten.contract.tokens import Tokens
from keten.domein.feiten import Herkomst
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import KluisPoort
from keten.platform.motor.poorten import NU_KOP, Record, Uitvoer
from keten.platform.naslag import lees_topic
from keten.platform.uitvoer import QUARANTAINE


@dataclass(frozen=True, slots=True)
class Regel:
    """One record that is kept. `terug`: positions at which it was put on its topic again, oldest first."""

    plek: Herkomst
    partner: str
    ontvangen_op: datetime
    code: str
    bytes: int
    terug: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Herkeuring:
    """What `inname` would say of it now. `soort`: short type, where it would be taken in.

    `code`, `veld`: why not; `quarantaine`: it would go back into quarantine.
    """

    soort: str | None
    code: str | None = None
    veld: str | None = None
    quarantaine: bool = False


async def lees_quarantaine(klant: Mapping[str, Any], schemas: Schemas) -> list[Quarantaine]:
    """Each position once, in order of arrival."""
    gevonden: dict[tuple[str, int], Quarantaine] = {}
    async for record in lees_topic(klant, QUARANTAINE):
        if record.waarde is not None:
            q = record_van_bytes(Quarantaine, record.waarde, schemas)
            gevonden[q.topic, q.offset] = q
    return sorted(gevonden.values(), key=lambda q: (q.ontvangen_op, q.topic, q.offset))


async def zoek_terug(klant: Mapping[str, Any], topics: Sequence[str]) -> dict[tuple[str, int], list[int]]:
    """Per original position where it was put back. Looks at headers only."""
    uit: dict[tuple[str, int], list[int]] = {}
    for topic in sorted(set(topics)):
        async for record in lees_topic(klant, topic):
            for naam, waarde in record.koppen:
                if naam == HERSTELD_VAN_KOP:
                    _, _, offset = waarde.decode("ascii", "replace").partition("@")
                    if offset.isdecimal():
                        uit.setdefault((topic, int(offset)), []).append(record.offset)
    return uit


def regels(lijst: Sequence[Quarantaine], terug: Mapping[tuple[str, int], Sequence[int]]) -> list[Regel]:
    """Without content."""
    return [
        Regel(
            Herkomst(q.topic, q.partitie, q.offset),
            q.partner,
            q.ontvangen_op,
            q.code,
            len(q.geheim),
            tuple(terug.get((q.topic, q.offset), ())),
        )
        for q in lijst
    ]


async def open_record(q: Quarantaine, kluis: KluisPoort) -> Record:
    """The record as the partner wrote it. Raises OntsleutelError when the key does not fit."""
    dag = (q.partner, q.ontvangen_op.date())
    sleutel = (await kluis.dagsleutels([dag]))[dag]
    tijd_ms = int(q.ontvangen_op.timestamp() * 1000)
    return ontsleutel_record(q.geheim, Herkomst(q.topic, q.partitie, q.offset), tijd_ms, sleutel)


def herkeur(
    record: Record, nu_ms: int, inrichtingen: Inrichtingen, schemas: Schemas, tokens: Tokens
) -> Herkeuring:
    """As if it arrived at `nu_ms`, under the rules and schemas of this installation."""
    oordeel = beoordeel(kom_aan(replace(record, tijd_ms=nu_ms), inrichtingen), schemas, tokens)
    match oordeel:
        case Aanvaard():
            return Herkeuring(oordeel.bericht.type)
        case Afgekeurd():
            fout = oordeel.fout
            return Herkeuring(None, fout.code, fout.veld, fout.quarantaine)


def bied_aan(record: Record, virtueel_nu_ms: int | None = None) -> Uitvoer:
    """The same bytes on the same topic, with a header that names where they first stood (ADR 0020).

    It arrives now: the first arrival's virtual time is left out, and on a stepping clock a new one comes in.
    """
    oud = tuple(kop for kop in record.koppen if kop[0] not in (NU_KOP, HERSTELD_VAN_KOP))
    kop = (HERSTELD_VAN_KOP, f"{record.topic}@{record.offset}".encode("ascii"))
    nu = () if virtueel_nu_ms is None else ((NU_KOP, b"%d" % virtueel_nu_ms),)
    return Uitvoer(record.topic, record.sleutel, record.waarde, (*oud, *nu, kop), record.partitie)


def ouderdom(op: datetime, nu: datetime) -> str:
    """`3 dagen`, `5 uur`, `12 minuten`."""
    duur = max(nu - op, timedelta(0))
    if duur.days:
        return f"{duur.days} {'dag' if duur.days == 1 else 'dagen'}"
    uren, rest = divmod(duur.seconds, 3600)
    return f"{uren} uur" if uren else f"{rest // 60} {'minuut' if rest // 60 == 1 else 'minuten'}"
