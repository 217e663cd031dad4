"""What staff tap and type to hold something: elsewhere and alike, each part changed alone."""

from __future__ import annotations

NOT_HELD = r"menu.*\.(team|activity|hours)|programme|held"
"""What those who walk at random leave to who is led."""
BEGUN = ("/activity", "activity-new", ".alb", ".cooking", ".weekly", ".th", ".1700", ".1900")
HOLDING = (
    *(*BEGUN, ".other", "Mörsingen", "Rathaus", ".skip", ".yes", ".8"),
    *(".change", ".german", ".A0", ".change", ".title", "Kochtreff"),
    *(".change", ".free", ".yes", ".change", ".until", "24.12.2026"),
    *(".change", ".rhythm", ".once", "12.11.2026", ".save"),
    *(*BEGUN, ".here", ".other", ".no", ".open", ".cancel"),
    *("/activity", ".page", ".show", ".who", ".show", ".copy", "/menu"),
)
