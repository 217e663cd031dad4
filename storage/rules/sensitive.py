"""Words of what we do not keep about anybody: a gentle check of notes, not a judge.

Source: GDPR Art. 9 (origin, politics, religion, health, sexual life) and the programme's own rule
that asylum and residence are never written down.
"""

from __future__ import annotations

import re

from storage.rules.typed import normalise

STEMS = (
    # asylum and residence
    "asyl|flucht|abschieb|abgeschob|duldung|geduldet|aufenthalt|bamf|visum|ausländerbeh",
    "refugee|deport|residence|immigration",
    # origin
    "herkunft|ethni|rasse|hautfarbe|sinti|kurd|paschtun|hazara|skin colo",
    # religion
    "religi|muslim|islam|christlich|jüdisch|juden|moschee|gläubig|kopftuch|sunnit|schiit|alevit",
    "jesid|jewish|mosque|church|headscarf",
    # politics
    "politi|partei|gewerkschaft|demonstr|trade union",
    # health, pregnancy
    "krankheit|krankgesch|erkrank|schwanger|depress|trauma|therap|psych|behinder|krebs|diabet",
    "süchtig|suchtberat|droge|alkohol|medikament|diagnos|suizid",
    "disease|illness|pregnan|disab|cancer|addict|drug|alcohol|medication|suicid",
    # sexual life
    "schwul|lesbisch|homosex|bisex|transgender|transsex|sexuell|sexual|lesbian|queer",
)
WHOLE = "krank|arzt|roma|stamm|kirche|christ|christin|hiv|aids|ill|sick|race|faith|tribe|gay|doctor"
"""Words that begin others (Christine, Arzthelferin, Kirchentellinsfurt): they count alone."""
FREE = "fluchtweg|fluchtplan|aufenthaltsra"
"""Words of a house: what begins them counts nowhere else."""
PATTERN = "|".join(
    [
        *(re.escape(normalise(stem)) for line in STEMS for stem in line.split("|")),
        *(rf"{word}\b" for word in WHOLE.split("|")),
    ]
)


def is_sensitive(text: str) -> bool:
    """Tell whether a note seems to hold what we do not keep, in German or English."""
    return re.search(rf"\b(?!{FREE})(?:{PATTERN})", normalise(text)) is not None
