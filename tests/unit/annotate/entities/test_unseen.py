"""Speakers whose names the model passed over."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.unseen import find_unseen_speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mark Holloway said little.", ["Mark Holloway"]),
        ("Professor Quarles said little.", ["Quarles"]),
        ("“It was late,” Quarles said.", ["Quarles"]),
        ("“It was late,” McQuarles said.", ["McQuarles"]),
        ("“It was late,” MyQuarles said.", []),
        ("“It was late,” al-Quarles said.", ["al-Quarles"]),
        ("Professor Sivra Quarles said little.", ["Sivra Quarles"]),
        ("Suharko said the roof fell in. He ran.", ["Suharko"]),
        # no quotation, no title; a function, a body, a name with an article, no speech
        ("Quarles says that it was late.", []),
        ("“It was late,” the President said.", []),
        ("“It was late,” the Harbour said.", []),
        ("Mark Holloway ran.", []),
    ],
)
def test_the_capitalized_subject_of_speech_is_somebody(parse, text, names):
    assert [candidate.text for candidate in find_unseen_speakers(parse(text), set())] == names
