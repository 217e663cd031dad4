"""Anything anybody may do between interest and three months at work, in any order, and what holds.

The clock goes on with what is due; after each step the rules of the whole machine are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from conversations.introductions import age_changed, carry_on, goes_on, wants
from storage import offers
from storage.introductions import checks, permission, planned
from storage.introductions.planned import Planned
from storage.introductions.steps import Facts, FullError, case_of
from storage.models import Introduction, Offer, Outbox, Person, Record, Role
from storage.models.offers import OfferState
from storage.models.people import RoleName
from storage.rules.ages import AgeBand
from storage.rules.keeping import MONTHS3, WELL
from storage.rules.stages import ENDS, MANNERS, Move, Permit, Side, Stage, moved
from storage.work import Work
from tests.people import BERLIN, Town
from tests.scheduler.desk import newcomer, offered, person_of
from tests.storage.way_holds import FORTNIGHT, OURS, is_over, lives
from tests.storage.way_scene import is_unknown_to_firm
from tests.works import NOW

KINDS = ("job", "internship", "trial_day", "look_day", "minijob")
FURNITURE = {"centre", "municipality", "postcode", "place_alias", "setting", "audit"}
WORDS = {Move.REFUSE: "other"}
PLAIN = {Move.SEND, Move.AGREE, Move.GUARD, Move.AGAIN, Move.TALK, Move.CLOSE}
"""Steps that need nothing besides."""
which = st.integers(0, 50)


class Ways(RuleBasedStateMachine):
    """Three people, four offers of two firms; the first firm has no phone here."""

    town: Town

    def __init__(self) -> None:
        super().__init__()
        self.town.now = NOW
        self.town.do(_empty)
        self.acted: dict[int, datetime] = {}

    @initialize(places=st.lists(st.integers(1, 2), min_size=4, max_size=4))
    def furnish(self, places: Sequence[int]) -> None:
        self.people = [person_of(newcomer(self.town, f"p{n}", first_name="Amal")) for n in range(3)]
        for phone in self.people[2:]:
            self.do(lambda work, key=phone: _young(work, key))
        self.offers = [
            offered(self.town, kind=kind, places=most)
            for kind, most in zip(KINDS, places, strict=False)
        ]
        self.do(self._firms)
        for n, m in (0, 1), (1, 0), (1, 3), (2, 2):
            self.somebody_is_interested(n, m)

    def _firms(self, work: Work) -> None:
        """Let the first two offers be of one firm, and one of the newcomers speak for the last."""
        own = [work.session.get_one(Offer, key) for key in self.offers]
        own[1].employer_id = own[0].employer_id
        speaker = Role(
            person_id=self.people[0], role=RoleName.EMPLOYER, scope=f"{own[3].employer_id}"
        )
        work.session.add(speaker)
        work.session.add(Role(person_id=self.people[1], role=RoleName.STAFF, scope="alb"))

    def do(self, unit: Any) -> Any:
        return self.town.do(lambda session: unit(self.town.work(session)))

    def _living(self, work: Work, n: int) -> Introduction | None:
        rows = select(Introduction).where(Introduction.ended_at.is_(None)).order_by(Introduction.id)
        found = work.session.scalars(rows).all()
        return found[n % len(found)] if found else None

    @rule(n=which, m=which)
    def somebody_is_interested(self, n: int, m: int) -> None:
        def unit(work: Work) -> int:
            person = work.session.get_one(Person, self.people[n % 3])
            offer = work.session.get_one(Offer, self.offers[m % 4])
            return wants(work, person, offer).id if offer.state == OfferState.OPEN else 0

        self.acted[self.do(unit)] = self.town.now

    @rule(moves=st.lists(st.tuples(which, which, st.integers(1, 40)), min_size=4, max_size=12))
    def it_goes_on(self, moves: Sequence[tuple[int, int, int]]) -> None:
        for n, m, days in moves:
            self.do(lambda work, n=n, m=m, days=days: self._moves(work, n, m, days, ends=False))

    @rule(n=which, m=which)
    def it_may_end(self, n: int, m: int) -> None:
        self.do(lambda work: self._moves(work, n, m, 1, ends=True))

    def _moves(self, work: Work, n: int, m: int, days: int, *, ends: bool) -> None:
        """Make one of the moves that are possible: by whose turn it is."""
        found = self._living(work, n)
        options = _possible(work, found, ends=ends) if found else []
        if found is None or not options:
            return
        move, side = options[m % len(options)], MANNERS[found.stage].owner
        if move is Move.CLEAR:
            until = work.today + timedelta(days=2 * days) if m % 2 else None
            permission.set_permit(work, found, Permit.CLEAR, until)
        try:
            assert carry_on(work, found, move, side, _facts(work, move, days))
        except FullError:
            assert _taken(work, found.offer_id) >= _places(work, found.offer_id)
            return
        if side is Side.PERSON or move in (Move.COME, Move.BEGIN):
            self.acted[found.id] = work.now

    @rule(n=which, permit=st.sampled_from([Permit.FORM, Permit.AUTHORITY]))
    def the_permission_goes_on(self, n: int, permit: Permit) -> None:
        def unit(work: Work) -> None:
            found = self._living(work, n)
            if found is not None and found.stage is Stage.PERMIT:
                permission.set_permit(work, found, permit)
                goes_on(work, found, work.now)

        self.do(unit)

    @rule(n=which, m=which, back=st.booleans())
    def a_colleague_plans(self, n: int, m: int, back: bool) -> None:
        """Note a step that takes effect in a minute, or take it back."""
        self.town.now += timedelta(seconds=1)

        def unit(work: Work) -> None:
            found = self._living(work, n)
            every = _possible(work, found, ends=True) if found else []
            able = [each for each in every if each in PLAIN]
            if found is None or not able:
                return
            planned.begin(work, found, Planned(able[m % len(able)], Side.CENTRE), self.people[1])
            if back:
                assert planned.take_back(work, found)

        self.do(unit)

    @rule(n=which, grown=st.booleans())
    def somebody_says_another_age(self, n: int, grown: bool) -> None:
        def unit(work: Work) -> None:
            person = work.session.get_one(Person, self.people[n % 3])
            person.age_band = AgeBand.ADULT if grown else AgeBand.YOUNG
            age_changed(work, person)

        self.do(unit)

    @rule(n=which)
    def an_offer_opens_again(self, n: int) -> None:
        self.do(lambda work: offers.set_state(work, self._offer(work, n), OfferState.OPEN))

    @rule(n=which, kind=st.sampled_from(KINDS))
    def the_kind_of_work_changes(self, n: int, kind: str) -> None:
        def unit(work: Work) -> None:
            offer = self._offer(work, n)
            offer.kind = kind
            for each in permission.begin_permission_anew(work, offer):
                if each.ended_at is None:
                    goes_on(work, each, work.now)

        self.do(unit)

    def _offer(self, work: Work, n: int) -> Offer:
        return work.session.get_one(Offer, self.offers[n % 4])

    @rule(n=which, m=which)
    def they_say_how_it_goes(self, n: int, m: int) -> None:
        def unit(work: Work) -> None:
            found = self._living(work, n)
            side = (Side.PERSON, Side.FIRM)[m % 2]
            after = checks.open_of(work, found, side) if found else None
            if found is not None and after and found.stage is Stage.STARTED:
                assert checks.answer(work, found, side, after, WELL)
                if after == MONTHS3:
                    assert carry_on(work, found, Move.KEEP, side)

        self.do(unit)

    @rule(days=st.integers(1, 16))
    def time_passes(self, days: int) -> None:
        self.town.walk(self.town.now + timedelta(days=days))

    # What always holds.

    @invariant()
    def what_holds(self) -> None:
        if hasattr(self, "offers"):
            self.do(self._holds)

    def _holds(self, work: Work) -> None:
        every = work.session.scalars(select(Introduction)).all()
        living = [each for each in every if each.ended_at is None]
        pairs = [(each.person_id, each.offer_id) for each in living]
        assert len(pairs) == len(set(pairs)), "one way of a person to an offer"
        for key in self.offers:
            seats = [each.seat for each in every if each.offer_id == key and each.seat]
            assert len(seats) == len(set(seats)) <= _places(work, key)
            assert all(1 <= seat <= _places(work, key) for seat in seats)
        for each in every:
            (lives if each in living else is_over)(work, each)
        for each in living:
            self._hears(work, each)
        assert [each.id for each in living if is_unknown_to_firm(work, each)] == []

    def _hears(self, work: Work, each: Introduction) -> None:
        """Whoever waits heard something within the last fortnight, or did it themselves."""
        if each.stage is Stage.STARTED:
            return
        rows = select(func.max(Outbox.created_at)).where(
            Outbox.kind.in_(OURS), Outbox.subject == each.id, Outbox.person_id == each.person_id
        )
        last = [at for at in (work.session.scalar(rows), self.acted.get(each.id)) if at]
        if each.on_date and each.stage in (Stage.CAME, Stage.NAMING, Stage.TALKING):
            last.append(datetime.combine(each.on_date, time(12), BERLIN))
        assert max(last, default=None), f"{each.stage} never heard anything"
        assert max(last) > work.now - FORTNIGHT, f"{each.stage} heard nothing: {last}"


def _possible(work: Work, found: Introduction, *, ends: bool) -> list[Move]:
    """Return what leads on from here; into an end only where that is wished for."""
    case = case_of(work, found)
    led = {move: moved(found.stage, move, case) for move in Move if move is not Move.PARENTS}
    return [move for move, stage in led.items() if stage and (ends or stage not in ENDS)]


def _facts(work: Work, move: Move, days: int) -> Facts:
    on = work.today + timedelta(days=days)
    if move is Move.NAME:
        return Facts(options=[datetime.combine(on, time(9)).isoformat(timespec="minutes")])
    if move is Move.CHOOSE:
        return Facts(day=(on, time(9)))
    return Facts(starts_on=on) if move is Move.START else Facts(reason=WORDS.get(move))


def _taken(work: Work, offer: int) -> int:
    own = (Introduction.offer_id == offer, Introduction.seat.is_not(None))
    return work.session.scalar(select(func.count()).where(*own)) or 0


def _places(work: Work, offer: int) -> int:
    return work.session.get_one(Offer, offer).places


def _young(work: Work, person: int) -> None:
    work.session.get_one(Person, person).age_band = AgeBand.YOUNG


def _empty(session: Session) -> None:
    """Begin anew, with the district alone."""
    for table in reversed(Record.metadata.sorted_tables):
        if table.name not in FURNITURE:
            session.execute(delete(table))
