"""Understands a measurement of self-reliance and participation, before or after support."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.model import InBericht
from keten.contract.berichten.zelfredzaamheid import LadderNiveau, Moment, ZrmNiveau, zrm
from keten.domein.begrippen import Zrmdomein


class ZelfredzaamheidGemeten(InBericht):
    """A domain that is left out was not measured; that is not 0."""

    type = "zelfredzaamheid.gemeten"
    naam = "in/zelfredzaamheid-gemeten"
    betekenis = (
        "De zelfredzaamheid (ZRM, 11 domeinen) en de participatie (participatieladder) zijn gemeten, voor of "
        "na de ondersteuning. Wat u weglaat, is niet gemeten. Een latere meting vult een eerdere aan."
    )

    moment: Moment
    financien: ZrmNiveau = zrm("financiën", 3)
    dagbesteding: ZrmNiveau = zrm("dagbesteding", 4)
    huisvesting: ZrmNiveau = zrm("huisvesting", 4)
    huiselijke_relaties: ZrmNiveau = zrm("huiselijke relaties", 3)
    geestelijke_gezondheid: ZrmNiveau = zrm("geestelijke gezondheid", 4)
    lichamelijke_gezondheid: ZrmNiveau = zrm("lichamelijke gezondheid", 4)
    verslaving: ZrmNiveau = zrm("verslaving", 5)
    adl: ZrmNiveau = zrm("algemene dagelijkse levensverrichtingen", 3)
    sociaal_netwerk: ZrmNiveau = zrm("sociaal netwerk", 2)
    maatschappelijke_participatie: ZrmNiveau = zrm("maatschappelijke participatie", 2)
    justitie: ZrmNiveau = zrm("justitie", 5)
    participatieladder: LadderNiveau = None

    @model_validator(mode="after")
    def _met_iets(self) -> Self:
        gemeten = (getattr(self, d.value.lower()) for d in Zrmdomein)
        if self.participatieladder is None and all(niveau is None for niveau in gemeten):
            raise PydanticCustomError("meting_leeg", "nothing was measured")
        return self
