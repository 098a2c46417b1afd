"""Understands whether a record of a partner can be taken in: one judgement, the same at every reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from inname.aankomst import Aankomst
from inname.tijdstippen import toets_tijdstippen
from inname.toetsen import Zaak, toets_bron, wijs_zaak_aan
from inname.vermoeden import NIETS, Vermoeden, vermoed
from keten.contract.berichten.model import InBericht
from keten.contract.cloudevents import Gebeurtenis, lees_gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.fouten import Vormcode, VormError, Vormfout
from keten.contract.tokens import Tokens
from keten.contract.vertaling import lees_bericht
from keten.platform.logboek import meld


@dataclass(frozen=True, slots=True)
class Aanvaard:
    """Well-formed, from who it says, about a matter that this partner may name."""

    aankomst: Aankomst
    gebeurtenis: Gebeurtenis
    bericht: InBericht
    zaak: Zaak

    @property
    def vult_aan(self) -> bool:
        """True for an opening that adds a part to a matter that is there."""
        return self.bericht.vult_aan and self.gebeurtenis.subject is not None


@dataclass(frozen=True, slots=True)
class Afgekeurd:
    """Not taken in. `bericht_id`: the sender's own id, where it could be read and may be repeated.

    `vermoeden`: what it was about, as far as that could be read.
    """

    aankomst: Aankomst
    fout: Vormfout
    bericht_id: str | None
    vermoeden: Vermoeden = NIETS


Oordeel: TypeAlias = Aanvaard | Afgekeurd


def beoordeel(aankomst: Aankomst, schemas: Schemas, tokens: Tokens) -> Oordeel:
    """What is not as agreed is the partner's; whatever else comes up is ours, and is said to be so.

    Raises MemoryError only: that says nothing about the record, and a next try may go well.
    """
    try:
        return _lees(aankomst, schemas, tokens)
    except MemoryError:
        raise
    except Exception as fout:  # noqa: BLE001  one partner's bytes must not stop the intake of a whole town
        meld(
            "record_not_judged",
            "error",
            fout=type(fout).__name__,
            topic=aankomst.herkomst.topic,
            partitie=aankomst.herkomst.partitie,
            offset=aankomst.herkomst.offset,
        )
        return Afgekeurd(aankomst, Vormfout(Vormcode.FOUT_VAN_ONS), None)


def _lees(aankomst: Aankomst, schemas: Schemas, tokens: Tokens) -> Oordeel:
    record = aankomst.record
    try:
        gebeurtenis = lees_gebeurtenis(record.koppen, record.waarde, record.sleutel)
    except VormError as fout:
        return Afgekeurd(aankomst, fout.fout, fout.bericht_id)
    try:
        return _toets(gebeurtenis, aankomst, schemas, tokens)
    except VormError as fout:
        vermoeden = vermoed(gebeurtenis, aankomst, schemas, tokens)
        return Afgekeurd(aankomst, fout.fout, fout.bericht_id, vermoeden)


def _toets(gebeurtenis: Gebeurtenis, aankomst: Aankomst, schemas: Schemas, tokens: Tokens) -> Aanvaard:
    toets_bron(gebeurtenis, aankomst)
    bericht = lees_bericht(gebeurtenis, schemas)
    zaak = wijs_zaak_aan(gebeurtenis, bericht, aankomst, tokens)
    toets_tijdstippen(gebeurtenis, bericht, aankomst)
    return Aanvaard(aankomst, gebeurtenis, bericht, zaak)
