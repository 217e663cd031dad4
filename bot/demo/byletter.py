"""What the tour tells of the second face: a letter, a browser at a firm, one at the desk."""

from __future__ import annotations

from collections.abc import Sequence

from bot.demo.letterbox import FIRM, LETTER
from bot.demo.steps import Sight, Step, Tap, Write, caption

NUMBER = "07381 123456"
BY_POST = caption(
    "Die Zimmerei hat kein Telegram. Sie hat einen Brief vom Zentrum bekommen, mit einem QR-Code.",
    "The carpenter has no Telegram. He got a letter from the centre, with a QR code.",
)
SCANNED = caption(
    "Scannen genügt: Die Seite öffnet sich im Browser, für die Zimmerei, mit der Nummer des "
    "Zentrums.",
    "Scanning is enough: the page opens in the browser, for the carpenter, with the centre’s "
    "number.",
)
THE_SAME = caption(
    "Dasselbe Gespräch wie auf den Telefonen, mit denselben Fragen und Tasten. Hier heißt die "
    "Antwort: Bitte anrufen.",
    "The same conversation as on the phones, with the same questions and buttons. Here the answer "
    "is: please call.",
)
ITS_NUMBER = caption(
    "Eine Telefonnummer, und die Zimmerei ist fertig.",
    "A phone number, and the carpenter is done.",
)
AT_THE_DESK = caption(
    "Einen Augenblick später steht es im Browser am Schalter und auf Frau Musters Telefon.",
    "A moment later it stands in the browser at the desk and on Frau Muster’s phone.",
)


def answering_a_letter(staff: int) -> Sequence[Step]:
    """A firm without Telegram scans its letter and answers; the desk reads it."""
    letter, firm = Sight("Brief an die Zimmerei", LETTER), Sight("Zimmerei Beispielbalken", FIRM)
    number, told = Sight("Welche Telefonnummer", FIRM), Sight("hat jetzt Ihre Nummer", FIRM)
    asked = Sight("Antworten Sie für diesen Betrieb?", FIRM)
    wish = [Sight("bittet um einen Anruf", staff), Sight(NUMBER.replace(" ", "\u00a0"), staff)]
    return (
        Step(BY_POST, LETTER, sights=[letter], pause=3),
        Step(SCANNED, LETTER, Tap(), [firm], pause=0.2),
        Step(SCANNED, FIRM, sights=[firm], pause=3),
        Step(THE_SAME, FIRM, Tap("Hier antworten"), [asked], pause=1.5),
        Step(THE_SAME, FIRM, Tap("Bitte rufen Sie mich an"), [number], pause=1),
        Step(ITS_NUMBER, FIRM, Write(NUMBER), [told], pause=1.5),
        Step(AT_THE_DESK, staff, sights=wish, pause=3.5),
    )
