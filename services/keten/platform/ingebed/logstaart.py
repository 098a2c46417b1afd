"""Understands the end of a log: what a person needs to see when the process did not start."""

from pathlib import Path

REGELS = 25
BREEDTE = 240
_HOOGSTENS = 64 * 1024
_WISSEL_BIJ = 8 * 1024 * 1024


def staart(log: Path, regels: int = REGELS) -> str:
    """The last lines, indented; says so when there are none."""
    try:
        with log.open("rb") as bestand:
            bestand.seek(max(0, log.stat().st_size - _HOOGSTENS))
            tekst = bestand.read().decode(errors="replace")
    except OSError:
        return "    (geen log)"
    laatste = [regel[:BREEDTE] for regel in tekst.splitlines() if regel.strip()][-regels:]
    return "\n".join(f"    {regel}" for regel in laatste) or "    (het log is leeg)"


def wissel(log: Path) -> None:
    """Set a log aside that has grown large; one older one is kept."""
    if log.exists() and log.stat().st_size > _WISSEL_BIJ:
        log.replace(log.with_suffix(".vorige.log"))
