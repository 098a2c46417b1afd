"""Understands the opening of a matter by somebody who notices something."""

from __future__ import annotations

from keten.contract.berichten.in_.opening import InOpening


class SignaleringGedaan(InOpening):
    """A signal, such as an early one of debts."""

    type = "signalering.gedaan"
    naam = "in/signalering-gedaan"
    betekenis = "Een signaal: iemand merkt een vraag of probleem op, bijvoorbeeld beginnende schulden."
