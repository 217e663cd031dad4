"""What is true of one face alone, in its own words."""

from __future__ import annotations

from collections.abc import Mapping

from locales.words import Words, _
from storage import people
from storage.models import Chat
from storage.models.chats import FaceName
from storage.work import Work

WHO_READS: Mapping[FaceName, Words] = {
    FaceName.TELEGRAM: _(
        "Telegram is a foreign company and can read this chat. "
        "Please say private things at the centre."
    ),
    # NOTE: On the page, in place of: Telegram is foreign; 🚪 and 🔒 are buttons there.
    FaceName.PAGE: _(
        "This page belongs to the centres. Do others use this device? Press 🚪 or 🔒 at the end."
    ),
}
"""Who else may see what is written here."""
OLDER: Mapping[FaceName, Words] = {
    FaceName.TELEGRAM: _(
        "We cannot delete older messages. You can: hold your finger on this chat, then tap Delete."
    ),
    # NOTE: On the page, after all data was deleted.
    FaceName.PAGE: _("Nothing of it is left on this page."),
}
"""What becomes of older messages when everything is deleted."""
# NOTE: On the page, after all data was deleted, to somebody who wrote in Telegram as well.
IN_TELEGRAM = _("In Telegram you delete older messages yourself: hold the chat, then Delete.")


def older(work: Work, chat: Chat) -> tuple[Words, ...]:
    """Say what becomes of older messages here, and in Telegram where somebody wrote there, too."""
    key = chat.person_id
    faces = people.faces_of(work, key) if key is not None else frozenset()
    too = chat.face is not FaceName.TELEGRAM and FaceName.TELEGRAM in faces
    return (OLDER[chat.face], *((IN_TELEGRAM,) if too else ()))
