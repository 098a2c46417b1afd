"""Understands how a command says that it could not do its work: a sentence, advice, an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from beheer.uitgangscodes import Uitgang


class BeheerError(Exception):
    """`zin`: what is wrong; `raad`: what the reader can do; `details`: the separate mistakes."""

    def __init__(
        self, zin: str, *, raad: str | None = None, details: Sequence[str] = (), uitgang: Uitgang
    ) -> None:
        super().__init__(zin)
        self.zin = zin
        self.raad = raad
        self.details = tuple(details)
        self.uitgang = uitgang


def meervoud(aantal: int, een: str, meer: str) -> str:
    """`1 fout`, `3 fouten`."""
    return f"{aantal} {een if aantal == 1 else meer}"
