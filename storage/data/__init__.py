"""Tables the product ships with; SOURCES.md names where they come from."""
