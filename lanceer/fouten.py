"""Understands why a start can fail, and with which exit code.

The codes are part of what the launcher promises (docs: `./wijkketen` in the README); one is never reused.
They stay clear of those of the commands themselves (0, 1, 2) and of the shell's (126 and up), except 130:
stopped by hand.
"""

PYTHON_TE_OUD = 71  # said by the file `wijkketen` itself


class StartError(Exception):
    """The environment could not be made; `str()` is a text for the person at the terminal."""

    code = 70


class GeenVenv(StartError):
    """This Python cannot make environments."""

    code = 72


class SchijfVol(StartError):
    """There is not enough room."""

    code = 73


class DownloadMislukt(StartError):
    """Packages could not be fetched; trying again goes on where it stopped."""

    code = 74


class InstallatieMislukt(StartError):
    """Packages were fetched but not accepted or not installed."""

    code = 75


class AndereStartBezig(StartError):
    """Another start was still installing when patience ran out."""

    code = 76


class NietSchrijfbaar(StartError):
    """The folder does not let itself be written in."""

    code = 77


ONDERBROKEN = 130  # Ctrl-C, as shells say it
