"""Promise: the engine runs only on the private code of Faust and aiokafka that it was proven on."""

from __future__ import annotations

import copy
import json

import pytest
from faust.transport.consumer import Consumer

from keten.platform.motor import faust_contract
from keten.platform.motor.fouten import ContractError


def test_installed_code_is_the_code_that_was_pinned() -> None:
    pins = json.loads(faust_contract.PINS.read_text(encoding="utf-8"))
    assert faust_contract.verschillen(pins, faust_contract.huidig()) == []
    faust_contract.eis()


def test_any_difference_is_named() -> None:
    nu = faust_contract.huidig()
    pins = copy.deepcopy(nu)
    pins["versies"]["aiokafka"] = "0.13.0"
    functie = next(iter(pins["functies"]))
    pins["functies"][functie] = "0" * 64
    pins["functies"]["weg"] = "1" * 64
    assert faust_contract.verschillen(pins, nu) == sorted(["aiokafka", functie, "weg"])


def test_a_changed_function_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    async def perform_seek(self: object) -> None:
        del self

    monkeypatch.setattr(Consumer, "perform_seek", perform_seek)
    with pytest.raises(ContractError, match=r"proven on faust-streaming .*Consumer\.perform_seek"):
        faust_contract.eis()
