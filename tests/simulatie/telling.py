"""Understands who owes what in one request, told once more in a few sentences, without the core.

It follows the messages that were applied, in their order. Of a kind that it does not know it says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
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


class Telling:
    """`owed`: how many of each duty. `wens`: whether the opener wants to hear how it ends.

    `wie_weet_ontvangen`: somebody asked a correction; a receiver would have paid receipt by that, but who it
    is, is not known here before it accepts.
    """

    def __init__(self, wens: bool, balies: Set[str]) -> None:
        self._wens, self._balies = wens, balies
        self._soort, self._ontvanger, self._opener = "", "", ""
        self.wie_weet_ontvangen = False
        self._gevraagd: dict[tuple[object, ...], bool] = {}
        self.owed: Counter[Plicht] = Counter()

    def tel(self, z: Zending) -> None:
        self._tel_correctie(z)
        match z.soort:
            case "vraag.gesteld":
                self._soort, self._ontvanger = z.soort, z.partner
                if z.partner in self._balies:
                    self._zet(BESLUIT=1, EINDTERUGKOPPELING=self._wens)
                else:
                    self._neem_aan()
            case soort if soort in OPENINGEN:
                self._soort = soort
                self._bied_aan("")
            case soort if soort in NAAR_EEN_ANDER:
                self._bied_aan(z.gegevens["ontvanger"])
            case "ontvangst.bevestigd":
                self.owed[Plicht.ONTVANGST] = 0
            case "verzoek.geaccepteerd":
                self._ontvanger = z.partner
                self._neem_aan()
            case "verzoek.afgewezen":
                zelf = z.gegevens["reden"] in ZELF_DOORZENDEN
                self._zet(DOORZENDING=zelf, HERROUTEREN=not zelf)
            case "verzoek.opgegeven":
                self._zet()
            case "contact.gelegd" if z.partner == self._ontvanger:
                self.owed[Plicht.EERSTE_CONTACT] = 0
            case "terugkoppeling.gegeven" if z.gegevens["resultaat"] in TUSSENTIJDS:
                self.owed[Plicht.ONTVANGST] = 0
            case "terugkoppeling.gegeven":
                self._zet()
        self.owed[Plicht.CORRECTIE] = len(self._gevraagd)

    def _tel_correctie(self, z: Zending) -> None:
        """Who opened it owes what the others asked, the others what it asked; who leaves owes nothing."""
        door_opener = z.partner == self._opener
        match z.soort:
            case "correctie.gevraagd":
                self.wie_weet_ontvangen |= not door_opener
                self._gevraagd[z.partner, z.gegevens["onjuist"], z.gegevens.get("bericht")] = door_opener
            case "aanvulling.gegeven":
                self._gevraagd = {w: o for w, o in self._gevraagd.items() if o is door_opener}
            case soort if z.opent or soort in WEG:
                self._opener = z.partner if z.opent else self._opener
                self.wie_weet_ontvangen = False
                self._gevraagd.clear()

    def _bied_aan(self, wie: str) -> None:
        self._ontvanger = wie
        self._zet(ONTVANGST=1, BESLUIT=1, EINDTERUGKOPPELING=self._wens)

    def _neem_aan(self) -> None:
        contact = self._soort != "melding.gedaan"
        self._zet(EINDTERUGKOPPELING=self._wens, STAND=1, EERSTE_CONTACT=contact)

    def _zet(self, **is_: bool | int) -> None:
        """Exactly this is owed from now on."""
        self.owed = Counter({Plicht[naam]: int(waarde) for naam, waarde in is_.items()})
