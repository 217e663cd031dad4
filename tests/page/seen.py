"""A page as a browser without scripts has it: what is to be read, what can be pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from locales.direction import clean

VOID = {"input", "meta", "link", "img", "br", "hr"}


@dataclass
class Pressable:
    """A button with the form it stands in."""

    label: str
    name: str
    value: str
    form: Form


@dataclass
class Form:
    """Where a form goes, and what goes along."""

    action: str
    hidden: dict[str, str] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)
    buttons: list[Pressable] = field(default_factory=list)


@dataclass
class Said:
    """A message: whose, in which language, what."""

    side: str
    language: str
    text: str
    is_open: bool = False


class Seen(HTMLParser):
    """Reads a page; `forms` in order, `messages` as they stand there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.forms, self.messages = html, list[Form](), list[Said]()
        self.language = ""
        self._form: Form | None = None
        self._button: Pressable | None = None
        self._said: Said | None = None
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a form, a message, a button."""
        had = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = had.get("lang", "")
        elif tag == "form":
            self._form = Form(had.get("action", ""))
            self.forms.append(self._form)
        elif tag == "article":
            side, *looks = had["class"].split()
            self._said = Said(side, had["lang"], "", "big" in looks)
            self.messages.append(self._said)
        elif tag in ("details", "button") or "you" in had.get("class", "").split():
            self._hidden += tag == "details"
            self._press(tag, had)
        elif self._form is not None and tag in ("input", "textarea"):
            self._fill(had)
        if tag in ("p", "br") and self._said is not None:
            self._said.text += "\n"

    def _press(self, tag: str, had: dict[str, str]) -> None:
        if tag == "button" and self._form is not None and had.get("type") != "button":
            self._button = Pressable("", had.get("name", ""), had.get("value", ""), self._form)
            self._form.buttons.append(self._button)

    def _fill(self, had: dict[str, str]) -> None:
        form = self._form
        assert form is not None
        if had.get("type") == "hidden" or (had.get("type") == "radio" and "checked" in had):
            form.hidden[had["name"]] = had.get("value", "")
        else:
            form.fields.add(had.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close them."""
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        elif tag == "details":
            self._hidden -= 1
        elif tag == "article":
            self._said = None

    def handle_data(self, data: str) -> None:
        """Read what is shown."""
        if self._button is not None:
            self._button.label += clean(data)
        elif self._said is not None and not self._hidden and self._form is None:
            self._said.text += clean(data)

    @property
    def buttons(self) -> list[Pressable]:
        """Everything that can be pressed, in order."""
        return [button for form in self.forms for button in form.buttons]

    def button(self, wanted: str) -> Pressable:
        """Return the first button whose label or value has these words."""
        for each in self.buttons:
            if wanted in each.label or wanted in each.value:
                return each
        raise AssertionError(f"no button {wanted!r} among {[b.label for b in self.buttons]}")

    @property
    def ours(self) -> list[str]:
        """What we said, the open question first."""
        return [_lines(m.text) for m in self.messages if m.side == "ours"]

    @property
    def asked(self) -> str:
        """What is asked now, or was said last."""
        return next((_lines(m.text) for m in self.messages if m.is_open), "")

    @property
    def notices(self) -> list[str]:
        """What was said in passing."""
        return [_lines(m.text) for m in self.messages if m.side == "notice"]


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
