"""Understands how the command line opens the vault: tokens, ids and keys as the processes have them."""

from __future__ import annotations

from beheer.omgeving import instellingen
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.platform.hoofdsleutel import lees_hoofdsleutel
from keten.platform.kluis_sql import open_kluis
from keten.platform.uitrusting import Sleutels, tokens_van


def open_sleutels() -> Sleutels:
    """Raises HoofdsleutelError or KluisOnbereikbaarError."""
    hoofdsleutel = lees_hoofdsleutel(instellingen())
    ids = UitgaandeIds(hoofdsleutel.idsleutel)
    return Sleutels(tokens_van(hoofdsleutel), ids, open_kluis(instellingen(), hoofdsleutel))
