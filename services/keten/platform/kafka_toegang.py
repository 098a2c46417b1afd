"""Understands how our clients get into Kafka: where it is, over TLS or not, and as whom.

One place for every client, so that none is forgotten when a deployment turns security on.
"""

from __future__ import annotations

import ssl
from typing import Any, Final

from keten.platform.instellingen import Instellingen

MECHANISME: Final = "SCRAM-SHA-512"
"""What Strimzi gives its users; stronger than PLAIN, and no certificates to renew per user."""


class KafkaToegang:
    """How to reach one Kafka. `servers` is `host:port[,host:port]`."""

    def __init__(self, servers: str, instellingen: Instellingen) -> None:
        """`servers` stands apart, since an embedded Kafka is not in the settings."""
        self.servers = servers
        self._tls = (
            None
            if instellingen.kafka_ca is None
            else ssl.create_default_context(cafile=str(instellingen.kafka_ca))
        )
        self._gebruiker = instellingen.kafka_gebruiker
        geheim = instellingen.kafka_wachtwoord
        self._wachtwoord = None if geheim is None else geheim.get_secret_value()

    def aiokafka(self) -> dict[str, Any]:
        """Keyword arguments of every client: consumers (Faust's is one too), producers, admin."""
        argumenten: dict[str, Any] = {"bootstrap_servers": self.servers}
        if self._tls is not None:
            argumenten |= {"security_protocol": "SSL", "ssl_context": self._tls}
        if self._gebruiker is not None:
            argumenten |= {
                "security_protocol": "SASL_SSL",
                "sasl_mechanism": MECHANISME,
                "sasl_plain_username": self._gebruiker,
                "sasl_plain_password": self._wachtwoord,
            }
        return argumenten

    def __repr__(self) -> str:
        hoe = self.aiokafka().get("security_protocol", "PLAINTEXT")
        return f"KafkaToegang({self.servers}, {hoe}, {self._gebruiker or 'anonymous'})"
