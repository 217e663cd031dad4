"""What holds for every registered flow, in every language: walked, tapped, typed, looked at."""

from __future__ import annotations

import pytest

from conversations.kit.buttons import OfQuestion, read
from conversations.kit.events import Sent, Tapped
from conversations.registry import FLOWS
from locales.catalogues import misses
from locales.languages import LANGUAGES
from storage.limits import Limits
from storage.models.people import RoleName
from tests.conversations.announce_scene import announcing
from tests.conversations.asked_mediator import joins, mediator
from tests.conversations.desk_scene import about, employer_id, lead, replies_late, waits, ways
from tests.conversations.firm_scene import COMES, LOOKED_AT
from tests.conversations.firm_walk import asks_firm
from tests.conversations.holding_scene import NOT_HELD
from tests.conversations.introducing_scene import introduces
from tests.conversations.mail_scene import ENDED, NAMED, confirmed, offered
from tests.conversations.need_scene import needs_people
from tests.conversations.offer_scene import enters_offers
from tests.conversations.screens_scene import opens_screens
from tests.conversations.still_scene import asks
from tests.conversations.test_new_phone import begins
from tests.conversations.walker import STEPS, Walker, check
from tests.conversations.way_walk import on_the_way
from tests.conversations.ways_scene import comes_in
from tests.people import Town
from tests.scheduler.desk import person_of

pytestmark = [pytest.mark.furnished("demo"), pytest.mark.slow]
NOT_TEAM = r"menu\.0\.0\.(?!team)|activity"


@pytest.fixture
def reutlingen(here: Town) -> Town:
    """The demo district; twins tell what is said in German."""
    here.limits = Limits(german_twins=True)
    return here


def at_the_desk(at: Town, language: str, walker: type[Walker] = Walker) -> list[Walker]:
    """Lead two brothers, a lead and a mediator to what nobody finds by tapping."""
    own_name = LANGUAGES[language].own_name
    selam = on_the_way(at, language, walker)
    firm = walker(at.phone("81").says("/start").taps(own_name), language)
    firm.led(*COMES)
    needing = needs_people(at, language, walker)
    brothers = walker(at.phone("6").says("/start").taps(own_name), language)
    brothers.led(".start", ".18", "Münsingen", "/phone", "Hamid", "1357", ".start", ".18")
    brothers.led("Münsingen", "Yonas", "2468", "/start", "Hamid", "1357")
    brothers.led(*asks(brothers.phone))
    offered(at, brothers.phone)
    brothers.led(*NAMED)
    confirmed(at, person_of(brothers.phone))
    brothers.led(*ENDED)
    brothers.led("Der Brief ist da", ".no")
    desk = walker(lead(at, "7", language), language)
    desk.led(*LOOKED_AT)
    begins(desk.phone, person_of(brothers.phone))
    desk.seen.add(desk.place() or ("", ""))
    desk.led(".yes", "1234", "/menu")
    desk.left.add(("new_phone", "number"))  # once the other phone shows it
    request, person = waits(at, language)
    desk.led(*about(person), *ways(request))
    introduces(desk, person)
    helen = walker(mediator(at, language), language)
    helen.led(".yes", ".write", "Guten Tag")
    enters_offers(desk)
    desk.led("/team", f"member.{person_of(helen.phone)}.1", ".speaks", ".done", ".woman", ".yes")
    brothers.led("/person", ".letter", ".skip", "/problem", ".call", "0151 234567")
    helen.led(replies_late(helen.phone, "mediated."), ".yes")
    desk.led(replies_late(desk.phone, f"thread.{request}."), ".yes", ".send")
    return [selam, firm, needing, brothers, desk, helen]


def at_random(
    at: Town, language: str, steps: int = STEPS, walker: type[Walker] = Walker
) -> list[Walker]:
    """Let a newcomer, colleagues and somebody of a firm tap what they find."""
    newcomer = at.phone("1").says("/start")
    check(newcomer.bubbles[-1], "en")
    firm = at.do(employer_id)
    walkers = [
        walker(newcomer, language, seen={("language", "language")}),
        walker(joins(at, "2", RoleName.LEAD, "*", language), language, NOT_HELD),
        walker(joins(at, "4", RoleName.STAFF, "alb", language), language),
        walker(joins(at, "5", RoleName.LEAD, "*", language), language, NOT_TEAM),
        walker(joins(at, "3", RoleName.EMPLOYER, firm, language), language),
    ]
    newcomer.taps(LANGUAGES[language].own_name)
    for each, taken in zip(walkers, (steps, steps // 2, 4, steps // 2, 40), strict=True):
        each.walk(taken)
    return walkers


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_reached_left_fit_to_be_seen_and_to_be_typed_back(
    reutlingen: Town, language: str
) -> None:
    before = dict(misses())
    walkers = at_random(reutlingen, language)
    walkers += at_the_desk(reutlingen, language) + announcing(reutlingen, language, Walker)
    walkers += comes_in(reutlingen, language, Walker)
    walkers += opens_screens(reutlingen, language, Walker)
    walkers.append(asks_firm(reutlingen, language, Walker))
    everything = {(flow.name, question.name) for flow in FLOWS for question in flow.questions}
    seen = {place for walker in walkers for place in walker.seen}
    left = {place for walker in walkers for place in walker.left}
    assert not everything - seen, sorted(everything - seen)
    assert not seen - left, sorted(seen - left)
    assert sum(len(walker.labels) for walker in walkers) > 250
    assert [each for walker in walkers for each in sorted(walker.misread)] == []
    if language != "en":
        assert misses() == before


def test_old_buttons_change_nothing(reutlingen: Town) -> None:
    amal = reutlingen.phone("1").settles_in()
    walker = Walker(amal, "en")
    walker.walk(80)
    amal.says("/profile")
    place, shown = walker.place(), [(b.text, b.buttons) for b in amal.bubbles]
    for data in [data for data in walker.old if isinstance(read(data), OfQuestion)]:
        amal.does(Tapped(data, None))
        assert walker.place() == place
    assert [(b.text, b.buttons) for b in amal.bubbles] == shown


@pytest.mark.parametrize(
    "thing", [Sent("voice", 7), Sent("photo", 8), Sent("document", 9), Sent("other", 10)]
)
def test_nothing_that_is_sent_meets_silence(reutlingen: Town, thing: Sent) -> None:
    amal = reutlingen.phone("1").settles_in()
    heard = len(amal.bubbles)
    amal.does(thing)
    assert len(amal.bubbles) > heard
