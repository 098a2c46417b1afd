"""Understands which topics there must be: reads `topics/*.yaml`, and says what they are for given partners.

A topic exists only if a file says so; clients never make one. What a broker has: see `topicbeheer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from keten.contract.topic_model import BEWAARTERMIJNEN, PARTNER, TopicVorm
from keten.platform.fouten import ConfiguratieError
from keten.platform.yaml_bestand import Bestandsfout, YamlBestand, lees_yaml
from keten.platform.yaml_oordeel import dichtstbij, keur

_DAG_MS = 24 * 60 * 60 * 1000
_MINSTE_REPLICAS_VOOR_TWEE = 3


class TopicsError(ConfiguratieError):
    """The files have mistakes. `fouten`: all of them, by file and line."""

    code = "KTN-923"

    def __init__(self, fouten: tuple[Bestandsfout, ...]) -> None:
        super().__init__("\n".join(str(f) for f in fouten))
        self.fouten = fouten


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic as it must be on a broker. `partner`: whose it is, in a family."""

    naam: str
    vorm: TopicVorm
    partner: str | None = None

    def partities(self, lokaal: int | None = None) -> int:
        """Those of production; or on one machine as many as asked for, where there is more than one."""
        if lokaal is None:
            return self.vorm.partities.productie
        return lokaal if self.vorm.partities.lokaal > 1 else 1

    def instellingen(self, replicas: int) -> dict[str, str]:
        """What is set on the broker, in Kafka's own names and units."""
        vorm = self.vorm
        uit = {
            "cleanup.policy": vorm.opruimen,
            "max.message.bytes": str(vorm.max_bericht_bytes),
            "message.timestamp.type": vorm.tijdstempel,
            "min.insync.replicas": "2" if replicas >= _MINSTE_REPLICAS_VOOR_TWEE else "1",
        }
        if vorm.bewaartermijn_dagen is not None:
            uit["retention.ms"] = str(vorm.bewaartermijn_dagen * _DAG_MS)
        if PARTNER in vorm.producenten:
            # A partner may compress as it likes and our client cannot read every codec: the broker unpacks.
            uit["compression.type"] = "uncompressed"
        if vorm.persoonsgegevens == "leesbaar":
            # Kafka deletes whole segments, and a segment is as old as its newest record: with one a day plain
            # text stays at most one day too long.
            uit["segment.ms"] = str(_DAG_MS)
        if vorm.opruimen == "compact":
            # A reader that was away must still see that a key is gone; only closed segments are compacted.
            uit["delete.retention.ms"] = str(14 * _DAG_MS)
            uit["segment.ms"] = str(_DAG_MS)
            uit["segment.bytes"] = str(100 * 1024 * 1024)
        return uit


@dataclass(frozen=True, slots=True)
class Topics:
    """What the files say, by file name without `.yaml`."""

    vormen: Mapping[str, TopicVorm] = field(default_factory=dict)

    def voor(self, partijen: Iterable[str]) -> tuple[Topic, ...]:
        """All topics for these partners (codes), by name. A family gives one per partner."""
        codes = sorted(set(partijen))
        uit: list[Topic] = []
        for naam, vorm in self.vormen.items():
            if vorm.familie is None:
                uit.append(Topic(naam, vorm))
            else:
                uit.extend(Topic(f"{naam}.{code}", vorm, code) for code in codes)
        return tuple(sorted(uit, key=lambda topic: topic.naam))


def lees_topics(map: Path) -> Topics:
    """Read and check all files in `map`. Raises TopicsError with every mistake."""
    fouten: list[Bestandsfout] = []
    vormen: dict[str, TopicVorm] = {}
    gelezen: dict[str, YamlBestand] = {}
    paden = sorted(map.glob("*.yaml")) if map.is_dir() else []
    if not paden:
        fouten.append(
            Bestandsfout(str(map), 1, "hier staat geen enkel topic", "geef de map met de bestanden per topic")
        )
    for pad in paden:
        bestand = lees_yaml(pad)
        gelezen[pad.stem] = bestand
        gekeurd = keur(bestand, TopicVorm)
        if gekeurd.waarde is not None:
            vormen[pad.stem] = gekeurd.waarde
    for naam, vorm in vormen.items():
        _toets(naam, vorm, vormen, gelezen)
    for bestand in gelezen.values():
        fouten.extend(bestand.fouten)
    if fouten:
        raise TopicsError(tuple(sorted(set(fouten))))
    return Topics(vormen)


def _toets(
    naam: str, vorm: TopicVorm, vormen: Mapping[str, TopicVorm], gelezen: Mapping[str, YamlBestand]
) -> None:
    bestand = gelezen[naam]
    _toets_bewaren(vorm, bestand)
    _toets_familie(vorm, bestand)
    for veld, lijst in (
        ("producenten", vorm.producenten),
        ("consumenten", vorm.consumenten),
        ("schemas", vorm.schemas),
    ):
        for i, lid in enumerate(lijst):
            if lid in lijst[:i]:
                bestand.fout((veld, i), f"'{lid}' staat er twee keer", "haal er een weg")
    if (vorm.categorie == "toestand") != (vorm.toestand_van is not None):
        bestand.fout(
            ("categorie",), "toestand en toestand_van horen bij elkaar", "geef beide of geen van beide"
        )
    if vorm.toestand_van is None:
        return
    invoer = vormen.get(vorm.toestand_van.invoer)
    if invoer is None:
        wat = f"topic '{vorm.toestand_van.invoer}' heeft geen bestand"
        if vorm.toestand_van.invoer not in gelezen:
            bestand.fout(("toestand_van", "invoer"), wat, dichtstbij(vorm.toestand_van.invoer, gelezen))
    elif invoer.partities != vorm.partities:
        wat = f"andere partities dan {vorm.toestand_van.invoer}: een toestand staat waar haar feiten staan"
        bestand.fout(("partities",), wat, "neem dezelfde aantallen")
    if not naam.startswith(f"{vorm.toestand_van.app}-") or not naam.endswith("-changelog"):
        wat = f"een toestand van {vorm.toestand_van.app} heet {vorm.toestand_van.app}-…-changelog"
        bestand.fout(("toestand_van", "app"), wat, "noem het bestand zo")


def _toets_bewaren(vorm: TopicVorm, bestand: YamlBestand) -> None:
    dagen = vorm.bewaartermijn_dagen
    if vorm.opruimen == "compact" and dagen is not None:
        bestand.fout(
            ("bewaartermijn_dagen",), "een compact topic bewaart het laatste per sleutel", "zet hier null"
        )
    if vorm.opruimen == "delete" and dagen not in BEWAARTERMIJNEN:
        wat = f"{'geen' if dagen is None else dagen} dagen is geen bewaartermijn waarover besloten is"
        bestand.fout(("bewaartermijn_dagen",), wat, f"kies uit {', '.join(map(str, BEWAARTERMIJNEN))}")


def _toets_familie(vorm: TopicVorm, bestand: YamlBestand) -> None:
    partner = PARTNER in vorm.producenten or PARTNER in vorm.consumenten
    if partner and vorm.familie is None:
        bestand.fout((), "een partner kan alleen bij een eigen topic", "zet er familie: partner bij")
    if vorm.familie is not None and not partner:
        bestand.fout(
            ("familie",), "geen partner schrijft of leest hier", "noem partner bij producenten of consumenten"
        )
    if vorm.familie is not None and (vorm.partities.productie, vorm.partities.lokaal) != (1, 1):
        wat = "de berichten van en aan een partner hebben een volgorde"
        bestand.fout(("partities",), wat, "neem een partitie: {productie: 1, lokaal: 1}")
    if PARTNER in vorm.producenten and vorm.tijdstempel != "LogAppendTime":
        bestand.fout(
            ("tijdstempel",), "zo kiest een partner zelf zijn tijd van aankomst", "neem LogAppendTime"
        )
    if vorm.persoonsgegevens == "leesbaar" and vorm.familie is None:
        wat = "leesbare persoonsgegevens horen alleen in een topic van een partner"
        bestand.fout(("persoonsgegevens",), wat, "versleutel ze (kluis)")
    if vorm.quotum_bytes_per_s is not None and vorm.familie is None:
        bestand.fout(("quotum_bytes_per_s",), "een quotum geldt per partner", "haal dit weg")
