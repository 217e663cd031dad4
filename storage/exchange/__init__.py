"""Files in: sections read all at once, errors by line."""
