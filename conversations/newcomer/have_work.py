"""🎉 Somebody has work: papers first; offers stop, help stays; the centre is asked if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from conversations.cards.way_papers import PAPERS
from conversations.cards.way_words import CODE_LETTER
from conversations.everybody import notices
from conversations.everybody import person as persons
from conversations.introductions import carry_on
from conversations.kit.bound import REST
from conversations.kit.flow import Flow
from conversations.kit.guard import PRACTISED
from conversations.kit.here import Here
from conversations.kit.messages import Message
from conversations.kit.questions import Answer, Chosen, DayOf, Heard, OneOf, Option, Prompt, Said
from conversations.kit.questions.pieces import YES, YES_NO, choices, into, one, yes_into
from conversations.kit.steps import Leave, Next, Onward, Resume, Step
from locales.words import Count, Ltr, Name, Words, _, p_, say
from storage import offers
from storage.introductions import steps, working
from storage.introductions.lists import of_person
from storage.models import Introduction
from storage.rules.stages import Move, Permit, Side, Stage

MYSELF, LATER, ALREADY = "myself", "later", "already"
MOST_FIRMS = 6
WORK = "work"


@dataclass(frozen=True)
class Working:
    """Through which way to a firm (0: another one), since when, what shall happen.

    `leaves` are the other ways that are given up.
    """

    through: int = 0
    since: date | None = None
    leaves: tuple[int, ...] = ()
    papers: bool = False
    later: bool = False


# NOTE: To somebody who has work; sentence 5 stands between. Buttons: firms, myself, not now.
def _ask_where(here: Here[Working]) -> Sequence[Words]:
    rest = len(_ways(here)) - MOST_FIRMS
    more = [say(REST, count=Count(rest))] if rest > 0 else []
    return (_("🎉 That is good news!"), PAPERS, _("Where is it?"), *more)


# NOTE: Answers to: Where is the work you have?
def _firms(here: Here[Working]) -> Sequence[Option]:
    """Offer the firms somebody is on the way to, then the rest."""
    return [
        *(Option(str(each.id), _firm(here, each)) for each in _ways(here)[:MOST_FIRMS]),
        Option(MYSELF, p_("button", "🔎 I found it myself")),
        Option(LATER, p_("button", "Not yet")),
    ]


# NOTE: Button: a firm somebody is on the way to; {code} tells two of one firm apart.
def _firm(here: Here[Working], introduction: Introduction) -> Words:
    offer = offers.find(here.work, introduction.offer_id)
    name = offer.employer.name if offer else ""
    label = p_("button", "🏢 {employer} ({code})")
    return say(label, employer=Name(name), code=Ltr(f"{CODE_LETTER}{introduction.id}"))


def _ways(here: Here[Working]) -> Sequence[Introduction]:
    """Return the ways somebody is on, those first where the firm knows of them by name."""
    every = of_person(here.work, here.person.id) if here.person else ()
    return sorted(every, key=lambda each: each.introduced_at is None)


def _keep_where(here: Here[Working], value: str) -> Step[Working]:
    if here.context.actor.practises:
        here.send(Message((PRACTISED,)))
        return Leave()
    if value == LATER:
        return Next(Working(later=True))
    return Next(Working(through=0 if value == MYSELF else int(value)))


@dataclass(frozen=True, kw_only=True)
class Since(DayOf[Working]):
    """A day to come, or that it has begun."""

    def ask(self, here: Here[Working]) -> Prompt:
        """Show first that it has begun."""
        prompt = super().ask(here)
        # NOTE: Answer to: Since when have you work, or from when?
        begun = Option(ALREADY, p_("button", "▶️ I work there already"))
        return replace(prompt, rows=((begun,), *prompt.rows))

    def hear(self, here: Here[Working], said: Said) -> Heard:
        """Take for what has begun the first day the firm named, where we know it; else today."""
        if isinstance(said, Chosen) and said.value == ALREADY:
            found = _through(here)
            first = found.starts_on if found else None
            return Answer(min(first or here.today, here.today))
        return super().hear(here, said)


# NOTE: To somebody who has work; {count} firms still think that they may come.
def _ask_others(here: Here[Working]) -> Sequence[Words]:
    count = Count(len(_others(here)))
    return (
        say(_("You are on the way to other firms, too: {count}"), count=count),
        _("Shall I tell them that you do not come? They hear no reason."),
    )


def _others(here: Here[Working]) -> Sequence[Introduction]:
    person = here.person
    return working.others(here.work, person.id, here.notes.through) if person else ()


def _others_now(here: Here[Working]) -> str | None:
    """Name the other ways as they stand: nobody gives up what they were not asked about."""
    return " ".join(f"{each.id}.{each.revision}" for each in _others(here)) or None


def _keep_others(here: Here[Working], said: str) -> Step[Working]:
    leaves = tuple(each.id for each in _others(here)) if said == YES else ()
    return Next(replace(here.notes, leaves=leaves))


# NOTE: To somebody who found work: the centre looks at the papers for this job with them.
def _ask_papers(here: Here[Working]) -> Sequence[Words]:
    return (_("Shall the centre check the papers for this work with you? It costs nothing."),)


def _goes_on(here: Here[Working]) -> bool:
    return not here.notes.later


def _began(here: Here[Working]) -> Introduction | None:
    """Return where somebody works through us: then nothing is asked that is known."""
    return working.began(here.work, here.person.id) if here.person else None


def _is_unknown(here: Here[Working]) -> bool:
    return _goes_on(here) and _began(here) is None


def _has_others(here: Here[Working]) -> bool:
    return _goes_on(here) and bool(_others(here))


def _may_want_papers(here: Here[Working]) -> bool:
    """Ask unless they are clear: of a way through us the centre checks them in any case."""
    found = _through(here)
    return _is_unknown(here) and (found is None or found.permit is not Permit.CLEAR)


def _through(here: Here[Working]) -> Introduction | None:
    found = steps.find(here.work, here.notes.through)
    is_own = found is not None and here.person is not None and found.person_id == here.person.id
    return found if is_own else None


def _finish(here: Here[Working]) -> Sequence[Onward]:
    context, person, notes = here.context, here.person, here.notes
    back = [Resume()] if context.position.aside is not None else []
    if person is None or notes.later:
        context.show(Message((_("All right. Tell me when it is so: /profile"),)))
        return back
    began = _began(here)
    since = notes.since or (began and began.starts_on) or here.today
    working.has_work(here.work, person, since)
    for each in _others(here):
        if each.id in notes.leaves:
            carry_on(here.work, each, Move.WITHDRAW, Side.PERSON)
    found = _through(here)
    if found is not None:
        _says_so(here, found, since)
    stops = _("Offers stop now. All other help stays.")
    again = _("You look for work again? Tap it here: /profile")
    context.show(Message((_("🎉 We are happy for you!"), stops, again)))
    return [*(persons.request(context, WORK) if notes.papers else ()), *back]


def _says_so(here: Here[Working], found: Introduction, since: date) -> None:
    """Have the firm and the centre say whether it is so: a person alone takes no place."""
    begins = found.stage is Stage.STARTING and found.starts_on == since
    if found.stage is Stage.CAME:
        carry_on(here.work, found, Move.TALK, Side.PERSON)
    elif found.stage is not Stage.STARTED and not begins:
        notices.to_introduce(here.work, found, once="work")


# NOTE: Answers to: Since when have you work, or from when?
HAVE_WORK: Flow[Working] = Flow(
    "have_work",
    (
        OneOf(name="where", text=_ask_where, options=_firms, keep=_keep_where, when=_is_unknown),
        Since(
            name="since",
            text=one(_("Since when, or from when?")),
            keep=into("since"),
            today=True,
            when=_is_unknown,
        ),
        OneOf(
            name="others",
            text=_ask_others,
            options=choices(YES_NO),
            keep=_keep_others,
            about=_others_now,
            when=_has_others,
        ),
        OneOf(
            name="papers",
            text=_ask_papers,
            options=choices(YES_NO),
            keep=yes_into("papers"),
            when=_may_want_papers,
        ),
    ),
    notes=Working,
    finish=_finish,
    counted=False,
)
