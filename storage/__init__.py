"""The room that remembers, finds and keeps the invariants."""
