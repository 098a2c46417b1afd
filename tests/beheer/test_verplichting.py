"""Understands whether beheer can let a debtor off and settle a repair, as far as the core lets it."""

from __future__ import annotations

import pytest

from beheer.__main__ import hoofd
from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang
from beheer.verplichting import maak_feit
from keten.domein.begrippen import BEHEER, Plicht, Reden
from keten.domein.feiten import HerstelAfgedaan, PlichtKwijtgescholden
from tests.domein.bouw import VERZOEK, Keten


def _keten() -> Keten:
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    keten.keur_af("mee", "voortgang.gemeld")
    return keten


def _maak(keten: Keten, soort: Plicht, reden: Reden | None) -> HerstelAfgedaan | PlichtKwijtgescholden:
    (nummer,) = [v.nummer for v in keten.d.verplichtingen if v.soort is soort]
    return maak_feit(VERZOEK, keten.d, nummer, "besluit-17", reden, nu=keten.nu, inrichting=keten.inrichting)


def test_a_duty_is_let_off_with_its_mandate_in_the_trail() -> None:
    """What is written does what it says, and twice is the same fact."""
    keten = _keten()
    feit = _maak(keten, Plicht.EERSTE_CONTACT, Reden.CLIENT_ZIET_AF)
    assert isinstance(feit, PlichtKwijtgescholden)
    assert (feit.kop.afzender, feit.mandaat) == (BEHEER, "besluit-17")
    assert _maak(keten, Plicht.EERSTE_CONTACT, Reden.CLIENT_ZIET_AF) == feit
    keten.stuur(feit)
    assert Plicht.EERSTE_CONTACT not in keten.soorten()


def test_a_repair_is_settled_by_hand() -> None:
    """The one fact that no partner can send."""
    keten = _keten()
    keten.stuur(_maak(keten, Plicht.HERSTEL, None))
    assert Plicht.HERSTEL not in keten.soorten()


@pytest.mark.parametrize(("soort", "reden"), [(Plicht.HERSTEL, Reden.ANDERS), (Plicht.STAND, None)])
def test_what_the_core_refuses_is_not_written(soort: Plicht, reden: Reden | None) -> None:
    """A repair is not let off, and a duty is no repair: told with the code."""
    with pytest.raises(BeheerError, match="KTN-2"):
        _maak(_keten(), soort, reden)


def test_a_duty_that_is_not_there() -> None:
    """Its number is looked up first."""
    keten = _keten()
    with pytest.raises(BeheerError, match="geen plicht 99"):
        maak_feit(VERZOEK, keten.d, 99, "besluit-17", None, nu=keten.nu, inrichting=keten.inrichting)


def test_an_unknown_reason_is_told_before_anything_is_read() -> None:
    """With every reason there is."""
    argumenten = ["verplichting", "kwijtschelden", "politie/P-1", "1", "--mandaat", "besluit-17"]
    assert hoofd([*argumenten, "--reden", "ZOMAAR"]) == Uitgang.GEBRUIK
