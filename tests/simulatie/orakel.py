"""Understands what should have become of each record and each duty, without the core: from the records alone.

A few sentences of the domain, written a second time and much simpler. It knows only what the town does.
"""

from __future__ import annotations

from collections import Counter
from typing import Final
from uuid import UUID

from keten.domein.begrippen import Plicht, Uitslag
from keten.platform.deelnemers import uit_topic
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.simlog import SimLog
from tests.simulatie.stad import Stad
from tests.simulatie.telling import GETELD, TRIEERT, VERVOLG, Telling
from tests.simulatie.toezicht import Toezicht, kort
from tests.simulatie.zending import Zending

BINNEN: Final = "KTN-2"
"""Codes below it are of the intake: what is refused there, though well-formed, nobody remembers."""


def houd_uitslagen_na(toezicht: Toezicht) -> None:
    """Per partner and request its records in order: the first of a kind applies, a repeat is a duplicate."""
    for rij in _per_zaak(toezicht).values():
        gezien: dict[str, tuple[str, str]] = {}
        for zending in rij:
            uitslag = toezicht.verdicten[zending.topic, zending.offset].uitslag
            eerder = gezien.setdefault(zending.bericht_id, zending.uniek)
            if eerder != zending.uniek:
                _eis(zending, uitslag, Uitslag.GEWEIGERD)
            elif eerder is not zending.uniek:
                _eis(zending, uitslag, Uitslag.DUBBEL)
            elif zending.opent:
                _eis(zending, uitslag, Uitslag.TOEGEPAST)
    for plek, zending in toezicht.zendingen.items():
        uitslag = toezicht.verdicten[plek].uitslag
        if not zending.gaat_in and uitslag not in (Uitslag.GEWEIGERD, Uitslag.QUARANTAINE):
            raise Overtreding("geweigerd blijft geweigerd", f"{plek} ({zending.soort}) became {uitslag}")
    afgekeurd = Counter(kort(dict(r.koppen)["ce_type"]) for r in toezicht.uit.values())["bericht.afgekeurd"]
    moet = sum(v.code is not None for v in toezicht.verdicten.values())
    if afgekeurd != moet:
        raise Overtreding("geen afwijzing vergeten", f"{moet} records were refused, {afgekeurd} were told")


def _eis(zending: Zending, is_: Uitslag, moet: Uitslag) -> None:
    if is_ is not moet:
        raise Overtreding(
            "juist geoordeeld", f"{zending.topic}@{zending.offset} ({zending.soort}): {is_}, not {moet}"
        )


def _per_zaak(toezicht: Toezicht) -> dict[tuple[str, UUID], list[Zending]]:
    rijen: dict[tuple[str, UUID], list[Zending]] = {}
    for _, zending in sorted(toezicht.zendingen.items()):
        code = toezicht.verdicten[zending.topic, zending.offset].code
        aan_de_deur = code is not None and code < BINNEN and not zending.opent
        if zending.zaak is not None and zending.gaat_in and not aan_de_deur:
            rijen.setdefault((zending.partner, zending.zaak), []).append(zending)
    return rijen


def houd_plichten_na(toezicht: Toezicht, stad: Stad, log: SimLog) -> None:
    """Per request: what is still owed, counted from what was sent, applied and read."""
    post = _post(toezicht, stad, log)
    for zaak, plekken in toezicht.boek.toegepast.items():
        rij = [toezicht.zendingen[plek] for plek in plekken]
        if not any(z.opent for z in rij):
            continue  # it never came
        # Of what these few sentences do not tell only the mail is counted.
        telbaar = all(z.opent or z.soort in VERVOLG for z in rij)
        geteld = GETELD if telbaar else (Plicht.BEZORGING,)
        telling = Telling(
            stad.wensen[zaak], {p.code for p in stad.partijen.values() if p.rol.value in TRIEERT}
        )
        for zending in rij if telbaar else ():
            telling.tel(zending)
        owed = telling.owed()
        owed[Plicht.BEZORGING] = post.get(zaak, Counter())["ongelezen"]
        is_ = Counter(v.soort for v in toezicht.boek.dossiers[zaak].verplichtingen)
        for plicht in geteld:
            moet = owed[plicht]
            mag_ook_niet = plicht is Plicht.EERSTE_CONTACT and is_[plicht] == 0  # a rule may say so
            minst = moet - (telling.misschien_ontvangen() if plicht is Plicht.ONTVANGST else 0)
            if not minst <= is_[plicht] <= moet and not mag_ook_niet:
                raise Overtreding("grootboek", f"{plicht.value} of {zaak}: {is_[plicht]} owed, not {moet}")


def _post(toezicht: Toezicht, stad: Stad, log: SimLog) -> dict[UUID, Counter[str]]:
    """Per request how many terugkoppelingen stand unread at the one who opened it."""
    from tests.simulatie.opstelling import TOKENS

    uit: dict[UUID, Counter[str]] = {}
    for record in toezicht.uit.values():
        koppen = dict(record.koppen)
        if kort(koppen["ce_type"]) == "terugkoppeling.gegeven":
            partner = record.topic.partition(".")[2]
            zaak = TOKENS.lees(koppen["ce_subject"].decode(), partner)[0]
            gelezen = log.vastgelegd(stad.partijen[partner].leesgroep, uit_topic(partner))
            uit.setdefault(zaak, Counter())["ongelezen"] += int(record.offset >= gelezen)
    return uit
