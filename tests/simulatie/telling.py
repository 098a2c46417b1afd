"""Understands who owes what in one request, told once more in a few sentences, without the core.

It follows the messages that were applied, in their order. Of a kind that it does not know it says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import Final

from keten.domein.begrippen import Plicht
from tests.simulatie.zending import Zending

OPENINGEN: Final = frozenset(
    {"melding.gedaan", "signalering.gedaan", "verwijzing.aangeboden", "vraag.gesteld"}
)
ZONDER_GEVOLG: Final = frozenset(
    {
        "behandeling.gestart",
        "contactpoging.gedaan",
        "functie.verricht",
        "voortgang.gemeld",
        "escalatie.bevestigd",
    }
)
"""They pay nothing that is counted here, or pay what is owed again at once."""

NAAR_EEN_ANDER: Final = frozenset({"verzoek.opnieuw-aangeboden", "doorzending.gedaan"})
WEG: Final = NAAR_EEN_ANDER | {"verzoek.afgewezen", "verzoek.opgegeven"}
"""After these whoever had it has it no longer."""

VERVOLG: Final = (
    ZONDER_GEVOLG
    | NAAR_EEN_ANDER
    | {
        "ontvangst.bevestigd",
        "verzoek.geaccepteerd",
        "verzoek.afgewezen",
        "verzoek.opgegeven",
        "contact.gelegd",
        "terugkoppeling.gegeven",
        "correctie.gevraagd",
        "aanvulling.gegeven",
    }
)
GETELD: Final = (
    Plicht.ONTVANGST,
    Plicht.BESLUIT,
    Plicht.EINDTERUGKOPPELING,
    Plicht.EERSTE_CONTACT,
    Plicht.STAND,
    Plicht.HERROUTEREN,
    Plicht.DOORZENDING,
    Plicht.CORRECTIE,
    Plicht.BEZORGING,
)
TUSSENTIJDS: Final = frozenset({"IN_BEHANDELING", "WORDT_GEVOLGD"})
TRIEERT: Final = frozenset({"MELDPUNT", "ZORGNETWERK", "WIJKLIJN", "WIP"})
ZELF_DOORZENDEN: Final = frozenset({"ONJUIST_GEADRESSEERD", "NIET_BEVOEGD", "VOERT_DEZE_HULP_NIET_UIT"})


VOORBIJ, NEE, OPEN, TRIAGE, BEZIG, KLAAR = range(6)
"""How far one of those who were offered it is: it is over for it, it refused, and so on."""


@dataclass(slots=True)
class Aanbod:
    """The question as one party has it. `owed`: how many of each duty.

    `gevraagd`: what is to be put right, and whether its opener asked that. `vroeg_correctie`: another did.
    """

    ontvanger: str
    stand: int = OPEN
    owed: Counter[Plicht] = field(default_factory=Counter)
    gevraagd: dict[tuple[object, ...], bool] = field(default_factory=dict)
    vroeg_correctie: bool = False

    def zet(self, stand: int, **is_: bool | int) -> None:
        """Exactly this is owed from now on."""
        self.stand = stand
        self.owed = Counter({Plicht[naam]: int(waarde) for naam, waarde in is_.items()})


class Telling:
    """`wens`: whether the opener wants to hear how it ends."""

    def __init__(self, wens: bool, balies: Set[str]) -> None:
        self._wens, self._balies = wens, balies
        self._soort, self._opener = "", ""
        self._delen: dict[int, Aanbod] = {}

    def owed(self) -> Counter[Plicht]:
        """How many of each duty, at all who have it."""
        som: Counter[Plicht] = Counter()
        for deel in self._delen.values():
            som.update(deel.owed)
            som[Plicht.CORRECTIE] += len(deel.gevraagd)
        return som

    def misschien_ontvangen(self) -> int:
        """Where another asked a correction: its receiver pays receipt by that, but may be unknown here."""
        return sum(d.owed[Plicht.ONTVANGST] for d in self._delen.values() if d.vroeg_correctie)

    def tel(self, z: Zending) -> None:
        if z.opent:
            self._soort, self._opener = z.soort, z.partner
            self._open(z)
            return
        deel = self._gezegd_van(z)
        self._tel_correctie(z, deel)
        anderen = [d for d in self._delen.values() if d is not deel and d.stand not in (VOORBIJ, KLAAR)]
        match z.soort:
            case soort if soort in NAAR_EEN_ANDER:
                deel.ontvanger = z.gegevens["ontvanger"]
                self._bied_aan(deel)
                self._voeg_toe(z.gegevens.get("ook_aan", ()))
            case "ontvangst.bevestigd":
                deel.owed[Plicht.ONTVANGST] = 0
                if deel.stand == OPEN and z.partner in self._balies:
                    deel.stand = TRIAGE
            case "verzoek.geaccepteerd":
                deel.ontvanger = z.partner
                self._neem_aan(deel)
                self._neem_weg(anderen)
            case "verzoek.afgewezen":
                self._wijs_af(deel, anderen, z.gegevens["reden"] in ZELF_DOORZENDEN)
            case "verzoek.opgegeven":
                deel.zet(VOORBIJ)
                if all(d.stand == NEE for d in anderen):
                    self._neem_weg(anderen)
            case "contact.gelegd" if z.partner == deel.ontvanger:
                deel.owed[Plicht.EERSTE_CONTACT] = 0
            case "terugkoppeling.gegeven":
                self._koppel_terug(deel, anderen, z.gegevens["resultaat"] in TUSSENTIJDS)

    def _tel_correctie(self, z: Zending, deel: Aanbod) -> None:
        """Its opener owes what the others asked, the others what it asked; who leaves takes both along."""
        door_opener = z.partner == self._opener
        match z.soort:
            case "correctie.gevraagd":
                deel.vroeg_correctie |= not door_opener
                deel.gevraagd[z.partner, z.gegevens["onjuist"], z.gegevens.get("bericht")] = door_opener
            case "aanvulling.gegeven" if z.gegevens.get("correctie"):
                welke = z.gegevens.get("onjuist")
                deel.gevraagd = {
                    w: o for w, o in deel.gevraagd.items() if o is door_opener or welke not in (None, w[1])
                }
            case "verzoek.opgegeven":
                deel.vroeg_correctie = False
                deel.gevraagd.clear()
            case soort if soort in WEG:
                # Whom it was with may be unknown here; whoever asks is the opener, or has it, or leads.
                weg = deel.ontvanger if soort in NAAR_EEN_ANDER else z.partner
                deel.vroeg_correctie = False
                deel.gevraagd = {w: o for w, o in deel.gevraagd.items() if not o and weg not in ("", w[0])}

    def _gezegd_van(self, z: Zending) -> Aanbod:
        """What its opener says of an offer that is over is about who has it, or who is furthest."""
        deel = self._delen[z.onderdeel]
        if deel.stand == VOORBIJ and z.partner == self._opener:
            return max(self._delen.values(), key=lambda d: d.stand)
        return deel

    def _open(self, z: Zending) -> None:
        self._voeg_toe([z.gegevens.get("ontvanger", ""), *z.gegevens.get("ook_aan", ())])
        if z.soort == "vraag.gesteld":
            (deel,) = self._delen.values()
            deel.ontvanger = z.partner
            if z.partner in self._balies:
                deel.zet(TRIAGE, BESLUIT=1, EINDTERUGKOPPELING=self._wens)
            else:
                self._neem_aan(deel)

    def _wijs_af(self, deel: Aanbod, anderen: list[Aanbod], zelf: bool) -> None:
        """Of several only the last who refuses sends it back, and never on."""
        if not anderen:
            deel.zet(NEE, DOORZENDING=zelf, HERROUTEREN=not zelf)
        elif all(d.stand == NEE for d in anderen):
            deel.zet(NEE, HERROUTEREN=1)
            self._neem_weg(anderen)
        else:
            deel.zet(NEE)

    def _koppel_terug(self, deel: Aanbod, anderen: list[Aanbod], tussentijds: bool) -> None:
        if tussentijds:
            deel.owed[Plicht.ONTVANGST] = 0
        else:
            deel.zet(KLAAR)
            self._neem_weg(anderen)

    def _voeg_toe(self, wie: Iterable[str]) -> None:
        for ontvanger in wie:
            self._bied_aan(self._delen.setdefault(len(self._delen) + 1, Aanbod(ontvanger)))

    def _neem_weg(self, anderen: list[Aanbod]) -> None:
        for deel in anderen:
            deel.zet(VOORBIJ)
            deel.gevraagd.clear()

    def _bied_aan(self, deel: Aanbod) -> None:
        deel.zet(OPEN, ONTVANGST=1, BESLUIT=1, EINDTERUGKOPPELING=self._wens)

    def _neem_aan(self, deel: Aanbod) -> None:
        contact = self._soort != "melding.gedaan"
        deel.zet(BEZIG, EINDTERUGKOPPELING=self._wens, STAND=1, EERSTE_CONTACT=contact)
