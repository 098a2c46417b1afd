"""Understands what may go wrong in the shell, whose fault it is, and what then happens.

KetenError
├── OngeldigBerichtError        theirs: the record is refused or quarantined, the stream goes on
├── TijdelijkError              nobody's: tried again in place, order kept; in the end the process stops
│   └── KluisOnbereikbaarError
├── ConfiguratieError           the operator's: the process refuses to start
│   └── HoofdsleutelError
└── OnmogelijkeToestandError    ours: the process stops and acknowledges nothing
    ├── SleutelOntbreektError
    └── LogboekError

A bug in the pure core is none of these: the step raises the engine's `KernError`, which isolates one verzoek.
Whatever else comes up is unexpected: the process stops and acknowledges nothing. What the engines raise
themselves stands in `motor/fouten.py`. A refusal by the core is a value, not an exception.

A code is stable and never reused. Texts hold no content of a message and no key; what an operator reads is
Dutch.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import ClassVar

from keten.platform.motor import fouten as motor
from keten.platform.motor.poorten import KernError


class Dispositie(Enum):
    """What the shell does with an error."""

    WEIGER = "WEIGER"
    PROBEER_OPNIEUW = "PROBEER_OPNIEUW"
    START_NIET = "START_NIET"
    ISOLEER = "ISOLEER"
    STOP = "STOP"


class ExitCode(IntEnum):
    """How a process tells its supervisor why it ended. 64 and 78: mend it first; 69 to 73: start it again."""

    GOED = 0
    CONFIGURATIE = 64
    ONBEREIKBAAR = 69
    ONVERWACHT = motor.EXIT_ONVERWACHT
    WAAKHOND = motor.EXIT_WAAKHOND
    VERSTOTEN = motor.EXIT_VERSTOTEN
    KLOK = motor.EXIT_KLOK
    CONTRACT = motor.EXIT_CONTRACT
    ONDERBROKEN = 130


class KetenError(Exception):
    """Root. Every class below says its code, disposition and exit code; a test fails when one does not."""

    code: ClassVar[str]
    dispositie: ClassVar[Dispositie]
    exit_code: ClassVar[ExitCode]


class OngeldigBerichtError(KetenError):
    """A partner's record that cannot be taken in."""

    code = "KTN-901"
    dispositie = Dispositie.WEIGER
    exit_code = ExitCode.ONVERWACHT


class TijdelijkError(KetenError):
    """Something that may be better in a moment."""

    code = "KTN-910"
    dispositie = Dispositie.PROBEER_OPNIEUW
    exit_code = ExitCode.ONBEREIKBAAR


class KluisOnbereikbaarError(TijdelijkError):
    """The vault gave no answer, so nothing may be produced."""

    code = "KTN-911"


class ConfiguratieError(KetenError):
    """The operator must mend something first."""

    code = "KTN-920"
    dispositie = Dispositie.START_NIET
    exit_code = ExitCode.CONFIGURATIE


class HoofdsleutelError(ConfiguratieError):
    """The hoofdsleutel is absent, malformed, or not the one that the vault was filled with."""

    code = "KTN-921"


class OnmogelijkeToestandError(KetenError):
    """Something of ours that cannot be."""

    code = "KTN-930"
    dispositie = Dispositie.STOP
    exit_code = ExitCode.ONVERWACHT


class SleutelOntbreektError(OnmogelijkeToestandError):
    """A message was produced under a key that the vault does not have."""

    code = "KTN-931"


class LogboekError(OnmogelijkeToestandError):
    """A log event, or a field of one, that is not on the list."""

    code = "KTN-932"


def dispositie_van(fout: BaseException) -> Dispositie:
    """What the shell does with any exception. `KernError` isolates; what nobody foresaw stops the process."""
    if isinstance(fout, KetenError):
        return fout.dispositie
    return Dispositie.ISOLEER if isinstance(fout, KernError) else Dispositie.STOP


def exit_code_van(fout: BaseException) -> ExitCode:
    """With which code a process ends that ends because of `fout`."""
    if isinstance(fout, KetenError):
        return fout.exit_code
    if isinstance(fout, motor.MotorError):
        return ExitCode(fout.exit_code)
    return ExitCode.ONDERBROKEN if isinstance(fout, KeyboardInterrupt) else ExitCode.ONVERWACHT
