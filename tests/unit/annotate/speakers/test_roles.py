"""Functions beside names."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers.test_article import Parse, quotes_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Ann Roe, a senior fellow at the Severn Institution, said it was late.",
            "senior fellow at the Severn Institution",
        ),
        (
            "Ann Roe, a marine microbiologist at Rye University, said it was late.",
            "marine microbiologist at Rye University",
        ),
        ("Ann Roe, a partner at Hale Marchetti, said it was late.", "partner at Hale Marchetti"),
        # it ends before what tells of the body, what somebody did, or a second function
        ("Ann Roe, director of Severn Ports, an advocacy group, said it was late.", "director of Severn Ports"),
        ("Ann Roe, a partner at Hale Marchetti who won the case, said it was late.", "partner at Hale Marchetti"),
        (
            "Ann Roe, a professor of law and history at the University of Rye in Sussex and the author of two books "
            "on ports, said it was late.",
            "professor of law and history at the University of Rye in Sussex",
        ),
        (
            "Ann Roe, the lawyer for the women who accused him, said it was late.",
            "lawyer for the women who accused him",
        ),
        ("Ann Roe, the British ambassador to the U.N., said it was late.", "British ambassador to the U.N."),
        # it begins behind what says when, and one person is not several
        ("At one point this week, House Speaker Ann Roe said it was late.", "House Speaker"),
        ("One of his top advisers Ann Roe met him. Roe said it was late.", None),
    ],
)
def test_a_role_is_what_stands_beside_a_name(parse: Parse, text: str, role: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_role == role
