"""Read words that stand for a number: "dozens", "hundreds of thousands", "half of", "doubled", "twice as"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from tasks.annotate.figures.home import Home
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import match_ending
from tasks.annotate.figures.phrase import Phrase, read_part_of_unit, read_unit_after
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words

# "Tens of hundreds of thousands of": nobody writes more of them before the last.
_MOST_FACTORS = 3


@cache
def vague_openers() -> frozenset[str]:
    """Words that may open such a phrase."""
    numbers, words = load_number_words(), load_figure_words()
    return frozenset((*numbers.vague, *numbers.vague_factors, *words.multiples, "a", "several", "half"))


def read_vague(words: Words, at: int, token: Token | None, home: Home) -> Phrase | None:
    """The phrase that begins at a word, or None."""
    lower = words.lowers[at]
    if lower in load_figure_words().multiples:
        return _read_multiple(words, at, token)
    if lower == "half":
        return _read_half_unit(words, at, home) or _read_half(words, at, token)
    if lower == "a":
        return _read_article(words, at, token, home)
    if lower == "several":
        return _read_few(words, at, at + 1, _few("several"), token, home)
    return _read_plural(words, at, home)


def _read_plural(words: Words, at: int, home: Home) -> Phrase | None:
    """Read "thousands", "tens of thousands", "hundreds of miles"."""
    lexicon = load_number_words()
    lower = words.lowers[at]
    if at and words.texts[at - 1] in HYPHENS and words.is_glued(at):
        return None
    low, high = 1.0, 1.0
    stop = at
    while (
        stop <= at + 2 * _MOST_FACTORS
        and lower in lexicon.vague_factors
        and words.lower(stop + 1) == "of"
        and words.lower(stop + 2) in lexicon.vague
    ):
        factor = lexicon.vague_factors[lower]
        low, high = low * factor[0], high * factor[1]
        stop += 2
        lower = words.lower(stop)
    if lower not in lexicon.vague or (lower == "scores" and words.lower(stop + 1) != "of"):
        return None
    least, most = lexicon.vague[lower]
    # "Tens of thousands" is 10 to 100 times one thousand: the factor makes the scale exact.
    low, high = low * least, high * (most if stop == at else least)
    return _with_unit(words, at, stop + 1, low, high, home)


def _with_unit(words: Words, at: int, stop: int, low: float, high: float, home: Home) -> Phrase:
    """Read "millions of dollars", "hundreds of miles": the unit behind "of"."""
    kind, code, unit_text, end = "count", None, None, stop
    after = stop + 1 if words.lower(stop) == "of" else stop
    unit = (
        read_unit_after(words, Number(at, stop, low, low, 1000.0, form="words"), after, home)
        if after < len(words)
        else None
    )
    if unit is not None:
        kind, code, unit_text, end = unit.kind, unit.code, (unit.first, unit.stop), unit.stop
    return Phrase(
        at, end, at, stop, kind, None, low, high, "vague", code, unit_text, words.texts[stop - 1], rule="vague"
    )


def _few(word: str) -> tuple[float, float]:
    """The least and the most that a word such as "several" allows."""
    return load_number_words().vague_few[word]


def _read_few(
    words: Words, at: int, stop: int, few: tuple[float, float], token: Token | None, home: Home
) -> Phrase | None:
    """Read "several", "a couple of", "several hundred thousand"."""
    scales = load_number_words().scales
    scale = 1.0
    while words.lower(stop) in scales:
        scale *= scales[words.lower(stop)]
        stop += 1
    if scale == 1.0:
        return _read_few_things(words, at, stop, few, token, home)
    return _with_unit(words, at, stop, few[0] * scale, few[1] * scale, home)


def _read_few_things(
    words: Words, at: int, stop: int, few: tuple[float, float], token: Token | None, home: Home
) -> Phrase | None:
    """Read "several people", "a couple of shops": persons and things that are there to be counted, and measures.

    "A few" is a manner of speaking, "several times" and "several ways" too, and "several years" is hardly a figure.
    """
    head = _few_head(token, stop - at)
    if head is None or words.lower(at + 1) == "few" or head.lower_ in load_figure_words().uncounted:
        return None
    phrase = _with_unit(words, at, stop, *few, home)
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


def _read_article(words: Words, at: int, token: Token | None, home: Home) -> Phrase | None:
    """Read "a few hundred", "a couple of thousand", "a third of", "a quarter of"."""
    following = words.lower(at + 1)
    if following == "few":
        return _read_few(words, at, at + 2, _few("a few"), token, home)
    if following == "couple":
        stop = at + 3 if words.lower(at + 2) == "of" else at + 2
        return _read_few(words, at, stop, _few("a couple"), token, home)
    fractions = load_number_words().fractions
    if following in fractions and following != "half" and words.lower(at + 2) == "of" and not following.endswith("s"):
        if (
            following == "quarter"
            and words.lower(at + 3) in ("a", "an")
            and words.lower(at + 4) in load_number_words().scales
        ):
            scale = load_number_words().scales[words.lower(at + 4)]
            return Phrase(
                at, at + 5, at, at + 5, "count", 0.25 * scale, scale_text=words.texts[at + 4], rule="fraction"
            )
        part = read_part_of_unit(words, (at, at + 2), at + 3, fractions[following], home)
        return part or Phrase(at, at + 2, at, at + 2, "ratio", fractions[following], rule="fraction")
    if following in fractions and following != "half" and _stands_bare(words, at, token, 2):
        return Phrase(at, at + 2, at, at + 2, "ratio", fractions[following], rule="fraction")
    return None


def _stands_bare(words: Words, at: int, token: Token | None, length: int) -> bool:
    """Whether a fraction without its whole is one: "more than half say", "fell by a third", "up to a quarter"."""
    if token is None or token.i + length >= len(token.doc):
        return False
    change = load_figure_words().change
    near = words.lowers[max(at - 12, 0) : at]
    is_bounded = match_ending(words, at, load_figure_words().bounds_before) is not None
    is_bounded = is_bounded and words.lower(at - 1) != "some"
    if not is_bounded and not (near[-1:] == ["by"] and any(word in change.moving for word in near)):
        return False
    after = token.doc[token.i + length]
    ends = after.tag_ in (".", ",", ":", "CC", "_SP", "MD", "-RRB-") or after.tag_.startswith("VB")
    return ends or after.tag_ == "IN" and after.lower_ in ("in", "at", "from", "since", "on", "by")


def _read_half_unit(words: Words, at: int, home: Home) -> Phrase | None:
    """Read "half a percentage point", "half a mile", "half of one percent"."""
    if words.text(at - 1) in HYPHENS:
        return None
    return read_part_of_unit(words, (at, at + 1), at + 1 + (words.lower(at + 1) == "of"), 0.5, home)


def _read_half(words: Words, at: int, token: Token | None) -> Phrase | None:
    """Read "half of the voters", "half the population", "half as likely"."""
    lexicon = load_figure_words()
    if words.lower(at + 1) in ("the", "its", "their", "that") and words.lower(at + 2) in lexicon.half_as_much:
        return Phrase(at, at + 1, at, at + 1, "multiple", 0.5, rule="multiple")
    if words.lower(at + 1) == "as" and words.lower(at + 2) in lexicon.as_compared:
        return Phrase(at, at + 1, at, at + 1, "multiple", 0.5, rule="multiple")
    before, is_followed = words.lower(at - 1), words.lower(at + 1) in lexicon.half_of
    is_part = before in lexicon.half_no_share_after
    is_part = is_part and (before, words.lower(at + 1)) != ("and", "of") or words.text(at - 1) in HYPHENS
    if not (is_followed and not is_part or _stands_bare(words, at, token, 1)):
        return None
    return Phrase(at, at + 1, at, at + 1, "ratio", 0.5, rule="fraction")


def _is_bent(words: Words, at: int) -> bool:
    """Whether it is "doubled down", "doubled over in pain", "doubled as a guard", which are no multiples."""
    after = words.lower(at + 1)
    if words.lower(at) == "as":
        return after in ("a", "an", "the") and words.lower(at + 2) != "result"
    return words.lower(at) in ("down", "back") or words.lower(at) == "over" and after in ("", ".", ",", "in", "with")


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
    elif token is None or token.tag_ not in ("VBD", "VBN") or _is_bent(words, at + 1):
        return None
    return Phrase(at, at + 1, at, at + 1, "multiple", value, rule="multiple")
