"""Understands the form of `wet.yaml`: the legal rules that have a term.

As in `inrichting_model`: each field's description is in Dutch, and unknown fields are refused.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from keten.contract.inrichting_model import Code, LeesTermijn, Tekst, Vorm, verplichte_termijn
from keten.domein.begrippen import Plicht
from keten.domein.functies import Functie
from keten.domein.termijnen import Termijn
from keten.domein.wet import Dwangsom, Gebeurtenis, Pauze, Verbod, Verlenging, Wetsregel

_TERMIJN = "gebruik een getal en een eenheid, zoals 3 werkdagen, 6 weken of 15 jaar, of het woord geen"

EchteTermijn = Annotated[Termijn, BeforeValidator(verplichte_termijn)]


class VerlengingVorm(Vorm):
    """How a term may be lengthened."""

    termijn: EchteTermijn = Field(description=_TERMIJN)
    keer: int | None = Field(
        1, ge=1, description="geef hoe vaak het mag, of null voor zo vaak als er reden is"
    )

    def naar_domein(self) -> Verlenging:
        return Verlenging(self.termijn, self.keer)


class VerbodVorm(Vorm):
    """What may not be done until something has come, or the term has passed."""

    functie: Functie = Field(description="kies een functie")
    tot: Gebeurtenis = Field(description="kies de gebeurtenis die het verbod opheft")

    def naar_domein(self) -> Verbod:
        return Verbod(self.functie, self.tot)


class DwangsomVorm(Vorm):
    """What a late decision costs."""

    uitstel: EchteTermijn = Field(description="zeg hoe lang er na de ingebrekestelling nog is")
    bedragen: tuple[Annotated[int, Field(ge=1)], ...] = Field(
        min_length=1, description="geef een lijst van hele euro's per dag; elk bedrag geldt even lang"
    )
    dagen_per_bedrag: int = Field(ge=1, description="geef hoeveel dagen elk bedrag geldt")

    def naar_domein(self) -> Dwangsom:
        return Dwangsom(self.uitstel, self.bedragen, self.dagen_per_bedrag)


class WetsregelVorm(Vorm):
    """One legal rule."""

    id: Code = Field(description="gebruik kleine letters, cijfers en streepjes")
    artikel: Tekst = Field(description="noem de wet en het artikel")
    wat: Tekst = Field(description="zeg in een zin wat er moet")
    vanaf: Gebeurtenis = Field(description="kies de gebeurtenis waarmee de termijn begint")
    termijn: LeesTermijn = Field(description=_TERMIJN)
    terug: bool = Field(False, description="gebruik true als er vanaf de gebeurtenis terug wordt geteld")
    pauze: tuple[Pauze, ...] = Field((), description="geef een lijst van wat de termijn stilzet")
    pauze_grond: Tekst | None = Field(None, description="noem het artikel dat de termijn stilzet")
    verlenging: VerlengingVorm | None = Field(None, description="geef termijn en keer, of laat dit weg")
    verbod: VerbodVorm | None = Field(None, description="geef functie en tot, of laat dit weg")
    dwangsom: DwangsomVorm | None = Field(
        None, description="geef uitstel, bedragen en dagen_per_bedrag, of laat dit weg"
    )
    plichten: tuple[Plicht, ...] = Field((), description="geef een lijst van plichten waarover dit gaat")
    functies: tuple[Functie, ...] = Field((), description="geef een lijst van functies waarover dit gaat")
    controleren: bool = Field(
        True, description="gebruik false als de regel tegen de geldende wet is nagekeken"
    )

    def naar_domein(self) -> Wetsregel:
        return Wetsregel(
            id=self.id,
            artikel=self.artikel,
            wat=self.wat,
            vanaf=self.vanaf,
            termijn=self.termijn,
            terug=self.terug,
            pauze=frozenset(self.pauze),
            pauze_grond=self.pauze_grond or "",
            verlenging=None if self.verlenging is None else self.verlenging.naar_domein(),
            verbod=None if self.verbod is None else self.verbod.naar_domein(),
            dwangsom=None if self.dwangsom is None else self.dwangsom.naar_domein(),
            plichten=frozenset(self.plichten),
            functies=frozenset(self.functies),
            controleren=self.controleren,
        )


class WetBestand(Vorm):
    """`wet.yaml`."""

    regels: tuple[WetsregelVorm, ...] = Field(min_length=1, description="geef een lijst van wetsregels")
