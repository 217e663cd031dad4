"""Databases the last release left behind, and what later code owes the people in them."""
