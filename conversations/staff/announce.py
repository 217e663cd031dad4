"""Announce a course or an event: coded answers, so the card speaks every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from conversations import terms
from conversations.cards.announcement import PASSED, announcement_message
from conversations.cards.report import ANNOUNCEMENT, count_changed, send_report, update_report
from conversations.kit import flow as flows
from conversations.kit.context import Context
from conversations.kit.flow import AGAIN, Flow
from conversations.kit.messages import Message
from conversations.kit.questions import DayOf, OneOf, Option, PlaceOf, ShortText
from conversations.newcomer.asking import choices, one
from conversations.staff import plan as plans
from conversations.staff.plan import note, own_centre, plan, said
from conversations.staff.preview import Preview, audience_lines
from conversations.staff.scope import ALL_CENTRES, scope
from conversations.staff.span import LaterTime, already, start
from locales.words import Count, Words, _, p_, say, verbatim
from storage.activities import save_activity
from storage.announcements import NeedsSecondPersonError, approve, draft
from storage.models import Announcement
from storage.places import centre, centres

__all__ = [
    "ANNOUNCE",
    "ANNOUNCEMENT",
    "PASSED",
    "announcement_message",
    "begin",
    "count_changed",
    "update_report",
]

SEND, CHANGE, CANCEL = "send", "change", "cancel"
HERE = "here"
YES_NO = {"yes": p_("button", "Yes"), "no": p_("button", "No")}
CAPACITIES = (6, 8, 10, 12, 15, 20)
FIRST_KINDS = ("german_course", "application_workshop", "info_event", "course", "digital_cafe")
STARTS = tuple(time(hour) for hour in (9, 10, 11, 13, 14, 15, 16, 17, 18, 19, 20))
ENDS = tuple(time(hour, minute) for hour in range(8, 23) for minute in (0, 30))
PARTS: Mapping[str, Words] = {
    "kind": p_("button", "What"),
    "day": p_("button", "Day"),
    "start": p_("button", "Time"),
    "place": p_("button", "Place"),
    "childcare": p_("button", "Child care"),
    "free": p_("button", "Cost"),
    "capacity": p_("button", "Places"),
}


def begin(context: Context, argument: str) -> None:
    """Ask what to announce, from the beginning."""
    plans.forget(context)
    flows.start(context, ANNOUNCE)


def _into(field: str) -> Callable[[Context, Any], None]:
    """Keep one answer."""

    def keep(context: Context, value: Any) -> None:
        note(context, **{field: value.isoformat() if isinstance(value, time) else value})

    return keep


def _kinds(context: Context) -> Sequence[Option]:
    keys = dict.fromkeys((*FIRST_KINDS, *terms.ACTIVITY_KINDS))
    return [Option(key, terms.ACTIVITY_KINDS[key]) for key in keys]


def _centres(context: Context) -> Sequence[Option]:
    return [Option(each.key, verbatim(each.name)) for each in centres(context.work)]


def _places(context: Context) -> Sequence[Option]:
    home = centre(context.work, own_centre(context))
    name = verbatim(home.name if home else own_centre(context))
    return (Option(HERE, name), Option(plans.OTHER, p_("button", "Another place")))


def _capacities(context: Context) -> Sequence[Option]:
    numbers = [Option(str(number), verbatim(str(number))) for number in CAPACITIES]
    return [*numbers, Option(plans.OPEN_TO_ALL, p_("button", "Open to all"))]


def _keep_town(context: Context, place: dict[str, Any]) -> None:
    note(context, town=place["ags"], plz=place["plz"])


def _keep_day(context: Context, day: date) -> None:
    note(context, day=day.isoformat())
    begins = already(context)
    if begins is not None and "start" in said(context) and plan(context).start <= begins:
        context.draft[AGAIN] = "start"


def _is_elsewhere(context: Context) -> bool:
    return said(context).get("place") == plans.OTHER


def _chooses_centre(context: Context) -> bool:
    return scope(context) == ALL_CENTRES


def _never(context: Context) -> bool:
    """Say no: the question is only asked by name."""
    return False


def _keep_choice(context: Context, choice: str) -> None:
    if choice == CHANGE:
        context.draft[AGAIN] = "part"
    else:
        note(context, choice=choice)


def _keep_part(context: Context, part: str) -> None:
    flows.ask_alone(context, ANNOUNCE, ANNOUNCE[part])


def _corrected(context: Context) -> None:
    flows.ask(context, ANNOUNCE, ANNOUNCE["preview"])


def _finish(context: Context) -> None:
    if said(context).get("choice") != SEND:
        plans.forget(context)
        context.send(Message((_("Nothing was sent."),)))
    elif not plans.is_complete(context):
        begin(context, "")
    else:
        _send(context)


def _send(context: Context) -> None:
    begins = already(context)
    if plan(context).day < context.today or (begins and plan(context).start <= begins):
        flows.ask_alone(context, ANNOUNCE, ANNOUNCE["day"])
        return
    try:
        with context.work.session.begin_nested():
            announcement = _announce(context)
    except NeedsSecondPersonError:
        limit = Count(context.work.limits.approval_above)
        lines = (say(TOO_MANY, count=limit), _("Nothing was sent."))
        context.send(Message(lines))
        return
    plans.forget(context)
    send_report(context, announcement)


TOO_MANY = _("More than {count} people: a colleague must see it first. That is not possible yet.")


def _announce(context: Context) -> Announcement:
    planned, by = plan(context), context.chat.person_id
    activity = plans.activity_of(context, planned)
    save_activity(context.work, activity)
    announcement = draft(context.work, activity, planned.centre, by)
    approve(context.work, announcement)
    return announcement


ANNOUNCE = Flow(
    "announce",
    (
        OneOf(
            name="centre",
            text=one(_("For which centre?")),
            options=_centres,
            keep=_into("centre"),
            when=_chooses_centre,
        ),
        OneOf(
            name="kind",
            text=one(_("What would you like to announce?")),
            options=_kinds,
            keep=_into("kind"),
            columns=2,
        ),
        DayOf(name="day", text=one(_("On which day?")), keep=_keep_day),
        LaterTime(
            name="start",
            text=one(_("From what time?")),
            times=STARTS,
            earliest=already,
            too_early=_("This time is over. Please choose a later one."),
            keep=_into("start"),
        ),
        LaterTime(
            name="end",
            text=one(_("Until what time?")),
            times=ENDS,
            earliest=start,
            too_early=_("The end must be after the beginning."),
            keep=_into("end"),
            follows=True,
        ),
        OneOf(name="place", text=one(_("Where?")), options=_places, keep=_into("place")),
        PlaceOf(
            name="town",
            text=one(_("In which place?")),
            preset=lambda context: None,
            keep=_keep_town,
            when=_is_elsewhere,
            follows=True,
        ),
        ShortText(
            name="street",
            text=one(_("Which street and house? Please write it in German.")),
            keep=_into("street"),
            when=_is_elsewhere,
            follows=True,
            longest=120,
            skippable=True,
        ),
        OneOf(
            name="childcare",
            text=one(_("Is there child care?")),
            options=choices(YES_NO),
            keep=_into("childcare"),
        ),
        OneOf(
            name="free",
            text=one(_("Is it free of charge?")),
            options=choices(YES_NO),
            keep=_into("free"),
        ),
        OneOf(
            name="capacity",
            text=one(_("How many people can come?")),
            options=_capacities,
            keep=_into("capacity"),
            columns=3,
        ),
        Preview(
            name="preview",
            text=audience_lines,
            options=choices(
                {
                    SEND: p_("button", "📣 Send now"),
                    CHANGE: p_("button", "✏️ Change"),
                    CANCEL: p_("button", "Cancel"),
                }
            ),
            keep=_keep_choice,
        ),
        OneOf(
            name="part",
            text=one(_("What would you like to change?")),
            options=choices(PARTS),
            keep=_keep_part,
            columns=2,
            when=_never,
        ),
    ),
    finish=_finish,
    corrected=_corrected,
)
