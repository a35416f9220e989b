"""Names with a slip."""

from __future__ import annotations

import pytest

from tasks.nearest import ask_nearest


@pytest.mark.parametrize(
    ("wanted", "known", "told"),
    [
        ("quote", ["articles", "quotes"], "; is it quotes?"),
        ("ECUADR", ["Peru", "Ecuador"], "; is it Ecuador?"),
        ("Holtt", ["Ann Holt", "Joan Berg"], "; is it Ann Holt?"),
        ("storm-1", ["storm-2", "storm-3"], "; is it storm-2 or storm-3?"),
        ("nobody", ["Ann Holt", ""], ""),
        ("x", [], ""),
    ],
)
def test_the_nearest_is_named_where_there_is_one(wanted, known, told):
    assert ask_nearest(wanted, known) == told
