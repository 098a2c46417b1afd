"""More rows than fit in memory come out whole, by id, and nothing is left on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from beheer.controleren import idboek
from beheer.controleren.idboek import Idboek, ontpak, pak


def _rij(nummer: int, soort: int) -> bytes:
    id_ = hashlib.blake2b(b"%d" % nummer, digest_size=16).digest()
    return pak(id_, soort, 0, 0, nummer, bytes(8), 0)


@pytest.mark.parametrize(("buffer", "grens"), [(100_000, 1 << 30), (2, 1 << 30), (2, 400)])
def test_alles_komt_terug_bij_zijn_id(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, buffer: int, grens: int
) -> None:
    """In memory, through files, and through files that are split again: the same groups."""
    monkeypatch.setattr(idboek, "BUFFER_RIJEN", buffer)
    monkeypatch.setattr(idboek, "GRENS_BYTES", grens)
    boek = Idboek(tmp_path)
    for soort in (2, 1):
        for nummer in range(3_000):
            boek.zet(_rij(nummer, soort))
    groepen = [[(r.offset, r.soort) for r in ontpak(groep)] for groep in boek.groepen()]
    assert sorted(groepen) == [[(n, 1), (n, 2)] for n in range(3_000)]
    assert list(tmp_path.iterdir()) == []


def test_zelfde_id_hoe_vaak_ook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One id with more rows than a file may have is still one group: it cannot be split."""
    monkeypatch.setattr(idboek, "BUFFER_RIJEN", 2)
    monkeypatch.setattr(idboek, "GRENS_BYTES", 400)
    boek = Idboek(tmp_path)
    for _ in range(200):
        boek.zet(_rij(1, 1))
    assert [len(groep) for groep in boek.groepen()] == [200]
