"""The room that decides what is asked and said."""
