"""What opens an article and is said by nobody."""

from __future__ import annotations

import pytest

from tasks.language.datelines import find_datelines


@pytest.mark.parametrize(
    ("text", "datelines"),
    [
        ("LISBON, May 7 (NPA) - The bank cut rates.", ["LISBON, May 7 (NPA) - "]),
        ("NEW YORK — The bank cut rates.", ["NEW YORK — "]),
        ("PORTO ALEGRE, Brazil (NPA) — The bank cut rates.", ["PORTO ALEGRE, Brazil (NPA) — "]),
        ("(NPA) - The bank cut rates.", ["(NPA) - "]),
        ("Lisbon (NPA) The bank cut rates.", ["Lisbon (NPA) "]),
        ("A title\n\nLISBON (NPA) - The bank cut rates.", ["LISBON (NPA) - "]),
        ("The bank cut rates.\n\nFarm Union (FU) Chair Ann Roe left.", []),
        ("The bank - which cut rates - closed.", []),
        ("NATO-led troops left.", []),
        ("AFL-CIO members left.", []),
        ("U.S. - China trade talks failed.", []),
        ("NATO - Russia ties are cold.", []),
        ("EU - Mercosur talks failed.", []),
        ("GOP - Senate talks failed.", []),
        ("OSLO - The bank cut rates.", ["OSLO - "]),
        ("OSLO—Rates were cut.", ["OSLO—"]),
        ("OPEC — which met in May — cut its output.", []),
        ("", []),
    ],
)
def test_finds_datelines(text: str, datelines: list[str]) -> None:
    assert [text[start:end] for start, end in find_datelines(text)] == datelines
