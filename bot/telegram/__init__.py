"""Telegram: events in, messages out; this face decides nothing."""
