"""Understands which fields of an outgoing message a receiver gets, by its role.

Deny by default: a new message, field or role gets nothing until it stands here. The leak test is generated
from this table. Fields that say nothing about a client (codes, dates, names of organisations) are allowed by
name as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keten.domein.begrippen import Rol

_ALLEN = frozenset(Rol)
_GEEN_VERHAAL = frozenset({Rol.POLITIE, Rol.CORPORATIE, Rol.HUISARTS})
"""They hear that and how a matter ended, never why: health, debt and who helps is not theirs to know."""

_GEEN_REDEN = frozenset({Rol.POLITIE, Rol.CORPORATIE})
"""They hear that a receiver does not take it on, and not for which reason."""

_DOORZETTING = frozenset(
    {
        "kenmerk",
        "afzender",
        "afzender_naam",
        "kenmerk_afzender",
        "gemeente",
        "thema",
        "urgentie",
        "regel",
        "ontvangst_uiterlijk",
        "besluit_uiterlijk",
        "betrokkenen",
        "toelichting",
        "waargenomen_op",
        "aanleiding",
        "uiterlijk_datum",
        "aanvulling",
        "ook_aan_anderen",
    }
)
# What was added because the receiver asked for it goes whole to that receiver, as the hand-over itself does.
_STATUS = frozenset(
    {
        "kenmerk",
        "toestand",
        "bij",
        "bij_naam",
        "uiterlijk",
        "voortgang",
        "kwijtgescholden",
        "correctie",
        "aanvulling",
        "betrokkenen",
    }
)
_ACTIE = frozenset({"kenmerk", "actie", "plicht", "uiterlijk", "gevraagd", "onjuist", "bericht"})
_PLICHT = frozenset({"kenmerk", "plicht", "debiteur", "debiteur_naam", "uiterlijk"})
_HERINNERING = _PLICHT | {"te_laat"}
_ESCALATIE = _PLICHT | {"niveau", "rol", "bevestigen_uiterlijk"}
_REGIE = frozenset({"kenmerk", "verantwoordelijkheid", "houder", "houder_naam"})
_TERUGKOPPELING = frozenset({"kenmerk", "van", "van_naam", "resultaat", "eind"})


def _voor(rollen: frozenset[Rol], velden: frozenset[str]) -> dict[Rol, frozenset[str]]:
    return dict.fromkeys(sorted(rollen, key=lambda rol: rol.value), velden)


PROFIELEN: Mapping[str, Mapping[Rol, frozenset[str]]] = {
    "ontvangst.vastgelegd": _voor(
        _ALLEN, frozenset({"bericht_id", "kenmerk", "ontvangen_op", "opmerkingen"})
    ),
    "bericht.afgekeurd": _voor(
        _ALLEN, frozenset({"bericht_id", "code", "veld", "uitleg", "ontvangen_op", "positie", "kan_vanaf"})
    ),
    # Warm: the receiver who must act gets the question and the client's data.
    "signalering.doorgezet": _voor(_ALLEN, _DOORZETTING),
    "melding.doorgezet": _voor(_ALLEN, _DOORZETTING),
    "verwijzing.aangeboden": _voor(_ALLEN, _DOORZETTING | {"grondslag", "product"}),
    "ontvangst.bevestigd": _voor(_ALLEN, frozenset({"kenmerk", "bij", "bij_naam"})),
    # Why somebody refuses may be about the client (sees off, no contact): not for politie and corporatie.
    "status.gewijzigd": {
        **_voor(_GEEN_REDEN, _STATUS),
        **_voor(_GEEN_VERHAAL - _GEEN_REDEN, _STATUS | {"reden"}),
        **_voor(_ALLEN - _GEEN_VERHAAL, _STATUS | {"reden", "toelichting"}),
    },
    "actie.gevraagd": {
        **_voor(_GEEN_REDEN, _ACTIE),
        **_voor(_GEEN_VERHAAL - _GEEN_REDEN, _ACTIE | {"reden"}),
        **_voor(_ALLEN - _GEEN_VERHAAL, _ACTIE | {"reden", "toelichting"}),
    },
    "terugkoppeling.gegeven": {
        **_voor(_GEEN_VERHAAL, _TERUGKOPPELING),
        **_voor(_ALLEN - _GEEN_VERHAAL, _TERUGKOPPELING | {"toelichting", "zelfredzaamheid", "participatie"}),
    },
    # Which function is late says what help somebody gets: not for politie and corporatie.
    "herinnering.verstuurd": {
        **_voor(_GEEN_REDEN, _HERINNERING),
        **_voor(_ALLEN - _GEEN_REDEN, _HERINNERING | {"functie"}),
    },
    "escalatie.ingezet": {
        **_voor(_GEEN_REDEN, _ESCALATIE),
        **_voor(_ALLEN - _GEEN_REDEN, _ESCALATIE | {"functie"}),
    },
    # That it has another owner; who that is says who helps, and is not for politie and corporatie.
    "regie.gewijzigd": {
        **_voor(_GEEN_REDEN, frozenset({"kenmerk", "verantwoordelijkheid"})),
        **_voor(_GEEN_VERHAAL - _GEEN_REDEN, _REGIE),
        **_voor(_ALLEN - _GEEN_VERHAAL, _REGIE | {"betrokkenen", "toelichting"}),
    },
    # About an organisation, to whom the inrichting names.
    "capaciteit.gewijzigd": _voor(
        _ALLEN,
        frozenset(
            {
                "van",
                "van_naam",
                "capaciteit",
                "product",
                "gemeente",
                "vanaf",
                "geldig_tot",
                "wachttijd_weken",
            }
        ),
    ),
    "beantwoording.uitgebleven": _voor(_ALLEN, _PLICHT | {"alternatieven"}),
}
"""Short type -> role of the receiver -> fields it gets."""


def toegestaan(type_: str, rol: Rol) -> frozenset[str]:
    """The fields that a receiver in this role gets; none for what the table does not know."""
    return PROFIELEN.get(type_, {}).get(rol, frozenset())


def redigeer(type_: str, rol: Rol, velden: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is allowed."""
    mag = toegestaan(type_, rol)
    return {naam: waarde for naam, waarde in velden.items() if naam in mag}
