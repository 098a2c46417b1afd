"""Understands how the command line explains itself in Dutch, and what is wrong with a call.

Typer's own help loads what renders Markdown and tracebacks, which takes longer than all the rest of a start;
this one needs a table. Typer keeps its parser's classes private, so they are known here by what they carry.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from beheer.uitgangscodes import Uitgang

HULPOPTIES = ("--help", "-h")
_BEDOELD = {("test", "--kort"): "--ring kort"}
"""(verb, option that it does not have) -> what does that; for what one may well expect beside the others."""


class Werkwoord(TyperCommand):
    """One verb."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        del formatter
        _toon(self, ctx)


class Werkwoorden(TyperGroup):
    """A group of verbs."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        del formatter
        _toon(self, ctx)


def groep(uitleg: str) -> typer.Typer:
    """A typer app in our form: no completion verbs, help on `-h` too, no tracebacks of its own."""
    return typer.Typer(
        help=uitleg,
        cls=Werkwoorden,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": list(HULPOPTIES)},
    )


def _toon(wat: Any, ctx: Any) -> None:
    """Printed at once, without the spaces that tables end on; the caller prints an empty line after it."""
    from beheer.scherm import uitvoer

    scherm = uitvoer()
    with scherm.capture() as gevangen:
        _schrijf(scherm, wat, ctx)
    scherm.file.write("\n".join(regel.rstrip(" ") for regel in gevangen.get().split("\n")))


def _schrijf(scherm: Any, wat: Any, ctx: Any) -> None:
    from rich.padding import Padding
    from rich.text import Text

    scherm.print(Text.assemble(("Gebruik: ", "dim"), (f"{ctx.command_path} {_vorm(wat)}".rstrip(), "bold")))
    for alinea in (wat.help or "").split("\n\n"):
        scherm.print()
        scherm.print(Padding(Text(" ".join(alinea.split())), (0, 2)))
    velden = [p for p in wat.params if getattr(p, "param_type_name", "") == "argument"]
    opties = [p for p in wat.params if p not in velden and not getattr(p, "hidden", False)]
    verbs: Mapping[str, Any] = getattr(wat, "commands", {})
    _lijst(scherm, "Werkwoorden", ((naam, _eerste_zin(v.help)) for naam, v in verbs.items() if not v.hidden))
    _lijst(scherm, "Wat u opgeeft", ((_metavar(p), p.help or "") for p in velden))
    hulp = ("--help, -h", "Toont deze uitleg.")
    _lijst(scherm, "Opties", [*((_optie(p), p.help or "") for p in opties), hulp])
    if ctx.parent is None:
        _lijst(scherm, "Uitgangscodes", ((f"{u.value:>3}", u.betekenis) for u in Uitgang))
    else:
        scherm.print(f"\n[dim]Uitgangscodes: {ctx.find_root().command_path} --help[/]", end="")


def _lijst(scherm: Any, titel: str, rijen: Iterable[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    tabel = Table.grid(padding=(0, 2))
    tabel.add_column(no_wrap=True, style="cyan")
    tabel.add_column(overflow="fold")
    for links, rechts in rijen:
        tabel.add_row(Text(f"  {links}"), Text(rechts))
    if tabel.row_count:
        scherm.print()
        scherm.print(Text(titel, style="bold"))
        scherm.print(tabel)


def _vorm(wat: Any) -> str:
    if isinstance(wat, TyperGroup):
        return "WERKWOORD …"
    delen = [_metavar(p) for p in wat.params if getattr(p, "param_type_name", "") == "argument"]
    return " ".join([*delen, "[OPTIES]"])


def _metavar(veld: Any) -> str:
    return str(veld.metavar or veld.name.upper())


def _optie(veld: Any) -> str:
    vorm = ", ".join(veld.opts)
    return vorm if getattr(veld, "is_flag", False) else f"{vorm} {veld.metavar or 'WAARDE'}"


def _eerste_zin(tekst: str | None) -> str:
    return " ".join((tekst or "").split("\n\n")[0].split())


def is_vraag_om_hulp(fout: typer.TyperException) -> bool:
    """A group called without a verb: the help was printed already."""
    return type(fout).__name__ == "NoArgsIsHelpError"


def zin_van(fout: typer.TyperException) -> str:
    """A wrong call in one Dutch sentence."""
    tekst = fout.format_message()
    optie, veld = getattr(fout, "option_name", None), getattr(fout, "param", None)
    soort = type(fout).__name__
    if soort == "NoSuchOption":
        ander = _BEDOELD.get((str(_ctx(fout, "info_name")), str(optie)))
        return f"De optie {optie} bestaat niet." + _bedoelt(
            [ander] if ander else getattr(fout, "possibilities", None) or ()
        )
    if optie is not None:
        return f"De optie {optie} heeft {'een waarde nodig' if 'requires' in tekst else 'geen waarde'}."
    if soort == "MissingParameter" and veld is not None:
        return f"Er ontbreekt iets: {_metavar(veld)}."
    if soort == "BadParameter":
        waar = getattr(fout, "param_hint", None) or (_metavar(veld) if veld is not None else "een waarde")
        return f"Dit klopt niet bij {waar}: {fout.message}."
    if "No such command" in tekst:
        naam = tekst.split(chr(39))[1]
        bekend: Mapping[str, Any] = getattr(_ctx(fout, "command"), "commands", {})
        return f"Het werkwoord {naam} bestaat niet." + _bedoelt(difflib.get_close_matches(naam, bekend, 2))
    if "Missing command" in tekst:
        return "Zeg erbij wat er moet gebeuren."
    if "extra argument" in tekst:
        return f"Er staat te veel op de regel: {tekst.rpartition('(')[2].rstrip(').')}."
    return tekst


def _ctx(fout: typer.TyperException, veld: str) -> Any:
    return getattr(getattr(fout, "ctx", None), veld, None)


def _bedoelt(lijkt: Iterable[str]) -> str:
    return f" Bedoelt u {' of '.join(lijkt)}?" if lijkt else ""
