"""Understands what may be wrong with office hours, rosters and the crisis service."""

from __future__ import annotations

from keten.contract.inrichting_model import Weekdag
from keten.domein.feestdagen import feestdagen
from keten.platform.inrichting_versie import Versie, toets_partij, toets_uniek


def toets_bereikbaarheid(versie: Versie) -> None:
    """Note what is wrong with when people work, and with who owns a crisis when they do not."""
    if versie.bereikbaarheid.waarde is None:
        return
    toets_partij(
        versie, versie.bereikbaarheid.bestand, ("crisisdienst",), versie.bereikbaarheid.waarde.crisisdienst
    )
    _toets_uren(versie)
    _toets_gesloten(versie)
    _toets_roosters(versie)


def _toets_uren(versie: Versie) -> None:
    deel, waarde = versie.bereikbaarheid, versie.bereikbaarheid.waarde
    if waarde is None:
        return
    dagen = [u.dag.value for u in waarde.kantooruren]
    toets_uniek(deel, "kantooruren", "dag", dagen, "zet per dag een regel, van de opening tot de sluiting")
    for i, uren in enumerate(waarde.kantooruren):
        if uren.tot <= uren.van:
            wat = f"op {uren.dag.value.lower()} gaat het kantoor dicht voor het opengaat"
            hier = (*deel.plaats("kantooruren", i), "tot")
            deel.bestand.fout(hier, wat, f"kies een tijd na {uren.van}, of haal de dag weg")


def _toets_gesloten(versie: Versie) -> None:
    deel, waarde = versie.bereikbaarheid, versie.bereikbaarheid.waarde
    if waarde is None:
        return
    toets_uniek(deel, "gesloten", "datum", [d.datum.isoformat() for d in waarde.gesloten], "haal er een weg")
    open_dagen = {list(Weekdag).index(u.dag) for u in waarde.kantooruren}
    for i, dag in enumerate(waarde.gesloten):
        if dag.datum in feestdagen(dag.datum.year) or dag.datum.weekday() not in open_dagen:
            wat = f"op {dag.datum.isoformat()} is het kantoor al dicht"
            hier = (*deel.plaats("gesloten", i), "datum")
            deel.bestand.fout(hier, wat, "kijk of de datum klopt, of haal haar weg")


def _toets_roosters(versie: Versie) -> None:
    deel, waarde = versie.bereikbaarheid, versie.bereikbaarheid.waarde
    if waarde is None:
        return
    toets_uniek(deel, "roosters", "id", [r.id for r in waarde.roosters], "geef elk rooster een eigen id")
    gemeenten = versie.kop.waarde.gemeenten if versie.kop.waarde and versie.kop.heel else None
    for i, rooster in enumerate(waarde.roosters):
        hier = deel.plaats("roosters", i)
        toets_partij(versie, deel.bestand, (*hier, "dienst"), rooster.dienst)
        if rooster.van is not None and rooster.tot is not None and rooster.tot <= rooster.van:
            wat = f"rooster '{rooster.id}' eindigt voor het begint"
            deel.bestand.fout((*hier, "tot"), wat, "kies een moment na van")
        if not (rooster.van or rooster.tot or rooster.themas or rooster.gemeenten):
            wat = f"rooster '{rooster.id}' geldt altijd, dus wat eronder staat en de crisisdienst nooit"
            doe = "geef een tijd, een thema of een gemeente, of maak deze partij de crisisdienst"
            deel.bestand.fout((*hier, "id"), wat, doe)
        for j, gemeente in enumerate(rooster.gemeenten):
            if gemeenten is not None and gemeente not in gemeenten:
                wat = f"gemeente '{gemeente}' staat niet in inrichting.yaml"
                deel.bestand.fout((*hier, "gemeenten", j), wat, f"kies uit: {', '.join(sorted(gemeenten))}")
