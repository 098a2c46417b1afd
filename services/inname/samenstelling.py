"""Understands of which parts the process `inname` is made."""

from __future__ import annotations

from inname.stap import InnameStap
from inname.toehoren import toehoorder
from keten.contract.leesgroepen import LEESGROEPEN
from keten.platform.deelnemers import codes, in_topic
from keten.platform.instellingen import Instellingen
from keten.platform.logboek import meld
from keten.platform.motor.omzetkern import Abonnement
from keten.platform.motor.omzetten import OmzetInrichting, start_omzetten
from keten.platform.motor.telling import Telling
from keten.platform.ophouden import Ophouder, grens_van
from keten.platform.topiceis import blijvende_eis, eis_topics
from keten.platform.uitrusting import rust_uit
from keten.platform.uitvoer import BERICHTEN, FEITEN, QUARANTAINE, VERDICTEN, WATERMERKEN
from keten.platform.watermerk import schrijver


def start(instellingen: Instellingen) -> None:
    """Runs until SIGTERM or SIGINT. Raises ConfiguratieError or TijdelijkError before anything was read."""
    uitrusting = rust_uit("inname", instellingen)
    sleutels = uitrusting.sleutels()
    topics = tuple(in_topic(code) for code in codes(uitrusting.inrichtingen.versies))
    telling = Telling()
    ophouder = Ophouder(grens_van(instellingen), uitrusting.klok, uitrusting.schemas)
    eisen = (uitrusting.klant, topics, (FEITEN, BERICHTEN, VERDICTEN, QUARANTAINE, WATERMERKEN))
    eis_topics(*eisen)
    inrichting = OmzetInrichting(
        naam=LEESGROEPEN["inname"][0],
        stap=InnameStap(
            uitrusting.inrichtingen,
            uitrusting.schemas,
            sleutels.tokens,
            sleutels.kluis,
            toehoorder=toehoorder(telling, ophouder),
        ),
        abonnement=Abonnement(topics),
        klok=uitrusting.klok,
        klant=uitrusting.klant,
        rem=ophouder,
        telling=telling,
        eis=blijvende_eis(*eisen),
        watermerk=schrijver(uitrusting.schemas),
        watermerk_marge_s=instellingen.watermerk_marge_s,
        sessie_s=instellingen.sessie_s,
        virtueel=uitrusting.virtueel,
        meetadres=instellingen.meetadres,
        meetpoort=instellingen.meetpoort,
        meetbestand=uitrusting.meetbestand,
        meld=meld,
    )
    meld("process_started", topics=len(topics), kafka=instellingen.kafka, stapklok=uitrusting.virtueel)
    start_omzetten(inrichting)
