"""Rules as pure functions: data and now in, data out; codes, never sentences."""
