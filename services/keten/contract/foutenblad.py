"""Understands docs/fouten.md: every code a partner can get, what it means and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from keten.contract.fouten import Vormcode
from keten.domein.weigeringen import Weigering

_INLEIDING = """<!-- Gemaakt uit de code (python -m keten.contract). Niet met de hand wijzigen. -->
# Fouten en weigeringen

Wie een bericht stuurt dat geen gevolg krijgt, ontvangt `bericht.afgekeurd` met een code, het veld waar
het om gaat (een JSON Pointer in het CloudEvent, zoals `/data/gemeente`) en een zin. Codes veranderen
nooit van betekenis. Wat u stuurde, staat nooit in de uitleg; daarom noemt KTN-118 de naam van het onbekende
veld niet, alleen waar het staat. Per bericht hoort u één fout, de eerste: na de reparatie kan er een tweede
blijken. KTN-9xx komen nooit bij een partner: het zijn fouten van beheer of van ons, en wie de keten draait
vindt ze in het logboek en in `services/keten/platform`.

## Vorm (KTN-1xx): het bericht is niet zoals afgesproken

Bij *quarantaine* was de inhoud niet te lezen of, door een fout van ons, niet te beoordelen; de bytes worden
versleuteld bewaard voor herstel. Een bericht dat te groot is (KTN-105) wordt niet in quarantaine bewaard: het
staat alleen nog op uw eigen topic, zolang dat berichten bewaart.
""".splitlines()
_TABELKOP = ("", "| code | naam | wat er is | wat te doen | gevolg |", "|---|---|---|---|---|")

RAAD: Mapping[Weigering, str] = {
    Weigering.VERZOEK_ONBEKEND: "Gebruik het subject uit ons bericht, of noem in kenmerk uw eigen melding.",
    Weigering.VERZOEK_BESTAAT_AL: "Geef elke melding een nieuw kenmerk; bij een lopende zaak: subject.",
    Weigering.ZELFDE_ID_ANDERE_INHOUD: "Stuur het bericht opnieuw met een nieuw id.",
    Weigering.GEEN_PARTIJ: "Controleer of u het juiste subject gebruikte.",
    Weigering.NIET_AAN_U: "Laat dit over aan de organisatie die aan zet is, of neem contact met haar op.",
    Weigering.OVERGANG_NIET_TOEGESTAAN: "Kijk in het laatste status.gewijzigd hoe de zaak ervoor staat.",
    Weigering.ONDERDEEL_ONBEKEND: "Gebruik het subject van het onderdeel dat u bedoelt.",
    Weigering.ROL_BEVESTIGT_NIET: "Laat bevestigen wie in escalatie.ingezet als rol staat, of een hogere rol "
    "(ladder.yaml); door is de rol van wie bevestigt.",
    Weigering.AANVRAAG_TE_VROEG: "Wacht tot kan_vanaf, of geef de client eerst de uitkomst op schrift "
    "(verslag_gegeven in functie.verricht).",
    Weigering.UITKOMST_ONTBREEKT: "Geef de client de uitkomst op schrift, meld dat met verslag_gegeven in "
    "functie.verricht, en stuur dit bericht daarna opnieuw met een nieuw id.",
    Weigering.NIETS_TE_BEVESTIGEN: "U hoeft niets te doen: er staat geen escalatie meer open.",
    Weigering.VERZOEK_VOL: "Neem contact op met beheer.",
    Weigering.ONTVANGER_ONBEKEND: "Kies een andere organisatie: niet de afzender en niet wie het al heeft.",
    Weigering.ONTVANGER_HEEFT_NOG_TIJD: "Wacht op antwoord, of op beantwoording.uitgebleven.",
    Weigering.OPENING_BLEEF_UIT: "Stuur eerst de opening, en dit bericht daarna opnieuw met een nieuw id.",
    Weigering.TE_VEEL_VOORUIT: "Stuur eerst de opening, en dit bericht daarna opnieuw met een nieuw id.",
    Weigering.TE_WEINIG_POGINGEN: "Zoek vaker of anders contact (niet alleen per brief of mail) en meld dat.",
    Weigering.GEEN_VERPLICHTING: "Noem een plicht die op dit onderdeel openstaat en aan u verschuldigd is.",
    Weigering.DATUM_VOORBIJ: "Noem in het genoemde veld een dag die nog komt, of laat het leeg; laat "
    "uiterlijk_datum dan weg en zeg hoe dringend het "
    "is; een afspraak die al was, meldt u met contact.gelegd of afspraak.niet-verschenen.",
    Weigering.GEEN_BRON: "Wat u zelf schreef, vult u aan of stuurt u opnieuw; een ander hoeft dan niets.",
    Weigering.CORRECTIE_LOOPT: "Wacht op status.gewijzigd met correctie; blijft het uit, dan hoort u dat.",
    Weigering.TE_VEEL_CORRECTIES: "Wacht op een antwoord, of scheld een vraag kwijt die niet meer telt "
    "(verplichting.kwijtgescholden).",
    Weigering.CORRECTIE_ONDUIDELIJK: "Noem in correctie wat ervan kwam, en in onjuist om welke vraag het "
    "gaat; stuur voor elke vraag een eigen aanvulling.gegeven.",
    Weigering.LAATSTE_KLOK: "Stuur verzoek.opgegeven of intrekking.gevraagd.",
    Weigering.UITSTEL_KAN_NIET: "Noem een termijn die nog loopt, of antwoord; uitstel is er één keer.",
    Weigering.UITSTEL_DATUM_ONJUIST: "Kies een dag na de termijn en vóór de dag die de wereld stelt.",
    Weigering.GEEN_HERSTEL: "Kijk welke herstelplichten er nog openstaan.",
    Weigering.REGIE_NIET_AANGEBODEN: "Vraag de eigenaar de regie aan u over te dragen.",
    Weigering.GEZINSCOACH_GAAT_VOOR: "Overleg met de gezinscoach; die kan de regie aan u overdragen.",
    Weigering.GEEN_MANDAAT: "Laat het doen door wie het mandaat heeft, of wacht op de gewone escalatie.",
    Weigering.NIETS_TE_ESCALEREN: "Kijk welke plicht er nog openstaat.",
    Weigering.AL_AANGENOMEN: "U hoeft niets te doen: een ander helpt deze client al.",
    Weigering.NIET_MEER_VAN_U: "U hoeft niets te doen; vraag wie het u aanbood als u toch iets wilt zeggen.",
    Weigering.AAN_MEER_AANGEBODEN: "Accepteer het, of wijs het af met een reden: een ander kan het dan doen.",
    Weigering.GEEN_REGIE: "Kijk in het laatste regie.gewijzigd wie de regie heeft.",
}
"""What a person at the partner can do about a refusal."""


def foutenblad() -> str:
    """Markdown, Dutch."""
    regels = [*_INLEIDING, *_TABELKOP]
    for c in Vormcode:
        gevolg = "quarantaine" if c.quarantaine else "geweigerd"
        regels.append(f"| {c.code} | {c.name} | {_cel(c.zin)} | {_cel(c.wat_te_doen)} | {gevolg} |")
    regels += [
        "",
        "## Inhoud (KTN-2xx): het bericht is goed, maar kan nu niet",
        *_TABELKOP,
    ]
    regels += [f"| {w.code} | {w.name} | {_cel(w.zin)} | {_cel(RAAD[w])} | geweigerd |" for w in Weigering]
    return "\n".join(regels) + "\n"


def _cel(tekst: str) -> str:
    return tekst.replace("|", "\\|")
