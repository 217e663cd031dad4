"""Who comes with a link of paper or mail: which chat is theirs, who may answer, who came back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, literal, select, update

from storage import audit
from storage.models import Chat, Dialogue, Outbox, PageEntry, PageLink, PageSession, Seat, ShownCard
from storage.models.chats import FaceName
from storage.models.page import Device, Purpose
from storage.models.people import RoleName
from storage.page import links, sessions
from storage.page.locks import has_pin, keeper
from storage.people import chats_of, grant, introduce, used_by
from storage.work import Work

CONFIRMED = "person.back"
LED = (Purpose.NEWS, Purpose.FIRM)
"""Who comes with one of these finds the page they had, as far as it is new."""


def enter(work: Work, link: PageLink, device: Device, token: str) -> tuple[sessions.Begun, bool]:
    """Let a browser in that opened a link; True: it sees a page somebody had before.

    Nothing is used up by it, and the same form with its token makes one session. A firm's letter
    finds its page once somebody answered with it; a colleague's opens after the PIN.
    """
    chat = _page_of(work, link.person_id) if link.purpose in LED else None
    if chat is not None:
        here = sessions.find(work, token)
        begun = here and sessions.Begun(token, *here)
        begun = begun or sessions.enter(work, chat, device, link.id, token)
        if keeper(work, chat) is not None:
            begun.session.used_at = work.now - work.limits.pc_idle
        return begun, True
    begun = sessions.begin_once(work, token, device, link.language)
    begun.session.link_id = link.id
    if link.purpose is Purpose.NEWS and link.person_id is not None:
        others = chats_of(work, link.person_id)
        begun.chat.person_id = link.person_id
        begun.chat.language = next((each.language for each in others), link.language)
        work.session.flush()
    return begun, False


def is_barred(work: Work, link: PageLink) -> bool:
    """Tell whether a link leads to the page of a colleague whom no PIN keeps from others."""
    chat = _page_of(work, link.person_id) if link.purpose in LED else None
    key = keeper(work, chat)
    return key is not None and not has_pin(work, key)


def knows(work: Work, chat: Chat, link: PageLink) -> bool:
    """Tell whether somebody is at home in this very chat: a link of theirs shows nothing new."""
    return link.purpose in LED and chat.person_id is not None and chat.person_id == link.person_id


def answers(work: Work, chat: Chat, link: PageLink) -> None:
    """Let whoever has a firm's letter answer for it: all who use one letter are one person."""
    if chat.person_id is None and link.person_id is not None:
        chat.person_id = link.person_id
        work.session.flush()
    person = introduce(work, chat)
    link.person_id = link.person_id or person.id
    grant(work, person.id, RoleName.EMPLOYER, str(link.employer_id))
    work.session.flush()


def ask_call(work: Work, link: PageLink, phone: str) -> None:
    """Note that a firm wishes to be called."""
    link.phone, link.asked_at = phone, work.now
    work.session.flush()


def come_back(work: Work, chat: Chat, link: PageLink) -> bool:
    """Bring somebody's page to the chat that used their sheet; False where it was used before.

    What stood on their pages goes along, shown once the desk confirmed or a day is over; whoever
    still had one open sees nothing any more.
    """
    person_id = link.person_id
    if person_id is None or chat.person_id is not None or not links.use(work, link):
        return False
    old = _pages(work, person_id)
    own = [each.id for each in old if each.person_id == person_id]
    _bring(work, person_id, [each.id for each in old], chat.id)
    for table in (PageSession, Dialogue):
        work.session.execute(delete(table).where(table.chat_id.in_(own)))
    gone = update(Chat).where(Chat.id.in_(own))
    work.session.execute(gone.values(person_id=None, menu_language=None))
    chat.person_id, chat.moved_at, chat.menu_language = person_id, work.now, None
    work.session.flush()
    return True


def _bring(work: Work, person_id: int, old: Sequence[int], to: int) -> None:
    """Let what is somebody's in old chats stand in another one."""
    for table in (Outbox, PageEntry):
        theirs = update(table).where(table.chat_id.in_(old), table.person_id == person_id)
        work.session.execute(theirs.values(chat_id=to))
    brought = select(Outbox.id).where(Outbox.chat_id == to)
    cards = update(ShownCard).where(ShownCard.outbox_id.in_(brought))
    work.session.execute(cards.values(chat_id=to))
    work.session.execute(delete(Seat).where(Seat.chat_id.in_(old), Seat.person_id == person_id))


def held_back(work: Work, person_id: int) -> Sequence[Chat]:
    """Return the chats in which somebody sees nothing older yet."""
    young = Chat.moved_at > work.now - work.limits.new_phone
    rows = select(Chat).where(Chat.person_id == person_id, young)
    return work.session.scalars(rows.order_by(Chat.id)).all()


def confirm(work: Work, person_id: int, by: int | None) -> None:
    """Let somebody see everything again who showed a colleague at the desk that it is them."""
    audit.note(work, CONFIRMED, by, person_id)
    for chat in held_back(work, person_id):
        chat.moved_at = None
    work.session.flush()


def link(work: Work, link_id: int | None) -> PageLink | None:
    """Return a link, good or not; None where it is gone."""
    return work.session.get(PageLink, link_id) if link_id else None


def find(work: Work, link_id: int | None) -> PageLink | None:
    """Return a link that is still good by its number, as a conversation notes it."""
    return links.good(work, PageLink.id == link_id) if link_id else None


def _page_of(work: Work, person_id: int | None) -> Chat | None:
    found = _pages(work, person_id) if person_id is not None else ()
    return next((each for each in found if each.person_id == person_id), None)


def _pages(work: Work, person_id: int) -> Sequence[Chat]:
    rows = select(Chat).where(used_by(literal(person_id)), Chat.face == FaceName.PAGE)
    return work.session.scalars(rows.order_by(Chat.heard_at.desc(), Chat.id.desc())).all()
