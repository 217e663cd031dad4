"""Introductions: how a person and a firm come to each other, step by step."""
