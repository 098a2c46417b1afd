"""Understands the ids by which what goes out is known outside: nobody can tell what they were made of.

Inside, an id follows from its cause by a public rule, so whoever guesses the cause can check the guess. What
leaves is that id through a keyed permutation: one block of AES-256, so different ids stay different, the same
id stays the same, and only we can turn it back.
"""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import ECB

SLEUTEL_BYTES = 32


class UitgaandeIds:
    """`sleutel`: 32 bytes, for this use alone; under another key a repeat would be a new message outside."""

    def __init__(self, sleutel: bytes) -> None:
        # ECB of a single block is the permutation itself; of more, each is one id by itself.
        self._slot = Cipher(AES256(sleutel), ECB())  # noqa: S305

    def naar_buiten(self, eigen: UUID) -> UUID:
        """How a receiver sees it. It has the form of a UUID, of no particular version."""
        versleutelaar = self._slot.encryptor()
        return UUID(bytes=versleutelaar.update(eigen.bytes) + versleutelaar.finalize())

    def naar_binnen(self, getoond: UUID) -> UUID:
        """Which id of ours a receiver saw."""
        ontsleutelaar = self._slot.decryptor()
        return UUID(bytes=ontsleutelaar.update(getoond.bytes) + ontsleutelaar.finalize())

    def alle_naar_binnen(self, getoond: bytes) -> bytes:
        """The same of many ids at once, 16 bytes each, in order."""
        ontsleutelaar = self._slot.decryptor()
        return ontsleutelaar.update(getoond) + ontsleutelaar.finalize()
