"""Understands how one message reads as a short Dutch sentence. For people; the full data is in `--json`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

from beheer import tijden
from beheer.afloop import Regel
from beheer.fouten import meervoud

Gegevens = Mapping[str, Any]
"""Fields of a message, with deadlines already in words."""

ONGENOEMD = "(niet genoemd)"
"""Where a field was left out; such a message is refused, and shown all the same."""

_PLICHTEN = {
    "ONTVANGST": "ontvangst bevestigen",
    "BESLUIT": "besluiten",
    "STAND": "laten weten hoe het staat",
    "EINDTERUGKOPPELING": "eindterugkoppeling geven",
    "BEZORGING": "terugkoppeling bezorgen",
    "ESCALATIE": "escalatie bevestigen",
    "EERSTE_CONTACT": "de client spreken",
    "HERROUTEREN": "een andere ontvanger vragen of stoppen",
    "DOORZENDING": "het verzoek doorzenden",
    "FUNCTIE": "de volgende functie verrichten",
    "ERVARING": "vastleggen wat de client ervan vond",
    "UITKOMST": "de client de uitkomst op schrift geven",
    "INTREKKING": "de intrekking bevestigen of weigeren",
    "REGIEOVERNAME": "de regie overnemen of dat weigeren",
    "METING": "kijken hoe het gaat",
    "EVALUATIE": "vragen hoe het was",
    "OPVOLGING": "maandelijks naar de actie kijken",
    "AANVULLING": "aanvullen wat ontbreekt",
    "CORRECTIE": "rechtzetten wat niet klopt",
    "HERBEOORDELING": "opnieuw naar het wachten kijken",
    "CONTACTPOGING": "opnieuw contact zoeken",
    "HERSTEL": "een afgekeurd bericht herstellen",
}
TOESTANDEN = {
    "AANGEBODEN": "aangeboden",
    "IN_TRIAGE": "in triage",
    "GEACCEPTEERD": "geaccepteerd",
    "IN_BEHANDELING": "in behandeling",
    "WACHT_OP_CLIENT": "wacht op client",
    "AFGEWEZEN": "afgewezen",
    "AANVULLING_GEVRAAGD": "aanvulling gevraagd",
    "WACHTLIJST": "op de wachtlijst",
    "INTREKKING_GEVRAAGD": "intrekking gevraagd",
    "MONITORING": "gevolgd na de hulp",
    "AFGEROND": "afgerond",
    "HEROPEND": "heropend",
    "INGETROKKEN": "ingetrokken",
    "NIET_MEER_BESCHIKBAAR": "niet meer beschikbaar",
    "CONCEPT": "nog niet geopend",
    "GESLOTEN": "gesloten",
    "GEDEELTELIJK": "gedeeltelijk klaar",
}


def woord(code: object) -> str:
    """A code in words: `ZORG_EN_OVERLAST` reads `zorg en overlast`."""
    return ONGENOEMD if code is None else str(code).replace("_", " ").lower()


def dag(waarde: object) -> str:
    """A calendar day out of a message, as people read it."""
    try:
        return tijden.kalenderdag(date.fromisoformat(str(waarde)))
    except ValueError:
        return ONGENOEMD if waarde is None else str(waarde)


def _aan(code: object) -> str:
    """A party, a rule or another code that may have been left out."""
    return ONGENOEMD if code is None else str(code)


def plicht(code: object) -> str:
    """A kind of duty as what must be done."""
    return _PLICHTEN.get(str(code), woord(code))


def _wat(g: Gegevens) -> str:
    """What must be done, and of a step in the chain which one."""
    functie = f": {woord(g['functie'])}" if g.get("functie") else ""
    return f"{plicht(g.get('plicht'))}{functie}"


def toestand(code: object) -> str:
    """A state in words."""
    return TOESTANDEN.get(str(code), woord(code))


def wanneer(waarde: object, gezien_op: datetime | None = None) -> str:
    """A deadline out of a message in words; empty without one."""
    if not isinstance(waarde, str):
        return ""
    try:
        return tijden.termijn(tijden.lees(waarde), gezien_op)
    except ValueError:
        return waarde


def zin(regel: Regel) -> str:
    """What this message tells, in at most one line or so."""
    maak = (ONTVANGEN if regel.van == "wijkketen" else GESTUURD).get(regel.type)
    if maak is None:
        return ""
    gegevens = {
        veld: wanneer(waarde, regel.op) if veld.endswith("uiterlijk") else waarde
        for veld, waarde in regel.gegevens.items()
    }
    if regel.gegevens.get("debiteur") == regel.naar:
        gegevens["debiteur_naam"] = "u"
    tekst = maak(gegevens)
    door = regel.gegevens.get("door")
    if door and regel.van != "wijkketen":
        return f"{tekst} ({door})"
    deel = regel.onderdeel or 1
    return f"onderdeel {deel}: {tekst}" if deel > 1 and regel.type in NOEMT_ONDERDEEL else tekst


def _vastgelegd(g: Gegevens) -> str:
    let_op = ", ".join(woord(code) for code in g.get("opmerkingen") or ())
    return f"uw bericht is binnen{f'; let op: {let_op}' if let_op else ''}"


def _melding(g: Gegevens) -> str:
    spoed = "" if g.get("urgentie") in (None, "ROUTINE") else f", {woord(g['urgentie'])}"
    return f"over {woord(g.get('thema'))}{spoed}"


def _naar(woordje: str, g: Gegevens) -> str:
    """To whom it is offered; of several whoever takes it first has it."""
    return f"{woordje} {' of '.join(_aan(wie) for wie in (g.get('ontvanger'), *(g.get('ook_aan') or ())))}"


def _doorgezet(g: Gegevens) -> str:
    mensen = g.get("betrokkenen") or []
    warm = f", met gegevens van {len(mensen)} betrokkene{'n' if len(mensen) != 1 else ''}" if mensen else ""
    ook = ", ook aan anderen aangeboden" if g.get("ook_aan_anderen") else ""
    return (
        f"{_melding(g)}, van {g.get('afzender_naam')}{ook}{warm}; "
        f"bevestigen {g.get('ontvangst_uiterlijk', '')}, besluiten {g.get('besluit_uiterlijk', '')}"
    )


_CORRECTIES: Final = {
    "KLOPT": "het klopt zoals het was",
    "VERVALLEN": "de vraag om een correctie is vervallen",
}


def _status(g: Gegevens) -> str:
    tot = f", {g.get('uiterlijk', '')}" if g.get("uiterlijk") else ""
    if g.get("toestand") == "NIET_MEER_BESCHIKBAAR":
        return "niet meer beschikbaar: een ander heeft het aangenomen"
    waarom = "".join(f", {woord(g[veld])}" for veld in ("voortgang", "reden") if g.get(veld))
    if g.get("correctie"):
        waarom += f", {_CORRECTIES.get(g['correctie'], 'rechtgezet')}"
    woorden = g.get("toelichting") or g.get("aanvulling")
    toelichting = f" – “{woorden}”" if woorden else ""
    return f"{toestand(g.get('toestand'))} bij {g.get('bij_naam') or g.get('bij')}{waarom}{tot}{toelichting}"


def _terug(g: Gegevens) -> str:
    van = f"{g['van_naam']}: " if g.get("van_naam") else ""
    eind = ", het eindantwoord" if g.get("eind") else ""
    toelichting = f" – “{g['toelichting']}”" if g.get("toelichting") else ""
    return f"{van}{woord(g.get('resultaat'))}{eind}{_gemeten(g)}{toelichting}"


def _gemeten(g: Gegevens) -> str:
    """How self-reliance went: of each course the domains; nothing where nothing was measured."""
    per: dict[str, list[str]] = {}
    for d in g.get("zelfredzaamheid") or []:
        if d["verloop"] != "NIET_GEMETEN":
            per.setdefault(woord(d["verloop"]), []).append(woord(d["domein"]))
    return "".join(f"; {verloop}: {', '.join(domeinen)}" for verloop, domeinen in per.items())


def _herinnering(g: Gegevens) -> str:
    laat = "TE LAAT: " if g.get("te_laat") else ""
    return f"{laat}{g.get('debiteur_naam')} moet {_wat(g)} {g.get('uiterlijk', '')}"


def _escalatie(g: Gegevens) -> str:
    return (
        f"niveau {g.get('niveau')} aan {woord(g.get('rol'))}: "
        f"{g.get('debiteur_naam')} moest {_wat(g)} {g.get('uiterlijk', '')}; "
        f"bevestig deze escalatie {g.get('bevestigen_uiterlijk', '')}"
    )


def _uitgebleven(g: Gegevens) -> str:
    namen = ", ".join(str(a.get("naam")) for a in g.get("alternatieven") or []) or "geen"
    return f"NIET BEANTWOORD door {g.get('debiteur_naam')}: {plicht(g.get('plicht'))}; alternatieven: {namen}"


def _afgekeurd(g: Gegevens) -> str:
    veld = f" bij {g['veld']}" if g.get("veld") else ""
    vanaf = f"; het kan vanaf {g['kan_vanaf']}" if g.get("kan_vanaf") else ""
    return f"{g.get('code')}{veld}: {g.get('uitleg')}{vanaf}"


def _verwijzing(g: Gegevens) -> str:
    return f"{_melding(g)}, {_naar('naar', g)}"


def _actie(g: Gegevens) -> str:
    waarom = "".join(f" ({woord(g[veld])})" for veld in ("reden", "gevraagd", "onjuist") if g.get(veld))
    toelichting = f" – “{g['toelichting']}”" if g.get("toelichting") else ""
    return f"aan u gevraagd: {plicht(g.get('plicht'))} {g.get('uiterlijk', '')}{waarom}{toelichting}"


def _aanvulling(g: Gegevens) -> str:
    match g.get("correctie"):
        case None:
            return "vult het verzoek aan"
        case "KLOPT":
            return "het klopt zoals het was"
    return "zet recht wat niet klopte"


def _contact(g: Gegevens) -> str:
    return woord(g.get("wijze"))


def _voortgang(g: Gegevens) -> str:
    tot = f", uiterlijk {dag(g['uiterlijk_datum'])}" if g.get("uiterlijk_datum") else ""
    return f"{woord(g.get('voortgang'))}{tot}"


def _regie(g: Gegevens) -> str:
    match g.get("daad"):
        case "OVERDRAGEN":
            return f"biedt de regie aan: {_aan(g.get('naar'))}"
        case "NEERLEGGEN":
            return "heeft de regie niet langer"
    return f"neemt de regie, als {woord(g.get('soort') or 'REGIEHOUDER')}"


def _regie_gewijzigd(g: Gegevens) -> str:
    wie = g.get("houder_naam") or g.get("houder")
    return f"voortaan van {wie or 'een ander'}, als {woord(g.get('verantwoordelijkheid'))}"


def _evaluatie(g: Gegevens) -> str:
    return f"vraag beantwoord: {woord(g.get('vraag_beantwoord'))}, client: {woord(g.get('ervaring'))}"


def _capaciteit(g: Gegevens) -> str:
    van = f"{g['van_naam']}: " if g.get("van_naam") else ""
    waar = "".join(
        f", {woordje} {g[veld]}" for woordje, veld in (("voor", "product"), ("in", "gemeente")) if g.get(veld)
    )
    weken = g.get("wachttijd_weken")
    duur = "" if weken is None else f", {weken} {'week' if weken == 1 else 'weken'} wachten"
    return f"{van}{woord(g.get('capaciteit'))}{waar}{duur}"


ONTVANGEN: Mapping[str, Callable[[Gegevens], str]] = {
    "ontvangst.vastgelegd": _vastgelegd,
    "bericht.afgekeurd": _afgekeurd,
    "signalering.doorgezet": _doorgezet,
    "melding.doorgezet": _doorgezet,
    "verwijzing.aangeboden": _doorgezet,
    "actie.gevraagd": _actie,
    "ontvangst.bevestigd": lambda g: f"ligt bij {g.get('bij_naam') or g.get('bij')}",
    "status.gewijzigd": _status,
    "terugkoppeling.gegeven": _terug,
    "herinnering.verstuurd": _herinnering,
    "regie.gewijzigd": _regie_gewijzigd,
    "capaciteit.gewijzigd": _capaciteit,
    "escalatie.ingezet": _escalatie,
    "beantwoording.uitgebleven": _uitgebleven,
}
GESTUURD: Mapping[str, Callable[[Gegevens], str]] = {
    "signalering.gedaan": _melding,
    "melding.gedaan": _melding,
    "verwijzing.aangeboden": _verwijzing,
    "vraag.gesteld": _melding,
    "onderdeel.toegevoegd": lambda g: "eigen actie" if not g.get("product") else f"actie {g['product']}",
    "plan.vastgesteld": lambda g: f"plan met {meervoud(len(g.get('acties') or ()), 'actie', 'acties')}",
    "verzoek.afgewezen": lambda g: woord(g.get("reden")),
    "verzoek.opgegeven": lambda g: woord(g.get("reden")),
    "intrekking.gevraagd": lambda g: woord(g.get("reden")),
    "intrekking.bevestigd": lambda g: "stopt",
    "intrekking.geweigerd": lambda g: f"gaat door: {woord(g.get('reden'))}",
    "afspraak.gemaakt": lambda g: f"op {dag(g.get('afspraak_datum'))}",
    "afspraak.niet-verschenen": lambda g: "de client kwam niet",
    "verzoek.heropend": lambda g: woord(g.get("reden")),
    "verplichting.kwijtgescholden": lambda g: (
        f"{plicht(g.get('plicht'))} hoeft niet: {woord(g.get('reden'))}"
    ),
    "aanvulling.gevraagd": lambda g: woord(g.get("gevraagd")),
    "aanvulling.gegeven": _aanvulling,
    "correctie.gevraagd": lambda g: f"dit klopt niet: {woord(g.get('onjuist'))}",
    "uitstel.gevraagd": lambda g: f"tot en met {dag(g.get('nieuwe_datum'))}: {woord(g.get('reden'))}",
    "wachtlijst.geplaatst": lambda g: woord(g.get("reden")),
    "verzoek.opnieuw-aangeboden": lambda g: _naar("aan", g),
    "doorzending.gedaan": lambda g: f"naar {_aan(g.get('ontvanger'))}",
    "contactpoging.gedaan": _contact,
    "contact.gelegd": _contact,
    "voortgang.gemeld": _voortgang,
    "ontvangst.bevestigd": lambda g: "het staat op de werklijst",
    "verzoek.geaccepteerd": lambda g: "neemt het aan",
    "escalatie.bevestigd": lambda g: "pakt het op",
    "escalatie.ingezet": lambda g: f"legt dit hoger voor: {plicht(g.get('plicht'))}",
    "behandeling.gestart": lambda g: "de hulp is begonnen",
    "regie.belegd": _regie,
    "capaciteit.gewijzigd": _capaciteit,
    "ondersteuning.afgerond": lambda g: f"{woord(g.get('resultaat'))}, de ondersteuning is klaar",
    "monitoring.waargenomen": lambda g: "het gaat weer mis" if g.get("terugval") else "het gaat goed",
    "evaluatie.gegeven": _evaluatie,
    "zelfredzaamheid.gemeten": lambda g: f"gemeten, {woord(g.get('moment'))} de ondersteuning",
    "functie.verricht": lambda g: (
        f"{woord(g.get('functie'))}, {woord(g.get('resultaat') or g.get('uitkomst'))}"
    ),
    "terugkoppeling.gegeven": _terug,
}
ERNSTIG = frozenset(
    {"herinnering.verstuurd", "escalatie.ingezet", "beantwoording.uitgebleven", "bericht.afgekeurd"}
)
"""Types that tell of something that went wrong or may; they stand out on a screen."""

NOEMT_ONDERDEEL = frozenset(
    {"herinnering.verstuurd", "escalatie.ingezet", "beantwoording.uitgebleven", "actie.gevraagd"}
)
"""Types that read alike for each part of a request; of the first, which most have alone, it goes unsaid."""

STIL = frozenset({"ontvangst.vastgelegd"})
"""Types that only a machine waits for; they stay in the background."""


def stijl(regel: Regel) -> str:
    """How a message stands out."""
    if regel.van != "wijkketen":
        return "italic"
    if regel.type in STIL:
        return "dim"
    return "red" if regel.type in ERNSTIG else ""
