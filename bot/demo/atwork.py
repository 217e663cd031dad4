"""What the tour tells of work: a card without a name, two yeses, a permission, a day, a start."""

from __future__ import annotations

from collections.abc import Sequence

from bot.demo.steps import Sight, Step, Tap, Walk, Write, caption

NAMELESS = caption(
    "Um neun kam beim Gasthof eine Karte an: was jemand kann und wann. Kein Name, kein Alter.",
    "At nine the inn got a card: what somebody can do, and when. No name, no age.",
)
PLEASE_SEND = caption(
    "Ein Fingertipp: „Bitte schicken“.",
    "One tap: “Please send”.",
)
HER_YES = caption(
    "Selam entscheidet: Darf nur dieser Gasthof ihren Vornamen wissen? Ja. Ein Nein wäre in "
    "Ordnung.",
    "Selam decides: may this inn, and only this one, know her first name? Yes. No would be fine.",
)
PERMISSION = caption(
    "Zuerst die Arbeitserlaubnis. Das Zentrum notiert, wie weit sie ist; im Leben dauert das "
    "Wochen, und nichts verfällt.",
    "First the work permit. The centre notes how far it is; in life that takes weeks, and nothing "
    "expires meanwhile.",
)
A_DAY = caption(
    "Am nächsten Morgen wählt der Gasthof einen Tag: ein Fingertipp. Selam sagt zu: noch einer.",
    "The next morning the inn chooses a day: one tap. Selam agrees: one more.",
)
BOTH_EVES = caption(
    "Am Abend davor lesen es beide: Selam mit Adresse und Namen, der Gasthof, wer kommt.",
    "On the eve both read it: Selam with the address and whom to ask for, the inn who comes.",
)
BEGINS = caption(
    "Und danach eine Frage an den Gasthof: Wie war der Tag? „Fängt bei uns an.“",
    "And afterwards one question to the inn: how was the day? “Begins with us.”",
)
FIRST_DAY = caption(
    "Eine Minute später liest es Selam. Nach zwei Wochen und drei Monaten fragen wir beide nach.",
    "A minute later Selam reads it. After two weeks and three months we ask both how it goes.",
)
HOW_FAR = caption(
    "Das Zentrum sieht jeden Weg: wie weit, wer am Zug ist, und was nicht weitergeht.",
    "The centre sees every way: how far, whose turn it is, and what is stuck.",
)
BUNDLED = caption(
    "Und was zusammengehört: Zwei Häuser brauchen das Gleiche. Daraus wird mit einem Fingertipp "
    "ein Kurs.",
    "And what belongs together: two houses need the same. One tap makes a course of it.",
)


def working(tigrinya: int, inn: int, staff: int) -> Sequence[Step]:
    """From the card the inn got this morning to the first day at work."""
    return (
        *_saying_yes(tigrinya, inn),
        *_permitting(tigrinya, staff),
        *_agreeing(tigrinya, inn),
        *_beginning(tigrinya, inn),
    )


def _saying_yes(tigrinya: int, inn: int) -> Sequence[Step]:
    """The inn wants to meet somebody, and she says yes for it."""
    card = [Sight(words, inn) for words in ("Passt diese Person?", "Hat Zeit")]
    asked = Sight("Ihren Vornamen sagen", tigrinya)
    return (
        Step(NAMELESS, inn, sights=card, pause=4.5),
        Step(PLEASE_SEND, inn, Tap("Bitte schicken"), [Sight("Wir fragen", inn)], pause=2),
        Step(HER_YES, tigrinya, sights=[asked], pause=3),
        Step(
            HER_YES,
            tigrinya,
            Tap("Ja, dem Betrieb sagen"),
            [Sight("prüft mit Ihnen die Papiere", tigrinya)],
            pause=3,
        ),
    )


def _permitting(tigrinya: int, staff: int) -> Sequence[Step]:
    """The centre notes the steps of the permission; a minute after the last one both go on."""

    def noted(label: str, then: str, pause: float = 1) -> Step:
        return Step(PERMISSION, staff, Tap(label), [Sight(then, staff)], pause=pause)

    knows = Sight("kennt jetzt Ihren Vornamen", tigrinya)
    return (
        noted("Bei der Behörde", "Erlaubnis: bei der Behörde", 2.5),
        noted("Die Erlaubnis ist geklärt", "Bis zu welchem Tag"),
        noted("Kein letzter Tag", "In einer Minute"),
        Step(PERMISSION, tigrinya, Walk("hour"), [knows], pause=3),
    )


def _agreeing(tigrinya: int, inn: int) -> Sequence[Step]:
    """A day that both can; on its eve both are reminded."""
    asked, named = Sight("Welcher Tag passt Ihnen?", inn), Sight("An welchem Tag", tigrinya)
    agreed = Sight("Der Tag ist ausgemacht", tigrinya)
    eve = [Sight("Morgen kommt jemand", inn), Sight("Bitte fragen Sie nach", tigrinya)]
    return (
        Step(A_DAY, inn, Walk("next"), [asked], pause=2),
        Step(A_DAY, inn, Tap(place=(0, 0)), [named], pause=2),
        Step(A_DAY, tigrinya, Tap(data="1sway"), [agreed], pause=2.5),
        Step(A_DAY, inn, Walk("next"), [Sight("Selam kommt:", inn)], pause=2.5),
        Step(BOTH_EVES, inn, Walk("next"), eve, pause=5),
    )


def _beginning(tigrinya: int, inn: int) -> Sequence[Step]:
    """The day was good: she begins; a minute later all hear it."""
    first = [Sight("Selam fängt an", inn), Sight("Ihr erster Tag dort", tigrinya)]
    asked, when = Sight("Wie war der Tag", inn), Sight("Welcher Tag ist der erste?", inn)
    hour = Sight("Wann beginnt es?", inn)
    return (
        Step(BEGINS, inn, Walk("next"), [asked], pause=3),
        Step(BEGINS, inn, Tap("Fängt bei uns an"), [when], pause=1.5),
        Step(BEGINS, inn, Tap(place=(2, 0)), [hour], pause=1.5),
        Step(BEGINS, inn, Tap(place=(0, 1)), [Sight("In einer Minute", inn)], pause=2),
        Step(FIRST_DAY, inn, Walk("hour"), first, pause=4.5),
    )


def bundling(staff: int) -> Sequence[Step]:
    """What the centre sees of it: who is on the way, and which needs belong together."""
    way, bundle = Sight("Auf dem Weg", staff), Sight("Betriebe: 2", staff)
    begins, offers = Sight("Fangen bald an", staff), Sight("Angebote: ", staff)
    return (
        Step(HOW_FAR, staff, Write("/today"), [way], pause=1),
        Step(HOW_FAR, staff, Tap("Wer auf dem Weg ist"), [begins], pause=4),
        Step(BUNDLED, staff, Write("/offer"), [offers], pause=1),
        Step(BUNDLED, staff, Tap("🧺"), [bundle], pause=2),
        Step(BUNDLED, staff, Tap(place=(0, 0)), [Sight("Kurs", staff)], pause=4),
    )
