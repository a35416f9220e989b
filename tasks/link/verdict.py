"""Decide whether two quotes report the same utterance, and how one relates to the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from expectations.enumerations import Relation
from tasks.link.words import load_common_words, split_sentences

Agreement = Literal["agree", "unknown", "conflict"]

NAMED_KINDS = frozenset(("person", "organization", "government"))
# Keys of speakers who are only described: the same within one article alone.
LOCAL_KEYS = ("anonymous:", "body:", "group:", "role:")
SAME_WORDS = 0.95  # share of words in common, in order, of wordings that are the same: one word in twenty may differ
MATCHED_SENTENCE = 85.0  # partial ratio; below it, sentences read side by side shared words but not what they said
LEAST_CONFLICT_RUN = 12  # identical words in a row, the least that links quotes of two named speakers
LEAST_SLOGAN_RUN = 10  # the same for quotes of one speaker of which most is something else
MARGIN_WORDS = 3
FEWEST_MARKED = 3  # telling words between marks; fewer are a label or a title
FEWEST_WHOLE = 5  # words of one that the other has in a row
FEWEST_REPORTED = 4  # telling words that two have in common where neither is in the speaker's own
_MARKED = re.compile('[\u201c"]([^\u201c\u201d"]+)(?:[\u201d"]|$)|\u2018([^\u2018\u2019]+)\u2019(?!\\w)')
_LONGER = re.compile(r"[^\W\d_]{4,}")  # than what titles leave small
NEAR_DAYS = 7  # one news cycle; a line said again later is another utterance unless it is long


@lru_cache(maxsize=20_000)
def _pick_telling(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) - load_common_words()


@dataclass(frozen=True)
class Utterance:
    """A quote as it is compared.

    Attributes:
        sentences: Comparable words, a tuple a sentence.
        speaker_key: The speaker's key, where it means the same in every article, else None.
        speaker_surname: Last word of a named person's name, lower case.
        speaker_kind: A value of `quotes.speaker_kind`.
        is_direct: Whether the words are the speaker's own.
        day: Day it was said or published, as an ordinal; None when neither is known.
        is_title: Whether it has longer words and all begin with a capital, as those of titles and names.
        marked: What stands between marks in it, as an utterance of its own, where an outlet's words stand around it.
    """

    sentences: tuple[tuple[str, ...], ...]
    speaker_key: str | None = None
    speaker_surname: str | None = None
    speaker_kind: str = "unknown"
    is_direct: bool = True
    day: int | None = None
    is_title: bool = False
    marked: Utterance | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words, in order."""
        return tuple(word for sentence in self.sentences for word in sentence)

    @cached_property
    def joined(self) -> str:
        """Its words with single spaces."""
        return " ".join(self.words)

    @property
    def telling_words(self) -> frozenset[str]:
        """Its words that not everybody says."""
        return _pick_telling(self.words)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a shorter and a longer utterance have in common.

    Attributes:
        similarity: Mean partial ratio of the shorter one's sentences in the longer, weighted by words; 0 to 1.
        coverage: Share of the shorter one's words in sentences that the longer has (partial ratio at least 85).
        run: Words in the longest run that both have.
        telling: Telling words that both have.
    """

    similarity: float
    coverage: float
    run: int
    telling: int


def share_key(key: str | None) -> str | None:
    """Give a speaker's key where it means the same in every article, else None."""
    return None if key is None or key.startswith(LOCAL_KEYS) else key


def make_utterance(
    content: str,
    *,
    speaker_key: str | None = None,
    speaker_name: str | None = None,
    speaker_kind: str = "unknown",
    kind: str = "direct",
    day: int | None = None,
) -> Utterance:
    """Prepare a quote for comparison; the arguments are columns of `quotes`, `kind` its type."""
    longer = _LONGER.findall(content)
    surname = speaker_name.split()[-1].lower() if speaker_name and speaker_kind == "person" else None
    whole = Utterance(
        tuple(tuple(sentence) for sentence in split_sentences(content)),
        share_key(speaker_key) if speaker_kind in NAMED_KINDS else None,
        surname,
        speaker_kind,
        kind == "direct",
        day,
        bool(longer) and all(word[0].isupper() for word in longer),
    )
    if kind != "mixed":
        return whole
    inside = " ... ".join(found.group(found.lastindex or 0) for found in _MARKED.finditer(content))
    marked = replace(whole, sentences=tuple(map(tuple, split_sentences(inside))), is_direct=True)
    return replace(whole, marked=marked) if len(marked.telling_words) >= FEWEST_MARKED else whole


def are_near(first: Utterance, second: Utterance) -> bool:
    """Whether two were said within one news cycle, as far as it is known."""
    return first.day is not None and second.day is not None and abs(first.day - second.day) <= NEAR_DAYS


def list_sides(first: Utterance, second: Utterance) -> list[tuple[Utterance, Utterance]]:
    """Give what of two quotes is compared: all, then their speakers' own words without the outlet's around them.

    Months apart the speakers' own words alone can tell: what a reporter says of somebody ("to build a wall along the
    border") comes back with each report.
    """
    sides = [(first, second)] if (first.is_direct and second.is_direct) or are_near(first, second) else []
    own = [each if each.is_direct else each.marked for each in (first, second)]
    if own[0] is not None and own[1] is not None and (own[0] is not first or own[1] is not second):
        sides.append((own[0], own[1]))
    return sides


def compare_speakers(first: Utterance, second: Utterance) -> Agreement:
    """Say whether two quotes have one speaker, as far as their articles tell.

    Keys of unnamed speakers hold within an article only, so an official here and an official there stay unknown. A
    person and an organization stay unknown too: a spokeswoman speaks for her ministry.
    """
    if first.speaker_key is None or second.speaker_key is None:
        return "unknown"
    if first.speaker_key == second.speaker_key:
        return "agree"
    if first.speaker_surname and first.speaker_surname == second.speaker_surname:
        return "agree"
    if (first.speaker_kind == "person") != (second.speaker_kind == "person"):
        return "unknown"
    return "conflict"


def _find_window(shorter: Utterance, longer: Utterance) -> tuple[str, ...]:
    """Find the run of the longer one's words that is most like the shorter, from its first shared word to its last."""
    alignment = fuzz.partial_ratio_alignment(shorter.joined, longer.joined)
    if alignment is None:
        return longer.words
    swapped = len(shorter.joined) > len(longer.joined)
    start, end = (alignment.src_start, alignment.src_end) if swapped else (alignment.dest_start, alignment.dest_end)
    first = max(longer.joined.count(" ", 0, start) - MARGIN_WORDS, 0)
    window = longer.words[first : longer.joined.count(" ", 0, end) + 1 + MARGIN_WORDS]
    equal = [each for each in LCSseq.opcodes(shorter.words, window) if each.tag == "equal"]
    return window[equal[0].dest_start : equal[-1].dest_end] if equal else window


def _list_numbers(words: tuple[str, ...]) -> list[str]:
    """List the words with digits: with another number it is another wording, however little differs."""
    return sorted(word for word in words if any(character.isdigit() for character in word))


def _order(first: Utterance, second: Utterance) -> tuple[Utterance, Utterance]:
    shorter, longer = sorted((first, second), key=lambda each: (len(each.words), each.joined))
    return shorter, longer


def relate_utterances(first: Utterance, second: Utterance) -> Relation:
    """Say how two linked utterances relate; the order of the two makes no difference.

    Returns:
        `same` for the same words up to typography and one word in twenty, `contained` when one is such a part of the
        other, else `variant`. Numbers have to be the same in the first two.
    """
    shorter, longer = _order(first, second)

    def is_alike(words: tuple[str, ...]) -> bool:
        share = 2 * LCSseq.similarity(shorter.words, words) / max(len(shorter.words) + len(words), 1)
        return share > SAME_WORDS and _list_numbers(shorter.words) == _list_numbers(words)

    if shorter.words == longer.words or is_alike(longer.words):
        return "same"
    if f" {shorter.joined} " in f" {longer.joined} " or is_alike(_find_window(shorter, longer)):
        return "contained"
    return "variant"


def compare_utterances(first: Utterance, second: Utterance) -> Comparison:
    """Measure what two utterances share, sentence by sentence; the order of the two makes no difference."""
    shorter, longer = _order(first, second)
    if not shorter.words:
        return Comparison(0.0, 0.0, 0, 0)
    telling = len(shorter.telling_words & longer.telling_words)
    if shorter.words == longer.words:
        return Comparison(1.0, 1.0, len(shorter.words), telling)
    total = covered = score = 0.0
    for sentence in shorter.sentences:
        ratio = fuzz.partial_ratio(" ".join(sentence), longer.joined)
        total += len(sentence)
        score += ratio * len(sentence)
        covered += len(sentence) if ratio >= MATCHED_SENTENCE else 0
    match = SequenceMatcher(None, shorter.words, longer.words, autojunk=False).find_longest_match()
    return Comparison(score / total / 100, covered / total, match.size, telling)


def is_same_utterance(first: Utterance, second: Utterance, comparison: Comparison) -> bool:
    """Decide on words, length, speaker and date together.

    Long shared runs decide by themselves unless two named speakers disagree. The shorter the shared words, the more
    must agree with them: the speaker, then the day. Words that anybody says decide nothing.
    """
    speakers = compare_speakers(first, second)
    is_near = are_near(first, second)
    is_whole = comparison.run >= FEWEST_WHOLE and comparison.run == min(len(first.words), len(second.words))
    is_nobodys = any(each.is_title and each.speaker_kind == "unknown" for each in (first, second))
    is_short = not (first.is_direct or second.is_direct or is_whole) and comparison.telling < FEWEST_REPORTED
    if (
        is_short
        or is_nobodys
        or comparison.telling < 2
        or not ((first.is_direct and second.is_direct) or _may_report(first, second, is_near))
    ):
        return False
    if speakers == "conflict":
        return comparison.run >= LEAST_CONFLICT_RUN and comparison.coverage >= 0.9 and comparison.telling >= 4
    is_part = speakers == "agree" and comparison.run >= LEAST_SLOGAN_RUN
    if comparison.run >= 8 and comparison.telling >= 4 and comparison.coverage >= (0.4 if is_part else 0.6):
        return True
    length = min(len(first.words), len(second.words))
    if speakers == "agree":
        return _agree_in_words(first, second, comparison, is_near)
    return _stand_alone(comparison, length, is_near, first.is_direct and second.is_direct)


def _may_report(first: Utterance, second: Utterance, is_near: bool) -> bool:
    """Whether two quotes of which one is not in the speaker's own words may be compared by their words at all.

    Reporters share set phrases and names of bodies for years, so the speaker has to agree, or the days be near and one
    of the two say who spoke.
    """
    if compare_speakers(first, second) == "agree":
        return True
    return is_near and any(each.speaker_kind != "unknown" for each in (first, second))


def _agree_in_words(first: Utterance, second: Utterance, comparison: Comparison, is_near: bool) -> bool:
    """Decide for two quotes of one speaker that share no long run."""
    length = min(len(first.words), len(second.words))
    if not is_near:
        return comparison.coverage >= 0.9 and comparison.telling >= 3 and comparison.run >= 7
    if length >= 4 and comparison.coverage >= 0.9 and comparison.run >= min(length, 4):
        return True
    # Of two sentences the other outlet may have one alone: what it is not like says nothing of that.
    is_alike = comparison.coverage >= 0.5 or (
        comparison.similarity >= 0.7 and not (first.is_direct and second.is_direct)
    )
    return comparison.telling >= 4 and comparison.run >= 4 and is_alike


def _stand_alone(comparison: Comparison, length: int, is_near: bool, are_direct: bool) -> bool:
    """Decide for two quotes of which at least one speaker is not known, and that share no long run."""
    if comparison.run == length >= 7 and comparison.telling >= 4:
        return True
    if not is_near:
        return False
    if are_direct and comparison.run >= 6 and comparison.telling >= 7 and comparison.similarity >= 0.8:
        return True
    if comparison.run == length:
        return length >= 6
    return length >= 7 and comparison.coverage >= 0.9 and comparison.telling >= 3 and comparison.run >= 5
