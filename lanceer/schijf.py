"""Understands whether there is room, before and after the fact."""

import errno
import shutil

from lanceer.fouten import NietSchrijfbaar, SchijfVol, StartError

NODIG = 1_200_000_000  # bytes: measured 0.6 GB for the environment, plus as much while packages are unpacked


def vrij(pad: str) -> int:
    """Free bytes where `pad` stands."""
    return shutil.disk_usage(pad).free


def eis_ruimte(pad: str, nodig: int = NODIG) -> None:
    """Refuse to begin what cannot end."""
    over = vrij(pad)
    if over < nodig:
        raise SchijfVol(
            f"Te weinig schijfruimte: er is {over / 1e9:.1f} GB vrij op {pad}, "
            f"en de installatie heeft {nodig / 1e9:.1f} GB nodig. Maak ruimte en start opnieuw."
        )


def als_startfout(fout: OSError, pad: str) -> StartError:
    """What an error of the file system means for the person at the terminal."""
    if fout.errno in (errno.ENOSPC, errno.EDQUOT):
        return SchijfVol(
            f"De schijf raakte vol tijdens het installeren ({fout.filename or pad}). "
            "Maak ruimte en start opnieuw; een halve installatie wordt opgeruimd."
        )
    return NietSchrijfbaar(f"Kan niet schrijven in {fout.filename or pad}: {fout.strerror}.")
