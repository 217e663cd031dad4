"""How it goes on with a firm somebody is interested in: what they read, and what they answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from conversations.cards import way_buttons as names
from conversations.cards.calendar import NAME as FILE_NAME
from conversations.cards.calendar import OPEN_IT, SUMMARY, plain
from conversations.cards.late import late
from conversations.cards.offer import KIND as OFFER
from conversations.cards.way import AGREED, answer_by, way_message
from conversations.cards.way_day import day_file, when_line
from conversations.cards.way_words import CODE_LETTER, DAYS_OVER, KIND, Way, way_of
from conversations.everybody import notices
from conversations.everybody.how_it_goes import say_how
from conversations.everybody.trouble import at_firm
from conversations.introductions import carry_on, wants
from conversations.kit.actor import Actor
from conversations.kit.files import File, Look
from conversations.kit.guard import CHANGED
from conversations.kit.messages import Message
from conversations.kit.outgoing import Outgoing
from conversations.kit.steps import Interrupt
from conversations.kit.subject import Action, Result, Subject, never
from conversations.newcomer.giving_up import Stepping
from locales.words import _
from storage.introductions import checks, planned, sealing, steps
from storage.introductions.held import is_held
from storage.introductions.lists import last
from storage.introductions.naming import give_name
from storage.introductions.steps import Facts, FullError
from storage.matching import match_of
from storage.models.offers import ProposalState
from storage.offers import answer_offer
from storage.rules.keeping import GONE, TALK, WELL
from storage.rules.named_days import coming, read
from storage.rules.stages import ENDS, FILLED, MANNERS, Move, Side, Stage
from storage.work import Work

Closed: TypeAlias = Callable[[Work, Actor, Way, str], Result | None]
PERSON = Side.PERSON
# NOTE: In passing: somebody chose a day whose place somebody else took a moment before.
GONE_NOW = _("This place is taken now. It is not your fault.")
# NOTE: In passing: a day a firm named is over, or not named any more.
NO_SUCH_DAY = _("This day is not free any more. Please choose another one.")
THANKS = _("Thank you for telling us.")
# NOTE: On the evening before somebody begins to work at a firm.
FIRST_DAY = _("⏰ Tomorrow is your first day at work.")


def news(outgoing: Outgoing) -> Message | None:
    """Say how far it is with a firm, and what comes next; a reminder begins with until when."""
    way = _theirs(outgoing)
    if way is None or _is_overtaken(way):
        return None
    card, manner = way_message(way), MANNERS.get(way.introduction.stage)
    is_asked_again = late(way.introduction) and manner is not None and manner.owner is PERSON
    until = answer_by(way) if is_asked_again else []
    rest = (line for line in card.lines if line not in until)
    return replace(card, lines=(*until, *rest))


def _is_overtaken(way: Way) -> bool:
    """Tell whether a colleague ends the permission's check in a minute: that says more."""
    found = way.introduction
    return found.stage is Stage.PERMIT and planned.waits(way.work, found) is not None


def trial(outgoing: Outgoing) -> Message | None:
    """Remind of a day at a firm, its time first; never of one called off, or that has begun.

    Of the first day at work alike, on its eve. Who told of a problem reads not to go, and no time.
    """
    way = _theirs(outgoing)
    if way is None or way.introduction.stage not in (Stage.DATED, Stage.STARTING):
        return None
    card = way_message(way)
    if is_held(outgoing.work, way.introduction):
        return card
    if way.introduction.stage is Stage.STARTING:
        return replace(card, lines=(FIRST_DAY, *card.lines))
    when = when_line(way.introduction, outgoing.today)
    if when is None or not names.is_to_come(outgoing.work, way):
        return None
    rest = [line for line in card.lines if line not in (when, AGREED)]
    return replace(card, lines=(when, *rest))


def check(outgoing: Outgoing) -> Message | None:
    """Ask how it goes at work, while that is not answered."""
    way = _theirs(outgoing)
    if way is None or way.introduction.stage is not Stage.STARTED:
        return None
    is_open = checks.open_of(outgoing.work, way.introduction, PERSON)
    return way_message(way) if is_open else None


def _theirs(outgoing: Outgoing) -> Way | None:
    """Return the way as it was meant, where it is that of who is told."""
    found = steps.current(outgoing.work, outgoing.row.subject, outgoing.row.revision)
    is_theirs = found is not None and found.person_id == outgoing.person.id
    return way_of(outgoing.work, found) if is_theirs else None


def _find(work: Work, actor: Actor, key: int) -> Way | None:
    return way_of(work, steps.find(work, key))


def _whose(way: Way) -> str:
    return str(way.introduction.person_id)


def _revision(way: Way) -> int:
    return way.introduction.revision


def _card(work: Work, actor: Actor, way: Way) -> Message:
    return way_message(way)


def _at(*stages: Stage, held: bool = False) -> Closed:
    """Return what closes an action: the way is not at one of these stages, or on hold.

    `held`: also who told of a problem may do it.
    """

    def closed(work: Work, actor: Actor, way: Way, argument: str) -> Result | None:
        found = way.introduction
        if not held and is_held(work, found):
            return Result(card=way_message(way), looks=True)
        return None if found.stage in stages else Result(CHANGED, way_message(way), looks=True)

    return closed


def _open(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    """Show the card below: the list, or the offer, stays as it is."""
    return Result(shows=False, looks=True, below=way_message(way))


def _agree(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    """Keep the yes for this one firm, with the first name; ask for it where we do not know it."""
    carry_on(work, way.introduction, Move.AGREE, PERSON)
    profile = actor.person.profile if actor.person else None
    if give_name(work, way.introduction) or profile is None or profile.first_name is not None:
        return Result(THANKS)
    return Result(THANKS, way_message(way), steps=[Interrupt("first_name")])


def _refuse(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    carry_on(work, way.introduction, Move.WITHDRAW, PERSON)
    return Result(THANKS)


def _choose(work: Work, actor: Actor, way: Way, number: str) -> Result:
    """Agree to a day the firm named; where the last place went, this way ends kindly.

    On a day the permission does not hold the papers come first.
    """
    found = way.introduction
    days = dict(coming(found.options, work.now, work.zone))
    if int(number) not in days:
        return Result(NO_SUCH_DAY if days else DAYS_OVER)
    try:
        carry_on(work, found, Move.CHOOSE, PERSON, Facts(day=read(days[int(number)])))
    except FullError:
        carry_on(work, found, Move.CLOSE, PERSON, Facts(reason=FILLED))  # they read it now
        return Result(GONE_NOW)
    # NOTE: In passing: somebody agreed to a day at a firm.
    noted = _("Thank you. The day is noted.")
    return Result(noted if found.stage is Stage.DATED else THANKS)


def _moves(move: Move, *stages: Stage) -> Action[Way]:
    def do(work: Work, actor: Actor, way: Way, argument: str) -> Result:
        carry_on(work, way.introduction, move, PERSON)
        return Result(THANKS)

    return Action(do, _at(*stages))


def _there(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    """Keep that they were there, other than the firm says; who looks after it hears so."""
    sealing.note(way.introduction, there=sealing.THERE)
    notices.to_introduce(work, way.introduction, once=sealing.THERE)
    return Result(_("Thank you. We told the centre."))


def _not_missed(work: Work, actor: Actor, way: Way, argument: str) -> Result | None:
    found = way.introduction
    is_open = sealing.was_missed(found) and not sealing.was_there(found)
    if is_open:
        return _at(Stage.TALKING)(work, actor, way, argument)
    return Result(CHANGED, way_message(way), looks=True)


def _step_back(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    return Result(steps=[Interrupt("stepping_back", Stepping(way.introduction.id))])


def _never_back(work: Work, actor: Actor, way: Way, argument: str) -> Result | None:
    """Show how the newest way there stands, where it is another one."""
    held, found = _at(Stage.EXPIRED)(work, actor, way, argument), way.introduction
    if held is not None or names.may_come_back(way):
        return held
    newest = way_of(work, last(work, found.person_id, found.offer_id))
    return Result(CHANGED, way_message(newest or way), looks=True)


def _again(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    """Begin anew what ended since somebody did not answer, where the place is free."""
    profile = way.person.profile
    if profile is None or not match_of(work, way.offer, profile).fit.free:
        return Result(GONE_NOW)
    answer_offer(work, way.person.id, way.offer.id, ProposalState.INTERESTED)
    begun = way_of(work, wants(work, way.person, way.offer))
    return Result(THANKS, way_message(begun) if begun else None)


def _calendar(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    content = day_file(work, way.introduction, way.offer, plain(SUMMARY, actor.language))
    said = Message((OPEN_IT,), file=File(Look.DOCUMENT, FILE_NAME, content))
    return Result(shows=False, looks=True, below=said)


def _not_known(work: Work, actor: Actor, way: Way, argument: str) -> Result | None:
    """Close the calendar where no day is agreed, or the hour of the first one is not known."""
    if names.begins_known(way):
        return _at(Stage.STARTING)(work, actor, way, argument)
    return _at(Stage.DATED)(work, actor, way, argument)


def _check(work: Work, actor: Actor, way: Way, said: str) -> Result:
    """Keep how it goes; who is not there any more says so at any time, and is asked once more."""
    if said == GONE:
        return _step_back(work, actor, way, said)
    say_how(work, way.introduction, PERSON, said)
    # NOTE: In passing: to who said that they need to talk; a colleague calls or writes.
    return Result(_("Thank you. We told the centre.") if said == TALK else THANKS)


def _wrong(work: Work, actor: Actor, way: Way, argument: str) -> Result:
    """Tell staff of a problem; until one of them looked nothing of this firm goes on."""
    telling = at_firm(work, way.person.id, way.offer, way.introduction.centre)
    return Result(card=way_message(way), steps=[Interrupt("trouble", telling)])


LIVING = [stage for stage in Stage if stage not in ENDS]
ACTIONS: Mapping[str, Action[Way]] = {
    "open": Action(_open, stale=never),
    names.YES: Action(_agree, _at(Stage.WANTED)),
    names.NO: Action(_refuse, _at(Stage.WANTED)),
    "day": Action(_choose, _at(Stage.CHOOSING), accepts=str.isdecimal),
    names.NONE: _moves(Move.OTHER, Stage.CHOOSING),
    names.TALK: _moves(Move.TALK, Stage.NAMING, Stage.CHOOSING, Stage.CAME),
    names.THERE: Action(_there, _not_missed),
    names.CANNOT: Action(_step_back, _at(Stage.DATED, Stage.STARTING)),
    names.STOP: Action(_step_back, _at(*LIVING, held=True)),
    names.AGAIN: Action(_again, _never_back),
    names.CALENDAR: Action(_calendar, _not_known),
    "check": Action(_check, _at(Stage.STARTED), accepts=(WELL, TALK, GONE).__contains__),
    names.WRONG: Action(_wrong, stale=never),
}


def _offers(work: Work, way: Way) -> Sequence[tuple[str, int]]:
    return ((OFFER, way.offer.id),)


WAY = Subject(KIND, CODE_LETTER, _find, _whose, _revision, _card, ACTIONS, along=_offers)
