"""Understands how a test makes every possible message, fact, order and state. All people are fictitious."""

from __future__ import annotations

import types
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin
from uuid import UUID

from hypothesis import strategies as st
from pydantic import BaseModel

from keten.contract.berichten.in_.aanvulling_gegeven import AanvullingGegeven
from keten.contract.berichten.in_.capaciteit_gewijzigd import CapaciteitGewijzigd
from keten.contract.berichten.in_.functie_verricht import FunctieVerricht
from keten.contract.berichten.in_.ondersteuning_afgerond import OndersteuningAfgerond
from keten.contract.berichten.in_.plan_vastgesteld import PlanVastgesteld
from keten.contract.berichten.in_.regie_belegd import RegieBelegd
from keten.contract.berichten.in_.verwijzing_aangeboden import VerwijzingAangeboden
from keten.contract.berichten.in_.zelfredzaamheid_gemeten import ZelfredzaamheidGemeten
from keten.contract.berichten.model import InBericht
from keten.contract.berichten.persoon import Betrokkene as Persoon
from keten.contract.berichten.persoon import PersoonsRol
from keten.contract.codec import Schemas
from keten.contract.velden import Bsn, is_bsn
from keten.domein import feiten
from keten.domein.begrippen import (
    Aanleiding,
    Contactwijze,
    Correctie,
    Grondslag,
    Oplossingskader,
    Resultaat,
    Thema,
    Toestand,
    Uitkomst,
    Urgentie,
    Verzoeksoort,
)
from keten.domein.dossier import (
    Afspraak,
    Betrokkene,
    Dossier,
    Herstel,
    Onderdeel,
    Sport,
    Verplichting,
    Wachtend,
)
from keten.domein.weigeringen import Weigering

WORTEL = Path(__file__).parents[2]
SCHEMAS = Schemas.lees(WORTEL / "schemas")
PROEF_BSNS = tuple(n for n in (f"99999{i:04d}" for i in range(400)) if is_bsn(n))
"""From the range that is reserved for tests."""

M = TypeVar("M", bound=BaseModel)
_CLIENT = Persoon(rol=PersoonsRol.CLIENT, naam="Mevrouw T. Voorbeeld", telefoon="+31 6 00000000")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
_TEKST = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))


def momenten() -> st.SearchStrategy[datetime]:
    """Instants in UTC, in whole milliseconds, as they travel."""
    return st.integers(0, 4_000_000_000_000).map(lambda ms: _BEGIN + timedelta(milliseconds=ms))


@cache
def modellen(model: type[M]) -> st.SearchStrategy[M]:
    """Any valid value of a model."""
    velden: dict[str, st.SearchStrategy[Any]] = {
        naam: _soort(info.annotation, list(info.metadata)) for naam, info in model.model_fields.items()
    }
    if model is VerwijzingAangeboden:  # warm: there is a client who can be found
        velden["betrokkenen"] = velden["betrokkenen"].map(lambda mensen: (_CLIENT, *mensen))
    if (
        issubclass(model, InBericht) and {"reden", "gevraagd", "onjuist"} & model.model_fields.keys()
    ):  # ANDERS
        velden["toelichting"] = _tekst([])
    if model is OndersteuningAfgerond:  # what goes on has not ended
        velden["resultaat"] = st.sampled_from([r for r in Resultaat if r.eind])
    if model is ZelfredzaamheidGemeten:  # something was measured
        velden["adl"] = st.integers(1, 5)
    if model is FunctieVerricht:  # a result belongs to a function, and frames have an order
        velden |= {"resultaat": st.none(), "geprobeerd": st.just(tuple(Oplossingskader)[:2])}
        velden["gekozen"] = st.none() | st.just(Oplossingskader.EIGEN_KRACHT)
        velden["uitkomst"] = st.sampled_from(
            [Uitkomst.GEDAAN, Uitkomst.DEELS_GEDAAN]
        )  # so it can be on paper
    if model is RegieBelegd:  # handing over needs somebody
        velden["naar"] = _CODES
    if model is PlanVastgesteld:  # a text for each, or none
        velden |= {"actieteksten": st.just(()), "oplossingsteksten": st.just(())}
    if model is CapaciteitGewijzigd:  # about itself alone, and it ends after it begins
        velden |= {"toelichting": st.none(), "tot": st.none()}
    if model is AanvullingGegeven:  # it says something, and what it answers only with how
        velden |= {"toelichting": _tekst([]), "correctie": st.sampled_from(Correctie)}
    return st.fixed_dictionaries(velden).map(model.model_validate)


def _soort(soort: Any, merken: list[Any]) -> st.SearchStrategy[Any]:
    if hasattr(soort, "__metadata__"):
        return _soort(soort.__origin__, [*soort.__metadata__, *merken])
    oorsprong = get_origin(soort)
    if oorsprong in (Union, types.UnionType):
        kern = next(lid for lid in get_args(soort) if lid is not types.NoneType)
        return st.none() | _soort(kern, merken)
    if oorsprong is tuple:
        laagst = max((getattr(m, "min_length", 0) or 0 for m in merken), default=0)
        return st.lists(_soort(get_args(soort)[0], []), min_size=laagst, max_size=laagst + 2).map(tuple)
    if soort is str:
        return _tekst(merken)
    if soort is bytes:
        return st.binary(min_size=16, max_size=16)
    if soort is int:
        laagst = max((getattr(m, "ge", None) or 0 for m in merken), default=0)
        hoogst = min((h for m in merken if (h := getattr(m, "le", None)) is not None), default=2**63 - 1)
        return st.integers(laagst, hoogst)
    if issubclass(soort, BaseModel):
        return modellen(soort)
    return _ENKEL[soort] if soort in _ENKEL else st.sampled_from(list(soort))


def _tekst(merken: list[Any]) -> st.SearchStrategy[str]:
    if Bsn.__metadata__[0] in merken:  # type: ignore[attr-defined]
        return st.sampled_from(PROEF_BSNS)
    patroon = next((p for m in merken if (p := getattr(m, "pattern", None))), None)
    if patroon is not None:
        return st.from_regex(patroon.rstrip("$") + r"\Z", alphabet=_TEKST)
    return st.text(_TEKST, min_size=1, max_size=60)


_ENKEL: dict[type, st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    datetime: momenten(),
    date: st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    UUID: st.uuids(),
}

_CODES = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)
_GEMEENTEN = st.from_regex(r"[0-9]{4}", fullmatch=True)
_NUMMERS = st.integers(0, 2**40)
_DATA = st.none() | _ENKEL[date]
_GEHEIM = st.none() | st.binary(max_size=80)


def herkomsten() -> st.SearchStrategy[feiten.Herkomst]:
    """A position on a partner's topic."""
    return st.builds(feiten.Herkomst, _CODES.map(lambda c: f"in.{c}"), st.integers(0, 30), _NUMMERS)


def koppen() -> st.SearchStrategy[feiten.Kop]:
    """What any fact may say about itself."""
    return st.builds(
        feiten.Kop,
        feit_id=st.uuids(),
        verzoek_id=st.uuids(),
        nu=momenten(),
        inrichting=st.integers(0, 1000),
        afzender=_CODES,
        door=st.none() | _CODES,
        bericht_id=st.none() | st.text(_TEKST, min_size=1, max_size=40),
        bericht_hash=st.none() | st.binary(min_size=16, max_size=16),
        herkomst=st.none() | herkomsten(),
        onderdeel=st.integers(0, 65535),
        kenmerk=_GEHEIM,
        kluis=_GEHEIM,
    )


def alle_feiten() -> st.SearchStrategy[feiten.Feit]:
    """Any fact of the core."""
    vast: dict[str, st.SearchStrategy[Any]] = {
        "kop": koppen(),
        "gemeente": _GEMEENTEN,
        "debiteur": _CODES,
        "ontvanger": _CODES,
        "uitgaand_id": st.uuids(),
        "wek_op": momenten(),
        "terugkoppeling_gewenst": st.booleans(),
        "aanleiding": st.none() | st.sampled_from(Aanleiding),
        "uiterlijk_datum": _DATA,
        "datum": _DATA,
        "mandaat": st.text(_TEKST, min_size=1, max_size=20),
        "nieuwe_datum": _ENKEL[date],
        "afspraak_datum": _ENKEL[date],
        "partij": _CODES,
        "code": st.sampled_from(["KTN-101", "KTN-130"]),
        "hoort_bij": st.booleans(),
        "nummer": _NUMMERS,
        "naar": st.none() | _CODES,
        "hoofdzaak": st.uuids(),
        "product": st.none() | _CODES,
    }
    return st.one_of(
        *(
            st.builds(soort, **{n: s for n, s in vast.items() if n in soort.__dataclass_fields__})
            for soort in get_args(feiten.Feit)
        )
    )


def _herstel() -> st.SearchStrategy[Herstel]:
    plekken = st.lists(herkomsten(), max_size=3).map(tuple)
    return st.builds(Herstel, partij=_CODES, code=st.just("KTN-117"), aantal=_NUMMERS, plekken=plekken)


def verplichtingen() -> st.SearchStrategy[Verplichting]:
    """Any duty, with any ladder."""
    sporten = st.builds(Sport, op=momenten(), partij=st.none() | _CODES, rol=st.none() | _CODES)
    return st.builds(
        Verplichting,
        nummer=_NUMMERS,
        debiteur=_CODES,
        crediteur=_CODES,
        onderdeel=st.integers(0, 100),
        ontstaan_op=momenten(),
        uiterlijk_op=st.none() | momenten(),
        regel=st.text(_TEKST, min_size=1, max_size=20),
        inrichting=st.integers(0, 100),
        sporten=st.lists(sporten, max_size=5).map(tuple),
        volgende_op=st.none() | momenten(),
        gezet=st.integers(0, 10),
        te_laat=st.booleans(),
        betreft_bericht=st.none() | st.uuids(),
        betreft_plicht=st.none() | _NUMMERS,
        herstel=st.none() | _herstel(),
        stil_sinds=st.none() | momenten(),
        eerst_uiterlijk_op=st.none() | momenten(),
    )


_SLEUTELS = st.tuples(_CODES, st.text(_TEKST, min_size=1, max_size=20))
_GEZIEN = st.dictionaries(
    _SLEUTELS, st.tuples(st.binary(max_size=16), st.none() | st.sampled_from(Weigering))
)


def dossiers() -> st.SearchStrategy[Dossier]:
    """Any state of a verzoek; what was refused is always something that was seen."""
    return st.builds(_dossier, _kale_dossiers(), _GEZIEN)


def _dossier(kaal: Dossier, gezien: dict[tuple[str, str], tuple[bytes, Weigering | None]]) -> Dossier:
    if kaal.regie is not None:  # whoever holds regie is the owner, and nobody stands in
        kaal = replace(kaal, regie=replace(kaal.regie, houder=kaal.eigenaar))
    return replace(
        kaal,
        gezien={sleutel: afdruk for sleutel, (afdruk, _) in gezien.items()},
        geweigerd={sleutel: waarom for sleutel, (_, waarom) in gezien.items() if waarom is not None},
    )


def _onderdelen() -> st.SearchStrategy[Onderdeel]:
    return st.builds(
        Onderdeel,
        nummer=_NUMMERS,
        afzender=_CODES,
        ontvanger=_CODES,
        soort=st.sampled_from(Verzoeksoort),
        thema=st.sampled_from(Thema),
        urgentie=st.sampled_from(Urgentie),
        terugkoppeling_gewenst=st.booleans(),
        aanleiding=st.none() | st.sampled_from(Aanleiding),
        uiterlijk_data=st.lists(_ENKEL[date], max_size=2).map(tuple),
        grondslag=st.none() | st.sampled_from(Grondslag),
        product=st.none() | _CODES,
        kluis=_GEHEIM,
        vorige=st.lists(st.sampled_from(Toestand), max_size=2).map(tuple),
        pauze_gehad=st.booleans(),
        uitstel_gehad=st.booleans(),
        aanvulling=_GEHEIM,
        afspraak=st.none() | st.builds(Afspraak, _ENKEL[date]),
        pogingen=st.lists(st.sampled_from(Contactwijze), max_size=3).map(tuple),
    )


def _kale_dossiers() -> st.SearchStrategy[Dossier]:
    return st.builds(
        Dossier,
        verzoek_id=st.uuids(),
        gemeente=_GEMEENTEN,
        eigenaar=_CODES,
        geopend_op=momenten(),
        nu=momenten(),
        betrokkenen=st.lists(st.builds(Betrokkene, code=_CODES, kenmerk=_GEHEIM), max_size=3).map(tuple),
        onderdelen=st.lists(_onderdelen(), min_size=1, max_size=3).map(tuple),
        verplichtingen=st.lists(verplichtingen(), max_size=4).map(tuple),
        volgend_nummer=_NUMMERS,
        wachtend=st.lists(st.builds(Wachtend, alle_feiten(), momenten()), max_size=2).map(tuple),
        bronnen=st.dictionaries(st.tuples(_CODES, st.integers(0, 5)), _NUMMERS, max_size=3),
    )
