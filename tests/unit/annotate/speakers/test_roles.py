"""Functions beside names."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers.test_article import Parse, quotes_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Emma Quarles, cofounder and executive director of Mast Labs, a harbour group, left. “It sank,” she said.",
            "cofounder and executive director of Mast Labs",
        ),
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
        # letters stand before it, it is the second of two words, or a clause tells it
        ("Ann Roe, Ph.D., a biologist at Rye University, said it was late.", "biologist at Rye University"),
        ("Dr. Ann Roe, a marriage and family therapist, said it was late.", "marriage and family therapist"),
        ("Ann Roe, who is also a professor of law at Rye, said it was late.", "professor of law at Rye"),
        ("Ann Roe, a professor emerita of law at Rye, said it was late.", "professor emerita of law at Rye"),
        ("Ann Roe, who is one of nine directors, said it was late.", None),
        # what it is of goes with it, wherever the parse hangs that
        ("Ann Roe, Ph.D., Head of Sales at Severn Medical, said it was late.", "Head of Sales at Severn Medical"),
        ("Rye House Chief of Staff Ann B. Roe said it was late.", "Rye House Chief of Staff"),
        ("Acting Rye House chief of staff Ann Roe said it was late.", "Acting Rye House chief of staff"),
        ("U.S. Ambassador to the U.N. Ann Roe said it was late.", "U.S. Ambassador to the U.N."),
        ("Secretary of Defense Ann Roe said it was late.", "Secretary of Defense"),
        ("Deputy director of communications Ann Roe said it was late.", "Deputy director of communications"),
        (
            "Ann Roe, associate director of the Program for the Study of Port Reform and Private Insurance at the "
            "Severn Hale Foundation, said it was late.",
            "associate director of the Program for the Study of Port Reform and Private Insurance",
        ),
        (
            "Ann Roe, the deputy field director on the 2012 race who also volunteered for Hale in Rye and Ash before "
            "the vote, said it was late.",
            "deputy field director on the 2012 race",
        ),
        (
            "Ann Roe (author of a book on ports) and Rye's Theo Hale agreed. Roe said it was late.",
            "author of a book on ports",
        ),
        ("House of Representatives Speaker Ann Roe said it was late.", "House of Representatives Speaker"),
        # another's it is not
        ("Family of port hostage Ann Roe left. “It was late,” Ann Roe said.", "port hostage"),
        ("An aide to Iowa Gov. Ann Roe left. “It was late,” Ann Roe said.", "Iowa Gov."),
        ("The owner of retailer Ann Roe left. “It was late,” Ann Roe said.", None),
        ("Ann Roe, another deportee, said it was late.", "deportee"),
        # it begins behind what says when, and one person is not several
        ("At one point this week, House Speaker Ann Roe said it was late.", "House Speaker"),
        ("One of his top advisers Ann Roe met him. Roe said it was late.", None),
    ],
)
def test_a_role_is_what_stands_beside_a_name(parse: Parse, text: str, role: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_role == role
