"""Understands that rights are the least that is needed, and that generated files are what was committed."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from keten.platform.inrichting_lezer import lees_inrichtingen
from keten.platform.topicmanifesten import manifesten
from keten.platform.topicrechten import Gebruiker, Recht, gebruikers
from keten.platform.topics import lees_topics

WORTEL = Path(__file__).parents[2]
TOPICS = lees_topics(WORTEL / "topics")
PARTIJEN = lees_inrichtingen(WORTEL / "inrichting" / "drechtsteden").nieuwste.partijen
WIE = {g.naam: g for g in gebruikers(TOPICS, PARTIJEN.values())}
PARTNERS = sorted(PARTIJEN)


def _mag(gebruiker: Gebruiker, handeling: str, soort: str = "topic") -> set[str]:
    return {
        recht.naam + ("*" if recht.vooraan else "")
        for recht in gebruiker.rechten
        if recht.soort == soort and handeling in recht.handelingen
    }


def test_wat_is_vastgelegd_is_wat_gemaakt_wordt() -> None:
    """The committed manifests are those of the files; `./wijkketen topics manifesten` renews them."""
    map_ = WORTEL / "deploy" / "k8s" / "gegenereerd"
    vastgelegd = {pad.name: pad.read_text(encoding="utf-8") for pad in map_.iterdir()}
    assert vastgelegd == manifesten(TOPICS, PARTIJEN.values())


def test_volgorde_van_partijen_maakt_niet_uit() -> None:
    """The same partners give the same bytes, however they are ordered."""
    assert manifesten(TOPICS, PARTIJEN.values()) == manifesten(TOPICS, reversed(list(PARTIJEN.values())))


@pytest.mark.parametrize("code", PARTNERS)
def test_een_partner_komt_alleen_bij_het_zijne(code: str) -> None:
    """A partner writes its own `in.`, reads its own `uit.` with its own group, and may nothing else."""
    partner = WIE[f"partner-{code}"]
    assert _mag(partner, "Write") == {f"in.{code}"}
    assert _mag(partner, "Read") == {f"uit.{code}"}
    assert _mag(partner, "Read", "group") == {PARTIJEN[code].leesgroep}
    assert {r.soort for r in partner.rechten} == {"topic", "group"}
    assert not any(r.vooraan for r in partner.rechten)
    assert partner.schrijft_per_s
    assert partner.leest_per_s


@pytest.mark.parametrize(
    ("proces", "leest", "schrijft"),
    [
        (
            "inname",
            {"in.*", "ophoudingen"},
            {"feiten", "berichten", "verdicten", "quarantaine", "watermerken", "ophoudingen"},
        ),
        (
            "vraagopvolging",
            {"feiten", "watermerken", "vraagopvolging-v1-toestand-changelog"},
            {"feiten", "berichten", "verdicten", "vraagopvolging-v1-toestand-changelog"},
        ),
        (
            "bezorging",
            {"berichten", "uit.*", "watermerken", "bezorging-v1-toestand-changelog"},
            {"feiten", "berichten", "uit.*", "bezorging-v1-toestand-changelog"},
        ),
    ],
)
def test_een_proces_heeft_wat_het_ontwerp_zegt(proces: str, leest: set[str], schrijft: set[str]) -> None:
    """A process reads and writes the topics of its row in the design, no more."""
    assert _mag(WIE[proces], "Read") == leest
    assert _mag(WIE[proces], "Write") == schrijft


def test_beheer_schrijft_alleen_herstel() -> None:
    """Who looks at all changes nothing but what ADR 0020 and 0021 name, and sees how topics are set."""
    beheer = WIE["beheer"]
    assert _mag(beheer, "Write") == {"feiten", "in.*", "ophoudingen"}
    assert len(_mag(beheer, "DescribeConfigs")) == len(TOPICS.vormen)


@pytest.mark.parametrize(
    ("proces", "begin"),
    [
        ("vraagopvolging", {"vraagopvolging-v1-feiten-*"}),
        ("bezorging", {"bezorging-v1-berichten-*"}),
        ("inname", set()),
    ],
)
def test_transacties_van_een_ander_proces_zijn_verboden(proces: str, begin: set[str]) -> None:
    """Only the process itself may use its transactional ids, so that nobody else can fence it."""
    assert _mag(WIE[proces], "Write", "transactionalId") == begin


def test_bezorging_ziet_wat_partners_gelezen_hebben() -> None:
    """Delivery is read from the partners' groups: seen, never changed."""
    groepen = {partij.leesgroep for partij in PARTIJEN.values()}
    assert groepen < _mag(WIE["bezorging"], "Describe", "group")
    assert _mag(WIE["bezorging"], "Read", "group") == {"bezorging-v1", "bezorging-bewijs-v1"}
    assert not groepen & _mag(WIE["vraagopvolging"], "Describe", "group")


def test_geen_recht_op_alles() -> None:
    """No right has an empty name or a star."""
    rechten: list[Recht] = [recht for gebruiker in WIE.values() for recht in gebruiker.rechten]
    assert all(len(recht.naam) > 2 and "*" not in recht.naam for recht in rechten)


def test_manifest_van_een_topic() -> None:
    """A Strimzi topic says its name, counts and settings, numbers as numbers."""
    tekst = manifesten(TOPICS, PARTIJEN.values())["topics.yaml"]
    topics = {deel["metadata"]["name"]: deel for deel in YAML(typ="safe", pure=True).load_all(tekst)}
    assert len(topics) == len(TOPICS.voor(PARTNERS))
    feiten = topics["feiten"]
    assert (feiten["kind"], feiten["metadata"]["labels"]) == ("KafkaTopic", {"strimzi.io/cluster": "keten"})
    assert (feiten["spec"]["partitions"], feiten["spec"]["replicas"]) == (24, 3)
    assert feiten["spec"]["config"]["retention.ms"] == 400 * 24 * 60 * 60 * 1000
