"""Kinds of what is due, of what waits in the outbox and of notices; the manner of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from storage.models.outbox import Lane
from storage.queues.lives import (
    announcement_hours,
    code_minutes,
    ended_days,
    notice_days,
    still_days,
    until_asked_again,
    until_evening,
)
from storage.queues.manner import Manner


class Kind(StrEnum):
    """One word for each; rows keep it as it is spelled here, so a spelling never changes."""

    APPOINTMENT_MADE = "appointment_made"
    APPOINTMENT_MOVED = "appointment_moved"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_DROPPED = "appointment_dropped"
    APPOINTMENT_MAP = "appointment_map"
    APPOINTMENT_REMINDER = "appointment_reminder"
    APPOINTMENT_CANCELS = "appointment_cancels"
    NO_INTERPRETER = "staff_notice_no_interpreter"
    EARLIER = "earlier_asked"
    SLOT_FREE = "slot_free"
    EARLIER_OVER = "earlier_over"
    LOOK_DAILY = "look_daily"
    ACTIVITY_REMINDER = "activity_reminder"
    ACTIVITY_PLACE = "activity_place"
    ACTIVITY_CHANGED = "activity_changed"
    OFFER = "offer"
    OFFER_WAVE = "offer_wave"
    OFFER_CLOSED = "offer_closed"
    OFFER_OPENS = "offer_opens"
    OFFER_ENDS = "offer_ends"
    OFFER_OVER = "offer_over"
    PLACE_FREE = "place_free"
    EMPLOYER_PROMPT = "employer_prompt"
    NEWS = "news"
    NEWS_FOR = "news_for"
    ANNOUNCEMENT = "announcement"
    NEAR = "near_you"
    NEAR_WEEK = "near_week"
    ACTIVITY_ENDS = "activity_ends"
    ENDING = "staff_notice_ending"
    ENDED = "staff_notice_ended"
    ANNOUNCEMENT_CHANGED = "announcement_changed"
    APPROVAL = "staff_notice_approval"
    APPROVAL_ANSWERED = "staff_notice_approval_answered"
    APPROVAL_OVER = "approval_over"
    APPROVAL_ANEW = "approval_anew"
    FAULT = "staff_notice_fault"
    CLOCK = "staff_notice_clock"
    LATE = "staff_notice_late"
    INTERESTED = "staff_notice_interested"
    ASKED = "staff_notice_asked"
    TROUBLE = "staff_notice_trouble"
    CANNOT = "staff_notice_cannot"
    OTHER_TIME = "staff_notice_other_time"
    DELETED = "staff_notice_deleted"
    SILENT_FIRM = "staff_notice_silent_firm"
    ASK_FIRM = "staff_notice_ask_firm"
    FIRM_CALLS = "staff_notice_firm_calls"
    FIRM_CAME = "staff_notice_firm_came"
    FIRM_AGAIN = "staff_notice_firm_again"
    FIRM_ALONE = "staff_notice_firm_alone"
    NOBODY_COMES = "staff_notice_nobody_comes"
    FIRM_VERIFY = "firm_verify"
    FIRM_STANDS = "firm_stands"
    CAME = "staff_notice_came"
    WRONG_PIN = "staff_notice_wrong_pin"
    PAUSED = "staff_notice_paused"
    REASK = "reask"
    OFFER_FILLED = "offer_filled"
    OFFER_KIND = "offer_kind_changed"
    NEED = "staff_notice_need"
    UNSENT = "unsent"
    UNTOLD = "untold"
    REQUEST_TAKEN = "request_taken"
    REQUEST_DONE = "request_done"
    REQUEST_WAITS = "request_waits"
    REPLY = "thread_reply"
    LINE = "staff_notice_line"
    HANDED = "staff_notice_handed"
    FINISHED = "staff_notice_finished"
    ADDED = "staff_notice_added"
    REOPENED = "staff_notice_reopened"
    LOST_REPLY = "staff_notice_lost_reply"
    OVERDUE = "staff_notice_overdue"
    MAY_INTERPRET = "may_interpret"
    INTERPRETER = "interpreter_found"
    INTERPRET = "staff_notice_interpret"
    INTERPRETED = "staff_notice_interpreted"
    VOICE = "staff_notice_voice"
    MEDIATION = "staff_notice_mediation"
    DAILY_LIST = "daily_list"
    ESCALATE = "escalate"
    WIPE = "wipe"
    LET_GO = "let_go"
    LINK_OVER = "link_over"
    CLOSE_DAY = "close_day"
    HOURS_OUT = "hours_out"
    HOLD_OVER = "hold_over"
    ERASED = "staff_notice_erased"
    MAIL_LOOK = "mail_look"
    MAIL_UNREAD = "mail_unread"
    MAIL_NEWS = "mail_news"
    MAIL_CHANGED = "mail_changed"
    MAIL_CODE = "mail_code"
    UNSEEN = "unseen_entry"
    INTRODUCED = "introduction_told"
    INTRODUCED_FIRM = "introduction_firm"
    TO_INTRODUCE = "staff_notice_introduction"
    NOT_DONE = "staff_notice_not_done"
    INTRODUCTION_NEWS = "introduction_news"
    INTRODUCTION_ENDS = "introduction_expires"
    INTRODUCTION_MOVES = "introduction_moves"
    FIRM_SAID = "introduction_refused"
    WORK_BEGINS = "introduction_begins"
    PERMISSION_ENDS = "permission_ends"
    TRIAL_REMINDER = "trial_reminder"
    TRIAL_OVER = "trial_over"
    CHECK_IN = "how_it_goes"
    NO_LONGER = "no_longer_there"
    GONE_UNTOLD = "gone_untold"
    FIRM_DAY = "firm_day"
    FIRM_QUESTIONS = "firm_prompts"
    FIRM_UNTOLD = "firm_untold"
    STILL = "still_interested"
    STILL_OVER = "still_over"
    HIDDEN = "staff_notice_hidden"
    FIRM_INVITED = "firm_is_invited"
    FORGET_CHAT = "forget_chat"
    RETENTION = "retention"


ANSWERED, REMINDED = 3, 5
"""Calls at most where none is known to have arrived: a second copy is better than none, for what
somebody waits for (they ask again soon) and for what they must know."""
_NOTICE = Manner(Lane.REMINDER, notice_days, REMINDED)
_ACTIVITY = Manner(Lane.REMINDER, None, REMINDED, due=True)
_APPOINTMENT = Manner(Lane.REMINDER, None, REMINDED, told=True)
_SILENT = Manner(due=True)
_MAIL = Manner(None, notice_days, REMINDED, mails=True)

MANNERS: Mapping[Kind, Manner] = {
    Kind.APPOINTMENT_MADE: _APPOINTMENT,
    Kind.APPOINTMENT_MOVED: _APPOINTMENT,
    Kind.APPOINTMENT_CANCELLED: Manner(Lane.REMINDER, notice_days, REMINDED, told=True),
    Kind.APPOINTMENT_DROPPED: Manner(Lane.REMINDER, notice_days, REMINDED, told=True),
    Kind.APPOINTMENT_MAP: Manner(Lane.REMINDER, None, REMINDED),
    Kind.APPOINTMENT_REMINDER: Manner(Lane.REMINDER, None, REMINDED, due=True, told=True),
    Kind.APPOINTMENT_CANCELS: _SILENT,
    Kind.NO_INTERPRETER: Manner(Lane.REMINDER, notice_days, REMINDED, due=True),
    Kind.EARLIER: Manner(Lane.REMINDER, None, ANSWERED),
    Kind.SLOT_FREE: _SILENT,
    Kind.EARLIER_OVER: _SILENT,
    Kind.LOOK_DAILY: _SILENT,
    Kind.ACTIVITY_REMINDER: _ACTIVITY,
    Kind.ACTIVITY_PLACE: _ACTIVITY,
    Kind.ACTIVITY_CHANGED: _ACTIVITY,
    Kind.OFFER: Manner(Lane.OFFER, until_evening, may_wait=True, gathers=True),
    Kind.OFFER_WAVE: _SILENT,
    Kind.OFFER_CLOSED: Manner(Lane.OFFER, ended_days, may_wait=True, gathers=True),
    Kind.OFFER_OPENS: _SILENT,
    Kind.OFFER_ENDS: Manner(Lane.OFFER, ended_days, due=True, may_wait=True),
    Kind.OFFER_OVER: _SILENT,
    Kind.PLACE_FREE: _SILENT,
    Kind.EMPLOYER_PROMPT: Manner(Lane.OFFER, until_asked_again, due=True, may_wait=True),
    Kind.NEWS: Manner(Lane.OFFER, until_evening, due=True, may_wait=True, gathers=True),
    Kind.NEWS_FOR: Manner(Lane.REMINDER, None, REMINDED),
    Kind.ANNOUNCEMENT: Manner(Lane.ANNOUNCEMENT, announcement_hours, due=True, may_wait=True),
    Kind.NEAR: Manner(Lane.OFFER, until_evening, due=True, may_wait=True),
    Kind.NEAR_WEEK: _SILENT,
    Kind.ACTIVITY_ENDS: _SILENT,
    Kind.ENDING: Manner(Lane.OFFER, ended_days, may_wait=True),
    Kind.ENDED: Manner(Lane.OFFER, ended_days, may_wait=True),
    Kind.ANNOUNCEMENT_CHANGED: Manner(Lane.OFFER, notice_days, due=True),
    Kind.APPROVAL: _NOTICE,
    Kind.APPROVAL_ANSWERED: _NOTICE,
    Kind.APPROVAL_OVER: _SILENT,
    Kind.APPROVAL_ANEW: _SILENT,
    Kind.FAULT: _NOTICE,
    Kind.CLOCK: _NOTICE,
    Kind.LATE: _NOTICE,
    Kind.INTERESTED: _NOTICE,
    Kind.ASKED: _NOTICE,
    Kind.TROUBLE: _NOTICE,
    Kind.CANNOT: _NOTICE,
    Kind.OTHER_TIME: _NOTICE,
    Kind.DELETED: _NOTICE,
    Kind.SILENT_FIRM: _NOTICE,
    Kind.ASK_FIRM: _NOTICE,
    Kind.FIRM_CALLS: _NOTICE,
    Kind.FIRM_CAME: _NOTICE,
    Kind.FIRM_AGAIN: _NOTICE,
    Kind.FIRM_ALONE: _NOTICE,
    Kind.NOBODY_COMES: _NOTICE,
    Kind.FIRM_VERIFY: _SILENT,
    Kind.FIRM_STANDS: Manner(Lane.OFFER, ended_days, may_wait=True),
    Kind.CAME: _NOTICE,
    Kind.WRONG_PIN: _NOTICE,
    Kind.PAUSED: _NOTICE,
    Kind.REASK: _SILENT,
    Kind.OFFER_FILLED: _SILENT,
    Kind.OFFER_KIND: _SILENT,
    Kind.NEED: Manner(Lane.REMINDER, notice_days, REMINDED, due=True),
    Kind.UNSENT: _SILENT,
    Kind.UNTOLD: _SILENT,
    Kind.LINE: _NOTICE,
    Kind.HANDED: _NOTICE,
    Kind.FINISHED: _NOTICE,
    Kind.ADDED: _NOTICE,
    Kind.REOPENED: _NOTICE,
    Kind.LOST_REPLY: _NOTICE,
    Kind.OVERDUE: _NOTICE,
    Kind.MAY_INTERPRET: _NOTICE,
    Kind.INTERPRETER: _NOTICE,
    Kind.INTERPRET: _NOTICE,
    Kind.INTERPRETED: _NOTICE,
    Kind.VOICE: _NOTICE,
    Kind.MEDIATION: _NOTICE,
    Kind.DAILY_LIST: _SILENT,
    Kind.ESCALATE: _SILENT,
    Kind.WIPE: _SILENT,
    Kind.LET_GO: _SILENT,
    Kind.LINK_OVER: _SILENT,
    Kind.CLOSE_DAY: _SILENT,
    Kind.HOURS_OUT: _SILENT,
    Kind.HOLD_OVER: _SILENT,
    Kind.ERASED: _NOTICE,
    Kind.REPLY: Manner(Lane.REMINDER, notice_days, REMINDED, told=True, stays=True),
    Kind.REQUEST_TAKEN: Manner(Lane.REMINDER, notice_days, REMINDED),
    Kind.REQUEST_WAITS: Manner(Lane.REMINDER, notice_days, REMINDED),
    Kind.REQUEST_DONE: Manner(Lane.REMINDER, ended_days, REMINDED),
    Kind.MAIL_LOOK: _SILENT,
    Kind.MAIL_UNREAD: _SILENT,
    Kind.MAIL_NEWS: _MAIL,
    Kind.MAIL_CHANGED: _MAIL,
    Kind.MAIL_CODE: Manner(None, code_minutes, REMINDED, mails=True),
    Kind.UNSEEN: _SILENT,
    Kind.INTRODUCED: Manner(Lane.REMINDER, ended_days, told=True),
    Kind.INTRODUCED_FIRM: Manner(Lane.REMINDER, ended_days, told=True),
    Kind.TO_INTRODUCE: _NOTICE,
    Kind.NOT_DONE: _NOTICE,
    Kind.INTRODUCTION_NEWS: _SILENT,
    Kind.INTRODUCTION_ENDS: _SILENT,
    Kind.INTRODUCTION_MOVES: _SILENT,
    Kind.FIRM_SAID: _SILENT,
    Kind.WORK_BEGINS: _SILENT,
    Kind.PERMISSION_ENDS: _SILENT,
    Kind.TRIAL_REMINDER: Manner(Lane.REMINDER, None, REMINDED, due=True, told=True),
    Kind.TRIAL_OVER: _SILENT,
    Kind.CHECK_IN: Manner(Lane.OFFER, ended_days, due=True, may_wait=True),
    Kind.NO_LONGER: Manner(Lane.REMINDER, ended_days),
    Kind.GONE_UNTOLD: _SILENT,
    Kind.FIRM_DAY: _SILENT,
    Kind.FIRM_UNTOLD: _SILENT,
    Kind.FIRM_QUESTIONS: Manner(Lane.OFFER, until_evening, may_wait=True),
    Kind.STILL: Manner(Lane.OFFER, still_days, due=True, may_wait=True),
    Kind.STILL_OVER: _SILENT,
    Kind.HIDDEN: Manner(Lane.REMINDER, notice_days, REMINDED, due=True),
    Kind.FIRM_INVITED: Manner(Lane.OFFER, may_wait=True),
    Kind.FORGET_CHAT: _SILENT,
    Kind.RETENTION: _SILENT,
}
GATHERED = [kind for kind, manner in MANNERS.items() if manner.gathers]
TOLD = [kind for kind, manner in MANNERS.items() if manner.told]
STAYING = [kind for kind, manner in MANNERS.items() if manner.stays]


def copies_of(stored: str | None, lane: int) -> int:
    """Return how often a row is sent at most where it may have arrived.

    An answer has no kind; it counts as what it changes, whose lane it is in. So does a kind
    nobody knows any more.
    """
    if stored is not None and stored in MANNERS:
        return MANNERS[Kind(stored)].copies
    return {Lane.ANSWER: ANSWERED, Lane.REMINDER: REMINDED}.get(Lane(lane), 1)
