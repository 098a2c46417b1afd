"""Understands of which parts the process `bezorging` is made: the post, and the proof that it was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bezorging.bewijs import BewijsStap
from bezorging.stap import BezorgStap, Voorraad
from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.toestand import Postvak
from keten.platform.deelnemers import codes, leesgroepen, uit_topic
from keten.platform.instellingen import Instellingen
from keten.platform.leesstand import Leesstand
from keten.platform.logboek import meld
from keten.platform.motor.omzetkern import Abonnement
from keten.platform.motor.omzetten import OmzetInrichting
from keten.platform.motor.samen import start_samen
from keten.platform.motor.volgmotor import VolgMotorInrichting
from keten.platform.motor.watermerken import WatermerkLezer
from keten.platform.topiceis import blijvende_eis, eis_topics
from keten.platform.uitrusting import Sleutels, Uitrusting, rust_uit
from keten.platform.uitvoer import BERICHTEN, FEITEN, WATERMERKEN
from keten.platform.watermerk import lezer

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)


def start(instellingen: Instellingen) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfiguratieError or TijdelijkError before anything was read."""
    uitrusting = rust_uit("bezorging", instellingen)
    sleutels = uitrusting.sleutels()
    eis_topics(*_eisen(uitrusting))
    post, bewijs = _post(uitrusting, sleutels), _bewijs(uitrusting, sleutels)
    meld(
        "process_started",
        topics=1 + len(bewijs.abonnement.topics),
        kafka=instellingen.kafka,
        stapklok=uitrusting.virtueel,
    )
    start_samen(post, bewijs)


def _post(uitrusting: Uitrusting, sleutels: Sleutels) -> VolgMotorInrichting[Postvak, Voorraad]:
    instellingen = uitrusting.instellingen
    return VolgMotorInrichting(
        app_id=LEESGROEPEN["bezorging"][0],
        topic=BERICHTEN,
        stap=BezorgStap(
            uitrusting.inrichtingen, uitrusting.schemas, sleutels.tokens, sleutels.ids, sleutels.kluis
        ),
        klok=uitrusting.klok,
        klant=uitrusting.klant,
        data=instellingen.data,
        # It stamps when something was read, so its clock must be the broker's; it waits for no mark.
        watermerken=WatermerkLezer({}, lezer(uitrusting.schemas)),
        sessie_s=instellingen.sessie_s,
        virtueel=uitrusting.virtueel,
        meetadres=instellingen.meetadres,
        meetpoort=instellingen.meetpoort,
        meetbestand=uitrusting.meetbestand,
        meld=meld,
    )


def _bewijs(uitrusting: Uitrusting, sleutels: Sleutels) -> OmzetInrichting[datetime]:
    klant, topics, andere = _eisen(uitrusting)
    return OmzetInrichting(
        naam=LEESGROEPEN["bezorging"][1],
        stap=BewijsStap(
            uitrusting.inrichtingen, uitrusting.schemas, sleutels.tokens, sleutels.ids, uitrusting.klok
        ),
        abonnement=Abonnement(topics),
        klok=uitrusting.klok,
        klant=klant,
        eis=blijvende_eis(klant, topics, andere),
        # A partner that does not read for so long is a case for people, by the duty BEZORGING, and no reason
        # to deliver nothing to the others.
        verlies_mag=True,
        rijp=Leesstand(uitrusting.klant, _groepen_nu(uitrusting)),
        sessie_s=uitrusting.instellingen.sessie_s,
        virtueel=uitrusting.virtueel,
        meld=meld,
    )


def _eisen(uitrusting: Uitrusting) -> tuple[dict[str, Any], tuple[str, ...], tuple[str, ...]]:
    topics = tuple(uit_topic(code) for code in codes(uitrusting.inrichtingen.versies))
    return uitrusting.klant, topics, (BERICHTEN, FEITEN, WATERMERKEN)


def _groepen_nu(uitrusting: Uitrusting) -> Callable[[], Mapping[str, str]]:
    def groepen() -> Mapping[str, str]:
        nu = _BEGIN + timedelta(milliseconds=uitrusting.klok.nu_ms())
        return leesgroepen(uitrusting.inrichtingen.versies, nu)

    return groepen
