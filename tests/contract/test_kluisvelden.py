"""Understands what of a message goes into the vault, and by what equal content is recognised."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.berichten.model import InBericht
from keten.contract.berichten.register import IN
from keten.contract.vertaling import inhoud_voor_vingerafdruk, kluis_klaar
from keten.contract.voorbeelden import voorbeeld
from tests.contract.maak import modellen

pytestmark = pytest.mark.timeout(60)  # many examples, on a machine that others use as well

ZAAK = UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21")


@settings(max_examples=60, deadline=None)
@given(bericht=modellen(MeldingGedaan))
def test_kluis_is_alles_wat_de_kluis_in_moet(bericht: MeldingGedaan) -> None:
    """The vault's text holds every filled-in kluis field and no stuur field."""
    klaar = kluis_klaar(bericht)
    assert klaar is not None
    gevuld = {
        n
        for n in ("kenmerk", "toelichting", "betrokkenen", "waargenomen_op")
        if getattr(bericht, n) is not None
    }
    assert json.loads(klaar).keys() == gevuld


def test_zonder_kluisvelden_is_er_niets_te_versleutelen() -> None:
    """A message of codes alone leaves nothing for the vault."""
    assert kluis_klaar(IN["ontvangst.bevestigd"](door="wijkagent")) is None


def _ander(bericht: InBericht, **anders: Any) -> InBericht:
    return bericht.model_copy(update=anders)


@pytest.mark.parametrize(
    ("anders", "gelijk"),
    [
        (lambda b: b, True),
        (lambda b: _ander(b, toelichting="anders"), False),
        (lambda b: _ander(b, door=None), False),
        (lambda b: _ander(b, terugkoppeling_gewenst=False), False),
    ],
)
def test_vingerafdruk_ziet_elk_verschil(anders: Callable[[InBericht], InBericht], gelijk: bool) -> None:
    """Equal content is equal, whichever form it came in; any other content, matter or part is another."""
    bericht = MeldingGedaan.model_validate(voorbeeld(MeldingGedaan))
    eerste = inhoud_voor_vingerafdruk(bericht, ZAAK, 1)
    assert (inhoud_voor_vingerafdruk(anders(bericht), ZAAK, 1) == eerste) is gelijk
    assert inhoud_voor_vingerafdruk(bericht, ZAAK, 2) != eerste
