"""The commands that print: letters with a link of their own, and posters."""

from __future__ import annotations

from pathlib import Path

import click

from bot.plainly import said_plainly, told_settings
from locales.languages import FALLBACK, LANGUAGES

FILE = click.Path(dir_okay=False, path_type=Path)


def register(main: click.Group) -> None:
    """Add what prints to the other commands."""
    main.add_command(letter)
    main.add_command(poster)


@click.command()
@click.option("--employer", metavar="ID", help="To a firm: its id in the loaded file.")
@click.option("--newcomer", metavar="REF", help="To somebody known who comes back: their code.")
@click.option("--place", metavar="PLZ", help="To whoever lives there: a postcode or a name.")
@click.option("--language", type=click.Choice([*LANGUAGES]), help="Beside the German.")
@click.option("--centre", metavar="CENTRE", help="Who writes; else the centre around the place.")
@click.option("--contact", metavar="NAME", help="Whom a firm can ask for.")
@click.option("--address", metavar="TEXT", help="Of a firm: street, postcode and town.")
@click.option("--to", metavar="FILE", type=FILE, required=True, help="The PDF to write.")
def letter(
    *,
    employer: str | None,
    newcomer: str | None,
    place: str | None,
    language: str | None,
    centre: str | None,
    contact: str | None,
    address: str | None,
    to: Path,
) -> None:
    """Print a letter with a picture to scan and a code to type, good for 30 days, as PDF (A4).

    One for a newcomer works once and makes an older one void.
    """
    from bot import printing
    from bot.commands import UnknownError

    if [employer is not None, newcomer is not None, place is not None].count(True) != 1:
        raise click.UsageError("Give one of --employer ID, --newcomer REF and --place PLZ.")
    settings = told_settings(token_needed=False)
    with said_plainly(UnknownError, printing.NotYetError, settings=settings):
        if employer is not None:
            to_whom = printing.Firm(employer, contact or "", address or "")
            until = printing.to_firm(settings, to_whom, to, centre, language or FALLBACK)
        elif newcomer is not None:
            until = printing.to_newcomer(settings, newcomer, to, centre, language)
        else:
            until = printing.to_place(settings, place or "", to, centre, language or FALLBACK)
    click.echo(f"Good until {until:%d.%m.%Y}. Whoever has this paper can use it.")


@click.command()
@click.argument("place")
@click.option("--centre", metavar="CENTRE", help="Whose phone; else the centre around the place.")
@click.option("--to", metavar="FILE", type=FILE, required=True, help="The PDF to write.")
def poster(place: str, centre: str | None, to: Path) -> None:
    """Print a poster for PLACE, a postcode or a name, with one line in each language, as PDF (A4).

    Its link holds no secret and does not end.
    """
    from bot import printing
    from bot.commands import UnknownError

    settings = told_settings(token_needed=False)
    with said_plainly(UnknownError, printing.NotYetError, settings=settings):
        printing.poster_of(settings, place, to, centre)
