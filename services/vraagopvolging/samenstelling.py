"""Understands of which parts the process `vraagopvolging` is made. It holds no keys."""

from __future__ import annotations

from keten.contract.leesgroepen import LEESGROEPEN
from keten.platform.deelnemers import codes, in_topic, in_topics
from keten.platform.instellingen import Instellingen
from keten.platform.logboek import meld
from keten.platform.motor.faust_schil import start_volgen
from keten.platform.motor.telling import Telling
from keten.platform.motor.volgmotor import VolgMotorInrichting
from keten.platform.motor.watermerken import WatermerkLezer
from keten.platform.topiceis import eis_topics
from keten.platform.uitrusting import rust_uit
from keten.platform.uitvoer import BERICHTEN, FEITEN, VERDICTEN, WATERMERKEN
from keten.platform.watermerk import lezer
from vraagopvolging.stap import OpvolgStap


def start(instellingen: Instellingen) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfiguratieError or TijdelijkError before anything was read."""
    uitrusting = rust_uit("vraagopvolging", instellingen)
    telling = Telling()
    versies = uitrusting.inrichtingen.versies
    # A debtor whose topic is not there would never get a mark, and its alarms would never ring.
    eis_topics(
        uitrusting.klant,
        tuple(in_topic(code) for code in codes(versies)),
        (FEITEN, BERICHTEN, VERDICTEN, WATERMERKEN),
    )
    inrichting = VolgMotorInrichting(
        app_id=LEESGROEPEN["vraagopvolging"][0],
        topic=FEITEN,
        stap=OpvolgStap(uitrusting.inrichtingen, uitrusting.schemas, telling=telling),
        telling=telling,
        klok=uitrusting.klok,
        klant=uitrusting.klant,
        data=instellingen.data,
        watermerken=WatermerkLezer(in_topics(versies), lezer(uitrusting.schemas)),
        sessie_s=instellingen.sessie_s,
        virtueel=uitrusting.virtueel,
        meetadres=instellingen.meetadres,
        meetpoort=instellingen.meetpoort,
        meetbestand=uitrusting.meetbestand,
        meld=meld,
    )
    meld("process_started", topics=1, kafka=instellingen.kafka, stapklok=uitrusting.virtueel)
    start_volgen(inrichting)
