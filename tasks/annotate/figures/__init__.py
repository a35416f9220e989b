"""Stated numbers of an article: fills `figures` from its text and dates."""
