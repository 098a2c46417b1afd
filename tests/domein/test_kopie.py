"""Promises of the fast copy: it is `dataclasses.replace`, for every value of the core."""

from __future__ import annotations

import dataclasses

import pytest

from keten.domein.kopie import replace
from tests.domein.bouw import Keten


def test_een_kopie_is_die_van_dataclasses() -> None:
    """Also of a subclass, whose first fields stand in another class."""
    keten = Keten()
    keten.meld()
    feit, dossier = keten.feiten[0], keten.d
    verplichting = dossier.verplichtingen[0]
    assert replace(feit, kop=keten.kop("wip")) == dataclasses.replace(feit, kop=keten.kop("wip"))
    assert replace(dossier, eigenaar="wip") == dataclasses.replace(dossier, eigenaar="wip")
    assert replace(verplichting, gezet=3) == dataclasses.replace(verplichting, gezet=3)
    assert replace(verplichting) == verplichting
    keten.ontvangen()  # a fact of one field
    assert replace(keten.feiten[-1], kop=keten.kop("wip")).kop == keten.kop("wip")


def test_een_kopie_wordt_even_streng_bekeken() -> None:
    """A state without an owner cannot be built this way either, nor one with a field that there is not."""
    keten = Keten()
    keten.meld()
    with pytest.raises(ValueError, match="exactly one owner"):
        replace(keten.d, eigenaar="")
    with pytest.raises(AttributeError, match="eigenares"):
        replace(keten.d, eigenares="wip")  # type: ignore[call-arg]  # that is what is tried
