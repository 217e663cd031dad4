"""What is kept and what is never asked: said before anybody agrees, and whenever they ask."""

from __future__ import annotations

from locales.words import _

NOT_ASKED = _(
    "We do not ask about asylum, residence, religion or illness. "
    "Please write nothing about them and send no papers."
)
KEPT = _(
    "We keep your answers until you delete them: /delete. "
    "If you do not write for 12 months, we delete them."
)
