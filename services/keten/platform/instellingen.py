"""Understands what the operator decided for this process. The only reader of the environment.

Every fault is told at once and the process refuses to start; nothing here changes after that.

A secret need not stand in the environment, where every child and every dump shows it: `WIJKKETEN_GEHEIMEN`
names a folder in which each file holds one setting, by its name in small letters (`wijkketen_hoofdsleutel`).
The environment wins over the folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote, urlsplit

from pydantic import DirectoryPath, Field, FilePath, SecretStr, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)

_VOORVOEGSEL = "WIJKKETEN_"
_PROJECT = Path(__file__).resolve().parents[3]
"""Defaults stand in the project, so that no run leaves keys in whatever folder it was started from."""
_ADRES = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\s:,/\[\]]+):[0-9]{1,5}")


class Instellingen(BaseSettings):
    """Settings of one process, from `WIJKKETEN_*`."""

    # Without `hide_input_in_errors` a fault would print what was given, passwords included.
    model_config = SettingsConfigDict(
        env_prefix=_VOORVOEGSEL, frozen=True, extra="ignore", hide_input_in_errors=True
    )

    kafka: str | None = Field(
        None, description="host:poort[,host:poort] van een Kafka; anders start er een ingebedde"
    )
    kafka_ca: FilePath | None = Field(
        None,
        description="PEM-bestand van wie voor Kafka instaat; met dit bestand gaat al het verkeer over TLS",
    )
    kafka_gebruiker: str | None = Field(None, description="naam bij Kafka (SCRAM-SHA-512); alleen over TLS")
    kafka_wachtwoord: SecretStr | None = Field(None, description="wachtwoord bij die naam")
    geheimen: DirectoryPath | None = Field(
        None, description="map met per geheim een bestand, met de naam van de instelling in kleine letters"
    )
    data: Path = Field(
        _PROJECT / ".wijkketen/data",
        description="map voor de stand op deze machine; zonder `kluis` en `hoofdsleutel` ook voor die "
        "twee: bewaar haar",
    )
    inrichting: Path = Field(
        _PROJECT / "inrichting/drechtsteden", description="map met de regels van de uitvoering"
    )
    kluis: str | None = Field(
        None, repr=False, description="URL (SQLAlchemy) van de sleutelkluis; anders SQLite in `data`"
    )
    kluis_wachtwoord: SecretStr | None = Field(
        None, description="wachtwoord van de database van de kluis; komt in `kluis` waar dat er geen heeft"
    )
    hoofdsleutel: SecretStr | None = Field(
        None,
        description="32 bytes in base64: sluit de sleutels van de kluis in en maakt tokens en ids; "
        "ontbreekt hij, dan komt er een in `data`, maar nooit naast `kluis` of `geheimen`",
    )
    schemaregister: str | None = Field(
        None,
        validation_alias=f"{_VOORVOEGSEL}REGISTER",
        description="URL van een schemaregister dat de API van Confluent spreekt; zonder gelden de vaste ids",
    )
    register_gebruiker: str | None = Field(None, description="naam bij het register; alleen over TLS")
    register_wachtwoord: SecretStr | None = Field(None, description="wachtwoord bij die naam")
    register_ca: FilePath | None = Field(
        None, description="PEM-bestand van wie voor het register instaat; anders wat het systeem vertrouwt"
    )
    ophoud_reeks: int = Field(
        50, ge=2, description="zoveel onbruikbare records van een partner achter elkaar houden zijn topic op"
    )
    ophoud_aandeel: float = Field(
        0.5, gt=0, le=1, description="of dit deel onbruikbaar, van alles wat hij in het venster stuurde"
    )
    ophoud_minstens: int = Field(100, ge=2, description="een aandeel telt vanaf zoveel records")
    ophoud_venster_s: float = Field(
        600.0, ge=60, description="hoe ver wordt teruggekeken, in seconden van aankomst"
    )
    ophoud_duur_s: float = Field(
        900.0, ge=1, description="na hoeveel seconden een topic dat wordt opgehouden vanzelf weer mag"
    )
    stapklok: Path | None = Field(
        None, description="bestand van een klok die springt; alleen voor een demo of een toets"
    )
    sessie_s: float = Field(
        45.0, ge=6, description="na hoeveel seconden stilte Kafka een lid van een groep als weg beschouwt"
    )
    partities: int = Field(
        4, ge=1, description="partities van feiten en berichten als topics op deze machine worden gemaakt"
    )
    replicas: int = Field(1, ge=1, description="kopieën van elk topic dat wordt gemaakt")
    watermerk_marge_s: float = Field(
        0.0,
        ge=0,
        description="zoveel seconden blijven wekkers achter op wat gelezen is; 0 bij één kopie, anders "
        "minstens 1,5 keer replica.lag.time.max.ms van Kafka",
    )
    meetadres: str = Field(
        "127.0.0.1", description="adres voor gezondheid en metingen; 0.0.0.0 in een container"
    )
    meetpoort: int = Field(0, ge=0, le=65535, description="poort voor gezondheid en metingen; 0 is een vrije")
    log: str = Field("mens", pattern="^(mens|json)$", description="vorm van het log: mens of json")
    debug: bool = Field(False, description="toon waar een fout vandaan komt, met de hele weg")

    @field_validator("kafka")
    @classmethod
    def _eis_adres(cls, kafka: str | None) -> str | None:
        if kafka is not None and not all(_ADRES.fullmatch(deel.strip()) for deel in kafka.split(",")):
            raise ValueError("geen host:port[,host:port]")
        return kafka

    @model_validator(mode="before")
    @classmethod
    def _vul_wachtwoord_in(cls, gegeven: dict[str, Any]) -> dict[str, Any]:
        """The URL can stand in a public configuration, the password in a secret."""
        url, wachtwoord = gegeven.get("kluis"), gegeven.get("kluis_wachtwoord")
        if not isinstance(url, str) or wachtwoord is None:
            return gegeven
        geheim = wachtwoord.get_secret_value() if isinstance(wachtwoord, SecretStr) else str(wachtwoord)
        adres = urlsplit(url)
        if not adres.username or adres.password is not None:
            return gegeven
        rest = adres.netloc.rpartition("@")[2]
        met = adres._replace(netloc=f"{adres.username}:{quote(geheim, safe='')}@{rest}")
        return gegeven | {"kluis": met.geturl()}

    @model_validator(mode="after")
    def _eis_veilige_toegang(self) -> Self:
        if (self.kafka_gebruiker is None) != (self.kafka_wachtwoord is None):
            raise ValueError("kafka_gebruiker and kafka_wachtwoord go together")
        if self.kafka_gebruiker is not None and self.kafka_ca is None:
            raise ValueError("kafka_gebruiker needs kafka_ca: a password never travels without TLS")
        return self

    @model_validator(mode="after")
    def _eis_veilig_register(self) -> Self:
        if (self.register_gebruiker is None) != (self.register_wachtwoord is None):
            raise ValueError("register_gebruiker and register_wachtwoord go together")
        onveilig = self.schemaregister is not None and not self.schemaregister.startswith("https://")
        if self.register_gebruiker is not None and onveilig:
            raise ValueError("register must be https: a password never travels without TLS")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        map_ = os.environ.get(f"{_VOORVOEGSEL}GEHEIMEN")
        if (
            map_ is None or not Path(map_).is_dir()
        ):  # a wrong folder is told with the other faults, by its own field
            return init_settings, env_settings
        return init_settings, env_settings, SecretsSettingsSource(settings_cls, secrets_dir=map_)
