"""People name their place in their own way, in their own script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.rules.places import Elsewhere, Found, Gazetteer, PlaceFound, shipped
from storage.rules.spelling import closest
from storage.rules.typed import key

DISTRICT = shipped()


def named(text: str) -> tuple[list[str], bool]:
    answer = DISTRICT.find(text)
    assert isinstance(answer, Found), text
    return [each.municipality.name for each in answer.places], answer.sure


def test_the_district_has_26_municipalities_31_postcodes_and_three_centres() -> None:
    assert (len(DISTRICT.by_ags), len(DISTRICT.by_plz)) == (26, 31)
    sizes = {"reutlingen": 182_465, "ermstal": 65_239, "alb": 39_330}
    for centre, people in sizes.items():
        assert sum(each.population for each in DISTRICT.of_centre(centre)) == people


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("72525", "Münsingen"),
        ("٧٢٧٩٣", "Pfullingen"),
        ("۷۲۷۹۳", "Pfullingen"),
        ("72764 Reutlingen", "Reutlingen"),
        ("Münsingen", "Münsingen"),
        ("munsingen", "Münsingen"),
        ("MUENSINGEN", "Münsingen"),
        ("Mu\u0308nsingen", "Münsingen"),
        ("مونزینگن", "Münsingen"),
        ("رويتلينغن", "Reutlingen"),
        ("باد أوراخ", "Bad Urach"),
        ("باد اوراخ", "Bad Urach"),
        ("Undingen", "Sonnenbühl"),
        ("wuertingen", "St. Johann"),
        ("Sankt Johann", "St. Johann"),
        ("st johann", "St. Johann"),
        ("Urach", "Bad Urach"),
        ("Eningen", "Eningen unter Achalm"),
        ("Großengstingen", "Engstingen"),
        ("Grossengstingen.", "Engstingen"),
        ("Ich wohne in Bad Urach!", "Bad Urach"),
    ],
)
def test_a_place_is_understood(typed: str, place: str) -> None:
    assert named(typed) == ([place], True)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Metzinggen", "Metzingen"),
        ("Pfulingen", "Pfullingen"),
        ("Pfullignen", "Pfullingen"),
        ("Detingen", "Dettingen an der Erms"),
        ("dettingn an der erms", "Dettingen an der Erms"),
        ("wohne in der Nähe von Bad Uhrach", "Bad Urach"),
        ("Hohen", "Hohenstein"),
        ("متسین", "Metzingen"),
    ],
)
def test_a_slip_or_a_beginning_is_a_guess_to_be_asked_back(typed: str, place: str) -> None:
    assert named(typed) == ([place], False)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Ich wohne nicht in Reutlingen", "Reutlingen"),
        ("Marbach", "Gomadingen"),
        ("Neuhausen ob Stuttgart", "Metzingen"),
        ("Dettingen", "Dettingen an der Erms"),
        ("Dettingen bei Rottenburg", "Dettingen an der Erms"),
        ("Reutlingen oder so", "Reutlingen"),
    ],
)
def test_left_over_words_and_names_others_have_too_are_asked_back(typed: str, place: str) -> None:
    assert named(typed) == ([place], False)


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("moersingen", "Mörsingen (Zwiefalten)"),
        ("Zwiefalten", "Zwiefalten"),
        ("رويتلنجن", "Reutlingen"),
    ],
)
def test_a_village_is_called_by_its_own_name_and_its_municipality(typed: str, called: str) -> None:
    answer = DISTRICT.find(typed)
    assert isinstance(answer, Found)
    assert [each.name for each in answer.places] == [called]


def test_two_places_in_one_text_are_asked_between() -> None:
    assert named("72764 Münsingen") == (["Reutlingen", "Münsingen"], False)
    assert named("Metzingen und Reutlingen") == (["Reutlingen", "Metzingen"], False)
    assert named("Reutlingen-Betzingen") == (["Reutlingen"], True)


@pytest.mark.parametrize("alias", [alias for alias, _ags in DISTRICT.aliases])
def test_every_village_quarter_and_spelling_is_known(alias: str) -> None:
    answer = DISTRICT.find(alias)
    assert isinstance(answer, Found)
    assert [p.municipality.ags for p in answer.places] == [dict(DISTRICT.aliases)[alias]]
    assert answer.sure == (alias not in DISTRICT.namesakes)


@pytest.mark.parametrize("script", ["\u0600", "\u1200"])
def test_every_municipality_is_known_in_every_script(script: str) -> None:
    foreign = {
        ags for alias, ags in DISTRICT.aliases if ord(alias[0]) // 0x200 == ord(script) // 0x200
    }
    assert foreign == set(DISTRICT.by_ags)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("رويتلينغين", "Reutlingen"),
        ("ريوتلنگن", "Reutlingen"),
        ("ሮትሊንጋን", "Reutlingen"),
        ("ميتسنكن", "Metzingen"),
        ("ሜጺንጌን", "Metzingen"),
        ("تسويفالتين", "Zwiefalten"),
        ("እንግሽቲንገን", "Engstingen"),
    ],
)
def test_a_name_in_another_script_is_told_by_its_sound(typed: str, place: str) -> None:
    assert named(typed) == ([place], False)


def test_no_place_of_ours_is_taken_for_one_outside() -> None:
    ours = {form for form, keys in DISTRICT.names.items() if keys}
    assert not {key(name) for name in DISTRICT.neighbours} & ours


def test_several_places_come_biggest_first() -> None:
    assert named("Gro") == (["Engstingen"], False)
    assert named("Mün") == (["Münsingen", "Hayingen"], False)
    other = replace(DISTRICT, aliases=(("Hausen", "08415073"), ("Hausen", "08415061")))
    answer = other.find("hausen")
    assert isinstance(answer, Found)
    assert [p.municipality.name for p in answer.places] == ["Reutlingen", "Trochtelfingen"]
    assert not answer.sure


@pytest.mark.parametrize("typed", ["10115", "72070", "Nürtingen", "Nurtingn", "Ehingen", "Ulm"])
def test_places_outside_the_district_are_told_apart(typed: str) -> None:
    assert DISTRICT.find(typed) == Elsewhere()


@pytest.mark.parametrize("typed", ["", "😀", "؟", "no", "1234567", "????", "qqqqqqq"])
def test_what_is_no_place_is_nothing(typed: str) -> None:
    assert DISTRICT.find(typed) is None


def test_reutlingen_by_name_has_no_postcode_and_a_village_has_its_only_one() -> None:
    city, village = DISTRICT.find("Reutlingen"), DISTRICT.find("Seeburg")
    assert isinstance(city, Found)
    assert isinstance(village, Found)
    assert city.places[0].postcode is None
    assert village.places[0].postcode == DISTRICT.by_plz["72574"]


def test_a_shared_point_becomes_its_municipality_up_to_15_km_away() -> None:
    home = DISTRICT.nearest(48.4120, 9.4950)
    assert isinstance(home, PlaceFound)
    assert home.municipality.name == "Münsingen"
    assert isinstance(DISTRICT.nearest(48.5216, 9.0576), PlaceFound), "Tübingen, 7 km away"
    assert DISTRICT.nearest(48.7758, 9.1829) == Elsewhere(), "Stuttgart"
    assert DISTRICT.nearest(float("nan"), 9.0) == Elsewhere()
    assert Gazetteer((), ()).nearest(48.5, 9.2) == Elsewhere()


def test_four_municipalities_are_asked_between_two_centres() -> None:
    asked = {m.name: m.centres for m in DISTRICT.by_ags.values() if len(m.centres) > 1}
    assert asked == {
        "Trochtelfingen": ("alb", "reutlingen"),
        "Engstingen": ("alb", "reutlingen"),
        "St. Johann": ("ermstal", "reutlingen"),
        "Römerstein": ("ermstal", "alb"),
    }


def test_the_places_of_a_centre_come_biggest_first() -> None:
    names = [each.name for each in DISTRICT.of_centre("alb")]
    assert names[:3] == ["Münsingen", "Trochtelfingen", "Engstingen"]
    assert names[-1] == "Mehrstetten"


def test_distances_are_measured_from_the_postcode_or_else_the_municipality() -> None:
    north, city = DISTRICT.spot("72768"), DISTRICT.spot(None, "08415061")
    assert north
    assert city
    assert (north.lat, north.ags) == (48.5374, "08415061")
    assert city.lat == 48.49208
    assert DISTRICT.spot("10115") is None


def test_short_words_are_never_bent_into_a_place() -> None:
    assert closest("glem", ["glems"]) == frozenset()
    assert closest("gelms", ["glems", "honau"]) == {"glems"}
    assert closest("honaau", ["glems", "honau"]) == {"honau"}
    assert closest("munsigne", ["munsingen", "dottingen"]) == {"munsingen"}


def _slips(a: str, b: str) -> int:
    """Count slips as written down in books: optimal string alignment."""
    before: list[int] = []
    last = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        line = [i]
        for j, y in enumerate(b, 1):
            cost = min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            line.append(cost)
        before, last = last, line
    return last[-1]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_the_closest_are_those_fewest_slips_away(data: st.DataObject) -> None:
    names = sorted(DISTRICT.names)
    letters = list(data.draw(st.sampled_from(names)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(letters)))
        letters[at : at + data.draw(st.integers(0, 2))] = data.draw(st.text("abegnst", max_size=2))
    typed = "".join(letters)
    allowed = (len(typed) >= 5) + (len(typed) >= 8)
    away = {name: _slips(typed, name) for name in names if len(name) >= 4}
    best = min(away.values())
    near = {name for name, slips in away.items() if slips == best <= allowed}
    assert closest(typed, names) == near


@given(st.text(max_size=60) | st.lists(st.sampled_from(sorted(DISTRICT.names))).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer(text: str) -> None:
    answer = DISTRICT.find(text)
    assert answer is None or isinstance(answer, Elsewhere) or answer.places
