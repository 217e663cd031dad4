"""The command `jip-bot`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from telegram.error import TelegramError

from bot import letters
from bot.logs import start_logging
from bot.plainly import FAILED, said_plainly, told_settings

if TYPE_CHECKING:
    from storage.exchange.loading import LoadReport

DATE = click.DateTime(["%Y-%m-%d", "%d.%m.%Y"])


@click.group()
def main() -> None:
    """The front door to a district's job and integration programme, in Telegram or any browser."""


letters.register(main)


@main.command()
def run() -> None:
    """Hear and speak until stopped."""
    from bot.commands import serve

    settings = told_settings(token_needed=True, page_will_do=True)
    with said_plainly(settings=settings):
        serve(settings)


@main.command()
@click.option("--port", default=8080, show_default=True, help="Port on this computer, 0: any.")
@click.option("--no-open", is_flag=True, help="Do not open the page in a browser.")
def demo(port: int, no_open: bool) -> None:
    """Show the product on a desk: phones and browsers; no account, no token, no network."""
    from bot.demo.run import demo as show

    start_logging("warning")
    with said_plainly():
        show(port, not no_open)


@main.command()
def migrate() -> None:
    """Bring the tables up to date (run does it, too)."""
    from storage.engine.migrate import migrate as upgrade

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        upgrade(settings.database, settings.key)
    click.echo("The database is up to date.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Load centres, hours, employers, offers, activities, people and appointments from FILE (JSON).

    Loading again is harmless, also after it was killed; where a line is wrong nothing is saved.
    A row that needs nothing, such as of a day that is over, is left out and counted.
    """
    from bot.commands import load_file

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        report = load_file(settings, file)
    _tell(report)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--centre", metavar="CENTRE", help="Of events that name none.")
@click.option("--kind", metavar="KIND", help="Of events that name none, such as cv.")
def appointments(file: Path, centre: str | None, kind: str | None) -> None:
    """Book, move or cancel appointments from FILE, a CSV or a calendar (.ics), by person code.

    Where a line is wrong nothing is saved; loading the same again changes nothing.
    """
    from bot.papers import load_appointments

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        report = load_appointments(settings, file, centre, kind)
    _tell(report)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--employer", metavar="ID", required=True, help="Id of the firm that needs people.")
def needs(file: Path, employer: str) -> None:
    """Load what a firm needs from FILE, a CSV or an Excel workbook (.xlsx), one need a line.

    Needed are the columns Nr, Art, Tätigkeit and Plätze. Where a line is wrong nothing is saved;
    loading the same again changes nothing.
    """
    from bot.commands import UnknownError
    from bot.papers import load_needs

    settings = told_settings(token_needed=False)
    with said_plainly(UnknownError, settings=settings):
        report = load_needs(settings, file, employer)
    _tell(report)


@main.command()
@click.argument("centre")
@click.option("--day", metavar="DATE", type=DATE, help="The week of this day; else this week.")
@click.option("--one-day", is_flag=True, help="That day alone.")
@click.option("--csv", "form", flag_value="csv", help="As a table, which appointments reads.")
@click.option("--print", "form", flag_value="print", help="As a page to print (HTML, A4).")
@click.option("--names", is_flag=True, help="With first names: for inside the house.")
def week(centre: str, day: datetime | None, one_day: bool, form: str | None, names: bool) -> None:
    """Print the appointments of a week or a day of a centre, in German, with codes."""
    from bot import commands, papers

    settings, on = told_settings(token_needed=False), day.date() if day else None
    if names:
        click.echo("Names: this paper stays inside the house.", err=True)
    written = papers.day if one_day else papers.week
    with said_plainly(commands.UnknownError, settings=settings):
        found = written(settings, centre, on, form or "text", names=names)
    click.echo(found.encode("utf-8"), nl=False)


@main.command()
@click.argument("centre")
@click.option("--to", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
def calendar(centre: str, to: Path | None) -> None:
    """Write a centre's calendar (.ics) for subscription: codes and first letters, no names.

    Whoever knows where FILE is served reads it: give it a name nobody guesses.
    """
    from bot import commands, papers

    settings = told_settings(token_needed=False)
    with said_plainly(commands.UnknownError, settings=settings):
        found = papers.calendar(settings, centre)
        if to is not None:
            papers.write(to, found)
    if to is None:
        click.echo(found, nl=False)


def _tell(report: LoadReport) -> None:
    """Print what was loaded, and what is odd."""
    for note in report.notes:
        click.echo(str(note), err=True)
    for section in sorted(report.loaded | report.unchanged | report.left_out):
        loaded, same = report.loaded[section], report.unchanged[section]
        left_out = f", {count} left out" if (count := report.left_out[section]) else ""
        click.echo(f"{section}: {loaded} loaded, {same} as before{left_out}")


@main.command()
@click.option("--staff", metavar="CENTRE", help="Key of the centre, such as alb.")
@click.option("--employer", metavar="ID", help="Id of the employer in the loaded file.")
@click.option("--admin", is_flag=True, help="Somebody who invites and sees no people.")
def invite(staff: str | None, employer: str | None, admin: bool) -> None:
    """Print a one-time link that gives a role to whoever opens it first."""
    from bot import commands

    if [staff is not None, employer is not None, admin].count(True) != 1:
        raise click.UsageError("Give one of --staff CENTRE, --employer ID and --admin.")
    settings = told_settings(token_needed=True, page_will_do=True)
    with said_plainly(commands.UnknownError, TelegramError, settings=settings):
        if admin:
            click.echo(commands.invite_admin(settings))
        elif staff is not None:
            click.echo(commands.invite_staff(settings, staff))
        else:
            click.echo(commands.invite_employer(settings, employer or ""))


@main.command()
@click.option("--days", metavar="DAYS", default=30, show_default=True, help="How far back.")
def audit(days: int) -> None:
    """Print who of the team did what to whom, the newest first; nobody can change this log."""
    from bot import commands

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        for line in commands.audit(settings, days):
            click.echo(line)


@main.command()
@click.argument("ref")
@click.option("--to", metavar="FILE", type=letters.FILE, required=True, help="The file to write.")
def export(ref: str, to: Path) -> None:
    """Write all that is kept of who has the code REF to FILE (JSON), for who asks for a copy.

    The file is for who wrote it alone (mode 0600); that it was written is noted.
    """
    from bot import commands, papers

    settings = told_settings(token_needed=False)
    with said_plainly(commands.UnknownError, settings=settings):
        papers.export(settings, ref, to)


@main.command()
@click.option("--reset-pin", metavar="NUMBER", type=int, help="Let a colleague choose a new PIN.")
@click.option("--lift", metavar="NUMBER", type=int, help="Give this paused colleague access.")
def team(reset_pin: int | None, lift: int | None) -> None:
    """Print who works here, by number."""
    from bot import commands

    settings = told_settings(token_needed=False)
    with said_plainly(commands.UnknownError, settings=settings):
        for line in commands.members(settings, reset_pin, lift):
            click.echo(line)


@main.command()
def check() -> None:
    """Say what must be put right before people rely on the data; exit code 1 if anything.

    Such as a centre with appointments but no address.
    """
    from bot.commands import check as look

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        found = look(settings)
    for sentence in found:
        click.echo(sentence)
    if found:
        sys.exit(FAILED)
    click.echo("Everything is in order.")


@main.command()
def rekey() -> None:
    """Seal everything anew by the first key of JIP_SECRET_KEY, while the bot is stopped.

    It can be killed at any moment and called again; when it is through, the other keys can go.
    """
    from bot import commands

    settings = told_settings(token_needed=False)
    with said_plainly(settings=settings):
        damaged = commands.rekey(settings, lambda table, rows: click.echo(f"{table}: {rows}"))
    click.echo("Everything is sealed by the first key; the other keys can go.")
    if damaged:
        click.echo(f"Values that no key opens, left as they are: {damaged}.")
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
