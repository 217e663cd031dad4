"""A person as staff of their centre read them: a short card, and parts that are a tap away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conversations import terms
from conversations.cards.notice import called
from conversations.cards.offer import offer_title
from conversations.cards.profile import Lines, values
from conversations.kit.bound import REST
from conversations.terms import named_skill
from locales.words import Count, Moment, Name, Words, _, say, verbatim
from storage import consents, finding, requests, team
from storage.appointments import upcoming
from storage.models import Person
from storage.models.offers import ProposalState
from storage.offers import answers_of
from storage.places import centre, gazetteer
from storage.requests import topics_of
from storage.work import Work

MOST_COMING, MOST_OFFERS, MOST_WORDS = 3, 8, 8
# NOTE: Lines of a person's card, for staff of the centre.
PIECES: Mapping[str, Words] = {
    "age": _("🎂 Age: {value}"),
    "centre": _("🏠 Centre: {value}"),
    "place": _("📍 Lives in: {value}"),
    "wants": _("🎯 Looks for: {value}"),
    "times": _("🕒 Has time: {value}"),
    "hours": _("⏳ How much work: {value}"),
    "german": _("💬 German: {value}"),
    "mobility": _("🚌 Travels by: {value}"),
    "licences": _("🚗 Driving licence: {value}"),
    "childcare": _("🧸 Child care: {value}"),
}
# NOTE: More lines of a person's card for staff, below the skills.
MORE: Mapping[str, Words] = {
    "areas": _("⭐ Would like to do: {value}"),
    "start": _("▶️ Can begin: {value}"),
    "school": _("🏫 School: {value}"),
    "papers": _("📄 Papers: {value}"),
}
# NOTE: To staff, after the title of an offer: what the person said to it.
STATES: Mapping[ProposalState, Words] = {
    ProposalState.SHOWN: _("no answer yet"),
    ProposalState.INTERESTED: _("said yes"),
    ProposalState.DECLINED: _("said no"),
}


def label(work: Work, person: Person) -> Words:
    """Name somebody on a button: first name, code, place."""
    town = gazetteer(work).by_ags.get((person.profile.ags if person.profile else None) or "")
    profile = person.profile
    parts = [profile.first_name if profile else None, person.ref, town.name if town else None]
    return terms.joined([verbatim(part) for part in parts if part] or [verbatim("R-?")])


def card_lines(work: Work, person: Person) -> list[Words]:
    """Return who it is, what is planned, what waits."""
    return [
        head(work, person),
        *_said(work, person, PIECES),
        *_coming(work, person),
        *_waiting(work, person),
        *deaf_lines(work, person.id),
    ]


# NOTE: First line of a person's card for staff; {who} is first name and code.
def head(work: Work, person: Person) -> Words:
    """Return the line that names a person."""
    return say(_("<b>{who}</b>"), who=called(work, person.id))


def skill_lines(work: Work, person: Person) -> list[Words]:
    """Return what somebody can do and how well, and the rest of what they said."""
    profile = person.profile
    known = [
        # NOTE: To staff: a skill of a person and how well they can do it.
        say(_("{skill}: {level}"), skill=named_skill(each.skill), level=terms.LEVELS[each.level])
        for each in (profile.skills if profile else ())
    ]
    # NOTE: To staff: a person named no skill.
    return [*(known or [_("🛠️ No skill named yet.")]), *_said(work, person, MORE)]


def offer_lines(work: Work, person: Person) -> list[Words]:
    """Return what somebody was shown and said to it, the newest first."""
    found = answers_of(work, person.id)
    # NOTE: To staff: an offer a person was shown, and what they said to it.
    line = _("{title}: {answer}")
    shown = [
        say(line, title=offer_title(offer), answer=STATES[proposal.state])
        for proposal, offer in found[:MOST_OFFERS]
    ]
    # NOTE: To staff: a person was shown no offer.
    return [*shown, *rest(found, MOST_OFFERS)] or [_("💼 No offer was shown yet.")]


def consent_lines(work: Work, person: Person) -> list[Words]:
    """Return what somebody agreed to and took back."""
    # NOTE: To staff: a person agreed to be known to us; after the colon: when.
    agreed = _("✅ Agreed: {at}")
    # NOTE: To staff: a person wants no messages any more; after the colon: since when.
    stopped = _("⛔ Stopped everything: {at}")
    said = [
        say(agreed if each.agreed else stopped, at=_local(work, each.said_at))
        for each in consents.history(work, person.id, MOST_WORDS)
    ]
    # NOTE: To staff: a person came with a file of the centre and has not agreed here.
    return said or [_("Has not agreed here yet.")]


def _said(work: Work, person: Person, pieces: Mapping[str, Words]) -> list[Words]:
    known: Lines = values(work, person, person.profile) if person.profile else _bare(work, person)
    said = [say(words, value=value) for name, words in pieces.items() if (value := known.get(name))]
    spoken = [chat.language for chat in finding.phones(work, person.id) if chat.language]
    if pieces is PIECES and spoken:
        # NOTE: Line of a person's card for staff.
        said.insert(1, say(_("🌐 Language: {language}"), language=terms.language(spoken[0])))
    return said


def _bare(work: Work, person: Person) -> Lines:
    """Return what is known of who has no profile."""
    own = centre(work, person.centre) if person.centre else None
    age = terms.AGES.get(person.age_band or "")
    return {"age": age, "centre": verbatim(own.name) if own else None}


def _coming(work: Work, person: Person) -> list[Words]:
    found = upcoming(work, person.id)
    # NOTE: To staff: an appointment of the person whose card it is.
    line = _("📅 {when}: {kind}")
    lines = [
        say(line, when=_local(work, each.starts_at), kind=terms.appointment(each.kind))
        for each in found[:MOST_COMING]
    ]
    return [*lines, *rest(found, MOST_COMING)]


def _waiting(work: Work, person: Person) -> list[Words]:
    request = requests.open_of(work, person.id)
    if request is None:
        return []
    topic = terms.topics(topics_of(request))
    # NOTE: To staff: what the person waits for an answer to; {at} is since when.
    lines = [say(_("👋 {topic}. Since: {at}"), topic=topic, at=_local(work, request.opened_at))]
    if name := team.name_of(work, request.owner_id):
        # NOTE: To staff: the colleague who answers the person.
        lines.append(say(_("👤 {name} answers"), name=Name(name)))
    return lines


def deaf_lines(work: Work, person_id: int) -> list[Words]:
    """Say that no message of ours arrives, where that is so."""
    chats = finding.phones(work, person_id)
    if not chats:
        # NOTE: To staff: the person never wrote to us here.
        return [_("📵 Has no phone here.")]
    since = [chat.blocked_at for chat in chats if chat.blocked_at]
    if len(since) < len(chats):
        return []
    # NOTE: To staff: our messages do not arrive at the person any more.
    return [say(_("📵 Not reachable since: {at}"), at=_local(work, max(since)))]


def rest(found: Sequence[object], most: int) -> list[Words]:
    """Return the line that counts what is not shown."""
    return [say(REST, count=Count(len(found) - most))] if len(found) > most else []


def _local(work: Work, at: datetime) -> Moment:
    return Moment(at.astimezone(work.zone))
