"""The faster encoder and moves give what spaCy's own give, and leave alone what they don't know."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from spacy.language import Language

from tasks.annotate.encoder import CHUNK, list_distinct, speed_up
from tasks.annotate.transitions import move_at_once
from tasks.model_name import DEFAULT_MODEL

TEXTS = [
    "",
    "No.",
    "Mayor Ilse Brandt told the council in Velden on Tuesday that 1,200 homes had lost power.",
    "“We weren’t asked,” said Omar Lindt, 58, who runs the harbour; he wouldn’t say whether the ferry will sail again.",
    "The harbour board met twice, and each time the vote was put off. " * (CHUNK // 6),
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def fast() -> Language:
    nlp = spacy.load(DEFAULT_MODEL)
    assert speed_up(nlp) == 4
    assert move_at_once(nlp) == 2
    return nlp


def test_the_same_parse_and_nearly_the_same_vectors(plain: Language, fast: Language) -> None:
    columns = ["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"]
    for one, other in zip(plain.pipe(TEXTS), fast.pipe(TEXTS), strict=True):
        assert np.array_equal(one.to_array(columns), other.to_array(columns))
        assert np.allclose(one.tensor, other.tensor, rtol=0, atol=1e-5)


def test_a_batch_gives_what_its_texts_give_alone(fast: Language) -> None:
    for together, text in zip(fast.pipe(TEXTS), TEXTS, strict=True):
        assert np.allclose(together.tensor, fast(text).tensor, rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("encoder", "settings"),
    [
        ("spacy.MishWindowEncoder.v2", {"window_size": 1}),
        ("spacy.MaxoutWindowEncoder.v2", {"window_size": 2, "maxout_pieces": 3}),
    ],
)
def test_other_blocks_stay_as_they_are(encoder: str, settings: dict[str, int]) -> None:
    nlp = spacy.blank("en")
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 16,
        "attrs": ["NORM"],
        "rows": [50],
        "include_static_vectors": False,
    }
    encode = {"@architectures": encoder, "width": 16, "depth": 2, **settings}
    nlp.add_pipe(
        "tok2vec",
        config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}},
    )
    nlp.initialize()
    blocks = nlp.get_pipe("tok2vec").model.layers[-1]
    inner = blocks.layers[0]
    before = [doc.tensor for doc in nlp.pipe(TEXTS)]
    assert speed_up(nlp) == 1
    assert blocks.layers[0] is inner
    for doc, tensor in zip(nlp.pipe(TEXTS), before, strict=True):
        assert np.allclose(doc.tensor, tensor, rtol=0, atol=1e-5)


def test_a_fast_model_is_left_alone_the_second_time(fast: Language) -> None:
    assert speed_up(fast) == 0


@given(arrays.arrays(np.uint64, st.tuples(st.integers(1, 40), st.integers(1, 6)), elements=st.integers(0, 3)))
def test_distinct_rows_give_back_the_rows(rows: np.ndarray) -> None:
    distinct, places = list_distinct(rows)
    assert np.array_equal(distinct[places], rows)
    assert len(distinct) == len(np.unique(rows, axis=0))


def test_rows_that_share_a_hash_are_not_taken_for_one() -> None:
    """The hash is linear: what the first column adds, the second takes away."""
    first, second = (pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in (1, 2))
    ratio = first * pow(second, -1, 1 << 64) % (1 << 64)
    rows = np.array([[1, 0], [0, ratio]], np.uint64)
    distinct, places = list_distinct(rows)
    assert np.array_equal(distinct[places], rows)


def test_a_parser_that_weighs_several_ways_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("beam_parser")
    nlp.add_pipe("sentencizer")
    assert move_at_once(nlp) == 0
