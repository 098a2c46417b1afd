"""Understands how the states of our processes are kept: one version byte, then Avro in that version.

The version is in the value itself, not an id of a registry, so that a table outlives a move to another
registry. Old versions stay readable; what is written is always the latest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from keten.contract.berichten.intern.dossier import DossierRecord
from keten.contract.berichten.intern.postvak import PostvakRecord
from keten.contract.codec import Schemas
from keten.contract.records import avro_waarde
from keten.contract.vertaling.feiten import feit_naar_kaal, feit_van_kaal
from keten.domein.begrippen import Urgentie
from keten.domein.dossier import Dossier, Wachtend
from keten.domein.weigeringen import Weigering

_DOSSIER: TypeAdapter[Dossier] = TypeAdapter(Dossier)
_VAN_HET_VERZOEK = ("afzender", "thema", "urgentie", "terugkoppeling_gewenst")
"""What a part says itself; in a state from before that, the verzoek said it for its only part."""

_WEIGERINGEN = {w.code: w for w in Weigering}


@dataclass(frozen=True, slots=True)
class WachtendeAanmaning:
    """A reminder or an escalation that waits for its turn. `plicht`: fingerprint of the duty; `opdracht`: the
    order's bytes; `volgorde`: as how manieth it came.
    """

    urgentie: Urgentie
    escalatie: bool
    uiterlijk_ms: int
    volgorde: int
    plicht: bytes
    opdracht: bytes


@dataclass(frozen=True, slots=True)
class Gegeven:
    """`aantal` of them were sent, surely before `op_ms`."""

    op_ms: int
    aantal: int


@dataclass(frozen=True, slots=True)
class Aanmaanstand:
    """How many reminders and escalations a receiver got in the last hour, and which wait.

    `beurt`: number of the turn that was set last; `wekt_op_ms`: when it comes, None when none is set.
    `aantal`: how many ever came. `onderweg`: let go, and not sent yet; `ongeteld`: sent since the last turn.
    `wachtend`: the most urgent first.
    """

    beurt: int = 0
    wekt_op_ms: int | None = None
    aantal: int = 0
    onderweg: int = 0
    ongeteld: int = 0
    gegeven: tuple[Gegeven, ...] = ()
    wachtend: tuple[WachtendeAanmaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Postvak:
    """What `bezorging` keeps per receiver.

    `volgnummer`: the last sequence number given, 0 when none. `gezien`: per (topic, partition) of a partner
    the last (offset, number of the order in that record), by which the repeats of an edge process are
    recognised.
    """

    volgnummer: int = 0
    gezien: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    aanmanen: Aanmaanstand = field(default_factory=Aanmaanstand)


_AANMANEN: TypeAdapter[Aanmaanstand] = TypeAdapter(Aanmaanstand)


def dossier_naar_bytes(dossier: Dossier, schemas: Schemas) -> bytes:
    """Equal states have equal bytes. Raises ValueError for a refusal without the message it belongs to."""
    if not dossier.geweigerd.keys() <= dossier.gezien.keys():
        raise ValueError("every refused message is a message that was seen")
    waarde: dict[str, Any] = {
        naam: avro_waarde(getattr(dossier, naam))
        for naam in DossierRecord.model_fields
        if naam not in ("gezien", "bronnen", "wachtend")
    }
    waarde["gezien"] = _gezien(dossier)
    waarde["bronnen"] = [
        {"topic": topic, "partitie": partitie, "offset": offset}
        for (topic, partitie), offset in sorted(dossier.bronnen.items())
    ]
    waarde["wachtend"] = [_wachtend(w, schemas) for w in dossier.wachtend]
    return _naar_bytes(DossierRecord.naam, waarde, schemas)


def dossier_van_bytes(rauw: bytes, schemas: Schemas) -> Dossier:
    """The state again, from any version. Raises VormError or ValueError for bytes that are not ours."""
    waarde = _van_bytes(DossierRecord.naam, rauw, schemas)
    gezien = [(groep["partij"], bericht) for groep in waarde["gezien"] for bericht in groep["berichten"]]
    waarde["gezien"] = {(partij, b["bericht_id"]): b["hash"] for partij, b in gezien}
    waarde["geweigerd"] = {
        (partij, b["bericht_id"]): _WEIGERINGEN[b["weigering"]]
        for partij, b in gezien
        if b["weigering"] is not None
    }
    for onderdeel in waarde["onderdelen"]:
        if onderdeel["afzender"] is None:
            onderdeel |= {veld: waarde[veld] for veld in _VAN_HET_VERZOEK}
    waarde["bronnen"] = {(b["topic"], b["partitie"]): b["offset"] for b in waarde["bronnen"]}
    waarde["wachtend"] = tuple(
        Wachtend(feit_van_kaal(w["naam"], w["versie"], w["romp"], schemas), w["tot"])
        for w in waarde["wachtend"]
    )
    return _DOSSIER.validate_python(waarde)


def postvak_naar_bytes(postvak: Postvak, schemas: Schemas) -> bytes:
    """Equal states have equal bytes."""
    gezien = [
        {"topic": topic, "partitie": partitie, "offset": offset, "nummer": nummer}
        for (topic, partitie), (offset, nummer) in sorted(postvak.gezien.items())
    ]
    waarde = {
        "volgnummer": postvak.volgnummer,
        "gezien": gezien,
        "aanmanen": avro_waarde(postvak.aanmanen),
    }
    return _naar_bytes(PostvakRecord.naam, waarde, schemas)


def postvak_van_bytes(rauw: bytes, schemas: Schemas) -> Postvak:
    """The state again, from any version. Raises VormError for bytes that are not one of ours."""
    waarde = _van_bytes(PostvakRecord.naam, rauw, schemas)
    return Postvak(
        volgnummer=waarde["volgnummer"],
        gezien={(g["topic"], g["partitie"]): (g["offset"], g["nummer"]) for g in waarde["gezien"]},
        aanmanen=_AANMANEN.validate_python(waarde["aanmanen"]),
    )


def _gezien(dossier: Dossier) -> list[dict[str, Any]]:
    groepen: dict[str, list[dict[str, Any]]] = {}
    for sleutel, afdruk in sorted(dossier.gezien.items()):
        weigering = dossier.geweigerd.get(sleutel)
        code = None if weigering is None else weigering.code
        bericht = {"bericht_id": sleutel[1], "hash": afdruk, "weigering": code}
        groepen.setdefault(sleutel[0], []).append(bericht)
    return [{"partij": partij, "berichten": berichten} for partij, berichten in groepen.items()]


def _wachtend(wachtend: Wachtend, schemas: Schemas) -> dict[str, Any]:
    naam, versie, romp = feit_naar_kaal(wachtend.feit, schemas)
    return {"tot": wachtend.tot, "naam": naam, "versie": versie, "romp": romp}


def _naar_bytes(naam: str, waarde: Mapping[str, Any], schemas: Schemas) -> bytes:
    return bytes((schemas.laatste(naam),)) + schemas.codeer_kaal(naam, waarde)


def _van_bytes(naam: str, rauw: bytes, schemas: Schemas) -> dict[str, Any]:
    if not rauw or not 1 <= rauw[0] <= schemas.laatste(naam):
        raise ValueError(f"no version of {naam} that we know")
    return schemas.decodeer_kaal(naam, rauw[0], rauw[1:])
