"""Understands how moments are read and shown: local time for people, UTC for machines.

A deadline is the first instant that is too late; people are shown the last day, or the hour before which it
must be.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LOKAAL = ZoneInfo("Europe/Amsterdam")
_DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def lees(tekst: str) -> datetime:
    """An ISO moment as UTC; without a zone it is local time. Raises ValueError with a Dutch sentence."""
    try:
        moment = datetime.fromisoformat(tekst.strip())
    except ValueError:
        raise ValueError("is geen tijd") from None
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    lokaal = moment.replace(tzinfo=LOKAAL)
    if lokaal.astimezone(UTC).astimezone(LOKAAL).replace(tzinfo=None) != moment:
        raise ValueError("deze tijd bestaat niet, want in dat uur gaat de klok vooruit")
    return lokaal.astimezone(UTC)


def van_ms(ms: int) -> datetime:
    """Milliseconds since 1970 as UTC, exact."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)


def naar_ms(moment: datetime) -> int:
    """UTC moment as milliseconds since 1970, exact."""
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def iso(moment: datetime) -> str:
    """For machines: `2027-03-01T08:30:00Z`, with milliseconds where there are any."""
    utc = moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond else "seconds").replace("+00:00", "Z")


def dag(moment: datetime, *, jaar: bool = True) -> str:
    """`ma 1 mrt 2027`."""
    lokaal = moment.astimezone(LOKAAL)
    kort = f"{_DAGEN[lokaal.weekday()]} {lokaal.day} {_MAANDEN[lokaal.month - 1]}"
    return f"{kort} {lokaal.year}" if jaar else kort


def kalenderdag(dag_: date) -> str:
    """A calendar day: `ma 1 mrt 2027`."""
    return f"{_DAGEN[dag_.weekday()]} {dag_.day} {_MAANDEN[dag_.month - 1]} {dag_.year}"


def uur(moment: datetime) -> str:
    """`09:30`, with seconds only where there are any."""
    lokaal = moment.astimezone(LOKAAL)
    return lokaal.strftime("%H:%M:%S" if lokaal.second else "%H:%M")


def dag_en_uur(moment: datetime, *, jaar: bool = True) -> str:
    """`ma 1 mrt 2027 09:30`."""
    return f"{dag(moment, jaar=jaar)} {uur(moment)}"


def termijn(uiterlijk: datetime, gezien_op: datetime | None = None) -> str:
    """A deadline in words: `t/m ma 1 mrt 2027` at the end of a day, else `vóór ma 1 mrt 2027 13:30`.

    Without its year for who reads it (`gezien_op`) in that same year.
    """
    lokaal = uiterlijk.astimezone(LOKAAL)
    laatste = uiterlijk - timedelta(microseconds=1)
    jaar = gezien_op is None or gezien_op.astimezone(LOKAAL).year != laatste.astimezone(LOKAAL).year
    if lokaal.hour == lokaal.minute == lokaal.second == 0:
        return f"t/m {dag(laatste, jaar=jaar)}"
    return f"vóór {dag_en_uur(uiterlijk, jaar=jaar)}"
