"""What is true of one face alone, in its own words."""

from __future__ import annotations

from collections.abc import Mapping

from locales.words import Words, _
from storage.models.chats import FaceName

WHO_READS: Mapping[FaceName, Words] = {
    FaceName.TELEGRAM: _(
        "Telegram is a foreign company and can read this chat. "
        "Please say private things at the centre."
    ),
    # NOTE: On the page, where in Telegram it says that Telegram is foreign; 🚪 is a button there.
    FaceName.PAGE: _(
        "This page belongs to the centres. If others use this device: press 🚪 at the end."
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
