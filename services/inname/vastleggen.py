"""Understands what is written about a message that was taken in: the fact, and the technical acknowledgement.

The verdict on it comes later, from the core: the form being right does not make it apply.
"""

from __future__ import annotations

from collections.abc import Sequence

from inname.oordeel import Aanvaard
from inname.opmerken import merk_op
from inname.versleutelen import neem_vingerafdruk, versleutel_kenmerk, versleutel_kluis
from keten.contract import identiteit
from keten.contract.codec import Schemas
from keten.contract.vertaling import feit_van_bericht, opdracht_vastgelegd
from keten.domein.feiten import Kop
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import feit_uitvoer, opdracht_uitvoer


def leg_vast(aanvaard: Aanvaard, sleutel: bytes, schemas: Schemas) -> Sequence[Uitvoer]:
    """`sleutel`: the vault's key of the verzoek."""
    kop = _kop(aanvaard, sleutel)
    feit = feit_van_bericht(aanvaard.bericht, kop, vult_aan=aanvaard.vult_aan)
    zonder_zaak = aanvaard.bericht.zonder_zaak
    bewijs = opdracht_vastgelegd(
        herkomst=aanvaard.aankomst.herkomst,
        ontvanger=kop.afzender,
        bericht_id=aanvaard.gebeurtenis.id,
        verzoek_id=None if zonder_zaak else kop.verzoek_id,
        onderdeel=kop.onderdeel,
        nu=kop.nu,
        feit_id=kop.feit_id,
        kenmerk=None if zonder_zaak else kop.kenmerk,
        opmerkingen=merk_op(aanvaard.bericht, aanvaard.aankomst.inrichting, kop.nu),
    )
    return feit_uitvoer(feit, schemas), opdracht_uitvoer(bewijs, schemas)


def _kop(aanvaard: Aanvaard, sleutel: bytes) -> Kop:
    aankomst, bericht = aanvaard.aankomst, aanvaard.bericht
    feit_id = identiteit.feit_id(aankomst.herkomst, aanvaard.gebeurtenis.id)
    return Kop(
        feit_id=feit_id,
        verzoek_id=aanvaard.zaak.verzoek_id,
        nu=aankomst.nu,
        inrichting=aankomst.inrichting.versie,
        afzender=aankomst.partner.code,
        door=bericht.door,
        bericht_id=aanvaard.gebeurtenis.id,
        bericht_hash=neem_vingerafdruk(aanvaard, sleutel),
        herkomst=aankomst.herkomst,
        onderdeel=aanvaard.zaak.onderdeel,
        kenmerk=versleutel_kenmerk(aanvaard, feit_id, sleutel),
        kluis=versleutel_kluis(aanvaard, feit_id, sleutel),
    )
