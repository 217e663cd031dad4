"""Flows and subjects of the centres, a part of the one list of everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from conversations.kit.flow import Flow
from conversations.kit.subject import Subject
from conversations.staff import (
    activities,
    announce,
    announced,
    approving,
    bundles,
    calls,
    desk_offers,
    firm_calls,
    firm_sure,
    firms,
    hours,
    inbox,
    interpreting,
    new_phone,
    people,
    practice,
    team,
)
from conversations.staff.absence import AWAY, DEPUTY
from conversations.staff.answering import ANSWER
from conversations.staff.appointing import APPOINT
from conversations.staff.changing import CANCELLING, MOVING
from conversations.staff.closing_card import CLOSING
from conversations.staff.closing_day import CLOSING_DAY
from conversations.staff.completing import COMPLETING
from conversations.staff.consulting_card import CONSULTING
from conversations.staff.consulting_plan import CONSULT
from conversations.staff.day import DAY
from conversations.staff.desks import DESKS, SCREEN
from conversations.staff.entering import ENTERING
from conversations.staff.erasing import ERASING
from conversations.staff.facts import FACT
from conversations.staff.firm_check import CHECKS
from conversations.staff.firm_guests import GUEST
from conversations.staff.handing import HAND
from conversations.staff.held import HELD
from conversations.staff.holding import HOLD
from conversations.staff.interpreters import INTERPRETER
from conversations.staff.introducing import INTRODUCING
from conversations.staff.introducing_asked import ASKED
from conversations.staff.introducing_dates import DATES
from conversations.staff.introducing_ends import ENDS
from conversations.staff.introducing_list import WAYS
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

FLOWS: Sequence[Flow[Any]] = (
    announce.ANNOUNCE,
    OFFER,
    REOFFER,
    COMPLETING,
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
    *firm_sure.FLOWS,
    *ASKED,
    *DATES,
    *ENDS,
)
SUBJECTS: Sequence[Subject[Any]] = (
    desk_offers.DESK,
    desk_offers.LISTED_OFFER,
    ORDERED,
    firms.FIRM,
    firms.LISTED_FIRM,
    CHECKS,
    HELD,
    approving.APPROVAL,
    activities.LISTED,
    announced.ALL,
    inbox.REQUEST,
    THREAD,
    interpreting.CALL,
    interpreting.MEDIATED,
    practice.PRACTICE,
    LISTED,
    PERSON,
    VISIT,
    DAY,
    calls.CALL,
    firm_calls.FIRM_CALL,
    team.COLLEAGUE,
    team.MEMBER,
    DESKS,
    SCREEN,
    CLOSING,
    CONSULTING,
    INTRODUCING,
    WAYS,
    bundles.BUNDLE,
    bundles.LISTED,
    GUEST,
)
