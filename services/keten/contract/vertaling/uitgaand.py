"""Understands how an order becomes the message that one receiver reads: no field more than it may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.model import UitBericht, ce_type
from keten.contract.berichten.register import UIT
from keten.contract.canoniek import moment_tekst
from keten.contract.cloudevents import Gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.identiteit import oorzaak_voor
from keten.contract.records import record_naar_bytes
from keten.contract.redactie import redigeer
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.domein.inrichting import Partij

ERBIJ: Final = "erbij"
"""Beside the fields of the opening: what its sender said when it offered the verzoek again."""

_WARM: Mapping[str, str] = {
    "betrokkenen": "betrokkenen",
    "toelichting": "toelichting",
    "waargenomen_op": "waargenomen_op",
    "kenmerk_afzender": "kenmerk",
    "aanvulling": ERBIJ,
}
_AANGEVULD: Mapping[str, str] = {"aanvulling": "toelichting", "betrokkenen": "betrokkenen"}
"""What the other party gave for this very receiver, who asked for it."""

_UIT_KLUIS: Mapping[str, Mapping[str, str]] = {
    "signalering.doorgezet": _WARM,
    "melding.doorgezet": _WARM,
    "verwijzing.aangeboden": _WARM,
    "status.gewijzigd": {"toelichting": "toelichting"},
    "actie.gevraagd": {"toelichting": "toelichting"},
    "terugkoppeling.gegeven": {"toelichting": "toelichting"},
    "regie.gewijzigd": {"betrokkenen": "betrokkenen", "toelichting": "toelichting"},
}
"""Short type -> field of the outgoing message -> field of the other party's message it comes from."""


def uitgaand_bericht(
    opdracht: Opdracht,
    kluis_plaintext: Mapping[str, Any] | None,
    kenmerk: str | None,
    ontvanger: Partij,
    namen: Mapping[str, str],
) -> UitBericht:
    """The message after redaction.

    `kluis_plaintext`: the decrypted fields of the message that led to it, None when there are none or their
    key is destroyed. `kenmerk`: the receiver's own reference. `namen`: names of organisations by code.
    """
    velden = _met_namen(dict(opdracht.gegevens), namen)
    velden["kenmerk"] = kenmerk
    bronnen = _AANGEVULD if velden.pop("warm", False) else _UIT_KLUIS.get(opdracht.type, {})
    for veld, bron in bronnen.items():
        velden[veld] = (kluis_plaintext or {}).get(bron)
    return UIT[opdracht.type].model_validate(redigeer(opdracht.type, ontvanger.rol, velden))


def uitgaande_gebeurtenis(
    opdracht: Opdracht,
    bericht: UitBericht,
    *,
    bron: str,
    volgnummer: int,
    tokens: Tokens,
    ids: UitgaandeIds,
    schemas: Schemas,
) -> Gebeurtenis:
    """The CloudEvent for `uit.<ontvanger>`. `bron`: the deployment's urn; `volgnummer`: from 1, without gaps.

    Every attribute is either public or the receiver's own: its token, its number, its name for message and
    cause.
    """
    ontvanger = opdracht.ontvanger
    uitbreidingen = {
        "causationid": str(ids.naar_buiten(oorzaak_voor(ontvanger, opdracht.oorzaak))),
        "recordedtime": moment_tekst(opdracht.nu),
        "sequence": str(volgnummer),
        "sequencetype": "Integer",
    }
    subject = None
    if opdracht.verzoek_id is not None:
        subject = tokens.geef(opdracht.verzoek_id, opdracht.onderdeel, ontvanger)
        uitbreidingen["correlationid"] = tokens.geef(opdracht.verzoek_id, 0, ontvanger)
    return Gebeurtenis(
        id=str(ids.naar_buiten(opdracht.bericht_id)),
        source=bron,
        type=ce_type(opdracht.type),
        subject=subject,
        time=opdracht.nu,
        dataschema=f"urn:wijkketen:schema:{bericht.naam.replace('/', ':')}:v{schemas.laatste(bericht.naam)}",
        uitbreidingen=uitbreidingen,
        data=record_naar_bytes(bericht, schemas),
    )


def _met_namen(velden: dict[str, Any], namen: Mapping[str, str]) -> dict[str, Any]:
    """Adds, beside each code of an organisation, its name; a code without one is its own name."""
    for veld in ("afzender", "bij", "van", "debiteur", "houder"):
        if veld in velden:
            velden[f"{veld}_naam"] = namen.get(velden[veld], velden[veld])
    if "alternatieven" in velden:
        velden["alternatieven"] = [{"code": c, "naam": namen.get(c, c)} for c in velden["alternatieven"]]
    return velden
