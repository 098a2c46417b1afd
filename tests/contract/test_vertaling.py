"""Understands that nothing is lost or added between a message, a fact, a decision and an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args
from uuid import UUID

import pytest

from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.berichten.model import InBericht
from keten.contract.berichten.register import IN, UIT
from keten.contract.fouten import Vormcode, Vormfout
from keten.contract.identiteit import technisch_id
from keten.contract.records import avro_waarde
from keten.contract.vertaling import (
    feit_van_bericht,
    opdracht_afgekeurd,
    opdracht_naar_bytes,
    opdracht_van_besluit,
    opdracht_van_bytes,
    opdracht_vastgelegd,
)
from keten.contract.voorbeelden import voorbeeld
from keten.domein import besluiten, feiten
from keten.domein.begrippen import (
    Aanleiding,
    Actie,
    Capaciteit,
    Grondslag,
    Plicht,
    Reden,
    Resultaat,
    Thema,
    Toestand,
    Urgentie,
    Verantwoordelijkheid,
    Verloop,
    Voortgang,
    Zrmdomein,
)
from keten.domein.meten import Domeinverloop
from keten.domein.weigeringen import Weigering
from tests.contract.maak import SCHEMAS

NU = datetime(2026, 11, 13, 9, 0, 0, 123_000, tzinfo=UTC)
STRAKS = datetime(2026, 11, 16, 23, tzinfo=UTC)
ZAAK = UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21")
FEIT = UUID("7c9e6679-7425-50de-944b-e07fc1f90ae7")
PLEK = feiten.Herkomst("in.politie", 0, 17)
KOP = feiten.Kop(feit_id=FEIT, verzoek_id=ZAAK, nu=NU, inrichting=1, afzender="politie", herkomst=PLEK)
ADRES = besluiten.Adres(
    bericht_id=ZAAK, ontvanger="mee", onderdeel=2, oorzaak=FEIT, kenmerk=b"geheim kenmerk"
)

_ONTRUIMING = (Aanleiding.DREIGENDE_ONTRUIMING, date(2026, 11, 17))
_DOOR = ("0505", Thema.WONEN, Urgentie.SPOED, "wonen", NU, STRAKS, b"geheim verhaal")

BESLUITEN: dict[str, besluiten.Bericht] = {
    "signalering.doorgezet": besluiten.ZetSignaleringDoor(ADRES, "politie", *_DOOR),
    "verwijzing.aangeboden": besluiten.BiedVerwijzingAan(
        ADRES, "politie", *_DOOR, *_ONTRUIMING, Grondslag.TOESTEMMING, ook_aan_anderen=True
    ),
    "actie.gevraagd": besluiten.VraagActie(
        ADRES, Actie.HERROUTEREN, Plicht.HERROUTEREN, STRAKS, Reden.GEEN_CAPACITEIT
    ),
    "melding.doorgezet": besluiten.ZetMeldingDoor(
        ADRES, "politie", "0505", Thema.WONEN, Urgentie.SPOED, "wonen", NU, STRAKS, b"geheim verhaal"
    ),
    "ontvangst.bevestigd": besluiten.BevestigOntvangst(ADRES, "wip"),
    "status.gewijzigd": besluiten.MeldStatus(
        ADRES, Toestand.AFGEWEZEN, "wip", None, Reden.ANDERS, Voortgang.LOOPT, b"geheim"
    ),
    "terugkoppeling.gegeven": besluiten.GeefTerugkoppeling(ADRES, "wip", Resultaat.OPGELOST, True, b"geheim"),
    "herinnering.verstuurd": besluiten.Herinner(ADRES, Plicht.BESLUIT, "wip", STRAKS, True, Urgentie.SPOED),
    "escalatie.ingezet": besluiten.Escaleer(
        ADRES, Plicht.BESLUIT, "wip", NU, 1, "coordinator", STRAKS, Urgentie.CRISIS
    ),
    "beantwoording.uitgebleven": besluiten.MeldUitblijven(
        ADRES, Plicht.BESLUIT, "wip", STRAKS, ("cjg", "mee")
    ),
    "regie.gewijzigd": besluiten.MeldRegie(ADRES, "wip", Verantwoordelijkheid.GEZINSCOACH, b"geheim"),
    "capaciteit.gewijzigd": besluiten.MeldCapaciteit(
        ADRES, "wip", Capaciteit.VOL, "dagopvang", "0505", NU.date(), STRAKS.date(), 6
    ),
    "bericht.afgekeurd": besluiten.WijsAf(ADRES, Weigering.NIET_AAN_U, "e1"),
}


@pytest.mark.parametrize("soort", sorted(IN))
def test_elk_bericht_wordt_zijn_feit(soort: str) -> None:
    """Each message becomes the fact of the same name, with every stuur field that the fact knows."""
    bericht = IN[soort].model_validate(voorbeeld(IN[soort]))
    feit = feit_van_bericht(bericht, KOP)
    assert type(feit).__name__ == type(bericht).__name__
    assert feit.kop is KOP
    gedeeld = set(type(feit).__dataclass_fields__) - {"kop"}
    assert gedeeld <= set(type(bericht).model_fields)
    assert all(getattr(feit, n) == getattr(bericht, n) for n in gedeeld)


def test_een_verwijzing_over_een_zaak_wordt_een_onderdeel() -> None:
    """The same message about a verzoek that is there adds a part to it; no other opening does."""
    soort = IN["verwijzing.aangeboden"]
    feit = feit_van_bericht(soort.model_validate(voorbeeld(soort)), KOP, vult_aan=True)
    assert isinstance(feit, feiten.OnderdeelAangeboden)
    melding = MeldingGedaan.model_validate(voorbeeld(MeldingGedaan))
    with pytest.raises(ValueError, match=r"melding\.gedaan"):
        feit_van_bericht(melding, KOP, vult_aan=True)
    assert [t for t, m in IN.items() if m.vult_aan] == ["verwijzing.aangeboden"]


def test_melding_geeft_elk_stuurveld_door() -> None:
    """What somebody says differently from the default arrives in the fact."""
    data = {
        **voorbeeld(MeldingGedaan),
        "urgentie": "CRISIS",
        "terugkoppeling_gewenst": False,
        "thema": "SCHULDEN",
    }
    feit = feit_van_bericht(MeldingGedaan.model_validate(data), KOP)
    assert feit == feiten.MeldingGedaan(KOP, "0505", Thema.SCHULDEN, Urgentie.CRISIS, False, *_ONTRUIMING)


def test_onbekend_bericht_wordt_geen_feit() -> None:
    """A new message without a translation is a bug that shows at once."""

    class Nieuw(InBericht):
        type = "nieuw.gedaan"
        naam = "in/nieuw-gedaan"
        betekenis = "Nieuw."

    with pytest.raises(ValueError, match=r"nieuw\.gedaan"):
        feit_van_bericht(Nieuw(), KOP)


def test_elk_besluit_heeft_een_voorbeeld_hier() -> None:
    """The table above is complete: a new decision without an order fails here."""
    assert {type(b) for b in BESLUITEN.values()} == set(get_args(besluiten.Bericht))
    assert BESLUITEN.keys() | {"ontvangst.vastgelegd"} == UIT.keys()


@pytest.mark.parametrize("soort", sorted(BESLUITEN))
def test_elk_besluit_wordt_zijn_opdracht(soort: str) -> None:
    """Each decision becomes the order for its message, with every field, and survives the topic."""
    besluit = BESLUITEN[soort]
    opdracht = opdracht_van_besluit(besluit, verzoek_id=ZAAK, nu=NU)
    assert opdracht.type == soort
    assert (
        opdracht.bericht_id,
        opdracht.ontvanger,
        opdracht.onderdeel,
        opdracht.oorzaak,
        opdracht.kenmerk,
    ) == (
        ADRES.bericht_id,
        ADRES.ontvanger,
        ADRES.onderdeel,
        ADRES.oorzaak,
        ADRES.kenmerk,
    )
    zaak = None if isinstance(besluit, besluiten.MeldCapaciteit) else ZAAK  # about an organisation
    assert (opdracht.verzoek_id, opdracht.nu, opdracht.herkomst) == (zaak, NU, None)
    if not isinstance(besluit, besluiten.WijsAf):
        _zelfde_velden(besluit, opdracht)
    assert opdracht_van_bytes(opdracht_naar_bytes(opdracht, SCHEMAS), SCHEMAS) == opdracht


def test_de_uitkomst_gaat_per_domein_mee() -> None:
    """How each measure went travels as codes, in the order of the matrix."""
    gemeten = (
        Domeinverloop(Zrmdomein.FINANCIEN, Verloop.GESTEGEN),
        Domeinverloop(Zrmdomein.ADL, Verloop.NIET_GEMETEN),
    )
    besluit = besluiten.GeefTerugkoppeling(
        ADRES, "wip", Resultaat.OPGELOST, True, None, gemeten, Verloop.GELIJK
    )
    opdracht = opdracht_van_besluit(besluit, verzoek_id=ZAAK, nu=NU)
    gegevens = avro_waarde(opdracht.gegevens)
    assert gegevens["zelfredzaamheid"] == [
        {"domein": "FINANCIEN", "verloop": "GESTEGEN"},
        {"domein": "ADL", "verloop": "NIET_GEMETEN"},
    ]
    assert gegevens["participatie"] == "GELIJK"
    assert opdracht_van_bytes(opdracht_naar_bytes(opdracht, SCHEMAS), SCHEMAS) == opdracht


def _zelfde_velden(besluit: besluiten.Bericht, opdracht: Any) -> None:
    for veld in set(type(besluit).__dataclass_fields__) - {"adres"}:
        bron = opdracht if veld.startswith("kluis") else opdracht.gegevens
        assert getattr(bron, veld) == getattr(besluit, veld), veld


def test_weigering_noemt_bericht_code_en_plek() -> None:
    """A rejection for its content repeats the sender's id and the place, without `herkomst`."""
    opdracht = opdracht_van_besluit(BESLUITEN["bericht.afgekeurd"], verzoek_id=ZAAK, nu=NU, positie=PLEK)
    assert opdracht.herkomst is None
    assert avro_waarde(opdracht.gegevens) == {
        "bericht_id": "e1",
        "code": "KTN-205",
        "veld": None,
        "uitleg": Weigering.NIET_AAN_U.zin,
        "ontvangen_op": NU,
        "positie": {"topic": "in.politie", "partitie": 0, "offset": 17},
        "kan_vanaf": None,
    }


def test_vormfout_wordt_een_opdracht() -> None:
    """A rejection for its form needs no request; its id comes from the place of the record."""
    fout = Vormfout(Vormcode.VELD_ONTBREEKT, "/data/gemeente")
    opdracht = opdracht_afgekeurd(fout, herkomst=PLEK, ontvanger="politie", bericht_id=None, nu=NU)
    assert opdracht.bericht_id == technisch_id(PLEK, "bericht.afgekeurd")
    assert opdracht.verzoek_id is None
    assert avro_waarde(opdracht.herkomst) == {"topic": "in.politie", "partitie": 0, "offset": 17}
    gegevens = avro_waarde(opdracht.gegevens)
    assert (gegevens["code"], gegevens["veld"], gegevens["uitleg"]) == ("KTN-117", "/data/gemeente", fout.zin)
    elders = opdracht_afgekeurd(
        fout, herkomst=replace(PLEK, offset=18), ontvanger="politie", bericht_id=None, nu=NU
    )
    assert elders.bericht_id != opdracht.bericht_id


def test_ontvangst_wordt_een_opdracht() -> None:
    """The technical acknowledgement repeats id, reference and time, and is told apart by place."""
    opdracht = opdracht_vastgelegd(
        herkomst=PLEK,
        ontvanger="politie",
        bericht_id="e1",
        verzoek_id=ZAAK,
        onderdeel=1,
        nu=NU,
        feit_id=FEIT,
        kenmerk=b"geheim",
    )
    assert opdracht.bericht_id == technisch_id(PLEK, "ontvangst.vastgelegd")
    assert (opdracht.oorzaak, opdracht.kenmerk, opdracht.nummer) == (FEIT, b"geheim", 0)
    assert avro_waarde(opdracht.gegevens) == {"bericht_id": "e1", "ontvangen_op": NU, "opmerkingen": []}
    assert opdracht_van_bytes(opdracht_naar_bytes(opdracht, SCHEMAS), SCHEMAS) == opdracht
