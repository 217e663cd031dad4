"""Who runs this, as the settings say it: noted at start, for what people must be able to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import func, select

from storage.models import Centre, Mark
from storage.rules.readiness import Known, Missing, missing
from storage.work import Work

NOTED = "operator"
SENTENCES: Mapping[Missing, str] = {
    Missing.CONTROLLER: "JIP_CONTROLLER is missing: people must read who answers for their data.",
    Missing.NOTICE: "JIP_PRIVACY_FILE is missing: people must be able to read the privacy notice.",
    Missing.IMPRINT: "JIP_IMPRINT_FILE is missing: the law asks for an imprint.",
    Missing.CENTRE: "No centre has both an address and a phone number: staff type them in /hours.",
}


@dataclass(frozen=True)
class Operator:
    """What the settings say; `anyway`: new people are let in although something is missing."""

    controller: str | None = None
    has_notice: bool = False
    has_imprint: bool = False
    anyway: bool = True


def note(work: Work, operator: Operator) -> None:
    """Remember what the settings said at the last start."""
    if operator != noted(work):
        work.session.merge(Mark(name=NOTED, sealed=json.dumps(asdict(operator)), at=work.now))
        work.session.flush()


def noted(work: Work) -> Operator:
    """Return what the settings said at the last start; nothing where it never ran."""
    mark = work.session.get(Mark, NOTED)
    return Operator(**json.loads(mark.sealed)) if mark and mark.sealed else Operator()


def lacks(work: Work, operator: Operator) -> list[Missing]:
    """Return what must be put right before anybody new is let in."""
    reachable = select(func.count(Centre.key)).where(Centre.address > "", Centre.phone > "")
    centres = work.session.scalar(reachable) or 0
    known = Known(bool(operator.controller), operator.has_notice, operator.has_imprint, centres)
    return missing(known)


def is_shut(work: Work) -> bool:
    """Tell whether nobody new is let in yet."""
    operator = noted(work)
    return not operator.anyway and bool(lacks(work, operator))


def sentences(work: Work, operator: Operator) -> Iterator[str]:
    """Yield a sentence for the operator for each thing that is missing."""
    for each in lacks(work, operator):
        yield SENTENCES[each]
