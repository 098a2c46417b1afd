"""Understands when it is no longer one odd record that we cannot judge, but we ourselves that are broken.

One record that brings our check down is set apart and the stream goes on. When nothing else comes out any
more, whoever sends, going on would reject a town's mail for a fault of ours: then the process stops and
confirms nothing.
"""

from __future__ import annotations

from typing import Final

from inname.oordeel import Afgekeurd, Oordeel
from keten.contract.fouten import Vormcode
from keten.platform.fouten import OnmogelijkeToestandError

OP_RIJ: Final = 20


class Storingswacht:
    """Counts records in a row that failed by our fault. One partner alone never makes the process stop."""

    def __init__(self) -> None:
        self._aantal = 0
        self._partners: set[str] = set()

    def zie(self, oordeel: Oordeel) -> None:
        """Raises OnmogelijkeToestandError at the twentieth in a row, of more than one partner."""
        if not (isinstance(oordeel, Afgekeurd) and oordeel.fout.vormcode is Vormcode.FOUT_VAN_ONS):
            self._aantal = 0
            self._partners.clear()
            return
        self._aantal += 1
        self._partners.add(oordeel.aankomst.partner.code)
        if self._aantal >= OP_RIJ and len(self._partners) > 1:
            raise OnmogelijkeToestandError("records of several partners in a row cannot be judged")
