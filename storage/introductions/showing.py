"""What a firm sees of somebody: read from these columns alone, counted, and over in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select, update

from storage.holds import is_apart, is_held
from storage.introductions import lists, sealing
from storage.introductions.days import next_day
from storage.introductions.timing import asks_first
from storage.models import Introduction, Offer, Profile, ProfileSkill
from storage.rules.candidates import Nameless, nameless
from storage.rules.stages import Stage, begins_to_take
from storage.work import Work

SAID = (Profile.german, Profile.slots, Profile.start, Profile.licences, Profile.wants)


def for_firm(work: Work, key: int | None) -> Introduction | None:
    """Return an introduction its firm may see: shown, not ended, not held since a problem was told.

    A card nobody answered is over with its last day. Where the firm did, and others have the next
    step, it reads how far that is, but what somebody can do no longer (see `is_over`).
    """
    found = work.session.get(Introduction, key) if key else None
    if found is None or found.shown_at is None or found.ended_at is not None:
        return None
    if is_held(work, found.person_id, found.employer_id):
        return None
    return None if found.stage is Stage.SHOWN and is_over(work, found) else found


def on_the_way(work: Work, employer_id: int) -> Sequence[Introduction]:
    """Return everybody on the way to a firm as `for_firm` does: by the day they come, then others.

    The database is asked once about all of them; who works there comes last.
    """
    rows = select(Introduction).where(*_are_seen(work, [employer_id]))
    return sorted(work.session.scalars(rows), key=_when)


def is_awaited(work: Work, employer_ids: Collection[int]) -> bool:
    """Tell whether anybody is on the way to one of these firms."""
    return bool(work.session.scalar(select(exists().where(*_are_seen(work, employer_ids)))))


def _are_seen(work: Work, employer_ids: Collection[int]) -> Sequence[ColumnElement[bool]]:
    """Return the conditions for whom these firms may see: what `for_firm` asks of one."""
    lasts = or_(Introduction.card_until.is_(None), Introduction.card_until > work.now)
    is_further = or_(Introduction.stage != Stage.SHOWN, Introduction.introduced_at.is_not(None))
    return (
        Introduction.employer_id.in_(employer_ids),
        Introduction.shown_at.is_not(None) & Introduction.ended_at.is_(None),
        ~is_apart(Introduction.person_id, Introduction.employer_id),
        or_(is_further, lasts),
    )


def _when(introduction: Introduction) -> tuple[bool, date, int]:
    day = next_day(introduction) or date.max
    return introduction.stage is Stage.STARTED, day, introduction.id


def sent_away(work: Work, introduction: Introduction, stage: Stage) -> list[Introduction]:
    """Return whom a firm sees whose way ends where a stage begins that takes the last place."""
    if introduction.seat is not None or not begins_to_take(stage, introduction.kind):
        return []
    offer = work.session.get_one(Offer, introduction.offer_id)
    if lists.seats_taken(work, offer) + 1 < offer.places:
        return []
    others = (each for each in on_the_way(work, offer.employer_id) if each.offer_id == offer.id)
    ends = (each for each in others if each.seat is None and each.stage is not Stage.STARTED)
    return [each for each in ends if each.id != introduction.id]


def is_over(work: Work, introduction: Introduction) -> bool:
    """Tell whether the card of somebody whose name the firm does not know is over."""
    until = introduction.card_until
    return introduction.introduced_at is None and until is not None and until <= work.now


def nameless_of(work: Work, introduction: Introduction) -> Nameless:
    """Return the card: whatever else is known of the person is not even read."""
    about = introduction.person_id
    row = work.session.execute(select(*SAID).where(Profile.person_id == about)).first()
    german, slots, start, licences, wants = row or (None,) * len(SAID)
    skills = select(ProfileSkill.skill, ProfileSkill.level).where(ProfileSkill.person_id == about)
    return nameless(
        introduction.code,
        {row.skill: row.level for row in work.session.execute(skills)},
        german=german,
        slots=slots,
        start=start,
        licences=licences,
        wants=wants,
    )


def name_of(introduction: Introduction) -> str | None:
    """Return the first name, once the person (and who answers for them) said yes to this firm."""
    if introduction.introduced_at is None or introduction.stage is Stage.GUARDIAN:
        return None
    name: str | None = sealing.facts(introduction).get(sealing.FIRST_NAME)
    return name


def revision_of(introduction: Introduction) -> int:
    """Return the revision of what a firm reads: that parents are asked is no change of it."""
    return introduction.revision - asks_first(introduction)


def viewed(work: Work, keys: Collection[int]) -> None:
    """Count that cards were put before a firm: a message went out, or came to stand on a page.

    Reading a page changes nothing, so that a view is counted when the card comes to stand there.
    """
    if keys:
        seen = update(Introduction).where(Introduction.id.in_(keys))
        work.session.execute(seen.values(views=Introduction.views + 1, viewed_at=work.now))
