"""Understands a checkout small enough to install in a test, without network.

It has one package, one lock and one command. The package is a wheel made here; pip finds it by
`PIP_FIND_LINKS` and is kept from any index.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

WORTEL = Path(__file__).parents[2]
OPDRACHT = "import sys, proefpakket\nprint('gestart', *sys.argv[1:], sys.prefix)\nsys.exit(7)\n"


class KleineKopie:
    """A launcher with its own folder, and the environment to run it in."""

    def __init__(self, map: Path) -> None:
        self.map = map / "kopie"
        self.wielen = map / "wielen"
        self.lokaal = self.map / ".wijkketen"
        self.map.mkdir()
        self.wielen.mkdir()
        shutil.copytree(
            WORTEL / "lanceer", self.map / "lanceer", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copy(WORTEL / "wijkketen", self.map)
        beheer = self.map / "services" / "beheer"
        beheer.mkdir(parents=True)
        (beheer / "__init__.py").touch()
        (beheer / "__main__.py").write_text(OPDRACHT, encoding="utf-8")
        wiel = _maak_wiel(self.wielen)
        self.vergrendel(hashlib.sha256(wiel.read_bytes()).hexdigest())
        self.omgeving = {k: w for k, w in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
        self.omgeving |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wielen), "PIP_NO_CACHE_DIR": "1"}

    def vergrendel(self, som: str) -> None:
        """Write a lock that wants the package with this checksum."""
        lock = self.map / "requirements" / "ontwikkel.txt"
        lock.parent.mkdir(exist_ok=True)
        lock.write_text(f"proefpakket==1.0 \\\n    --hash=sha256:{som}\n", encoding="utf-8")

    def begin(self, *argumenten: str, **extra: str) -> subprocess.Popen[str]:
        """Start the launcher, without waiting for it."""
        return subprocess.Popen(
            [sys.executable, str(self.map / "wijkketen"), *argumenten],
            cwd=self.map.parent,
            env=self.omgeving | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def start(self, *argumenten: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """Run the launcher to its end."""
        with self.begin(*argumenten, **extra) as proces:
            uit, fout = proces.communicate(timeout=90)
        return subprocess.CompletedProcess(proces.args, proces.returncode, uit, fout)


def _maak_wiel(map: Path) -> Path:
    kop = "proefpakket-1.0.dist-info"
    inhoud = {
        "proefpakket.py": "",
        f"{kop}/METADATA": "Metadata-Version: 2.1\nName: proefpakket\nVersion: 1.0\n",
        f"{kop}/WHEEL": "Wheel-Version: 1.0\nGenerator: proef\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    sommen = {
        naam: base64.urlsafe_b64encode(hashlib.sha256(tekst.encode()).digest()).rstrip(b"=").decode()
        for naam, tekst in inhoud.items()
    }
    inhoud[f"{kop}/RECORD"] = (
        "".join(f"{n},sha256={s},{len(inhoud[n])}\n" for n, s in sommen.items()) + f"{kop}/RECORD,,\n"
    )
    wiel = map / "proefpakket-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wiel, "w") as bestand:
        for naam, tekst in inhoud.items():
            bestand.writestr(naam, tekst)
    return wiel
