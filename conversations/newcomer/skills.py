"""What somebody can do: an area by its sign, skills in it, how much of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conversations import terms
from conversations.kit.context import Context
from conversations.kit.flow import AGAIN
from conversations.kit.questions import OneOf, Option, SomeOf
from conversations.newcomer.asking import choices, one, own_profile
from locales.words import Words, _, p_, say, verbatim
from storage.models import ProfileSkill
from storage.rules.taxonomy import areas, skills, skills_of

AT_HOME, NOT_YET = "at_home", "not_yet"
MORE, ENOUGH = "more", "enough"
AREA, PENDING = "area", "pending"
SIGNED = _("{sign} {label}")
BACKGROUNDS: Mapping[str, Words] = {
    AT_HOME: p_("button", "🏠 At home, for my family"),
    NOT_YET: p_("button", "I have not worked yet"),
}


def named_area(key: str) -> Words:
    """Name an area with its sign."""
    return say(SIGNED, sign=verbatim(areas()[key].emoji), label=terms.area(key))


def named_skill(key: str) -> Words:
    """Name a skill with its sign."""
    return say(SIGNED, sign=verbatim(skills()[key].emoji), label=terms.skill(key))


def area_options(context: Context) -> Sequence[Option]:
    """Return the fourteen areas."""
    return [Option(key, named_area(key)) for key in areas()]


def _first_options(context: Context) -> Sequence[Option]:
    return [*choices(BACKGROUNDS)(context), *area_options(context)]


def _keep_area(context: Context, key: str) -> None:
    context.draft.pop(PENDING, None)
    if key in BACKGROUNDS:
        own_profile(context).background = key
        context.draft.pop(AREA, None)
    else:
        context.draft[AREA] = key


def _in_area(context: Context) -> bool:
    return AREA in context.draft


def _skill_options(context: Context) -> Sequence[Option]:
    return [Option(each.key, named_skill(each.key)) for each in skills_of(context.draft[AREA])]


def _own_skills(context: Context) -> Sequence[str]:
    here = {each.key for each in skills_of(context.draft[AREA])}
    return [each.skill for each in own_profile(context).skills if each.skill in here]


def _keep_skills(context: Context, keys: list[str]) -> None:
    mine = own_profile(context)
    here = {each.key for each in skills_of(context.draft[AREA])}
    mine.skills = [s for s in mine.skills if s.skill not in here or s.skill in keys]
    known = {each.skill for each in mine.skills}
    context.draft[PENDING] = [key for key in keys if key not in known]


def _elsewhere(context: Context) -> int:
    return len(own_profile(context).skills) - len(_own_skills(context))


def _is_pending(context: Context) -> bool:
    return bool(context.draft.get(PENDING))


def _level_text(context: Context) -> Sequence[Words]:
    return named_skill(context.draft[PENDING][0]), _("How much?")


def _level_options(context: Context) -> Sequence[Option]:
    return [Option(str(level), words) for level, words in terms.LEVELS.items()]


def _keep_level(context: Context, level: str) -> None:
    first, *rest = context.draft[PENDING]
    mine = own_profile(context)  # held: a list alone does not keep its profile alive
    mine.skills.append(ProfileSkill(skill=first, level=int(level)))
    context.draft[PENDING] = rest
    if rest:
        context.draft[AGAIN] = "level"


def _has_room(context: Context) -> bool:
    return (
        _in_area(context) and len(own_profile(context).skills) < context.work.limits.skills_chosen
    )


def _keep_more(context: Context, choice: str) -> None:
    context.draft.pop(AREA, None)
    if choice == MORE:
        context.draft[AGAIN] = "area"


SKILLS = (
    OneOf(
        name="area",
        text=one(
            _("What can you do?"), _("Choose where you have worked, or what you did at home.")
        ),
        options=_first_options,
        keep=_keep_area,
        columns=2,
    ),
    SomeOf(
        name="skills",
        follows=True,
        text=one(_("What exactly? Tap everything you can do, then Done.")),
        options=_skill_options,
        chosen=_own_skills,
        keep=_keep_skills,
        when=_in_area,
        most=lambda context: context.work.limits.skills_chosen,
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
