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
        None, description="host:port[,host:port] of a Kafka; without it an embedded one is used"
    )
    kafka_ca: FilePath | None = Field(
        None, description="PEM file of the authorities that vouch for Kafka; given, all traffic goes over TLS"
    )
    kafka_gebruiker: str | None = Field(None, description="principal at Kafka (SCRAM-SHA-512); only over TLS")
    kafka_wachtwoord: SecretStr | None = Field(None, description="password of that principal")
    geheimen: DirectoryPath | None = Field(
        None, description="folder with a file per secret, named like the setting"
    )
    data: Path = Field(
        _PROJECT / ".wijkketen/data",
        description="folder for local state; without `kluis` and `hoofdsleutel` it holds those too: keep it",
    )
    inrichting: Path = Field(
        _PROJECT / "inrichting/drechtsteden", description="folder of the deployment's rules"
    )
    kluis: str | None = Field(
        None, repr=False, description="SQLAlchemy URL of the key vault; default SQLite in `data`"
    )
    kluis_wachtwoord: SecretStr | None = Field(
        None, description="password of the vault's database; goes into `kluis` where its user has none"
    )
    hoofdsleutel: SecretStr | None = Field(
        None,
        description="32 bytes, base64: wraps the vault's keys and makes tokens and ids; made in `data` if "
        "absent, never where `kluis` or `geheimen` is given",
    )
    schemaregister: str | None = Field(
        None,
        validation_alias=f"{_VOORVOEGSEL}REGISTER",
        description="URL of a Confluent-compatible schema registry; without it the pinned ids hold",
    )
    register_gebruiker: str | None = Field(None, description="user at the registry; only over TLS")
    register_wachtwoord: SecretStr | None = Field(None, description="password of that user")
    register_ca: FilePath | None = Field(
        None, description="PEM file of the authorities that vouch for the registry; default the system's"
    )
    ophoud_reeks: int = Field(
        50, ge=2, description="so many unusable records of a partner in a row hold its topic back"
    )
    ophoud_aandeel: float = Field(
        0.5, gt=0, le=1, description="or this share of unusable records, of all that it sent in the window"
    )
    ophoud_minstens: int = Field(100, ge=2, description="a share counts from so many records on")
    ophoud_venster_s: float = Field(600.0, ge=60, description="how far back is looked, seconds of arrival")
    ophoud_duur_s: float = Field(
        900.0, ge=1, description="after how long a topic that is held back is let go by itself, seconds"
    )
    stapklok: Path | None = Field(None, description="file of a stepping clock; only for a demo or a test")
    sessie_s: float = Field(45.0, ge=6, description="Kafka group session time-out, seconds")
    partities: int = Field(
        4, ge=1, description="partitions of feiten and berichten when topics are made locally"
    )
    replicas: int = Field(1, ge=1, description="replication factor of topics that are made")
    watermerk_marge_s: float = Field(
        0.0,
        ge=0,
        description="seconds that alarms stay behind what was read; 0 with one replica, else at least 1.5 "
        "times Kafka's replica.lag.time.max.ms",
    )
    meetadres: str = Field("127.0.0.1", description="address for health and metrics; 0.0.0.0 in a container")
    meetpoort: int = Field(0, ge=0, le=65535, description="port for health and metrics; 0 = a free one")
    log: str = Field("mens", pattern="^(mens|json)$", description="log form: mens (for people) or json")
    debug: bool = Field(False, description="show where an error came from, with its traceback")

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
