"""Understands a Kafka as a deployment has it: over TLS, a principal for each, forbidden what no rule allows.

The rules are the ones that are generated for Strimzi, so what runs here shows that they are enough.
"""

from __future__ import annotations

import datetime
import ipaddress
import secrets
import socket
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from confluent_kafka.admin import AdminClient
from confluent_kafka.admin._acl import AclBinding, AclOperation, AclPermissionType
from confluent_kafka.admin._resource import ResourcePatternType, ResourceType
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from keten.platform.ingebed import IngebedKafka
from keten.platform.ingebed.broker import CLUSTER, GEDULD_START
from keten.platform.topicrechten import Gebruiker

_SOORTEN: Final = {
    "topic": ResourceType.TOPIC,
    "group": ResourceType.GROUP,
    "transactionalId": ResourceType.TRANSACTIONAL_ID,
}
_HANDELINGEN: Final = {
    "Describe": AclOperation.DESCRIBE,
    "DescribeConfigs": AclOperation.DESCRIBE_CONFIGS,
    "Read": AclOperation.READ,
    "Write": AclOperation.WRITE,
}


class VeiligeKafka(IngebedKafka):
    """An embedded Kafka with a second listener that wants TLS and a password.

    By SCRAM-SHA-512, as Strimzi has it; and by PLAIN too, for kcat: the one of Debian 12 has librdkafka 2.0,
    and those before 2.6.1 get SCRAM wrong in a way that Kafka no longer takes (librdkafka#4895).
    The first listener, on loopback and without a name, is the operator's: it may all.
    """

    def __init__(self, map: Path, gebruikers: Iterable[Gebruiker]) -> None:
        super().__init__(map)
        self.gebruikers = tuple(gebruikers)
        self.wachtwoorden = {gebruiker.naam: secrets.token_urlsafe(24) for gebruiker in self.gebruikers}
        self.ca = map / "ca.pem"
        self._sleutel = map / "broker.pem"
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            self._poort: int = vrij.getsockname()[1]

    @property
    def veilig_adres(self) -> str:
        """Of the listener that asks who you are."""
        return f"127.0.0.1:{self._poort}"

    def geef_rechten(self) -> None:
        """Give each principal what the generated rules say, and no more; topics must be there already."""
        beheerder = AdminClient({"bootstrap.servers": self.adres})
        regels = [
            AclBinding(
                _SOORTEN[recht.soort],
                recht.naam,
                ResourcePatternType.PREFIXED if recht.vooraan else ResourcePatternType.LITERAL,
                f"User:{gebruiker.naam}",
                "*",
                _HANDELINGEN[handeling],
                AclPermissionType.ALLOW,
            )
            for gebruiker in self.gebruikers
            for recht in gebruiker.rechten
            for handeling in recht.handelingen
        ]
        for antwoord in beheerder.create_acls(regels, request_timeout=30).values():
            antwoord.result(30)

    def _richt_in(self, basis: list[str], instelling: Path) -> None:
        """Besides what an embedded one gets: the second listener, the principals, and an authorizer."""
        _maak_certificaat(self.ca, self._sleutel)
        tekst = instelling.read_text(encoding="utf-8")
        luistert = next(regel for regel in tekst.splitlines() if regel.startswith("listeners="))
        bereikbaar = next(regel for regel in tekst.splitlines() if regel.startswith("advertised.listeners="))
        extra = [
            f"{luistert},VEILIG://{self.veilig_adres}",
            f"{bereikbaar},VEILIG://{self.veilig_adres}",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,VEILIG:SASL_SSL",
            "inter.broker.listener.name=PLAINTEXT",
            "sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN",
            "listener.name.veilig.scram-sha-512.sasl.jaas.config="
            "org.apache.kafka.common.security.scram.ScramLoginModule required;",
            "listener.name.veilig.plain.sasl.jaas.config="
            "org.apache.kafka.common.security.plain.PlainLoginModule required "
            + " ".join(f'user_{naam}="{wachtwoord}"' for naam, wachtwoord in self.wachtwoorden.items())
            + ";",
            "listener.name.veilig.ssl.keystore.type=PEM",
            f"listener.name.veilig.ssl.keystore.location={self._sleutel}",
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users=User:ANONYMOUS",
        ]
        instelling.write_text("\n".join([tekst, *extra, ""]), encoding="utf-8")
        namen = [f"--add-scram=SCRAM-SHA-512=[name={n},password={w}]" for n, w in self.wachtwoorden.items()]
        opdracht = [*basis, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(instelling), *namen]
        with self.log.open("ab") as uit:
            subprocess.run(opdracht, stdout=uit, stderr=subprocess.STDOUT, timeout=GEDULD_START, check=True)


def _maak_certificaat(ca: Path, sleutel_en_certificaat: Path) -> None:
    """One that vouches for itself, for this machine, for a day."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "kafka")])
    begin = datetime.datetime.fromtimestamp(ca.parent.stat().st_mtime, datetime.UTC)
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - datetime.timedelta(hours=1))
        .not_valid_after(begin + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        .sign(sleutel, hashes.SHA256())
    )
    pem = certificaat.public_bytes(serialization.Encoding.PEM)
    prive = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    ca.write_bytes(pem)
    sleutel_en_certificaat.write_bytes(prive + pem)
