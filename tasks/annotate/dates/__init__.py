"""Time expressions of an article: fills `dates` from its text and publication date."""
