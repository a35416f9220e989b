"""The labels of the parse that every stage reads, under the names that grammar gives them."""

from __future__ import annotations

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose"})
