"""The database and its threads: open, lock, migrate, seal."""
