"""The one list of everything: flows, commands, subjects of standing buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations import legacy
from conversations.cards.book import BOOK
from conversations.cards.coming import COMING
from conversations.cards.report import ANNOUNCEMENT
from conversations.employer import prompts
from conversations.employer.letter import LETTER
from conversations.everybody import menus
from conversations.everybody.first_name import FIRST_NAME
from conversations.everybody.goodbye import DELETE, delete_my_data, leave_no_trace
from conversations.everybody.language import LANGUAGE, change_language
from conversations.everybody.loose import PASS_ON
from conversations.everybody.mailing import MAIL, mail
from conversations.everybody.mailing import offered as mail_offered
from conversations.everybody.moving import holds_back
from conversations.everybody.person import ASK_PERSON, TOPIC, a_person
from conversations.everybody.privacy import ABOUT as ABOUT_DATA
from conversations.everybody.privacy import show_privacy
from conversations.everybody.returning import WAY_BACK
from conversations.everybody.sharing import SEAT, SEATING, SWITCH, share
from conversations.everybody.shut import keeps_out
from conversations.everybody.start import begin, first_agree
from conversations.everybody.stop import STOP, stop
from conversations.everybody.trouble import ABOUT, TROUBLE, problem
from conversations.everybody.two_chats import TWO_CHATS
from conversations.kit.commands import Command
from conversations.kit.context import Context
from conversations.kit.flow import Flow
from conversations.kit.house import House
from conversations.kit.steps import Onward
from conversations.kit.subject import Subject
from conversations.newcomer import appointments, booking, cancelling, offers, week
from conversations.newcomer.card import CARD, show_card
from conversations.newcomer.earlier import EARLIER
from conversations.newcomer.more import MORE
from conversations.newcomer.near import NEAR
from conversations.newcomer.still import STILL
from conversations.newcomer.talk import TALK
from conversations.newcomer.welcome import WELCOME
from conversations.newcomer.work import LOOK_FOR_WORK, WORK
from conversations.staff import (
    activities,
    announce,
    announced,
    approving,
    calls,
    desk_offers,
    hours,
    inbox,
    interpreting,
    new_phone,
    numbers,
    people,
    practice,
    team,
    today,
)
from conversations.staff.absence import AWAY, DEPUTY
from conversations.staff.answering import ANSWER
from conversations.staff.appoint import appoint
from conversations.staff.appointing import APPOINT
from conversations.staff.changing import CANCELLING, MOVING
from conversations.staff.closing_card import CLOSING
from conversations.staff.closing_day import CLOSING_DAY
from conversations.staff.consulting_card import CONSULTING
from conversations.staff.consulting_plan import CONSULT
from conversations.staff.day import DAY
from conversations.staff.desks import DESKS, SCREEN
from conversations.staff.entering import ENTERING
from conversations.staff.erasing import ERASING
from conversations.staff.facts import FACT
from conversations.staff.handing import HAND
from conversations.staff.held import HELD
from conversations.staff.holding import HOLD
from conversations.staff.interpreters import INTERPRETER
from conversations.staff.inviting import INVITE
from conversations.staff.joining import UNLOCK
from conversations.staff.noting import NOTING, READING
from conversations.staff.offering import OFFER, REOFFER
from conversations.staff.people_lists import LISTED
from conversations.staff.person import PERSON
from conversations.staff.receiving import RECEIVE
from conversations.staff.revoking import REVOKE
from conversations.staff.screens import COMPUTER, DESK
from conversations.staff.sentences import DROP_SENTENCE, SENTENCE
from conversations.staff.thread import THREAD
from conversations.staff.to_whom import TO_WHOM
from conversations.staff.visits import VISIT
from conversations.staff.way_back import SHEET
from conversations.staff.why_before import ORDERED, WHY_BEFORE
from locales.words import p_


def _menu(context: Context, argument: str) -> Sequence[Onward]:
    return menus.show_menu(context, COMMANDS)


def _help(context: Context, argument: str) -> Sequence[Onward]:
    return menus.show_help(context, COMMANDS)


FLOWS: Sequence[Flow[Any]] = (
    LANGUAGE,
    WELCOME,
    LOOK_FOR_WORK,
    WORK,
    offers.FIVE_QUESTIONS,
    MORE,
    CARD,
    ASK_PERSON,
    TOPIC,
    FIRST_NAME,
    booking.BOOKING,
    cancelling.CANCEL,
    TROUBLE,
    PASS_ON,
    STOP,
    MAIL,
    DELETE,
    SEATING,
    SWITCH,
    announce.ANNOUNCE,
    OFFER,
    REOFFER,
    WHY_BEFORE,
    HOLD,
    MOVING,
    CANCELLING,
    approving.REFUSE,
    ANSWER,
    SENTENCE,
    DROP_SENTENCE,
    HAND,
    interpreting.INTERPRET,
    inbox.TAKE_OVER,
    TO_WHOM,
    new_phone.FLOW,
    LETTER,
    WAY_BACK,
    TWO_CHATS,
    SHEET,
    RECEIVE,
    practice.END,
    people.PEOPLE,
    NOTING,
    READING,
    APPOINT,
    ENTERING,
    ERASING,
    UNLOCK,
    INVITE,
    COMPUTER,
    DESK,
    AWAY,
    DEPUTY,
    INTERPRETER,
    REVOKE,
    hours.HOURS,
    CLOSING_DAY,
    CONSULT,
    FACT,
)
SUBJECTS: Sequence[Subject[Any]] = (
    offers.OFFER,
    week.ACTIVITY,
    NEAR,
    appointments.APPOINTMENT,
    EARLIER,
    prompts.EMPLOYER_OFFER,
    prompts.EMPLOYER_PLACES,
    ANNOUNCEMENT,
    desk_offers.DESK,
    desk_offers.LISTED_OFFER,
    ORDERED,
    HELD,
    approving.APPROVAL,
    activities.LISTED,
    announced.ALL,
    COMING,
    week.PASSED,
    inbox.REQUEST,
    THREAD,
    interpreting.CALL,
    interpreting.MEDIATED,
    STILL,
    TALK,
    SEAT,
    practice.PRACTICE,
    LISTED,
    PERSON,
    VISIT,
    DAY,
    calls.CALL,
    team.COLLEAGUE,
    team.MEMBER,
    DESKS,
    SCREEN,
    CLOSING,
    CONSULTING,
)
# NOTE: Commands: their names in the menu, and the words that do the same when typed.
COMMANDS: Sequence[Command] = (
    Command("start", p_("command", "Begin"), begin, in_menu=False),
    Command(
        "today", p_("command", "🗓️ Today at the centre"), today.show_today, card=today.today_message
    ),
    Command("inbox", p_("command", "👋 Who waits"), inbox.show_inbox, card=inbox.inbox_message),
    Command("people", p_("command", "👥 Find a person"), people.find_people),
    Command("appoint", p_("command", "📅 Make an appointment"), appoint),
    Command("hours", p_("command", "🚪 Hours and closed days"), hours.show_hours),
    Command("offer", p_("command", "📋 Our offers"), desk_offers.show_offers),
    Command("activity", p_("command", "🧺 Our activities"), activities.show_activities),
    Command("announce", p_("command", "📣 Announce a course"), announced.begin),
    Command(
        "numbers",
        p_("command", "📊 Our numbers"),
        numbers.show_numbers,
        card=numbers.numbers_message,
    ),
    Command("team", p_("command", "🧑‍🤝‍🧑 Our team"), team.show_team),
    Command("myoffers", p_("command", "📋 My offers"), prompts.show_own_offers),
    Command("offers", p_("command", "💼 Offers for me"), holds_back(offers.show_offers)),
    Command("week", p_("command", "👥 This week near me"), week.show_week),
    Command(
        "appointments",
        p_("command", "📅 My appointments"),
        holds_back(appointments.show_appointments),
    ),
    Command("book", BOOK, booking.begin),
    Command("profile", p_("command", "📝 What you know about me"), holds_back(show_card)),
    Command(
        "person",
        p_("command", "👋 Talk to a person"),
        a_person,
        typed=p_("typed word", "a person, person"),
    ),
    Command(
        "problem",
        ABOUT,
        problem,
        typed=p_("typed word", "I have a problem, problem, emergency"),
    ),
    Command(
        "language",
        p_("command", "🌐 Language"),
        change_language,
        typed=p_("typed word", "language"),
    ),
    Command("phone", p_("command", "👤 Somebody else uses this device"), share),
    Command("help", p_("command", "❓ Help"), _help, typed=p_("typed word", "help")),
    Command("menu", p_("command", "☰ Menu"), _menu, typed=p_("typed word", "menu"), in_menu=False),
    Command(
        "privacy",
        ABOUT_DATA,
        show_privacy,
        typed=p_("typed word", "data protection, privacy"),
        in_menu=False,
        in_help=True,
    ),
    Command("mail", p_("command", "📧 News by e-mail"), mail, offered=mail_offered),
    Command("stop", p_("command", "🔕 Stop messages"), stop, typed=p_("typed word", "stop")),
    Command(
        "delete",
        p_("command", "🗑️ Delete my data"),
        delete_my_data,
        typed=p_("typed word", "delete my data, delete"),
    ),
)


HOUSE = House(
    FLOWS,
    COMMANDS,
    SUBJECTS,
    leave_no_trace,
    menus.not_for_you,
    first_agree,
    legacy.position,
    keeps_out,
)
