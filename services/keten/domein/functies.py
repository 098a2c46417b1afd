"""Understands the 25 functions of the chain by their stable codes.

Never ordinals: the source document numbers two of them in two different ways. A function says how it ended
with one of its own results, a closed list.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from keten.domein.begrippen import Begrip


class Functie(Begrip):
    """Bijlage II of *Methodisch werken voor sociale wijkteams*."""

    SIGNALERING = "SIGNALERING"
    MELDING = "MELDING"
    PREVENTIE_VOORLICHTING = "PREVENTIE_VOORLICHTING"
    ONTVANGST = "ONTVANGST"
    VRAAGVERKENNING = "VRAAGVERKENNING"
    VRAAGVERHELDERING = "VRAAGVERHELDERING"
    INFORMATIE = "INFORMATIE"
    ADVIES = "ADVIES"
    ONDERSTEUNING = "ONDERSTEUNING"
    ACTIVERING = "ACTIVERING"
    VERWIJZING = "VERWIJZING"
    AANVRAAG_AANMELDING = "AANVRAAG_AANMELDING"
    INTAKE = "INTAKE"
    INDICATIE = "INDICATIE"
    TOEWIJZING = "TOEWIJZING"
    LEVERING = "LEVERING"
    BELANGENBEHARTIGING = "BELANGENBEHARTIGING"
    MANTELZORGONDERSTEUNING = "MANTELZORGONDERSTEUNING"
    REGIE_COORDINATIE = "REGIE_COORDINATIE"
    PSYCHOSOCIALE_HULP = "PSYCHOSOCIALE_HULP"
    CASEMANAGEMENT = "CASEMANAGEMENT"
    CRISISINTERVENTIE = "CRISISINTERVENTIE"
    VRAAGOPVOLGING = "VRAAGOPVOLGING"
    MONITORING = "MONITORING"
    EVALUATIE = "EVALUATIE"


class Functieresultaat(Enum):
    """How a function ended; which of these are a function's stands in `RESULTATEN`."""

    # noticed, reported, received
    DOORGEGEVEN = "DOORGEGEVEN"
    DOORGEGEVEN_EN_GEINFORMEERD = "DOORGEGEVEN_EN_GEINFORMEERD"
    GEHOLPEN_MET_MELDEN = "GEHOLPEN_MET_MELDEN"
    VERWEZEN_NAAR_MELDPUNT = "VERWEZEN_NAAR_MELDPUNT"
    GEEN_ACTIE_NODIG = "GEEN_ACTIE_NODIG"
    GROEP_BEREIKT = "GROEP_BEREIKT"
    ONTVANGEN = "ONTVANGEN"
    # the question
    JUISTE_PLEK = "JUISTE_PLEK"
    INFORMATIE_GEGEVEN = "INFORMATIE_GEGEVEN"
    ADVIES_GEGEVEN = "ADVIES_GEGEVEN"
    GESPREK_GEPLAND = "GESPREK_GEPLAND"
    DOORVERWEZEN = "DOORVERWEZEN"
    VRAAG_HELDER = "VRAAG_HELDER"
    VERVOLGGESPREK_NODIG = "VERVOLGGESPREK_NODIG"
    CLIENT_KIEST_AANVRAAG = "CLIENT_KIEST_AANVRAAG"
    CLIENT_KIEST_ONDERSTEUNING = "CLIENT_KIEST_ONDERSTEUNING"
    CLIENT_KIEST_VERWIJZING = "CLIENT_KIEST_VERWIJZING"
    CLIENT_BESLIST_LATER = "CLIENT_BESLIST_LATER"
    GEEN_AANVRAAG_ANDERE_OPLOSSING = "GEEN_AANVRAAG_ANDERE_OPLOSSING"
    CLIENT_ZIET_AF = "CLIENT_ZIET_AF"
    # to a product
    WARM_OVERGEDRAGEN = "WARM_OVERGEDRAGEN"
    AANGEBODEN = "AANGEBODEN"
    AANVRAAG_INGEDIEND = "AANVRAAG_INGEDIEND"
    AANGEMELD = "AANGEMELD"
    PASSEND = "PASSEND"
    NIET_PASSEND = "NIET_PASSEND"
    VOLDOET = "VOLDOET"
    VOLDOET_NIET = "VOLDOET_NIET"
    TOEGEWEZEN = "TOEGEWEZEN"
    DEELS_TOEGEWEZEN = "DEELS_TOEGEWEZEN"
    AFGEWEZEN = "AFGEWEZEN"
    PASSEN_NODIG = "PASSEN_NODIG"
    # help, and what goes along with it
    GESTART = "GESTART"
    LOOPT = "LOOPT"
    DOEL_BEREIKT = "DOEL_BEREIKT"
    DOEL_NIET_BEREIKT = "DOEL_NIET_BEREIKT"
    BEEINDIGD = "BEEINDIGD"
    GESTABILISEERD = "GESTABILISEERD"
    OPGESCHAALD = "OPGESCHAALD"
    BELEGD = "BELEGD"
    AFGESTEMD = "AFGESTEMD"
    # afterwards
    OP_SCHEMA = "OP_SCHEMA"
    BIJSTELLEN = "BIJSTELLEN"
    STABIEL = "STABIEL"
    TERUGVAL = "TERUGVAL"
    NIET_BEREIKT = "NIET_BEREIKT"
    GEHOLPEN = "GEHOLPEN"
    DEELS_GEHOLPEN = "DEELS_GEHOLPEN"
    NIET_GEHOLPEN = "NIET_GEHOLPEN"


_R = Functieresultaat
_HULP: Final = frozenset({_R.GESTART, _R.LOOPT, _R.DOEL_BEREIKT, _R.DOEL_NIET_BEREIKT, _R.CLIENT_ZIET_AF})
_KEUZE: Final = frozenset(
    {
        _R.CLIENT_KIEST_AANVRAAG,
        _R.CLIENT_KIEST_ONDERSTEUNING,
        _R.CLIENT_KIEST_VERWIJZING,
        _R.CLIENT_BESLIST_LATER,
        _R.GEEN_AANVRAAG_ANDERE_OPLOSSING,
        _R.CLIENT_ZIET_AF,
    }
)

RESULTATEN: Final[Mapping[Functie, frozenset[Functieresultaat]]] = {
    # II.1: per product only the signal, or the resident informed as well.
    Functie.SIGNALERING: frozenset({_R.DOORGEGEVEN, _R.DOORGEGEVEN_EN_GEINFORMEERD, _R.GEEN_ACTIE_NODIG}),
    # II.2: the three ways, chosen by how self-reliant the resident is.
    Functie.MELDING: frozenset({_R.DOORGEGEVEN, _R.GEHOLPEN_MET_MELDEN, _R.VERWEZEN_NAAR_MELDPUNT}),
    Functie.PREVENTIE_VOORLICHTING: frozenset({_R.GROEP_BEREIKT, _R.INFORMATIE_GEGEVEN}),
    Functie.ONTVANGST: frozenset({_R.ONTVANGEN, _R.DOORVERWEZEN}),
    # II.5: the right place, written information, advice, a talk now or by appointment.
    Functie.VRAAGVERKENNING: frozenset(
        {_R.JUISTE_PLEK, _R.INFORMATIE_GEGEVEN, _R.ADVIES_GEGEVEN, _R.GESPREK_GEPLAND, _R.DOORVERWEZEN}
    ),
    Functie.VRAAGVERHELDERING: frozenset({_R.VRAAG_HELDER, _R.VERVOLGGESPREK_NODIG}) | _KEUZE,
    Functie.INFORMATIE: frozenset({_R.INFORMATIE_GEGEVEN, _R.DOORVERWEZEN}),
    Functie.ADVIES: _KEUZE,  # II.8: advice is objective, the client chooses
    Functie.ONDERSTEUNING: _HULP,
    Functie.ACTIVERING: _HULP,
    Functie.VERWIJZING: frozenset({_R.WARM_OVERGEDRAGEN, _R.AANGEBODEN, _R.CLIENT_ZIET_AF}),
    Functie.AANVRAAG_AANMELDING: frozenset({_R.AANVRAAG_INGEDIEND, _R.AANGEMELD, _R.CLIENT_ZIET_AF}),
    Functie.INTAKE: frozenset({_R.PASSEND, _R.NIET_PASSEND, _R.CLIENT_ZIET_AF}),
    Functie.INDICATIE: frozenset({_R.VOLDOET, _R.VOLDOET_NIET}),
    Functie.TOEWIJZING: frozenset({_R.TOEGEWEZEN, _R.DEELS_TOEGEWEZEN, _R.AFGEWEZEN}),
    Functie.LEVERING: frozenset({_R.PASSEN_NODIG, _R.GESTART, _R.LOOPT, _R.BEEINDIGD, _R.CLIENT_ZIET_AF}),
    Functie.BELANGENBEHARTIGING: _HULP,
    Functie.MANTELZORGONDERSTEUNING: _HULP | {_R.GEEN_AANVRAAG_ANDERE_OPLOSSING},
    Functie.REGIE_COORDINATIE: frozenset({_R.BELEGD, _R.AFGESTEMD}),
    Functie.PSYCHOSOCIALE_HULP: _HULP,
    Functie.CASEMANAGEMENT: frozenset({_R.GESTART, _R.AFGESTEMD, _R.BEEINDIGD}),
    Functie.CRISISINTERVENTIE: frozenset({_R.GESTART, _R.GESTABILISEERD, _R.OPGESCHAALD}),
    Functie.VRAAGOPVOLGING: frozenset({_R.OP_SCHEMA, _R.BIJSTELLEN, _R.DOEL_BEREIKT, _R.NIET_BEREIKT}),
    Functie.MONITORING: frozenset({_R.GESTART, _R.STABIEL, _R.TERUGVAL, _R.NIET_BEREIKT, _R.BEEINDIGD}),
    Functie.EVALUATIE: frozenset({_R.GEHOLPEN, _R.DEELS_GEHOLPEN, _R.NIET_GEHOLPEN, _R.NIET_BEREIKT}),
}
"""Per function how it may end. Source: Bijlage II."""

MET_CLIENT: Final = frozenset(
    {
        Functie.ONTVANGST,
        Functie.VRAAGVERKENNING,
        Functie.VRAAGVERHELDERING,
        Functie.INFORMATIE,
        Functie.ADVIES,
        Functie.ONDERSTEUNING,
        Functie.ACTIVERING,
        Functie.AANVRAAG_AANMELDING,
        Functie.INTAKE,
        Functie.LEVERING,
        Functie.MANTELZORGONDERSTEUNING,
        Functie.PSYCHOSOCIALE_HULP,
        Functie.CRISISINTERVENTIE,
    }
)
"""Performed together with the client; the others are done about it, or among professionals."""

EINDIGT_PAD: Final = frozenset(
    {
        _R.GEEN_AANVRAAG_ANDERE_OPLOSSING,
        _R.CLIENT_ZIET_AF,
        _R.NIET_PASSEND,
        _R.VOLDOET_NIET,
        _R.AFGEWEZEN,
        _R.GEEN_ACTIE_NODIG,
    }
)
"""After these nothing more is expected on the way to a product; most are a good end, none is a stall."""
