"""Understands how what travels becomes what the core knows, and the other way round."""

from keten.contract.vertaling.feiten import feit_naar_bytes, feit_van_bericht, feit_van_bytes
from keten.contract.vertaling.inkomend import (
    inhoud_voor_vingerafdruk,
    kluis_klaar,
    lees_bericht,
    vormfout_van,
)
from keten.contract.vertaling.opdrachten import (
    aanmaanbeurt_of_opdracht,
    opdracht_afgekeurd,
    opdracht_naar_bytes,
    opdracht_van_besluit,
    opdracht_van_bytes,
    opdracht_vastgelegd,
)
from keten.contract.vertaling.uitgaand import ERBIJ, uitgaand_bericht, uitgaande_gebeurtenis

__all__ = [
    "ERBIJ",
    "aanmaanbeurt_of_opdracht",
    "feit_naar_bytes",
    "feit_van_bericht",
    "feit_van_bytes",
    "inhoud_voor_vingerafdruk",
    "kluis_klaar",
    "lees_bericht",
    "opdracht_afgekeurd",
    "opdracht_naar_bytes",
    "opdracht_van_besluit",
    "opdracht_van_bytes",
    "opdracht_vastgelegd",
    "uitgaand_bericht",
    "uitgaande_gebeurtenis",
    "vormfout_van",
]
