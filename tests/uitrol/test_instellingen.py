"""Understands what a deployment may count on when it hands over settings and secrets."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import make_url

from keten.platform.instellingen import Instellingen

WACHTWOORD = "p@ss/w:rd%"


@pytest.fixture
def geheimen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIJKKETEN_GEHEIMEN", str(tmp_path))
    return tmp_path


def test_een_geheim_komt_uit_een_bestand(geheimen: Path) -> None:
    """A file by the setting's name in small letters is the setting, without an editor's line end."""
    (geheimen / "wijkketen_hoofdsleutel").write_text("c2xldXRlbA==\n", encoding="ascii")
    gelezen = Instellingen().hoofdsleutel
    assert gelezen is not None
    assert gelezen.get_secret_value() == "c2xldXRlbA=="


def test_de_omgeving_gaat_voor(geheimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator can overrule a file for one run."""
    (geheimen / "wijkketen_log").write_text("json", encoding="ascii")
    assert Instellingen().log == "json"
    monkeypatch.setenv("WIJKKETEN_LOG", "mens")
    assert Instellingen().log == "mens"


def test_het_wachtwoord_komt_in_de_url(geheimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault's URL may be public: the secret's password is put in, whatever is in it."""
    (geheimen / "wijkketen_kluis_wachtwoord").write_text(WACHTWOORD, encoding="utf-8")
    monkeypatch.setenv("WIJKKETEN_KLUIS", "postgresql+psycopg://keten%40stad@db:5432/kluis?sslmode=require")
    url = make_url(Instellingen().kluis or "")
    assert (url.username, url.password, url.host, url.port) == ("keten@stad", WACHTWOORD, "db", 5432)
    assert url.query == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["sqlite:////data/kluis.sqlite", "postgresql+psycopg://wijkketen:eigen@db/kluis"]
)
def test_een_url_die_niets_mist_blijft(url: str) -> None:
    """Without a user there is nobody to give a password to, and a password that stands there is meant."""
    assert Instellingen.model_validate({"kluis": url, "kluis_wachtwoord": WACHTWOORD}).kluis == url


def test_geen_geheim_in_een_afdruk() -> None:
    """Settings may be logged: no password or key is in their text."""
    tekst = repr(
        Instellingen.model_validate(
            {
                "kluis": "postgresql://wijkketen@db/kluis",
                "kluis_wachtwoord": WACHTWOORD,
                "hoofdsleutel": "hs-geheim",
                "kafka_gebruiker": "inname",
                "kafka_wachtwoord": "kw-geheim",
                "kafka_ca": __file__,
            }
        )
    )
    assert WACHTWOORD not in tekst
    assert "p%40ss" not in tekst
    assert "geheim'" not in tekst


def test_alle_fouten_ineens_en_geen_geheim(geheimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start that fails tells every fault, an absent secrets folder too, and repeats no value."""
    monkeypatch.setenv("WIJKKETEN_GEHEIMEN", str(geheimen / "nietes"))
    monkeypatch.setenv("WIJKKETEN_MEETPOORT", "99999")
    monkeypatch.setenv("WIJKKETEN_LOG", "vrolijk")
    with pytest.raises(ValidationError) as fout:
        Instellingen()
    assert {f["loc"] for f in fout.value.errors()} == {("geheimen",), ("meetpoort",), ("log",)}
    assert "vrolijk" not in str(fout.value)


@pytest.mark.parametrize(
    "gegeven",
    [
        {"kafka_gebruiker": "inname", "kafka_wachtwoord": "kw-geheim"},
        {"kafka_gebruiker": "inname", "kafka_ca": __file__},
        {"kafka_wachtwoord": "kw-geheim", "kafka_ca": __file__},
    ],
    ids=["zonder TLS", "zonder wachtwoord", "zonder gebruiker"],
)
def test_halve_toegang_wordt_geweigerd(gegeven: dict[str, str]) -> None:
    """A principal is a name, a password and TLS; less is a mistake, and its text shows no password."""
    with pytest.raises(ValidationError) as fout:
        Instellingen.model_validate(gegeven)
    assert "kw-geheim" not in str(fout.value)
