"""Understands the options that verbs share."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

JsonOptie: TypeAlias = Annotated[
    bool, typer.Option("--json", help="Voor machines: één JSON-object per regel op standaarduitvoer.")
]
