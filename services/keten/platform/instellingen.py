"""Understands what the operator decided for this process. The only reader of the environment.

Every fault is told at once and the process refuses to start; nothing here changes after that.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Instellingen(BaseSettings):
    """Settings of one process, from `WIJKKETEN_*`."""

    model_config = SettingsConfigDict(env_prefix="WIJKKETEN_", frozen=True, extra="ignore")

    kafka: str | None = Field(None, description="host:port[,host:port] of a Kafka; without it an embedded one is used")
    data: Path = Field(Path(".wijkketen/data"), description="folder for local state; may be thrown away")
    inrichting: Path = Field(Path("inrichting/drechtsteden"), description="folder of the deployment's rules")
    kluis: str | None = Field(None, description="SQLAlchemy URL of the key vault; default SQLite in `data`")
    hoofdsleutel: SecretStr | None = Field(
        None, description="32 bytes, base64: wraps the vault's keys and makes tokens; made once in `data` if absent"
    )
    stapklok: Path | None = Field(None, description="file of a stepping clock; only for a demo or a test")
    sessie_s: float = Field(45.0, ge=6, description="Kafka group session time-out, seconds")
    partities: int = Field(4, ge=1, description="partitions of feiten and berichten when topics are made locally")
    replicas: int = Field(1, ge=1, description="replication factor of topics that are made")
    meetpoort: int = Field(0, ge=0, le=65535, description="port for health and metrics on 127.0.0.1; 0 = a free one")
    log: str = Field("mens", pattern="^(mens|json)$", description="log form: mens (for people) or json")
