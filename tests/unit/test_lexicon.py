"""A word list is refused at once when it lacks a key, has one too many, or holds another kind of value."""

from __future__ import annotations

import pytest

from tasks import lexicon as module
from tasks.lexicon import Lexicon, LexiconError, load_lexicon, read_lexicon


class Greeting(Lexicon):
    words: frozenset[str]
    most: int


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LEXICON_FOLDER", tmp_path)
    yield lambda text: (tmp_path / "greetings.toml").write_text(text, "utf-8")
    load_lexicon.cache_clear()


def test_lists_are_read_as_the_field_says(write):
    write('words = ["hello", "hail"]\nmost = 2')
    assert read_lexicon("greetings", Greeting) == Greeting(words=frozenset({"hello", "hail"}), most=2)


@pytest.mark.parametrize(("text", "told"), [
    ('words = ["hello"]', "greetings.toml: most: Field required"),
    ('words = ["hello"]\nmost = 2\nleast = 1', "greetings.toml: least: Extra inputs are not permitted"),
    ('words = "hello"\nmost = 2', "greetings.toml: words: Input should be a valid frozenset"),
    ('words = ["hello"]\nmost = "few"', "greetings.toml: most: Input should be a valid integer"),
])  # fmt: skip
def test_a_list_with_another_shape_is_refused_by_name(write, text, told):
    write(text)
    with pytest.raises(LexiconError, match=told):
        read_lexicon("greetings", Greeting)
