"""Understands how kcat, a Kafka client that nobody here wrote, reads and writes topics."""

from __future__ import annotations

import json
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.steun.gereedschap import gereedschap

WACHT_S = 90


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One record, as kcat shows it."""

    offset: int
    sleutel: str | None
    koppen: dict[str, str]
    waarde: bytes


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with its own topics and its own name at Kafka, over TLS."""

    code: str
    adres: str
    gebruiker: str
    wachtwoord: str
    ca: Path

    def lees(self, aantal: int) -> list[Gelezen]:
        """The first `aantal` records of `uit.<code>`; waits for them, fails when they do not come.

        Twice, since kcat shows headers as JSON and bytes as bytes, but not both at once. It reads committed
        records only, as a partner is told to; that is librdkafka's default.
        """
        basis = ["-C", "-t", f"uit.{self.code}", "-p", "0", "-o", "beginning", "-c", str(aantal), "-q", "-u"]
        regels = self._kcat([*basis, "-J"]).decode(errors="replace").splitlines()  # its payload is no text
        waarden = _waarden(self._kcat([*basis, "-f", "%R%s"]))
        return [
            _gelezen(json.loads(regel, strict=False), waarde)
            for regel, waarde in zip(regels, waarden, strict=True)
        ]

    def schrijf(self, koppen: dict[str, str], waarde: bytes) -> None:
        """One record on `in.<code>`, confirmed by the broker."""
        opties = [deel for naam, kop in koppen.items() for deel in ("-H", f"{naam}={kop}")]
        # -D: the input is one record up to a byte that is not in it, not one per line.
        self._kcat(
            ["-P", "-t", f"in.{self.code}", "-p", "0", "-X", "acks=all", "-D", "\x1e", *opties], waarde
        )

    def _kcat(self, opties: list[str], invoer: bytes = b"") -> bytes:
        toegang = {
            "security.protocol": "SASL_SSL",
            "sasl.mechanisms": "PLAIN",
            "sasl.username": self.gebruiker,
            "sasl.password": self.wachtwoord,
            "ssl.ca.location": str(self.ca),
        }
        instellingen = [deel for naam, waarde in toegang.items() for deel in ("-X", f"{naam}={waarde}")]
        opdracht = [gereedschap("kcat"), "-b", self.adres, "-m", "30", *instellingen, *opties]
        klaar = subprocess.run(opdracht, input=invoer, capture_output=True, timeout=WACHT_S, check=False)
        assert klaar.returncode == 0, klaar.stderr.decode()
        return klaar.stdout


def _gelezen(regel: dict[str, object], waarde: bytes) -> Gelezen:
    offset, sleutel, koppen = regel["offset"], regel.get("key"), regel.get("headers", [])
    assert isinstance(offset, int)
    assert isinstance(koppen, list)
    paren = dict(zip(koppen[::2], koppen[1::2], strict=True))
    return Gelezen(offset, None if sleutel is None else str(sleutel), paren, waarde)


def _waarden(stroom: bytes) -> Iterator[bytes]:
    """Each value with its length before it: four bytes, big-endian."""
    plek = 0
    while plek < len(stroom):
        (lengte,) = struct.unpack_from(">i", stroom, plek)
        plek += 4
        yield stroom[plek : plek + lengte]
        plek += lengte
