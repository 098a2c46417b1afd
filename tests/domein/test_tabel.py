"""Understands that every state x every fact x every role is legal or refused with a code, none left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from keten.domein.begrippen import (
    BEHEER,
    WIJKKETEN,
    ZONDER_POSTVAK,
    Aanvulling,
    Antwoord,
    Capaciteit,
    Contactwijze,
    Ervaring,
    Grondslag,
    Hoedanigheid,
    Meetmoment,
    Onjuistheid,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Resultaat,
    Thema,
    Toestand,
    Uitkomst,
    Uitslag,
    Urgentie,
    Verloop,
    Voortgang,
)
from keten.domein.besluiten import Oordeel
from keten.domein.dossier import Betrokkene, Regie
from keten.domein.feiten import (
    BERICHTTYPEN,
    AanvullingGegeven,
    AanvullingGevraagd,
    AfspraakGemaakt,
    AfspraakNietVerschenen,
    BehandelingGestart,
    BerichtAfgekeurd,
    BezorgingBevestigd,
    CapaciteitGewijzigd,
    ContactGelegd,
    ContactpogingGedaan,
    CorrectieGevraagd,
    DoorzendingGedaan,
    EscalatieBevestigd,
    EscalatieIngezet,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    Herkomst,
    HerstelAfgedaan,
    IntrekkingBevestigd,
    IntrekkingGevraagd,
    IntrekkingGeweigerd,
    Kop,
    MeldingGedaan,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    Opening,
    Planactie,
    PlanVastgesteld,
    PlichtKwijtgescholden,
    RegieBelegd,
    SignaleringGedaan,
    SignaleringGekoppeld,
    TerugkoppelingGegeven,
    UitstelGevraagd,
    VerplichtingKwijtgescholden,
    VerwijzingAangeboden,
    VerzoekAfgewezen,
    VerzoekGeaccepteerd,
    VerzoekHeropend,
    VerzoekOpgegeven,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
    VraagGesteld,
    WachtlijstGeplaatst,
    WekkerGegaan,
    ZelfredzaamheidGemeten,
)
from keten.domein.functies import Functie
from keten.domein.keten import verwerk
from keten.domein.ladder import Schuld
from keten.domein.overgangen import OVERGANGEN, Mits
from keten.domein.verplichtingen import ga_aan
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten
from tests.domein.test_overgangen import WEG

_OPENING = ("0505", Thema.MEEDOEN, Urgentie.ROUTINE)
MAAK: dict[type[Feit], Callable[[Kop], Feit]] = {
    SignaleringGedaan: lambda k: SignaleringGedaan(k, *_OPENING),
    MeldingGedaan: lambda k: MeldingGedaan(k, *_OPENING),
    VerwijzingAangeboden: lambda k: VerwijzingAangeboden(
        k, *_OPENING, ontvanger="mee", grondslag=Grondslag.TOESTEMMING
    ),
    VraagGesteld: lambda k: VraagGesteld(k, *_OPENING),
    SignaleringGekoppeld: lambda k: SignaleringGekoppeld(k, *_OPENING, ontvanger="mee", hoofdzaak=k.feit_id),
    OntvangstBevestigd: OntvangstBevestigd,
    VerzoekGeaccepteerd: VerzoekGeaccepteerd,
    VerzoekAfgewezen: lambda k: VerzoekAfgewezen(k, Reden.BUITEN_GEBIED),
    VerzoekOpnieuwAangeboden: lambda k: VerzoekOpnieuwAangeboden(k, "mee"),
    VerzoekOpgegeven: lambda k: VerzoekOpgegeven(k, Reden.CLIENT_ZIET_AF),
    AanvullingGevraagd: lambda k: AanvullingGevraagd(k, Aanvulling.TOESTEMMING),
    AanvullingGegeven: AanvullingGegeven,
    CorrectieGevraagd: lambda k: CorrectieGevraagd(k, Onjuistheid.VERKEERDE_PERSOON),
    UitstelGevraagd: lambda k: UitstelGevraagd(k, Reden.GEEN_CAPACITEIT, (k.nu + timedelta(days=31)).date()),
    WachtlijstGeplaatst: lambda k: WachtlijstGeplaatst(k, Reden.GEEN_CAPACITEIT),
    AfspraakGemaakt: lambda k: AfspraakGemaakt(k, k.nu.date()),
    AfspraakNietVerschenen: AfspraakNietVerschenen,
    VerzoekHeropend: lambda k: VerzoekHeropend(k, Reden.FOUTIEF_INGEVOERD),
    VerplichtingKwijtgescholden: lambda k: VerplichtingKwijtgescholden(k, Plicht.STAND, Reden.CLIENT_ZIET_AF),
    PlichtKwijtgescholden: lambda k: PlichtKwijtgescholden(k, 1_000, Reden.ANDERS, "besluit-1"),
    IntrekkingGevraagd: lambda k: IntrekkingGevraagd(k, Reden.CLIENT_ZIET_AF),
    IntrekkingBevestigd: IntrekkingBevestigd,
    OnderdeelAangeboden: lambda k: OnderdeelAangeboden(
        kop=k,
        gemeente="0505",
        thema=Thema.MEEDOEN,
        urgentie=Urgentie.ROUTINE,
        ontvanger="wip",
        grondslag=Grondslag.TOESTEMMING,
    ),
    OnderdeelToegevoegd: OnderdeelToegevoegd,
    PlanVastgesteld: lambda k: PlanVastgesteld(k, (Planactie(),)),
    IntrekkingGeweigerd: lambda k: IntrekkingGeweigerd(k, Reden.VEILIGHEID),
    DoorzendingGedaan: lambda k: DoorzendingGedaan(k, "mee"),
    BehandelingGestart: BehandelingGestart,
    ContactpogingGedaan: lambda k: ContactpogingGedaan(k, Contactwijze.BRIEF),
    ContactGelegd: lambda k: ContactGelegd(k, Contactwijze.BRIEF),
    VoortgangGemeld: lambda k: VoortgangGemeld(k, Voortgang.VERTRAAGD),
    FunctieVerricht: lambda k: FunctieVerricht(k, Functie.INTAKE, Uitkomst.GEDAAN),
    TerugkoppelingGegeven: lambda k: TerugkoppelingGegeven(k, Resultaat.OPGELOST),
    CapaciteitGewijzigd: lambda k: CapaciteitGewijzigd(k, Capaciteit.VOL),
    EscalatieBevestigd: EscalatieBevestigd,
    EscalatieIngezet: lambda k: EscalatieIngezet(replace(k, door="casemanager"), Plicht.ESCALATIE),
    OndersteuningAfgerond: lambda k: OndersteuningAfgerond(k, Resultaat.OPGELOST),
    MonitoringWaargenomen: lambda k: MonitoringWaargenomen(k, True),
    EvaluatieGegeven: lambda k: EvaluatieGegeven(
        k, Antwoord.NEE, Antwoord.JA, Verloop.GELIJK, Verloop.GELIJK, Ervaring.ONTEVREDEN
    ),
    ZelfredzaamheidGemeten: lambda k: ZelfredzaamheidGemeten(k, Meetmoment.VOOR, adl=3),
    RegieBelegd: lambda k: RegieBelegd(k, Regiedaad.NEMEN, Regierol.GEZINSCOACH),
    WekkerGegaan: lambda k: WekkerGegaan(k, "politie", k.nu),
    BezorgingBevestigd: lambda k: BezorgingBevestigd(k, "politie", k.feit_id),
    BerichtAfgekeurd: lambda k: BerichtAfgekeurd(k, "politie", "KTN-117", None, True),
    HerstelAfgedaan: lambda k: HerstelAfgedaan(k, 1_000),
}
WIE = {
    Hoedanigheid.AFZENDER: "politie",
    Hoedanigheid.ONTVANGER: "meldpunt",
    Hoedanigheid.GEESCALEERDE: "wijkteam",
    Hoedanigheid.REGIEHOUDER: "wijklijn",
    Hoedanigheid.PLATFORM: WIJKKETEN,
    Hoedanigheid.BEHEER: BEHEER,
}
ELDERS = Toestand.NIET_MEER_BESCHIKBAAR
OVER_DIT_DEEL = {EscalatieBevestigd, VerplichtingKwijtgescholden}
"""What its sender says of a part that another took is about the part of that other; but for these."""

ZONDER_VOORWERP = {PlichtKwijtgescholden, HerstelAfgedaan, EscalatieBevestigd, EscalatieIngezet}
"""Legal only about a duty that is open; without one refused with a code of their own."""


def in_toestand(toestand: Toestand) -> Keten:
    """With a party in each role, and nothing to confirm."""
    keten = Keten()
    if toestand is Toestand.CONCEPT:
        keten.keur_af("politie")
    elif toestand is ELDERS:
        keten.verwijs("meldpunt", "politie", ook_aan=("wip",))
        keten.accepteer("wip", onderdeel=2)
    else:
        keten.meld()
    for daad in WEG.get(toestand, ()):
        getattr(keten, daad)()
    keten.nu += timedelta(minutes=1)
    extra = (
        Betrokkene("wijkteam", Hoedanigheid.GEESCALEERDE),
        Betrokkene("wijklijn", Hoedanigheid.REGIEHOUDER),
    )
    keten.dossier = replace(keten.d, betrokkenen=(*keten.d.betrokkenen, *extra))
    if toestand is not Toestand.CONCEPT:  # what was not opened is beheer's
        keten.dossier = replace(keten.d, eigenaar="wijklijn", regie=Regie("wijklijn", Regierol.REGIEHOUDER))
    return keten


@pytest.mark.parametrize("toestand", Toestand)
@pytest.mark.parametrize("soort", MAAK, ids=lambda s: s.__name__)
@pytest.mark.parametrize("rol", WIE)
def test_every_state_every_fact_every_role(toestand: Toestand, soort: type[Feit], rol: Hoedanigheid) -> None:
    """What has a row is applied, what has none is refused with a code, or waits for its opening."""
    keten = in_toestand(toestand)
    was = keten.d
    kop = keten.kop(WIE[rol], herkomst=Herkomst(f"in.{WIE[rol]}", 0, 1_000))
    wordt, besluiten = verwerk(was, MAAK[soort](kop), keten.inrichting)
    assert wordt is not None
    oordelen = [b for b in besluiten if isinstance(b, Oordeel) and b.over is None]
    if soort is BerichtAfgekeurd:
        assert oordelen == []  # the intake judged that record
        assert (wordt.verplichtingen != was.verplichtingen) is (rol is Hoedanigheid.PLATFORM)
        return
    (oordeel,) = oordelen
    opent = toestand is Toestand.CONCEPT and soort in get_args(Opening)
    if opent and WIE[rol] not in ZONDER_POSTVAK:
        rol = Hoedanigheid.AFZENDER  # the id is made of the opener's source: who opens it is its sender
    elders = toestand is ELDERS and rol is Hoedanigheid.AFZENDER and soort in BERICHTTYPEN
    deel = 1 if elders and soort not in OVER_DIT_DEEL else 0
    toestand = was.onderdelen[deel].toestand
    rij = OVERGANGEN.get((toestand, soort, rol))
    vrij = {Mits.ALTIJD, Mits.EIGENAAR} if rol is Hoedanigheid.REGIEHOUDER else {Mits.ALTIJD}
    if rij is not None and rij.mits in vrij and soort not in ZONDER_VOORWERP:
        assert oordeel == Oordeel(Uitslag.TOEGEPAST)
        na = wordt.onderdelen[deel].toestand
        assert rij.naar is None or na in (rij.naar, rij.anders, toestand)
        assert not rij.terug or soort is WekkerGegaan or na is was.onderdelen[deel].vorige[-1]
    elif rij is not None and rij.mits is Mits.CREDITEUR and oordeel.uitslag is Uitslag.TOEGEPAST:
        assert len(wordt.verplichtingen) < len(was.verplichtingen)
    elif oordeel.uitslag is Uitslag.WACHT:
        assert toestand is Toestand.CONCEPT
        assert wordt.wachtend
    else:
        assert oordeel.uitslag is Uitslag.GEWEIGERD
        assert oordeel.weigering is not None
        assert wordt.onderdelen == was.onderdelen
        if toestand is ELDERS and rol is Hoedanigheid.ONTVANGER:
            neemt = soort is VerzoekGeaccepteerd
            assert oordeel.weigering is (Weigering.AL_AANGENOMEN if neemt else Weigering.NIET_MEER_VAN_U)


@pytest.mark.parametrize("toestand", Toestand)
def test_what_has_an_object_is_legal_with_it(toestand: Toestand) -> None:
    """An open escalation can be confirmed and an open repair decided, in every state."""
    keten = in_toestand(toestand)
    schuld = Schuld(Plicht.ESCALATIE, 1, "wijkteam", "politie", betreft_plicht=1)
    keten.dossier = ga_aan(keten.d, [schuld], keten.inrichting)
    assert keten.bevestig_escalatie("wijkteam") == (Oordeel(Uitslag.TOEGEPAST),)
    keten.keur_af("politie", "voortgang.gemeld")
    (nummer, *_) = [v.nummer for v in keten.d.verplichtingen if v.soort is Plicht.HERSTEL]
    keten.doe_herstel_af(nummer)
    assert nummer not in {v.nummer for v in keten.d.verplichtingen}


def test_there_is_one_of_each() -> None:
    """A new fact without a maker fails here."""
    assert MAAK.keys() == set(get_args(Feit))
    assert WIE.keys() == set(Hoedanigheid)
