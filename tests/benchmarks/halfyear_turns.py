"""What people, firms and the centre do on a day of the simulated half year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import select

from conversations.introductions import carry_on, goes_on, wants
from storage.introductions import checks, permission
from storage.introductions.steps import Facts, FullError
from storage.models import CheckIn, Introduction, Offer, Person, Proposal
from storage.models.offers import ProposalState
from storage.offers import answer_offer
from storage.rules.keeping import MONTHS3, WELL
from storage.rules.stages import FILLED, MANNERS, Move, Permit, Side, Stage
from storage.rules.workdays import working_days_after
from storage.work import Work
from tests.benchmarks.halfyear_people import District

AUTHORITY_DAYS = (21, 35)
OF_FIRM = {at for at, manner in MANNERS.items() if manner.owner is Side.FIRM} - {Stage.DATED}
OF_CENTRE = {at for at, manner in MANNERS.items() if manner.owner is Side.CENTRE} - {
    Stage.STARTING,
    Stage.STARTED,
}


class Acting:
    """Everybody does what is theirs to do, by chance; `moves` are the person's own steps."""

    def __init__(self, district: District, chance: Random) -> None:
        """Begin with nothing done."""
        self.district, self.chance = district, chance
        self.moves: dict[int, list[datetime]] = defaultdict(list)

    def people(self, work: Work) -> None:
        """Answer offers, say yes to a firm, choose a day, say how it goes."""
        asked = (Proposal.state == ProposalState.SHOWN, Proposal.pushed)
        for proposal in work.session.scalars(select(Proposal).where(*asked)).all():
            if self._answers(proposal.person_id) and work.now - proposal.shown_at < _days(10):
                self._answer(work, proposal)
        owned = (Stage.WANTED, Stage.CHOOSING)
        for each in _living(work, owned):
            if self._answers(each.person_id):
                self._person_moves(work, each)
        self._check(work, Side.PERSON)

    def firms(self, work: Work) -> None:
        """Answer what is asked, but for who is away; for who has no face the centre calls."""
        for each in _living(work, OF_FIRM):
            firm = self.district.firms[each.employer_id]
            likely = 0.5 if each.employer_id in self.district.faceless else firm.answers
            if firm.is_there(work.today) and self.chance.random() < likely:
                self._firm_moves(work, each)
        self._check(work, Side.FIRM)

    def centre(self, work: Work) -> None:
        """Do what a colleague does on a working day, most of it."""
        for each in _living(work, OF_CENTRE):
            if self.chance.random() < 0.7:
                self._centre_moves(work, each)

    def _answers(self, person: int) -> bool:
        return self.chance.random() < self.district.people[person].answers

    def _answer(self, work: Work, proposal: Proposal) -> None:
        said = self.chance.choice((ProposalState.INTERESTED, ProposalState.DECLINED))
        answer_offer(work, proposal.person_id, proposal.offer_id, said, None)
        offer = work.session.get_one(Offer, proposal.offer_id)
        if said is ProposalState.INTERESTED:
            person = work.session.get_one(Person, proposal.person_id)
            self.moves[wants(work, person, offer).id].append(work.now)

    def _person_moves(self, work: Work, each: Introduction) -> None:
        if self.chance.random() < 0.1:
            done = carry_on(work, each, Move.WITHDRAW, Side.PERSON)
        elif each.stage is Stage.WANTED:
            done = carry_on(work, each, Move.AGREE, Side.PERSON)
        elif self.chance.random() < 0.2 or not each.options:
            done = carry_on(work, each, Move.OTHER, Side.PERSON)
        else:
            at = datetime.fromisoformat(each.options[0])
            done = self._takes(work, each, Move.CHOOSE, Facts(day=(at.date(), at.time())))
        if done:
            self.moves[each.id].append(work.now)

    def _takes(self, work: Work, each: Introduction, move: Move, facts: Facts) -> bool:
        side = Side.PERSON if move is Move.CHOOSE else Side.FIRM
        try:
            return carry_on(work, each, move, side, facts)
        except FullError:
            return carry_on(work, each, Move.CLOSE, Side.CENTRE, Facts(reason=FILLED))

    def _firm_moves(self, work: Work, each: Introduction) -> None:
        if self.chance.random() < 0.2:
            carry_on(work, each, Move.REFUSE, Side.FIRM, Facts(reason="other"))
        elif each.stage is Stage.SHOWN:
            move = Move.SEND if self.chance.random() < 0.85 else Move.ASK
            carry_on(work, each, move, Side.FIRM)
        elif each.stage is Stage.NAMING:
            days = (working_days_after(work.today, 3), working_days_after(work.today, 5))
            named = [datetime.combine(day, time(9)).isoformat() for day in days]
            carry_on(work, each, Move.NAME, Side.FIRM, Facts(options=named))
        elif each.stage is Stage.CAME:
            self._after(work, each)

    def _after(self, work: Work, each: Introduction) -> None:
        said = self.chance.choice((Move.START, Move.START, Move.AGAIN, Move.TALK))
        begins = work.today + timedelta(days=self.chance.randrange(3, 20))
        facts = Facts(starts_on=begins) if said is Move.START else Facts()
        self._takes(work, each, said, facts)

    def _centre_moves(self, work: Work, each: Introduction) -> None:
        begins = work.today + timedelta(days=10)
        if each.stage is Stage.PERMIT:
            self._permit(work, each)
        elif each.stage is Stage.TALKING:
            moves = ((Move.AGAIN, Facts()), (Move.START, Facts(starts_on=begins)))
            self._takes(work, each, *self.chance.choice(moves))
        else:
            steps = {Stage.INTERESTED: Move.SHOW, Stage.QUESTION: Move.ANSWER}
            carry_on(work, each, steps.get(each.stage, Move.GUARD), Side.CENTRE)

    def _permit(self, work: Work, each: Introduction) -> None:
        """The authority takes three to five weeks."""
        nexts = {Permit.OPEN: Permit.FORM, Permit.FORM: Permit.AUTHORITY}
        if further := nexts.get(each.permit or Permit.OPEN):
            permission.set_permit(work, each, further)
            goes_on(work, each, work.now)
        elif each.permit_on and work.today - each.permit_on >= _days(AUTHORITY_DAYS[each.id % 2]):
            if each.id % 10:
                permission.set_permit(work, each, Permit.CLEAR)
                self._takes(work, each, Move.CLEAR, Facts())
            else:
                carry_on(work, each, Move.SHUT, Side.CENTRE)

    def _check(self, work: Work, side: Side) -> None:
        rows = select(CheckIn).where(CheckIn.answer.is_(None), CheckIn.side == side)
        for check in work.session.scalars(rows).all():
            each = work.session.get_one(Introduction, check.introduction_id)
            if self.chance.random() < 0.3 and each.ended_at is None:
                checks.answer(work, each, side, check.after, WELL)
                if check.after == MONTHS3:
                    carry_on(work, each, Move.KEEP, side)


def _living(work: Work, stages: Collection[Stage]) -> Sequence[Introduction]:
    """Return who is at these stages, the oldest step first."""
    rows = select(Introduction).where(Introduction.stage.in_(stages))
    return work.session.scalars(rows.order_by(Introduction.changed_at, Introduction.id)).all()


def _days(number: int) -> timedelta:
    return timedelta(days=number)
