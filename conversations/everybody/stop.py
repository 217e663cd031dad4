"""Stop: offers and news, or everything; said in any state, undone with one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations.everybody import ways
from conversations.everybody.menus import way_on
from conversations.everybody.switches import switch, switches
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Chosen, Heard, OneOf, Option, Prompt, Said, SomeOf, Stay
from conversations.kit.questions.asked import in_rows
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Interrupt, Next, Onward, Step
from locales.words import VERBATIM, Count, Weekday, Words, _, p_, say
from storage import consents, fatigue
from storage.introductions.lists import of_person
from storage.rules.slots import DAYS

NEWS, EVERYTHING, GO_ON, SOME_DAYS, DONE = "news", "all", "go_on", "days", "done"
SAID = {
    DONE: _("This is noted."),
    NEWS: _("No more offers and news. Reminders of your appointments still come."),
    EVERYTHING: _(
        "No more messages: no reminders, and no message if an appointment changes. "
        "Please note your appointments."
    ),
    GO_ON: _("Good. You get offers and news."),
    # NOTE: Said to who chose days on which no offers and no news come.
    SOME_DAYS: _(
        "Days without offers and news: {count}. Reminders of your appointments still come."
    ),
}


MOST = 3
# NOTE: Below the question on which days no offers and no news should come.
QUIET = _("At night and on Sundays they never come.")


@dataclass(frozen=True)
class Stopping:
    """What shall stop."""

    choice: str = GO_ON


def stop(context: Context, argument: str) -> Sequence[Onward]:
    """Ask how much to stop; before consent nothing is sent anyway."""
    if context.person is None:
        context.send(Message((_("You get no messages from us, only answers when you write."),)))
        return ()
    return [Interrupt("stop")]


def _keep(here: Here[Stopping], choice: str) -> Step[Stopping]:
    person = here.person
    if person is not None and choice not in (SOME_DAYS, DONE):
        going = choice == GO_ON
        person.work_on = person.activities_on = person.news_on = going
        if going:
            fatigue.heard(here.work, person.id)
        if choice == EVERYTHING or person.stopped_at is not None:
            consents.note(here.work, person.id, agreed=choice != EVERYTHING)
        person.stopped_at = here.work.now if choice == EVERYTHING else None
        if going:
            person.works_since = None
        if choice == EVERYTHING:
            ways.call_instead(here.work, person.id)
    return Next(Stopping(choice))


def _keep_days(here: Here[Stopping], days: list[str]) -> Step[Stopping]:
    if here.person is not None:
        here.person.quiet_on = [day for day in DAYS if day in days] or None
    return Next()


def _days(here: Here[Stopping]) -> Sequence[Option]:
    """On Sundays nothing comes anyway."""
    return [Option(day, _named(number)) for number, day in enumerate(DAYS[:-1])]


def _named(number: int) -> Words:
    return say(Words("{text}", context=VERBATIM), text=Weekday(number))


def _chosen(here: Here[Stopping]) -> Sequence[str]:
    return (here.person.quiet_on if here.person else None) or ()


def _finish(here: Here[Stopping]) -> Sequence[Onward]:
    back = _("To get messages again: /stop")
    said = SAID[here.notes.choice]
    if here.notes.choice == SOME_DAYS:
        said = say(said, count=Count(len(_chosen(here))))
    lines = [said, *_called(here), back]
    here.send(Message(tuple(lines), way_on(here.context)))
    return ()


# NOTE: To who stopped all messages and is on the way to a firm.
def _called(here: Here[Stopping]) -> list[Words]:
    """Say who tells them how it goes on with firms now."""
    person = here.person
    if here.notes.choice != EVERYTHING or person is None or not of_person(here.work, person.id):
        return []
    return [_("About your ways to firms the centre calls you.")]


@dataclass(frozen=True, kw_only=True)
class Switches(OneOf[Stopping]):
    """A tap on a switch is kept at once, and shows what is true then."""

    def ask(self, here: Here[Stopping]) -> Prompt:
        """Show the switches below what stops several at once, and last that it is done."""
        prompt = super().ask(here)
        own = in_rows(switches(here.person)) if here.person else ()
        *several, done = prompt.rows
        return replace(prompt, rows=(*several, *own, done))

    def hear(self, here: Here[Stopping], said: Said) -> Heard:
        """Turn one on or off, or take one of the other answers."""
        value = said.value if isinstance(said, Chosen) else ""
        if here.person and switch(here.work, here.person, value):
            return Stay(None)
        return super().hear(here, said)


# NOTE: To somebody: which messages stop; below is what stops several at once, and three switches.
STOP: Flow[Stopping] = Flow(
    "stop",
    (
        Switches(
            name="stop",
            text=one(_("What should stop?")),
            options=choices(
                {
                    NEWS: p_("button", "🔕 Offers and news"),
                    EVERYTHING: p_("button", "⛔ Everything, reminders too"),
                    SOME_DAYS: p_("button", "🌙 Days without offers and news"),
                    GO_ON: p_("button", "▶️ Nothing, send me all"),
                    DONE: p_("button", "✔️ Done"),
                }
            ),
            keep=_keep,
        ),
        SomeOf(
            name="days",
            # NOTE: Question; the days of the week follow, several may be marked.
            text=one(_("On which days should no offers and no news come?"), QUIET),
            options=_days,
            chosen=_chosen,
            most=lambda here: MOST,
            keep=_keep_days,
            when=lambda here: here.notes.choice == SOME_DAYS,
            columns=2,
        ),
    ),
    finish=_finish,
    notes=Stopping,
    counted=False,
)
