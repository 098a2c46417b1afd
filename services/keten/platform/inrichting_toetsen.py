"""Understands what the files of a version may not say of one another, nor a version of the one before it.

Form is judged elsewhere; here each word already has its type. A file that could not be read is passed
over, so that one mistake does not call up a row of false ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from keten.contract.leesgroepen import LEESGROEPEN
from keten.domein.begrippen import ZONDER_POSTVAK, Thema
from keten.platform.inrichting_bereikbaarheid import toets_bereikbaarheid
from keten.platform.inrichting_ketenpaden import toets_ketenpaden
from keten.platform.inrichting_regels import toets_routering, toets_termijnen
from keten.platform.inrichting_versie import Versie, toets_partij, toets_uniek
from keten.platform.inrichting_wet import toets_vrije_dagen, toets_wet

_MINSTE_ALTERNATIEVEN = 3
_MINSTE_NIVEAUS = 2


def toets_versie(versie: Versie) -> None:
    """Note what is wrong within one version."""
    _toets_kop(versie)
    _toets_partijen(versie)
    toets_routering(versie)
    toets_termijnen(versie)
    _toets_niveaus(versie)
    _toets_alternatieven(versie)
    toets_vrije_dagen(versie)
    toets_wet(versie)
    toets_bereikbaarheid(versie)
    _toets_regie(versie)
    _toets_nazorg(versie)
    toets_ketenpaden(versie)


def toets_versies(versies: Sequence[Versie]) -> None:
    """Note what is wrong between a version and the one before it."""
    for eerder, later in pairwise(versies):
        if eerder.kop.waarde and later.kop.waarde:
            vanaf = eerder.kop.waarde.geldig_vanaf
            if later.kop.waarde.geldig_vanaf <= vanaf:
                wat = f"deze versie geldt niet later dan v{eerder.nummer} ({vanaf.isoformat()})"
                later.kop.bestand.fout(
                    ("geldig_vanaf",), wat, "kies een moment na de vorige versie en na de uitrol"
                )
        if later.codes is not None:
            for code in sorted((eerder.codes or frozenset()) - later.codes):
                wat = f"partij '{code}' van v{eerder.nummer} is verdwenen, maar lopende verzoeken noemen haar"
                later.partijen.bestand.fout(
                    ("partijen",), wat, "laat haar staan en zet opent: false", sleutel=True
                )


def _toets_kop(versie: Versie) -> None:
    kop = versie.kop
    if kop.waarde is not None and kop.waarde.versie != versie.nummer:
        wat = f"versie {kop.waarde.versie} staat in de map v{versie.nummer}"
        kop.bestand.fout(("versie",), wat, f"zet hier {versie.nummer} of noem de map anders")


def _toets_partijen(versie: Versie) -> None:
    if versie.partijen.waarde is None:
        return
    lijst, deel = versie.partijen.waarde.partijen, versie.partijen
    for veld, doe in (
        ("code", "geef elke partij een eigen code"),
        ("bron", "elke partij heeft een eigen OIN of KvK-nummer; kijk welk van de twee niet klopt"),
        ("leesgroep", "geef elke partij een eigen groep, anders lezen zij elkaars plaats"),
    ):
        toets_uniek(deel, "partijen", veld, [str(getattr(p, veld)) for p in lijst], doe)
    eigen = {groep for groepen in LEESGROEPEN.values() for groep in groepen}
    for i, partij in enumerate(lijst):
        hier = deel.plaats("partijen", i)
        if partij.code in ZONDER_POSTVAK:
            deel.bestand.fout(
                (*hier, "code"), f"'{partij.code}' is een naam van het systeem zelf", "kies een andere code"
            )
        if partij.leesgroep in eigen:
            wat = f"'{partij.leesgroep}' is een leesgroep van het systeem zelf"
            deel.bestand.fout((*hier, "leesgroep"), wat, f"kies een andere, zoals {partij.code}-lezer")


def _toets_niveaus(versie: Versie) -> None:
    if versie.ladder.waarde is None:
        return
    deel, niveaus = versie.ladder, versie.ladder.waarde.niveaus
    for i, niveau in enumerate(niveaus):
        hier = deel.plaats("niveaus", i)
        toets_partij(versie, deel.bestand, (*hier, "partij"), niveau.partij)
        if niveau in niveaus[:i]:
            wat = f"{niveau.rol} bij {niveau.partij} staat er twee keer"
            deel.bestand.fout(hier, wat, "kies een andere persoon of partij")
    _toets_rollen(versie)
    if not deel.heel:
        return
    for code in sorted(versie.codes or ()):
        over = len({n for n in niveaus if n.partij != code})
        if over < _MINSTE_NIVEAUS:
            wat = f"als {code} stil blijft, is er maar {over} niveau om in te lichten"
            doe = f"zet er niveaus bij andere partijen bij, zodat er {_MINSTE_NIVEAUS} overblijven"
            deel.bestand.fout(("niveaus",), wat, doe, sleutel=True)


def _toets_rollen(versie: Versie) -> None:
    """Every person who may be told of silence stands in the order: else nobody knows who is higher."""
    if versie.ladder.waarde is None:
        return
    deel, volgorde = versie.ladder, versie.ladder.waarde.rolvolgorde
    for i, rol in enumerate(volgorde):
        if rol in volgorde[:i]:
            deel.bestand.fout(("rolvolgorde", i), f"{rol} staat er twee keer", "haal er een weg")
    for i, niveau in enumerate(versie.ladder.waarde.niveaus):
        if niveau.rol not in volgorde:
            wat = f"{niveau.rol} staat niet in rolvolgorde"
            deel.bestand.fout((*deel.plaats("niveaus", i), "rol"), wat, "zet de rol daar op haar plaats")
    if versie.regie.waarde is None:
        return
    for i, niveau in enumerate(versie.regie.waarde.hogere_niveaus):
        if niveau.rol not in volgorde:
            wat = f"{niveau.rol} staat niet in rolvolgorde van ladder.yaml"
            hier = (*versie.regie.plaats("hogere_niveaus", i), "rol")
            versie.regie.bestand.fout(hier, wat, "zet de rol daar op haar plaats")


def _toets_alternatieven(versie: Versie) -> None:
    if versie.ladder.waarde is None:
        return
    deel, alternatieven = versie.ladder, versie.ladder.waarde.alternatieven
    for thema, codes in alternatieven.items():
        hier = ("alternatieven", thema.value)
        for j, code in enumerate(codes):
            toets_partij(versie, deel.bestand, (*hier, j), code)
            if code in codes[:j]:
                deel.bestand.fout((*hier, j), f"'{code}' staat er twee keer", "haal er een weg")
        if len(set(codes)) < _MINSTE_ALTERNATIEVEN:
            wat = f"{thema.value} heeft minder dan {_MINSTE_ALTERNATIEVEN} alternatieven"
            doe = "vul aan: de afzender zelf en wie niet antwoordde vallen af"
            deel.bestand.fout(hier, wat, doe, sleutel=True)
    if deel.heel:
        for thema in [t for t in Thema if t not in alternatieven]:
            doe = f"noem {_MINSTE_ALTERNATIEVEN} partijen bij wie een afzender verder kan"
            wat = f"{thema.value} heeft geen alternatieven"
            deel.bestand.fout(("alternatieven",), wat, doe, sleutel=True)


def _toets_regie(versie: Versie) -> None:
    if versie.regie.waarde is None:
        return
    deel, regie = versie.regie, versie.regie.waarde
    for i, rol in enumerate(regie.bekend_bij):
        if rol in regie.bekend_bij[:i]:
            deel.bestand.fout(("bekend_bij", i), f"{rol.value} staat er twee keer", "haal er een weg")
    for i, mandaat in enumerate(regie.escalatiemandaat):
        hier = deel.plaats("escalatiemandaat", i)
        toets_partij(versie, deel.bestand, (*hier, "partij"), mandaat.partij)
        if mandaat in regie.escalatiemandaat[:i]:
            wat = f"{mandaat.rol} bij {mandaat.partij} staat er twee keer"
            deel.bestand.fout(hier, wat, "haal er een weg")
    partijen = [n.partij for n in regie.hogere_niveaus]
    toets_uniek(deel, "hogere_niveaus", "partij", partijen, "noem per partij een persoon")
    for i, niveau in enumerate(regie.hogere_niveaus):
        toets_partij(versie, deel.bestand, (*deel.plaats("hogere_niveaus", i), "partij"), niveau.partij)


def _toets_nazorg(versie: Versie) -> None:
    if versie.nazorg.waarde is None:
        return
    deel, momenten = versie.nazorg, versie.nazorg.waarde.meetmomenten
    toets_uniek(deel, "meetmomenten", "id", [m.id for m in momenten], "geef elk moment een eigen id")
    for i, moment in enumerate(momenten):
        if moment.termijn in [m.termijn for m in momenten[:i]]:
            hier = (*deel.plaats("meetmomenten", i), "termijn")
            deel.bestand.fout(
                hier, "op dit moment wordt al gemeten", "kies een ander moment, of haal het weg"
            )
