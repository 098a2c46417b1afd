"""Understands the class of every field of every message: who may read it inside, and why."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from keten.contract.velden import Klasse, Kluis, Stuur


def klasse_van(model: type[BaseModel], veld: str) -> Klasse:
    """The one class of a field. Raises ValueError when there is none, or more than one."""
    klassen = [m for m in model.model_fields[veld].metadata if isinstance(m, Kluis | Stuur)]
    if len(klassen) != 1:
        raise ValueError(f"{model.__name__}.{veld} has {len(klassen)} classes instead of one")
    return klassen[0]


@cache
def kluisvelden(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that are `kluis`, in their order."""
    return tuple(veld for veld in model.model_fields if isinstance(klasse_van(model, veld), Kluis))
