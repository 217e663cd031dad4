"""Two who share no language: the person is asked first, one mediator helps, and in secrecy."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from conversations.kit.events import Sent, Tapped, Typed
from storage import team
from storage.digits import sealed
from storage.mediation import accept
from storage.models import Request
from storage.models.people import RoleName
from storage.pins import choose, reset
from tests.conversations.announcing import a_minute_later
from tests.conversations.colleagues import card
from tests.conversations.invited import PIN, invited
from tests.conversations.test_thread import petra_of, request
from tests.people import Phone, Town
from tests.scheduler.desk import newcomer, news, person_of

pytestmark = pytest.mark.both_databases
ASKED = "🗣️ Can you interpret? You write and hear here."
YES = ".mediator-any"
ELSE = "Possible: a ready sentence, a call, an appointment (Termin) with an interpreter."


def mediator(at: Town, name: str, **values: Any) -> Phone:
    """Let a mediator begin: a woman who speaks Tigrinya and signed to keep secrets."""
    phone = invited(at, name.lower(), RoleName.MEDIATOR, "alb")
    phone.pin = PIN
    who, known = person_of(phone), {"languages": ["ti"], "gender": "woman", "secrecy_at": at.now}

    def describe(session: Session) -> None:
        colleague = team.colleague(at.work(session), who)
        for key, value in {"first_name": name, **known, **values}.items():
            setattr(colleague, key, value)
        choose(at.work(session), who, sealed(PIN))

    at.do(describe)
    return phone


def speaks_tigrinya(at: Town, petra: Phone) -> Phone:
    """Let Selam ask, Petra take it and wish for an interpreter."""
    selam = newcomer(at, "selam", language="ti", first_name="Selam").says("/person")
    selam.taps(".letter")
    petra.reads().taps("Take").taps("🗣️ Interpreter")
    return selam.reads()


def with_helen(at: Town) -> tuple[Phone, Phone, Phone]:
    petra, helen = petra_of(at), mediator(at, "Helen")
    selam = speaks_tigrinya(at, petra).taps(YES)
    helen.reads().taps("Yes, I interpret")
    assert helen.sees.endswith("Nothing was written yet. Both sides read what you write.")
    return petra.reads(), helen, selam.reads()


def test_the_person_is_asked_before_anybody_else_hears_of_it(here: Town) -> None:
    petra, helen = petra_of(here), mediator(here, "Helen")
    selam = speaks_tigrinya(here, petra)
    assert petra.toast == "We ask the person first."
    assert "ትግርኛ" in selam.sees
    assert len([data for data in selam.bubbles[-1].every_data if ".mediator-" in data]) == 4
    assert news(helen) == []
    selam.taps(YES)
    assert news(helen) == [ASKED]
    assert helen.sees.endswith("Selam · Tigrinya")
    assert "R-" not in helen.sees


def test_the_first_yes_wins_and_the_other_reads_that_it_is_settled(here: Town) -> None:
    petra, helen, sara = petra_of(here), mediator(here, "Helen"), mediator(here, "Sara")
    speaks_tigrinya(here, petra).taps(YES)
    helen.reads()
    sara.reads()
    helen.taps("Yes, I interpret")
    assert sara.reads().sees == "Thank you. This is settled."
    assert news(petra)[0].startswith("🗣️ Helen interprets: Selam (R-")
    assert request(here).mediator_id == person_of(helen)


def test_two_press_yes_and_one_interprets(here: Town) -> None:
    petra, helen, sara = petra_of(here), mediator(here, "Helen"), mediator(here, "Sara")
    speaks_tigrinya(here, petra).taps(YES)
    helen.reads()
    stale = sara.reads().bubbles[-1]
    helen.taps("Yes, I interpret")
    sara.taps("Yes, I interpret", stale)
    assert request(here).mediator_id == person_of(helen)
    assert "Write" not in "".join(sara.buttons)


def test_a_mediator_chooses_a_pin_before_the_first_yes(here: Town) -> None:
    petra, helen = petra_of(here), mediator(here, "Helen")
    who = person_of(helen)
    here.do(lambda session: reset(here.work(session), who))
    speaks_tigrinya(here, petra).taps(YES)
    helen.reads().taps("Yes, I interpret")
    assert request(here).mediator_id is None
    helen.says(PIN).says(PIN)
    assert request(here).mediator_id == who


def test_of_two_who_found_it_free_the_database_lets_one_interpret(here: Town) -> None:
    petra, helen, sara = petra_of(here), mediator(here, "Helen"), mediator(here, "Sara")
    speaks_tigrinya(here, petra).taps(YES)
    both = [person_of(helen), person_of(sara)]

    def says_yes(session: Session, who: int) -> bool:
        return accept(here.work(session), session.scalars(select(Request)).one(), who)

    kept = [here.do(partial(says_yes, who=who)) for who in both]
    assert kept == [
        True,
        False,
    ]
    assert request(here).mediator_id == both[0]


def test_three_talk_and_each_reads_what_is_theirs(here: Town) -> None:
    petra, helen, selam = with_helen(here)
    helen.taps("Write").says("ጽባሕ ምጹ")
    assert "Helen" in selam.reads().sees
    assert "ጽባሕ ምጹ" in selam.sees
    assert "Helen, interpreter" in petra.reads().sees
    assert "ጽባሕ ምጹ" in petra.sees
    selam.says("የቐንየለይ ብዙሕ")
    assert "የቐንየለይ ብዙሕ" in helen.reads().sees
    assert "የቐንየለይ ብዙሕ" in petra.reads().sees
    petra.taps("Write").says("Bis morgen").taps("Send as it is")
    assert "Bis morgen" in helen.reads().sees


def test_a_reply_and_a_loose_text_of_the_mediator_go_into_the_thread(here: Town) -> None:
    _petra, helen, selam = with_helen(here)
    helen.does(Typed("ሓደ", here.now, replies_to=helen.bubbles[-1].row))
    assert "ሓደ" in selam.reads().sees
    helen.says("ክልተ")
    assert "ክልተ" in selam.reads().sees


def test_a_voice_goes_to_the_mediator_by_its_name_alone(here: Town) -> None:
    petra, helen, selam = with_helen(here)
    selam.does(Sent("voice", 7, file_id="voice-of-selam"))
    helen.reads()
    assert [body for body in helen.others if body["op"] == "voice"] == [
        {"v": helen.others[-1]["v"], "op": "voice", "voice": "voice-of-selam"}
    ]
    petra.reads()
    assert not [body for body in petra.others if body["op"] == "voice"]


def test_without_a_mediator_no_voice_goes_anywhere(here: Town) -> None:
    petra, helen = petra_of(here), mediator(here, "Helen")
    selam = speaks_tigrinya(here, petra)
    selam.does(Sent("voice", 7, file_id="voice-of-selam"))
    assert news(helen) == []
    assert not [body for body in helen.others if body["op"] == "voice"]


def test_nobody_is_called_where_the_person_says_no_and_staff_read_it(here: Town) -> None:
    petra, helen = petra_of(here), mediator(here, "Helen")
    selam = speaks_tigrinya(here, petra).taps(".mediator-none")
    assert news(helen) == []
    assert "wants no interpreter" in news(petra)[0]
    petra.taps("How it is now")
    assert "🗣️ They want no interpreter." in petra.sees
    petra.taps("🗣️ Interpreter")
    assert news(helen) == []
    assert news(selam) == []


def test_who_said_no_later_is_alone_with_the_centre_again(here: Town) -> None:
    _petra, helen, selam = with_helen(here)
    selam.does(Tapped("1stalk.1.1.mediator-none", None))
    assert request(here).mediator_id is None
    helen.taps("Write")
    assert helen.toast == "This is closed. Here is the menu: /menu"


@pytest.mark.parametrize(
    ("wish", "called"), [("woman", ["Helen"]), ("man", ["Yonas"]), ("any", ["Helen", "Yonas"])]
)
def test_only_who_fits_the_wish_is_called(here: Town, wish: str, called: list[str]) -> None:
    petra = petra_of(here)
    phones = {
        "Helen": mediator(here, "Helen"),
        "Yonas": mediator(here, "Yonas", gender="man"),
        "Amira": mediator(here, "Amira", languages=["ar"]),
        "Unsigned": mediator(here, "Unsigned", secrecy_at=None),
        "Away": mediator(here, "Away", away_until=here.now.replace(day=20)),
    }
    speaks_tigrinya(here, petra).taps(f".mediator-{wish}")
    assert [name for name, phone in phones.items() if ASKED in news(phone)] == called


def test_where_nobody_speaks_it_staff_read_what_else_to_do(here: Town) -> None:
    petra = petra_of(here)
    selam = speaks_tigrinya(here, petra)
    assert petra.sees == f"🗣️ Nobody is there who interprets: Tigrinya\n{ELSE}"
    assert petra.buttons == ["✍️ Write", "🔄 How it is now", "💬 Ready sentences"]
    assert not [data for data in selam.bubbles[-1].every_data if "mediator" in data]


def test_no_woman_there_is_told_to_staff(here: Town) -> None:
    petra = petra_of(here)
    mediator(here, "Yonas", gender="man")
    speaks_tigrinya(here, petra).taps(".mediator-woman")
    assert news(petra) == ["🗣️ Nobody is there who interprets: Tigrinya"]


def test_a_closed_thread_is_the_mediators_no_longer(here: Town) -> None:
    petra, helen, selam = with_helen(here)
    selam.says("የቐንየለይ ብዙሕ")
    helen.reads()
    petra.taps("How it is now").taps("Close")
    helen.taps("How it is now")
    assert helen.toast == "This is closed. Here is the menu: /menu"
    helen.says("still there?")
    assert "still there?" not in selam.reads().sees


def test_a_mediator_reads_no_notes_and_cannot_hand_or_close(here: Town) -> None:
    _petra, helen, _selam = with_helen(here)
    for action in ("open", "hand", "close", "back"):
        helen.does(Tapped(f"1sthread.1.1.{action}", helen.bubbles[-1].row))
        assert helen.toast == "This is closed. Here is the menu: /menu"
    assert request(here).closed_at is None


def asked(at: Town, *names: str) -> list[Phone]:
    """Let Petra have Selam's request, and these mediators be asked; hers is the first phone."""
    petra, named = petra_of(at), [mediator(at, name) for name in names]
    speaks_tigrinya(at, petra).taps(YES)
    return [petra, *(phone.reads() for phone in named)]


def test_after_the_last_no_who_answers_reads_what_else_is_possible(here: Town) -> None:
    petra, helen, sara = asked(here, "Helen", "Sara")
    helen.taps("Not this time")
    assert news(petra) == []
    sara.taps("Not this time")
    assert news(petra)[0].startswith("🗣️ Nobody interprets now: Selam (R-")
    assert petra.sees.endswith(ELSE)
    assert "Which sentence?" in petra.taps("Ready sentences").sees


def test_who_said_no_twice_is_one_no_and_asking_again_begins_anew(here: Town) -> None:
    petra, helen = asked(here, "Helen")
    question = helen.bubbles[-1]
    stale = question.data("Not this time")
    helen.taps("Not this time")
    assert len(news(petra)) == 1
    here.now += timedelta(minutes=1)
    helen.does(Tapped(stale, question.row))
    assert news(petra) == []
    here.now += timedelta(minutes=1)
    petra.taps("How it is now").taps("🗣️ Interpreter")
    assert petra.toast == "We ask again."
    assert news(helen) == [ASKED]
    helen.taps("Not this time")
    assert len(news(petra)) == 1


@pytest.mark.parametrize(
    "way", [("Is away", "17.11.2026"), ("Pause the access",), ("End the access", "Yes, end it")]
)
def test_where_the_last_who_could_say_yes_goes_who_answers_reads_it(
    here: Town, way: tuple[str, ...]
) -> None:
    petra, helen, _sara = asked(here, "Helen", "Sara")
    helen.taps("Not this time")
    of_sara = card(invited(here, "lena", RoleName.LEAD, "alb"), "Sara")
    for tap in way:
        of_sara.taps(tap)
    a_minute_later(here)  # a pause can be taken back until then
    assert [line.split(":")[0] for line in news(petra)] == ["🗣️ Nobody interprets now"]


def test_who_goes_while_another_may_still_say_yes_is_nobodys_news(here: Town) -> None:
    petra, _helen, _sara = asked(here, "Helen", "Sara")
    card(invited(here, "lena", RoleName.LEAD, "alb"), "Sara").taps("Pause the access")
    a_minute_later(here)
    assert news(petra) == []


def test_who_interpreted_and_leaves_is_told_to_both_sides(here: Town) -> None:
    petra, helen, selam = with_helen(here)
    here.now += timedelta(minutes=1)
    helen.says("/delete").taps("Yes, delete everything")
    assert news(petra) == ["🗣️ Nobody is there who interprets: Tigrinya"]
    assert selam.reads().sees.startswith("🗣️ ሕጂ ኣብዚ ዘተርጉም የለን።")
    assert request(here).mediator_id is None
