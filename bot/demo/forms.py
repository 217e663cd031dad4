"""Reads a page as a browser without scripts does: what is to be read, what can be pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNREAD = ("script", "style", "title", "details")
BETWEEN = ("p", "h1", "h2", "button", "label", "li", "strong", "div", "br", "a", "legend")


@dataclass
class Form:
    """Where a form goes, what goes along, and what can be typed into it."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)


@dataclass
class Button:
    """A button of a form; `at` is where its tag begins: line from 1, letter from 0."""

    form: Form
    name: str
    value: str
    at: tuple[int, int]
    label: str = ""


class Page(HTMLParser):
    """A page of ours: its words, its forms, its buttons."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.texts: list[str] = [""]
        self.forms: list[Form] = []
        self.buttons: list[Button] = []
        self._unread = 0
        self._form: Form | None = None
        self._button: Button | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a form, a field, a button."""
        had = {name: value or "" for name, value in attrs}
        self._unread += tag in UNREAD
        if tag in BETWEEN:
            self.texts.append("")
        if tag == "form":
            self._form = Form(had.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "textarea"):
            self._field(self._form, had)
        elif self._form is not None and tag == "button" and had.get("type") != "button":
            self._button = Button(
                self._form, had.get("name", ""), had.get("value", ""), self.getpos()
            )
            self.buttons.append(self._button)

    def _field(self, form: Form, had: dict[str, str]) -> None:
        kind = had.get("type")
        if kind == "hidden" or (kind == "radio" and "checked" in had):
            form.hidden[had["name"]] = had.get("value", "")
        elif kind != "radio":
            form.typed.append(had.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close them."""
        self._unread -= tag in UNREAD
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None

    def handle_data(self, data: str) -> None:
        """Read what is shown."""
        if self._unread:
            return
        self.texts[-1] += data
        if self._button is not None:
            self._button.label += data
