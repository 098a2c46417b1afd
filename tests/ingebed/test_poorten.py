"""A data folder keeps its ports, and gives them up only when somebody else has them."""

import socket
from pathlib import Path

from keten.platform.ingebed.poorten import is_vrij, kies_poorten, lees_poorten


def test_dezelfde_map_houdt_dezelfde_poorten(tmp_path: Path) -> None:
    assert kies_poorten(tmp_path) == kies_poorten(tmp_path) == lees_poorten(tmp_path)


def test_een_bezette_poort_wordt_vermeden(tmp_path: Path) -> None:
    eerst = kies_poorten(tmp_path)
    with socket.create_server(("127.0.0.1", eerst.kafka)):
        daarna = kies_poorten(tmp_path)
    assert eerst.kafka not in (daarna.kafka, daarna.controller)
    assert lees_poorten(tmp_path) == daarna


def test_uitgesloten_poorten_worden_niet_gekozen(tmp_path: Path) -> None:
    eerst = kies_poorten(tmp_path)
    daarna = kies_poorten(tmp_path, behalve=frozenset({eerst.kafka}))
    assert eerst.kafka not in (daarna.kafka, daarna.controller)


def test_een_onleesbaar_briefje_telt_als_geen(tmp_path: Path) -> None:
    (tmp_path / "poorten.json").write_text('{"kafka": 1', encoding="utf-8")
    assert lees_poorten(tmp_path) is None
    assert is_vrij(kies_poorten(tmp_path).kafka)
