"""Understands under which names our own processes read: their consumer groups.

A name is never changed: the position that a process has reached is kept under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEESGROEPEN: Final[Mapping[str, tuple[str, ...]]] = {
    "inname": ("inname-v1",),
    "vraagopvolging": ("vraagopvolging-v1",),
    "bezorging": ("bezorging-v1", "bezorging-bewijs-v1"),
}
"""Per process its consumer groups."""
