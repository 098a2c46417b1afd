"""Understands how to talk with a Confluent-compatible schema registry: look up, register, set the rule.

Subjects are the full names of records (RecordNameStrategy), so that one record has the same versions on every
topic. An answer that says no is a value or a ConfiguratieError; no answer is tried again a few times, and
then a TijdelijkError: whoever starts waits, stops, and has read nothing yet. Blocking: only for a start and
for the command line. No password reaches a log or an error text.
"""

from __future__ import annotations

import base64
import http.client
import json
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

from keten.platform.fouten import ConfiguratieError, TijdelijkError
from keten.platform.logboek import meld

VERENIGBAARHEID: Final = "FULL_TRANSITIVE"
GEDULD_S: Final = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
"""How long to wait after each attempt that got no answer, before the last one."""

ANTWOORD_S: Final = 10.0
_SOORT: Final = "application/vnd.schemaregistry.v1+json"
_MAX_ANTWOORD: Final = 16 * 1024 * 1024
_STRAKS_WEER: Final = frozenset({408, 425, 429})
_BOTST: Final = frozenset({409, 422})


class RegisterOnbereikbaarError(TijdelijkError):
    """The registry gave no answer, or one that may be better in a moment."""

    code = "KTN-915"


class RegisterWeigertError(ConfiguratieError):
    """The registry answers, but not as agreed: no access, no such path, or something that is no registry."""

    code = "KTN-926"


@dataclass(frozen=True, slots=True)
class Toegang:
    """Where the registry is, and as whom. `url` as in `https://register.example/apis/ccompat/v7`."""

    url: str
    gebruiker: str | None = None
    wachtwoord: str | None = None
    ca: Path | None = None

    def __repr__(self) -> str:
        return f"Toegang({self.url}, {self.gebruiker or 'anonymous'})"


@dataclass(frozen=True, slots=True)
class Botsing:
    """The registry does not take a schema; `zin` is its own reason."""

    zin: str


class Schemaregister:
    """One registry. Every call is safe to repeat."""

    def __init__(
        self,
        toegang: Toegang,
        *,
        geduld_s: Sequence[float] = GEDULD_S,
        slaap: Callable[[float], None] = time.sleep,
    ) -> None:
        adres = urlsplit(toegang.url)
        if adres.scheme not in ("http", "https") or not adres.hostname or adres.username:
            raise RegisterWeigertError(
                "het adres van het schemaregister is geen http(s)://host[:poort][/pad]"
            )
        self.adres = adres._replace(query="", fragment="").geturl().rstrip("/")
        self._host, self._poort = adres.hostname, adres.port
        self._pad = adres.path.rstrip("/")
        self._tls = (
            ssl.create_default_context(cafile=None if toegang.ca is None else str(toegang.ca))
            if adres.scheme == "https"
            else None
        )
        self._koppen = {"Accept": f"{_SOORT}, application/json", "Content-Type": _SOORT}
        if toegang.gebruiker is not None:
            wie = f"{toegang.gebruiker}:{toegang.wachtwoord or ''}".encode()
            self._koppen["Authorization"] = f"Basic {base64.b64encode(wie).decode('ascii')}"
        self._geduld_s = geduld_s
        self._slaap = slaap

    def zoek(self, onderwerp: str, schema: Mapping[str, Any]) -> int | None:
        """The id under which exactly this schema travels; None when it was never registered."""
        status, antwoord = self._vraag("POST", f"/subjects/{_deel(onderwerp)}", _inhoud(schema))
        if status == http.client.NOT_FOUND and isinstance(antwoord.get("error_code"), int):
            return None
        return _id(self._goed(status, antwoord))

    def registreer(self, onderwerp: str, schema: Mapping[str, Any]) -> int | Botsing:
        """Its id, also when it was there already; a Botsing when the registry's rule refuses it."""
        status, antwoord = self._vraag("POST", f"/subjects/{_deel(onderwerp)}/versions", _inhoud(schema))
        if status in _BOTST:
            return Botsing(str(antwoord.get("message", "het register geeft geen reden"))[:1000])
        return _id(self._goed(status, antwoord))

    def aantal_versies(self, onderwerp: str) -> int:
        """How many versions the registry has of this subject."""
        status, antwoord = self._vraag("GET", f"/subjects/{_deel(onderwerp)}/versions")
        if status == http.client.NOT_FOUND:
            return 0
        return len(self._goed(status, antwoord).get("lijst", ()))

    def verenigbaarheid(self, onderwerp: str) -> str | None:
        """The rule of the subject itself; None where it has none of its own."""
        status, antwoord = self._vraag("GET", f"/config/{_deel(onderwerp)}")
        if status == http.client.NOT_FOUND:
            return None
        return str(self._goed(status, antwoord).get("compatibilityLevel"))

    def eis_verenigbaarheid(self, onderwerp: str) -> bool:
        """Sets FULL_TRANSITIVE where it is not; True when something was changed."""
        if self.verenigbaarheid(onderwerp) == VERENIGBAARHEID:
            return False
        inhoud = {"compatibility": VERENIGBAARHEID}
        self._goed(*self._vraag("PUT", f"/config/{_deel(onderwerp)}", inhoud))
        return True

    # -- one question

    def _vraag(
        self, werkwoord: str, pad: str, inhoud: Mapping[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Status and answer. Tried again while there is none; raises RegisterOnbereikbaarError in the end."""
        status = 0
        for poging, wacht_s in enumerate((*self._geduld_s, None), 1):
            try:
                status, rauw = self._een_keer(werkwoord, pad, inhoud)
            except (OSError, http.client.HTTPException) as fout:
                if isinstance(fout, ssl.SSLCertVerificationError):
                    raise RegisterWeigertError(
                        f"het certificaat van het schemaregister {self.adres} wordt niet vertrouwd"
                    ) from None
                status, rauw = 0, b""
            if status and status < http.client.INTERNAL_SERVER_ERROR and status not in _STRAKS_WEER:
                return status, self._lees(status, rauw)
            if wacht_s is None:
                break
            meld("registry_unreachable", "warning", poging=poging, wacht_ms=int(wacht_s * 1000))
            self._slaap(wacht_s)
        hoe = f"antwoordt met {status}" if status else "antwoordt niet"
        raise RegisterOnbereikbaarError(f"het schemaregister {self.adres} {hoe}")

    def _een_keer(self, werkwoord: str, pad: str, inhoud: Mapping[str, Any] | None) -> tuple[int, bytes]:
        lijn: http.client.HTTPConnection
        if self._tls is None:
            lijn = http.client.HTTPConnection(self._host, self._poort, timeout=ANTWOORD_S)
        else:
            lijn = http.client.HTTPSConnection(self._host, self._poort, timeout=ANTWOORD_S, context=self._tls)
        try:
            romp = None if inhoud is None else json.dumps(inhoud).encode()
            lijn.request(werkwoord, self._pad + pad, body=romp, headers=self._koppen)
            antwoord = lijn.getresponse()
            return antwoord.status, antwoord.read(_MAX_ANTWOORD)
        finally:
            lijn.close()

    def _lees(self, status: int, rauw: bytes) -> dict[str, Any]:
        try:
            gelezen = json.loads(rauw)
        except ValueError:
            gelezen = None
        if isinstance(gelezen, dict):
            return gelezen
        if isinstance(gelezen, list):
            return {"lijst": gelezen}
        raise RegisterWeigertError(f"{self.adres} antwoordt met {status}, maar niet als een schemaregister")

    def _goed(self, status: int, antwoord: dict[str, Any]) -> dict[str, Any]:
        if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
            raise RegisterWeigertError(f"het schemaregister {self.adres} geeft ons geen toegang ({status})")
        if status != http.client.OK:
            raise RegisterWeigertError(f"het schemaregister {self.adres} antwoordt met {status}")
        return antwoord


def _deel(onderwerp: str) -> str:
    return quote(onderwerp, safe="")


def _inhoud(schema: Mapping[str, Any]) -> dict[str, str]:
    return {"schema": json.dumps(schema, ensure_ascii=False, separators=(",", ":"))}


def _id(antwoord: Mapping[str, Any]) -> int:
    nummer = antwoord.get("id")
    if not isinstance(nummer, int) or isinstance(nummer, bool) or not 0 <= nummer < 2**32:
        raise RegisterWeigertError("het schemaregister geeft geen bruikbaar schemanummer")
    return nummer
