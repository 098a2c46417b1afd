"""Understands what must hold when everything has recovered: all is judged, told, and owed as it should be."""

from __future__ import annotations

import hashlib
from uuid import UUID

from keten.contract.toestand import dossier_van_bytes, postvak_van_bytes
from keten.contract.vertaling import opdracht_van_bytes
from keten.domein.begrippen import Uitslag
from keten.domein.dossier import Dossier
from keten.platform.motor.envelop import POSITIE, ontleed
from keten.platform.uitvoer import BERICHTEN, FEITEN, verzoek_sleutel
from tests.simulatie.orakel import houd_plichten_na, houd_uitslagen_na
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.volger import SimVolger
from tests.simulatie.wereld import Wereld


def oordeel(wereld: Wereld) -> None:
    """Raises Overtreding."""
    _alles_gelezen(wereld)
    _alles_geoordeeld(wereld)
    _alles_verteld(wereld)
    _toestand_is_de_som(wereld)
    houd_uitslagen_na(wereld.toezicht)
    houd_plichten_na(wereld.toezicht, wereld.stad, wereld.log)


def afdruk(wereld: Wereld) -> str:
    """One number for the bytes of all topics: two runs of one seed have the same."""
    som = hashlib.sha256()
    for topic in sorted(wereld.log.topics()):
        for p in range(wereld.log.partities_van(topic)):
            for r in wereld.log.lees_onvast(topic, p, 0):
                som.update(repr((topic, p, r.offset, r.sleutel, r.waarde, r.koppen, r.tijd_ms)).encode())
    return som.hexdigest()


def _alles_gelezen(wereld: Wereld) -> None:
    for topic in (FEITEN, BERICHTEN):
        for p in range(wereld.log.partities_van(topic)):
            wie = _eigenaar(wereld, topic, p)
            if wereld.log.lees(topic, p, wie.positie[p]) or wie.kern.positie(p) not in (None, wie.positie[p]):
                raise Overtreding("niets blijft liggen", f"{topic}[{p}] is not read to its end")
            op = wie.kern.wiel.volgende_ms()
            if op is not None and op < wereld.klok.stand_ms - 60_000:
                raise Overtreding("niets blijft liggen", "an alarm is due, and does not go")


def _alles_geoordeeld(wereld: Wereld) -> None:
    toezicht = wereld.toezicht
    for plek, zending in toezicht.zendingen.items():
        if plek not in toezicht.verdicten:
            raise Overtreding("een eindverdict", f"{plek} ({zending.soort}) has no verdict")
    for plek, verwacht in toezicht.boek.oordelen.items():
        if toezicht.verdicten[plek].uitslag is not verwacht.uitslag:
            raise Overtreding("een eindverdict", f"{plek} was judged otherwise than its fact")


def _alles_verteld(wereld: Wereld) -> None:
    """What the facts say must go out, and one technical answer to each record."""
    toezicht = wereld.toezicht
    mag_ontbreken = toezicht.boek.ingehaald | _wachtend(wereld)
    for bericht_id, ontvanger in toezicht.boek.berichten.items():
        if bericht_id not in toezicht.uit and bericht_id not in mag_ontbreken:
            raise Overtreding("geen bericht kwijt", f"{ontvanger} never got {bericht_id}")
    antwoord: dict[tuple[str, int], set[str]] = {}
    for technisch_id, (topic, offset, soort) in toezicht.technisch.items():
        if technisch_id in toezicht.uit:
            antwoord.setdefault((topic, offset), set()).add(soort)
    for plek in toezicht.zendingen:
        feit = plek in toezicht.boek.oordelen
        moet = {"ontvangst.vastgelegd"} if feit else {"bericht.afgekeurd"}
        if antwoord.get(plek, set()) != moet:
            raise Overtreding("ieder bericht beantwoord", f"{plek}: {antwoord.get(plek)}, not {moet}")
        if not feit and toezicht.verdicten[plek].uitslag not in (Uitslag.GEWEIGERD, Uitslag.QUARANTAINE):
            raise Overtreding("een eindverdict", f"{plek} became no fact, and was not refused")


def _wachtend(wereld: Wereld) -> set[UUID]:
    """Reminders and escalations that wait for their turn at bezorging."""
    schemas, gevonden = wereld.toezicht.schemas, set()
    for p in range(wereld.log.partities_van(BERICHTEN)):
        for sleutel, rauw in _eigenaar(wereld, BERICHTEN, p).opslag[p].alles():
            inhoud = b"" if sleutel == POSITIE else ontleed(rauw)[3]
            if inhoud:
                wachtend = postvak_van_bytes(inhoud, schemas).aanmanen.wachtend
                gevonden |= {opdracht_van_bytes(w.opdracht, schemas).bericht_id for w in wachtend}
    return gevonden


def _toestand_is_de_som(wereld: Wereld) -> None:
    """What the tracker holds equals a fold of the facts, in its store and in its changelog."""
    verwacht = dict(wereld.toezicht.boek.dossiers)
    gevonden: dict[UUID, Dossier] = {}
    for p in range(wereld.log.partities_van(FEITEN)):
        wie = _eigenaar(wereld, FEITEN, p)
        standen = {r.sleutel: r.waarde for r in wereld.log.lees(wie.changelog, p)}
        for sleutel, rauw in wie.opslag[p].alles():
            if standen.get(sleutel) != rauw:
                raise Overtreding("winkel is het log", "store and changelog differ")
            inhoud = ontleed(rauw)[3]
            if inhoud:
                dossier = dossier_van_bytes(inhoud, wereld.toezicht.schemas)
                gevonden[dossier.verzoek_id] = dossier
                if sleutel != verzoek_sleutel(dossier.verzoek_id):
                    raise Overtreding("grootboek", "a request stands under another's key")
    for zaak in verwacht.keys() | gevonden.keys():
        if verwacht.get(zaak) != gevonden.get(zaak):
            raise Overtreding("grootboek", f"the tracker and the facts differ about {zaak}")


def _eigenaar(wereld: Wereld, topic: str, partitie: int) -> SimVolger[object, object]:
    for werker in wereld._werkers:
        motor = werker.motor
        if isinstance(motor, SimVolger) and motor.topic == topic and partitie in motor.opslag:
            return motor
    raise Overtreding("niets blijft liggen", f"nobody owns {topic}[{partitie}]")
