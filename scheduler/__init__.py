"""The room that decides when."""
