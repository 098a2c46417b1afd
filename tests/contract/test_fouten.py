"""Understands that every fault has one code, one sentence and one piece of advice."""

from __future__ import annotations

from keten.contract.fouten import Vormcode, VormError
from keten.contract.foutenblad import RAAD, foutenblad
from keten.domein.weigeringen import Weigering


def test_elke_code_is_uniek() -> None:
    """No two faults or refusals share a code, and form and content have their own hundred."""
    codes = [c.code for c in Vormcode] + [w.code for w in Weigering]
    assert len(set(codes)) == len(codes)
    assert all(c.code.startswith("KTN-1") for c in Vormcode)
    assert all(w.code.startswith("KTN-2") for w in Weigering)


def test_elke_code_legt_zich_uit() -> None:
    """Each code says in a sentence what is wrong and what to do, short enough for a screen."""
    for code in Vormcode:
        for tekst in (code.zin, code.wat_te_doen):
            assert tekst[0].isupper()
            assert tekst.endswith(".")
            assert 10 < len(tekst) <= 120
    for weigering in Weigering:
        assert RAAD[weigering].endswith(".")


def test_het_blad_noemt_elke_code() -> None:
    """Whoever gets a code finds it in docs/fouten.md."""
    blad = foutenblad()
    for code in [c.code for c in Vormcode] + [w.code for w in Weigering]:
        assert f"| {code} |" in blad


def test_alleen_wat_niet_te_lezen_of_te_beoordelen_is_gaat_in_quarantaine() -> None:
    """Bytes that were not read or not judged are kept for repair; what can be read is simply refused."""
    assert {c.name for c in Vormcode if c.quarantaine} == {
        "RECORD_LEEG",
        "ONLEESBAAR",
        "SCHEMA_ONBEKEND",
        "GEEN_CLOUDEVENT",
        "CODERING_ONJUIST",
        "TE_DIEP",
        "FOUT_VAN_ONS",
    }


def test_de_fout_zegt_alleen_code_en_plek() -> None:
    """What an error shows in a log is its code and its pointer."""
    fout = VormError(Vormcode.BSN_ONJUIST, "/data/betrokkenen/0/bsn", bericht_id="e1")
    assert str(fout) == "KTN-123 /data/betrokkenen/0/bsn"
    assert fout.fout.zin == Vormcode.BSN_ONJUIST.zin
