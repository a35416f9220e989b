"""The forms of verbs and nouns."""

from __future__ import annotations

import pytest

from tasks.language.inflection import make_forms, plural, singular, stem

FORMS = [
    ("say", ("say", "says", "said", "said", "saying")),
    ("warn", ("warn", "warns", "warned", "warned", "warning")),
    ("deny", ("deny", "denies", "denied", "denied", "denying")),
    ("argue", ("argue", "argues", "argued", "argued", "arguing")),
    ("slam", ("slam", "slams", "slammed", "slammed", "slamming")),
    ("stress", ("stress", "stresses", "stressed", "stressed", "stressing")),
    ("admit", ("admit", "admits", "admitted", "admitted", "admitting")),
    ("begin", ("begin", "begins", "began", "begun", "beginning")),
    ("agree", ("agree", "agrees", "agreed", "agreed", "agreeing")),
    ("write", ("write", "writes", "wrote", "written", "writing")),
    ("lie", ("lie", "lies", "lied", "lied", "lying")),
    ("order", ("order", "orders", "ordered", "ordered", "ordering")),
    ("have", ("have", "has", "had", "had", "having")),
    ("signal", ("signal", "signals", "signaled", "signalled", "signaling", "signalling")),
]
PLURALS = [
    ("official", "officials"), ("spokeswoman", "spokeswomen"), ("deputy", "deputies"), ("boss", "bosses"),
    ("child", "children"), ("person", "people"), ("coach", "coaches"), ("wife", "wives"),
]  # fmt: skip


@pytest.mark.parametrize(("lemma", "forms"), FORMS)
def test_inflects_verbs(lemma: str, forms: tuple[str, ...]) -> None:
    assert make_forms(lemma) == forms


@pytest.mark.parametrize(("one", "many"), PLURALS)
def test_plural_and_back(one: str, many: str) -> None:
    assert (plural(one), singular(many), singular(one)) == (many, one, one)


@pytest.mark.parametrize(("one", "other"), [("ships", "ship"), ("landed", "landing"), ("treaties", "treaty")])
def test_endings_are_cut(one: str, other: str) -> None:
    assert stem(one) == stem(other)
