"""Attributed utterances of an article: fills `quotes` from its text, mentions and dates."""
