"""A person's way to a firm as they read it: what was done, who is next, when they hear more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from conversations import terms
from conversations.cards.late import late, next_news
from conversations.cards.offer import HELD, INTERESTED, INTERESTED_KNOWN, named_work
from conversations.cards.way_buttons import buttons, is_asked, only_stop
from conversations.cards.way_day import (
    bring_lines,
    hour_line,
    place_lines,
    when_line,
)
from conversations.cards.way_ends import END_LINES, off_line
from conversations.cards.way_papers import DO_NOT_GO, PAPERS, papers, until_lines
from conversations.cards.way_said import CHECKED, before_days, checked, knows, missed
from conversations.cards.way_words import CODE_LETTER, DAYS_OVER, Way, can_choose, is_known
from conversations.kit.messages import Message
from conversations.kit.subject import CODE
from locales.words import Day, Ltr, Moment, Name, Words, _, say
from storage.introductions import checks
from storage.introductions.days import away_from, local_start, off_day
from storage.introductions.held import is_held
from storage.rules.ages import is_adult
from storage.rules.keeping import CHECKS, WEEKS2
from storage.rules.named_days import coming, read
from storage.rules.stages import ENDS, LOOK_DAY, Side, Stage

IN_GERMAN_TOO = frozenset(
    {Stage.WANTED, Stage.PERMIT, Stage.DATED, Stage.STARTING, Stage.CLOSED},
)
"""Consent, papers and days carry the German below, as appointments do; that a day is off, too."""
# NOTE: First line of the card of somebody's day at a firm; when and where it is follows.
AGREED = _("📅 The day is agreed.")
# NOTE: On the card of somebody's day at a firm, the first one at work as well; a button is below.
CANNOT = _("You cannot come? Please say it here. That is fine.")


def way_message(way: Way) -> Message:
    """Build the card as it is now; who told of a problem there reads that, and may still go."""
    stage, work = way.introduction.stage, way.work
    if stage not in ENDS and is_held(work, way.introduction):
        dated = [DO_NOT_GO] if stage in (Stage.DATED, Stage.STARTING) else []
        lines = (*head(way), HELD, *dated, _code(way))
        return Message(lines, only_stop(way), german_below=bool(dated))
    said = [*off_line(work, way.introduction), *head(way), *LINES[stage](way)]
    rows = buttons(way)
    lines = (*said, *([_code(way)] if rows else []))
    if stage in IN_GERMAN_TOO:
        return Message(lines, rows, german_below=True, asks=is_asked(way))
    off = _off_lines(way, said)
    german = (*off, *head(way))
    return Message(lines, rows, german_below=bool(off), german=german, asks=is_asked(way))


def _off_lines(way: Way, said: Sequence[Words]) -> list[Words]:
    """Return what a card says of a day that is off, or another one now: it is shown at the door.

    And of papers that end while somebody works there.
    """
    stays_away = until_lines(way) if away_from(way.work, way.introduction) else []
    may = [*off_line(way.work, way.introduction), *_off(way), *_moved(way), *stays_away]
    return [line for line in said if line in may]


def _code(way: Way) -> Words:
    return say(CODE, code=Ltr(f"{CODE_LETTER}{way.introduction.id}"))


# NOTE: The first lines of the card of somebody's way to a firm; {what} is the work.
def head(way: Way) -> list[Words]:
    """Name the firm and the work."""
    title = say(_("<b>🧭 Your way to {employer}</b>"), employer=Name(way.employer))
    kind, what = terms.offer(way.introduction.kind), named_work(way.offer)
    return [title, say(_("💼 {kind}: {what}"), kind=kind, what=what)]


def _by(way: Way) -> list[Words]:
    """Say it, and where a day that was named passed that it takes longer."""
    return [*late(way.introduction), *_next_news(way)] if way.introduction.news_by else []


def _next_news(way: Way) -> list[Words]:
    day = way.introduction.news_by
    return [next_news(day)] if day else []


def _talk_by(way: Way) -> list[Words]:
    """Say until when somebody of the centre talks with who asked for it."""
    day = way.introduction.news_by
    # NOTE: To somebody who tapped: I need to talk. It stays until a colleague did.
    said = _("💬 You want to talk. A person of the centre contacts you by {day}.")
    return [*late(way.introduction), say(said, day=Day(day))] if day else []


# NOTE: By when somebody may answer; then this place ends by itself, which is no harm.
def answer_by(way: Way) -> list[Words]:
    """Say until when somebody answers: before the first day that can be chosen."""
    ends = way.introduction.expires_at
    if ends is None:
        return []
    last = ends.astimezone(way.work.zone).date()
    days = coming(way.introduction.options, way.work.now, way.work.zone)
    eve = min((read(day)[0] for _number, day in days), default=date.max) - timedelta(days=1)
    if max(eve, way.work.today) < last:
        return [say(_("Please answer by {day}."), day=Day(max(eve, way.work.today)))]
    words = _("Please answer by {day}. Without an answer the place is gone then. That is fine.")
    return [say(words, day=Day(last))]


# NOTE: How far somebody's way to a firm is; whose turn it is follows after: Next: ...
def _interested(way: Way) -> Sequence[Words]:
    said = INTERESTED_KNOWN if is_known(way) else INTERESTED
    return (said, _("Next: a person of the centre looks at it with you."), *_by(way))


def _shown(way: Way) -> Sequence[Words]:
    sees = _("The firm sees what you can do. It does not see your name.")
    if is_known(way):
        sees = _("The firm sees what you can do.")
    return (sees, _("Next: the firm answers."), *_by(way))


def _question(way: Way) -> Sequence[Words]:
    asks = _("The firm has a question. It does not know your name.")
    if is_known(way):
        asks = _("The firm has a question.")
    return (asks, _("Next: the centre answers the question."), *_by(way))


def _wanted(way: Way) -> Sequence[Words]:
    """Ask for the yes for this one firm (sentence 9); who is under 18 reads who is asked, too."""
    lines = [_("🎉 The firm would like to meet you."), asked(way.employer)]
    if not is_adult(way.person.age_band):
        lines.append(_("You are not 18 yet: your parents or guardian must say yes, too."))
    return (*lines, *answer_by(way))


# NOTE: Sentence 9 to a newcomer; {employer} is the firm. Two buttons follow: yes and no.
def asked(employer: str) -> Words:
    """Return sentence 9, which asks whether one firm may know the first name."""
    words = _(
        "May we tell {employer} your first name? Only this firm, only until this way ends. "
        "You can end it at any time. No is fine."
    )
    return say(words, employer=Name(employer))


def _guardian(way: Way) -> Sequence[Words]:
    yes = _("👍 You said yes. The firm does not know your name yet.")
    if is_known(way):
        yes = _("👍 You said yes.")
    if way.introduction.introduced_at is not None:
        yes = knows(way)
    following = _("Next: the centre asks your parents or guardian. They must say yes, too.")
    if is_adult(way.person.age_band):
        following = _("Next: you say you are 18 or older. The centre looks at this with you.")
    return (*_off(way), yes, following, *_yes_by(way), *_next_news(way))


def _yes_by(way: Way) -> list[Words]:
    """Say until when the yes of both is waited for."""
    ends = way.introduction.expires_at
    last = Day(ends.astimezone(way.work.zone).date()) if ends else None
    return [say(_("⌛ The firm waits until {day}."), day=last)] if last else []


# NOTE: How far the papers for one place are.
def _permit(way: Way) -> Sequence[Words]:
    """Say how far the permission for this place is; it ends when the authority answers."""
    checks_it = _("📄 The centre checks the papers for this place with you (Arbeitserlaubnis).")
    lines = [*_off(way), checks_it, *papers(way), PAPERS]
    return (*lines, _("This place stays yours until the authority answers."), *_by(way))


def _naming(way: Way) -> Sequence[Words]:
    names = _("Next: the firm names days on which you can come.")
    return (*_off(way), *before_days(way), names, *_by(way))


def _off(way: Way) -> list[Words]:
    """Say of a day that was agreed, and given up before it came, that they do not go."""
    day = off_day(way.work, way.introduction)
    if day is None:
        return []
    # NOTE: To who was to go to a firm on this day, and said that they cannot.
    return [say(_("❌ You do not go on {day}. The firm hears it."), day=Day(day))]


# NOTE: The firm named days; each is a button below.
def _choosing(way: Way) -> Sequence[Words]:
    if not can_choose(way.work, way.introduction):
        return (DAYS_OVER, *answer_by(way))
    asks = _("📅 On which day can you come? The firm named these.")
    return (*_moved(way), asks, *answer_by(way))


def _moved(way: Way) -> list[Words]:
    """Say of a day that was agreed and is to come that it holds no longer."""
    at = local_start(way.introduction)
    if at is None or at <= way.work.now:
        return []
    return [_("❗ CHANGED. Please look again."), say(_("Old: {when}"), when=Moment(at))]


def _dated(way: Way) -> Sequence[Words]:
    when, on = when_line(way.introduction, way.work.today), way.introduction.on_date
    place = place_lines(way.work, way.offer, way.person.profile, on)
    kind = way.introduction.kind
    first = [AGREED, when] if when else []
    return (*first, *place, *bring_lines(kind), *_unless_look(kind), CANNOT)


def _unless_look(kind: str) -> list[Words]:
    return [] if kind == LOOK_DAY else [CHECKED]


def _came(way: Way) -> Sequence[Words]:
    was = _("The day at the firm is over.")
    return (was, _("Next: the firm says how it was."), *_by(way))


def _talking(way: Way) -> Sequence[Words]:
    if way.introduction.last_side is Side.PERSON:
        return (*_off(way), *_talk_by(way))
    following = _("Next: a person of the centre talks with you and with the firm.")
    return (*missed(way), following, *_by(way))


def _starting(way: Way) -> Sequence[Words]:
    day = way.introduction.starts_on
    place = place_lines(way.work, way.offer, way.person.profile, day)
    if day is None:
        said = [_("🎉 The firm would like to work with you.")]
        said.append(_("Next: the centre agrees the first day with you and with the firm."))
        return (*said, *_by(way))
    first = say(_("🎉 Your first day there: {day}"), day=Day(day))
    hour = hour_line(way.work, way.introduction)
    hold = until_lines(way) or checked(way)
    rest = (*bring_lines("trial_day"), CANNOT, *_heard_by(way, day))
    return (first, hour, *hold, *place, *rest)


def _heard_by(way: Way, starts_on: date) -> list[Words]:
    """Say when somebody hears next: before the first day, else how it goes is asked after it."""
    by = way.introduction.news_by
    return [next_news(by if by is not None and by < starts_on else starts_on + CHECKS[WEEKS2])]


def _started(way: Way) -> Sequence[Words]:
    """Say since when, and ask how it goes where that is due."""
    day = way.introduction.starts_on
    since = [say(_("🎉 You have been there since {day}."), day=Day(day))] if day else []
    since += until_lines(way)
    talks = Side.PERSON in checks.talks(way.work, way.introduction)
    since += _by(way) if not talks and away_from(way.work, way.introduction) else []
    said = [*since, *(_talk_by(way) if talks else ())]
    if checks.open_of(way.work, way.introduction, Side.PERSON):
        return (*said, _("How is it going there?"))
    if talks:
        return said
    return (*since, _("After two weeks and after three months I ask how it is going."))


Lines = Callable[[Way], Sequence[Words]]
LINES: Mapping[Stage, Lines] = {
    Stage.INTERESTED: _interested,
    Stage.SHOWN: _shown,
    Stage.QUESTION: _question,
    Stage.WANTED: _wanted,
    Stage.GUARDIAN: _guardian,
    Stage.PERMIT: _permit,
    Stage.NAMING: _naming,
    Stage.CHOOSING: _choosing,
    Stage.DATED: _dated,
    Stage.CAME: _came,
    Stage.TALKING: _talking,
    Stage.STARTING: _starting,
    Stage.STARTED: _started,
    **END_LINES,
}
