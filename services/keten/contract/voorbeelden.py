"""Understands the example of each message, built from those of its fields; the people do not exist."""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel


def voorbeeld(model: type[BaseModel]) -> dict[str, Any]:
    """JSON of a message with every field filled in. A list holds one example."""
    eigen = getattr(model, "voorbeelden", {})
    return {
        naam: eigen[naam] if naam in eigen else _veld(info.annotation, info.examples)
        for naam, info in model.model_fields.items()
    }


def _veld(soort: Any, voorbeelden: list[Any] | None) -> Any:
    if voorbeelden:
        return voorbeelden[0]
    oorsprong = get_origin(soort)
    if oorsprong in (Union, types.UnionType):
        return _veld(next(lid for lid in get_args(soort) if lid is not types.NoneType), None)
    if oorsprong is tuple:
        return [_veld(get_args(soort)[0], None)]
    if hasattr(soort, "__metadata__"):
        return _veld(soort.__origin__, None)
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        return voorbeeld(soort)
    raise TypeError(f"a field of {soort} needs an example")
