"""Understands what may stand in a field: its class (who may read it inside) and the shapes that fields share.

Every field of every message carries exactly one class with the reason for it. The shapes accept the values
of Avro (datetime, date) and those of JSON (ISO text) alike, and never guess: no number for a text, no text
for yes or no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

MOMENT_MIN = datetime(1970, 1, 1, tzinfo=UTC)
MOMENT_MAX = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kluis:
    """Identity, free text, details of health and debt: encrypted from `inname` to `bezorging`."""

    reden: str


@dataclass(frozen=True, slots=True)
class Stuur:
    """The least that steering needs: codes, dates, ids. Readable inside."""

    reden: str


Klasse = Kluis | Stuur


def is_bsn(tekst: str) -> bool:
    """True for nine digits that pass the 11-proef of the burgerservicenummer."""
    if not (len(tekst) == 9 and tekst.isascii() and tekst.isdigit()) or tekst == "000000000":
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, tekst, strict=True)) % 11 == 0


def _elfproef(tekst: str) -> str:
    if not is_bsn(tekst):
        raise PydanticCustomError("bsn_onjuist", "not a bsn")
    return tekst


_STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _leesbaar(tekst: str) -> str:
    """Tab and line ends are text; other control characters and half surrogate pairs are not."""
    if _STUURTEKENS.search(tekst):
        raise PydanticCustomError("tekens_onjuist", "control characters")
    return tekst


def _moment(waarde: object) -> object:
    if not isinstance(waarde, str | datetime):
        raise PydanticCustomError("moment_onjuist", "not an instant")
    return waarde


def _datum(waarde: object) -> object:
    if isinstance(waarde, datetime) or not isinstance(waarde, str | date):
        raise PydanticCustomError("moment_onjuist", "not a calendar date")
    if isinstance(waarde, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", waarde):
        raise PydanticCustomError("moment_onjuist", "not a calendar date")
    return waarde


def _op_milliseconden(moment: datetime) -> datetime:
    """What travels has milliseconds; more digits would be lost on the way and make a repeat differ."""
    if moment.tzinfo is None or not MOMENT_MIN <= moment < MOMENT_MAX:
        raise PydanticCustomError("moment_onjuist", "without a zone, or outside the range of instants")
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_op_milliseconden)]
"""An instant: UTC, whole milliseconds, from 1970."""

Datum = Annotated[date, BeforeValidator(_datum)]
"""A calendar date, without a zone."""

JaNee = Annotated[bool, Strict()]
Getal = Annotated[int, Strict(), Field(ge=-(2**63), le=2**63 - 1)]
Telling = Annotated[int, Strict(), Field(ge=0, le=2**63 - 1)]
Uuid = UUID
Geheim = Annotated[bytes, Strict()]
"""Ciphertext."""

_Leesbaar = AfterValidator(_leesbaar)
Regel = Annotated[str, StringConstraints(min_length=1, max_length=200), _Leesbaar]
"""One line of text."""

Verhaal = Annotated[str, StringConstraints(min_length=1, max_length=10_000), _Leesbaar]
"""Free text with line ends."""

Kenmerktekst = Annotated[str, StringConstraints(pattern=r"^\S(?:[^\r\n\t]{0,98}\S)?$"), _Leesbaar]
"""A party's own reference: 1 to 100 characters, no white space around it."""

Rolcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
"""Short code of a person's role, such as `wijkagent`."""

Partijcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
Productcode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
"""Code of a product of the inrichting, such as `dagopvang`."""

Gemeentecode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
"""CBS code of a gemeente, with its leading zeros."""

Bsn = Annotated[str, AfterValidator(_elfproef)]
Postcode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3} ?[A-Z]{2}$")]
Telefoon = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{4,24}$")]
