"""Understands how a CloudEvent of a partner becomes a message we know, or a form error in plain Dutch."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import Any, get_args
from uuid import UUID

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from keten.contract.berichten.model import InBericht, kort_type
from keten.contract.berichten.register import IN
from keten.contract.canoniek import canonieke_json
from keten.contract.cloudevents import Gebeurtenis, lijkt_bsn
from keten.contract.codec import Schemas
from keten.contract.fouten import Vormcode, VormError, Vormfout
from keten.contract.klassen import kluisvelden

FOUTSOORTEN: dict[str, Vormcode] = {
    "missing": Vormcode.VELD_ONTBREEKT,
    "extra_forbidden": Vormcode.VELD_ONBEKEND,
    "enum": Vormcode.WAARDE_ONBEKEND,
    "string_type": Vormcode.SOORT_ONJUIST,
    "bool_type": Vormcode.SOORT_ONJUIST,
    "int_type": Vormcode.SOORT_ONJUIST,
    "tuple_type": Vormcode.SOORT_ONJUIST,
    "model_type": Vormcode.SOORT_ONJUIST,
    "model_attributes_type": Vormcode.SOORT_ONJUIST,
    "dict_type": Vormcode.SOORT_ONJUIST,
    "uuid_type": Vormcode.SOORT_ONJUIST,
    "uuid_parsing": Vormcode.VORM_ONJUIST,
    "string_too_short": Vormcode.LENGTE_ONJUIST,
    "string_too_long": Vormcode.LENGTE_ONJUIST,
    "string_pattern_mismatch": Vormcode.VORM_ONJUIST,
    "string_unicode": Vormcode.TEKENS_ONJUIST,
    "client_ontbreekt": Vormcode.CLIENT_ONTBREEKT,
    "toelichting_ontbreekt": Vormcode.TOELICHTING_ONTBREEKT,
    "resultaat_past_niet": Vormcode.FUNCTIE_PAST_NIET,
    "kaders_niet_op_volgorde": Vormcode.FUNCTIE_PAST_NIET,
    "kader_niet_geprobeerd": Vormcode.FUNCTIE_PAST_NIET,
    "verslag_past_niet": Vormcode.FUNCTIE_PAST_NIET,
    "aantallen_verschillen": Vormcode.AANTAL_VERSCHILT,
    "naar_ontbreekt": Vormcode.VELD_ONTBREEKT,
    "correctie_ontbreekt": Vormcode.VELD_ONTBREEKT,
    "meting_leeg": Vormcode.NIETS_GEZEGD,
    "aanvulling_leeg": Vormcode.NIETS_GEZEGD,
    "resultaat_geen_einde": Vormcode.WAARDE_ONJUIST,
    "verhaal_past_niet": Vormcode.VELD_ONBEKEND,
    "tot_voor_vanaf": Vormcode.MOMENT_ONJUIST,
    "tekens_onjuist": Vormcode.TEKENS_ONJUIST,
    "bsn_onjuist": Vormcode.BSN_ONJUIST,
    "moment_onjuist": Vormcode.MOMENT_ONJUIST,
    "datetime_parsing": Vormcode.MOMENT_ONJUIST,
    "datetime_from_date_parsing": Vormcode.MOMENT_ONJUIST,
    "datetime_object_invalid": Vormcode.MOMENT_ONJUIST,
    "timezone_aware": Vormcode.MOMENT_ONJUIST,
    "timezone_offset": Vormcode.MOMENT_ONJUIST,
    "date_parsing": Vormcode.MOMENT_ONJUIST,
    "date_from_datetime_parsing": Vormcode.MOMENT_ONJUIST,
    "date_from_datetime_inexact": Vormcode.MOMENT_ONJUIST,
    "too_short": Vormcode.AANTAL_ONJUIST,
    "too_long": Vormcode.AANTAL_ONJUIST,
    "greater_than_equal": Vormcode.GETAL_BUITEN_GRENZEN,
    "less_than_equal": Vormcode.GETAL_BUITEN_GRENZEN,
    "int_parsing_size": Vormcode.GETAL_BUITEN_GRENZEN,
}
"""Kind of error of the validator -> our code; what is not in here is WAARDE_ONJUIST."""


_WIJST_AAN: dict[str, str] = {
    "resultaat_past_niet": "/data/resultaat",
    "kaders_niet_op_volgorde": "/data/geprobeerd",
    "kader_niet_geprobeerd": "/data/gekozen",
    "verslag_past_niet": "/data/verslag_gegeven",
    "toelichting_ontbreekt": "/data/toelichting",
    "naar_ontbreekt": "/data/naar",
    "correctie_ontbreekt": "/data/correctie",
    "meting_leeg": "/data/participatieladder",
    "aanvulling_leeg": "/data/toelichting",
    "resultaat_geen_einde": "/data/resultaat",
    "verhaal_past_niet": "/data/toelichting",
    "tot_voor_vanaf": "/data/tot",
}
"""Faults of two fields together, and the one to fill in."""


def lees_bericht(gebeurtenis: Gebeurtenis, schemas: Schemas) -> InBericht:
    """The partner's message. Raises VormError, with the sender's id, for what was not agreed."""
    soort = IN.get(kort_type(gebeurtenis.type) or "")
    if soort is None:
        raise VormError(Vormcode.TYPE_ONBEKEND, "/type", bericht_id=gebeurtenis.id)
    waarde: Any = gebeurtenis.data
    if isinstance(waarde, bytes):
        try:
            gelezen = schemas.decodeer(waarde)
        except VormError as fout:
            raise VormError(fout.fout.vormcode, "/data", bericht_id=gebeurtenis.id) from None
        if gelezen.naam != soort.naam:
            raise VormError(Vormcode.SCHEMA_PAST_NIET, "/data", bericht_id=gebeurtenis.id)
        waarde = gelezen.waarde
    try:
        bericht = soort.model_validate(waarde)
    except ValidationError as fout:
        gevonden = vormfout_van(fout)
        raise VormError(
            gevonden.vormcode, gevonden.veld, bericht_id=gebeurtenis.id, bedoeld=gevonden.bedoeld
        ) from None
    # A verzoek's id follows from the reference without a key, and stands in keys and logs of ours.
    if bericht.kenmerk is not None and lijkt_bsn(bericht.kenmerk):
        raise VormError(Vormcode.KENMERK_LIJKT_BSN, "/data/kenmerk", bericht_id=gebeurtenis.id)
    return bericht


def vormfout_van(fout: ValidationError) -> Vormfout:
    """The first error in the order of the fields, without anything the sender wrote."""
    eerste = fout.errors(include_url=False, include_context=False, include_input=False)[0]
    code = FOUTSOORTEN.get(eerste["type"], Vormcode.WAARDE_ONJUIST)
    return Vormfout(code, _wijzer(eerste), _bedoeld(eerste))


def kluis_klaar(bericht: InBericht) -> bytes | None:
    """Canonical JSON of the `kluis` fields that were filled in; None when there are none."""
    gevuld = {n: w for n in kluisvelden(type(bericht)) if (w := getattr(bericht, n)) is not None}
    return canonieke_json(gevuld) if gevuld else None


def inhoud_voor_vingerafdruk(bericht: InBericht, verzoek_id: UUID, onderdeel: int) -> bytes:
    """What is said about which matter: the same for Avro and JSON, and for an older and a newer token."""
    return canonieke_json({"type": bericht.type, "over": [verzoek_id, onderdeel], "data": bericht})


def _wijzer(fout: ErrorDetails) -> str:
    """JSON pointer. An unknown field's name is the sender's text, so the pointer ends at what holds it; but
    where that name is a word of the contract, which belongs elsewhere, it is named.
    """
    if fout["type"] == "aantallen_verschillen":
        return f"/data/{fout['msg']}"
    if fout["type"] in _WIJST_AAN:
        return _WIJST_AAN[fout["type"]]
    onbekend = fout["type"] == "extra_forbidden" and fout["loc"][-1] not in _veldnamen()
    delen = fout["loc"][:-1] if onbekend else fout["loc"]
    return "/data" + "".join(f"/{deel}" for deel in delen)


def _bedoeld(fout: ErrorDetails) -> str | None:
    """The field of ours that an unknown name is nearly: our word, and nothing of the sender's."""
    naam = fout["loc"][-1] if fout["type"] == "extra_forbidden" else None
    if not isinstance(naam, str) or naam in _veldnamen():
        return None
    return next(iter(get_close_matches(naam, sorted(_veldnamen()), 1, 0.8)), None)


@cache
def _veldnamen() -> frozenset[str]:
    """Every name that a field of a message in, or of what stands in one, has."""
    namen: set[str] = set()
    modellen: list[Any] = list(IN.values())
    while modellen:
        soort = modellen.pop()
        if isinstance(soort, type) and issubclass(soort, BaseModel):
            namen |= soort.model_fields.keys()
            modellen += [veld.annotation for veld in soort.model_fields.values()]
        else:
            modellen += get_args(soort)
    return frozenset(namen)
