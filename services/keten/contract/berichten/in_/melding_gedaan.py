"""Understands the opening of a matter by somebody who reports and is owed an answer."""

from __future__ import annotations

from keten.contract.berichten.in_.opening import InOpening


class MeldingGedaan(InOpening):
    """A report; opens a request under the sender's own reference."""

    type = "melding.gedaan"
    naam = "in/melding-gedaan"
    betekenis = "Een melding: iemand ziet een probleem, vraagt daar aandacht voor en hoort wat ermee gebeurt."
