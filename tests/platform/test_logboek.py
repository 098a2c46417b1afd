"""Understands that a log says only what stands on the list."""

from __future__ import annotations

import ast
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from keten.platform.fouten import LogboekError
from keten.platform.logboek import GEBEURTENISSEN, als_pagina, meld, stel_in

SERVICES = Path(__file__).parents[2] / "services"


def test_gebeurtenis_van_de_lijst_komt_door() -> None:
    """A listed event comes out as one JSON line, with the process, level and time it came from."""
    uit = io.StringIO()
    stel_in("inname", "json", uit=uit)
    meld("record_quarantined", "warning", code="KTN-101", topic="in.mee", partitie=0, offset=7)
    regel = json.loads(uit.getvalue())
    assert regel.pop("tijd").endswith("Z")
    assert regel == {
        "event": "record_quarantined",
        "niveau": "warning",
        "proces": "inname",
        "code": "KTN-101",
        "topic": "in.mee",
        "partitie": 0,
        "offset": 7,
    }


def test_leesbaar_voor_mensen() -> None:
    """The form for people names the event on one line, without colour codes where there is no terminal."""
    uit = io.StringIO()
    stel_in("inname", "mens", uit=uit)
    meld("process_started", topics=12)
    assert uit.getvalue().count("\n") == 1
    assert "process_started" in uit.getvalue()
    assert "\x1b" not in uit.getvalue()


@pytest.mark.parametrize(
    ("gebeurtenis", "velden"),
    [
        ("bericht_gelezen", {}),
        ("record_quarantined", {"kenmerk": "POL-1"}),
        ("process_started", {"bsn": "1"}),
    ],
)
def test_wat_niet_op_de_lijst_staat_faalt(gebeurtenis: str, velden: dict[str, Any]) -> None:
    """An unlisted event or field raises, writes nothing, and the error does not repeat the value."""
    uit = io.StringIO()
    stel_in("inname", "json", uit=uit)
    with pytest.raises(LogboekError) as gevangen:
        meld(gebeurtenis, **velden)
    assert uit.getvalue() == ""
    assert "POL-1" not in str(gevangen.value)


def test_anderen_laten_geen_inhoud_achter() -> None:
    """What a library writes in its own log keeps its name and the kind of error, and loses every value."""
    uit = io.StringIO()
    stel_in("inname", "json", uit=uit)
    try:
        raise ValueError("BSN 123456782")
    except ValueError:
        logging.getLogger("aiokafka").exception("payload %r", b"123456782")
    assert "aiokafka" in uit.getvalue()
    assert "ValueError" in uit.getvalue()
    assert "123456782" not in uit.getvalue()


def test_wie_zich_herhaalt_wordt_een_keer_gehoord() -> None:
    """A library that says the same a thousand times a second costs one line a minute, as a warning."""
    uit = io.StringIO()
    stel_in("inname", "json", uit=uit)
    for _ in range(1000):
        logging.getLogger("aiokafka.conn").error("Unable to connect")
    logging.getLogger("aiokafka.conn").error("something else")
    regels = [json.loads(regel) for regel in uit.getvalue().splitlines()]
    assert [(r["event"], r["niveau"], r["bron"]) for r in regels] == [
        ("library_reported", "warning", "aiokafka.conn")
    ] * 2
    assert {r["plek"].partition(":")[0] for r in regels} == {"test_logboek.py"}
    assert "connect" not in uit.getvalue()


def _aanroepen() -> list[tuple[str, ast.Call]]:
    uit = []
    for bestand in sorted(SERVICES.rglob("*.py")):
        for knoop in ast.walk(ast.parse(bestand.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and _is_meld(knoop.func):
                uit.append((f"{bestand.relative_to(SERVICES)}:{knoop.lineno}", knoop))
    return uit


def _is_meld(functie: ast.expr) -> bool:
    """Also where it was handed to an engine: `self._meld`, `inrichting.meld`."""
    if isinstance(functie, ast.Attribute):
        return functie.attr in ("meld", "_meld")
    return isinstance(functie, ast.Name) and functie.id == "meld"


def test_elke_aanroep_in_de_bron_staat_op_de_lijst() -> None:
    """Every call in the source names its event and fields literally, and all of them are listed."""
    fout = []
    for plek, aanroep in _aanroepen():
        naam = aanroep.args[0].value if isinstance(aanroep.args[0], ast.Constant) else None
        regel = GEBEURTENISSEN.get(naam) if isinstance(naam, str) else None
        if regel is None:
            fout.append(f"{plek}: unlisted event")
        elif any(k.arg is None or k.arg not in regel.velden | {"niveau"} for k in aanroep.keywords):
            fout.append(f"{plek}: unlisted field")
    assert fout == []


def test_de_pagina_noemt_elke_gebeurtenis() -> None:
    """What operators read is the list itself."""
    assert (SERVICES.parent / "docs/logboek.md").read_text(encoding="utf-8") == als_pagina()
