"""80 skills in 14 areas, and the slots of a week."""

from __future__ import annotations

from collections import Counter

from storage.rules.slots import SHORTCUTS, SLOTS, in_order, overlap
from storage.rules.tables import document
from storage.rules.taxonomy import areas, skills, skills_of


def test_eighty_skills_in_fourteen_areas_none_too_long_for_a_screen() -> None:
    assert (len(skills()), len(areas())) == (80, 14)
    assert " ".join(areas()) == (
        "build wood install metal vehicles drive food textile shop care people green clean office"
    )
    assert {len(skills_of(area)) for area in areas()} <= {4, 5, 6, 7}


def test_every_sign_is_used_once() -> None:
    signs = [area.emoji for area in areas().values()]
    signs += [skill.emoji for skill in skills().values()]
    assert [sign for sign, times in Counter(signs).items() if times > 1] == []


def test_neighbours_are_neighbours_both_ways_and_exist() -> None:
    for key, skill in skills().items():
        assert skill.related
        assert key not in skill.related
        assert all(key in skills()[other].related for other in skill.related)


def test_seven_professions_need_recognition_and_nine_a_licence() -> None:
    kinds = Counter(each.regulated for each in skills().values())
    assert kinds == {
        "none": 42,
        "meister_selfemployed": 21,
        "licence": 9,
        "recognition": 7,
        "title": 1,
    }


def test_the_demo_set_uses_only_known_skills_and_slots() -> None:
    demo = document("demo.json")
    used = {key for row in demo["offers"] + demo["newcomers"] for key in row["skills"]}
    times = {slot for row in demo["offers"] + demo["newcomers"] for slot in row["slots"]}
    assert used <= skills().keys()
    assert times <= set(SLOTS)


def test_the_live_centres_ship_without_address_phone_and_hours() -> None:
    for centre in document("centres.json"):
        assert (centre["address"], centre["phone"], centre["hours"]) == (None, None, None)


def test_shortcuts_fill_the_grid() -> None:
    assert in_order(SHORTCUTS["weekend"]) == ("sa.am", "sa.pm", "su.am", "su.pm")
    assert in_order({"we.am", "mo.pm", "mo.am", "xx"}) == ("mo.am", "mo.pm", "we.am")
    assert SHORTCUTS["weekday_mornings"] < SHORTCUTS["all_day"]


def test_overlap_is_the_share_of_what_is_needed() -> None:
    assert overlap({"mo.am", "tu.am"}, {"mo.am", "fr.eve"}) == 0.5
    assert overlap(SHORTCUTS["evenings"], ()) == 0
    assert overlap((), ()) == 1
