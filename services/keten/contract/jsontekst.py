"""Understands the JSON that a partner sends: strict, bounded, and never read in two ways.

Two readers of the same bytes must see the same message, so what the standard leaves open is refused: a name
twice in one object, another encoding than UTF-8, a byte order mark. No exception shows what was written.
"""

from __future__ import annotations

import json
from typing import Any, Final, cast

from pydantic_core import from_json

from keten.contract.fouten import Vormcode, VormError

_GRENS: Final = "recursion limit exceeded"
_BOM: Final = b"\xef\xbb\xbf"


class _Dubbel(dict[str, Any]):
    """An object in which a name stood twice."""


def lees_object(waarde: bytes) -> tuple[dict[str, Any], str | None]:
    """The object, and where a name stands twice: "" in the object itself, "/data" somewhere below.

    Raises VormError CODERING_ONJUIST, TE_DIEP or ONLEESBAAR.
    """
    _toets_codering(waarde)
    try:
        alles = from_json(waarde, allow_inf_nan=False)
    except ValueError as fout:
        code = Vormcode.TE_DIEP if str(fout).startswith(_GRENS) else Vormcode.ONLEESBAAR
        raise VormError(code) from None
    if not isinstance(alles, dict):
        raise VormError(Vormcode.ONLEESBAAR)
    return cast("dict[str, Any]", alles), _waar_dubbel(waarde)


def _toets_codering(waarde: bytes) -> None:
    """NUL bytes at the start are UTF-16 or UTF-32 without a mark: no JSON in UTF-8 begins so."""
    try:
        waarde.decode()
    except UnicodeDecodeError:
        raise VormError(Vormcode.CODERING_ONJUIST) from None
    if waarde.startswith(_BOM) or b"\x00" in waarde[:4]:
        raise VormError(Vormcode.CODERING_ONJUIST)


def _waar_dubbel(waarde: bytes) -> str | None:
    """Read once more, by a reader that shows every pair; numbers are left as they stand."""
    dieper = False

    def maak(paren: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal dieper
        dubbel = len({naam for naam, _ in paren}) < len(paren)
        dieper = dieper or dubbel
        return _Dubbel() if dubbel else {}

    buitenste = json.loads(waarde, object_pairs_hook=maak, parse_int=str, parse_float=str)
    if isinstance(buitenste, _Dubbel):
        return ""
    return "/data" if dieper else None
