"""Understands whether an id of what goes out can be worked out by whoever knows what it is made of."""

from __future__ import annotations

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from keten.domein.begrippen import Trede
from keten.domein.identiteit import bericht_id, trede_id

RUIMTE = UUID("6f0a4a5e-6d0b-5e6c-9a57-3b1f2c8d4e90")


@given(st.uuids(), st.text(max_size=20), st.text(max_size=20))
def test_an_id_is_a_uuid5_in_our_name_space(oorzaak: UUID, besluit: str, ontvanger: str) -> None:
    """Of cause, decision and receiver, or of duty, step and receiver."""
    assert bericht_id(oorzaak, besluit, ontvanger) == uuid5(RUIMTE, f"{oorzaak.hex}/{besluit}/{ontvanger}")
    naam = f"{oorzaak.hex}/plicht/7/{Trede.ESCALATIE.value}/{ontvanger}"
    assert trede_id(oorzaak, 7, Trede.ESCALATIE, ontvanger) == uuid5(RUIMTE, naam)
