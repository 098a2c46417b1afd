"""Understands what is written about a record that is not taken in: why, to the partner, and the verdict.

What nobody could read goes to quarantine as well, encrypted, for whoever repairs it.
"""

from __future__ import annotations

from collections.abc import Sequence

from inname.oordeel import Afgekeurd
from inname.vermoeden import zaak_van_het_uur
from inname.versleutelen import versleutel_record
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.codec import Schemas
from keten.contract.identiteit import afkeurfeit_id
from keten.contract.vertaling import opdracht_afgekeurd
from keten.domein.begrippen import WIJKKETEN, Uitslag
from keten.domein.feiten import BerichtAfgekeurd, Kop
from keten.platform.kluis import Dag, dagsleutel_id
from keten.platform.logboek import meld
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import feit_uitvoer, opdracht_uitvoer, quarantaine_uitvoer, verdict_uitvoer


def dag_van(afgekeurd: Afgekeurd) -> Dag:
    """Under which key its bytes are kept: of its partner, on its day of arrival."""
    return afgekeurd.aankomst.partner.code, afgekeurd.aankomst.nu.date()


def keur_af(afgekeurd: Afgekeurd, schemas: Schemas) -> Sequence[Uitvoer]:
    """A record that could be read, and is not as agreed."""
    return (
        _feit(afgekeurd, schemas),
        _antwoord(afgekeurd, schemas),
        _verdict(afgekeurd, Uitslag.GEWEIGERD, schemas),
    )


def zet_apart(afgekeurd: Afgekeurd, dagsleutel: bytes, schemas: Schemas) -> Sequence[Uitvoer]:
    """A record that nobody can read."""
    aankomst, plek = afgekeurd.aankomst, afgekeurd.aankomst.herkomst
    quarantaine = Quarantaine(
        topic=plek.topic,
        partitie=plek.partitie,
        offset=plek.offset,
        ontvangen_op=aankomst.nu,
        code=afgekeurd.fout.code,
        partner=aankomst.partner.code,
        geheim=versleutel_record(aankomst, dagsleutel),
        sleutel_id=dagsleutel_id(dag_van(afgekeurd)),
    )
    meld(
        "record_quarantined",
        "warning",
        code=afgekeurd.fout.code,
        topic=plek.topic,
        partitie=plek.partitie,
        offset=plek.offset,
    )
    return (
        quarantaine_uitvoer(quarantaine, schemas),
        _feit(afgekeurd, schemas),
        _antwoord(afgekeurd, schemas),
        _verdict(afgekeurd, Uitslag.QUARANTAINE, schemas),
    )


def _feit(afgekeurd: Afgekeurd, schemas: Schemas) -> Uitvoer:
    """What was refused is not lost: somebody owes a repair, with a clock."""
    aankomst, vermoeden = afgekeurd.aankomst, afgekeurd.vermoeden
    zaak = vermoeden.zaak or zaak_van_het_uur(aankomst)
    kop = Kop(
        feit_id=afkeurfeit_id(aankomst.herkomst),
        verzoek_id=zaak.verzoek_id,
        nu=aankomst.nu,
        inrichting=aankomst.inrichting.versie,
        afzender=WIJKKETEN,
        herkomst=aankomst.herkomst,
        onderdeel=zaak.onderdeel,
    )
    return feit_uitvoer(
        BerichtAfgekeurd(
            kop,
            partij=aankomst.partner.code,
            code=afgekeurd.fout.code,
            type=vermoeden.type,
            hoort_bij=vermoeden.zaak is not None,
        ),
        schemas,
    )


def _antwoord(afgekeurd: Afgekeurd, schemas: Schemas) -> Uitvoer:
    aankomst = afgekeurd.aankomst
    opdracht = opdracht_afgekeurd(
        afgekeurd.fout,
        herkomst=aankomst.herkomst,
        ontvanger=aankomst.partner.code,
        bericht_id=afgekeurd.bericht_id,
        nu=aankomst.nu,
    )
    return opdracht_uitvoer(opdracht, schemas)


def _verdict(afgekeurd: Afgekeurd, uitslag: Uitslag, schemas: Schemas) -> Uitvoer:
    aankomst = afgekeurd.aankomst
    return verdict_uitvoer(aankomst.herkomst, uitslag, schemas, nu=aankomst.nu, code=afgekeurd.fout.code)
