"""What somebody can do: an area by its sign, skills in it, how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from conversations import terms
from conversations.cards.skill_of import FieldOf, area_of, area_options
from conversations.kit.here import Here
from conversations.kit.questions import Asked, OneOf, Option, SomeOf
from conversations.kit.questions.pieces import choices, one
from conversations.kit.steps import Goto, Next, Step
from conversations.newcomer.asking import own_profile
from conversations.terms import BACKGROUNDS
from locales.words import Words, _, p_
from storage.models import ProfileSkill
from storage.rules.taxonomy import skills, skills_of

MORE, ENOUGH = "more", "enough"


@dataclass(frozen=True)
class Skills:
    """The area somebody is telling about, and the skills whose level is still to be asked.

    `typed` is the skill somebody named by a word: it is marked, and can be unmarked.
    """

    area: str | None = None
    pending: tuple[str, ...] = ()
    typed: str | None = None


def _first_options(here: Here[object]) -> Sequence[Option]:
    return [*choices(BACKGROUNDS)(here), *area_options(here)]


def _keep_area(here: Here[Skills], key: str) -> Step[Skills]:
    if key not in BACKGROUNDS:
        return Next(Skills(area_of(key), typed=key if key in skills() else None))
    own_profile(here).background = key
    return Next(Skills())


def _in_area(here: Here[Skills]) -> bool:
    return here.notes.area is not None


def _of_area(here: Here[Skills]) -> list[str]:
    return [each.key for each in skills_of(here.notes.area or "")]


def _skill_options(here: Here[Skills]) -> Sequence[Option]:
    return [Option(key, terms.named_skill(key)) for key in _of_area(here)]


def _own_skills(here: Here[Skills]) -> Sequence[str]:
    around = set(_of_area(here))
    return [each.skill for each in own_profile(here).skills if each.skill in around]


def _marked_skills(here: Here[Skills]) -> Sequence[str]:
    own, typed = _own_skills(here), here.notes.typed
    return [*own, typed] if typed and typed not in own and _has_room(here) else own


def _keep_skills(here: Here[Skills], keys: list[str]) -> Step[Skills]:
    mine, around = own_profile(here), set(_of_area(here))
    mine.skills = [s for s in mine.skills if s.skill not in around or s.skill in keys]
    known = {each.skill for each in mine.skills}
    return Next(replace(here.notes, pending=tuple(key for key in keys if key not in known)))


def _elsewhere(here: Here[Skills]) -> int:
    return len(own_profile(here).skills) - len(_own_skills(here))


def _is_pending(here: Here[Skills]) -> bool:
    return bool(here.notes.pending)


def _level_text(here: Here[Skills]) -> Sequence[Words]:
    return terms.named_skill(here.notes.pending[0]), _("How well can you do it?")


def _level_options(here: Here[Skills]) -> Sequence[Option]:
    return [Option(str(level), words) for level, words in terms.LEVELS.items()]


def _keep_level(here: Here[Skills], level: str) -> Step[Skills]:
    first, *rest = here.notes.pending
    mine = own_profile(here)  # held: a list alone does not keep its profile alive
    mine.skills.append(ProfileSkill(skill=first, level=int(level)))
    notes = replace(here.notes, pending=tuple(rest))
    return Goto("level", notes) if rest else Next(notes)


def _has_room(here: Here[Skills]) -> bool:
    return _in_area(here) and len(own_profile(here).skills) < here.work.limits.skills_chosen


def _keep_more(here: Here[Skills], choice: str) -> Step[Skills]:
    return Goto("area", Skills()) if choice == MORE else Next(Skills())


# NOTE: Questions about what somebody can do.
SKILLS: tuple[Asked[Skills], ...] = (
    FieldOf(
        name="area",
        text=one(_("What can you do?"), _("From work or from home.")),
        options=_first_options,
        skills=True,
        keep=_keep_area,
        columns=2,
    ),
    SomeOf(
        name="skills",
        follows=True,
        text=one(_("Tap everything you can do, then Done.")),
        options=_skill_options,
        chosen=_marked_skills,
        keep=_keep_skills,
        when=_in_area,
        most=lambda here: here.work.limits.skills_chosen,
        elsewhere=_elsewhere,
    ),
    OneOf(
        name="level",
        follows=True,
        text=_level_text,
        options=_level_options,
        keep=_keep_level,
        when=_is_pending,
        back=False,
    ),
    OneOf(
        name="more",
        follows=True,
        text=one(_("Can you do anything else?")),
        options=choices({MORE: p_("button", "➕ Yes, more"), ENOUGH: p_("button", "That is all")}),
        keep=_keep_more,
        when=_has_room,
        back=False,
    ),
)
