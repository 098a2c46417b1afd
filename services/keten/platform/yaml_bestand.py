"""Understands a YAML file as plain values that still know their line.

Reads what people write, so it never stops at the first mistake where it can go on: a key that stands
there twice is reported and the rest is read. Judging the values is another's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Waarde: TypeAlias = "bool | int | float | str | list[Waarde] | dict[str, Waarde] | None"
Pad: TypeAlias = tuple[str | int, ...]

_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True, order=True)
class Bestandsfout:
    """One mistake in a file that people write. `regel` counts from 1."""

    bestand: str
    regel: int
    wat: str
    doe: str

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regel}: {self.wat} — {self.doe}"


@dataclass(slots=True)
class YamlBestand:
    """The content of one file. `waarde` is None when it is empty or could not be read (see `fouten`).

    Keys are always text, as they were written. A date or time stays text.
    """

    bestand: str
    waarde: Waarde = None
    fouten: list[Bestandsfout] = field(default_factory=list)
    regels: dict[Pad, int] = field(default_factory=dict)
    sleutelregels: dict[Pad, int] = field(default_factory=dict)

    @property
    def leesbaar(self) -> bool:
        """False when the file is absent or is not YAML, so that nothing can be said about its content."""
        return bool(self.regels)

    def regel(self, pad: Sequence[str | int], *, sleutel: bool = False) -> int:
        """Line of the value at `pad` (of its key, if `sleutel`), or of the nearest thing around it."""
        heel = tuple(pad)
        if heel in self.sleutelregels and (sleutel or heel not in self.regels):
            return self.sleutelregels[heel]
        while heel and heel not in self.regels:
            heel = heel[:-1]
        return self.regels.get(heel, 1)

    def fout(self, pad: Sequence[str | int], wat: str, doe: str, *, sleutel: bool = False) -> None:
        """Note a mistake at `pad`."""
        self.fouten.append(Bestandsfout(self.bestand, self.regel(pad, sleutel=sleutel), wat, doe))


def lees_yaml(pad: Path) -> YamlBestand:
    """Read one file; mistakes are in the result, nothing is raised."""
    uit = YamlBestand(str(pad))
    try:
        tekst = pad.read_bytes().decode("utf-8")
    except FileNotFoundError:
        uit.fout((), "dit bestand ontbreekt", f"maak {pad.name}; kijk in een bestaande map hoe het eruitziet")
        return uit
    except UnicodeDecodeError as fout:
        regel = pad.read_bytes()[: fout.start].count(b"\n") + 1
        uit.fouten.append(
            Bestandsfout(uit.bestand, regel, "dit is geen UTF-8", "bewaar het bestand als UTF-8")
        )
        return uit
    except OSError as fout:
        uit.fout(
            (), f"dit bestand is niet te lezen ({fout.strerror})", "kijk naar de rechten van het bestand"
        )
        return uit
    try:
        knoop = YAML(typ="safe", pure=True).compose(tekst)
    except MarkedYAMLError as fout:
        plek = fout.problem_mark or fout.context_mark
        regel = plek.line + 1 if plek is not None else 1
        doe = "kijk op deze regel en die ervoor naar inspringing, dubbele punten, haken en aanhalingstekens"
        uit.fouten.append(Bestandsfout(uit.bestand, regel, f"dit is geen geldige YAML ({fout.problem})", doe))
        return uit
    except YAMLError:
        uit.fout((), "dit is geen geldige YAML", "haal vreemde tekens weg")
        return uit
    if knoop is None:
        uit.regels[()] = 1
        return uit
    uit.waarde = _waarde(uit, knoop, (), frozenset())
    return uit


def _waarde(uit: YamlBestand, knoop: Node, pad: Pad, om: frozenset[int]) -> Waarde:
    uit.regels[pad] = knoop.start_mark.line + 1
    if id(knoop) in om:
        uit.fout(pad, "dit verwijst naar zichzelf", "schrijf de waarde uit")
        return None
    om |= {id(knoop)}
    if isinstance(knoop, MappingNode):
        return _tabel(uit, knoop, pad, om)
    if isinstance(knoop, SequenceNode):
        return [_waarde(uit, deel, (*pad, i), om) for i, deel in enumerate(knoop.value)]
    return _los(knoop)


def _tabel(uit: YamlBestand, knoop: MappingNode, pad: Pad, om: frozenset[int]) -> dict[str, Waarde]:
    tabel: dict[str, Waarde] = {}
    for sleutel, waarde in knoop.value:
        regel = sleutel.start_mark.line + 1
        if not isinstance(sleutel, ScalarNode):
            uit.fouten.append(
                Bestandsfout(uit.bestand, regel, "een naam moet een woord zijn", "schrijf naam: waarde")
            )
            continue
        naam = str(sleutel.value)
        hier = (*pad, naam)
        if naam in tabel:
            eerder = uit.sleutelregels[hier]
            fout = Bestandsfout(
                uit.bestand, regel, f"'{naam}' staat er twee keer, ook op regel {eerder}", "haal er een weg"
            )
            uit.fouten.append(fout)
            continue
        uit.sleutelregels[hier] = regel
        tabel[naam] = _waarde(uit, waarde, hier, om)
    return tabel


def _los(knoop: Node) -> Waarde:
    tekst = str(knoop.value)
    tag = str(knoop.tag)
    if tag == _TAG + "null":
        return None
    if tag == _TAG + "bool":
        return tekst.lower() == "true"
    if tag == _TAG + "int":
        return _getal(tekst)
    if tag == _TAG + "float":
        try:
            return float(tekst.replace("_", ""))
        except ValueError:
            return tekst
    return tekst


def _getal(tekst: str) -> Waarde:
    """A number, unless its form says that it is a code (a leading zero)."""
    kaal = tekst.replace("_", "")
    cijfers = kaal.lstrip("+-")
    if not cijfers.isdigit() or (len(cijfers) > 1 and cijfers.startswith("0")):
        return tekst
    return int(kaal)
