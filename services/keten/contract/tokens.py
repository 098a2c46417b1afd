"""Understands the name by which one party knows a matter: the `subject` of its messages.

Each party has its own token for the same matter, so two parties that compare theirs learn nothing, and a
token in another's hands opens nothing. Reading one needs keys, never a look-up.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from keten.contract.fouten import Vormcode, VormError

SLEUTEL_BYTES = 64
_VORM = re.compile(r"([1-9][0-9]{0,2})\.([A-Za-z0-9_-]{46})", re.ASCII)


class Tokens:
    """Gives and reads tokens: AES-SIV of (verzoek, part), bound to the party, behind a key version and a dot.

    `sleutels`: key version (1..999) -> 64 bytes; an old version stays readable as long as it is in here.
    `huidig`: the version that new tokens get.
    """

    def __init__(self, sleutels: Mapping[int, bytes], huidig: int) -> None:
        if huidig not in sleutels or any(not 1 <= v <= 999 for v in sleutels):
            raise ValueError("the current key version must be among the keys, and versions run from 1 to 999")
        self._sloten = {versie: AESSIV(sleutel) for versie, sleutel in sleutels.items()}
        self._huidig = huidig

    def geef(self, verzoek_id: UUID, onderdeel: int, partij: str) -> str:
        """The token of `partij` for this part (0..65535); the same input always gives the same token."""
        klaar = verzoek_id.bytes + onderdeel.to_bytes(2, "big")
        geheim = self._sloten[self._huidig].encrypt(klaar, [partij.encode()])
        return f"{self._huidig}.{base64.urlsafe_b64encode(geheim).decode('ascii').rstrip('=')}"

    def lees(self, token: str, partij: str) -> tuple[UUID, int]:
        """(verzoek_id, part). Raises VormError(TOKEN_ONGELDIG) for whatever was not given to `partij`."""
        try:
            treffer = _VORM.fullmatch(token)
            if treffer is None:
                raise ValueError("not the form of a token")
            geheim = base64.urlsafe_b64decode(treffer[2] + "==")
            if base64.urlsafe_b64encode(geheim).decode("ascii").rstrip("=") != treffer[2]:
                raise ValueError("a second spelling of the same token")
            klaar = self._sloten[int(treffer[1])].decrypt(geheim, [partij.encode()])
        except (ValueError, KeyError, InvalidTag, binascii.Error):
            raise VormError(Vormcode.TOKEN_ONGELDIG, "/subject") from None
        return UUID(bytes=klaar[:16]), int.from_bytes(klaar[16:], "big")
