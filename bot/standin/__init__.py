"""A Bot API of ours on loopback, strict about every call, for the demo and the tests."""
