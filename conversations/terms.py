"""Codes in the words people read: skills, kinds of offer, activity and appointment, levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from locales.languages import LANGUAGES
from locales.words import Name, Words, _, p_, say, verbatim
from storage.rules.taxonomy import areas, skills

# NOTE: A skill, a field of work or an activity behind its sign.
SIGNED = _("{sign} {label}")

# NOTE: Kinds of offer, at the head of an offer; the German word is on the contract.
OFFER_KINDS: Mapping[str, Words] = {
    "job": _("Work"),
    "minijob": _("Work for a few hours (Minijob)"),
    "internship": _("Internship (Praktikum)"),
    "look_day": _("A day to look (Hospitation)"),
    "trial_day": _("A day to try out (Probearbeiten)"),
    "apprenticeship": _("Apprenticeship (Ausbildung)"),
    "eq": _("Long internship before the apprenticeship (Einstiegsqualifizierung)"),
}

# NOTE: Answers to: How old are you? Also a line of the own card.
AGES: Mapping[str, Words] = {
    "under16": p_("button", "Under 16"),
    "16-17": p_("button", "16 or 17"),
    "18+": p_("button", "18 or older"),
}

# NOTE: Answers to: What can you do? Instead of a field of work.
BACKGROUNDS: Mapping[str, Words] = {
    "at_home": p_("button", "🏠 At home, for my family"),
    "not_yet": p_("button", "Not worked yet"),
}

# NOTE: Answers to: What are you looking for? Several may be taken.
WANTS: Mapping[str, Words] = {
    "job": p_("button", "💼 Work"),
    "tryout": p_("button", "👀 Try out (Praktikum)"),
    "apprenticeship": p_("button", "🎓 Learn a job (Ausbildung)"),
    "course": p_("button", "👥 Course or group only"),
}

# NOTE: Answers to: How well can you do it? Below the name of a skill.
LEVELS: Mapping[int, Words] = {
    1: p_("button", "I helped sometimes"),
    2: p_("button", "I can do it"),
    3: p_("button", "My work for years"),
}

# NOTE: Answers to: How is your German? Also shown in quotes as what a firm asks for.
GERMAN: Mapping[str, Words] = {
    "A0": p_("button", "A few words"),
    "A1": p_("button", "I can introduce myself and shop"),
    "A2": p_("button", "I understand simple instructions"),
    "B1": p_("button", "Enough for work and the doctor"),
    "B2": p_("button", "I speak about most things"),
}

# NOTE: Answers to: When do you have time?
TIMES: Mapping[str, Words] = {
    "weekday_mornings": p_("button", "☀️ Weekday mornings"),
    "all_day": p_("button", "🏭 All day, weekdays"),
    "evenings": p_("button", "🌙 Evenings"),
    "weekend": p_("button", "📆 Weekend"),
}

# NOTE: Parts of a day in the grid of times.
PARTS: Mapping[str, Words] = {
    "early": _("🌄 before 8:00"),
    "am": _("☀️ morning"),
    "pm": _("🌤️ afternoon"),
    "eve": _("🌙 evening"),
}

# NOTE: Answers to: How much would you like to work?
HOURS: Mapping[str, Words] = {
    "few": p_("button", "A few hours a week"),
    "half": p_("button", "Half days"),
    "full": p_("button", "Full days"),
}

# NOTE: Answers to: When can you start?
STARTS: Mapping[str, Words] = {
    "now": p_("button", "Now"),
    "next_month": p_("button", "Next month"),
    "later": p_("button", "Later"),
}

# NOTE: Answers to: How can you travel? By what means.
MOBILITY: Mapping[str, Words] = {
    "foot": p_("button", "🚶 On foot"),
    "bike": p_("button", "🚲 Bicycle"),
    "bus": p_("button", "🚌 Bus and train"),
    "car": p_("button", "🚗 Car"),
}

# NOTE: Answers to: Do you have a driving licence? Never a permit to stay.
LICENCES: Mapping[str, Words] = {
    "eu": p_("button", "German or EU licence"),
    "foreign": p_("button", "Licence from my country"),
    "forklift": p_("button", "Forklift (Stapler)"),
    "truck": p_("button", "Truck or bus"),
}

# NOTE: Answers to: Do you need child care while you work?
CHILDCARE: Mapping[str, Words] = {
    "no": p_("button", "Not needed"),
    "needed": p_("button", "Yes, needed"),
    "person": p_("button", "Better in person"),
}

# NOTE: Answers to: How long did you go to school?
SCHOOL: Mapping[str, Words] = {
    "0-4": p_("button", "0 to 4 years"),
    "5-8": p_("button", "5 to 8 years"),
    "9-10": p_("button", "9 to 10 years"),
    "11+": p_("button", "11 years or more"),
    "studied": p_("button", "I studied"),
}

# NOTE: Answers to: Do you have papers about school or work? They, it: these papers.
PAPERS: Mapping[str, Words] = {
    "here": p_("button", "Yes, here"),
    "home": p_("button", "In my country"),
    "lost": p_("button", "Lost"),
    "none": p_("button", "I have none"),
}

# NOTE: Kinds of activity and course, the headline of their card.
ACTIVITY_KINDS: Mapping[str, Words] = {
    "language_cafe": _("Language café"),
    "language_walk": _("Walk and talk German"),
    "bike_workshop": _("Bicycle workshop"),
    "sewing_cafe": _("Sewing together"),
    "cooking": _("Cooking together"),
    "garden": _("Garden"),
    "sport": _("Sport"),
    "homework_help": _("Help with homework"),
    "digital_cafe": _("Help with phone and forms"),
    "application_workshop": _("Help with applications (Bewerbung)"),
    "women_meeting": _("Women's meeting"),
    "family_meeting": _("Family meeting"),
    "volunteering": _("Helping others"),
    "info_event": _("Information meeting"),
    "german_course": _("German course"),
    "course": _("Course"),
}

ACTIVITY_SIGNS: Mapping[str, str] = {
    "language_cafe": "☕",
    "language_walk": "🚶",
    "bike_workshop": "🚲",
    "sewing_cafe": "🧵",
    "cooking": "🍲",
    "garden": "🌱",
    "sport": "⚽",
    "homework_help": "📚",
    "digital_cafe": "📱",
    "application_workshop": "📝",
    "german_course": "🎓",
}

# NOTE: Kinds of appointment: what it is for.
APPOINTMENT_KINDS: Mapping[str, Words] = {
    "first_talk": _("First talk"),
    "cv": _("Write your CV (Lebenslauf)"),
    "trial_day_briefing": _("Talk before a day to try out (Probearbeiten)"),
    "recognition_advice": _("Advice about your papers from home (Anerkennung)"),
    "permit_check": _("Talk about your papers"),
    "letter_help": _("Help with a letter"),
    "company_visit": _("Visit to a company"),
}

# NOTE: Answers to: What is the appointment for? Kinds of appointment people book by themselves.
BOOKED_KINDS: Mapping[str, Words] = {
    "first_talk": p_("button", "🤝 First talk"),
    "letter_help": p_("button", "✉️ Help with a letter"),
    "cv": p_("button", "📝 My CV (Lebenslauf)"),
    "recognition_advice": p_("button", "📜 My papers from home"),
}

# NOTE: What to bring to an appointment, for each kind of it.
BRING: Mapping[str, Words] = {
    "first_talk": _("papers about school and work, if you have some"),
    "cv": _("papers about school and work, if you have some"),
    "trial_day_briefing": _("your questions"),
    "recognition_advice": _("papers about school and work, also in your language"),
    "permit_check": _("the papers you want to talk about"),
    "letter_help": _("the letter and its envelope"),
}

# NOTE: Answers to: What is it about? Somebody wants to talk with a person of the centre.
TOPICS: Mapping[str, Words] = {
    "work": p_("button", "💼 Work or training"),
    "appointment": p_("button", "📅 An appointment"),
    "letter": p_("button", "✉️ A letter or paper"),
    "german": p_("button", "🎓 German course"),
    "wrong": p_("button", "⚠️ Something is wrong"),
    "other": p_("button", "Something else"),
}


def appointment(kind: str) -> Words:
    """Name what an appointment is for."""
    return APPOINTMENT_KINDS.get(kind, _("Talk at the centre"))


def offer(kind: str) -> Words:
    """Name what is offered; a kind nobody knows any more is work."""
    return OFFER_KINDS.get(kind, OFFER_KINDS["job"])


QUOTE_WIDTH = 400
# NOTE: A line of what somebody wrote.
QUOTE = _("✉️ {text}")
# NOTE: Several things in one line; DOT joins what is alike, COMMA groups of them.
DOT, COMMA = _("{first} · {next}"), _("{first}, {next}")


# NOTE: Names of languages, to colleagues: what somebody reads or speaks.
LANGUAGE: Mapping[str, Words] = {
    "ar": _("Arabic"),
    "fa": _("Farsi or Dari"),
    "ti": _("Tigrinya"),
    "de": _("German"),
    "en": _("English"),
}


def language(code: str) -> Words:
    """Name a language in that of the reader; another one is called as its speakers do."""
    return LANGUAGE.get(code) or verbatim(LANGUAGES[code].own_name)


def topics(keys: Sequence[str]) -> Words:
    """Name what a request is about."""
    return joined([TOPICS.get(key, TOPICS["other"]) for key in keys] or [TOPICS["other"]])


def quoted(text: str) -> list[Words]:
    """Return what somebody wrote, in lines that can be left out one by one."""
    return [say(QUOTE, text=Name(part, QUOTE_WIDTH)) for part in wrap(text, QUOTE_WIDTH)]


def joined(words: Sequence[Words], how: Words = DOT) -> Words:
    """Join words, at least one, with a dot that no language glues to a word."""
    first, *rest = words
    for each in rest:
        first = say(how, first=first, next=each)
    return first


def skill(key: str) -> Words:
    """Name a skill of the taxonomy."""
    return Words(skills()[key].name, context="skill")


def area(key: str) -> Words:
    """Name an area of the taxonomy."""
    return Words(areas()[key].name, context="area")


def named_skill(key: str) -> Words:
    """Name a skill with its sign."""
    return say(SIGNED, sign=verbatim(skills()[key].emoji), label=skill(key))


def named_area(key: str) -> Words:
    """Name an area with its sign."""
    return say(SIGNED, sign=verbatim(areas()[key].emoji), label=area(key))
