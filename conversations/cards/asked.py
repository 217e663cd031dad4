"""What is new and open for a firm, as one message: the first question with its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from conversations.cards.candidate import candidate_message
from conversations.cards.candidate_told import COMMAND, news_message
from conversations.cards.firm import contact_lines, contacts
from conversations.cards.opening import asked_message, complete, look_again
from conversations.kit.bound import REST, fitting
from conversations.kit.buttons import Standing, read
from conversations.kit.messages import Message
from locales.words import Count, Words, _, n_, say
from storage import firm_days, firm_news
from storage.firm_days import About, Question
from storage.introductions import showing
from storage.models import Offer, Outbox
from storage.offers import find
from storage.queues import shown
from storage.queues.kinds import Kind
from storage.queues.speaking import find as find_row
from storage.work import Work

MANY = n_("<b>{n} question for you</b>", "<b>{n} questions for you</b>")
ASKS: Mapping[About, Callable[[Offer, Question], Message | None]] = {
    About.PROMPT: lambda offer, question: asked_message(offer, question.revision),
    About.FREE: lambda offer, question: look_again(offer),
    About.NEED: lambda offer, question: complete(offer),
}
"""What is asked about an offer, and how."""
NOTHING_OPEN = _("Thank you. No question is open now.")


def day_message(work: Work, row: Outbox) -> Message | None:
    """Say what is new for a firm, and ask below it; None where nothing is new or open."""
    firms = [row.subject or 0]
    more = questions_message(work, firms) or Message((*contacts(work, firms),))
    news = news_of(work, row, more)
    if news is None:
        return more if more.rows else None
    return below(news, more)


def news_of(work: Work, row: Outbox, more: Message) -> Message | None:
    """Return what a message of the day says above its questions; None where that is nothing."""
    return news_message(work, firm_news.of_message(work, row), more.lines)


def day_row(work: Work, row: int | None) -> Outbox | None:
    """Return the message of the day a row is; None where it is any other."""
    put = find_row(work, row) if row is not None else None
    return put if put is not None and put.kind == Kind.FIRM_QUESTIONS else None


def questions_message(work: Work, firms: Sequence[int]) -> Message | None:
    """Ask the first open question of these firms; None where nothing is open."""
    found = [each for firm in firms for each in firm_days.open_questions(work, firm)]
    for number, question in enumerate(found):
        card = _card(work, question)
        if card is not None:
            count = say(MANY, n=Count(len(found) - number))
            return replace(card, lines=(count, *card.lines))
    return None


def _card(work: Work, question: Question) -> Message | None:
    if question.about in ASKS:
        return _of_offer(work, question)
    introduction = showing.for_firm(work, question.key)
    return candidate_message(work, introduction) if introduction else None


def _of_offer(work: Work, question: Question) -> Message | None:
    """Ask about an offer, and say whom to ask; the code stays the last line."""
    offer = find(work, question.key)
    if offer is None:
        return None
    card = ASKS[question.about](offer, question)
    if card is None:
        return None
    *lines, code = card.lines
    return replace(card, lines=(*lines, *contact_lines(work, offer.employer), code))


def below(said: Message, more: Message) -> Message:
    """Put the next question, whole, below what the last one came to, or what is new."""
    lines, about = (*_as_fits(said.lines, more.lines), *more.lines), (*said.about, *more.about)
    rows = (*said.rows, *more.rows) if not said.about else (*more.rows, *said.rows)
    private, asks = said.private or more.private, said.asks or more.asks
    return Message(lines, rows, private=private, about=about, asks=asks)


def _as_fits(lines: Sequence[Words], beside: Sequence[Words]) -> Sequence[Words]:
    """Return the first of these lines that have room beside others, the rest counted."""
    if fitting([lines], beside):
        return lines
    rest = say(REST, count=Count(len(lines)))
    fits = fitting([[line] for line in lines], (rest, *beside))
    return (*lines[:fits], say(REST, count=Count(len(lines) - fits)))


def with_next(
    work: Work, row: int | None, more: Message | None, card: Message, answered: Message | None
) -> Message:
    """Put the next question below what was `answered`; what is new stays above both.

    After the last question, or where a message asks no more, the card stays as it is.
    """
    said = below(answered, more) if answered and more else more or card
    put = day_row(work, row)
    news = news_of(work, put, said) if put else None
    return below(news, said) if news else said


def asks_several(work: Work, row: int | None, firms: Sequence[int]) -> Sequence[int]:
    """Return the firms about whose questions a message is, none where it is about one thing.

    Of a message nobody sent for, that is its firm; of one that was asked for, all `firms`.
    """
    if row is None:
        return ()
    if put := day_row(work, row):
        return [put.subject or 0]
    return firms if (COMMAND, 0) in shown.on_message(work, row) else ()


def people_in(message: Message, kind: str) -> list[int]:
    """Return the keys of the people a message shows to a firm."""
    pressed = (read(button.data) for buttons in message.rows for button in buttons if button.data)
    found = {each.subject for each in pressed if isinstance(each, Standing) and each.kind == kind}
    return sorted(found)
