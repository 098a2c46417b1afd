"""Understands that the date of a status is that of the next thing to expect on the part, or there is none."""

from __future__ import annotations

from keten.domein.begrippen import Plicht, Regierol
from keten.domein.besluiten import MeldStatus
from tests.domein.bouw import Keten, van


def test_a_confirmation_that_is_owed_beside_the_work_is_no_date_to_wait_for() -> None:
    """The receiver must confirm an escalation by tomorrow; its sender waits for the first contact."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.wek_tot(keten.d.verplichtingen[0].sporten[2].op)
    assert ("wijkteam", Plicht.ESCALATIE) in {(v.debiteur, v.soort) for v in keten.d.verplichtingen}
    keten.zend_door("mee", "wijkteam")
    status = van(MeldStatus, keten.accepteer("wijkteam"))
    (contact,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.EERSTE_CONTACT]
    assert status.uiterlijk == contact.uiterlijk_op


def test_after_the_end_there_is_nothing_to_wait_for() -> None:
    """Whoever ended it still owes measurements to the client; to its sender nothing."""
    keten = Keten()
    keten.meld(gewenst=False)
    keten.accepteer()
    keten.neem_regie("meldpunt", Regierol.CASEMANAGER)
    status = [b for b in keten.rond_af() if isinstance(b, MeldStatus)]
    assert status
    assert Plicht.EVALUATIE in keten.soorten()
    assert {b.uiterlijk for b in status} == {None}


def test_a_correction_that_is_asked_moves_no_date() -> None:
    """The decision is what its sender waits for."""
    keten = Keten()
    keten.meld()
    keten.vraag_correctie("politie")
    keten.vraag_correctie("meldpunt")
    dag = {v.soort: v.uiterlijk_op for v in keten.d.verplichtingen}
    assert van(MeldStatus, keten.zet_recht("politie")).uiterlijk == dag[Plicht.BESLUIT]
    assert van(MeldStatus, keten.zet_recht("meldpunt")).uiterlijk == dag[Plicht.BESLUIT]
