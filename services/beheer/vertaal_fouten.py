"""Understands what an error of the platform means to somebody at a terminal."""

from __future__ import annotations

from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang

_ONZE_FOUT = (
    "Het is een fout van ons. WIJKKETEN_DEBUG=1 ervoor toont waar; meld dat aan wie Wijkketen beheert."
)


def wil_spoor() -> bool:
    """Whether WIJKKETEN_DEBUG asks for a traceback."""
    from pydantic import ValidationError

    from keten.platform.instellingen import Instellingen

    try:
        return Instellingen().debug
    except ValidationError:
        return False


def als_beheerfout(fout: Exception) -> BeheerError:
    """The same error for a reader who does not know the code.

    What nobody foresaw is called a mistake of ours.
    """
    from keten.platform.fouten import KetenError
    from keten.platform.ingebed import IngebedKafkaError

    if isinstance(fout, BeheerError):
        return fout
    if isinstance(fout, IngebedKafkaError):
        zin, *staart = str(fout).splitlines() or ["De ingebedde Kafka kan niet starten."]
        return BeheerError(
            zin,
            details=staart,
            raad="Zegt het log niet waarom, gooi dan de map met gegevens weg (WIJKKETEN_DATA).",
            uitgang=Uitgang.KAFKA,
        )
    if isinstance(fout, KetenError):
        return _van_de_keten(fout)
    if isinstance(fout, OSError):
        return BeheerError(
            f"Het systeem werkt niet mee: {fout.strerror or fout} {fout.filename or ''}".rstrip() + ".",
            raad="Kijk naar schijfruimte, rechten en geheugen, en probeer het opnieuw.",
            uitgang=Uitgang.ONVOORZIEN,
        )
    return BeheerError(
        f"Dit had niet mogen gebeuren ({type(fout).__name__}).",
        raad=_ONZE_FOUT,
        uitgang=Uitgang.ONVOORZIEN,
    )


def _van_de_keten(fout: Exception) -> BeheerError:
    from keten.platform.fouten import Dispositie, dispositie_van

    code = getattr(type(fout), "code", "")
    match dispositie_van(fout):
        case Dispositie.START_NIET:
            zin, *details = str(fout).splitlines() or ["De inrichting klopt niet."]
            return BeheerError(
                f"{zin} ({code})",
                details=details,
                raad="Verbeter dit en start opnieuw.",
                uitgang=Uitgang.INRICHTING,
            )
        case Dispositie.PROBEER_OPNIEUW:
            return BeheerError(
                f"{fout} ({code})",
                raad="Draait die Kafka, en klopt WIJKKETEN_KAFKA? Zo ja, probeer het zo nog eens.",
                uitgang=Uitgang.KAFKA,
            )
    return BeheerError(
        f"Dit had niet mogen gebeuren ({type(fout).__name__}, {code}).",
        raad=_ONZE_FOUT,
        uitgang=Uitgang.ONVOORZIEN,
    )
