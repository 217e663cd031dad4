"""About how long one way takes; a guess to be tuned with staff, always called "about"."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
DETOUR = 1.35
ESCARPMENT_KM = 2.0
ESCARPMENT_METRES = 150
INSIDE_A_TOWN_KM = 1.0
FOOT_KM, FOOT_KMH = 4.0, 5.0
BIKE_KM, BIKE_CLIMB_METRES, BIKE_KMH = 8.0, 150, 15.0
BUS_WAIT, BUS_KMH, BUS_ON_ALB, BUS_OVER_ESCARPMENT = 12.0, 28.0, 8.0, 10.0
CAR_KMH = 45.0


class Mode(StrEnum):
    """How somebody travels, as asked in the profile."""

    FOOT = "foot"
    BIKE = "bike"
    BUS = "bus"
    CAR = "car"


@dataclass(frozen=True)
class Spot:
    """A point with its municipality; elevation in metres, `plateau` is up on the Alb."""

    lat: float
    lon: float
    ags: str
    name: str
    elevation: int
    plateau: bool


@dataclass(frozen=True)
class Way:
    """The quickest way: minutes one way; in the same municipality the minutes are not said."""

    mode: Mode
    minutes: float
    same_place: bool
    on_alb: bool


def kilometres(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = radians(lat), radians(lat2)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def misplaced(
    lat: float, lon: float, away: Callable[[float, float], float], most: float
) -> str | None:
    """Say what is wrong with a point that lies more than so many kilometres outside."""
    if away(lat, lon) <= most:
        return None
    swapped = away(lon, lat) <= most
    return "lat and lon are swapped" if swapped else f"more than {most:g} km: {lat}, {lon}"


def road_km(here: Spot, there: Spot) -> float:
    """Air line x 1.35, 2 km more over the Albtrauf, at least 1 km air line inside a town."""
    km = kilometres(here.lat, here.lon, there.lat, there.lon)
    if here.ags == there.ags:
        km = max(km, INSIDE_A_TOWN_KM)
    return km * DETOUR + (ESCARPMENT_KM if over_escarpment(here, there) else 0.0)


def over_escarpment(here: Spot, there: Spot) -> bool:
    """One end is up on the Alb, the other is not, and at least 150 m lie between them."""
    climb = abs(here.elevation - there.elevation)
    return here.plateau != there.plateau and climb >= ESCARPMENT_METRES


def ways(here: Spot, there: Spot, before_six: bool = False) -> dict[Mode, float]:
    """Minutes one way for each mode that can be done.

    Source: the programme's first formula (a judgement, not a timetable): bus 12 min + 28 km/h and
    8 min extra on, 10 over the edge of the Alb, none before 6:00; bike up to 8 km and 150 m climb;
    car 45 km/h. Ours: foot 5 km/h up to 4 km, bike 15 km/h.
    """
    km = road_km(here, there)
    minutes = {Mode.CAR: km / CAR_KMH * 60}
    if km <= FOOT_KM:
        minutes[Mode.FOOT] = km / FOOT_KMH * 60
    if km <= BIKE_KM and there.elevation - here.elevation <= BIKE_CLIMB_METRES:
        minutes[Mode.BIKE] = km / BIKE_KMH * 60
    if not before_six:
        minutes[Mode.BUS] = BUS_WAIT + km / BUS_KMH * 60 + _bus_extra(here, there)
    return minutes


def best_way(
    here: Spot, there: Spot, mobility: Collection[str], before_six: bool = False
) -> Way | None:
    """Return the quickest way with what the person has, or None where there is none."""
    usable = [
        (minutes, mode)
        for mode, minutes in ways(here, there, before_six).items()
        if mode in mobility
    ]
    if not usable:
        return None
    minutes, mode = min(usable)
    on_alb = here.plateau or there.plateau
    return Way(mode, minutes, here.ags == there.ags, on_alb)


def _bus_extra(here: Spot, there: Spot) -> float:
    if over_escarpment(here, there):
        return BUS_OVER_ESCARPMENT
    return BUS_ON_ALB if here.plateau or there.plateau else 0.0
