"""What nobody asked for: free text, voice, photos, papers. Never silence, never a dead end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.everybody.menus import way_on
from conversations.everybody.person import how_to_talk, request
from conversations.everybody.trouble import danger
from conversations.kit import messages
from conversations.kit.context import Context
from conversations.kit.events import Event, Sent, Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import OneOf
from conversations.kit.questions.asked import SORRY
from conversations.kit.questions.pieces import choices
from conversations.kit.questions.short_text import TOO_LONG
from conversations.kit.steps import Interrupt, Next, Onward, Resume, Run, Step
from conversations.kit.typed import holds, says
from locales.words import Count, Words, _, p_, say
from storage.people import TEAM
from storage.rules.need_words import needs_people

PAPER = (
    _("Is this a paper? I have deleted it here."),
    _("Please bring it to the centre."),
)
NO_VOICE = _(
    "I cannot listen to sound or look at pictures here. Please write, or ask for a person: /person"
)
LONGEST, SHOWN = 300, 200
FEW_WORDS = 3
MOST_WRITTEN = 1024  # the messenger's bound for a caption
# NOTE: Typed by somebody as a whole message: a greeting. Alternatives with commas, any number.
GREETINGS = p_("typed word", "hello, hi, hey, good morning, good evening, good day")
# NOTE: Words somebody in danger types, also as the first letters of a longer word. Alternatives
# with commas, any number; no word that a firm says of itself.
DANGER_WORDS = p_(
    "typed word",
    "help me, hits me, hitting me, beats me, beating me, hurts me, threat, violen, rape, "
    "kill me, locked in, afraid, passport, police",
)
# NOTE: the bot greets back; the menu or the open question follows in the next line.
HELLO = _("Hello! 👋")
# NOTE: the bot answers somebody who changed a message they had sent earlier.
EDITED = _("I do not see what you changed. Please write it again as a new message.")


@dataclass(frozen=True)
class Passing:
    """A text nobody asked for, and whether it shall be sent to the centre."""

    text: str = ""
    send: bool = False


def said(context: Context, event: Event) -> Sequence[Onward]:
    """Offer to send a text to the centre, all of it where it comes in pieces.

    Staff are the centre; before consent say who answers at once, and show the way.
    """
    if context.person is None or not isinstance(event, Typed) or context.actor.scopes(TEAM):
        is_cry = context.person is None and isinstance(event, Typed) and is_long(event.text)
        help_ = (danger(), *how_to_talk(context)) if is_cry else ()
        context.send(Message((*help_, _("Here is what I can do: /menu"))))
        return ()
    at = context.position.at
    earlier = at.notes.text if at and isinstance(at.notes, Passing) else ""
    text = "\n".join(part for part in (earlier, event.text) if part)
    if len(text) > LONGEST:
        context.send(Message((say(TOO_LONG, n=Count(LONGEST)),)))
        return ()
    return [Interrupt("pass_on", Passing(text))]


def is_for_a_person(context: Context, text: str) -> bool:
    """Tell whether a text that answers nothing should be offered to the centre.

    Somebody in need writes at whatever question is open; the question waits meanwhile.
    """
    if context.person is None or context.actor.scopes(TEAM):
        return False
    at = context.position.at
    return (at is not None and at.flow == PASS_ON.name) or is_long(text)


def is_long(text: str) -> bool:
    """Tell a sentence from a slip."""
    return len(text.split()) > FEW_WORDS


def may_be_a_cry(context: Context, text: str, refusal: Words) -> bool:
    """Tell whether who is not known yet may ask for help where a question is open.

    Where the question read the text and says what is wrong with it, and where a firm tells of
    itself, words of danger tell; anywhere else any sentence does.
    """
    if context.person is not None or not is_long(text):
        return False
    at = context.position.at
    is_read = refusal is not SORRY or (at is not None and at.flow == "register")
    return not is_read or holds(DANGER_WORDS, text)


def leads_a_firm(context: Context, text: str) -> Sequence[Onward] | None:
    """Lead who is not known yet and writes as an employer to say so; their sentence waits there.

    None for anybody else, and where words of danger are.
    """
    at = context.position.at
    is_asked = context.person is not None or (at is not None and at.flow == "register")
    if is_asked or holds(DANGER_WORDS, text) or not needs_people(text):
        return None
    return [Run("employer", text)]


def greets(said: object) -> bool:
    """Tell whether a whole message greets, in any of the languages."""
    return isinstance(said, Typed) and says(GREETINGS, said.text)


def edited(context: Context) -> None:
    """Say that a changed message is not read, whatever it says now."""
    context.send(Message((EDITED,), way_on(context)))


def sent(context: Context, event: Sent) -> None:
    """Delete papers in the chat and ask to bring them; ask to write or come instead of speaking.

    An album is one thing: it is answered once.
    """
    is_paper = take_paper_away(context, event)
    once = f"album:{context.chat.id}:{event.album}:{is_paper:d}" if event.album else None
    said = PAPER if is_paper else (NO_VOICE,)
    written = event.said.text if isinstance(event.said, Typed) else ""
    if is_paper and len(written) > LONGEST:  # gone with the paper, and too long to be passed on
        said = (*said, *terms.quoted(written[:MOST_WRITTEN]))
    context.send(Message(said), once=once)


def take_paper_away(context: Context, event: Sent) -> bool:
    """Delete a photo or document in the chat."""
    if event.kind not in ("photo", "document") or event.message_id is None:
        return False
    context.put(messages.remove([event.message_id]))
    return True


def _keep(here: Here[Passing], choice: str) -> Step[Passing]:
    return Next(replace(here.notes, send=choice == "yes"))


def _finish(here: Here[Passing]) -> Sequence[Onward]:
    if here.notes.send:
        return request(here.context, "other", here.notes.text)
    if here.context.position.aside is not None:
        return [Resume()]
    here.send(Message((_("All right. You find everything here: /menu"),), way_on(here.context)))
    return ()


# NOTE: Somebody wrote what nobody asked for; its beginning stands above.
def _ask_to_send(here: Here[Passing]) -> Sequence[Words]:
    """Show what would be sent, as much of it as tells which words these are."""
    text = here.notes.text
    begins = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …"
    asked = _("Shall I send this to your centre?")
    return (*terms.quoted(begins), asked, _("Then a person there can read it."))


# NOTE: What somebody wrote may be sent to the centre: yes or no.
PASS_ON: Flow[Passing] = Flow(
    "pass_on",
    (
        OneOf(
            name="pass_on",
            text=_ask_to_send,
            options=choices({"yes": p_("button", "✉️ Yes, send it"), "no": p_("button", "No")}),
            keep=_keep,
            cancels=False,
        ),
    ),
    finish=_finish,
    notes=Passing,
    counted=False,
)
