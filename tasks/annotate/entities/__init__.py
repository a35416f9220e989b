"""Named entities of an article: fills `entities` from its text and the model's names."""
