"""Only jars with the checksum of the lock are ever used, whatever the network delivers."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from keten.platform.ingebed.fouten import IngebedKafkaError
from keten.platform.ingebed.potten import Pot, haal_potten, lees_lock

GOED = b"een echte jar"
POT = Pot("nl.voorbeeld.deel", "jar", "1.0", hashlib.sha256(GOED).hexdigest())


def _server(*antwoorden: bytes) -> tuple[list[bytes], Callable[[Pot, Path], None]]:
    """A server that gives these answers in turn."""
    over = list(antwoorden)

    def haal(pot: Pot, plek: Path) -> None:
        pad = plek / pot.pad
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(over.pop(0))

    return over, haal


def _haal(plek: Path, haal: Callable[[Pot, Path], None]) -> tuple[list[Path], list[str]]:
    gezegd: list[str] = []
    return haal_potten(plek, voortgang=gezegd.append, potten=[POT], haal=haal), gezegd


def test_wat_ontbreekt_wordt_gehaald_en_gemeld(tmp_path: Path) -> None:
    _, haal = _server(GOED)
    paden, gezegd = _haal(tmp_path, haal)
    assert [pad.read_bytes() for pad in paden] == [GOED]
    assert "1 van 1" in gezegd[0]


def test_wat_er_is_wordt_niet_nog_eens_gehaald(tmp_path: Path) -> None:
    over, haal = _server(GOED, GOED)
    _haal(tmp_path, haal)
    _, gezegd = _haal(tmp_path, haal)
    assert len(over) == 1
    assert gezegd == []


def test_twee_tegelijk_halen_elke_jar_een_keer(tmp_path: Path) -> None:
    over, haal = _server(GOED, GOED)
    with ThreadPoolExecutor(2) as draden:
        uitkomsten = list(draden.map(lambda _: _haal(tmp_path, haal)[0], range(2)))
    assert len(over) == 1
    assert uitkomsten[0] == uitkomsten[1]


def test_een_half_bestand_van_een_onderbroken_start_wordt_vervangen(tmp_path: Path) -> None:
    pad = tmp_path / POT.pad
    pad.parent.mkdir(parents=True)
    pad.write_bytes(GOED[:4])
    _, haal = _server(GOED)
    assert _haal(tmp_path, haal)[0][0].read_bytes() == GOED


def test_een_verkeerde_som_wordt_een_keer_opnieuw_geprobeerd(tmp_path: Path) -> None:
    _, haal = _server(b"vervalst", GOED)
    assert _haal(tmp_path, haal)[0][0].read_bytes() == GOED


def test_een_blijvend_verkeerde_som_is_een_fout_en_laat_niets_achter(tmp_path: Path) -> None:
    _, haal = _server(b"vervalst", b"vervalst")
    with pytest.raises(IngebedKafkaError, match="controlesom"):
        _haal(tmp_path, haal)
    assert not (tmp_path / POT.pad).exists()


def test_zonder_netwerk_zegt_de_fout_wat_ontbreekt(tmp_path: Path) -> None:
    def haal(_pot: Pot, _plek: Path) -> None:
        raise ConnectionError("geen verbinding")

    with pytest.raises(IngebedKafkaError, match=r"jar 1\.0.*geen verbinding"):
        _haal(tmp_path, haal)


def test_de_lock_noemt_kafka_en_van_elke_jar_een_som() -> None:
    potten = lees_lock()
    assert ("kafka_2.13", "4.1.0") in {(pot.naam, pot.versie) for pot in potten}
    assert all(len(pot.som) == 64 for pot in potten)


def test_een_lock_zonder_som_wordt_geweigerd(tmp_path: Path) -> None:
    lock = tmp_path / "jgo.lock.toml"
    lock.write_text('[[dependencies]]\ngroupId = "a"\nartifactId = "b"\nversion = "1"\n', encoding="utf-8")
    with pytest.raises(IngebedKafkaError, match="onleesbaar of onvolledig"):
        lees_lock(lock)
