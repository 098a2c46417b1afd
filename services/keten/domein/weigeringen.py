"""Understands why a well-formed message has no effect. A refusal is a value, never an exception.

A code is stable and never reused.
"""

from __future__ import annotations

from keten.domein.begrippen import Begrip


class Weigering(Begrip):
    """(code, sentence for the person who reads it at the partner)."""

    VERZOEK_ONBEKEND = ("KTN-201", "Dit verzoek is bij ons niet bekend.")
    VERZOEK_BESTAAT_AL = (
        "KTN-202",
        "Met dit kenmerk hebt u al een verzoek geopend; gebruik een nieuw kenmerk.",
    )
    ZELFDE_ID_ANDERE_INHOUD = (
        "KTN-203",
        "U stuurde eerder een ander bericht met hetzelfde id; geef elk bericht een eigen id.",
    )
    GEEN_PARTIJ = ("KTN-204", "Uw organisatie heeft geen aandeel in dit verzoek.")
    NIET_AAN_U = ("KTN-205", "Dit bericht hoort bij een andere rol dan die u in dit verzoek hebt.")
    OVERGANG_NIET_TOEGESTAAN = ("KTN-206", "In de huidige toestand van dit verzoek kan dit niet.")
    ONDERDEEL_ONBEKEND = ("KTN-207", "Dit verzoek heeft dit onderdeel niet.")
    NIETS_TE_BEVESTIGEN = ("KTN-208", "Er staat voor u geen escalatie open in dit verzoek.")
    VERZOEK_VOL = (
        "KTN-209",
        "Dit verzoek heeft zijn grens aan berichten of onderdelen bereikt; neem contact op met beheer.",
    )
    ONTVANGER_ONBEKEND = ("KTN-210", "Naar deze organisatie kan dit verzoek niet.")
    ONTVANGER_HEEFT_NOG_TIJD = (
        "KTN-211",
        "De ontvanger is nog aan zet; pas als het verzoek niet beantwoord is, kan dit.",
    )
    OPENING_BLEEF_UIT = (
        "KTN-212",
        "Het verzoek waar dit bericht bij hoort, is niet op tijd geopend.",
    )
    TE_VEEL_VOORUIT = (
        "KTN-213",
        "Er wachten al te veel berichten op de opening van dit verzoek.",
    )
    GEEN_HERSTEL = ("KTN-214", "Er staat geen herstel met dit nummer open.")

    REGIE_NIET_AANGEBODEN = (
        "KTN-220",
        "De regie is u niet aangeboden; alleen wie haar heeft, draagt haar over.",
    )
    GEZINSCOACH_GAAT_VOOR = (
        "KTN-221",
        "Een gezinscoach heeft de regie; die gaat voor en draagt haar zelf over.",
    )
    GEEN_REGIE = ("KTN-222", "U hebt in dit verzoek geen regie om over te dragen of neer te leggen.")

    GEEN_MANDAAT = ("KTN-223", "Voor deze rol bij uw organisatie is geen mandaat vastgelegd.")
    NIETS_TE_ESCALEREN = (
        "KTN-224",
        "Deze plicht staat niet open bij een ander, of elke trede van haar escalatie is al gezet.",
    )
    UITSTEL_KAN_NIET = (
        "KTN-230",
        "Er staat voor u geen termijn open die nu nog uitgesteld kan worden.",
    )
    UITSTEL_DATUM_ONJUIST = (
        "KTN-231",
        "De nieuwe datum ligt niet na de termijn, of verder dan uitstel mag duren.",
    )

    TE_WEINIG_POGINGEN = (
        "KTN-232",
        "Er is nog niet vaak genoeg, of op te weinig manieren, contact gezocht om dit te zeggen.",
    )
    GEEN_VERPLICHTING = ("KTN-234", "Er staat geen verplichting open die u zo kunt kwijtschelden.")
    GEEN_BRON = (
        "KTN-236",
        "In dit onderdeel is er geen andere organisatie van wie u iets hoorde.",
    )
    CORRECTIE_LOOPT = ("KTN-237", "Deze correctie hebt u al gevraagd; het antwoord daarop komt nog.")
    TE_VEEL_CORRECTIES = (
        "KTN-243",
        "U hebt in dit onderdeel al vijf correcties gevraagd waarop het antwoord nog komt.",
    )
    CORRECTIE_ONDUIDELIJK = (
        "KTN-244",
        "Er is u om een correctie gevraagd, en dit bericht zegt niet duidelijk welke het beantwoordt.",
    )
    DATUM_VOORBIJ = (
        "KTN-238",
        "De dag die u noemt, was al voorbij toen uw bericht kwam.",
    )
    LAATSTE_KLOK = (
        "KTN-235",
        "Hierna zou niemand meer iets hoeven te doen, terwijl het verzoek nog open is.",
    )

    ROL_BEVESTIGT_NIET = (
        "KTN-242",
        "Deze escalatie is aan een andere rol voorgelegd; die bevestigt haar, of een hogere.",
    )
    AANVRAAG_TE_VROEG = (
        "KTN-240",
        "Een aanvraag kan pas als de client de uitkomst van het onderzoek op schrift heeft, of als de "
        "termijn van het onderzoek voorbij is (Wmo 2015, artikel 2.3.2, negende lid).",
    )
    UITKOMST_ONTBREEKT = (
        "KTN-241",
        "De client heeft de uitkomst van het onderzoek nog niet op schrift; eerder kan dit niet worden "
        "afgerond (Wmo 2015, artikel 2.3.2, achtste lid).",
    )
    AL_AANGENOMEN = ("KTN-250", "Dit verzoek is al door een andere partij aangenomen.")
    NIET_MEER_VAN_U = (
        "KTN-251",
        "Een andere partij heeft dit verzoek aangenomen; uw organisatie heeft er geen aandeel meer in.",
    )
    AAN_MEER_AANGEBODEN = (
        "KTN-252",
        "Dit verzoek is aan meer organisaties aangeboden: neem het aan of wijs het af; doorzenden kan niet.",
    )

    def __init__(self, code: str, zin: str) -> None:
        self.code = code
        self.zin = zin
