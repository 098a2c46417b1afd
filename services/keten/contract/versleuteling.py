"""Understands how text about people is locked away between `inname` and `bezorging`.

Deterministic: the same key, text, binding and `eenmalig` give the same bytes, so that a re-read record gives
the same fact. AES-GCM-SIV stays safe when a nonce would ever be used twice. Where keys come from is the
vault's business.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SLEUTEL_BYTES = 32
NONCE_BYTES = 12


class OntsleutelError(Exception):
    """The bytes do not belong to this key or this place, or were changed."""


def versleutel(sleutel: bytes, klaar: bytes, *, gebonden_aan: bytes, eenmalig: bytes) -> bytes:
    """Nonce + ciphertext + tag. `sleutel`: 32 bytes.

    `gebonden_aan`: the place it belongs to, checked when opened.
    `eenmalig` names this one use of the key (for example the fact's id and the field); the nonce is derived
    from it.
    """
    nonce = hashlib.sha256(eenmalig).digest()[:NONCE_BYTES]
    return nonce + AESGCMSIV(sleutel).encrypt(nonce, klaar, gebonden_aan)


def ontsleutel(sleutel: bytes, geheim: bytes, *, gebonden_aan: bytes) -> bytes:
    """The text again. Raises OntsleutelError when key, place or bytes do not fit."""
    try:
        return AESGCMSIV(sleutel).decrypt(geheim[:NONCE_BYTES], geheim[NONCE_BYTES:], gebonden_aan)
    except (InvalidTag, ValueError) as fout:
        raise OntsleutelError("key, place and bytes do not belong together") from fout


def versleutel_veld(sleutel: bytes, klaar: bytes, *, verzoek_id: UUID, veld: str, feit_id: UUID) -> bytes:
    """A field of a fact, bound to its verzoek and its name: `kluis`, or `kenmerk_veld` of whose it is."""
    return versleutel(
        sleutel, klaar, gebonden_aan=_plek(verzoek_id, veld), eenmalig=feit_id.bytes + veld.encode("ascii")
    )


def ontsleutel_veld(sleutel: bytes, geheim: bytes, *, verzoek_id: UUID, veld: str) -> bytes:
    """The text of that field. Raises OntsleutelError."""
    return ontsleutel(sleutel, geheim, gebonden_aan=_plek(verzoek_id, veld))


def kenmerk_veld(partij: str) -> str:
    """Name of the reference that this party (code) gave: nobody else's order opens it."""
    return f"kenmerk:{partij}"


def vingerafdruk(sleutel: bytes, inhoud: bytes) -> bytes:
    """16 bytes by which equal content is recognised without keeping it; worthless without the key.

    `sleutel` is the verzoek's own, which encrypts: the HMAC has another that is derived from it.
    """
    return hmac.digest(leid_af(sleutel, "vingerafdruk/1", SLEUTEL_BYTES), inhoud, "sha256")[:16]


def leid_af(sleutel: bytes, doel: str, lengte: int) -> bytes:
    """A key of `lengte` bytes for one purpose (HKDF-SHA256), so that no key serves two purposes."""
    return HKDF(algorithm=SHA256(), length=lengte, salt=None, info=b"wijkketen:" + doel.encode()).derive(
        sleutel
    )


def _plek(verzoek_id: UUID, veld: str) -> bytes:
    return verzoek_id.bytes + b":" + veld.encode("ascii")
