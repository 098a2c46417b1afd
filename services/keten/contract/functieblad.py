"""Understands the page for partners about the 25 functions: how each may end, and what each message does.

Made from the tables of the core: functions and results, transitions, duties.
"""

from __future__ import annotations

from keten.domein.begrippen import Oplossingskader, Toestand
from keten.domein.feiten import BERICHTTYPEN, Feit
from keten.domein.functies import EINDIGT_PAD, RESULTATEN, Functie, Functieresultaat
from keten.domein.overgangen import OVERGANGEN
from keten.domein.plichten import PLICHTEN

_KOP = """\
# Functies van de keten

Gemaakt uit de tabellen in `services/keten/domein`; niet met de hand wijzigen.

Elke functie heeft een vaste code, nooit een nummer. Met `functie.verricht` zegt u welke functie is verricht
(`functie`), hoe het ging (`uitkomst`) en, als u dat kunt, waar het op uitkwam (`resultaat`): een code uit de
lijst van die functie. Een code van een andere functie wordt geweigerd.

Bij VRAAGVERHELDERING en ADVIES zegt `product` waar de client om vroeg; dat is nog geen aanvraag. De vier
oplossingskaders worden in vaste volgorde doorlopen: {kaders}. `geprobeerd` noemt ze vanaf het eerste,
`gekozen` is een daarvan.

## Hoe een functie kan eindigen

Een resultaat met een * is een einde van de weg naar een product; de meeste daarvan zijn een goed einde.

| functie | resultaten |
|---|---|
"""

_EFFECT = """
## Wat een bericht doet

Per bericht: in welke toestanden van een onderdeel het kan, welke toestand volgt (leeg: die blijft), welke
verplichtingen ermee voldaan zijn, en welke ontstaan. Wie het mag sturen staat in
[toestanden.md](toestanden.md).

| bericht | toestand die volgt | voldoet | doet ontstaan |
|---|---|---|---|
"""


def functieblad() -> str:
    """The whole page."""
    kaders = ", ".join(k.value for k in Oplossingskader)
    rijen = [f"| {f.value} | {_resultaten(f)} |" for f in Functie]
    effecten = [_effect(soort, naam) for soort, naam in BERICHTTYPEN.items()]
    return _KOP.format(kaders=kaders) + "\n".join(rijen) + "\n" + _EFFECT + "\n".join(effecten) + "\n"


def _resultaten(functie: Functie) -> str:
    volgorde = [r for r in Functieresultaat if r in RESULTATEN[functie]]
    return ", ".join(f"{r.value}{'*' if r in EINDIGT_PAD else ''}" for r in volgorde)


def _effect(soort: type[Feit], naam: str) -> str:
    wordt: dict[Toestand, None] = {}
    for (_, feit, _), overgang in OVERGANGEN.items():
        if feit is soort:
            wordt.update({t: None for t in (overgang.naar, overgang.anders) if t is not None})
    voldoet = [p.value for p, regel in PLICHTEN.items() if soort in regel.voldaan_door]
    ontstaat = [
        p.value
        for p, regel in PLICHTEN.items()
        if soort in regel.bij_feit or regel.bij_toestand & wordt.keys()
    ]
    cellen = (naam, ", ".join(t.value for t in wordt), ", ".join(voldoet), ", ".join(ontstaat))
    return "| " + " | ".join(cellen) + " |"
