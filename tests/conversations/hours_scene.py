"""What a lead is led through in every language: a day is closed, hours come and go."""

from __future__ import annotations

HERE = ("/hours", ".alb")
HOURS = (
    *(*HERE, ".close", "13.11.2026", ".part", ".other", "10:00", "12:00"),
    *(".one", ".whole", ".yes"),
    *(*HERE, ".closed", ".n"),
    *(*HERE, ".consulting", ".add", ".0", "9:00", "12:00", ".30", ".1", ".any", ".any"),
    *(".change", ".places", ".2", ".stay"),
    *(*HERE, ".consulting", ".n", ".end", "20.11.2026", ".stay"),
    *(*HERE, ".address", "Musterweg 2, 72525 Münsingen", ".yes", ".undo"),
)
