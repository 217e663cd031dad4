"""Who may do what for people and firms on their way to each other, as in the whole table."""

from __future__ import annotations

ROWS = """
way.open             newcomer           o-n o-n o-n
way.yes              newcomer           o-n o-n o-n
way.no               newcomer           o-n o-n o-n
way.day              newcomer           o-n o-n o-n
way.none             newcomer           o-n o-n o-n
way.talk             newcomer           o-n o-n o-n
way.there            newcomer           o-n o-n o-n
way.cannot           newcomer           o-n o-n o-n
way.stop             newcomer           o-n o-n o-n
way.again            newcomer           o-n o-n o-n
way.calendar         newcomer           o-n o-n o-n
way.check            newcomer           o-n o-n o-n
way.wrong            newcomer           o-n o-n o-n
own_firm.hour        employer           --- o-n ofn
own_firm.reach       employer           --- o-n ofn
own_firm.name        employer           --- o-n ofn
own_firm.away        employer           --- o-n ofn
own_firm.back        employer           --- o-n ofn
own_firm.invite      employer           --- o-n ofn
own_firm.leave       employer           --- o-n ofn
own_firm.gone        employer           --- o-n ofn
candidate.send       employer           --- o-n ofn
candidate.ask        employer           --- o-n ofn
candidate.no         employer           --- o-n ofn
refusal.why          employer           --- o-n ofn
candidate.back       employer           --- o-n ofn
candidate.day        employer           --- o-n ofn
candidate.other      employer           --- o-n ofn
candidate.begins     employer           --- o-n ofn
candidate.again      employer           --- o-n ofn
candidate.talk       employer           --- o-n ofn
candidate.here       employer           --- o-n ofn
candidate.missed     employer           --- o-n ofn
candidate.check      employer           --- o-n ofn
candidate.calendar   employer           --- o-n ofn
candidate.show       employer           --- o-n ofn
candidate.open       employer           --- o-n ofn
heard.show           employer           --- o-n ofn
firm_list.show       coordinator staff lead --- o-n ofn
firm.open            coordinator staff lead --- o-n ofn
firm.check           coordinator staff lead --- o-n ofn
firm.named           coordinator staff lead --- o-n ofn
firm.looked          coordinator staff lead --- o-n ofn
firm.same            coordinator staff lead --- o-n ofn
firm.left            coordinator staff lead --- o-n ofn
firm.stop            coordinator staff lead --- o-n ofn
firm.lift            coordinator lead   --- o-n ofn
bundles.show         coordinator staff lead --- o-n ofn
bundles.open         coordinator staff lead --- o-n ofn
bundle.event         coordinator staff lead --- o-n ofn
bundle.course        coordinator staff lead --- o-n ofn
bundle.picture       coordinator staff lead --- o-n ofn
bundle.file          coordinator staff lead --- o-n ofn
firm_guest.show      coordinator staff lead --- o-n ofn
firm_guest.yes       coordinator staff lead --- o-n ofn
firm_guest.no        coordinator staff lead --- o-n ofn
meeting.yes          employer           --- o-n ofn
meeting.no           employer           --- o-n ofn
more_way.show        newcomer           o-n o-n o-n
more_opens.german    newcomer           o-n o-n o-n
more_opens.times     newcomer           o-n o-n o-n
more_opens.licence   newcomer           o-n o-n o-n
more_opens.way       newcomer           o-n o-n o-n
on_the_way.show      coordinator staff lead --- o-n ofn
on_the_way.more      coordinator staff lead --- o-n ofn
firm_call.called     coordinator staff lead --- o-n ofn
firm_call.tried      coordinator staff lead --- o-n ofn
desk_offer.ways      coordinator staff lead --- o-n ofn
introducing.take     coordinator staff lead --- o-n ofn
introducing.release  coordinator staff lead --- o-n ofn
introducing.show     coordinator staff lead --- o-n ofn
introducing.ask      coordinator staff lead --- o-n ofn
introducing.answer   coordinator staff lead --- o-n ofn
introducing.yes      coordinator staff lead --- o-n ofn
introducing.guard    coordinator staff lead --- o-n ofn
introducing.form     coordinator staff lead --- o-n ofn
introducing.sent     coordinator staff lead --- o-n ofn
introducing.clear    coordinator staff lead --- o-n ofn
introducing.shut     coordinator staff lead --- o-n ofn
introducing.send     coordinator staff lead --- o-n ofn
introducing.no       coordinator staff lead --- o-n ofn
introducing.days     coordinator staff lead --- o-n ofn
introducing.pick     coordinator staff lead --- o-n ofn
introducing.other    coordinator staff lead --- o-n ofn
introducing.came     coordinator staff lead --- o-n ofn
introducing.missed   coordinator staff lead --- o-n ofn
introducing.again    coordinator staff lead --- o-n ofn
introducing.talk     coordinator staff lead --- o-n ofn
introducing.begins   coordinator staff lead --- o-n ofn
introducing.fine     coordinator staff lead --- o-n ofn
introducing.worry    coordinator staff lead --- o-n ofn
introducing.talked   coordinator staff lead --- o-n ofn
introducing.gone     coordinator staff lead --- o-n ofn
introducing.end      coordinator staff lead --- o-n ofn
introducing.undo     coordinator staff lead --- o-n ofn
introducing.open     coordinator staff lead --- o-n ofn
"""
GUARDS = {
    "firm_asks": "introducing.ask",
    "to_firm": "introducing.answer",
    "permitted": "introducing.clear",
    "firm_days": "introducing.days",
    "first_day": "introducing.begins",
    "firm_no": "introducing.no",
    "guardian": "introducing.guard",
    "way_ends": "introducing.end",
}
