"""Understands the trail of one request: its facts in order, and what came of each.

Shows what steering needs and nothing of a person: what is `kluis` stays ciphertext and is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from beheer import tijden, vertel
from beheer.fouten import meervoud
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.intern.verdict import Verdict
from keten.domein import feiten
from keten.domein.feiten import BERICHTTYPEN, Feit

_NAMEN: Mapping[type[Any], str] = {
    **BERICHTTYPEN,
    feiten.WekkerGegaan: "wekker.gegaan",
    feiten.BezorgingBevestigd: "bezorging.bevestigd",
    feiten.BerichtAfgekeurd: "bericht.afgekeurd",
    feiten.HerstelAfgedaan: "herstel.afgedaan",
    feiten.SignaleringGekoppeld: "signalering.gekoppeld",
    feiten.PlichtKwijtgescholden: "plicht.kwijtgescholden",
}
_ZEGT: Mapping[str, str] = {
    "verzoek.afgewezen": "reden",
    "verzoek.opgegeven": "reden",
    "intrekking.gevraagd": "reden",
    "intrekking.geweigerd": "reden",
    "wachtlijst.geplaatst": "reden",
    "verzoek.heropend": "reden",
    "verplichting.kwijtgescholden": "plicht",
    "plicht.kwijtgescholden": "mandaat",
    "aanvulling.gevraagd": "gevraagd",
    "correctie.gevraagd": "onjuist",
    "capaciteit.gewijzigd": "capaciteit",
    "contactpoging.gedaan": "wijze",
    "contact.gelegd": "wijze",
    "voortgang.gemeld": "voortgang",
    "terugkoppeling.gegeven": "resultaat",
}
"""Facts that one code tells."""

_NIET_TONEN = frozenset({"kop"})


@dataclass(frozen=True, slots=True)
class Uitgaand:
    """A message that was ordered because of a fact."""

    id: UUID
    naar: str
    type: str


@dataclass(frozen=True, slots=True)
class Stap:
    """One fact.

    `uitslag`, `code`: the verdict on the partner's record behind it, None for a fact of our own.
    """

    plek: tuple[int, int]
    op: datetime
    feit: str
    van: str
    door: str | None
    onderdeel: int
    gegevens: Mapping[str, Any]
    uitslag: str | None
    code: str | None
    berichten: Sequence[Uitgaand]

    def als_json(self) -> dict[str, object]:
        """One object; times in UTC."""
        return {
            "op": tijden.iso(self.op),
            "partitie": self.plek[0],
            "offset": self.plek[1],
            "feit": self.feit,
            "van": self.van,
            "door": self.door,
            "onderdeel": self.onderdeel,
            "gegevens": dict(self.gegevens),
            "uitslag": self.uitslag,
            "code": self.code,
            "berichten": [{"id": str(b.id), "naar": b.naar, "type": b.type} for b in self.berichten],
        }


def bouw_spoor(
    op_volgorde: Iterable[tuple[tuple[int, int], Feit]],
    opdrachten: Iterable[Opdracht],
    verdicten: Iterable[Verdict],
) -> list[Stap]:
    """`op_volgorde`: ((partition, offset), fact) in order.

    A later verdict on the same record replaces an earlier.
    """
    per_oorzaak: dict[UUID, dict[UUID, Uitgaand]] = {}
    for o in opdrachten:
        per_oorzaak.setdefault(o.oorzaak, {})[o.bericht_id] = Uitgaand(o.bericht_id, o.ontvanger, o.type)
    oordelen = {(v.topic, v.partitie, v.offset): v for v in verdicten}
    stappen = []
    for plek, feit in op_volgorde:
        kop = feit.kop
        bron = kop.herkomst
        oordeel = None if bron is None else oordelen.get((bron.topic, bron.partitie, bron.offset))
        stappen.append(
            Stap(
                plek=plek,
                op=kop.nu,
                feit=feitnaam(feit),
                van=kop.afzender,
                door=kop.door,
                onderdeel=kop.onderdeel,
                gegevens=_gegevens(feit),
                uitslag=None if oordeel is None else oordeel.uitslag.value,
                code=None if oordeel is None else oordeel.code,
                berichten=tuple(per_oorzaak.get(kop.feit_id, {}).values()),
            )
        )
    return stappen


def feitnaam(feit: Feit) -> str:
    """What a fact is called: the short type of a partner's message, or a name of our own."""
    return _NAMEN[type(feit)]


def wat(stap: Stap, naam: Callable[[str], str]) -> str:
    """What a fact says, in words."""
    g = stap.gegevens
    match stap.feit:
        case (
            "signalering.gedaan"
            | "signalering.gekoppeld"
            | "melding.gedaan"
            | "verwijzing.aangeboden"
            | "vraag.gesteld"
        ):
            naar = f", naar {naam(str(g['ontvanger']))}" if "ontvanger" in g else ""
            return f"over {vertel.woord(g['thema'])}, {vertel.woord(g['urgentie'])}{naar}"
        case "onderdeel.toegevoegd":
            return "eigen actie" if g["product"] is None else f"eigen actie, {g['product']}"
        case "plan.vastgesteld":
            return meervoud(len(g["acties"]), "actie", "acties")
        case "verzoek.opnieuw-aangeboden" | "doorzending.gedaan":
            return f"naar {naam(str(g['ontvanger']))}"
        case "uitstel.gevraagd":
            return f"tot en met {vertel.dag(g['nieuwe_datum'])}: {vertel.woord(g['reden'])}"
        case "bericht.afgekeurd":
            return f"{naam(str(g['partij']))}: {g['code']}"
        case "functie.verricht":
            hoe = g["uitkomst"] if g["resultaat"] is None else g["resultaat"]
            return f"{vertel.woord(g['functie'])}: {vertel.woord(hoe)}"
        case "wekker.gegaan":
            return f"voor {naam(str(g['debiteur']))}"
        case "bezorging.bevestigd":
            return f"{naam(str(g['ontvanger']))} heeft het bericht gelezen"
    veld = _ZEGT.get(stap.feit)
    return "" if veld is None else vertel.woord(g[veld])


def _gegevens(feit: Feit) -> dict[str, Any]:
    return {veld: _kaal(getattr(feit, veld)) for veld in feit.__dataclass_fields__ if veld not in _NIET_TONEN}


def _kaal(waarde: Any) -> Any:
    if is_dataclass(waarde):
        return {veld.name: _kaal(getattr(waarde, veld.name)) for veld in fields(waarde)}
    match waarde:
        case tuple():
            return [_kaal(w) for w in waarde]
        case Enum():
            return waarde.value
        case datetime():
            return tijden.iso(waarde)
        case date():
            return waarde.isoformat()
        case UUID():
            return str(waarde)
    return waarde
