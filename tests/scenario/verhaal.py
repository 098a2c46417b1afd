"""Understands how to tell a case in a few words: who says what about which matter, and what each one got."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.identiteit import verzoek_id
from keten.domein.dossier import Dossier
from tests.processen.partner import BRONNEN, MELDPUNT, als_json, melding

KENMERK = "POL-1"
ZAAK = verzoek_id(BRONNEN["politie"], KENMERK)


@dataclass(slots=True)
class Verhaal:
    """One chain and the messages that people put into it; each gets an id of its own, unless one is given."""

    keten: KetenDriver
    _teller: int = field(default=0, init=False)

    def _id(self) -> str:
        self._teller += 1
        return f"bericht-{self._teller}"

    async def meldt(
        self, partner: str = "politie", kenmerk: str = KENMERK, *, id: str | None = None, **data: Any
    ) -> None:
        bericht = als_json(partner, "melding.gedaan", melding(kenmerk, **data), id=id or self._id())
        await self.keten.breng(partner, *bericht)

    async def zegt(
        self, partner: str, soort: str, /, *, over: UUID = ZAAK, id: str | None = None, **data: Any
    ) -> None:
        """With the token that this partner was given for the matter, as it would."""
        token = self.keten.tokens.geef(over, 1, partner)
        await self.keten.breng(partner, *als_json(partner, soort, data, id=id or self._id(), subject=token))

    async def na(self, **duur: int) -> None:
        """So much time later."""
        await self.keten.verstrijk_tot(self.keten.nu + timedelta(**duur))

    def kreeg(self, partner: str, *, over: UUID = ZAAK) -> list[str]:
        """Short types about this matter, in order, technical acknowledgements left out."""
        return [kort(u) for u in self._over(partner, over) if kort(u) != "ontvangst.vastgelegd"]

    def kreeg_op(self, partner: str, *, over: UUID = ZAAK) -> list[tuple[str, datetime]]:
        """With the moment of each."""
        rijen = [(kort(u), u.op) for u in self._over(partner, over)]
        return [(soort, op) for soort, op in rijen if soort != "ontvangst.vastgelegd"]

    def dossier(self, zaak: UUID = ZAAK) -> Dossier:
        dossier = self.keten.dossier(zaak)
        assert dossier is not None
        return dossier

    def uitslagen(self, partner: str) -> list[str]:
        """Verdict per record of this partner, in order of position."""
        eigen = [v for v in self.keten.verdicten() if v.topic == f"in.{partner}"]
        return [v.uitslag.value for v in sorted(eigen, key=lambda v: v.offset)]

    def alles(self) -> dict[str, list[tuple[bytes | None, tuple[tuple[str, bytes], ...]]]]:
        """Everything that went out, per partner, to the byte."""
        return {
            p: [(u.record.waarde, u.record.koppen) for u in self.keten.lees(p)] for p in self.keten.partners
        }

    def _over(self, partner: str, zaak: UUID) -> list[Uitgaand]:
        return [u for u in self.keten.lees(partner) if u.verzoek_id == zaak]


def kort(uitgaand: Uitgaand) -> str:
    """`nl.wijkketen.melding.doorgezet.v1` -> `melding.doorgezet`."""
    return ".".join(uitgaand.gebeurtenis.type.split(".")[2:4])


async def beantwoord(verhaal: Verhaal) -> None:
    """The receiver does all it should, an hour apart."""
    await verhaal.zegt(MELDPUNT, "ontvangst.bevestigd")
    await verhaal.na(hours=1)
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd")
    await verhaal.na(hours=1)
    await verhaal.zegt(MELDPUNT, "functie.verricht", functie="VRAAGVERHELDERING", uitkomst="GEDAAN")
    await verhaal.na(hours=1)
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", resultaat="OPGELOST")
