"""Understands how a due date is explained to people: "uiterlijk dinsdag 12 mei 2026, omdat …".

Says which term, from which event and day, on what ground, which free days moved or lengthened it, and
whether a date from outside came earlier. Dutch, and nothing of a person is in it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from keten.contract.termijntekst import schrijf_termijn
from keten.domein.begrippen import Plicht
from keten.domein.dossier import Verplichting
from keten.domein.feestdagen import ZATERDAG, ExtraDagen, namen
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.termijnen import ZONE, Berekening, Eenheid, Termijn, bereken, verloopt_op
from keten.domein.wet import Wetsregel

_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_NET_ERVOOR: Final = timedelta(microseconds=1)

BEGIN: Final[dict[Plicht, str]] = {
    Plicht.ONTVANGST: "het aanbod",
    Plicht.BESLUIT: "het aanbod",
    Plicht.EERSTE_CONTACT: "het aannemen",
    Plicht.STAND: "het aannemen of het vorige bericht",
    Plicht.HERROUTEREN: "de afwijzing",
    Plicht.DOORZENDING: "de afwijzing",
    Plicht.BEZORGING: "het antwoord",
    Plicht.ESCALATIE: "de escalatie",
    Plicht.HERSTEL: "de afkeuring",
    Plicht.INTREKKING: "de vraag om te stoppen",
    Plicht.REGIEOVERNAME: "het aanbod van de regie",
    Plicht.AANVULLING: "de vraag om aanvulling",
    Plicht.CORRECTIE: "de vraag om een correctie",
    Plicht.HERBEOORDELING: "het plaatsen op de wachtlijst",
    Plicht.OPVOLGING: "de dag van het plan",
    Plicht.METING: "het einde van de ondersteuning",
    Plicht.FUNCTIE: "de vorige stap",
    Plicht.UITKOMST: "de melding",
    Plicht.ERVARING: "de vraag aan de client",
    Plicht.EVALUATIE: "het einde van de ondersteuning",
}
"""What makes a duty arise, as people say it; for another kind: its arising."""


def leg_uit(verplichting: Verplichting, gemeente: str, inrichting: Inrichting) -> str:
    """Why a duty is due when it is, in one sentence.

    `inrichting`: of the version that the duty arose under. A rule that is not there is not explained further.
    """
    if verplichting.uiterlijk_op is None:
        return "geen eigen datum"
    stappen = (s.regel for pad in inrichting.ketenpaden.values() for s in pad.stappen)
    regels = (*inrichting.termijnen, *inrichting.meetmomenten, *stappen)
    regel = next((r for r in regels if r.id == verplichting.regel), None)
    if regel is None or regel.termijn is None:
        return f"{schrijf_uiterlijk(verplichting.uiterlijk_op)}, omdat regel '{verplichting.regel}' dat zegt"
    if verplichting.ronde is not None:
        return _ronde(verplichting.uiterlijk_op, verplichting.ronde, regel.id, regel.termijn)
    extra = inrichting.extra_dagen(gemeente)
    vanaf = f"{BEGIN.get(verplichting.soort, 'het ontstaan')} op"
    gegeven = verloopt_op(verplichting.ontstaan_op, regel.termijn, extra)
    waarom = _waarom(verplichting.ontstaan_op, vanaf, regel, inrichting, extra)
    einde = schrijf_uiterlijk(verplichting.uiterlijk_op)
    if verplichting.stil_sinds is not None:
        sinds = lange_dag(verplichting.stil_sinds.astimezone(ZONE).date())
        stil = f"de termijn staat stil sinds {sinds}, omdat er gegevens ontbreken"
        return f"{stil}; daarvoor {einde}, omdat {waarom}"
    gestopt = _stond_stil(verplichting, regel, inrichting)
    if gestopt:
        eerst = schrijf_uiterlijk(verplichting.eerst_uiterlijk_op or gegeven)
        return f"{einde}, omdat {gestopt}; eerst was het {eerst}, omdat {waarom}"
    if (
        verplichting.uiterlijk_op < gegeven - timedelta(milliseconds=1)
        and verplichting.telt_vanaf is not None
    ):
        return f"{einde}, omdat {_vanaf_aanvraag(verplichting.telt_vanaf, regel, inrichting)}"
    if verplichting.uiterlijk_op < gegeven - timedelta(milliseconds=1):
        anders = schrijf_uiterlijk(gegeven)
        return (
            f"{einde}, omdat een bericht die dag noemt en zo'n dag nooit opschuift; zonder die dag was het "
            f"{anders}, omdat {waarom}"
        )
    if verplichting.uiterlijk_op > gegeven + timedelta(milliseconds=1):
        return (
            f"{einde}, omdat de termijn is verzet; eerst was het {schrijf_uiterlijk(gegeven)}, omdat {waarom}"
        )
    return f"{einde}, omdat {waarom}"


def leg_wet_uit(regel: Wetsregel, begin: date, extra: ExtraDagen) -> str:
    """Why a legal rule ends on the day it does, for an event on `begin`. A rule without a term: at once."""
    wat = regel.artikel
    gebeurtenis = regel.vanaf.value.replace("_", " ").lower()
    if regel.termijn is None:
        return f"onverwijld, omdat {wat} dat vraagt na {gebeurtenis}"
    if regel.termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        return f"{schrijf_termijn(regel.termijn)} na {gebeurtenis}, omdat {wat} dat vraagt"
    berekening = bereken(begin, regel.termijn, extra, terug=regel.terug)
    woord = "voor" if regel.terug else "vanaf"
    zin = (
        f"uiterlijk {lange_dag(berekening.laatste)}, omdat {wat} {schrijf_termijn(regel.termijn)} geeft "
        f"{woord} {gebeurtenis} op {lange_dag(begin)}"
    )
    return zin + _verschuiving(berekening)


def schrijf_uiterlijk(uiterlijk: datetime) -> str:
    """The last day that is in time, or the instant before which it must be."""
    lokaal = uiterlijk.astimezone(ZONE)
    if lokaal.hour == lokaal.minute == lokaal.second == 0:
        return f"uiterlijk {lange_dag((uiterlijk - _NET_ERVOOR).astimezone(ZONE).date())}"
    return f"vóór {lange_dag(lokaal.date())} {lokaal:%H:%M}"


def lange_dag(dag: date, *, jaar: bool = True) -> str:
    """`dinsdag 12 mei 2026`."""
    kort = f"{_DAGEN[dag.weekday()]} {dag.day} {_MAANDEN[dag.month - 1]}"
    return f"{kort} {dag.year}" if jaar else kort


def _waarom(
    begin: datetime, vanaf: str, regel: Termijnregel, inrichting: Inrichting, extra: ExtraDagen
) -> str:
    termijn = regel.termijn
    if termijn is None:
        raise ValueError("a rule without a term gives no date")
    wet = inrichting.wet.get(regel.wet) if regel.wet is not None else None
    lokaal = begin.astimezone(ZONE)
    if termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        moment = f"{vanaf} {lange_dag(lokaal.date())} {lokaal:%H:%M}"
        duur = f"{_grond(regel, wet)} {schrijf_termijn(termijn)} geeft vanaf {moment}"
        return f"{duur}; uren lopen dag en nacht door"
    berekening = bereken(lokaal.date(), termijn, extra)
    zin = f"{_grond(regel, wet)} {schrijf_termijn(termijn)} geeft vanaf {vanaf} {lange_dag(lokaal.date())}"
    zin += _verschuiving(berekening)
    if wet is not None and wet.termijn is not None and wet.termijn != termijn:
        ruim = verloopt_op(begin, wet.termijn, extra)
        zin += f"; strenger dan {wet.artikel}: {schrijf_termijn(wet.termijn)}, {schrijf_uiterlijk(ruim)}"
    return zin


def _vanaf_aanvraag(begin: datetime, regel: Termijnregel, inrichting: Inrichting) -> str:
    """Of a step that the law bounds, whenever the step before it was done."""
    wet = inrichting.wet.get(regel.wet or "")
    if wet is None:
        return f"regel '{regel.id}' dat zegt"
    dag = lange_dag(begin.astimezone(ZONE).date())
    return f"{wet.artikel} {schrijf_termijn(wet.termijn)} geeft vanaf de aanvraag op {dag}"


def _stond_stil(verplichting: Verplichting, regel: Termijnregel, inrichting: Inrichting) -> str:
    """From when to when the clock stood still, and by which article; empty where it never did."""
    van, tot = verplichting.stond_stil_van, verplichting.stond_stil_tot
    if van is None or tot is None:
        return ""
    dagen = [lange_dag(m.astimezone(ZONE).date()) for m in (van, tot)]
    wet = inrichting.wet.get(regel.wet or "")
    grond = "" if wet is None or not wet.pauze_grond else f" ({wet.pauze_grond})"
    return f"de termijn stilstond tussen {dagen[0]} en {dagen[1]}, toen er gegevens ontbraken{grond}"


def _ronde(uiterlijk: datetime, ronde: int, regel: str, termijn: Termijn) -> str:
    """Of a duty that comes back: each counted from the same day, so one that is late moves no other."""
    return (
        f"{schrijf_uiterlijk(uiterlijk)}, omdat regel '{regel}' telkens {schrijf_termijn(termijn)} geeft, "
        f"geteld vanaf de dag van het plan (keer {ronde}); een dag die geen werkdag is, schuift op"
    )


def _grond(regel: Termijnregel, wet: Wetsregel | None) -> str:
    if wet is not None and wet.termijn == regel.termijn:
        return wet.artikel
    return f"regel '{regel.id}'"


def _verschuiving(b: Berekening) -> str:
    """What free days did to a term; nothing where they did nothing."""
    if b.termijn.eenheid is Eenheid.WERKDAGEN:
        return _overgeslagen(b)
    zinnen = ""
    if b.verlengd != b.kaal:
        vrij = _vrije(b, b.begin + timedelta(days=1), b.verlengd)
        zinnen += (
            f"; geteld eindigt zij op {lange_dag(b.kaal)}, maar er moeten twee gewone dagen in zitten en "
            f"{_som(vrij, b)} vrij (Algemene termijnenwet, artikel 2)"
        )
    if b.laatste != b.verlengd:
        vrij = _vrije(b, b.verlengd, b.laatste - timedelta(days=1))
        zinnen += f"; {_som(vrij, b)} vrij, dus schuift zij op (Algemene termijnenwet, artikel 1)"
    if not zinnen and b.vrij(b.laatste):
        zinnen = f"; {_som([b.laatste], b)} vrij, maar {_waarom_niet(b)}"
    return zinnen


def _waarom_niet(b: Berekening) -> str:
    if b.terug:
        return "een termijn die terug wordt geteld, schuift niet op"
    if b.termijn.kalender:
        return "een kalendertermijn schuift niet op"
    return "zo'n lange termijn schuift niet op (Algemene termijnenwet, artikel 4)"


def _overgeslagen(b: Berekening) -> str:
    """Free days that fell on a Monday to Friday; that a weekend is no werkdag needs no telling."""
    eerste, laatste = sorted((b.begin, b.laatste))
    vrij = [d for d in _vrije(b, eerste + timedelta(days=1), laatste) if d.weekday() < ZATERDAG]
    return f"; {_som(vrij, b)} geen werkdag" if vrij else ""


def _vrije(b: Berekening, van: date, tot: date) -> list[date]:
    """Free days from `van` up to and including `tot`."""
    dagen = (van + timedelta(days=n) for n in range((tot - van).days + 1))
    return [dag for dag in dagen if b.vrij(dag)]


def _som(dagen: list[date], b: Berekening) -> str:
    """`vrijdag 26 maart (Goede Vrijdag) en zaterdag 27 maart zijn`."""
    genoemd = [lange_dag(dag, jaar=False) + _naam(dag, b.extra) for dag in dagen]
    if len(genoemd) == 1:
        return f"{genoemd[0]} is"
    return f"{', '.join(genoemd[:-1])} en {genoemd[-1]} zijn"


def _naam(dag: date, extra: ExtraDagen) -> str:
    naam = namen(dag.year).get(dag)
    if naam is not None:
        return f" ({naam})"
    return " (gelijkgestelde dag)" if dag in extra.wettelijk | extra.geen_werkdag else ""
