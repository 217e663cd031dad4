"""What a translator is told beside a text: where it stands, who speaks, what each value holds."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence

from locales.entries import placeholders

MARK = "NOTE: "
BOT = "The bot speaks."
SPEAKERS: Mapping[str | None, str] = {
    "button": "On a button: whoever taps it speaks. At most 35 letters, 28 in Tigrinya.",
    "command": "In the menu, also on a button: whoever taps it speaks.",
    "typed word": "What a person may type, with commas between; the first is shown nowhere.",
    "card": "Begins a line of the person's own card; the person speaks.",
    "area": "Names a field of work, mostly on a button; nobody speaks.",
    "skill": "Names a skill, mostly on a button; nobody speaks.",
    "date": "Part of a sentence, filled in by the program.",
    "part of day": "Stands in brackets after a time.",
    "day": "Part of a sentence, filled in by the program.",
    "change": "What could be otherwise for somebody, part of a line; nobody speaks.",
    "file": "In a table that is in German; nobody speaks.",
    "bot name": "Above the chat.",
    "bot description": "On the empty page before somebody presses Start.",
}
VALUES: Mapping[str, str] = {
    "about": "what a command does",
    "address": "street and place, as in German",
    "all": "a number",
    "answer": "what somebody answered, words of this file",
    "area": "a field of work, words of this file",
    "at": "weekday, date and time",
    "before": "a number",
    "blocked": "a number: people who blocked the bot",
    "change": "one thing that could be otherwise, words of this file",
    "call": "what stands on a button, words of this file",
    "centre": "the name of a centre",
    "code": "a code such as R-1042 or T12",
    "command": "a command such as /week",
    "controller": "name and address of a public body, as in German",
    "contact": "the name of a person at a firm",
    "count": "a number",
    "date": "a date such as 24.12.2026",
    "day": "weekday and date",
    "days": "weekdays, words of this file",
    "digits": "a number to type, such as 4711",
    "employer": "the name of a firm",
    "end": "a time such as 17:00",
    "entry": "which one of a list it is: 1, 2, 3",
    "euros": "an amount of money such as 13,90",
    "far": "how far it is, words of this file",
    "firms": "a number",
    "first": "words of this file",
    "flags": "signs that something is wrong with a firm, words of this file",
    **dict.fromkeys(
        ("for_german", "for_skill", "for_times", "for_way"), "points, such as 45 or 16,7"
    ),
    "help": "a phone number",
    "here": "what stands on a button, words of this file",
    "hint": "how to find the place, typed by staff",
    "hours": "when: from 9:00 to 12:00, or German words typed by staff",
    "kind": "a kind of offer or appointment, words of this file",
    "label": "what stands on a button or before a line, words of this file",
    "language": "the name of a language",
    "least": "a number",
    "length": "how long an offer lasts, words of this file",
    "level": "a sentence that says how much German, or a code such as B1",
    "licence": "classes of a driving licence such as B",
    "like": "an example in German",
    "line": "words of this file",
    "link": "an internet address",
    "lines": "beginnings of lines of the card, words of this file",
    "most": "a number",
    "n": "a number, which chooses the plural form",
    "mail": "an e-mail address",
    "name": "a first name as it was typed",
    "new": "the name of a firm that registered",
    "next": "words of this file",
    "now": "a number",
    "number": "a phone number",
    "open": "a number",
    "part": "a part of the day, words of this file",
    "other": "how staff know another person: first name or code",
    "parts": "parts of the day, words of this file",
    "partner": "the name of an organisation",
    "pay": "paid or not paid, words of this file",
    "phone": "a phone number",
    "place": "the name of a town or village",
    "places": "a number: how many people can come",
    "question": "what a firm is asked, words of this file",
    "reason": "why a firm says no, words of this file",
    "role": "what a colleague is, words of this file",
    "room": "where in the house, in German",
    "second": "a phone number",
    "sent": "a number",
    "side": "who has the word: the person, the firm or the centre, words of this file",
    "sign": "an emoji",
    "skill": "a skill with its sign, words of this file",
    "stage": "how far a person and a firm, or a permission, are: words of this file",
    "start": "a time such as 9:00",
    "state": "how far a message came, words of this file",
    "step": "a number: the question that is asked",
    "steps": "a number: all questions",
    "stuck": "a number: people who do not get on",
    "taken": "a number: places that somebody has",
    "telegram": "what stands on a button, words of this file",
    "text": "what a person wrote",
    "time": "a time such as 17:00",
    "title": "a German title typed by staff, marked as German",
    "topic": "what somebody wants to talk about, words of this file",
    "town": "the name of a town or village",
    "unclear": "a number: messages that may have arrived",
    "value": "what the person answered, words of this file or a name",
    "weekday": "a weekday",
    "weeks": "a number",
    "what": "what it is: a kind of appointment, a skill, a thing to bring, a fact that changed",
    "when": "weekday, date and time",
    "why": "why somebody must be called, words of this file",
    "word": "what a colleague wrote to another",
    "who": "how staff know a person: first name or code",
}
NUMBERS = frozenset({"n", "step", "steps"} | {k for k, v in VALUES.items() if "a number" in v})
Span = tuple[int, int, list[str]]


def told(context: str | None, texts: Iterable[str]) -> list[str]:
    """Say who speaks and what each value holds; KeyError for a value nobody explained."""
    names = sorted({name for text in texts for name in placeholders(text)})
    return [
        MARK + SPEAKERS.get(context, BOT),
        *(f"{MARK}{{{name}}}: {VALUES[name]}" for name in names),
    ]


def spans(source: str) -> list[Span]:
    """Return which lines each NOTE of a Python file speaks of; the docstring of all of them."""
    tree, lines = ast.parse(source), source.splitlines()
    docstring = (ast.get_docstring(tree) or "").partition("\n")[0]
    whole: list[Span] = [(0, len(lines), [MARK + docstring])] if docstring else []
    return whole + [
        (_first(node), node.end_lineno or node.lineno, note)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and (note := _above(lines, _first(node)))
    ]


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def nearest(known: Sequence[Span], line: int) -> list[str]:
    """Return the note of the smallest statement around a line."""
    around = [span for span in known if span[0] <= line <= span[1]]
    return min(around, key=lambda span: span[1] - span[0])[2] if around else []


def _above(lines: Sequence[str], number: int) -> list[str]:
    """Return the NOTE that ends on the line above, without its signs."""
    block = list(_comment(lines, number))[::-1]
    begins = [i for i, line in enumerate(block) if line.startswith(MARK)]
    return block[begins[-1] :] if begins else []


def _comment(lines: Sequence[str], number: int) -> Iterator[str]:
    for line in reversed(lines[: number - 1]):
        if not line.lstrip().startswith("#"):
            return
        yield line.lstrip().removeprefix("#").strip()
