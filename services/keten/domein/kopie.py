"""Understands how to copy a value with some fields changed, fast: the core does little else.

As `dataclasses.replace`, which looks at every field anew and goes through `__init__` for each of them.
"""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace as replace  # the type checker knows its fields
else:

    def replace(waarde: Any, /, **anders: Any) -> Any:
        """A copy of a frozen dataclass with some fields changed.

        Raises AttributeError for a field that is not there, and what its `__post_init__` raises.
        """
        soort = type(waarde)
        vorm = _VORMEN.get(soort)
        if vorm is None:
            vorm = _VORMEN[soort] = _vorm(soort)
        lees, zetters, na = vorm
        kopie = _NIEUW(soort)
        if lees is None:
            velden = kopie.__dict__
            velden.update(waarde.__dict__)
            if not anders.keys() <= velden.keys():
                raise AttributeError(f"{soort.__name__} has not all of {sorted(anders)}")
            velden.update(anders)
        else:
            for zet, oud in zip(zetters, lees(waarde), strict=True):
                zet(kopie, oud)
            for naam, nieuw in anders.items():
                getattr(soort, naam).__set__(kopie, nieuw)
        if na is not None:
            na(kopie)
        return kopie


_NIEUW = object.__new__
_VORMEN: dict[type, tuple[Any, tuple[Any, ...], Any]] = {}


def _vorm(soort: type) -> tuple[Any, tuple[Any, ...], Any]:
    """How its fields are read and set (None: they stand in a dict), and what looks at it afterwards.

    A slot is set past `frozen`.
    """
    na = getattr(soort, "__post_init__", None)
    if not hasattr(soort, "__slots__"):
        return None, (), na
    namen = [f.name for f in fields(soort)]
    zetters = tuple(getattr(soort, naam).__set__ for naam in namen)
    if len(namen) == 1:
        een = attrgetter(*namen)
        return lambda waarde: (een(waarde),), zetters, na
    return attrgetter(*namen), zetters, na
