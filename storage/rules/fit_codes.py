"""What is known of a newcomer and of an offer, in codes, and the codes of a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from storage.rules.fatigue import Sent
from storage.rules.way import Mode, Spot, Way

FOREIGN = "foreign"
"""The licence from another country: it counts when it is converted."""

LEVELS = ("A0", "A1", "A2", "B1", "B2", "C1")
WANT_OF_KIND = {
    "job": "job",
    "minijob": "job",
    "look_day": "tryout",
    "trial_day": "tryout",
    "internship": "tryout",
    "apprenticeship": "apprenticeship",
    "eq": "apprenticeship",
    "course": "course",
}


class Refusal(StrEnum):
    """Why an offer is not for somebody; only staff see these."""

    NOT_OPEN = "not_open"
    EMPLOYER_UNVERIFIED = "employer_unverified"
    NO_PLACES = "no_places"
    OVER = "over"
    KIND = "kind"
    LICENCE = "licence"
    RECOGNITION = "recognition"
    NO_SKILL = "no_skill"
    GERMAN = "german"
    TOO_FAR = "too_far"
    NO_WAY_BEFORE_SIX = "no_way_before_six"
    TIMES = "times"
    DECLINED = "declined"
    PAUSED = "paused"
    WEEKLY_LIMIT = "weekly_limit"
    SILENT = "silent"
    EMPLOYER_PAUSE = "employer_pause"
    AGE = "age"
    YOUTH = "youth"


FAR = frozenset({Refusal.TOO_FAR, Refusal.NO_WAY_BEFORE_SIX})
UNLINKED = frozenset({Refusal.NO_SKILL, Refusal.RECOGNITION})


class Say(StrEnum):
    """Lines that explain an offer; those from `GERMAN_SHORT` on are cautions."""

    CAN = "can"
    NEIGHBOUR = "neighbour"
    LEARN = "learn"
    IN_TOWN = "in_town"
    WAY = "way"
    TIMES = "times"
    GERMAN = "german"
    GERMAN_SHORT = "german_short"
    TIMES_PART = "times_part"
    NO_CHILDCARE = "no_childcare"
    RECOGNITION_ADVICE = "recognition_advice"
    ASK_BUS = "ask_bus"


@dataclass(frozen=True)
class Reason:
    """A code with its facts: keys of a skill or area, rounded minutes, German asked and had."""

    say: Say
    skill: str | None = None
    own_skill: str | None = None
    area: str | None = None
    mode: Mode | None = None
    minutes: int | None = None
    place: str | None = None
    needed: str | None = None
    has: str | None = None


@dataclass(frozen=True)
class Seeker:
    """What is known of a newcomer; None means not answered, which never refuses.

    A licence that is not named is not there. `paused`, `week_full`, `silent` (the last offers were
    not answered) and `sent` (firms and skills of the last weeks) only stop pushes.
    """

    id: int
    wants: frozenset[str]
    home: Spot | None = None
    skills: tuple[tuple[str, int], ...] = ()
    areas: frozenset[str] = frozenset()
    german: str | None = None
    slots: frozenset[str] | None = None
    mobility: frozenset[str] | None = None
    licences: frozenset[str] = frozenset()
    childcare: bool = False
    age_band: str = "18+"
    declined: frozenset[int] = frozenset()
    paused: bool = False
    week_full: bool = False
    silent: bool = False
    sent: Sent = frozenset()
    offered_at: datetime | None = None


@dataclass(frozen=True)
class Opening:
    """An offer in codes; hours a week, `until` its last day, `before_six` None: any early slot.

    `area` is the field of the firm, where the offer asks for no skill; `employer` the firm's key.
    """

    id: int
    kind: str
    skills: frozenset[str]
    at: Spot | None
    places: int
    hours_week: float
    german_min: str = "A0"
    german_help: bool = False
    slots: frozenset[str] = frozenset()
    licence: str | None = None
    experience: str = "none"
    childcare: bool | None = None
    before_six: bool | None = None
    open: bool = True
    verified: bool = True
    until: date | None = None
    area: str | None = None
    employer: int = 0

    @property
    def early(self) -> bool:
        """Whether one has to be there before the first bus."""
        if self.before_six is None:
            return any(slot.endswith(".early") for slot in self.slots)
        return self.before_six


@dataclass(frozen=True)
class Link:
    """How a person's skills touch an offer, in points; no keys: open to people without."""

    points: float
    skill: str | None = None
    own_skill: str | None = None


@dataclass(frozen=True)
class Facts:
    """What filters, score and reasons are all made from."""

    seeker: Seeker
    opening: Opening
    link: Link | None
    needs_recognition: bool
    german_gap: int | None
    way: Way | None
    way_by_day: Way | None
    minutes_limit: int
    times: float | None
