"""Read words that stand for a number: "dozens", "hundreds of thousands", "half of", "doubled", "twice as"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from tasks.annotate.figures.fractions import make_ratio
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import match_ending, skip_hyphen
from tasks.annotate.figures.phrase import Phrase, Reading, WordSpan
from tasks.annotate.figures.units import read_part_of_scale, read_part_of_unit, read_unit_after
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words

# "Tens of hundreds of thousands of": nobody writes more of them before the last.
_MOST_FACTORS = 3


@cache
def vague_openers() -> frozenset[str]:
    """Words that may open such a phrase."""
    numbers, words = load_number_words(), load_figure_words()
    return frozenset((*numbers.vague, *numbers.vague_factors, *words.multiples, "a", "several", "half"))


def read_vague(reading: Reading, at: int) -> Phrase | None:
    """The phrase that begins at a word, or None."""
    lower = reading.words.lowers[at]
    if lower in load_figure_words().multiples:
        return _read_multiple(reading.words, at, reading.token(at))
    if lower == "half":
        return _read_half_unit(reading, at) or _read_half(reading, at)
    if lower == "a":
        return _read_article(reading, at)
    if lower == "several":
        return _read_few(reading, at, at + 1, "several")
    return _read_plural(reading, at)


def _read_plural(reading: Reading, at: int) -> Phrase | None:
    """Read "thousands", "tens of thousands", "hundreds of miles"."""
    words, lexicon = reading.words, load_number_words()
    if at and words.texts[at - 1] in HYPHENS and words.is_glued(at):
        return None
    last, low, high = _multiply_factors(words, at)
    lower = words.lower(last)
    if lower not in lexicon.vague or (lower == "scores" and words.lower(last + 1) != "of"):
        return None
    least, most = lexicon.vague[lower]
    # "Tens of thousands" is 10 to 100 times one thousand: the factor makes the scale exact.
    high *= most if last == at else least
    return _with_unit(reading, at, last + 1, (low * least, high), rule="vague.plural")


def _multiply_factors(words: Words, at: int) -> tuple[int, float, float]:
    """The word behind factors ("tens of", "hundreds of"), and the least and the most that these multiply by."""
    lexicon = load_number_words()
    low, high, last = 1.0, 1.0, at
    while (
        last <= at + 2 * _MOST_FACTORS
        and words.lower(last) in lexicon.vague_factors
        and words.lower(last + 1) == "of"
        and words.lower(last + 2) in lexicon.vague
    ):
        least, most = lexicon.vague_factors[words.lower(last)]
        low, high, last = low * least, high * most, last + 2
    return last, low, high


def _with_unit(reading: Reading, at: int, end: int, bounds: tuple[float, float], *, rule: str) -> Phrase:
    """Read "millions of dollars", "hundreds of miles": the unit behind "of"."""
    words, (low, high) = reading.words, bounds
    after = end + 1 if words.lower(end) == "of" else end
    number = Number(at, end, low, low, max(low, 1000.0), form="words")
    unit = read_unit_after(words, number, after, reading.home) if after < len(words) else None
    return Phrase(
        start=at,
        end=unit.end if unit else end,
        number_start=at,
        number_end=end,
        kind=unit.kind if unit else "count",
        value=None,
        low=low,
        high=high,
        approximation="vague",
        unit=unit.code if unit else None,
        unit_words=unit.words if unit else None,
        scale_text=words.texts[end - 1],
        rule=rule,
    )


def _read_few(reading: Reading, at: int, end: int, few: str) -> Phrase | None:
    """Read "several", "a couple of", "several hundred thousand"."""
    words, scales = reading.words, load_number_words().scales
    least, most = load_number_words().vague_few[few]
    scale = 1.0
    while words.lower(end) in scales:
        scale *= scales[words.lower(end)]
        end += 1
    if scale == 1.0:
        return _read_few_things(reading, at, end, (least, most))
    return _with_unit(reading, at, end, (least * scale, most * scale), rule="vague.few")


def _read_few_things(reading: Reading, at: int, end: int, few: tuple[float, float]) -> Phrase | None:
    """Read "several people", "a couple of shops": persons and things that are there to be counted, and measures.

    "A few" is a manner of speaking, "several times" and "several ways" too, and "several years" is hardly a figure.
    """
    head = _few_head(reading.token(at), end - at)
    if head is None or reading.words.lower(at + 1) == "few" or head.lower_ in load_figure_words().uncounted:
        return None
    phrase = _with_unit(reading, at, end, few, rule="vague.few_things")
    return phrase if phrase.kind != "duration" else None


def _few_head(token: Token | None, length: int) -> Token | None:
    """The plural noun that "several" or "a couple of" stands with, at most four words on."""
    if token is None:
        return None
    for here in range(token.i + length, min(token.i + length + 5, len(token.doc))):
        noun = token.doc[here]
        if noun.tag_ in ("NNS", "NNPS"):
            return noun
        if noun.tag_ not in ("JJ", "JJR", "VBN", "VBG", "NN", "NNP", "HYPH"):
            return None
    return None


def _read_article(reading: Reading, at: int) -> Phrase | None:
    """Read "a few hundred", "a couple of thousand", "a third of", "a quarter of"."""
    words, following = reading.words, reading.words.lower(at + 1)
    if following == "few":
        return _read_few(reading, at, at + 2, "a few")
    if following == "couple":
        return _read_few(reading, at, at + 3 if words.lower(at + 2) == "of" else at + 2, "a couple")
    fraction = load_number_words().fractions.get(following)
    if fraction is None or following == "half":
        return None
    if words.lower(at + 2) == "of" and not following.endswith("s"):
        return _read_fraction_of(reading, at, fraction)
    if _stands_bare(reading, at, 2):
        return make_ratio(start=at, end=at + 2, value=fraction, rule="vague.bare_fraction")
    return None


def _read_fraction_of(reading: Reading, at: int, fraction: float) -> Phrase:
    """Read "a third of a million", "a quarter of a percentage point", "a third of"."""
    words, number = reading.words, WordSpan((at, at + 2))
    whole = read_part_of_scale(words, number, at + 3, fraction, reading.home, "vague.quarter_of_scale")
    if whole is not None:
        return whole
    part = read_part_of_unit(words, number, at + 3, fraction, reading.home)
    return part or make_ratio(start=at, end=at + 2, value=fraction, rule="vague.fraction")


def _stands_bare(reading: Reading, at: int, length: int) -> bool:
    """Whether a fraction without its whole is one: "more than half say", "fell by a third", "up to a quarter"."""
    words, token = reading.words, reading.token(at)
    if token is None or token.i + length >= len(token.doc):
        return False
    near = words.lowers[max(at - 12, 0) : at]
    is_bounded = match_ending(words, at, load_figure_words().bounds_before) is not None
    is_bounded = is_bounded and words.lower(at - 1) != "some"
    moving = load_figure_words().change.moving
    if not is_bounded and not (near[-1:] == ["by"] and any(word in moving for word in near)):
        return False
    after = token.doc[token.i + length]
    ends = after.tag_ in (".", ",", ":", "CC", "_SP", "MD", "-RRB-") or after.tag_.startswith("VB")
    return ends or (after.tag_ == "IN" and after.lower_ in ("in", "at", "from", "since", "on", "by"))


def _read_half_unit(reading: Reading, at: int) -> Phrase | None:
    """Read "half a percentage point", "half a mile", "half of one percent"."""
    words = reading.words
    if words.text(at - 1) in HYPHENS:
        return None
    after = at + 1 + (words.lower(at + 1) == "of")
    return read_part_of_unit(words, WordSpan((at, at + 1)), after, 0.5, reading.home)


def _read_half(reading: Reading, at: int) -> Phrase | None:
    """Read "half of the voters", "half the population", "half as likely"."""
    words, lexicon = reading.words, load_figure_words()
    before, after, next_after = words.lower(at - 1), words.lower(at + 1), words.lower(at + 2)
    is_size = after in ("the", "its", "their", "that") and next_after in lexicon.half_as_much
    if is_size or (after == "as" and next_after in lexicon.as_compared):
        return _make_multiple(at, 0.5, rule="vague.half_as_much")
    is_part = before in lexicon.half_no_share_after
    is_part = (is_part and (before, after) != ("and", "of")) or words.text(at - 1) in HYPHENS
    if not ((after in lexicon.half_of and not is_part) or _stands_bare(reading, at, 1)):
        return None
    return make_ratio(start=at, end=at + 1, value=0.5, rule="vague.half")


def _make_multiple(at: int, value: float, *, rule: str) -> Phrase:
    return Phrase(start=at, end=at + 1, number_start=at, number_end=at + 1, kind="multiple", value=value, rule=rule)


def _is_bent(words: Words, at: int, token: Token) -> bool:
    """Whether it is "doubled down", "doubled over in pain", "doubled as a guard", which are no multiples."""
    end = skip_hyphen(words, at)
    while words.lower(end) in (",", "and") or words.lower(end) in load_figure_words().multiples:
        end += 1
    if words.lower(end) == "down":
        return True  # "doubled, tripled and quadrupled down"
    after = words.lower(at + 1)
    if words.lower(at) == "as":
        is_clause = token.i + 1 < len(token.doc) and token.nbor(1).dep_ == "mark"  # "doubled as the economy grew"
        return after in ("a", "an", "the") and words.lower(at + 2) != "result" and not is_clause
    return words.lower(at) == "back" or (words.lower(at) == "over" and after in ("", ".", ",", "in", "with"))


def _read_multiple(words: Words, at: int, token: Token | None) -> Phrase | None:
    """Read "doubled", "twice as many", "a tenfold rise", "double the number"; not "doubled down", "doubled as"."""
    lower = words.lowers[at]
    value = load_figure_words().multiples[lower]
    if lower in ("twice", "thrice"):
        if words.lower(at + 1) not in ("as", "the", "that", "its", "what"):
            return None
    elif lower.endswith("fold"):
        pass
    elif lower in ("double", "triple"):
        if words.lower(at + 1) != "the" or words.lower(at + 2) not in load_figure_words().as_many:
            return None
    elif token is None or token.tag_ not in ("VBD", "VBN") or _is_bent(words, at + 1, token):
        return None
    return _make_multiple(at, value, rule="vague.multiple")
