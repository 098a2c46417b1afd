"""Understands what a process may say in its log: a closed list of events, each with the fields it may carry.

No content, no name, no reference or id that a partner chose, no key. An event or field that is not on the
list raises where it is written, so it cannot slip into production; a test looks at every call in the source
as well.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from keten.platform.fouten import LogboekError

_PLEK: Final = ("topic", "partitie", "offset")


@dataclass(frozen=True, slots=True)
class Logregel:
    """`betekenis`: for the operator, in Dutch: what happened, and what to do where something must be done."""

    betekenis: str
    velden: frozenset[str] = frozenset()


def _regel(betekenis: str, *velden: str) -> Logregel:
    return Logregel(betekenis, frozenset(velden))


GEBEURTENISSEN: Final[Mapping[str, Logregel]] = MappingProxyType(
    {
        # the process
        "process_started": _regel("Het proces begint.", "topics", "kafka", "stapklok"),
        "process_stopped": _regel("Het proces is op verzoek gestopt.", "exit_code"),
        "settings_refused": _regel("Een instelling klopt niet; het proces begint niet.", "code", "reden"),
        "start_refused": _regel("Het proces kan niet beginnen.", "code", "reden"),
        "engine_failed": _regel("Het proces stopt door een fout en bevestigt niets.", "fout", "exit_code"),
        "partitions_claimed": _regel("Het proces nam partities over.", "topic", "partities", "duur_ms"),
        # what it needs
        "library_reported": _regel(
            "Een bibliotheek hapert en probeert het zelf opnieuw; zegt pas iets als het aanhoudt.",
            "bron",
            "plek",
            "fout",
        ),
        "vault_unreachable": _regel("De kluis antwoordt niet; nieuwe poging.", "poging", "wacht_ms"),
        "read_position_unknown": _regel(
            "Kafka zegt niet wat gelezen is; het laatste geldt.", "topic", "fout"
        ),
        "records_expired_unread": _regel(
            "Een partner las zijn topic niet binnen de bewaartermijn; of hij dit kreeg blijft onbekend.",
            "topic",
            "offset",
            "tot",
        ),
        "registry_unreachable": _regel(
            "Het schemaregister antwoordt niet; nieuwe poging.", "poging", "wacht_ms"
        ),
        # records
        "record_quarantined": _regel("Een record is onleesbaar en apart gezet.", "code", *_PLEK),
        "record_not_judged": _regel(
            "Een record bracht onze toets in de war: een fout van ons.", "fout", *_PLEK
        ),
        "quarantine_opened": _regel("Iemand bekeek een record in quarantaine.", "reden", "door", *_PLEK),
        "quarantine_returned": _regel("Een record uit quarantaine is opnieuw aangeboden.", "door", *_PLEK),
        # partners
        "partner_held_back": _regel(
            "Een partner stuurt vooral rommel en wordt opgehouden: bel hem, en laat hem door met "
            "`wijkketen partner vrijgeven`.",
            *("partner", "topic", "reden", "onbruikbaar", "van"),
        ),
        "partner_released": _regel("Een partner die werd opgehouden, mag weer.", "partner", "topic"),
        # requests
        "duty_settled_by_hand": _regel(
            "Beheer schold een plicht kwijt of deed een herstel af.",
            "verzoek_id",
            "nummer",
            "mandaat",
            "door",
        ),
        "request_isolated": _regel(
            "Een verzoek is stilgezet door een fout in de kern: MENSEN NODIG.", "verzoek_id", "fout", *_PLEK
        ),
    }
)
"""Event -> what it means and what it may carry. `proces`, `niveau` and `tijd` are added to each."""

_STANDAARD: Final = frozenset({"event", "proces", "niveau", "tijd"})


def keur(_: WrappedLogger, __: str, gebeurtenis: EventDict) -> EventDict:
    """Lets pass what is on the list, and nothing else."""
    naam = gebeurtenis.get("event")
    regel = GEBEURTENISSEN.get(naam) if isinstance(naam, str) else None
    if regel is None:
        raise LogboekError("this log event is not on the list")
    vreemd = sorted(gebeurtenis.keys() - regel.velden - _STANDAARD)
    if vreemd:
        raise LogboekError(f"log event {naam} may not carry: {', '.join(vreemd)}")
    return gebeurtenis


def stel_in(proces: str, vorm: str, *, uit: TextIO | None = None) -> None:
    """Once per process, before anything is logged. `vorm`: `mens` or `json`; written to standard error."""
    kanaal = uit or sys.stderr
    maak_regel: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if vorm == "json"
        else structlog.dev.ConsoleRenderer(colors=kanaal.isatty(), event_key="event", timestamp_key="tijd")
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.EventRenamer("event"),
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijd"),
            _noem_niveau,
            maak_regel,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(kanaal),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(proces=proces)
    _demp_anderen()


def _noem_niveau(_: WrappedLogger, __: str, gebeurtenis: EventDict) -> EventDict:
    gebeurtenis["niveau"] = gebeurtenis.pop("level")
    return gebeurtenis


def _demp_anderen() -> None:
    """Third parties may print a payload: of theirs only who, where and the kind of an error come through."""
    wortel = logging.getLogger()
    wortel.handlers = [_VanEenAnder()]
    wortel.setLevel(logging.ERROR)


_RUST_S: Final = 60.0


class _VanEenAnder(logging.Handler):
    """What a library calls an error, it handles itself, by trying again; where it cannot, it raises, and that
    is told by whoever catches it. So here it is a warning, and one per place and minute: while a broker is
    away aiokafka says the same thousands of times a second.
    """

    def __init__(self) -> None:
        super().__init__()
        self._laatst: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        soort = record.exc_info[0] if record.exc_info else None
        plek, nu = f"{record.filename}:{record.lineno}", time.monotonic()
        if nu - self._laatst.get(plek, -_RUST_S) < _RUST_S:
            return
        self._laatst[plek] = nu
        # The caller is somebody else's code, that does not expect its log to raise.
        with suppress(OSError, ValueError):
            meld("library_reported", "warning", bron=record.name, plek=plek, fout=soort and soort.__name__)


Niveau = Literal["info", "warning", "error"]


def meld(gebeurtenis: str, niveau: Niveau = "info", **velden: object) -> None:
    """One line in the log. Raises LogboekError for what is not on the list, also where no log was set up."""
    keur(None, niveau, {"event": gebeurtenis, **velden})
    if structlog.is_configured():
        getattr(structlog.get_logger(), niveau)(gebeurtenis, **velden)


def als_pagina() -> str:
    """`docs/logboek.md`: the events for whoever watches them."""
    rijen = [
        f"| `{naam}` | {', '.join(f'`{v}`' for v in sorted(regel.velden))} | {regel.betekenis} |"
        for naam, regel in GEBEURTENISSEN.items()
    ]
    kop = "| gebeurtenis | velden | betekenis |\n|---|---|---|\n"
    return f"{_PAGINAKOP}\n\n{kop}" + "\n".join(rijen) + "\n"


_PAGINAKOP: Final = """# Wat er in het logboek kan staan

Gemaakt uit `services/keten/platform/logboek.py`; een toets vergelijkt ze. Elke regel heeft ook `proces`,
`niveau` en `tijd`. Inhoud van berichten, namen, kenmerken en ids van partners staan er nooit in.
`WIJKKETEN_LOG` kiest de vorm: `mens` of `json`."""
