"""The whole table of who may do what, written out: role, row, how far the role reaches, of whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conversations.kit.actor import Actor
from conversations.kit.permissions import PERMISSIONS, may
from conversations.registry import COMMANDS, SUBJECTS
from storage.models import Person
from storage.models.people import RoleName
from tests.conversations.matrix_introducing import ROWS

# What of: o(wn), f(oreign), n(obody's); for a role without scope, with this one, with every one.
MATRIX = """
/start               everybody          ofn ofn ofn
/week                everybody          ofn ofn ofn
/person              everybody          ofn ofn ofn
/problem             everybody          ofn ofn ofn
/language            everybody          ofn ofn ofn
/phone               everybody          ofn ofn ofn
/help                everybody          ofn ofn ofn
/mail                everybody          ofn ofn ofn
/menu                everybody          ofn ofn ofn
/privacy             everybody          ofn ofn ofn
/stop                everybody          ofn ofn ofn
/delete              everybody          ofn ofn ofn
/employer            everybody          ofn ofn ofn
/offers              newcomer           o-n o-n o-n
/ways                newcomer           o-n o-n o-n
/appointments        newcomer           o-n o-n o-n
/book                newcomer           o-n o-n o-n
/profile             newcomer           o-n o-n o-n
/need                employer           --- o-n ofn
/myoffers            employer           --- o-n ofn
/myfirm              employer           --- o-n ofn
/questions           employer           --- o-n ofn
/mypeople            employer           --- o-n ofn
/today               coordinator staff lead --- o-n ofn
/inbox               coordinator staff lead --- o-n ofn
/people              coordinator staff lead --- o-n ofn
/appoint             coordinator staff lead --- o-n ofn
/activity            coordinator staff lead --- o-n ofn
/announce            coordinator staff lead --- o-n ofn
/numbers             coordinator lead   --- o-n ofn
/offer               coordinator staff lead --- o-n ofn
/firms               coordinator staff lead --- o-n ofn
/hours               coordinator staff lead --- o-n ofn
seat.open            everybody          ofn ofn ofn
practice.end         everybody          o-n o-n o-n
/team                coordinator staff lead admin --- o-n ofn
activity.come        everybody          ofn ofn ofn
activity.join        everybody          ofn ofn ofn
activity.cannot      everybody          ofn ofn ofn
activity.unwant      everybody          ofn ofn ofn
near.come            everybody          o-n o-n o-n
near.cannot          everybody          o-n o-n o-n
near.unwant          everybody          o-n o-n o-n
passed.no            everybody          ofn ofn ofn
offer.yes            newcomer           o-n o-n o-n
offer.no             newcomer           o-n o-n o-n
offer.more           newcomer           o-n o-n o-n
offer.why            newcomer           o-n o-n o-n
offer.back           newcomer           o-n o-n o-n
offer.wrong          newcomer           o-n o-n o-n
still.yes            newcomer           o-n o-n o-n
still.pause          newcomer           o-n o-n o-n
still.work           newcomer           o-n o-n o-n
appointment.come     newcomer           o-n o-n o-n
appointment.cannot   newcomer           o-n o-n o-n
appointment.other    newcomer           o-n o-n o-n
appointment.cancel   newcomer           o-n o-n o-n
appointment.calendar newcomer           o-n o-n o-n
appointment.show     newcomer           o-n o-n o-n
appointment.earlier  newcomer           o-n o-n o-n
earlier.yes          newcomer           o-n o-n o-n
earlier.no           newcomer           o-n o-n o-n
earlier.stop         newcomer           o-n o-n o-n
appointment.take     newcomer           o-n o-n o-n
opening.open         employer           --- o-n ofn
opening.later        employer           --- o-n ofn
opening.filled       employer           --- o-n ofn
opening.come         employer           --- o-n ofn
opening.off          employer           --- o-n ofn
opening.reopen       employer           --- o-n ofn
opening.stay         employer           --- o-n ofn
opening.more         employer           --- o-n ofn
opening.change       employer           --- o-n ofn
opening.copy         employer           --- o-n ofn
opening.undo         employer           --- o-n ofn
places.p1            employer           --- o-n ofn
places.p2            employer           --- o-n ofn
places.p3            employer           --- o-n ofn
places.p4            employer           --- o-n ofn
talk.finish          everybody          o-n o-n o-n
talk.more            everybody          o-n o-n o-n
talk.mediator        everybody          o-n o-n o-n
request.take         coordinator staff lead --- o-n ofn
request.over         coordinator lead   --- o-n ofn
request.rescue       coordinator lead   --- ofn ofn
thread.open          coordinator staff lead --- o-- o--
thread.write         coordinator staff lead --- o-- o--
thread.canned        coordinator staff lead --- o-- o--
thread.hand          coordinator staff lead --- o-- o--
thread.back          coordinator staff lead --- o-- o--
thread.close         coordinator staff lead --- o-- o--
thread.undo          coordinator staff lead --- o-- o--
people.show          coordinator staff lead --- o-n ofn
people.new           coordinator staff lead --- o-n ofn
person.open          coordinator staff lead --- o-n ofn
person.main          coordinator staff lead --- o-n ofn
person.skills        coordinator staff lead --- o-n ofn
person.offers        coordinator staff lead --- o-n ofn
person.why           coordinator staff lead --- o-n ofn
person.begin         coordinator staff lead --- o-n ofn
person.consent       coordinator staff lead --- o-n ofn
person.notes         coordinator staff lead --- o-n ofn
person.write         coordinator staff lead --- o-n ofn
person.read          coordinator lead   --- o-n ofn
person.told          coordinator staff lead --- o-n ofn
person.appoint       coordinator staff lead --- o-n ofn
visit.move           coordinator staff lead --- o-n ofn
visit.cancel         coordinator staff lead --- o-n ofn
visit.undo           coordinator staff lead --- o-n ofn
visit.asked          coordinator staff lead --- o-n ofn
visit.found          coordinator staff lead --- o-n ofn
visit.none           coordinator staff lead --- o-n ofn
visit.came           coordinator staff lead --- o-n ofn
visit.late           coordinator staff lead --- o-n ofn
visit.missed         coordinator staff lead --- o-n ofn
day.open             coordinator staff lead --- o-n ofn
day.came             coordinator staff lead --- o-n ofn
day.late             coordinator staff lead --- o-n ofn
day.miss             coordinator staff lead --- o-n ofn
person.phone         coordinator staff lead --- o-n ofn
person.sheet         coordinator staff lead --- o-n ofn
person.back          coordinator staff lead --- o-n ofn
person.erase         coordinator staff lead --- o-n ofn
thread.release       coordinator staff lead --- o-- o--
thread.mediator      coordinator staff lead --- o-- o--
interpret.yes        mediator           --- o-n ofn
interpret.no         mediator           --- o-n ofn
mediated.open        mediator           --- o-- o--
mediated.write       mediator           --- o-- o--
call.called          coordinator staff lead --- o-n ofn
call.tried           coordinator staff lead --- o-n ofn
announcement.refresh coordinator staff lead --- o-n ofn
announcement.stop    coordinator staff lead --- o-n ofn
announcement.back    coordinator staff lead --- o-n ofn
desk_offers.show     coordinator staff lead --- o-n ofn
desk_offer.confirm   coordinator staff lead --- o-n ofn
desk_offer.change    coordinator staff lead --- o-n ofn
desk_offer.pause     coordinator staff lead --- o-n ofn
desk_offer.filled    coordinator staff lead --- o-n ofn
desk_offer.reopen    coordinator staff lead --- o-n ofn
desk_offer.stay      coordinator staff lead --- o-n ofn
desk_offer.copy      coordinator staff lead --- o-n ofn
desk_offer.looked    coordinator staff lead --- o-n ofn
desk_offer.aside     coordinator staff lead --- o-n ofn
desk_offer.order     coordinator staff lead --- o-n ofn
order.show           coordinator staff lead --- o-n ofn
order.compare        coordinator staff lead --- o-n ofn
desk_offer.undo      coordinator staff lead --- o-n ofn
desk_offer.read      coordinator staff lead --- o-n ofn
desk_offer.leave     coordinator staff lead --- o-n ofn
firm_check.tick      coordinator staff lead --- o-n ofn
firm_check.untick    coordinator staff lead --- o-n ofn
firm_check.verify    coordinator staff lead --- o-n ofn
firm_check.overrule  coordinator lead   --- o-n ofn
programme.show       coordinator staff lead --- o-n ofn
programme.page       coordinator staff lead --- o-n ofn
held.open            coordinator staff lead --- o-n ofn
held.change          coordinator staff lead --- o-n ofn
held.confirm         coordinator staff lead --- o-n ofn
held.who             coordinator staff lead --- o-n ofn
held.copy            coordinator staff lead --- o-n ofn
held.pause           coordinator staff lead --- o-n ofn
held.close           coordinator staff lead --- o-n ofn
held.reopen          coordinator staff lead --- o-n ofn
held.undo            coordinator staff lead --- o-n ofn
announcement.open    coordinator staff lead --- o-n ofn
announcement.pause   coordinator staff lead --- o-n ofn
announcement.resume  coordinator staff lead --- o-n ofn
announcement.move    coordinator staff lead --- o-n ofn
announcement.cancel  coordinator staff lead --- o-n ofn
announcement.change  coordinator staff lead --- o-n ofn
coming.show          coordinator staff lead --- o-n ofn
sent.show            coordinator staff lead --- o-n ofn
approval.yes         coordinator lead   --- o-n ofn
approval.no          coordinator lead   --- o-n ofn
approval.show        coordinator lead   --- o-n ofn
member.show          coordinator staff lead admin --- o-n ofn
colleague.away       coordinator staff lead admin --- o-n ofn
colleague.back       coordinator staff lead admin --- o-n ofn
colleague.deputy     coordinator staff lead admin --- o-n ofn
colleague.suspend    coordinator staff lead admin --- o-n ofn
colleague.undo       coordinator staff lead admin --- o-n ofn
colleague.speaks     coordinator lead admin --- o-n ofn
colleague.lift       coordinator lead admin --- o-n ofn
member.invite        coordinator lead admin --- o-n ofn
member.number        coordinator lead admin --- o-n ofn
member.computer      coordinator staff lead admin --- o-n ofn
desks.show           coordinator lead admin --- o-n ofn
desks.new            coordinator lead admin --- o-n ofn
screen.end           coordinator lead admin --- o-n ofn
colleague.newpin     coordinator lead admin --- o-n ofn
colleague.revoke     coordinator lead admin --- o-n ofn
closing.show         coordinator staff lead --- o-n ofn
closing.undo         coordinator staff lead --- o-n ofn
closing.open         coordinator staff lead --- o-n ofn
consulting.undo      coordinator staff lead --- o-n ofn
"""
ME, OTHER = "7", "8"
THINGS = {"o": ME, "f": OTHER, "n": None}
SCOPES = ("", ME, "*")
NONE = "--- --- ---"


def reach(name: str, role: RoleName | None) -> str:
    """Return what of a role may do a thing, for each scope it may be held with."""
    found = []
    for scope in SCOPES:
        roles = frozenset({(role, scope)}) if role else frozenset()
        actor = Actor(Person(id=int(ME)), roles)
        found.append("".join(of if may(actor, name, key) else "-" for of, key in THINGS.items()))
    return " ".join(found)


def lines(name: str) -> Iterator[str]:
    """Write one row of the table; whoever may nothing is left out."""
    reaches = {role: reach(name, role) for role in (*RoleName, None)}
    if len(set(reaches.values())) == 1:
        yield f"{name:<20} {'everybody':<18} {reaches[None]}"
        return
    for each in dict.fromkeys(reaches.values()):
        named = " ".join(role for role, reached in reaches.items() if role and reached == each)
        if each != NONE:
            yield f"{name:<20} {named:<18} {each}"


def test_the_whole_matrix_is_as_it_is_written_here() -> None:
    written = [line for name in PERMISSIONS for line in lines(name)]
    table = f"{MATRIX.strip()}\n{ROWS.strip()}".split("\n")
    assert sorted(written) == sorted(table)


def test_every_command_and_every_action_has_its_row_and_no_row_is_left_over() -> None:
    actions = [subject.row(name) for subject in SUBJECTS for name in subject.actions]
    named = [command.row for command in COMMANDS] + actions
    assert sorted(named) == sorted(PERMISSIONS)


@pytest.mark.parametrize("role", list(RoleName))
def test_what_has_no_row_nobody_may(role: RoleName) -> None:
    assert reach("/nonsense", role) == reach("offer.hire", role) == NONE


@pytest.mark.parametrize("name", [name for name, row in PERMISSIONS.items() if row.roles])
def test_a_stranger_may_nothing_that_takes_a_role(name: str) -> None:
    assert not any(may(Actor(), name, key) for key in THINGS.values())
