"""The tables, one file per part of the house; importing this package knows them all."""

from storage.models.activities import Activity, FirmInvited, Nearby, Signup, Unwanted
from storage.models.announcements import Announcement, Approval, Delivery
from storage.models.appointments import Appointment
from storage.models.base import Record
from storage.models.calls import Call
from storage.models.chats import Chat, Dialogue
from storage.models.consulting import Cell, Closing, Consulting
from storage.models.district import Centre, Municipality, PlaceAlias, Postcode
from storage.models.due import Due
from storage.models.earlier import Earlier
from storage.models.inbox import Inbox
from storage.models.introductions import CheckIn, FirmCall, FirmContact, Introduction
from storage.models.loaded import Loaded
from storage.models.marks import Mark
from storage.models.offers import Employer, Offer, OfferSkill, Proposal
from storage.models.outbox import Outbox
from storage.models.page import Contact, PageEntry, PageLink, PageSession
from storage.models.people import Invitation, Person, Profile, ProfileSkill, Request, Role
from storage.models.settings import Setting
from storage.models.shown import ShownCard
from storage.models.team import Audit, Colleague, Sentence
from storage.models.threads import Consent, Hold, Line, Note, Refusal, Seat, Told

__all__ = [
    "Activity",
    "Announcement",
    "Appointment",
    "Approval",
    "Audit",
    "Call",
    "Cell",
    "Centre",
    "Chat",
    "CheckIn",
    "Closing",
    "Colleague",
    "Consent",
    "Consulting",
    "Contact",
    "Delivery",
    "Dialogue",
    "Due",
    "Earlier",
    "Employer",
    "FirmCall",
    "FirmContact",
    "FirmInvited",
    "Hold",
    "Inbox",
    "Introduction",
    "Invitation",
    "Line",
    "Loaded",
    "Mark",
    "Municipality",
    "Nearby",
    "Note",
    "Offer",
    "OfferSkill",
    "Outbox",
    "PageEntry",
    "PageLink",
    "PageSession",
    "Person",
    "PlaceAlias",
    "Postcode",
    "Profile",
    "ProfileSkill",
    "Proposal",
    "Record",
    "Refusal",
    "Request",
    "Role",
    "Seat",
    "Sentence",
    "Setting",
    "ShownCard",
    "Signup",
    "Told",
    "Unwanted",
]
