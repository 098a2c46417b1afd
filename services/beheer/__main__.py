"""Understands the command line `wijkketen`: which verbs there are, and how any of them ends.

Importing this costs little: a verb's own imports wait until the verb runs.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType

import typer

from beheer import (
    bench,
    controle,
    demo,
    dossier,
    herstel,
    inrichting,
    partner,
    quarantaine,
    schemas,
    simuleer,
    start,
    test,
    topics,
    verplichting,
)
from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep, is_vraag_om_hulp, zin_van
from beheer.uitgangscodes import Uitgang

app = groep("Wijkketen volgt elke melding tot zij is afgehandeld: niets raakt kwijt, niets wordt vergeten.")

for naam, werkwoord in (
    ("demo", demo.demo),
    ("simuleer", simuleer.simuleer),
    ("start", start.start),
    ("controle", controle.controle),
    ("herstel", herstel.herstel_verzoek),
    ("test", test.toets),
):
    app.command(naam, cls=Werkwoord)(werkwoord)
app.add_typer(topics.app, name="topics")
app.add_typer(schemas.app, name="schemas")
app.add_typer(inrichting.app, name="inrichting")
app.add_typer(dossier.app, name="dossier")
app.add_typer(partner.app, name="partner")
app.add_typer(quarantaine.app, name="quarantaine")
app.add_typer(verplichting.app, name="verplichting")
app.add_typer(bench.app, name="bench")


def main() -> None:
    """Entry of `wijkketen` and of `python -m beheer`."""
    sys.exit(hoofd(sys.argv[1:]))


def hoofd(argumenten: list[str]) -> int:
    """Run one command; returns its exit code.

    SIGTERM ends it as cleanly as Ctrl-C, with a code of its own.
    """
    vorige = signal.signal(signal.SIGTERM, _beeindig)
    try:
        return _voer_uit(argumenten)
    finally:
        signal.signal(signal.SIGTERM, vorige)


class Beeindigd(SystemExit):
    """SIGTERM came. A SystemExit, because an event loop lets that one through from wherever it comes up."""


def _beeindig(nummer: int, kader: FrameType | None) -> None:
    del nummer, kader
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Beeindigd


def _voer_uit(argumenten: list[str]) -> int:
    try:
        uitkomst = typer.main.get_command(app).main(
            args=argumenten, prog_name="wijkketen", standalone_mode=False
        )
        sys.stdout.flush()
    except BeheerError as fout:
        _toon(fout)
        return fout.uitgang
    except typer.TyperException as fout:
        if not is_vraag_om_hulp(fout):
            _toon(BeheerError(zin_van(fout), raad=_waar_hulp(fout), uitgang=Uitgang.GEBRUIK))
        return Uitgang.GEBRUIK
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\nGestopt met Ctrl-C.\n")
        return Uitgang.ONDERBROKEN
    except Beeindigd:
        return Uitgang.BEEINDIGD
    except BrokenPipeError:
        _zwijg()
        return Uitgang.PIJP
    except SystemExit as einde:
        if not isinstance(einde.__context__, BrokenPipeError):  # else typer made a code of its own of it
            raise
        _zwijg()
        return Uitgang.PIJP
    except Exception as fout:  # noqa: BLE001  whatever it is, the reader gets one sentence and a code
        return _onvoorzien(fout)
    return uitkomst if isinstance(uitkomst, int) else Uitgang.GOED


def _zwijg() -> None:
    """Nobody reads any more: what is still in a buffer must not become an error at the very end."""
    niets = os.open(os.devnull, os.O_WRONLY)
    for stroom in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(niets, stroom.fileno())
    os.close(niets)


def _waar_hulp(fout: typer.TyperException) -> str:
    ctx = getattr(fout, "ctx", None)
    return f"{ctx.command_path if ctx is not None else 'wijkketen'} --help zegt wat er kan."


def _toon(fout: BeheerError) -> None:
    from beheer.scherm import toon_fout

    toon_fout(fout)


def _onvoorzien(fout: Exception) -> int:
    from beheer.vertaal_fouten import als_beheerfout, wil_spoor

    if wil_spoor():
        raise fout
    gezegd = als_beheerfout(fout)
    _toon(gezegd)
    return gezegd.uitgang


if __name__ == "__main__":
    main()
