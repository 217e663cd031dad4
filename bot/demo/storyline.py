"""The two-minute tour, as data: what is told, who does what, how long people look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.demo.steps import Step, Tap, WaitFor, Walk, Write, caption

OPENING = caption(
    "Vier Menschen, vier Telefone: eine Frau aus Eritrea, ein Mann aus Afghanistan, ein Gasthof "
    "auf der Alb und das Integrationszentrum. Niemand musste ein Konto anlegen.",
    "Four people, four phones: a woman from Eritrea, a man from Afghanistan, a country inn and "
    "the integration centre. Nobody had to make an account.",
)
COURSE = caption(
    "Das Zentrum kündigt einen Deutschkurs an: ein paar Fingertipps, kein Text zu schreiben.",
    "The centre announces a German course: a few taps, no text to write.",
)
COUNTED = caption(
    "Vor dem Senden: wie es in jeder Sprache aussieht, und wie viele Menschen es erreicht.",
    "Before sending: what it looks like in every language, and how many people it reaches.",
)
ALL_LIGHT_UP = caption(
    "Alle lesen es in ihrer Sprache und Schrift. Lautlos, ohne Übersetzungsbüro.",
    "Everybody reads it in their own language and script. Silent, no translator needed.",
)
I_COME = caption(
    "Einmal tippen: „Ich komme“. Beim Zentrum zählt es mit.",
    "One tap: “I come”. The centre's counter moves.",
)
TWO_PLACES = caption(
    "Der Gasthof wird gefragt: noch offen? Ja. Wie viele Plätze? Zwei. Mehr ist nicht zu tun.",
    "The inn is asked: still open? Yes. How many places? Two. That is all there is to do.",
)
REASONS = caption(
    "Das Angebot kommt bei der Frau an, zu der es passt, und sagt, warum es passt.",
    "The offer reaches the woman it fits, and says why it fits.",
)
INTERESTED = caption(
    "Sie hat Interesse. Der Gasthof erfährt ihren Namen nicht, das Zentrum spricht mit ihr.",
    "She is interested. The inn does not learn her name; the centre talks with her.",
)
EVE = caption(
    "Die Uhr läuft zum Abend. Die Erinnerung kommt von selbst, mit Adresse und Karte.",
    "The clock walks to the evening. The reminder comes by itself, with address and map.",
)
CONFIRMED = caption(
    "„Ich komme“: bestätigt mit einem Fingertipp.",
    "“I come”: confirmed with one tap.",
)
NOTHING_LEFT = caption(
    "Und wer gehen will, löscht alles: zwei Fingertipps, und nichts bleibt.",
    "And whoever wants to leave deletes everything: two taps, and nothing is kept.",
)
LAST = caption(
    "Kein Konto, keine App, drei Zentren, fünf Sprachen. Alles hier lief ohne Internet.",
    "No account, no app, three centres, five languages. All of this ran without internet.",
)


def storyline(phones: Mapping[str, int]) -> Sequence[Step]:
    """Return the steps for the phones named tigrinya, farsi, practice (the inn) and staff."""
    tigrinya, farsi = phones["tigrinya"], phones["farsi"]
    inn, staff = phones["practice"], phones["staff"]
    return (
        Step(OPENING, pause=9),
        *_announcing(staff),
        Step(ALL_LIGHT_UP, tigrinya, WaitFor("Neu in Ihrer Nähe"), pause=3),
        Step(ALL_LIGHT_UP, farsi, WaitFor("Neu in Ihrer Nähe"), pause=6),
        Step(I_COME, tigrinya, Tap(data="1sactivity"), pause=3),
        Step(I_COME, staff, WaitFor("Zusagen: 1"), pause=5),
        Step(TWO_PLACES, inn, Tap("Ja, noch offen"), pause=3),
        Step(TWO_PLACES, inn, Tap("2 Plätze"), pause=3),
        Step(REASONS, tigrinya, WaitFor("Minijob"), pause=10),
        Step(INTERESTED, tigrinya, Tap(data="1soffer"), pause=4),
        Step(INTERESTED, staff, WaitFor("hat Interesse"), pause=5),
        Step(EVE, action=Walk("next"), pause=1),
        Step(EVE, tigrinya, WaitFor(), pause=8),
        Step(CONFIRMED, tigrinya, Tap(data="1sappointment"), pause=5),
        Step(NOTHING_LEFT, farsi, Write("/delete"), pause=3),
        Step(NOTHING_LEFT, farsi, Tap("Ja, alles löschen"), pause=1),
        Step(NOTHING_LEFT, farsi, WaitFor("sind gelöscht"), pause=7),
        Step(LAST, pause=8),
    )


def _announcing(staff: int) -> Sequence[Step]:
    """Staff go through the questions; each button is one that only its own question has."""
    return (
        Step(COURSE, staff, Write("/announce"), pause=2),
        Step(COURSE, staff, Tap("Deutschkurs"), pause=1.5),
        Step(COURSE, staff, Tap("📅", place=(6, 0)), pause=1.5),
        Step(COURSE, staff, Tap("17:00"), pause=1.5),
        Step(COURSE, staff, Tap("18:30"), pause=1.5),
        Step(COURSE, staff, Tap("Integrationszentrum Alb"), pause=1.5),
        Step(COURSE, staff, Tap("Ja"), pause=1),
        Step(COURSE, staff, WaitFor("Ist es kostenlos?"), pause=0.5),
        Step(COURSE, staff, Tap("Ja"), pause=1.5),
        Step(COURSE, staff, Tap("12"), pause=1),
        Step(COUNTED, staff, WaitFor("Menschen ("), pause=8),
        Step(COUNTED, staff, Tap("Jetzt senden"), pause=1.5),
    )
