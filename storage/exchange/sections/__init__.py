"""The sections of a file, in the order in which they are loaded."""

from __future__ import annotations

from collections.abc import Mapping

from storage.exchange.entry import Entry
from storage.exchange.sections.activities import ActivityEntry
from storage.exchange.sections.appointments import AppointmentEntry
from storage.exchange.sections.centres import CentreEntry
from storage.exchange.sections.consulting import ConsultingEntry
from storage.exchange.sections.employers import EmployerEntry
from storage.exchange.sections.offers import OfferEntry
from storage.exchange.sections.people import NewcomerEntry, VolunteerEntry

SECTIONS: Mapping[str, type[Entry]] = {
    "centres": CentreEntry,
    "consulting": ConsultingEntry,
    "employers": EmployerEntry,
    "offers": OfferEntry,
    "activities": ActivityEntry,
    "newcomers": NewcomerEntry,
    "volunteers": VolunteerEntry,
    "appointments": AppointmentEntry,
}
