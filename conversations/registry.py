"""The one list of everything: flows, commands, subjects of standing buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations import legacy, registry_staff
from conversations.cards.book import BOOK
from conversations.cards.candidate_told import WHO, WHO_COMES
from conversations.cards.coming import COMING
from conversations.cards.firm import EMPLOYER
from conversations.cards.report import ANNOUNCEMENT
from conversations.employer import need, own_people, prompts, questions, registering
from conversations.employer.asking import ASK_ABOUT
from conversations.employer.beginning import BEGINS
from conversations.employer.candidate import CANDIDATE, REFUSING, TOLD
from conversations.employer.letter import LETTER
from conversations.employer.meeting import MEETING
from conversations.employer.naming import TRIAL_DAYS
from conversations.employer.need_text import TEXT
from conversations.employer.own_firm import MINE, show_own_firm
from conversations.employer.own_part import OWN_PART
from conversations.employer.street import ASK_STREET
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
from conversations.newcomer import appointments, booking, cancelling, offers, ways, week
from conversations.newcomer.card import CARD, show_card
from conversations.newcomer.earlier import EARLIER
from conversations.newcomer.have_work import HAVE_WORK
from conversations.newcomer.more import MORE
from conversations.newcomer.near import NEAR
from conversations.newcomer.open_more import MORE_OPENS, MORE_WAY
from conversations.newcomer.stepping_back import STEPPING_BACK
from conversations.newcomer.still import STILL
from conversations.newcomer.talk import TALK
from conversations.newcomer.way_answers import WAY
from conversations.newcomer.welcome import WELCOME
from conversations.newcomer.work import LOOK_FOR_WORK, WORK
from conversations.staff import (
    activities,
    announced,
    desk_offers,
    firms,
    hours,
    inbox,
    numbers,
    people,
    team,
    today,
)
from conversations.staff.appoint import appoint
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
    STEPPING_BACK,
    HAVE_WORK,
    TROUBLE,
    PASS_ON,
    STOP,
    MAIL,
    DELETE,
    SEATING,
    SWITCH,
    LETTER,
    WAY_BACK,
    TWO_CHATS,
    registering.REGISTER,
    OWN_PART,
    need.FLOW,
    need.ONE_ANSWER,
    TEXT,
    ASK_ABOUT,
    TRIAL_DAYS,
    BEGINS,
    ASK_STREET,
    *registry_staff.FLOWS,
)
SUBJECTS: Sequence[Subject[Any]] = (
    offers.OFFER,
    week.ACTIVITY,
    NEAR,
    appointments.APPOINTMENT,
    WAY,
    EARLIER,
    prompts.EMPLOYER_OFFER,
    prompts.EMPLOYER_PLACES,
    ANNOUNCEMENT,
    MINE,
    COMING,
    week.PASSED,
    STILL,
    TALK,
    SEAT,
    CANDIDATE,
    TOLD,
    MEETING,
    REFUSING,
    MORE_WAY,
    MORE_OPENS,
    *registry_staff.SUBJECTS,
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
    Command("firms", p_("command", "🏢 Our firms"), firms.show_firms, card=firms.firms_message),
    Command("activity", p_("command", "🧺 Our activities"), activities.show_activities),
    Command("announce", p_("command", "📣 Announce a course"), announced.begin),
    Command(
        "numbers",
        p_("command", "📊 Our numbers"),
        numbers.show_numbers,
        card=numbers.numbers_message,
    ),
    Command("team", p_("command", "🧑‍🤝‍🧑 Our team"), team.show_team),
    Command("need", p_("command", "➕ What do you need?"), need.begin),
    Command(
        "myoffers",
        p_("command", "📋 My offers"),
        prompts.show_own_offers,
        card=prompts.head,
    ),
    Command("myfirm", registering.MY_FIRM, show_own_firm),
    Command(
        "questions",
        p_("command", "❔ Questions for us"),
        questions.show_questions,
        card=questions.questions_card,
    ),
    Command(
        WHO,
        WHO_COMES,
        own_people.show_people,
        card=own_people.people_message,
        offered=own_people.is_awaited,
    ),
    Command("offers", p_("command", "💼 Offers for me"), holds_back(offers.show_offers)),
    Command(
        ways.NAME,
        p_("command", "🧭 My ways to firms"),
        holds_back(ways.show_ways),
        card=ways.ways_message,
        offered=ways.is_on_a_way,
    ),
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
    Command("employer", EMPLOYER, registering.begin, in_help=True, offered=registering.offered),
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
    questions.goes_on,
)
