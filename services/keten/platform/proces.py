"""Understands how a process begins: its settings, its log, and the exit code when it may not start."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError

from keten.platform.fouten import ConfiguratieError, ExitCode, KetenError
from keten.platform.instellingen import Instellingen
from keten.platform.logboek import meld, stel_in


def begin(proces: str, start: Callable[[Instellingen], None]) -> ExitCode:
    """Runs `start` until it returns. Whatever is wrong with the settings is told at once, a line per fault.

    Returns the exit code; the engines end the process themselves for what goes wrong while they run.
    """
    stel_in(proces, "mens")
    try:
        instellingen = Instellingen()
    except ValidationError as fout:
        for fouttekst in _regels(fout):
            meld("settings_refused", "error", code=ConfiguratieError.code, reden=fouttekst)
        return ExitCode.CONFIGURATIE
    stel_in(proces, instellingen.log)
    try:
        start(instellingen)
    except KetenError as fout:
        for regel in str(fout).splitlines():
            meld("start_refused", "error", code=fout.code, reden=regel)
        return fout.exit_code
    meld("process_stopped", exit_code=int(ExitCode.GOED))
    return ExitCode.GOED


def _regels(fout: ValidationError) -> list[str]:
    return [f"WIJKKETEN_{'_'.join(map(str, f['loc'])).upper()}: {f['msg']}" for f in fout.errors()]
