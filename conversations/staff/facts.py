"""What a centre says of itself: address, room, phone, opening hours; who comes there is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from conversations.cards.centre import opening
from conversations.kit.events import Shared, Typed
from conversations.kit.flow import Flow
from conversations.kit.here import Here
from conversations.kit.questions import Again, Answer, Heard, OneOf, Option, Said, ShortText
from conversations.kit.questions.phone_number import DIALLED
from conversations.kit.questions.pieces import choices
from conversations.kit.steps import Goto, Next, Onward, Start, Step
from conversations.staff.at_centre import AtCentre
from conversations.staff.usual import TOO_FAR
from conversations.staff.whose import colleague_key
from locales.words import Count, German, Ltr, Words, _, p_, say
from storage import audit
from storage.appointments import coming, relocate
from storage.heard import OF_CENTRE
from storage.models import Centre
from storage.places import centre_of, kilometres_away
from storage.rules.opening_hours import LIKE, understood
from storage.rules.places import OUTSIDE_KM
from storage.rules.typed import digits
from storage.work import Work

ADDRESS, ROOMS, PHONE, HOURS = OF_CENTRE
EXAMPLE = opening(LIKE)
EXAMPLES = {ROOMS: German("2. Stock, Zimmer 14"), HOURS: EXAMPLE}
YES, NO, UNDO, GOOD = "yes", "no", "undo", "good"
# NOTE: Buttons below what a centre says of itself: one is tapped to change it.
LABELS: Mapping[str, Words] = {
    ADDRESS: p_("button", "📍 Address"),
    ROOMS: p_("button", "🏠 Room"),
    PHONE: p_("button", "☎️ Phone"),
    HOURS: p_("button", "🕐 Opening hours"),
}
# NOTE: To staff who change what their centre says of itself.
ASKED: Mapping[str, Words] = {
    ADDRESS: _("What is the new address? Street, number, postcode, town."),
    ROOMS: _("Which room? Please write it in German."),
    PHONE: _("What is the new phone number?"),
    HOURS: _("What are the new opening hours?"),
}


def fact_lines(centre: Centre) -> list[Words]:
    """Return what the centre says of itself."""
    # NOTE: Stands where a centre did not say something of itself yet.
    unsaid = _("not known so far")
    said = {name: typed(name, getattr(centre, name)) for name in OF_CENTRE}
    return [
        say(_("📍 Address: {address}"), address=said[ADDRESS] or unsaid),
        say(_("🏠 Room: {room}"), room=said[ROOMS] or unsaid),
        say(_("☎️ Phone: {phone}"), phone=said[PHONE] or unsaid),
        say(_("🕐 Opening hours: {hours}"), hours=said[HOURS] or unsaid),
    ]


def typed(name: str, text: str | None) -> German | Ltr | None:
    """Return one fact as it is shown; None where nothing was said."""
    if not text:
        return None
    if name == HOURS:
        return opening(text)
    return German(text) if name == ROOMS else Ltr(text)


@dataclass(frozen=True)
class Fact:
    """Which fact of which centre is changed, from what to what, and until when it can be undone."""

    centre: str = ""
    name: str = ADDRESS
    text: str = ""
    old: str = ""
    until: datetime | None = None
    point: tuple[float, float] | None = None
    """Where the map showed the centre, once another place was sent."""


@dataclass(frozen=True, kw_only=True)
class FactText(ShortText[Fact]):
    """A text; a number must be one, and hours must be understood."""

    longest: int = 200

    def hear(self, here: Here[Fact], said: Said) -> Heard:
        """Take what makes sense, else say how it is written."""
        heard = super().hear(here, said)
        if not isinstance(heard, Answer) or not isinstance(said, Typed):
            return heard
        if here.notes.name == PHONE:
            number = digits(heard.value)
            good = DIALLED.fullmatch(number)
            again = Again(_("Please write a phone number, such as 0151 234567."))
            return Answer(number) if good else again
        return self._hours(heard) if here.notes.name == HOURS else heard

    def _hours(self, heard: Answer) -> Heard:
        try:
            understood(heard.value)
        except ValueError:
            # NOTE: Opening hours that were typed; {like} shows how to write them.
            sorry = _("I do not understand these hours. For example: {like}")
            return Again(say(sorry, like=EXAMPLE))
        return heard


@dataclass(frozen=True, kw_only=True)
class Pinned(OneOf[Fact]):
    """What is left to say; of a new address also the point on the map, sent as a location."""

    def hear(self, here: Here[Fact], said: Said) -> Heard:
        """Take a point that can be meant: it is the door of a house, nobody's own."""
        if not isinstance(said, Shared) or here.notes.name != ADDRESS:
            return super().hear(here, said)
        if kilometres_away(here.work, said.lat, said.lon) > OUTSIDE_KM:
            return Again(TOO_FAR, known=True)
        return Answer(said)


def _ask(here: Here[Fact]) -> Sequence[Words]:
    name = here.notes.name
    # NOTE: An example in German.
    like = [say(_("For example: {like}"), like=EXAMPLES[name])] if name in EXAMPLES else []
    return [ASKED[name], *like]


def _keep_text(here: Here[Fact], text: str) -> Step[Fact]:
    old = getattr(centre_of(here.work, here.notes.centre), here.notes.name)
    notes = replace(here.notes, text=text, old=old or "")
    if not _count(here):
        _save(here, notes, text)
        return Goto("done", notes)
    return Next(notes)


def _count(here: Here[Fact]) -> int:
    return len({each.person_id for each in coming(here.work, here.notes.centre)})


def _ask_sure(here: Here[Fact]) -> Sequence[Words]:
    # NOTE: To staff, before the new address (or phone, ...) of a centre is kept.
    told = _("People with an appointment who are told: {count}")
    return [_new(here), say(told, count=Count(_count(here)))]


def _new(here: Here[Fact]) -> Words:
    # NOTE: One fact of an appointment before and after a change: place, kind, length, ...
    return say(_("New: {what}"), what=typed(here.notes.name, here.notes.text) or Ltr(""))


def _keep_sure(here: Here[Fact], choice: str) -> Step[Fact]:
    if choice == NO:
        return Goto("text")
    _save(here, here.notes, here.notes.text)
    until = here.work.now + here.work.limits.undo
    return Next(replace(here.notes, until=until))


def _save(here: Here[Fact], notes: Fact, text: str) -> None:
    """Keep it; who has an appointment there hears of it in a minute, once."""
    centre = centre_of(here.work, notes.centre)
    old = {name: getattr(centre, name) for name in OF_CENTRE}
    setattr(centre, notes.name, text or None)
    relocate(here.work, centre, old, here.work.now + here.work.limits.undo)
    audit.note(here.work, "/hours", colleague_key(here), None, notes.centre)


def _ask_done(here: Here[Fact]) -> Sequence[Words]:
    until = here.notes.until
    if until is None:
        # NOTE: To staff: what they changed is kept.
        return [_new(here), _("Saved."), *_map(here)]
    time = Ltr(f"{until.astimezone(here.work.zone):%H:%M}")
    # NOTE: To staff: the change is kept; people with an appointment are told in about a minute.
    return [_new(here), say(_("Saved. People are told at {time}."), time=time), *_map(here)]


# NOTE: To staff who changed the address of their centre.
def _map(here: Here[Fact]) -> list[Words]:
    if here.notes.name != ADDRESS:
        return []
    if here.notes.point is not None:
        return [_("📍 The map shows the new place.")]
    return [_("The map shows the old place: please send the new one as a location.")]


def _done(here: Here[Fact]) -> Sequence[Option]:
    # NOTE: To staff: what they changed is as they want it.
    labels = {GOOD: p_("button", "✔️ Good")}
    if here.notes.until is not None:
        # NOTE: To staff, for a minute: everything is as it was, nobody is told.
        labels[UNDO] = p_("button", "↩️ Take it back")
    return [Option(key, words) for key, words in labels.items()]


def _keep_done(here: Here[Fact], choice: str | Shared) -> Step[Fact]:
    notes, centre = here.notes, centre_of(here.work, here.notes.centre)
    if isinstance(choice, Shared):
        old = notes.point or (centre.lat, centre.lon)
        centre.lat, centre.lon = choice.lat, choice.lon
        return Goto("done", replace(notes, point=old))
    if choice == UNDO:
        _save(here, notes, notes.old)
        centre.lat, centre.lon = notes.point or (centre.lat, centre.lon)
    return Next()


def _finish(here: Here[Fact]) -> Sequence[Onward]:
    return [Start("hours", AtCentre(here.notes.centre))]


def _whose(work: Work, notes: Fact) -> str | None:
    return notes.centre


# NOTE: Questions to staff who change what their centre says of itself.
FACT: Flow[Fact] = Flow(
    "fact",
    (
        FactText(name="text", text=_ask, keep=_keep_text),
        OneOf(
            name="sure",
            text=_ask_sure,
            # NOTE: To staff who changed what their centre says of itself: keep it, or write again.
            options=choices({YES: p_("button", "✔️ Save"), NO: p_("button", "✏️ Change")}),
            keep=_keep_sure,
        ),
        Pinned(name="done", text=_ask_done, options=_done, keep=_keep_done, back=False),
    ),
    finish=_finish,
    notes=Fact,
    counted=False,
    guard="/hours",
    scope=_whose,
)
