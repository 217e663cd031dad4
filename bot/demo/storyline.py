"""The tour of about four minutes, as data: what is told, who does what, what is to be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.demo.atdesk import booking, closing, counting, keeping
from bot.demo.atwork import bundling, working
from bot.demo.byletter import answering_a_letter
from bot.demo.steps import Sight, Step, Tap, Walk, Write, caption

NEWS = "Neu in Ihrer Nähe"
BRING_IT = "Bitte bringen Sie den Brief mit"
HER_WORDS = "የቐንየለይ። ጽባሕ ሒዘዮ ክመጽእ እየ።"
OPENING = caption(
    "Vier Telefone, alle mit Telegram: Selam liest Tigrinya, Farid Farsi, dazu ein Gasthof und "
    "das Zentrum. Die kleine Schrift ist für Sie: Deutsch.",
    "Four phones, all with Telegram: Selam reads Tigrinya, Farid Farsi; beside them an inn and "
    "the centre. The small print is for you: German.",
)
COURSE = caption(
    "Das Zentrum kündigt einen Deutschkurs an. Frau Muster tippt nur Antworten an: Tag, Uhrzeit, "
    "Ort, Plätze.",
    "The centre announces a German course. Frau Muster only taps answers: day, time, place, "
    "how many.",
)
COUNTED = caption(
    "Vor dem Senden sieht sie, wie viele Menschen es bekommen, und wie es auf Arabisch aussieht …",
    "Before sending she sees how many people will get it, and what it looks like in Arabic …",
)
IN_FOUR = caption("… auf Farsi und Tigrinya …", "… in Farsi and Tigrinya …")
IN_FIVE = caption(
    "… auf Deutsch und Englisch. Geschrieben hat sie davon nichts.",
    "… in German and English. She wrote none of it.",
)
A_MINUTE = caption(
    "Eine Minute lang kann sie es noch zurücknehmen. Die Uhr läuft weiter, dann geht es hinaus.",
    "For a minute she can still take it back. The clock walks on, then it goes out.",
)
ALL_LIGHT_UP = caption(
    "Beide lesen es in ihrer Sprache und Schrift: Selam auf Tigrinya, Farid auf Farsi.",
    "Both read it in their own language and script: Selam in Tigrinya, Farid in Farsi.",
)
I_COME = caption(
    "Selam tippt einmal: „Ich komme“. Beim Zentrum steht jetzt eine Zusage.",
    "Selam taps once: “I come”. The centre now sees one acceptance.",
)
TWO_PLACES = caption(
    "Der Gasthof wird gefragt: noch offen? Ja. Wie viele Plätze? Zwei. Mehr ist nicht zu tun.",
    "The inn is asked: still open? Yes. How many places? Two. That is all there is to do.",
)
REASONS = caption(
    "Kurz darauf hat Selam das Angebot. Dabei steht, was passt (✅) und was noch zu klären ist "
    "(⚠️).",
    "Soon Selam has the offer. It says what fits (✅) and what is still to be solved (⚠️).",
)
INTERESTED = caption(
    "Sie hat Interesse. Der Gasthof wird gefragt und liest, was sie kann; ihren Namen nicht.",
    "She is interested. The inn is asked and reads what she can do; not her name.",
)
EVE = caption(
    "Die Uhr läuft bis 18 Uhr. Die Erinnerung an morgen kommt von selbst, mit Adresse …",
    "The clock walks to 18:00. The reminder of tomorrow comes by itself, with the address …",
)
MAP = caption("… und mit Karte.", "… and with a map.")
CONFIRMED = caption(
    "Wieder genügt ein Fingertipp: Selam kommt morgen.",
    "Again one tap is enough: Selam comes tomorrow.",
)
A_LETTER = caption(
    "Am Abend hat Selam eine Frage zu einem Brief. Dafür will sie einen Menschen.",
    "In the evening Selam has a question about a letter. For that she wants a person.",
)
NO_NAME = caption(
    "Das Zentrum liest, worum es geht, welche Sprache, bis wann. Keinen Namen.",
    "The centre reads what it is about, which language, by when. No name.",
)
TAKEN = caption(
    "Frau Muster übernimmt mit einem Fingertipp. Erst jetzt sieht sie, wer fragt.",
    "Frau Muster takes it with one tap. Only now she sees who asks.",
)
A_SENTENCE = caption(
    "Sie tippt einen fertigen Satz an. Selam liest ihn auf Tigrinya, mit Namen und Zentrum.",
    "She taps a ready sentence. Selam reads it in Tigrinya, with the name and the centre.",
)
SHE_WRITES = caption(
    "Selam dankt und bringt den Brief morgen mit. Ihre Worte stehen bei Frau Muster.",
    "Selam thanks her and brings the letter tomorrow. Frau Muster has her words.",
)
CLOSED = caption(
    "Erledigt. Selam erfährt es, und ein Fingertipp genügt, wenn noch etwas fehlt.",
    "Done. Selam is told, and one tap is enough if something is still missing.",
)
NOTHING_LEFT = caption(
    "Und wer gehen will, löscht alles: ein Wort, eine Bestätigung. Farids Daten sind gelöscht.",
    "And whoever wants to leave deletes everything: one word, one confirmation. Farid's data "
    "are gone.",
)
LAST = caption(
    "Jetzt Sie: Jedes Telefon hier lässt sich bedienen, und „nächstes Ereignis“ stellt die Uhr "
    "vor.",
    "Your turn: every phone here works, and “next event” moves the clock.",
)


def storyline(phones: Mapping[str, int]) -> Sequence[Step]:
    """Return the steps for the phones named tigrinya, farsi, practice (the inn) and staff."""
    return (
        Step(OPENING, sights=_owners(phones), pause=5),
        *_announcing(phones["staff"], phones["tigrinya"]),
        *_coming(phones["tigrinya"], phones["farsi"], phones["staff"]),
        *_offering(phones["tigrinya"], phones["practice"]),
        *answering_a_letter(phones["staff"]),
        *booking(phones["farsi"]),
        *closing(phones["farsi"], phones["staff"]),
        *_reminding(phones["tigrinya"]),
        *_asking(phones["tigrinya"], phones["staff"]),
        *_answering(phones["tigrinya"], phones["staff"]),
        *keeping(phones["staff"]),
        *_leaving(phones["farsi"]),
        *working(phones["tigrinya"], phones["practice"], phones["staff"]),
        *bundling(phones["staff"]),
        *counting(phones["staff"]),
        Step(LAST, sights=_owners(phones), pause=4),
    )


def _owners(phones: Mapping[str, int]) -> Sequence[Sight]:
    """See whose phone each is, in the words of both audiences."""
    told = {"tigrinya": "Tigrinya", "farsi": "Farsi", "practice": "Gasthof", "staff": "Muster"}
    return [Sight(words, phones[name]) for name, words in told.items()]


def _announcing(staff: int, tigrinya: int) -> Sequence[Step]:
    """Staff go through the questions; each button is one that only its own question has."""

    def seen(*words: str) -> Sequence[Sight]:
        return [Sight(each, staff) for each in words]

    def asked(tap: Tap, then: str) -> Step:
        return Step(COURSE, staff, tap, seen(then), pause=1)

    return (
        Step(COURSE, staff, Write("/announce"), seen("Was möchten Sie"), pause=2),
        asked(Tap("Deutschkurs"), "An welchem Tag?"),
        asked(Tap("📅", place=(6, 0)), "Ab wie viel Uhr?"),
        asked(Tap("17:00"), "Bis wie viel Uhr?"),
        asked(Tap("18:30"), "Ist es kostenlos?"),
        asked(Tap("Kostenlos, mit Kinderbetreuung"), "Wie viele Menschen"),
        Step(COURSE, staff, Tap("12"), seen("Menschen (", "دورة لغة"), pause=0.5),
        Step(COUNTED, staff, sights=seen("Menschen (", "دورة لغة"), pause=4),
        Step(IN_FOUR, staff, sights=seen("دوره زبان", "ኮርስ"), pause=2.5),
        Step(IN_FIVE, staff, sights=seen("Deutschkurs", "German course"), pause=3),
        Step(IN_FIVE, staff, Tap("Jetzt senden"), seen("Nicht senden"), pause=1.5),
        Step(A_MINUTE, staff, sights=seen("Nicht senden"), pause=3),
        Step(A_MINUTE, tigrinya, Walk("next"), [Sight(NEWS, tigrinya)], pause=1.5),
    )


def _coming(tigrinya: int, farsi: int, staff: int) -> Sequence[Step]:
    """The course arrives, and somebody comes."""
    both = [Sight(words, phone) for phone in (tigrinya, farsi) for words in (NEWS, "Deutschkurs")]
    here, counted = Sight("Sie kommen", tigrinya), Sight("Zusagen: 1", staff)
    return (
        Step(ALL_LIGHT_UP, sights=both, pause=4.5),
        Step(I_COME, tigrinya, Tap(data="1sactivity"), [here], pause=1),
        Step(I_COME, staff, sights=[here, counted], pause=4),
    )


def _offering(tigrinya: int, inn: int) -> Sequence[Step]:
    """The inn has two places, and the woman they fit hears of it."""
    reasons = ("Hotelzimmer", "Das können Sie", "Ihre Zeiten passen", "Kinderbetreuung")
    fits = [Sight(words, tigrinya) for words in reasons]
    hers = Sight("der Betrieb schaut es an", tigrinya)
    return (
        Step(TWO_PLACES, inn, Tap("Ja, noch offen"), [Sight("Wie viele Plätze?", inn)], pause=2),
        Step(TWO_PLACES, inn, Tap("2 Plätze"), [Sight("Plätze: 2", inn)], pause=2.5),
        Step(REASONS, tigrinya, Walk("next"), fits, pause=5.5),
        Step(INTERESTED, tigrinya, Tap(data="1soffer"), [hers], pause=4),
    )


def _reminding(tigrinya: int) -> Sequence[Step]:
    """The eve of an appointment."""
    address = [Sight(words, tigrinya) for words in ("📍", "Morgen")]
    return (
        Step(EVE, tigrinya, Walk("next"), [Sight("18:00"), *address], pause=4),
        Step(MAP, tigrinya, sights=[Sight("Integrationszentrum Alb", tigrinya)], pause=3),
        Step(
            CONFIRMED,
            tigrinya,
            Tap(data="1sappointment"),
            [Sight("Sie kommen", tigrinya), Sight("Morgen", tigrinya)],
            pause=3.5,
        ),
    )


def _asking(tigrinya: int, staff: int) -> Sequence[Step]:
    """Somebody wants a person: the centre reads what about, and one of them takes it."""
    asked, waits = Sight("Worum geht es?", tigrinya), Sight("Brief oder Dokument", staff)
    told, by = Sight("Das Zentrum weiß es jetzt", tigrinya), Sight("Antwort bis", staff)
    return (
        Step(A_LETTER, tigrinya, Write("/menu"), [Sight("Mit einem Menschen", tigrinya)], pause=1),
        Step(A_LETTER, tigrinya, Tap(data="1smenu.0.0.person"), [asked], pause=1),
        Step(A_LETTER, tigrinya, Tap("Brief oder Dokument"), [told], pause=1.5),
        Step(NO_NAME, staff, sights=[waits, by], pause=4),
        Step(TAKEN, staff, Tap(data="1srequest"), [Sight("Selam (", staff)], pause=3.5),
    )


def _answering(tigrinya: int, staff: int) -> Sequence[Step]:
    """A ready sentence is read in the own language; what is written back arrives."""
    read, named = (Sight(words, tigrinya) for words in (BRING_IT, "Frau Muster ("))
    back, done = Sight(HER_WORDS, staff), Sight("Abgeschlossen", staff)
    return (
        Step(A_SENTENCE, staff, Tap("Fertige Sätze"), [Sight(BRING_IT, staff)], pause=1.5),
        Step(A_SENTENCE, staff, Tap("4"), [read, named], pause=4),
        Step(SHE_WRITES, tigrinya, Write(HER_WORDS), [back], pause=4),
        Step(CLOSED, staff, Tap("Abschließen"), [done], pause=1.5),
        Step(CLOSED, tigrinya, Walk("next"), [Sight("Noch nicht fertig", tigrinya)], pause=4),
    )


def _leaving(farsi: int) -> Sequence[Step]:
    """Everything is deleted, the chat too."""
    gone = [Sight("alle Ihre Daten gelöscht", farsi)]
    return (
        Step(NOTHING_LEFT, farsi, Write("/delete"), [Sight("Ja, alles löschen", farsi)], pause=2),
        Step(NOTHING_LEFT, farsi, Tap("Ja, alles löschen"), gone, pause=5),
    )
