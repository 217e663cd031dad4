"""Who may do what for people and firms on their way to each other, as in the whole table."""

from __future__ import annotations

ROWS = """
ways.show            coordinator staff lead --- o-n ofn
firm_call.called     coordinator staff lead --- o-n ofn
firm_call.tried      coordinator staff lead --- o-n ofn
desk_offer.ways      coordinator staff lead --- o-n ofn
introducing.take     coordinator staff lead --- o-n ofn
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
