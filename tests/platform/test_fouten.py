"""Understands that no error is without code, disposition and exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from keten.platform import fouten
from keten.platform.fouten import Dispositie, ExitCode, KetenError, dispositie_van, exit_code_van
from keten.platform.motor.fouten import MotorError, VerstotenError
from keten.platform.motor.poorten import KernError

BOOM = Path(fouten.__file__)


def _klassen(wortel: type[KetenError]) -> Iterator[type[KetenError]]:
    for klasse in wortel.__subclasses__():
        if klasse.__module__ == fouten.__name__:
            yield klasse
            yield from _klassen(klasse)


@pytest.mark.parametrize("klasse", list(_klassen(KetenError)))
def test_elke_fout_heeft_code_dispositie_en_exit(klasse: type[KetenError]) -> None:
    """Each class says its own code, what the shell does with it and how the process ends."""
    assert klasse.__dict__["code"].startswith("KTN-9")
    assert isinstance(klasse.dispositie, Dispositie)
    assert isinstance(klasse.exit_code, ExitCode)


def test_codes_zijn_uniek() -> None:
    """No two errors share a code."""
    codes = [k.code for k in _klassen(KetenError)]
    assert len(set(codes)) == len(codes)


def test_de_boom_bovenaan_noemt_elke_fout() -> None:
    """The tree drawn at the top of the file names each class."""
    boom = BOOM.read_text(encoding="utf-8").split('"""')[1]
    assert [k.__name__ for k in _klassen(KetenError) if k.__name__ not in boom] == []


def _motorfouten(wortel: type[MotorError]) -> Iterator[type[MotorError]]:
    yield wortel
    for klasse in wortel.__subclasses__():
        yield from _motorfouten(klasse)


def test_elke_motorfout_heeft_een_bekende_exit_code() -> None:
    """What an engine raises ends the process with a code that stands in our list."""
    assert {ExitCode(k.exit_code) for k in _motorfouten(MotorError)}


def test_wat_niemand_voorzag_stopt() -> None:
    """A bug in the core isolates; an unknown error, or one of the engine, stops the process."""
    assert dispositie_van(KernError()) is Dispositie.ISOLEER
    assert dispositie_van(VerstotenError()) is Dispositie.STOP
    assert dispositie_van(ValueError()) is Dispositie.STOP
    assert exit_code_van(VerstotenError()) is ExitCode.VERSTOTEN
    assert exit_code_van(ValueError()) is ExitCode.ONVERWACHT
    assert exit_code_van(fouten.ConfiguratieError()) is ExitCode.CONFIGURATIE
