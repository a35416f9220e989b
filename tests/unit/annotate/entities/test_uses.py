"""How an article uses a name of one word."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.labels import is_used_as_person
from tasks.annotate.entities.uses import read_uses


@pytest.mark.parametrize(
    ("text", "name", "is_person"),
    [
        ("The Quarles campaign sued. Quarles said he would go on.", "Quarles", True),
        ("Quarles, who lost, praised the vote. Quarles's supporters cheered.", "Quarles", True),
        ("Brightwater said it would sell its docks. Brightwater shares fell.", "Brightwater", False),
        ("The Quarles said nothing.", "Quarles", False),
        ("They met in Quarles. Near Quarles he said nothing.", "Quarles", False),
        # a public figure's surname needs no more than that nothing speaks against it
        ("Few voters doubt Merkel.", "Merkel", True),
        ("They live in Merkel.", "Merkel", False),
        ("That is the Merkel. That is the Merkel – and more.", "Merkel", True),
    ],
)
def test_a_name_is_a_persons_by_its_uses(parse, text, name, is_person):
    assert is_used_as_person(name, read_uses(parse(text), {name}, [])[name], set()) is is_person


def test_pronouns_tell_the_sex_where_they_agree(parse):
    text = "Quarles said she would run. Quarles wrote that she was glad. Then Quarles left her house."
    assert read_uses(parse(text), {"Quarles"}, [])["Quarles"].sex == "f"
