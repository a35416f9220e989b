"""The claims of two whole articles, one by one: where each stands, whose it is, and what its words need.

The articles lie beside the project; what is put into a proposition stands here with the place in it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from spacy.tokens import Doc

from tasks.annotate.article import annotate_body
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

Row = tuple[int, int, str, str, str | None, tuple[tuple[int, str], ...], bool]

# start, end, voice, stance, claimant, what is put in and where, whether it is self-contained
ARTICLES: dict[tuple[str, str], list[Row]] = {
    ("000_f0063626f1a62b2a.txt", "2024-10-24"): [
        (63, 126, "mixed", "confirms", "senior U.S. administration official", (), True),
        (344, 433, "indirect", "asserts", "Lloyd Austin", (), True),
        (
            437,
            502,
            "direct",
            "asserts",
            "senior U.S. administration official",
            ((2, " [senior U.S. administration official and others]"),),
            True,
        ),
        (
            504,
            584,
            "direct",
            "asserts",
            "senior U.S. administration official",
            ((2, " [senior U.S. administration official and others]"),),
            False,
        ),
        (
            704,
            816,
            "direct",
            "asserts",
            "senior U.S. administration official",
            ((6, " [senior U.S. administration official and others]"), (65, " [Vladimir Putin's]")),
            False,
        ),
        (818, 891, "direct", "asserts", "senior U.S. administration official", (), True),
        (893, 1011, "direct", "asserts", "senior U.S. administration official", (), True),
        (1035, 1129, "narrator", "asserts", None, ((14, " [A senior U.S. administration official's]"),), False),
        (1103, 1129, "nominal", "confirms", "Pentagon chief", (), False),
        (1133, 1181, "direct", "asserts", "Lloyd Austin", ((3, " [Lloyd Austin and others']"),), False),
        (1183, 1269, "direct", "asserts", "Lloyd Austin", ((6, " [Lloyd Austin and others]"),), True),
        (1312, 1358, "direct", "asserts", "Lloyd Austin", (), False),
        (1360, 1401, "direct", "asserts", "Lloyd Austin", (), False),
        (1405, 1587, "narrator", "asserts", None, (), False),
        (1437, 1459, "nominal", "confirms", "South Korea", (), False),
        (1490, 1492, "indirect", "does_not_confirm", "United States", ((2, " [the North’s deployment]"),), False),
        (1670, 1718, "indirect", "asserts", "Vedant Patel", ((48, " [the North’s deployment]"),), False),
        (1752, 1840, "indirect", "denies", "Vedant Patel", (), True),
        (1930, 2116, "indirect", "asserts", "National Intelligence Service", ((186, " [2024-12]"),), True),
        (2119, 2237, "indirect", "asserts", "officials", ((7, " [National Intelligence Service]"),), True),
    ],
    ("001_cc1ab587ed03c13d.txt", "2024-10-23"): [
        (48, 115, "indirect", "confirms", "senior U.S. official", (), True),
        (
            131,
            167,
            "indirect",
            "asserts",
            "senior U.S. official",
            ((5, " [thousands of North Korean soldiers']"),),
            False,
        ),
        (170, 235, "direct", "asserts", "senior U.S. official", ((2, " [senior U.S. official and others]"),), True),
        (237, 317, "direct", "asserts", "senior U.S. official", ((2, " [senior U.S. official and others]"),), False),
        (403, 476, "direct", "asserts", "senior U.S. official", (), True),
        (478, 596, "direct", "asserts", "senior U.S. official", (), True),
        (619, 773, "narrator", "asserts", None, (), True),
        (788, 839, "indirect", "asserts", "Lloyd Austin", ((35, " [North Korean troops]"),), False),
        (842, 869, "direct", "asks", "Lloyd Austin", (), False),
        (910, 1038, "direct", "asserts", "Lloyd Austin", (), False),
        (1096, 1186, "mixed", "asserts", "Farah Dakhlallah", (), False),
        (1223, 1432, "direct", "asserts", "Farah Dakhlallah", (), False),
        (1506, 1603, "indirect", "asserts", "National Intelligence Service", (), True),
        (1655, 1691, "indirect", "asserts", "National Intelligence Service", (), False),
        (1694, 1807, "direct", "asserts", "Park Sun-won", ((113, " [2024-12]"),), True),
        (1872, 1905, "indirect", "denies", "North Korea", ((2, " [North Korea]"),), True),
        (
            1938,
            1949,
            "indirect",
            "does_not_confirm",
            "Russia",
            ((11, " [North Korea sent military forces to Russia]"),),
            True,
        ),
    ],
}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article[0][:3])
def test_every_claim_of_an_article(shared: Path, parse: Callable[[str], Doc], article: tuple[str, str]) -> None:
    name, day = article
    text = (shared / "seeds" / name).read_text(encoding="utf-8")
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    cleaned = clean_document(Document("dump.jsonl", "line 1", name, text, published_at=published), EMPTY_PROFILE)
    assert isinstance(cleaned, Article)
    claims = annotate_body(cleaned, parse(cleaned.body)).claims
    found = [(c.start, c.end, c.voice, c.stance, c.claimant_name, c.resolved, c.is_self_contained) for c in claims]
    wanted = []
    for claim, (start, end, voice, stance, claimant, put_in, is_self_contained) in zip(
        claims, ARTICLES[article], strict=False
    ):
        resolved = " ".join(claim.proposition.split())
        for at, words in reversed(put_in):
            resolved = resolved[:at] + words + resolved[at:]
        resolved = resolved.removeprefix("But ")  # which only joins
        wanted.append((start, end, voice, stance, claimant, resolved, is_self_contained))
    assert found == wanted
