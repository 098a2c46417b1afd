"""Understands that each mistake a policy maker can make is told with its file, its line and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from keten.platform.inrichting_lezer import BESTANDEN, InrichtingError, lees_inrichtingen
from tests.inrichting.kopie import Kopie


@dataclass(frozen=True)
class Geval:
    """Replace `oud` by `nieuw` in `bestand`; then the line with `op` must be told `wat` and `doe`."""

    naam: str
    bestand: str
    oud: str
    nieuw: str
    op: str
    wat: str
    doe: str

    @property
    def pad(self) -> str:
        return f"v1/{self.bestand}.yaml"


_MEE_BRON = "urn:nld:oin:00000000000000000104"
_CJG_BRON = "urn:nld:oin:00000000000000000105"
_EIND = "    plicht: EINDTERUGKOPPELING\n    termijn: geen\n"
_DERDE_NIVEAU = "  - partij: wip\n    rol: coordinator\n"

GEVALLEN = [
    # The form of a file
    Geval("yaml", "ladder", "niveaus:\n", "niveaus: [\n", "- partij: sociaal-wijkteam",
          "geen geldige YAML", "haken"),
    Geval("dubbele-naam", "routering", "vangnet: wip", "vangnet: wip\nvangnet: mee", "vangnet: mee",
          "'vangnet' staat er twee keer", "haal er een weg"),
    Geval("onbekend-veld", "partijen", "rol: POLITIE", "roll: POLITIE", "roll:", "'roll' is hier onbekend",
          "'rol'"),
    Geval("veld-weg", "partijen", "    leesgroep: cjg-lezer\n", "", "code: cjg", "'leesgroep' ontbreekt",
          "groep waarmee de partij uit.<code> leest"),
    Geval("onbekend-bovenaan", "routering", "vangnet: wip", "vangnet: wip\nregel: []", "regel: []",
          "'regel' is hier onbekend", "'regels'"),
    Geval("geen-lijst", "routering", "themas: [HUISELIJK_GEWELD]", "themas: HUISELIJK_GEWELD",
          "themas: HUISELIJK_GEWELD", "'themas' moet een lijst zijn", "lijst van thema's"),
    Geval("geen-tabel", "ladder", "  - partij: wip\n    rol: coordinator", "  - wip", "  - wip",
          "moet een tabel", "partij, rol"),
    Geval("geen-waarheid", "partijen", "    leesgroep: mee-lezer",
          "    leesgroep: mee-lezer\n    opent: misschien", "misschien", "'opent' moet true of false zijn",
          "true of false"),
    Geval("onbekend-thema", "routering", "[LEEFBAARHEID, OMGEVING]", "[LEEFBAARHEID, OMGEVNG]", "OMGEVNG",
          "'OMGEVNG' bestaat niet", "'OMGEVING'"),
    Geval("thema-klein", "routering", "themas: [SCHULDEN]", "themas: [schulden]", "[schulden]",
          "'schulden' bestaat niet", "'SCHULDEN'"),
    Geval("onbekende-rol", "partijen", "rol: HUISARTS", "rol: DOKTER", "DOKTER", "'DOKTER' bestaat niet",
          "WIJKTEAM"),
    Geval("onbekend-kanaal", "partijen", "kanaal: kafka", "kanaal: post", "kanaal: post",
          "'post' bestaat niet", "kafka"),
    Geval("bron-vorm", "partijen", _MEE_BRON, "urn:nld:oin:104", "urn:nld:oin:104", "past niet bij 'bron'",
          "20 cijfers"),
    Geval("code-vorm", "partijen", "code: mee", "code: M.E.E.", "M.E.E.", "past niet bij 'code'",
          "kleine letters"),
    # inrichting.yaml
    Geval("gemeentecode", "inrichting", "'0505'", "'505'", "'505'", "'505' past niet", "vier cijfers"),
    Geval("geen-tijdzone", "inrichting", "00:00:00+01:00", "00:00:00", "geldig_vanaf",
          "'geldig_vanaf' moet een tijd met tijdzone zijn", "+01:00"),
    Geval("geen-tijd", "inrichting", "2020-01-01T00:00:00+01:00", "binnenkort", "binnenkort",
          "past niet bij 'geldig_vanaf'", "datum, tijd en tijdzone"),
    Geval("versie-map", "inrichting", "versie: 1", "versie: 3", "versie: 3", "staat in de map v1",
          "zet hier 1"),
    # partijen.yaml
    Geval("code-dubbel", "partijen", "code: cjg", "code: mee", "code: mee",
          "code 'mee' staat er twee keer", "eigen code"),
    Geval("bron-dubbel", "partijen", _CJG_BRON, _MEE_BRON, _MEE_BRON, "staat er twee keer, ook op regel",
          "OIN"),
    Geval("leesgroep-dubbel", "partijen", "leesgroep: cjg-lezer", "leesgroep: mee-lezer",
          "leesgroep: mee-lezer", "leesgroep 'mee-lezer' staat er twee keer", "eigen groep"),
    Geval("leesgroep-van-ons", "partijen", "leesgroep: cjg-lezer", "leesgroep: inname-v1", "inname-v1",
          "leesgroep van het systeem zelf", "cjg-lezer"),
    Geval("code-van-ons", "partijen", "code: cjg", "code: wijkketen", "code: wijkketen",
          "naam van het systeem zelf", "andere code"),
    # routering.yaml
    Geval("ontvanger-onbekend", "routering", "ontvanger: wijklijn", "ontvanger: wijklin",
          "ontvanger: wijklin", "partij 'wijklin' staat niet in partijen.yaml", "'wijklijn'"),
    Geval("vangnet-onbekend", "routering", "vangnet: wip", "vangnet: wijkpunt", "vangnet: wijkpunt",
          "partij 'wijkpunt' staat niet", "bedoelt u"),
    Geval("regel-id-dubbel", "routering", "id: jeugd-en-gezin", "id: schulden", "id: schulden",
          "id 'schulden' staat er twee keer", "eigen id"),
    Geval("regel-id-van-ons", "routering", "id: uit-wip", "id: vangnet", "id: vangnet",
          "naam van wat geen regel beslist", "ander id"),
    Geval("regel-onbereikbaar", "routering", "themas: [MEEDOEN]", "themas: [LEEFBAARHEID]",
          "id: meedoen-uit-wijkteam", "wordt nooit bereikt", "hoger"),
    Geval("regel-gemeente", "routering", "themas: [JEUGD_EN_GEZIN]",
          "themas: [JEUGD_EN_GEZIN]\n    gemeenten: ['0506']", "0506",
          "gemeente '0506' staat niet in inrichting.yaml", "kies uit: 0482, 0505"),
    # termijnen.yaml
    Geval("termijn-eenheid", "termijnen", "termijn: 15 minuten", "termijn: 15 minuutjes", "minuutjes",
          "eenheid 'minuutjes' bestaat niet; bedoelt u 'minuut'?", "getal en een eenheid"),
    Geval("termijn-getal", "termijnen", "termijn: 15 minuten", "termijn: 15", "termijn: 15",
          "geen getal met een eenheid", "3 werkdagen"),
    Geval("termijn-nul", "termijnen", "termijn: 15 minuten", "termijn: 0 minuten", "termijn: 0",
          "tussen 1 en", "getal en een eenheid"),
    Geval("respijt-geen", "termijnen", "termijn: 15 minuten", "termijn: 15 minuten\n    respijt: geen",
          "respijt: geen", "respijt van geen", "laat dit weg"),
    Geval("respijt-zonder-trap", "termijnen", _EIND, _EIND + "    respijt: 1 uur\n", "respijt: 1 uur",
          "dit respijt doet niets", "haal het weg"),
    Geval("geen-datum", "termijnen", "termijn: 30 dagen\n", "termijn: geen\n", "termijn: geen",
          "zou nooit te laat zijn", "3 werkdagen"),
    Geval("plicht-onbekend", "termijnen", "plicht: BEZORGING", "plicht: BEZORGEN", "BEZORGEN",
          "'BEZORGEN' bestaat niet", "'BEZORGING'"),
    Geval("plicht-zonder-termijn", "termijnen", "    plicht: BEZORGING\n",
          "    plicht: BEZORGING\n    urgenties: [ROUTINE, CRISIS]\n", "termijnen:",
          "BEZORGING heeft geen termijn voor LEEFBAARHEID met urgentie SPOED bij een signalering en 29",
          "plicht BEZORGING zonder"),
    Geval("termijn-onbereikbaar", "termijnen", "    plicht: ONTVANGST\n    urgenties: [CRISIS]\n",
          "    plicht: ONTVANGST\n", "id: ontvangst\n", "wordt nooit bereikt", "haal haar weg"),
    Geval("termijn-id-dubbel", "termijnen", "id: besluit-spoed", "id: besluit-crisis",
          "id: besluit-crisis", "id 'besluit-crisis' staat er twee keer", "eigen id"),
    # ladder.yaml
    Geval("niveau-onbekend", "ladder", "- partij: lokaal-zorgnetwerk", "- partij: zorgnetwerk",
          "- partij: zorgnetwerk", "partij 'zorgnetwerk' staat niet", "'lokaal-zorgnetwerk'"),
    Geval("te-weinig-niveaus", "ladder", _DERDE_NIVEAU, "", "niveaus:",
          "als sociaal-wijkteam stil blijft, is er maar 1 niveau", "2 overblijven"),
    Geval("niveau-dubbel", "ladder", _DERDE_NIVEAU, "  - partij: sociaal-wijkteam\n    rol: coordinator\n",
          "- partij: sociaal-wijkteam", "coordinator bij sociaal-wijkteam staat er twee keer",
          "andere persoon"),
    Geval("alternatief-onbekend", "ladder", "MEEDOEN: [mee,", "MEEDOEN: [meee,", "MEEDOEN:",
          "partij 'meee' staat niet", "'mee'"),
    Geval("alternatief-dubbel", "ladder", "MEEDOEN: [mee, wip, sociaal-wijkteam]",
          "MEEDOEN: [mee, wip, sociaal-wijkteam, mee]", "MEEDOEN:", "'mee' staat er twee keer",
          "haal er een weg"),
    Geval("alternatieven-te-weinig", "ladder", "MEEDOEN: [mee, wip, sociaal-wijkteam]",
          "MEEDOEN: [mee, wip]", "MEEDOEN:", "MEEDOEN heeft minder dan 3 alternatieven", "vul aan"),
    Geval("alternatieven-weg", "ladder", "  MEEDOEN: [mee, wip, sociaal-wijkteam]\n", "", "alternatieven:",
          "MEEDOEN heeft geen alternatieven", "noem 3 partijen"),
    Geval("alternatief-thema", "ladder", "  MEEDOEN:", "  MEEDOE:", "MEEDOE:", "'MEEDOE' bestaat niet",
          "'MEEDOEN'"),
    # regie.yaml
    Geval("regie-rol", "regie", "WIJKTEAM, WIP,", "WIJKTEEM, WIP,", "WIJKTEEM", "'WIJKTEEM' bestaat niet",
          "'WIJKTEAM'"),
    Geval("regie-rol-dubbel", "regie", "WIJKTEAM, WIP,", "WIP, WIP,", "bekend_bij", "WIP staat er twee keer",
          "haal er een weg"),
    Geval("mandaat-onbekend", "regie", "partij: sociaal-wijkteam", "partij: wijkteam", "partij: wijkteam",
          "partij 'wijkteam' staat niet in partijen.yaml", "'sociaal-wijkteam'"),
    Geval("mandaat-dubbel", "regie", "  - partij: sociaal-wijkteam\n    rol: casemanager\n",
          "  - partij: sociaal-wijkteam\n    rol: casemanager\n" * 2, "partij: sociaal-wijkteam",
          "casemanager bij sociaal-wijkteam staat er twee keer", "haal er een weg"),
    Geval("hoger-onbekend", "regie", "partij: woningcorporatie", "partij: woningcorporaties",
          "partij: woningcorporaties", "staat niet in partijen.yaml", "'woningcorporatie'"),
    # bereikbaarheid.yaml
    Geval("dienst-onbekend", "bereikbaarheid", "crisisdienst: lokaal-zorgnetwerk", "crisisdienst: ggd",
          "crisisdienst: ggd", "partij 'ggd' staat niet in partijen.yaml", "kies uit"),
    Geval("rooster-onbekend", "bereikbaarheid", "dienst: steunpunt-huiselijk-geweld",
          "dienst: steunpunt-huislijk-geweld", "dienst: steunpunt", "staat niet in partijen.yaml",
          "'steunpunt-huiselijk-geweld'"),
    Geval("rooster-altijd", "bereikbaarheid", "    themas: [HUISELIJK_GEWELD]\n", "", "id: huiselijk-geweld",
          "geldt altijd", "maak deze partij de crisisdienst"),
    Geval("rooster-omgekeerd", "bereikbaarheid", "    dienst: steunpunt-huiselijk-geweld",
          "    van: 2026-12-24T17:00:00+01:00\n    tot: 2026-12-23T17:00:00+01:00\n"
          "    dienst: steunpunt-huiselijk-geweld", "tot: 2026-12-23", "eindigt voor het begint", "na van"),
    Geval("rooster-gemeente", "bereikbaarheid", "    themas: [HUISELIJK_GEWELD]\n",
          "    themas: [HUISELIJK_GEWELD]\n    gemeenten: ['0506']\n", "0506",
          "gemeente '0506' staat niet in inrichting.yaml", "kies uit: 0482, 0505"),
    Geval("uren-omgekeerd", "bereikbaarheid", "{dag: VRIJDAG, van: '08:30', tot: '17:00'}",
          "{dag: VRIJDAG, van: '08:30', tot: '08:00'}", "dag: VRIJDAG", "dicht voor het opengaat",
          "na 08:30"),
    Geval("uren-dubbel", "bereikbaarheid", "dag: VRIJDAG", "dag: MAANDAG", "dag: MAANDAG",
          "dag 'MAANDAG' staat er twee keer", "per dag een regel"),
    Geval("uren-vorm", "bereikbaarheid", "dag: VRIJDAG, van: '08:30'", "dag: VRIJDAG, van: '8:30'",
          "dag: VRIJDAG", "'8:30' past niet bij 'van'", "'08:30'"),
    Geval("uren-dag", "bereikbaarheid", "dag: VRIJDAG", "dag: VRYDAG", "VRYDAG", "'VRYDAG' bestaat niet",
          "'VRIJDAG'"),
    Geval("gesloten-al", "bereikbaarheid", "gesloten: []",
          "gesloten:\n  - {datum: 2026-12-25, reden: kerst}", "2026-12-25", "is het kantoor al dicht",
          "klopt"),
    Geval("gesloten-dubbel", "bereikbaarheid", "gesloten: []",
          "gesloten:\n  - {datum: 2026-12-24, reden: een}\n  - {datum: 2026-12-24, reden: twee}",
          "reden: twee", "staat er twee keer", "haal er een weg"),
    # termijnen.yaml: bounds of putting off and of seeking contact
    Geval("uitstel-vorm", "termijnen", "uitstel_hoogstens: 6 weken", "uitstel_hoogstens: lang",
          "uitstel_hoogstens: lang", "geen getal met een eenheid", "6 weken"),
    Geval("uitstel-geen", "termijnen", "uitstel_hoogstens: 6 weken", "uitstel_hoogstens: geen",
          "uitstel_hoogstens: geen", "respijt van geen kan niet", "6 weken"),
    Geval("uitstel-weg", "termijnen", "uitstel_hoogstens: 6 weken\n", "", "",
          "'uitstel_hoogstens' ontbreekt", "6 weken"),
    Geval("contact-te-veel-wijzen", "termijnen", "pogingen: 3, wijzen: 2", "pogingen: 3, wijzen: 4",
          "wijzen: 4", "3 pogingen kunnen niet op 4 manieren", "hoogstens 3"),
    Geval("contact-vorm", "termijnen", "pogingen: 3", "pogingen: veel", "pogingen: veel",
          "'pogingen' moet een geheel getal zijn", "geheel getal van 1 tot 20"),
    Geval("contact-wijze", "termijnen", "ook_anders_dan: [BRIEF, MAIL]", "ook_anders_dan: [BRIEVEN, MAIL]",
          "BRIEVEN", "'BRIEVEN' bestaat niet", "'BRIEF'"),
    # who is higher
    Geval("rol-dubbel", "ladder", "rolvolgorde: [casemanager, coordinator",
          "rolvolgorde: [coordinator, coordinator", "rolvolgorde: [", "coordinator staat er twee keer",
          "haal er een weg"),
    Geval("rol-zonder-plaats", "ladder", "coordinator, procesregisseur, manager-wonen]",
          "coordinator, manager-wonen]", "rol: procesregisseur", "procesregisseur staat niet in rolvolgorde",
          "op haar plaats"),
    Geval("rol-hoger-zonder-plaats", "regie", "rol: manager-wonen", "rol: directeur", "rol: directeur",
          "directeur staat niet in rolvolgorde van ladder.yaml", "op haar plaats"),
    # wet.yaml and ketenpaden.yaml: what stands still, and what a decision follows
    Geval("pauze-zonder-grond", "wet", "    pauze_grond: Algemene wet bestuursrecht, artikel 4:15\n", "",
          "pauze: [AANVULLING]", "pauze en pauze_grond horen bij elkaar", "noem bij pauze_grond het artikel"),
    Geval("pad-zonder-wet", "ketenpaden", "        wet: awb-besluit\n", "", "functie: TOEWIJZING",
          "voor TOEWIJZING geldt een wettelijke termijn", "kies uit: wmo-besluit, awb-besluit"),
    Geval("pad-langer-dan-wet", "ketenpaden", "termijn: 8 weken", "termijn: 9 weken", "termijn: 9 weken",
          "9 weken is langer dan de wet: 8 weken", "hoogstens de termijn van 'awb-besluit'"),
    Geval("pad-wet-onbekend", "ketenpaden", "wet: wgs-gesprek", "wet: wgs-gesprekken", "wet: wgs-gesprekken",
          "wetsregel 'wgs-gesprekken' staat niet in wet.yaml", "'wgs-gesprek'"),
    Geval("pad-wet-past-niet", "ketenpaden", "wet: wgs-gesprek", "wet: iwmo-stop", "wet: iwmo-stop",
          "wetsregel 'iwmo-stop' gaat niet over INTAKE", "zet de functie erbij"),
    # nazorg.yaml
    Geval("meting-dubbel", "nazorg", "termijn: 3 maanden", "termijn: 6 weken", "termijn: 6 weken",
          "op dit moment wordt al gemeten", "ander moment"),
    Geval("meting-id-dubbel", "nazorg", "id: meting-3-maanden", "id: meting-6-weken", "id: meting-6-weken",
          "id 'meting-6-weken' staat er twee keer", "eigen id"),
    Geval("meting-vorm", "nazorg", "termijn: 3 maanden", "termijn: kwartaal", "termijn: kwartaal",
          "geen getal met een eenheid", "3 werkdagen"),
    Geval("meting-in-termijnen", "termijnen", "    plicht: EVALUATIE\n",
          "    plicht: METING\n", "plicht: METING", "staat in nazorg.yaml", "zet het moment daar"),
    # ketenpaden.yaml
    Geval("pad-knip", "ketenpaden", "knip: TOEWIJZING", "knip: EVALUATIE", "knip: EVALUATIE",
          "de knip EVALUATIE is geen stap van dit pad", "laatste stap die hier gevolgd wordt"),
    Geval("pad-dubbel", "ketenpaden", "product: schuldhulp", "product: dagopvang", "product: dagopvang",
          "product 'dagopvang' staat er twee keer", "geef elk product een pad"),
    Geval("pad-functie-dubbel", "ketenpaden", "functie: LEVERING", "functie: INTAKE", "functie: INTAKE",
          "INTAKE staat twee keer in dit pad", "haal er een weg"),
    Geval("pad-mandaat", "ketenpaden", "mandaat: [wip]", "mandaat: [wib]", "mandaat: [wib]",
          "partij 'wib' staat niet in partijen.yaml", "bedoelt u 'wip'?"),
    Geval("pad-niemand", "ketenpaden", "door: [WELZIJN, WIJKTEAM]", "door: []", "functie: INDICATIE",
          "niemand verricht INDICATIE", "noem met door een rol"),
    Geval("pad-functie", "ketenpaden", "functie: INDICATIE", "functie: INDICATE", "functie: INDICATE",
          "bestaat niet als waarde van 'functie'", "INDICATIE"),
    Geval("functie-in-termijnen", "termijnen", "    plicht: EVALUATIE\n",
          "    plicht: FUNCTIE\n", "plicht: FUNCTIE", "staat in ketenpaden.yaml", "zet de termijn daar"),
    # vrije-dagen.yaml
    # The law
    Geval("wet-onbekend", "termijnen", "    wet: vt-triage\n", "    wet: vt-triages\n", "vt-triages",
          "wetsregel 'vt-triages' staat niet in wet.yaml", "bedoelt u 'vt-triage'?"),
    Geval("wet-plicht", "termijnen", "    wet: vt-triage\n", "    wet: wgs-gesprek\n", "wet: wgs-gesprek\n",
          "gaat niet over BESLUIT, maar over EERSTE_CONTACT", "kies een andere wetsregel"),
    Geval("wet-ruimer", "termijnen", "    termijn: 3 werkdagen\n    grond: \"Bij",
          "    termijn: 4 werkdagen\n    grond: \"Bij", "termijn: 4 werkdagen",
          "4 werkdagen is langer dan de wet: 3 werkdagen",
          "geef hoogstens de termijn van 'wgs-dreiging'"),
    Geval("wet-dubbel", "wet", "  - id: vt-start", "  - id: vt-triage", "vt-triage",
          "id 'vt-triage' staat er twee keer", "geef elke wetsregel een eigen id"),
    Geval("wet-termijn", "wet", "    termijn: 15 jaar", "    termijn: 15 eeuwen", "15 eeuwen",
          "de eenheid 'eeuwen' bestaat niet", "zoals 3 werkdagen, 6 weken of 15 jaar"),
    Geval("wet-terug-uren", "wet", "    termijn: 20 werkdagen\n", "    termijn: 20 uur\n", "20 uur",
          "terugtellen gaat in dagen", "geef een termijn in dagen"),
    Geval("wet-terug", "wet", "    termijn: 20 werkdagen\n    terug: true\n", "    termijn: 20 werkdagen\n",
          "AFSLUITING", "na AFSLUITING is het te laat om nog te tellen", "zet erbij: terug: true"),
    Geval("wet-zonder", "wet", "    termijn: geen\n", "    termijn: geen\n    pauze: [AANVULLING]\n",
          "pauze:", "'pauze' doet niets bij een regel zonder termijn", "haal het weg"),
    Geval("wet-terug-verlengd", "wet", "    terug: true\n", "    terug: true\n"
          "    verlenging: {termijn: 2 weken}\n", "verlenging: {termijn: 2 weken}\n",
          "'verlenging' past niet bij een termijn die terug wordt geteld", "haal het weg"),
    Geval("wet-keer", "wet", "keer: null", "keer: 0", "keer: 0", "'0' past niet bij 'keer'",
          "hoe vaak het mag"),
    # Free days
    Geval("dag-weekend", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - {datum: 2027-05-08, reden: besluit}", "2027-05-08", "valt in een weekend",
          "klopt"),
    Geval("dag-feestdag", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - {datum: 2027-05-06, reden: besluit}", "2027-05-06",
          "is Hemelvaartsdag en is al vrij", "kijk of de datum klopt"),
    Geval("dag-gemeente", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - {datum: 2027-05-07, reden: besluit, gemeenten: ['9999']}", "'9999'",
          "gemeente '9999' staat niet in inrichting.yaml", "kies uit"),
    Geval("dag-werkdag", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - datum: 2027-05-07\n    reden: besluit\n    gemeenten: ['0505']\n"
          "    geen_werkdag_in: ['0610']", "geen_werkdag_in",
          "in gemeente '0610' is deze dag niet gelijkgesteld", "zet haar ook bij gemeenten"),
    Geval("dag-dubbel", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - {datum: 2027-05-07, reden: een}\n  - {datum: 2027-05-07, reden: twee}",
          "reden: twee", "staat er twee keer", "haal er een weg"),
    Geval("dag-vorm", "vrije-dagen", "vrije_dagen: []", "vrije_dagen:\n  - {datum: 7 mei, reden: besluit}",
          "7 mei", "past niet bij 'datum'", "jaar-maand-dag"),
    Geval("dag-reden", "vrije-dagen", "vrije_dagen: []",
          "vrije_dagen:\n  - {datum: 2027-05-07, reden: ''}", "reden: ''", "'reden' is leeg",
          "welk besluit"),
]  # fmt: skip


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_elke_fout_staat_op_haar_regel(tmp_path: Path, geval: Geval) -> None:
    """A planted mistake is found at its own line, in words that say what is wrong and what to do."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang(geval.pad, geval.oud, geval.nieuw)
    raak = [f for f in kopie.fouten() if geval.wat in f.wat]
    assert raak, [str(f) for f in kopie.fouten()]
    fout = raak[0]
    assert fout.bestand == str(kopie.map / geval.pad)
    assert geval.doe in fout.doe
    regels = (kopie.map / geval.pad).read_text(encoding="utf-8").splitlines()
    assert geval.op.strip() in regels[fout.regel - 1]


def test_geen_geval_roept_valse_fouten_op(tmp_path: Path) -> None:
    """A faulty party is not also reported as unknown by every rule that names it."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang("v1/partijen.yaml", "rol: WIJKTEAM", "rol: TEAM")
    assert [f.wat for f in kopie.fouten()] == ["'TEAM' bestaat niet als waarde van 'rol'"]


def test_alle_fouten_in_een_keer(tmp_path: Path) -> None:
    """Mistakes in different files, and in one list, are told together, in order of file and line."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang("v1/partijen.yaml", "rol: POLITIE", "rol: AGENT")
    kopie.vervang("v1/partijen.yaml", "kanaal: kafka", "kanaal: fax")
    kopie.vervang("v1/partijen.yaml", "leesgroep: cjg-lezer", "leesgroep: mee-lezer")
    kopie.vervang("v1/routering.yaml", "vangnet: wip", "vangnet: wop")
    kopie.vervang("v1/termijnen.yaml", "termijn: 15 minuten", "termijn: 15 kwartier")
    kopie.vervang("v1/ladder.yaml", "niveaus:\n", "niveaus: [\n")
    fouten = kopie.fouten()
    assert len(fouten) == 6
    assert fouten == tuple(sorted(fouten))
    assert {Path(f.bestand).name for f in fouten} == {
        "partijen.yaml", "routering.yaml", "termijnen.yaml", "ladder.yaml",
    }  # fmt: skip


def test_een_fout_leest_als_bestand_regel_wat_en_doe(tmp_path: Path) -> None:
    """The text of the error is one line per mistake in the form that editors can open."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang("v1/routering.yaml", "vangnet: wip", "vangnet: wop")
    regel = kopie.regel_met("v1/routering.yaml", "vangnet: wop")
    with pytest.raises(InrichtingError) as fout:
        lees_inrichtingen(kopie.map)
    pad = kopie.map / "v1" / "routering.yaml"
    assert str(fout.value) == f"{pad}:{regel}: partij 'wop' staat niet in partijen.yaml — bedoelt u 'wip'?"


@pytest.mark.parametrize("naam", BESTANDEN)
def test_een_bestand_dat_ontbreekt(tmp_path: Path, naam: str) -> None:
    """Each file is compulsory, and its absence is the only thing said about it."""
    kopie = Kopie.maak(tmp_path)
    (kopie.map / "v1" / naam).unlink()
    [fout] = kopie.fouten()
    assert (Path(fout.bestand).name, fout.regel, fout.wat) == (naam, 1, "dit bestand ontbreekt")


@pytest.mark.parametrize("naam", BESTANDEN)
def test_een_leeg_bestand(tmp_path: Path, naam: str) -> None:
    """An empty file says what must be in it."""
    kopie = Kopie.maak(tmp_path)
    (kopie.map / "v1" / naam).write_text("# nog niets\n", encoding="utf-8")
    [fout] = kopie.fouten()
    assert fout.wat == "dit bestand is leeg"
    assert fout.doe.startswith("vul in: ")


def test_bytes_die_geen_tekst_zijn(tmp_path: Path) -> None:
    """A file in another encoding is told so, at the line of the first strange byte."""
    kopie = Kopie.maak(tmp_path)
    (kopie.map / "v1" / "ladder.yaml").write_bytes(b"# een\n# co\xf6rdinator\n")
    [fout] = kopie.fouten()
    assert (fout.regel, fout.wat) == (2, "dit is geen UTF-8")


def test_een_waarde_die_naar_zichzelf_verwijst(tmp_path: Path) -> None:
    """A loop of anchors ends as a mistake, not as an endless reader."""
    kopie = Kopie.maak(tmp_path)
    (kopie.map / "v1" / "vrije-dagen.yaml").write_text("vrije_dagen: &d\n  - *d\n", encoding="utf-8")
    assert "dit verwijst naar zichzelf" in [f.wat for f in kopie.fouten()]


def test_een_rol_die_niemand_heeft(tmp_path: Path) -> None:
    """A rule for senders that do not exist would never do anything."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang("v1/partijen.yaml", "rol: WIP", "rol: WELZIJN")
    wat = [f.wat for f in kopie.fouten()]
    assert "geen enkele partij heeft de rol WIP" in wat
    assert any("'uit-wip' wordt nooit bereikt" in w for w in wat)
