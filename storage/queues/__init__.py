"""What comes in, goes out and falls due: rows that are worked off once."""
