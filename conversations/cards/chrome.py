"""What stands around the conversation on a page: its words in one language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from locales.languages import LANGUAGES
from locales.render import label
from locales.words import Words, _, p_

# NOTE: On the page: words around the conversation.
_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        # NOTE: On the page, above everything: who we are.
        "name": p_("bot name", "Work and courses · Reutlingen"),
        # NOTE: On the page, below the name: what there is.
        "about": p_("bot description", "Work, courses, things to do, appointments. Free."),
        # NOTE: On the page, read out by a screen reader: what follows is new or is asked now.
        "now": _("New for you"),
        # NOTE: On the page, above the older messages.
        "earlier": _("Earlier messages"),
        # NOTE: On the page, before what the reader has written or chosen.
        "you": _("You:"),
        # NOTE: On the page, above the field one types into.
        "write": _("Write here"),
        # NOTE: On the page, above the field one types into, where the buttons are the usual answer.
        "write_instead": _("Or write here"),
        # NOTE: Button on the page beside the field one types into.
        "send": p_("button", "Send"),
        # NOTE: Button on the page: the browser asks, then tells where one is.
        "share_place": p_("button", "📍 Share my place"),
        # NOTE: On the page, where the place could not be found out: what to do instead.
        "place_failed": _("It did not work. Please type the place or the postcode."),
        # NOTE: Link on the page below an address: opens a map.
        "map": p_("button", "🗺️ Map"),
        # NOTE: Button on the page beside a text such as a phone number: copies it.
        "copy_it": p_("button", "Copy"),
        # NOTE: On the page for a moment, after the button that copies.
        "copied": _("Copied."),
        # NOTE: On the page, before the name of a file one can save.
        "file": _("File:"),
        # NOTE: On the page, where in Telegram there is a voice message.
        "voice": _("🎤 A voice message. It cannot be heard here. Please ask: /person"),
        # NOTE: Button on the page, always there: what one can do here.
        "menu": p_("command", "☰ Menu"),
        # NOTE: Button on the page, always there: everything kept about the reader goes.
        "delete": p_("command", "🗑️ Delete my data"),
        # NOTE: Button on the page, always there: another language.
        "language": p_("command", "🌐 Language"),
        # NOTE: Button on the page: ends the conversation on this device.
        "finish": p_("button", "🚪 Finish here"),
        # NOTE: Button on the page of a centre's desk: the next colleague types their own PIN.
        "lock": p_("button", "🔒 Lock"),
        # NOTE: On the page, to a colleague: nobody used it for some minutes.
        "locked": _("This page is locked. It opens with your PIN."),
        # NOTE: On the page of a centre's desk, above first names.
        "desk": _("Who are you? Please choose your name."),
        # NOTE: On the page of a centre's desk, where nobody works who has a PIN.
        "desk_empty": _("Nobody here has a PIN yet. It is chosen with: /today"),
        # NOTE: On the page of a colleague, above a field for four digits.
        "pin": _("Your PIN, please."),
        # NOTE: Button on the page, below the field for the PIN.
        "unlock": p_("button", "🔓 Open"),
        # NOTE: On the page, after too many wrong PINs of a colleague.
        "shut_out": _("Too many wrong tries. This page is closed."),
        # NOTE: On the page, below: Too many wrong tries; to a colleague.
        "shut_out_note": _("A new link: in Telegram, /team"),
        # NOTE: On a computer, above a number of four digits, to a colleague.
        "number": _("Please type this number where you got the link:"),
        # NOTE: Link on the page: shows messages that came since it was drawn.
        "new_messages": p_("button", "🔔 New messages. Show"),
        # NOTE: Link on the page: what becomes of the reader's data.
        "privacy": p_("button", "Data protection"),
        # NOTE: Link on the page: who is responsible for it by law.
        "imprint": p_("button", "Imprint"),
        # NOTE: On the page, before two buttons: In Telegram, Here in the browser.
        "where": _("Where do you want to write with us?"),
        # NOTE: Button on the page: goes on in Telegram.
        "in_telegram": p_("button", "📱 In Telegram"),
        # NOTE: Button on the page: goes on in this browser.
        "in_browser": p_("button", "🌍 Here in the browser"),
        # NOTE: On the page, a question with two answers.
        "device": _("Is this device yours?"),
        # NOTE: On the page, answers to: Is this device yours?
        "not_mine": p_("button", "No, others use it too"),
        # NOTE: Button on the page, an answer to: Is this device yours?
        "mine": p_("button", "Yes, only I use it"),
        # NOTE: On the page, below the answer: No, others use it too.
        "not_mine_note": _("It ends by itself when you do nothing for a while."),
        # NOTE: On the page, below the answer: Yes, only I use it.
        "mine_note": _("You can go on here another time."),
        # NOTE: On the page that a link of a letter or message opens.
        "opened": _("This link is for you. Please press the button."),
        # NOTE: Button on the page that a link opens: begins.
        "go_on": p_("button", "Go on"),
        # NOTE: On the page, above a field for the twelve letters and digits of a letter.
        "code": _("Do you have a code from us?"),
        # NOTE: On the page, below: Do you have a code from us? An example of one.
        "code_where": _("It stands in your letter, such as 7K3M-9QXP-2VTA."),
        # NOTE: On the page, for a code that cannot be one.
        "code_wrong": _("That is no code of ours. Please look: it has 12 letters and digits."),
        # NOTE: On the page, while an answer is being made.
        "waiting": _("One moment, please. We have it."),
        # NOTE: On the page, below: One moment, please.
        "waiting_note": _("This page goes on by itself."),
        # NOTE: Button on the page, below: One moment, please. Draws it anew.
        "look_again": p_("button", "Look again"),
        # NOTE: On the page, for a link that is unknown, used or too old.
        "gone": _("This link does not work."),
        # NOTE: On the page, below: This link does not work.
        "gone_note": _("Please ask the centre for a new one."),
        # NOTE: On the page, after an error of ours.
        "sorry": _("Something went wrong on our side. It is not your fault."),
        # NOTE: On the page, after an error, above a button.
        "sorry_note": _("Please try again in a minute. If it does not work, please call."),
        # NOTE: On the page, where too much came from one device in a short time.
        "too_many": _("That was a lot in a short time. Please wait a minute and try again."),
        # NOTE: On the page of somebody's own device, after the button: Finish here.
        "finishing": _("Do you really want to finish here?"),
        # NOTE: On the page, below: Do you really want to finish here?
        "finishing_note": _("To read this here again you then need a new link from the centre."),
        # NOTE: On the page, when it is finished.
        "ended": _("Finished. Please close this window now."),
        # NOTE: On the page, below: Finished.
        "ended_note": _("What you told us is not on this device. The centre can let you in again."),
        # NOTE: On the page that the last link of an e-mail opens: question, note, button.
        "end_mails": _("Shall the e-mails stop?"),
        # NOTE: On the page, below: Shall the e-mails stop?
        "end_mails_note": _("You can still write with us on this page."),
        # NOTE: Button on the page, below: Shall the e-mails stop?
        "end_mails_button": p_("button", "🔕 No more e-mails"),
        # NOTE: On the page, after the button: No more e-mails.
        "mails_ended": _("You get no more e-mails from us."),
        # NOTE: On the page, below: You get no more e-mails.
        "mails_ended_note": _("You can still write with us on this page."),
        # NOTE: Link on the page: to the choice of a language.
        "begin": p_("button", "To the beginning"),
        # NOTE: On the page, above the phone numbers of the centres.
        "centres": _("Our centres"),
    }
)


@cache
def chrome(language: str) -> Mapping[str, str]:
    """Return the words around a conversation by name, as plain text in one language."""
    own = {name: label(words, language) for name, words in _WORDS.items()}
    return MappingProxyType(own | {"own_name": LANGUAGES[language].own_name})
