"""Words, dates, direction."""
