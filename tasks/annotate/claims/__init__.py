"""Claims of an article: fills `claims` from its quotes, mentions and dates."""
