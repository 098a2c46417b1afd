"""Understands the one secret of a deployment, and which keys follow from it.

It never encrypts anything itself: HKDF gives a key per use, so that no use can undo another. Without settings
it is made once in the data folder, for a laptop; whoever loses it loses every kluis field, so production
brings its own.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from keten.contract.versleuteling import leid_af
from keten.platform.fouten import HoofdsleutelError
from keten.platform.instellingen import Instellingen
from keten.platform.kluis import KLUISBESTAND

LENGTE: Final = 32
BESTAND: Final = "hoofdsleutel"
_VORMFOUT: Final = f"De hoofdsleutel moet {LENGTE} bytes zijn, in base64."
TOKENVERSIE: Final = 1
"""Version of the token key in use; tokens of older versions stay readable as long as their key is given."""


@dataclass(frozen=True, slots=True)
class Hoofdsleutel:
    """32 bytes that nobody prints."""

    _geheim: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self._geheim) != LENGTE:
            raise HoofdsleutelError(_VORMFOUT)

    @property
    def wikkelsleutel(self) -> bytes:
        """Wraps the keys in the vault (AES-256-KW)."""
        return leid_af(self._geheim, "kluis/1", LENGTE)

    @property
    def tokensleutels(self) -> Mapping[int, bytes]:
        """Per version the key of the partners' tokens (64 bytes: AES-256-SIV)."""
        return {TOKENVERSIE: leid_af(self._geheim, f"token/{TOKENVERSIE}", 2 * LENGTE)}

    @property
    def idsleutel(self) -> bytes:
        """Hides what an outgoing id was made of (AES-256)."""
        return leid_af(self._geheim, "uitgaand-id/1", LENGTE)


def lees_hoofdsleutel(instellingen: Instellingen) -> Hoofdsleutel:
    """From the settings, else from the data folder, where it is made if absent (mode 0600).

    Processes that start together agree: the file comes into being whole, under one name, once. None is made
    where a deployment has settings for secrets, nor beside a vault that was filled under another: raises
    HoofdsleutelError.
    """
    if instellingen.hoofdsleutel is not None:
        return _van_base64(instellingen.hoofdsleutel.get_secret_value())
    bestand = instellingen.data / BESTAND
    if not bestand.exists():
        _eis_begin(instellingen, bestand)
        _maak(bestand)
    if bestand.stat().st_mode & 0o077:
        raise HoofdsleutelError(
            f"Het bestand {BESTAND} in de datamap is voor anderen leesbaar; doe er chmod 600 op."
        )
    return _van_base64(bestand.read_text(encoding="ascii"))


def _eis_begin(instellingen: Instellingen, bestand: Path) -> None:
    """Only the first start on a laptop may make a key: a new one opens nothing that is there already."""
    if instellingen.kluis is not None or instellingen.geheimen is not None:
        raise HoofdsleutelError(
            "Er is geen hoofdsleutel gegeven en er wordt er hier geen gemaakt, want WIJKKETEN_KLUIS of "
            "WIJKKETEN_GEHEIMEN is ingesteld. Zet hem in WIJKKETEN_HOOFDSLEUTEL, of in de map met geheimen "
            "in een bestand met de naam wijkketen_hoofdsleutel."
        )
    # A process beside us makes the key first and the vault after it: look for them the other way round.
    if (instellingen.data / KLUISBESTAND).exists() and not bestand.exists():
        raise HoofdsleutelError(
            f"In de datamap staat een kluis maar geen bestand {BESTAND}; met een nieuwe hoofdsleutel zou die "
            "kluis voor altijd dicht blijven. Zet het bestand terug of geef WIJKKETEN_HOOFDSLEUTEL; haal "
            f"{KLUISBESTAND} alleen weg als alles wat ermee versleuteld is weg mag."
        )


def _van_base64(tekst: str) -> Hoofdsleutel:
    try:
        return Hoofdsleutel(base64.b64decode(tekst.strip(), validate=True))
    except binascii.Error as fout:
        raise HoofdsleutelError(_VORMFOUT) from fout


def _maak(bestand: Path) -> None:
    bestand.parent.mkdir(parents=True, exist_ok=True)
    proef = bestand.with_name(f"{BESTAND}.{secrets.token_hex(8)}")
    greep = os.open(proef, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(greep, "wb") as schrijver:
            schrijver.write(base64.b64encode(secrets.token_bytes(LENGTE)))
            schrijver.flush()
            os.fsync(schrijver.fileno())
        try:
            os.link(proef, bestand)
        except FileExistsError:
            return
        _bewaar_naam(bestand.parent)
    finally:
        proef.unlink()


def _bewaar_naam(map_: Path) -> None:
    """A file is only there after a power cut when its folder was written too."""
    greep = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(greep)
    finally:
        os.close(greep)
