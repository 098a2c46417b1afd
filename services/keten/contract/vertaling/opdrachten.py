"""Understands how a decision becomes an order on `berichten`, and how orders travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from keten.contract.berichten.gedeeld import Opmerking, Positie
from keten.contract.berichten.intern import (
    opdracht_actie_gevraagd as actie,
)
from keten.contract.berichten.intern import (
    opdracht_beantwoording_uitgebleven as uitblijven,
)
from keten.contract.berichten.intern import (
    opdracht_bericht_afgekeurd as afgekeurd,
)
from keten.contract.berichten.intern import (
    opdracht_capaciteit_gewijzigd as capaciteit,
)
from keten.contract.berichten.intern import (
    opdracht_escalatie_ingezet as escalatie,
)
from keten.contract.berichten.intern import (
    opdracht_herinnering_verstuurd as herinnering,
)
from keten.contract.berichten.intern import (
    opdracht_melding_doorgezet as melding,
)
from keten.contract.berichten.intern import (
    opdracht_ontvangst_bevestigd as bevestigd,
)
from keten.contract.berichten.intern import (
    opdracht_ontvangst_vastgelegd as vastgelegd,
)
from keten.contract.berichten.intern import (
    opdracht_regie_gewijzigd as regie,
)
from keten.contract.berichten.intern import (
    opdracht_signalering_doorgezet as signalering,
)
from keten.contract.berichten.intern import (
    opdracht_status_gewijzigd as status,
)
from keten.contract.berichten.intern import (
    opdracht_terugkoppeling_gegeven as terugkoppeling,
)
from keten.contract.berichten.intern import (
    opdracht_verwijzing_aangeboden as verwijzing,
)
from keten.contract.berichten.intern.aanmaanbeurt import Aanmaanbeurt
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.register import OPDRACHTEN
from keten.contract.berichten.zelfredzaamheid import DomeinVerloop
from keten.contract.codec import Gelezen, Schemas
from keten.contract.fouten import Vormfout
from keten.contract.identiteit import technisch_id
from keten.contract.records import record_naar_bytes
from keten.domein import besluiten
from keten.domein.besluiten import Adres, Bericht
from keten.domein.feiten import Herkomst
from keten.domein.meten import Domeinverloop


def opdracht_van_besluit(
    besluit: Bericht, *, verzoek_id: UUID, nu: datetime, positie: Herkomst | None = None
) -> Opdracht:
    """The order that carries a decision out.

    `nu`: of the fact that led to it. `positie`: of that fact, repeated to a sender whose message is rejected.
    """
    kop = _kop(besluit.adres, verzoek_id, nu)
    match besluit:
        case besluiten.ZetSignaleringDoor() | besluiten.ZetMeldingDoor() | besluiten.BiedVerwijzingAan():
            return _doorzetting(besluit, kop)
        case besluiten.BevestigOntvangst():
            return bevestigd.OpdrachtOntvangstBevestigd(
                **kop, gegevens=bevestigd.OntvangstBevestigdGegevens(bij=besluit.bij)
            )
        case besluiten.MeldStatus():
            return status.OpdrachtStatusGewijzigd(
                **kop,
                kluis=besluit.kluis,
                gegevens=status.StatusGewijzigdGegevens(
                    toestand=besluit.toestand,
                    bij=besluit.bij,
                    uiterlijk=besluit.uiterlijk,
                    reden=besluit.reden,
                    voortgang=besluit.voortgang,
                    warm=besluit.warm,
                    kwijtgescholden=besluit.kwijtgescholden,
                    correctie=besluit.correctie,
                ),
            )
        case besluiten.VraagActie():
            return actie.OpdrachtActieGevraagd(
                **kop,
                kluis=besluit.kluis,
                gegevens=actie.ActieGevraagdGegevens(
                    actie=besluit.actie,
                    plicht=besluit.plicht,
                    uiterlijk=besluit.uiterlijk,
                    reden=besluit.reden,
                    gevraagd=besluit.gevraagd,
                    onjuist=besluit.onjuist,
                    bericht=besluit.bericht,
                ),
            )
        case besluiten.GeefTerugkoppeling():
            return terugkoppeling.OpdrachtTerugkoppelingGegeven(
                **kop,
                kluis=besluit.kluis,
                gegevens=terugkoppeling.TerugkoppelingGegevenGegevens(
                    van=besluit.van,
                    resultaat=besluit.resultaat,
                    eind=besluit.eind,
                    zelfredzaamheid=_per_domein(besluit.zelfredzaamheid),
                    participatie=besluit.participatie,
                ),
            )
        case besluiten.MeldRegie():
            return regie.OpdrachtRegieGewijzigd(
                **kop,
                kluis=besluit.kluis,
                gegevens=regie.RegieGewijzigdGegevens(
                    verantwoordelijkheid=besluit.verantwoordelijkheid, houder=besluit.houder
                ),
            )
        case besluiten.MeldCapaciteit():
            return capaciteit.OpdrachtCapaciteitGewijzigd(
                **(kop | {"verzoek_id": None}),  # its reader gets no name for a matter that is none
                gegevens=capaciteit.CapaciteitGewijzigdGegevens(
                    **{v.name: getattr(besluit, v.name) for v in fields(besluit) if v.name != "adres"}
                ),
            )
        case besluiten.WijsAf():
            return afgekeurd.OpdrachtBerichtAfgekeurd(
                **kop,
                gegevens=afgekeurd.BerichtAfgekeurdGegevens(
                    bericht_id=besluit.afgekeurd_bericht_id,
                    code=besluit.weigering.code,
                    veld=None if besluit.veld is None else f"/data/{besluit.veld}",
                    uitleg=besluit.weigering.zin,
                    ontvangen_op=nu if besluit.over is None else besluit.over.nu,
                    positie=_positie(positie if besluit.over is None else besluit.over.herkomst),
                    kan_vanaf=besluit.kan_vanaf,
                ),
            )
        case _:
            return _van_trede(besluit, kop)


def _doorzetting(
    besluit: besluiten.ZetSignaleringDoor | besluiten.ZetMeldingDoor | besluiten.BiedVerwijzingAan,
    kop: dict[str, Any],
) -> Opdracht:
    velden: dict[str, Any] = {
        veld.name: getattr(besluit, veld.name)
        for veld in fields(besluit)
        if veld.name not in ("adres", "kluis", "kluis_erbij")
    }
    kop |= {"kluis": besluit.kluis, "kluis_erbij": besluit.kluis_erbij}
    match besluit:
        case besluiten.ZetSignaleringDoor():
            return signalering.OpdrachtSignaleringDoorgezet(
                **kop, gegevens=signalering.SignaleringDoorgezetGegevens(**velden)
            )
        case besluiten.ZetMeldingDoor():
            return melding.OpdrachtMeldingDoorgezet(
                **kop, gegevens=melding.MeldingDoorgezetGegevens(**velden)
            )
        case besluiten.BiedVerwijzingAan():
            return verwijzing.OpdrachtVerwijzingAangeboden(
                **kop, gegevens=verwijzing.VerwijzingAangebodenGegevens(**velden)
            )


def _van_trede(
    besluit: besluiten.Herinner | besluiten.Escaleer | besluiten.MeldUitblijven, kop: dict[str, Any]
) -> Opdracht:
    match besluit:
        case besluiten.Herinner():
            return herinnering.OpdrachtHerinneringVerstuurd(
                **kop,
                gegevens=herinnering.HerinneringVerstuurdGegevens(
                    plicht=besluit.plicht,
                    debiteur=besluit.debiteur,
                    uiterlijk=besluit.uiterlijk,
                    te_laat=besluit.te_laat,
                    urgentie=besluit.urgentie,
                    functie=besluit.functie,
                ),
            )
        case besluiten.Escaleer():
            return escalatie.OpdrachtEscalatieIngezet(
                **kop,
                gegevens=escalatie.EscalatieIngezetGegevens(
                    plicht=besluit.plicht,
                    debiteur=besluit.debiteur,
                    uiterlijk=besluit.uiterlijk,
                    niveau=besluit.niveau,
                    rol=besluit.rol,
                    bevestigen_uiterlijk=besluit.bevestigen_uiterlijk,
                    urgentie=besluit.urgentie,
                    functie=besluit.functie,
                ),
            )
        case besluiten.MeldUitblijven():
            return uitblijven.OpdrachtBeantwoordingUitgebleven(
                **kop,
                gegevens=uitblijven.BeantwoordingUitgeblevenGegevens(
                    plicht=besluit.plicht,
                    debiteur=besluit.debiteur,
                    uiterlijk=besluit.uiterlijk,
                    alternatieven=besluit.alternatieven,
                ),
            )


def opdracht_vastgelegd(
    *,
    herkomst: Herkomst,
    ontvanger: str,
    bericht_id: str,
    verzoek_id: UUID | None,
    onderdeel: int,
    nu: datetime,
    feit_id: UUID,
    kenmerk: bytes | None,
    opmerkingen: tuple[Opmerking, ...] = (),
) -> Opdracht:
    """The technical acknowledgement of one record. `bericht_id`: the sender's own; `kenmerk`: ciphertext.

    `verzoek_id` None: the message was about none, and then there is no `kenmerk`.
    """
    return vastgelegd.OpdrachtOntvangstVastgelegd(
        bericht_id=technisch_id(herkomst, "ontvangst.vastgelegd"),
        ontvanger=ontvanger,
        verzoek_id=verzoek_id,
        onderdeel=onderdeel,
        nu=nu,
        oorzaak=feit_id,
        herkomst=_positie(herkomst),
        kenmerk=kenmerk,
        gegevens=vastgelegd.OntvangstVastgelegdGegevens(
            bericht_id=bericht_id, ontvangen_op=nu, opmerkingen=opmerkingen
        ),
    )


def opdracht_afgekeurd(
    fout: Vormfout,
    *,
    herkomst: Herkomst,
    ontvanger: str,
    bericht_id: str | None,
    nu: datetime,
    verzoek_id: UUID | None = None,
    onderdeel: int = 1,
) -> Opdracht:
    """The rejection of one record for its form. `verzoek_id`: only when the sender's token was read."""
    eigen_id = technisch_id(herkomst, "bericht.afgekeurd")
    return afgekeurd.OpdrachtBerichtAfgekeurd(
        bericht_id=eigen_id,
        ontvanger=ontvanger,
        verzoek_id=verzoek_id,
        onderdeel=onderdeel,
        nu=nu,
        oorzaak=eigen_id,
        herkomst=_positie(herkomst),
        gegevens=afgekeurd.BerichtAfgekeurdGegevens(
            bericht_id=bericht_id,
            code=fout.code,
            veld=fout.veld,
            uitleg=fout.zin,
            ontvangen_op=nu,
            positie=_positie(herkomst),
        ),
    )


def opdracht_naar_bytes(opdracht: Opdracht, schemas: Schemas) -> bytes:
    """Framed Avro; equal orders have equal bytes."""
    return record_naar_bytes(opdracht, schemas)


def opdracht_van_bytes(rauw: bytes, schemas: Schemas) -> Opdracht:
    """The order again. Raises VormError for unreadable bytes, ValueError for what is no order."""
    return _opdracht(schemas.decodeer(rauw))


def aanmaanbeurt_of_opdracht(rauw: bytes, schemas: Schemas) -> Aanmaanbeurt | Opdracht:
    """What stands on `berichten`. Raises as `opdracht_van_bytes`."""
    gelezen = schemas.decodeer(rauw)
    if gelezen.naam == Aanmaanbeurt.naam:
        return Aanmaanbeurt.model_validate(gelezen.waarde)
    return _opdracht(gelezen)


def _opdracht(gelezen: Gelezen) -> Opdracht:
    soort = OPDRACHTEN.get(gelezen.naam)
    if soort is None:
        raise ValueError(f"{gelezen.naam} is no order")
    return soort.model_validate(gelezen.waarde)


def _per_domein(domeinen: Sequence[Domeinverloop] | None) -> tuple[DomeinVerloop, ...] | None:
    if domeinen is None:
        return None
    return tuple(DomeinVerloop(domein=d.domein, verloop=d.verloop) for d in domeinen)


def _kop(adres: Adres, verzoek_id: UUID, nu: datetime) -> dict[str, Any]:
    return {
        "bericht_id": adres.bericht_id,
        "ontvanger": adres.ontvanger,
        "verzoek_id": verzoek_id,
        "onderdeel": adres.onderdeel,
        "nu": nu,
        "oorzaak": adres.oorzaak,
        "kenmerk": adres.kenmerk,
    }


def _positie(herkomst: Herkomst | None) -> Positie | None:
    if herkomst is None:
        return None
    return Positie(topic=herkomst.topic, partitie=herkomst.partitie, offset=herkomst.offset)
