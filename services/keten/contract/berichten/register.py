"""Understands which kinds of message and record there are."""

from __future__ import annotations

from collections.abc import Mapping

from keten.contract.berichten.in_ import (
    aanvulling_gegeven,
    aanvulling_gevraagd,
    afspraak_gemaakt,
    afspraak_niet_verschenen,
    behandeling_gestart,
    capaciteit_gewijzigd,
    contact_gelegd,
    contactpoging_gedaan,
    correctie_gevraagd,
    doorzending_gedaan,
    escalatie_bevestigd,
    evaluatie_gegeven,
    functie_verricht,
    intrekking_bevestigd,
    intrekking_gevraagd,
    intrekking_geweigerd,
    melding_gedaan,
    monitoring_waargenomen,
    onderdeel_toegevoegd,
    ondersteuning_afgerond,
    ontvangst_bevestigd,
    plan_vastgesteld,
    regie_belegd,
    signalering_gedaan,
    terugkoppeling_gegeven,
    uitstel_gevraagd,
    verplichting_kwijtgescholden,
    verwijzing_aangeboden,
    verzoek_afgewezen,
    verzoek_geaccepteerd,
    verzoek_heropend,
    verzoek_opgegeven,
    verzoek_opnieuw_aangeboden,
    voortgang_gemeld,
    vraag_gesteld,
    wachtlijst_geplaatst,
    zelfredzaamheid_gemeten,
)
from keten.contract.berichten.in_ import escalatie_ingezet as in_escalatie_ingezet
from keten.contract.berichten.intern import (
    aanmaanbeurt,
    dossier,
    feiten,
    opdracht_actie_gevraagd,
    opdracht_beantwoording_uitgebleven,
    opdracht_bericht_afgekeurd,
    opdracht_capaciteit_gewijzigd,
    opdracht_escalatie_ingezet,
    opdracht_herinnering_verstuurd,
    opdracht_melding_doorgezet,
    opdracht_ontvangst_bevestigd,
    opdracht_ontvangst_vastgelegd,
    opdracht_regie_gewijzigd,
    opdracht_signalering_doorgezet,
    opdracht_status_gewijzigd,
    opdracht_terugkoppeling_gegeven,
    opdracht_verwijzing_aangeboden,
    ophouding,
    postvak,
    quarantaine,
    verdict,
    watermerk,
)
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.model import InBericht, Record, UitBericht
from keten.contract.berichten.uit import (
    actie_gevraagd,
    beantwoording_uitgebleven,
    bericht_afgekeurd,
    escalatie_ingezet,
    herinnering_verstuurd,
    melding_doorgezet,
    regie_gewijzigd,
    signalering_doorgezet,
    status_gewijzigd,
)
from keten.contract.berichten.uit import capaciteit_gewijzigd as uit_capaciteit_gewijzigd
from keten.contract.berichten.uit import ontvangst_bevestigd as uit_ontvangst_bevestigd
from keten.contract.berichten.uit import ontvangst_vastgelegd as uit_ontvangst_vastgelegd
from keten.contract.berichten.uit import terugkoppeling_gegeven as uit_terugkoppeling_gegeven
from keten.contract.berichten.uit import verwijzing_aangeboden as uit_verwijzing_aangeboden

_IN: tuple[type[InBericht], ...] = (
    signalering_gedaan.SignaleringGedaan,
    melding_gedaan.MeldingGedaan,
    verwijzing_aangeboden.VerwijzingAangeboden,
    vraag_gesteld.VraagGesteld,
    onderdeel_toegevoegd.OnderdeelToegevoegd,
    plan_vastgesteld.PlanVastgesteld,
    ontvangst_bevestigd.OntvangstBevestigd,
    verzoek_geaccepteerd.VerzoekGeaccepteerd,
    verzoek_afgewezen.VerzoekAfgewezen,
    verzoek_opnieuw_aangeboden.VerzoekOpnieuwAangeboden,
    verzoek_opgegeven.VerzoekOpgegeven,
    intrekking_gevraagd.IntrekkingGevraagd,
    intrekking_bevestigd.IntrekkingBevestigd,
    intrekking_geweigerd.IntrekkingGeweigerd,
    aanvulling_gevraagd.AanvullingGevraagd,
    aanvulling_gegeven.AanvullingGegeven,
    correctie_gevraagd.CorrectieGevraagd,
    uitstel_gevraagd.UitstelGevraagd,
    wachtlijst_geplaatst.WachtlijstGeplaatst,
    afspraak_gemaakt.AfspraakGemaakt,
    afspraak_niet_verschenen.AfspraakNietVerschenen,
    verzoek_heropend.VerzoekHeropend,
    verplichting_kwijtgescholden.VerplichtingKwijtgescholden,
    doorzending_gedaan.DoorzendingGedaan,
    behandeling_gestart.BehandelingGestart,
    contactpoging_gedaan.ContactpogingGedaan,
    contact_gelegd.ContactGelegd,
    voortgang_gemeld.VoortgangGemeld,
    functie_verricht.FunctieVerricht,
    terugkoppeling_gegeven.TerugkoppelingGegeven,
    escalatie_bevestigd.EscalatieBevestigd,
    regie_belegd.RegieBelegd,
    in_escalatie_ingezet.EscalatieIngezet,
    capaciteit_gewijzigd.CapaciteitGewijzigd,
    ondersteuning_afgerond.OndersteuningAfgerond,
    monitoring_waargenomen.MonitoringWaargenomen,
    evaluatie_gegeven.EvaluatieGegeven,
    zelfredzaamheid_gemeten.ZelfredzaamheidGemeten,
)
_UIT: tuple[type[UitBericht], ...] = (
    uit_ontvangst_vastgelegd.OntvangstVastgelegd,
    bericht_afgekeurd.BerichtAfgekeurd,
    signalering_doorgezet.SignaleringDoorgezet,
    melding_doorgezet.MeldingDoorgezet,
    uit_verwijzing_aangeboden.VerwijzingAangeboden,
    uit_ontvangst_bevestigd.OntvangstBevestigd,
    status_gewijzigd.StatusGewijzigd,
    actie_gevraagd.ActieGevraagd,
    uit_terugkoppeling_gegeven.TerugkoppelingGegeven,
    herinnering_verstuurd.HerinneringVerstuurd,
    escalatie_ingezet.EscalatieIngezet,
    beantwoording_uitgebleven.BeantwoordingUitgebleven,
    regie_gewijzigd.RegieGewijzigd,
    uit_capaciteit_gewijzigd.CapaciteitGewijzigd,
)
_OPDRACHTEN: tuple[type[Opdracht], ...] = (
    opdracht_ontvangst_vastgelegd.OpdrachtOntvangstVastgelegd,
    opdracht_bericht_afgekeurd.OpdrachtBerichtAfgekeurd,
    opdracht_signalering_doorgezet.OpdrachtSignaleringDoorgezet,
    opdracht_melding_doorgezet.OpdrachtMeldingDoorgezet,
    opdracht_verwijzing_aangeboden.OpdrachtVerwijzingAangeboden,
    opdracht_ontvangst_bevestigd.OpdrachtOntvangstBevestigd,
    opdracht_status_gewijzigd.OpdrachtStatusGewijzigd,
    opdracht_actie_gevraagd.OpdrachtActieGevraagd,
    opdracht_terugkoppeling_gegeven.OpdrachtTerugkoppelingGegeven,
    opdracht_herinnering_verstuurd.OpdrachtHerinneringVerstuurd,
    opdracht_escalatie_ingezet.OpdrachtEscalatieIngezet,
    opdracht_beantwoording_uitgebleven.OpdrachtBeantwoordingUitgebleven,
    opdracht_regie_gewijzigd.OpdrachtRegieGewijzigd,
    opdracht_capaciteit_gewijzigd.OpdrachtCapaciteitGewijzigd,
)
_OVERIG: tuple[type[Record], ...] = (
    dossier.DossierRecord,
    postvak.PostvakRecord,
    verdict.Verdict,
    quarantaine.Quarantaine,
    watermerk.Watermerk,
    ophouding.Ophouding,
    aanmaanbeurt.Aanmaanbeurt,
)

IN: Mapping[str, type[InBericht]] = {m.type: m for m in _IN}
"""What partners send, by short type."""

UIT: Mapping[str, type[UitBericht]] = {m.type: m for m in _UIT}
"""What partners get, by short type."""

OPDRACHTEN: Mapping[str, type[Opdracht]] = {m.naam: m for m in _OPDRACHTEN}
"""Orders to send, by schema name."""

RECORDS: Mapping[str, type[Record]] = {
    m.naam: m for m in (*_IN, *_UIT, *feiten.FEITEN.values(), *_OPDRACHTEN, *_OVERIG)
}
"""Everything that has a schema, by its name."""
