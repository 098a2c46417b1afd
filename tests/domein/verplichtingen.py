"""Understands how the table of duties is written for people: `docs/verplichtingen.md`, in Dutch.

`python -m tests.domein.verplichtingen` writes it; a test compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from beheer.vertel import plicht
from keten.domein.begrippen import Hoedanigheid, Plicht, Stand, Toestand
from keten.domein.kwijtschelding import NOOIT
from keten.domein.plichten import PLICHTEN, Einde, Plichtsoort
from keten.domein.termijnen import Termijn
from tests.domein.toestanden import bericht

BESTAND: Final = Path(__file__).parents[2] / "docs" / "verplichtingen.md"
_KOP: Final = """\
# Verplichtingen

Gemaakt uit de tabel in `services/keten/domein/plichten.py`; niet met de hand wijzigen.
Per soort: wie haar heeft, waaruit zij ontstaat, wat haar voldoet en wat er van wordt als het werk eindigt.
Een verplichting staat open, is voldaan, vervallen of kwijtgescholden. Te laat is een kenmerk; door tijd
alleen verdwijnt er geen, behalve AANVULLING: die vervalt na haar termijn, en dan gaat de ontvanger verder.
De termijn hier geldt waar de inrichting niets zegt.

"""
_WAT: Final = {
    Stand.VOLDAAN: "voldaan",
    Stand.VERVALLEN: "vervalt",
    Stand.VERSCHULDIGD: "blijft",
    Stand.KWIJTGESCHOLDEN: "kwijtgescholden",
}
_ANDERS: Final = {
    Plicht.ESCALATIE: "een trede van de ladder die een mens inlicht",
    Plicht.HERSTEL: "een geweigerd bericht dat iets ongedaan laat",
    Plicht.REGIEOVERNAME: "regie die wordt aangeboden",
    Plicht.METING: "het einde van de ondersteuning, of het begin van monitoring",
    Plicht.EVALUATIE: "het einde van de ondersteuning",
    Plicht.ERVARING: "de vraag hoe het was (functie.verricht EVALUATIE, deels gedaan)",
    Plicht.FUNCTIE: "de vorige functie van het pad van het product",
    Plicht.UITKOMST: "de opening van een vraag die zo wordt onderzocht (termijnen.yaml)",
    Plicht.OPVOLGING: "een plan, en daarna elke ronde",
}
"""Where no state and no message makes a duty arise by the table."""


def _bij_einde(regel: Plichtsoort, einde: Einde) -> str:
    return _WAT[regel.bij_einde[einde]] + (" (van wie weggaat)" if einde in regel.gaat_mee else "")


def document() -> str:
    """The whole page: what a duty is and what pays it, and what the end of the work does to it."""
    einden = list(Einde)
    return "\n".join(
        [
            _KOP + "| Plicht | Wat er moet gebeuren | Van | Ontstaat bij | Voldaan door | Termijn | Klok |",
            "|---|---|---|---|---|---|---|",
            *(_rij(soort, regel) for soort, regel in PLICHTEN.items()),
            "",
            "## Als het onderdeel zijn ontvanger verlaat",
            "",
            "Kwijtschelden kan wie de verplichting te goed heeft, of beheer met een mandaat, zolang het",
            "onderdeel een klok houdt. Bij *vervalt (van wie weggaat)* blijft zij tussen anderen staan.",
            "",
            f"| Plicht | {' | '.join(e.value for e in einden)} | kwijt te schelden |",
            f"|---|{'---|' * (len(einden) + 1)}",
            *(
                f"| {soort.value} | {' | '.join(_bij_einde(regel, e) for e in einden)} "
                f"| {'nee' if soort in NOOIT else 'ja'} |"
                for soort, regel in PLICHTEN.items()
            ),
            "",
        ]
    )


def _rij(soort: Plicht, regel: Plichtsoort) -> str:
    door = ", ".join(sorted(bericht(f) for f in regel.voldaan_door)) or "zie hieronder"
    cellen = (soort.value, plicht(soort.value), _wie(soort, regel), _bij(soort, regel), door)
    return f"| {' | '.join(cellen)} | {_termijn(regel.standaard)} | {_klok(regel)} |"


def _wie(soort: Plicht, regel: Plichtsoort) -> str:
    if soort is Plicht.HERSTEL:
        return "wie het bericht stuurde, daarna beheer"
    if soort is Plicht.CORRECTIE:
        return "de andere kant van het onderdeel"
    return "wijkketen" if regel.debiteur is Hoedanigheid.PLATFORM else regel.debiteur.value.lower()


def _bij(soort: Plicht, regel: Plichtsoort) -> str:
    toestanden = [t.value for t in Toestand if t in regel.bij_toestand]
    feiten = sorted(bericht(f) for f in regel.bij_feit)
    return ", ".join([*toestanden, *feiten]) or _ANDERS.get(soort, "zie de code")


def _termijn(termijn: Termijn | None) -> str:
    return "geen eigen datum" if termijn is None else f"{termijn.aantal} {termijn.eenheid.value.lower()}"


def _klok(regel: Plichtsoort) -> str:
    delen = [
        wat
        for wat, geldt in (
            ("keert terug", regel.herhaalt),
            ("een dag van de wereld gaat voor", regel.begrensd),
            ("staat stil bij een vraag om aanvulling", regel.pauzeert),
            ("uitstel kan één keer", regel.uitstelbaar),
        )
        if geldt
    ]
    if regel.alleen_in:
        delen.append("alleen in " + ", ".join(t.value for t in Toestand if t in regel.alleen_in))
    return "; ".join(delen) or "loopt"


if __name__ == "__main__":
    BESTAND.write_text(document(), encoding="utf-8")
