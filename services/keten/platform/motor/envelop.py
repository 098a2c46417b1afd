"""Understands how a state is kept: a header that the engine reads, then bytes that only the step reads.

    version(1) | last applied offset(8) | isolated from offset(8, -1 = not) | n(1)
    | n × (debtor(8), wek_op ms(8)) | payload

An empty payload means: no state. The header alone suffices for the replay filter and for the alarm wheel, so
recovery and the wheel's rebuild decode nothing.
"""

from __future__ import annotations

import struct
from hashlib import blake2b
from typing import Final, Generic, TypeVar

from keten.platform.motor.fouten import MotorError
from keten.platform.motor.poorten import WEKKER_KOP, KernError, Koppen, Wek

T = TypeVar("T")

VERSIE: Final = 1
POSITIE: Final = b"\x00position"
"""Key of the record that holds the next input offset of a partition. No business key may equal it."""

MAX_WEKKERS: Final = 255
DEBITEUR_BYTES: Final = 8
_KOP = struct.Struct(">BqqB")
_WEK = struct.Struct(">8sq")


class Rij(Generic[T]):
    """What the engine holds per key. Never changed in place: a new outcome is a new row."""

    __slots__ = ("geisoleerd_vanaf", "gelezen", "toestand", "wekkers")

    def __init__(
        self, toestand: T | None, gelezen: int, geisoleerd_vanaf: int, wekkers: tuple[Wek, ...]
    ) -> None:
        self.toestand = toestand
        self.gelezen = gelezen
        self.geisoleerd_vanaf = geisoleerd_vanaf
        self.wekkers = wekkers


def pak(gelezen: int, geisoleerd_vanaf: int, wekkers: tuple[Wek, ...], inhoud: bytes) -> bytes:
    """A state as it is kept in store and changelog."""
    if not wekkers:
        return _KOP.pack(VERSIE, gelezen, geisoleerd_vanaf, 0) + inhoud
    weks = b"".join([_WEK.pack(w.debiteur, w.wek_op_ms) for w in wekkers])
    return _KOP.pack(VERSIE, gelezen, geisoleerd_vanaf, len(wekkers)) + weks + inhoud


def pak_positie(volgende: int) -> bytes:
    """The value under POSITIE: the next input offset, in the field where a state has its last applied one."""
    return _KOP.pack(VERSIE, volgende, -1, 0)


def ontleed(rauw: bytes) -> tuple[int, int, tuple[Wek, ...], bytes]:
    """Last applied offset, isolated from, alarms, payload."""
    versie, gelezen, geisoleerd_vanaf, aantal = _KOP.unpack_from(rauw)
    if versie != VERSIE:
        raise MotorError(f"unknown version of a state: {versie}")
    if not aantal:
        return gelezen, geisoleerd_vanaf, (), rauw[_KOP.size :]
    begin = _KOP.size + aantal * _WEK.size
    return gelezen, geisoleerd_vanaf, _weks(rauw, aantal), rauw[begin:]


def wekkers_van(rauw: bytes) -> tuple[Wek, ...]:
    """Alarms only: for a scan over a whole store."""
    versie, _, _, aantal = _KOP.unpack_from(rauw)
    if versie != VERSIE:
        raise MotorError(f"unknown version of a state: {versie}")
    return _weks(rauw, aantal) if aantal else ()


def is_geisoleerd(rauw: bytes) -> bool:
    """Header only, as `wekkers_van`."""
    return bool(_KOP.unpack_from(rauw)[2] >= 0)


def keur_wekkers(wekkers: tuple[Wek, ...], wek: Wek | None) -> None:
    """Alarms a core may not set: the request would ring for ever or could not be kept. Raises KernError.

    `wek`: the alarm that the record was.
    """
    if len(wekkers) > MAX_WEKKERS:
        raise KernError("more alarms than a state can hold")
    if any(len(w.debiteur) != DEBITEUR_BYTES for w in wekkers):
        raise KernError("a debtor is not eight bytes")
    if len({w.debiteur for w in wekkers}) != len(wekkers):
        raise KernError("two alarms for one debtor")
    if wek is not None and any(w.debiteur == wek.debiteur and w.wek_op_ms <= wek.wek_op_ms for w in wekkers):
        raise KernError("an alarm did not move on after it rang")


def positie_van(rauw: bytes | None) -> int | None:
    """Next input offset, None where none was ever written."""
    return None if rauw is None else ontleed(rauw)[0]


def _weks(rauw: bytes, aantal: int) -> tuple[Wek, ...]:
    return tuple([Wek(*_WEK.unpack_from(rauw, _KOP.size + i * _WEK.size)) for i in range(aantal)])


def debiteur_id(code: str) -> bytes:
    """Eight bytes under which a debtor's alarms are kept: no header of a state names a party."""
    return blake2b(code.encode(), digest_size=DEBITEUR_BYTES).digest()


def wekker_kop(wek: Wek) -> tuple[str, bytes]:
    """The header that makes a record an alarm."""
    return WEKKER_KOP, b"%s:%d" % (wek.debiteur.hex().encode("ascii"), wek.wek_op_ms)


def lees_wekker_kop(koppen: Koppen) -> Wek | None:
    """The alarm that this record is, or None for any other record. A malformed header is our own trouble: it
    raises.
    """
    for naam, waarde in koppen:
        if naam == WEKKER_KOP:
            debiteur, _, moment = waarde.partition(b":")
            return Wek(bytes.fromhex(debiteur.decode("ascii")), int(moment))
    return None
