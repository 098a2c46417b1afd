"""Understands from which seed a search begins: another for each commit, the same when one is tried again.

See ADR 0024. WIJKKETEN_ZAAD says otherwise.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

CIJFERS: Final = 10
"""So many hexadecimal digits of the hash make the seed."""

_BRONNEN: Final = ("services", "tests", "inrichting", "schemas")


def basiszaad(wortel: Path, omgeving: Mapping[str, str] = os.environ) -> int:
    """What the environment says; else from the tree of the commit that is checked out."""
    gekozen = omgeving.get("WIJKKETEN_ZAAD")
    return int(gekozen) if gekozen else int((_boom(wortel) or _bronsom(wortel))[:CIJFERS], 16)


def _boom(wortel: Path) -> str | None:
    """Hash of the sources' trees, so of what the commit holds and not of when it was made; None outside git.

    A word in a document plays no other seeds.
    """
    git = shutil.which("git")
    if git is None:
        return None
    vraag = [git, "ls-tree", "HEAD", "--", *_BRONNEN]
    uit = subprocess.run(vraag, cwd=wortel, capture_output=True, text=True, check=False)
    return hashlib.sha256(uit.stdout.encode()).hexdigest() if uit.returncode == 0 else None


def _bronsom(wortel: Path) -> str:
    """The same idea for sources without a history, such as an unpacked archive."""
    som = hashlib.sha256()
    for bron in _BRONNEN:
        for pad in sorted((wortel / bron).rglob("*")):
            if pad.is_file() and "__pycache__" not in pad.parts:
                som.update(f"{pad.relative_to(wortel)}\0".encode() + pad.read_bytes())
    return som.hexdigest()
