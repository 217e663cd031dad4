"""A colleague enters offers at the desk; taps and typed answers are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from storage.models import Employer, Offer
from tests.people import Phone, Town

NEW_FIRM = ("Gasthof Sonne GmbH", "Kitchen", "Münsingen", "Frau Wirtin, 07381 12345")
SEWING = ("Work", "Industrial", "Call it", "Musterweg 8", "All day", "places: 2", "instructions")


@dataclass
class Counted:
    """Answers in order: tapped where a button of the newest message has these words, else typed."""

    phone: Phone
    tapped: list[str] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)

    def says(self, *answers: str) -> Counted:
        """Give answers, one after the other."""
        for answer in answers:
            if any(answer in label for label in self.phone.buttons):
                self.phone.taps(answer)
                self.tapped.append(answer)
            else:
                self.phone.says(answer)
                self.typed.append(answer)
        return self


def begun(phone: Phone) -> Counted:
    """Begin a new offer."""
    phone.says("/offer")
    return Counted(phone).says("New offer")


def entered(
    phone: Phone, *, firm: tuple[str, ...] = ("Nähstube Neu", "Sewing", "72525", "Skip")
) -> int:
    """Enter an offer of a firm and save it; returns its key."""
    begun(phone).says(*firm, *SEWING, "Save")
    return newest(phone.town).id


def newest(at: Town) -> Offer:
    """Return the newest offer."""
    rows = select(Offer).order_by(Offer.id.desc()).limit(1)
    return at.do(lambda session: session.scalars(rows).one())


def firms(at: Town) -> list[Employer]:
    """Return all firms, the newest first."""
    rows = select(Employer).order_by(Employer.id.desc())
    return at.do(lambda session: list(session.scalars(rows)))


def count(at: Town) -> int:
    """Count all offers."""
    return at.do(lambda session: len(session.scalars(select(Offer.id)).all()))
