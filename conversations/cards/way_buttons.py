"""What somebody can say to their way to a firm, as buttons below its card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from conversations.cards.book import book_button
from conversations.cards.offer import A_PERSON, A_PROBLEM
from conversations.cards.way_day import map_button
from conversations.cards.way_ends import OWN_SILENCE
from conversations.cards.way_words import KIND, Way, can_choose
from conversations.kit.buttons import Standing
from conversations.kit.commands import button as command
from conversations.kit.messages import Button, Style, stacked
from locales.words import Moment, Words, p_, say
from storage.booking import sees_people
from storage.introductions import checks
from storage.introductions.days import day_at, first_at
from storage.introductions.lists import last
from storage.introductions.sealing import was_missed, was_there
from storage.rules.named_days import coming, read
from storage.rules.stages import MANNERS, Side, Stage
from storage.rules.trial_days import MOST_NAMED
from storage.work import Work

Rows = tuple[tuple[Button, ...], ...]
YES, NO, NONE, TALK, THERE = "yes", "no", "none", "talk", "there"
CANNOT, STOP, AGAIN, CALENDAR, WRONG = "cannot", "stop", "again", "calendar", "wrong"
# NOTE: Buttons below somebody's way to a firm.
LABELS: Mapping[str, Words] = {
    YES: p_("button", "👍 Yes, tell the firm"),
    NO: p_("button", "👎 No"),
    NONE: p_("button", "🗓️ None of these days"),
    TALK: p_("button", "💬 I need to talk"),
    THERE: p_("button", "🙋 I was there"),
    CANNOT: p_("button", "❌ I cannot come"),
    STOP: p_("button", "👎 No longer for me"),
    AGAIN: p_("button", "🙋 I am interested again"),
    CALENDAR: p_("button", "📆 For my calendar"),
    WRONG: A_PROBLEM,
    # NOTE: Answers to: How is it going there? At work, at a firm.
    "check-well": p_("button", "👍 It is going well"),
    "check-talk": p_("button", "💬 I need to talk"),
    "check-gone": p_("button", "🚪 I am not there any more"),
}
# NOTE: Button: somebody asks a firm for other days than those it named.
ANOTHER_DAY = p_("button", "🗓️ Another day, please")
TO_STOP = frozenset(
    {
        *(Stage.INTERESTED, Stage.SHOWN, Stage.QUESTION, Stage.GUARDIAN, Stage.PERMIT),
        *(Stage.NAMING, Stage.CHOOSING, Stage.CAME, Stage.TALKING, Stage.STARTING),
    }
)
"""Where somebody can say that they do not want the place any more."""
WITH_A_PERSON = frozenset(
    {
        *(Stage.GUARDIAN, Stage.PERMIT, Stage.DATED, Stage.TALKING),
        *(Stage.STARTING, Stage.STARTED),
    }
)
"""Where somebody can ask for a person of the centre."""
PRESENT = frozenset({Stage.DATED, Stage.CAME, Stage.STARTING, Stage.STARTED})
"""Where somebody is or was at the firm, and may tell of a problem there."""


def is_asked(way: Way) -> bool:
    """Tell whether the next step is the person's, or how it goes there is asked."""
    stage = way.introduction.stage
    if stage is Stage.STARTED:
        return checks.open_of(way.work, way.introduction, Side.PERSON) is not None
    return stage in MANNERS and MANNERS[stage].owner is Side.PERSON


def buttons(way: Way) -> Rows:
    """Return the buttons, one in each row: what is asked first, what ends it last."""
    return stacked([*_asked(way), *_always(way)])


def only_stop(way: Way) -> Rows:
    """Return what is left to who told of a problem there: a no is free at any time."""
    works_there = way.introduction.stage is Stage.STARTED
    return stacked([_button(way, LABELS["check-gone" if works_there else STOP], STOP)])


def _asked(way: Way) -> Iterator[Button]:
    stage, work = way.introduction.stage, way.work
    if stage is Stage.WANTED:
        yield _say(way, YES)
        yield _say(way, NO)
    elif stage is Stage.CHOOSING:
        yield from _days(way)
        is_over = not can_choose(work, way.introduction)
        yield _button(way, ANOTHER_DAY, NONE) if is_over else _say(way, NONE)
    elif stage in OF_STAGE:
        yield from OF_STAGE[stage](way)
    elif stage is Stage.PERMIT and sees_people(work):
        yield book_button()
    elif stage is Stage.STARTED and checks.open_of(work, way.introduction, Side.PERSON):
        yield from (_say(way, f"check-{said}") for said in ("well", "talk"))


def _always(way: Way) -> Iterator[Button]:
    stage = way.introduction.stage
    if stage in (Stage.NAMING, Stage.CHOOSING, Stage.CAME):
        yield _say(way, TALK)
    elif stage in WITH_A_PERSON and not _talks(way):
        yield command(A_PERSON, "person")
    if stage is Stage.STARTED:
        yield _say(way, "check-gone")
    if stage in PRESENT:
        yield _say(way, WRONG)
    if stage in TO_STOP:
        yield _say(way, STOP)
    if may_come_back(way):
        yield _say(way, AGAIN)


def _talks(way: Way) -> bool:
    """Tell whether a talk is asked for, or the button that does so stands there."""
    found, work = way.introduction, way.work
    if found.stage is Stage.TALKING:
        return found.last_side is Side.PERSON
    asks = checks.open_of(work, found, Side.PERSON)
    return found.stage is Stage.STARTED and (bool(asks) or Side.PERSON in checks.talks(work, found))


def may_come_back(way: Way) -> bool:
    """Tell whether somebody can say again that they are interested.

    It ended by their silence, and they did not come back since: a later no of the firm holds.
    """
    found = way.introduction
    is_silence = found.stage is Stage.EXPIRED and found.reason in OWN_SILENCE
    return is_silence and last(way.work, found.person_id, found.offer_id) is found


def _days(way: Way) -> Iterator[Button]:
    found = coming(way.introduction.options, way.work.now, way.work.zone)
    for number, option in found[:MOST_NAMED]:
        at = datetime.combine(*read(option), way.work.zone)
        # NOTE: Button: a day a firm names, to choose.
        label = say(p_("button", "📅 {when}"), when=Moment(at, short=True))
        yield _button(way, label, f"day-{number}")


def _of_day(way: Way) -> Iterator[Button]:
    if is_to_come(way.work, way):
        yield _say(way, CANNOT)
    yield _say(way, CALENDAR)
    if found := map_button(way.work, way.offer):
        yield found


def _of_start(way: Way) -> Iterator[Button]:
    if way.introduction.starts_on is not None:
        yield _say(way, CANNOT)
    if begins_known(way):
        yield _say(way, CALENDAR)
    if found := map_button(way.work, way.offer):
        yield found


def _of_talk(way: Way) -> Iterator[Button]:
    if was_missed(way.introduction) and not was_there(way.introduction):
        yield _say(way, THERE)


OF_STAGE: Mapping[Stage, Callable[[Way], Iterator[Button]]] = {
    Stage.DATED: _of_day,
    Stage.STARTING: _of_start,
    Stage.TALKING: _of_talk,
}


def begins_known(way: Way) -> bool:
    """Tell whether day and hour of the first day at work are known, and it is to come."""
    is_ahead = way.introduction.stage is Stage.STARTING
    return is_ahead and first_at(way.introduction, way.work.zone.key) is not None


def is_to_come(work: Work, way: Way) -> bool:
    """Tell whether the agreed day has not begun."""
    at = day_at(way.introduction)
    return at is not None and at > work.now


def _say(way: Way, action: str) -> Button:
    return _button(way, LABELS[action], action)


def _button(way: Way, label: Words, action: str) -> Button:
    found = way.introduction
    data = str(Standing(KIND, found.id, found.revision, action))
    return Button(label, data, Style.PRIMARY if action == YES else None)
