from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.alignment import Edit, apply_edits
from tasks.clean.characters import find_bad_characters


def mend(text: str) -> str:
    return apply_edits(text, [Edit(bad.start, bad.end, bad.replacement) for bad in find_bad_characters(text)])[0]


@pytest.mark.parametrize(
    ("garbled", "plain"),
    [
        ("They donâ€™t know.", "They don’t know."),
        ("â€œLook,â€\x9d he said â€” twiceâ€¦", "“Look,” he said — twice…"),
        ("cafÃ© Ã  la carte for Â£10", "café à la carte for £10"),
        ("donÃ¢â‚¬â„¢t", "don’t"),
        ("10Â\xa0km", "10 km"),
        ("Two “good” marks and then donâ€™t", "Two “good” marks and then don’t"),
        ("AT&amp;T &quot;said&quot; it&#8217;s &lt;3&nbsp;km", 'AT&T "said" it’s <3 km'),
        ("fish &amp;amp; chips, it&amp;#039;s", "fish & chips, it's"),
        ("soft&shy;ly", "softly"),
    ],
)
def test_what_is_certainly_garbled_is_mended(garbled: str, plain: str) -> None:
    assert mend(garbled) == plain


@pytest.mark.parametrize(
    "text",
    [
        "“Curly” quotes, ‘single’ ones, an em dash—and … an ellipsis.",
        "São Paulo, Côte d’Ivoire, Łódź, naïve café, El Niño, MÉXICO",
        "ﬁne ligatures, ｗｉｄｅ letters, ½ and 10° and £5 and €20",
        "Q&A; R&D; AT&T; a&b; &unknownthing; & done &; http://a.example/?a=1&b=2",
        "Владимир Путин, 東京, ΑΒΓ",
    ],
)
def test_good_text_stays(text: str) -> None:
    assert list(find_bad_characters(text)) == []


@given(
    st.lists(
        st.sampled_from(["donâ€™t", "&amp;", "Ã©", "\u00a0", "é", "“ok”", "\r\n", "\x92", "&#8217;", "Â ", "a", " "])
        | st.text(max_size=4),
        max_size=15,
    ).map("".join)
)  # fmt: skip
def test_offsets_stay_honest(text: str) -> None:
    bad = find_bad_characters(text)
    assert all(before.end <= after.start for before, after in pairwise(bad))
    body, alignment = apply_edits(text, [Edit(one.start, one.end, one.replacement) for one in bad])
    for at, source, length in zip(alignment.body_starts, alignment.source_starts, alignment.lengths, strict=True):
        assert body[at : at + length] == text[source : source + length]
    assert all(one.replacement != text[one.start : one.end] for one in bad)
