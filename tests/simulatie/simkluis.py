"""Understands a vault that is away now and then: who asks it then must end, and ask again later."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from keten.platform.fouten import KluisOnbereikbaarError
from keten.platform.kluis import Dag, GeheugenKluis
from tests.simulatie.storing import Storing


class SimKluis:
    """The port `KluisPoort`. `weg`: nobody gets an answer."""

    def __init__(self, storing: Storing) -> None:
        self._kluis = GeheugenKluis()
        self._storing = storing
        self.weg = False

    async def sleutels_voor(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        self._vraag(verzoeken)
        return await self._kluis.sleutels_voor(verzoeken)

    async def haal(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        self._vraag(verzoeken)
        return await self._kluis.haal(verzoeken)

    async def dagsleutels(self, dagen: Sequence[Dag]) -> Mapping[Dag, bytes]:
        self._vraag(dagen)
        return await self._kluis.dagsleutels(dagen)

    def _vraag(self, wat: Collection[object]) -> None:
        if wat and (self.weg or self._storing.slaat_toe("kluis", 0.001)):
            raise KluisOnbereikbaarError("the vault does not answer")
