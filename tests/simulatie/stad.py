"""Understands the town: what is opened in it, when, by whom, and what is wrong with what partners send."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any, Final
from uuid import UUID

from keten.contract.identiteit import capaciteit_id, verzoek_id
from keten.contract.tokens import Tokens
from keten.domein.begrippen import Rol
from keten.platform.inrichting_lezer import Inrichtingen
from tests.simulatie.gedrag import DAG, MINUUT, UUR
from tests.simulatie.gril import gril
from tests.simulatie.lezers import Lezers, Plan
from tests.simulatie.post import Post, Verzender
from tests.simulatie.recept import Recept
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from tests.simulatie.taal import CLIENT, vul
from tests.simulatie.toeval import Toeval
from tests.simulatie.toezicht import Toezicht
from tests.simulatie.zending import MERK

THEMAS: Final = (
    "ZORG_EN_OVERLAST",
    "LEEFBAARHEID",
    "HUISELIJK_GEWELD",
    "SCHULDEN",
    "WONEN",
    "JEUGD_EN_GEZIN",
    "GEZONDHEID",
    "MEEDOEN",
    "OVERIG",
)
OPENINGEN: Final = (
    "melding.gedaan",
    "melding.gedaan",
    "melding.gedaan",
    "signalering.gedaan",
    "verwijzing.aangeboden",
    "vraag.gesteld",
)
NEEMT_IN: Final = (Rol.WIP, Rol.WIJKTEAM)
"""Who takes in a resident's own question."""

LAATSTE_DAG: Final = 28
"""Of no month: what is said twice in one is known."""

VLOED: Final = (5, 12)
"""So many unusable records one after the other; more than `GRENS` lets pass."""


class Stad:
    """All partners. `plan` puts something on the agenda of the world. `wensen`: per request whether its
    opener wants to hear how it ends.
    """

    def __init__(
        self,
        recept: Recept,
        toeval: Toeval,
        inrichtingen: Inrichtingen,
        tokens: Tokens,
        log: SimLog,
        toezicht: Toezicht,
        storing: Storing,
        plan: Plan,
    ) -> None:
        self._recept, self._toeval, self._tokens, self._plan = recept, toeval, tokens, plan
        self._log, self._toezicht, self._storing = log, toezicht, storing
        self.partijen = dict(inrichtingen.nieuwste.partijen)
        self._verzender = Verzender(self.partijen, log, toezicht)
        self.lezers = Lezers(recept, toeval, self.partijen, self._verzender, log, toezicht, storing, plan)
        self.wensen: dict[UUID, bool] = {}

    def begin(self) -> None:
        """The day's requests on the agenda."""
        for nummer in self._recept.verzoeken:
            self._open(nummer, self._toeval.tak("verzoek", nummer))
            if nummer % 5 == 0:
                self._zeg_of_er_plek_is(nummer, self._toeval.tak("plek", nummer))

    def _open(self, nummer: int, tak: Random) -> None:
        soort = tak.choice(OPENINGEN)
        mag = (p for p in self.partijen.values() if p.opent)
        partner = tak.choice([p.code for p in mag if soort != "vraag.gesteld" or p.rol in NEEMT_IN])
        kenmerk = f"{MERK}-{nummer}"
        zaak = verzoek_id(self.partijen[partner].bron, kenmerk)
        gegevens = self._inhoud(tak, soort, partner) | {"kenmerk": kenmerk}
        self.wensen[zaak] = gegevens["terugkoppeling_gewenst"]
        self.lezers.nummers[zaak] = nummer
        if soort == "vraag.gesteld":
            self.lezers.vragen.add(zaak)
        post = Post(partner, soort, f"o-{nummer}", gegevens, zaak)
        op = tak.randint(0, 12 * UUR)
        self._plan(op, lambda: self._verzender.stuur(post))
        if self._aan("dubbel") and tak.random() < 0.3:
            ander = {**gegevens, "toelichting": "Toch anders."} if tak.random() < 0.3 else gegevens
            self._plan(op + tak.randint(0, DAG), lambda: self._verzender.stuur(replace(post, gegevens=ander)))
        if self._aan("vroeg") and tak.random() < 0.2:
            self._spreek_vooruit(tak, partner, kenmerk, nummer, op)
        if self._aan("rommel") and tak.random() < 0.5:
            self._maak_lastig(op, partner, nummer, tak)
        if self._aan("gril"):
            self._plan_grillen(zaak, nummer, op)

    def _zeg_of_er_plek_is(self, nummer: int, tak: Random) -> None:
        """Of itself, at any moment; sometimes the same once more."""
        partner = tak.choice(sorted(self.partijen))

        def stuur() -> None:
            nu = datetime.fromtimestamp(self._log.klok.nu_ms() / 1000, UTC)
            gegevens = vul(tak, "capaciteit.gewijzigd", self.partijen, nu.date())
            zaak = capaciteit_id(partner, nu)
            post = Post(partner, "capaciteit.gewijzigd", f"c-{nummer}", gegevens, zaak)
            self._verzender.stuur(post)
            if self._aan("dubbel") and nu.day < LAATSTE_DAG:
                self._plan(tak.randint(0, DAG), lambda: self._verzender.stuur(post))

        self._plan(tak.randint(0, self._recept.dagen * DAG), stuur)

    def _inhoud(self, tak: Random, soort: str, partner: str) -> dict[str, Any]:
        gegevens = vul(tak, soort, self.partijen, self._vandaag()) | {
            "gemeente": tak.choice(("0505", "0482", "0642")),
            "thema": tak.choice(THEMAS),
            "urgentie": tak.choice(("ROUTINE", "ROUTINE", "ROUTINE", "SPOED", "CRISIS")),
            "terugkoppeling_gewenst": tak.random() < 0.85,
            "betrokkenen": [CLIENT],
        }
        if soort == "verwijzing.aangeboden":
            gegevens["ontvanger"], *ook_aan = tak.sample([p for p in self.partijen if p != partner], 5)
            gegevens["ook_aan"] = ook_aan[: tak.choice((0, 0, 1, 2, 4))]
        if tak.random() < 0.8:  # else a last day, set by the world
            gegevens.pop("uiterlijk_datum", None)
        return gegevens

    def _spreek_vooruit(self, tak: Random, partner: str, kenmerk: str, nummer: int, op: int) -> None:
        """By its own reference, before its opening; by another that is never used, one that never comes."""
        eigen = kenmerk if tak.random() < 0.7 else f"{kenmerk}-nooit"
        zaak = verzoek_id(self.partijen[partner].bron, eigen)
        vroeg = Post(partner, "ontvangst.bevestigd", f"t-{nummer}", {"kenmerk": eigen}, zaak)
        self._plan(tak.randint(0, op), lambda: self._verzender.stuur(vroeg))

    def _maak_lastig(self, op: int, partner: str, nummer: int, tak: Random) -> None:
        """What nobody can take in, or may not say."""
        match tak.randint(0, 4):
            case 0 | 1:
                na = op + tak.randint(0, UUR)
                self._plan(na, lambda: self._verzender.stuur_rommel(partner, tak))
            case 2:
                bron = "urn:nld:oin:00000000000000000999"
                post = Post(
                    partner, "ontvangst.bevestigd", f"v-{nummer}", {}, None, "1.x", bron, leesbaar=False
                )
                self._plan(op, lambda: self._verzender.stuur(post))
            case 3:
                self._plan(op + tak.randint(0, 2 * DAG), lambda: self._overspoel(partner, tak))
            case _:
                # A stranger in this matter, under a token of its own, may say nothing about it.
                zaak = tak.choice(list(self.wensen))
                self._plan(op + tak.randint(0, DAG), lambda: self._zeg_iets_vreemds(partner, zaak, nummer))

    def _overspoel(self, partner: str, tak: Random) -> None:
        """A broken export: one unusable record after the other, until its topic is held back."""
        for i in range(tak.randint(*VLOED)):
            self._plan(i * tak.randint(0, 2000), lambda: self._verzender.stuur_rommel(partner, tak))
        if tak.random() < 0.5:
            self._plan(tak.randint(0, 20 * MINUUT), lambda: self._toezicht.laat_vrij(partner, self._log))

    def _zeg_iets_vreemds(self, partner: str, zaak: UUID, nummer: int) -> None:
        if zaak not in self._toezicht.boek.dossiers:
            return  # nobody is given a token before there is a request
        token = self._tokens.geef(zaak, 1, partner)
        self._verzender.stuur(Post(partner, "verzoek.geaccepteerd", f"w-{nummer}", {}, zaak, subject=token))

    def _plan_grillen(self, zaak: UUID, nummer: int, op: int) -> None:
        tak = self._toeval.tak("gril", nummer)
        for i in range(tak.choice((0, 0, 1, 2, 3, 5))):
            na = op + tak.randint(MINUUT, tak.choice((UUR, DAG, self._recept.dagen * DAG)))
            self._plan(na, lambda naam=f"g{i}-{nummer}": self._doe_gril(tak, zaak, naam))  # type: ignore[misc]

    def _doe_gril(self, tak: Random, zaak: UUID, naam: str) -> None:
        dossier = self._toezicht.boek.dossiers.get(zaak)
        if dossier is not None:
            post = gril(tak, dossier, naam, self.partijen, self._tokens, self._vandaag())
            if post is not None:
                self._verzender.stuur(post)

    def _vandaag(self) -> Any:
        return datetime.fromtimestamp(self._log.klok.nu_ms() / 1000, UTC).date()

    def _aan(self, soort: str) -> bool:
        return soort in self._recept.storingen
