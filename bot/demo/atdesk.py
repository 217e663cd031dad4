"""What the tour tells of the desk: somebody books alone, the day is closed, somebody came."""

from __future__ import annotations

from collections.abc import Sequence

from bot.demo.steps import Sight, Step, Tap, Walk, Write, caption

BOOKS = caption(
    "Farid braucht Hilfe bei einem Brief. Er nimmt selbst eine freie Zeit des Zentrums: drei "
    "Fingertipps.",
    "Farid needs help with a letter. He books one of the centre’s times himself: three taps.",
)
CLOSES = caption(
    "Im Zentrum ist heute jemand krank. Frau Muster schließt den Tag: drei Fingertipps.",
    "Somebody at the centre is ill today. Frau Muster closes the day: three taps.",
)
THREE_TIMES = caption(
    "Farid liest es auf Farsi, mit drei neuen Zeiten. Bis morgen hält das Zentrum sie ihm frei.",
    "Farid reads it in Farsi, with three new times. Until tomorrow the centre keeps them for him.",
)
ONE_TAP = caption(
    "Er tippt eine an, und der neue Termin steht. Niemand musste anrufen.",
    "He taps one, and the new appointment stands. Nobody had to call.",
)
NEXT_MORNING = caption(
    "Am nächsten Morgen um zehn: Frau Muster öffnet die Termine des Tages.",
    "The next morning at ten: Frau Muster opens the appointments of the day.",
)
CAME = caption(
    "Selam ist da. Ein Fingertipp am Empfang.",
    "Selam is here. One tap at the desk.",
)
NUMBERS = caption(
    "Was die Leitung sieht: Zahlen und ein Bild, nie einen Namen, nie weniger als fünf Menschen.",
    "What the lead sees: numbers and a picture, never a name, never fewer than five people.",
)


def booking(farsi: int) -> Sequence[Step]:
    """A free time of today is taken, far enough ahead at any hour the tour is played."""
    return (
        Step(BOOKS, farsi, Write("/book"), [Sight("Wofür ist der Termin?", farsi)], pause=0.8),
        Step(BOOKS, farsi, Tap("Hilfe bei einem Brief"), [Sight("Freie Zeiten", farsi)], pause=1),
        Step(BOOKS, farsi, Tap(place=(2, 0)), [Sight("Sie haben einen Termin", farsi)], pause=3),
    )


def closing(farsi: int, staff: int) -> Sequence[Step]:
    """The centre closes today; a minute later who had an appointment chooses another time.

    The last of the three: never before Selam's, who is the first to come in the morning.
    """
    words = ("Das Zentrum ist dann geschlossen", "Bitte eine andere Zeit")
    told = [Sight(each, farsi) for each in words]
    return (
        Step(CLOSES, staff, Write("/hours"), [Sight("Tag schließen", staff)], pause=0.8),
        Step(CLOSES, staff, Tap("Tag schließen"), [Sight("An welchem Tag", staff)], pause=0.8),
        Step(CLOSES, staff, Tap(place=(0, 0)), [Sight("die ausfallen: 1", staff)], pause=1.5),
        Step(
            CLOSES,
            staff,
            Tap("Ja, schließen"),
            [Sight("mit anderen Zeiten zur Auswahl", staff)],
            pause=2,
        ),
        Step(THREE_TIMES, farsi, Walk("next"), told, pause=4.5),
        Step(ONE_TAP, farsi, Tap(place=(2, 0)), [Sight("Ihr Termin:", farsi)], pause=3.5),
    )


def keeping(staff: int) -> Sequence[Step]:
    """The next day at ten: the desk notes who is here."""

    def walked(to: str, then: str) -> Step:
        return Step(NEXT_MORNING, staff, Walk(to), [Sight(then)], pause=0.4)

    here = [Sight("Selam (N9): war da", staff)]
    return (
        walked("morning", "08:00"),
        walked("hour", "09:00"),
        walked("hour", "10:00"),
        Step(NEXT_MORNING, staff, Write("/today"), [Sight("Termine: ", staff)], pause=1),
        Step(NEXT_MORNING, staff, Tap("📅 Termine"), [Sight("Selam (N9): kommt", staff)], pause=2),
        Step(CAME, staff, Tap("ist da"), here, pause=3),
    )


def counting(staff: int) -> Sequence[Step]:
    """The numbers of the centre, with their picture."""
    told = [Sight(words, staff) for words in ("Zahlen: Integrationszentrum", "🟩 Gekommen")]
    return (Step(NUMBERS, staff, Write("/numbers"), told, pause=5),)
