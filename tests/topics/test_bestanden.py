"""Understands what every file in topics/ must say, and what a reader makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.topic_model import BEWAARTERMIJNEN, PROCESSEN
from keten.platform.motor.volgmotor import changelog_naam
from keten.platform.topics import Topics, TopicsError, lees_topics

WORTEL = Path(__file__).parents[2]
TOPICS = lees_topics(WORTEL / "topics")
NAMEN = sorted(TOPICS.vormen)

Planter = Callable[[str, str, str], Path]


def test_de_topics_van_het_ontwerp() -> None:
    """There are these topics and no others; a message kind is never a topic."""
    assert [n for n in NAMEN if not n.endswith("-changelog")] == [
        "berichten", "feiten", "in", "ophoudingen", "quarantaine", "uit", "verdicten", "watermerken",
    ]  # fmt: skip


def test_een_familie_geeft_een_topic_per_partner() -> None:
    """`in` and `uit` become one topic per partner, each once, whatever the order of the partners."""
    namen = [t.naam for t in TOPICS.voor(["politie", "mee", "mee"])]
    assert [n for n in namen if n.startswith(("in.", "uit."))] == [
        "in.mee",
        "in.politie",
        "uit.mee",
        "uit.politie",
    ]
    assert [t.partner for t in TOPICS.voor(["mee"]) if t.partner] == ["mee", "mee"]
    assert namen == sorted(set(namen))


@pytest.mark.parametrize("naam", NAMEN)
def test_elk_topic_heeft_een_eigenaar_en_een_bestaand_schema(naam: str) -> None:
    """No topic without a team that answers for it, nor with a schema that does not exist."""
    vorm = TOPICS.vormen[naam]
    assert vorm.eigenaar
    ontbreekt = [s for s in vorm.schemas if not list((WORTEL / "schemas" / "avro" / s).glob("v*.avsc"))]
    assert not ontbreekt


def test_geen_schema_zonder_topic() -> None:
    """A record that travels on no topic is an orphan."""
    gebruikt = {schema for vorm in TOPICS.vormen.values() for schema in vorm.schemas}
    bestaand = {
        f"{soort}/{map_.name}"
        for soort in ("in", "uit", "intern")
        for map_ in (WORTEL / "schemas" / "avro" / soort).iterdir()
        if map_.is_dir()
    }
    assert bestaand == gebruikt


@pytest.mark.parametrize("naam", NAMEN)
def test_elk_topic_rust_op_een_besluit(naam: str) -> None:
    """How long data is kept rests on a decision that exists and names the number of days."""
    vorm = TOPICS.vormen[naam]
    besluit = WORTEL / vorm.grondslag
    assert besluit.is_file()
    assert vorm.bewaartermijn_dagen in (None, *BEWAARTERMIJNEN)


@pytest.mark.parametrize("naam", NAMEN)
def test_elke_schrijver_is_een_proces_dat_bestaat(naam: str) -> None:
    """Whoever writes or reads is a folder of services/, or the partner."""
    vorm = TOPICS.vormen[naam]
    for wie in {*vorm.producenten, *vorm.consumenten} - {"partner"}:
        assert wie in PROCESSEN
        assert (WORTEL / "services" / wie / "__init__.py").is_file()


def test_elke_toestand_heeft_zijn_changelog() -> None:
    """The changelogs are those that the engine will use: same name, same partitions as what it follows."""
    gevonden = {}
    for naam, vorm in TOPICS.vormen.items():
        if vorm.toestand_van is not None:
            assert naam == changelog_naam(vorm.toestand_van.app)
            assert vorm.toestand_van.app in {g for groepen in LEESGROEPEN.values() for g in groepen}
            gevonden[vorm.toestand_van.app] = vorm.toestand_van.invoer
    assert gevonden == {"vraagopvolging-v1": "feiten", "bezorging-v1": "berichten"}


def test_namen_zijn_kort_genoeg() -> None:
    """No topic name is longer than 63 characters, whatever the code of a partner."""
    assert max(len(t.naam) for t in TOPICS.voor(["x" * 40])) <= 63


def test_instellingen_van_een_topic_van_een_partner() -> None:
    """The broker unpacks, so its limit holds; plain text leaves in time: a segment a day, 14 days."""
    [topic] = [t for t in TOPICS.voor(["mee"]) if t.naam == "in.mee"]
    assert topic.instellingen(3) == {
        "cleanup.policy": "delete",
        "compression.type": "uncompressed",
        "max.message.bytes": "1048576",
        "message.timestamp.type": "LogAppendTime",
        "min.insync.replicas": "2",
        "retention.ms": "1209600000",
        "segment.ms": "86400000",
    }


def test_quarantaine_neemt_alles_wat_een_partner_kan_sturen() -> None:
    """The limit of `quarantaine` is at least twice that of every `in.<partner>`."""
    assert TOPICS.vormen["quarantaine"].max_bericht_bytes >= 2 * TOPICS.vormen["in"].max_bericht_bytes


def test_een_toestand_verdwijnt_nooit_door_tijd() -> None:
    """A changelog is compacted and has no retention; one broker alone asks for one replica in sync."""
    for topic in TOPICS.voor([]):
        if topic.vorm.categorie == "toestand":
            instellingen = topic.instellingen(1)
            assert instellingen["cleanup.policy"] == "compact"
            assert "retention.ms" not in instellingen
            assert instellingen["min.insync.replicas"] == "1"


@pytest.mark.parametrize(
    ("lokaal", "feiten", "watermerken"), [(None, 24, 1), (4, 4, 1), (1, 1, 1), (24, 24, 1)]
)
def test_partities(lokaal: int | None, feiten: int, watermerken: int) -> None:
    """Production's counts, or what one machine asks for; a topic with one order keeps one partition."""
    aantal = {t.naam: t.partities(lokaal) for t in TOPICS.voor(["mee"])}
    assert (aantal["feiten"], aantal["watermerken"], aantal["in.mee"]) == (feiten, watermerken, 1)
    assert aantal["berichten"] == aantal["bezorging-v1-toestand-changelog"]


@pytest.fixture
def plant(tmp_path: Path) -> Planter:
    """A copy of topics/ in which one file is spoilt."""

    def planten(naam: str, oud: str, nieuw: str) -> Path:
        for pad in (WORTEL / "topics").glob("*.yaml"):
            tekst = pad.read_text(encoding="utf-8")
            if pad.stem == naam:
                assert oud in tekst
                tekst = tekst.replace(oud, nieuw, 1)
            (tmp_path / pad.name).write_text(tekst, encoding="utf-8")
        return tmp_path

    return planten


_LEESBAAR = "persoonsgegevens: leesbaar"
_LAT = "tijdstempel: LogAppendTime"


@pytest.mark.parametrize(
    ("naam", "oud", "nieuw", "wat", "doe"),
    [
        ("feiten", "eigenaar:", "eigenaars:", "'eigenaars' is hier onbekend", "'eigenaar'"),
        ("feiten", "eigenaar: team-keten\n", "", "'eigenaar' ontbreekt", "team"),
        ("feiten", "schemas:\n", "schemas: []\nx:\n", "'schemas' is leeg", "schemas/avro"),
        ("feiten", "intern/feit-melding-gedaan", "intern/feit_melding", "past niet bij 'schemas'",
         "schemas/avro"),
        ("feiten", "400", "365", "365 dagen is geen bewaartermijn", "14, 30, 400"),
        ("feiten", "400", "null", "geen dagen is geen bewaartermijn", "14, 30, 400"),
        ("feiten", "persoonsgegevens: kluis", _LEESBAAR, "alleen in een topic van een partner", "kluis"),
        ("feiten", "[inname, vraagopvolging, bezorging, beheer]", "[inname, partner]", "bij een eigen topic",
         "familie"),
        ("feiten", "[inname, vraagopvolging, bezorging, beheer]", "[inname, inname]",
         "'inname' staat er twee keer", "haal"),
        ("feiten", "[vraagopvolging, beheer]", "[vraagopvolger]", "'vraagopvolger' bestaat niet",
         "'vraagopvolging'"),
        ("feiten", "grondslag: docs/adr/0004-bewaartermijnen.md", "grondslag: ergens",
         "'ergens' past niet", "docs/adr"),
        ("feiten", "opruimen: delete", "opruimen: delete\nquotum_bytes_per_s: 4096", "per partner",
         "haal dit weg"),
        ("in", _LAT, "tijdstempel: CreateTime", "zelf zijn tijd van aankomst", "LogAppendTime"),
        ("in", "productie: 1", "productie: 2", "hebben een volgorde", "een partitie"),
        ("in", "producenten: [partner, beheer]", "producenten: [inname]", "geen partner schrijft of leest",
         "noem partner"),
        ("watermerken", "null", "14", "bewaart het laatste per sleutel", "null"),
        ("bezorging-v1-toestand-changelog", "productie: 24", "productie: 12",
         "andere partities dan berichten", "dezelfde"),
        ("bezorging-v1-toestand-changelog", "invoer: berichten", "invoer: bericht", "heeft geen bestand",
         "'berichten'"),
        ("bezorging-v1-toestand-changelog", "app: bezorging-v1", "app: bezorging-v2", "heet bezorging-v2-",
         "bestand zo"),
        ("bezorging-v1-toestand-changelog", "categorie: toestand", "categorie: keten", "horen bij elkaar",
         "beide"),
        ("uit", "omschrijving: ", "omschrijving: [", "geen geldige YAML", "haken"),
    ],
)  # fmt: skip
def test_elke_fout_staat_op_haar_regel(
    plant: Planter, naam: str, oud: str, nieuw: str, wat: str, doe: str
) -> None:
    """A planted mistake is told in its file, at a line that holds it, with what to do."""
    map_ = plant(naam, oud, nieuw)
    with pytest.raises(TopicsError) as fout:
        lees_topics(map_)
    raak = [f for f in fout.value.fouten if wat in f.wat]
    assert raak, str(fout.value)
    assert raak[0].bestand == str(map_ / f"{naam}.yaml")
    assert doe in raak[0].doe
    assert raak[0].regel <= len((map_ / f"{naam}.yaml").read_text(encoding="utf-8").splitlines())


def test_fouten_in_elk_bestand_komen_samen(plant: Planter) -> None:
    """One run tells the mistakes of all files, each at its own line."""
    map_ = plant("feiten", "400", "365")
    uit = map_ / "uit.yaml"
    uit.write_text(uit.read_text(encoding="utf-8").replace(_LAT, "tijdstempel: Nu"), encoding="utf-8")
    with pytest.raises(TopicsError) as fout:
        lees_topics(map_)
    for gevonden, tekst in zip(
        fout.value.fouten, ("bewaartermijn_dagen: 365", "tijdstempel: Nu"), strict=True
    ):
        regels = Path(gevonden.bestand).read_text(encoding="utf-8").splitlines()
        assert regels[gevonden.regel - 1] == tekst


def test_een_lege_map(tmp_path: Path) -> None:
    """No topics at all is a mistake, not an empty chain."""
    with pytest.raises(TopicsError, match="geen enkel topic"):
        lees_topics(tmp_path)


def test_zonder_partners_geen_families() -> None:
    """Without partners only the chain's own topics are left."""
    assert Topics({"in": TOPICS.vormen["in"]}).voor([]) == ()
