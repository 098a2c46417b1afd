"""Understands why an engine stops, and with which exit code the supervisor sees it.

MotorError
├── VerstotenError         another owner took over this partition: exit 72
├── OnmogelijkRecordError  a record of ours that cannot be: exit 70
├── TopicError             a topic is absent, or has no such partition: exit 70
├── PositieError           our position is outside the topic: records lost, or another topic: exit 78
├── KlokError              our clock and the broker's differ too much: exit 73
└── ContractError          the Faust or aiokafka code is not the code this engine was proven on: exit 78
"""

from __future__ import annotations

EXIT_ONVERWACHT = 70
EXIT_WAAKHOND = 71
EXIT_VERSTOTEN = 72
EXIT_KLOK = 73
EXIT_CONTRACT = 78


class MotorError(Exception):
    """Root of what an engine itself raises. Never a reason to go on."""

    exit_code = EXIT_ONVERWACHT


class VerstotenError(MotorError):
    """Another owner claimed our partition: nothing we write becomes visible any more."""

    exit_code = EXIT_VERSTOTEN


class OnmogelijkRecordError(MotorError):
    """Fields only: a key or a value never reaches an error text."""

    def __init__(self, reden: str, topic: str, partitie: int, offset: int) -> None:
        super().__init__(f"{reden}: {topic}[{partitie}]@{offset}")
        self.reden = reden
        self.topic = topic
        self.partitie = partitie
        self.offset = offset


class TopicError(MotorError):
    """An input or output is not there. `wijkketen topics pas-toe` makes what is missing."""

    def __init__(self, reden: str, topic: str) -> None:
        super().__init__(f"{reden}: {topic}; make what is missing with `wijkketen topics pas-toe`")
        self.reden = reden
        self.topic = topic


class PositieError(MotorError):
    """Where we were is not in the topic: retention passed us, or it was made anew. People must look."""

    exit_code = EXIT_CONTRACT

    def __init__(self, topic: str, partitie: int, positie: int, begin: int, einde: int) -> None:
        wat = "records were removed unread" if positie < begin else "the topic lost its end or was made anew"
        super().__init__(f"{wat}: position {positie} of {topic}[{partitie}] is outside {begin}..{einde}")
        self.topic = topic
        self.positie = positie


class KlokError(MotorError):
    """Our clock and the broker's differ too much to say in whose time a term ended."""

    exit_code = EXIT_KLOK


class ContractError(MotorError):
    """Private code that this engine replaces is not what it was proven on."""

    exit_code = EXIT_CONTRACT
