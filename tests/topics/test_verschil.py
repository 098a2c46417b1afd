"""Understands how drift between the files and a broker is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from keten.platform.topicbeheer import BrokerTopic, Verschil, verschil
from keten.platform.topics import lees_topics

TOPICS = lees_topics(Path(__file__).parents[2] / "topics")
GEWENST = TOPICS.voor(["mee"])


def _broker(partities: int | None = None, replicas: int = 1) -> dict[str, BrokerTopic]:
    return {t.naam: BrokerTopic(t.partities(partities), replicas, t.instellingen(replicas)) for t in GEWENST}


def test_gelijk_is_geen_verschil() -> None:
    """A broker that is as the files say has no drift, on one machine and in production."""
    assert verschil(GEWENST, _broker(4), partities=4) == ()
    assert verschil(GEWENST, _broker(None, 3), replicas=3) == ()


def test_een_topic_dat_ontbreekt() -> None:
    """An absent topic is told once, not setting by setting."""
    broker = _broker(4)
    del broker["feiten"]
    assert verschil(GEWENST, broker, partities=4) == (Verschil("feiten", "topic", "er", None),)


def test_andere_partities_en_replicas() -> None:
    """Another count is told; whoever reads it knows both numbers."""
    broker = _broker(4)
    broker["feiten"] = replace(broker["feiten"], partities=6, replicas=2)
    gevonden = verschil(GEWENST, broker, partities=4)
    assert gevonden == (Verschil("feiten", "partities", "4", "6"), Verschil("feiten", "replicas", "1", "2"))
    assert str(gevonden[0]) == "feiten: partities is 6, moet 4 zijn"


def test_instelling_anders_weg_of_erbij() -> None:
    """A setting that differs, lacks, or was added by hand is told, in Kafka's own name."""
    broker = _broker(4)
    anders = {**broker["in.mee"].instellingen, "retention.ms": "1", "flush.ms": "1"}
    del anders["cleanup.policy"]
    broker["in.mee"] = replace(broker["in.mee"], instellingen=anders)
    assert verschil(GEWENST, broker, partities=4) == (
        Verschil("in.mee", "cleanup.policy", "delete", None),
        Verschil("in.mee", "flush.ms", None, "1"),
        Verschil("in.mee", "retention.ms", "1209600000", "1"),
    )


def test_een_topic_van_een_partner_die_niemand_kent() -> None:
    """A topic that looks like a partner's is told; what others keep on the broker is not our business."""
    broker = _broker(4) | {"uit.vreemd": BrokerTopic(1, 1), "voorraad": BrokerTopic(1, 1)}
    assert verschil(GEWENST, broker, partities=4) == (Verschil("uit.vreemd", "topic", None, "er"),)
