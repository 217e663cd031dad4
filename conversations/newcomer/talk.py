"""The person's side of a thread: who answers, what they say, finish, and not finished."""

from __future__ import annotations

from conversations import terms
from conversations.cards import line as card
from conversations.cards.late import LONGER, next_news
from conversations.everybody import delivery
from conversations.everybody import mediation as tells
from conversations.everybody.menus import MENU_ROW
from conversations.everybody.person import READ_AGAIN
from conversations.everybody.trouble import CALL_NOW, looked_at
from conversations.kit.actor import Actor
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Button, Message, stacked
from conversations.kit.outgoing import Outgoing
from conversations.kit.subject import Action, Result, Subject
from locales.languages import FALLBACK, LANGUAGES
from locales.words import Ltr, Moment, Words, _, p_, say, verbatim
from storage import mediation, requests, team, threads, trouble
from storage.models import Centre, Request
from storage.places import centre as centre_of
from storage.work import Work

FINISH, MORE, MEDIATOR = "finish", "more", "mediator"
# NOTE: Answers to: May somebody interpret?
WISHES = {
    mediation.ANYBODY: p_("button", "👍 Yes, please"),
    mediation.WOMAN: p_("button", "👩 Only a woman"),
    mediation.MAN: p_("button", "👨 Only a man"),
    mediation.NOBODY: p_("button", "✖️ No interpreter"),
}
REVISION = 1


def taken_message(work: Work, request: Request) -> Message:
    """Say who answers, and that what is written here goes to them."""
    found = centre_of(work, request.centre) if request.centre else None
    # NOTE: To who asked for a person. {name} works at {centre}; from now on they write here.
    said = say(
        _("👋 {name} ({centre}) answers you now."),
        name=card.colleague_name(work, request.owner_id),
        centre=verbatim(found.name) if found else card.SOMEBODY,
    )
    return Message((said, _("What you write here goes to them.")), _rows(request))


def waits_message(work: Work, request: Request) -> Message:
    """Say who has it now that nobody does, until when, and how to reach somebody at once."""
    found = centre_of(work, request.centre) if request.centre else None
    named = verbatim(found.name) if found else card.SOMEBODY
    # NOTE: To who asked for a person: no longer one colleague answers, but all of {centre}.
    said = [say(_("👋 Your request is now with: {centre}"), centre=named)]
    if trouble.waits(request):
        said += [each for each in looked_at(work, request.centre) if each is not CALL_NOW]
    else:
        said.append(_until(work, request))
    return Message((*said, *_by_phone(found)), _rows(request))


def _late(work: Work, request: Request) -> Message | None:
    """Say that it takes longer, when they hear again, and how to reach somebody at once."""
    if request not in threads.unanswered_today(work):
        return None
    found = centre_of(work, request.centre) if request.centre else None
    said = [_WAITS, LONGER, next_news(requests.heard_again_on(work, request))]
    return Message((*said, *_by_phone(found)), _rows(request))


def _by_phone(found: Centre | None) -> list[Words]:
    if not found or not found.phone:
        return []
    return [CALL_NOW, say(_("☎️ Phone: {phone}"), phone=Ltr(found.phone))]


def _until(work: Work, request: Request) -> Words:
    back = team.back_at(work, request.centre)
    if back is not None:
        return say(READ_AGAIN, when=Moment(back))
    # NOTE: To who asked for a person: {when} is the day by which the centre means to answer.
    due = _("An answer is due: {when}")
    return say(due, when=Moment(request.answer_by.astimezone(work.zone)))


def line_message(work: Work, line_id: int | None, reader: str) -> Message | None:
    """Return what staff wrote, as the person reads it; None where it is gone, or is theirs."""
    line = threads.find(work, line_id)
    request = requests.find(work, line.request_id) if line else None
    if line is None or request is None or line.from_person:
        return None
    return Message((*card.for_person(work, line, request, reader),), _rows(request))


# NOTE: Below messages of a centre. Finish: the matter is settled for the person.
def _rows(request: Request) -> tuple[tuple[Button, ...], ...]:
    if request.closed_at is not None:
        return ()
    label = p_("button", "✔️ Finish")
    return ((TALK.button(label, request.id, REVISION, FINISH), *MENU_ROW),)


def closed_message(work: Work, request: Request) -> Message:
    """Say that it is closed, with one tap to open it again."""
    topic = terms.topics(requests.topics_of(request))
    # NOTE: To who asked for a person: staff marked it as done. {topic} is what it was about.
    done = say(_("✔️ The centre worked on this: {topic}"), topic=topic)
    # NOTE: To who asked for a person: it is closed, and they still need something.
    label = p_("button", "↩️ Not finished")
    return Message((done,), ((TALK.button(label, request.id, REVISION, MORE),),))


def wish_message(work: Work, request: Request, reader: str) -> Message:
    """Ask whether somebody may interpret, and who."""
    language = verbatim(LANGUAGES[reader or FALLBACK].own_name)
    # NOTE: To who asked for a person: may somebody interpret between them and the centre?
    asked = say(_("🗣️ May somebody interpret? They speak: {language}"), language=language)
    buttons = [
        TALK.button(label, request.id, REVISION, f"{MEDIATOR}-{wish}")
        for wish, label in WISHES.items()
    ]
    return Message((asked, _("They keep secrets. You can say no.")), stacked(buttons), asks=True)


def render_wish(outgoing: Outgoing) -> Message | None:
    """Render the question, while nobody answered it."""
    request = _theirs(outgoing)
    if request is None or request.closed_at is not None or request.mediator_wish is not None:
        return None
    return wish_message(outgoing.work, request, outgoing.chat.language or "")


def render_interpreter(outgoing: Outgoing) -> Message | None:
    """Render who interprets, or that nobody does any more; nothing to who wants nobody."""
    request = _theirs(outgoing)
    if request is None or request.closed_at is not None:
        return None
    if request.mediator_id is None:
        # NOTE: To who asked for a person: who interpreted between them and the centre has left.
        gone = _("🗣️ Nobody interprets here now. You can still write here.")
        wants_none = request.mediator_wish == mediation.NOBODY
        return None if wants_none else Message((gone,), _rows(request))
    name = card.colleague_name(outgoing.work, request.mediator_id)
    # NOTE: To who asked for a person: {name} interprets between them and the centre.
    said = say(_("🗣️ {name} interprets here now. Only {name} hears your voice messages."), name=name)
    return Message((said,), _rows(request))


def render_line(outgoing: Outgoing) -> Message | None:
    """Render what staff wrote."""
    return line_message(outgoing.work, outgoing.row.subject, outgoing.chat.language or "")


def render_taken(outgoing: Outgoing) -> Message | None:
    """Render who answers, while they do."""
    request = _theirs(outgoing)
    if request is None or request.owner_id is None or request.closed_at is not None:
        return None
    return taken_message(outgoing.work, request)


def render_waits(outgoing: Outgoing) -> Message | None:
    """Render that it waits for the whole centre, or longer than promised, while it does."""
    request = _theirs(outgoing)
    if request is not None and outgoing.row.revision == delivery.LATE:
        return _late(outgoing.work, request)
    if request is None or request.owner_id is not None or request.closed_at is not None:
        return None
    return waits_message(outgoing.work, request)


def render_done(outgoing: Outgoing) -> Message | None:
    """Render that it is closed, while it is."""
    request = _theirs(outgoing)
    if request is None or request.closed_at is None:
        return None
    return closed_message(outgoing.work, request)


def _theirs(outgoing: Outgoing) -> Request | None:
    request = requests.find(outgoing.work, outgoing.row.subject)
    return request if request and request.person_id == outgoing.person.id else None


def _find(work: Work, actor: Actor, request_id: int) -> Request | None:
    return requests.find(work, request_id)


def _whose(request: Request) -> str:
    return str(request.person_id)


def _revision(request: Request) -> int:
    return REVISION


def _card(work: Work, actor: Actor, request: Request) -> Message:
    if request.closed_at is not None:
        return closed_message(work, request)
    if request.owner_id is not None:
        return taken_message(work, request)
    return Message((_WAITS,), _rows(request))


# NOTE: To who asked for a person: nobody took it yet.
_WAITS = _("👋 The centre knows that you wait.")


def _finish(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    owner = request.owner_id
    if requests.close_request(work, request.id) is not None and owner is not None:
        delivery.finished(work, request)
    return Result()


def _more(work: Work, actor: Actor, request: Request, argument: str) -> Result:
    """Open it again for who answered; where they asked for something new since, that goes on."""
    if requests.reopen_request(work, request):
        requests.renew(work, request)
        delivery.reopened(work, request)
    return Result()


def _mediator(work: Work, actor: Actor, request: Request, wish: str) -> Result:
    """Keep whom they wish for; then ask those, or tell staff that nobody shall."""
    mediation.keep_wish(work, request, wish)
    if wish == mediation.NOBODY:
        tells.settled(work, request)
        return Result(card=Message((_("All right. Nobody interprets."),), _rows(request)))
    tells.call(work, request)
    # NOTE: To who asked for a person and lets somebody interpret.
    return Result(card=Message((_("Thank you. We ask somebody who speaks it."),), _rows(request)))


def _is_wish(argument: str) -> bool:
    return argument in WISHES


def _is_open(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    return Result(CHANGED) if request.closed_at is not None else None


def _is_closed(work: Work, actor: Actor, request: Request, argument: str) -> Result | None:
    closed = request.closed_at is not None and threads.is_recent(work, request.closed_at)
    return None if closed else Result(CHANGED)


ACTIONS = {
    FINISH: Action(_finish, _is_open),
    MORE: Action(_more, _is_closed),
    MEDIATOR: Action(_mediator, _is_open, accepts=_is_wish),
}
TALK = Subject("talk", "W", _find, _whose, _revision, _card, ACTIONS)
