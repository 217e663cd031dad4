"""An introduction begins: once for each round of an offer, with a code nobody else has."""

from __future__ import annotations

import secrets

from sqlalchemy import exists, func, select

from storage.introductions import lists
from storage.introductions.timing import schedule
from storage.models import Introduction, Offer, Person, Profile
from storage.queues.once import insert_once
from storage.rules.stages import Side, Stage
from storage.work import Work

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without what is read as something else: I and 1, O and 0."""
CODE_LENGTH = 6


def begin(work: Work, person: Person, offer: Offer) -> Introduction:
    """Begin anew for who is interested; the living one where there is one.

    Who taps in two chats at once begins once: the later unit finds the row, or is run again.
    """
    living = lists.living(work, person.id, offer.id)
    if living is not None:
        return living
    key = _put(work, person, offer)
    if key is None:
        return begin(work, person, offer)
    introduction = work.session.get_one(Introduction, key)
    schedule(work, introduction)
    work.session.flush()
    return introduction


def _put(work: Work, person: Person, offer: Offer) -> int | None:
    """Write the row of the next round; None where it is there already."""
    own = (Introduction.person_id == person.id, Introduction.offer_id == offer.id)
    last = work.session.scalar(select(func.max(Introduction.round)).where(*own)) or 0
    profile = work.session.get(Profile, person.id)
    return insert_once(
        work.session,
        Introduction,
        code=_unused_code(work),
        person_id=person.id,
        offer_id=offer.id,
        employer_id=offer.employer_id,
        round=last + 1,
        kind=offer.kind,
        centre=(profile.centre if profile else None) or person.centre,
        stage=Stage.INTERESTED,
        opened_at=work.now,
        changed_at=work.now,
        last_side=Side.PERSON,
    )


def _unused_code(work: Work) -> str:
    """Draw a code nobody has; 32 letters to the power of six are a milliard."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if not work.session.scalar(select(exists().where(Introduction.code == code))):
            return code
