"""Sentences a centre keeps itself, beside those of the product: said often, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from storage import audit
from storage.models import Sentence
from storage.work import Work

OWN = "own-"
"""Begins the key of a sentence a centre keeps itself."""
KEEP, DROP = "sentence.keep", "sentence.drop"
"""Rows of the log; the number of the sentence follows, behind a dot."""


def find(work: Work, key: str) -> Sentence | None:
    """Return a sentence by the key lines hold, also one that was dropped; None for any other."""
    number = key.removeprefix(OWN)
    if key == number or not (number.isascii() and number.isdecimal()):
        return None
    return work.session.get(Sentence, int(number))


def key_of(sentence: Sentence) -> str:
    """Return the key that lines hold."""
    return f"{OWN}{sentence.id}"


def of_centre(work: Work, centre: str | None) -> Sequence[Sentence]:
    """Return the sentences of a centre, and those for every centre, the newest first."""
    theirs = or_(Sentence.centre == centre, Sentence.centre.is_(None))
    own = (Sentence.hidden_at.is_(None), theirs)
    return work.session.scalars(select(Sentence).where(*own).order_by(Sentence.id.desc())).all()


def keep(work: Work, centre: str | None, language: str, text: str, by: int) -> Sentence:
    """Keep a sentence for a centre (None: every centre); the log knows whose it is."""
    made = Sentence(centre=centre, language=language, text=text)
    work.session.add(made)
    work.session.flush()
    audit.note(work, f"{KEEP}.{made.id}", by, None, centre)
    return made


def made_by(work: Work, sentence: Sentence, person_id: int) -> bool:
    """Tell whether somebody made a sentence, for as long as the log remembers."""
    return audit.has_done(work, f"{KEEP}.{sentence.id}", person_id)


def drop(work: Work, sentence: Sentence, by: int) -> None:
    """Offer a sentence no more; where it was said it still stands."""
    if sentence.hidden_at is None:
        sentence.hidden_at = work.now
        audit.note(work, f"{DROP}.{sentence.id}", by, None, sentence.centre)
