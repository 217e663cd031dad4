"""The two-minute tour, as data: what is told, who does what, how long people look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .steps import Step, Tap, WaitFor, Walk, Write, caption

OPENING = caption(
    "Vier Menschen, vier Telefone: eine Frau aus Eritrea, ein Mann aus Afghanistan, eine "
    "Zahnarztpraxis und das Integrationszentrum. Niemand musste ein Konto anlegen.",
    "Four people, four phones: a woman from Eritrea, a man from Afghanistan, a dental practice "
    "and the integration centre. Nobody had to make an account.",
)
COURSE_OUT = caption(
    "Das Zentrum kündigt einen Kurs an. Vor dem Senden steht da, wie viele Menschen er erreicht.",
    "The centre announces a course. Before it is sent, it says how many people it reaches.",
)
ALL_LIGHT_UP = caption(
    "Alle lesen ihn in ihrer Sprache und Schrift. Lautlos, ohne Übersetzungsbüro.",
    "Everybody reads it in their own language and script. Silent, no translator needed.",
)
I_COME = caption(
    "Einmal tippen: „Ich komme“. Beim Zentrum zählt es mit.",
    "One tap: “I come”. The centre's counter moves.",
)
TWO_PLACES = caption(
    "Die Zahnarztpraxis meldet zwei Plätze. Auch das ist ein einziger Fingertipp.",
    "The dental practice offers two places. That is one tap as well.",
)
REASONS = caption(
    "Das Angebot kommt bei der Person an, zu der es passt, und sagt, warum es passt.",
    "The offer reaches the person it fits, and says why it fits.",
)
EVE = caption(
    "Die Uhr läuft zum Abend davor. Die Erinnerung kommt von selbst, mit Adresse und Karte.",
    "The clock walks to the evening before. The reminder comes by itself, with address and map.",
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
    """Return the steps for the phones named tigrinya, farsi, practice and staff."""
    tigrinya, farsi = phones["tigrinya"], phones["farsi"]
    practice, staff = phones["practice"], phones["staff"]
    return (
        Step(OPENING, pause=7),
        Step(COURSE_OUT, staff, Write("/announce"), pause=1),
        Step(COURSE_OUT, staff, Tap(place=(0, 0)), pause=2),
        Step(COURSE_OUT, staff, Tap("Senden"), pause=2),
        Step(ALL_LIGHT_UP, tigrinya, WaitFor(), pause=2),
        Step(ALL_LIGHT_UP, farsi, WaitFor(), pause=5),
        Step(I_COME, tigrinya, Tap("Ich komme"), pause=3),
        Step(I_COME, staff, WaitFor("1 von"), pause=4),
        Step(TWO_PLACES, practice, Tap("2"), pause=4),
        Step(REASONS, farsi, WaitFor(), pause=7),
        Step(REASONS, farsi, Tap("Interessiert"), pause=4),
        Step(EVE, action=Walk("next"), pause=1),
        Step(EVE, tigrinya, WaitFor("Morgen"), pause=6),
        Step(NOTHING_LEFT, farsi, Write("/delete"), pause=3),
        Step(NOTHING_LEFT, farsi, Tap("löschen"), pause=5),
        Step(LAST, pause=8),
    )
