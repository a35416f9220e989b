"""Read ranges and scores: "between 5 and 7 million", "10–12 percent", "three or four", "52-48"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from tasks.annotate.figures.ages import read_age
from tasks.annotate.figures.context import moves_behind, skip_level
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.matching import match_ending
from tasks.annotate.figures.money import read_currency_before
from tasks.annotate.figures.multiples import end_of_multiple
from tasks.annotate.figures.names import is_label, is_vote, looks_like_score
from tasks.annotate.figures.noun_phrases import looks_counted
from tasks.annotate.figures.phrase import Phrase, Reading, Unit
from tasks.annotate.figures.units import is_metres, read_unit_after, share_scale, without_scale
from tasks.language.numbers import HYPHENS, Number, round_product

# A score has no more; votes with more are written with "to" and their counts.
_MOST_VOTES = 600
_OLDEST = 120
# Behind a verb of change, ends that many times apart are two figures, not a range.
_FAR = 10
_WHOLE = 100  # percent
_REACH_OF_SIDES = 8  # words before two numbers that tell of two sides
_FAR_WITH_UNITS = 3
_REACH_OF_ODDS = 4


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two numbers and what joins them.

    Attributes:
        joint: The word between them: "-", "to", "or", "and", "through".
        joint_at: Where that stands.
        unit: The unit of the left one.
        currency: The currency in front of the right one.
        after: The unit behind the right one.
    """

    left: Number
    unit: Unit | None
    joint: str
    joint_at: int
    right: Number
    currency: Unit | None
    after: Unit | None

    @property
    def right_unit(self) -> Unit | None:
        """The unit of the right number."""
        return self.currency or self.after

    @property
    def is_bare(self) -> bool:
        """Whether neither number has a unit."""
        return self.unit is None and self.right_unit is None


def read_range(
    reading: Reading, left: Number, unit: Unit | None, unit_end: int
) -> Phrase | tuple[Phrase | None, int] | None:
    """Read a range that begins with a number, or a score; the second of a pair says where to read on."""
    pair = _read_pair(reading, left, unit, max(unit_end, left.end))
    if pair is None:
        return None
    if pair.is_bare:
        if _is_blow(reading, pair):
            return None, pair.right.end
        if _is_odds(reading, pair):
            return _read_odds(pair)
        if _is_score(reading, pair):
            return _read_score(reading, left, pair.right)
        if is_label(reading.words, left, reading.token(left.end - 1), counts=False):
            return None, pair.right.end
    is_suspended = pair.joint in ("or", "and") and reading.words.text(pair.joint_at) in HYPHENS
    if not is_suspended and _is_range(reading, pair):
        return _make_range(reading, pair)
    is_shared = is_suspended or (pair.joint == "to" and reading.words.lower(left.start - 1) == "from")
    is_shared = is_shared or _is_share_of_sides(pair)
    if unit is not None or pair.currency is not None or not is_shared:
        return None
    return lend_unit(left, pair.right, _read_aged_unit(reading, pair.right) or pair.after)


def _is_share_of_sides(pair: _Pair) -> bool:
    """Whether two numbers are shares of two sides, the greater one first: "53 to 44 percent", "67-22 percent"."""
    is_share = pair.after is not None and pair.after.kind == "percent" and pair.joint in ("to", "-")
    return is_share and _WHOLE >= pair.left.value >= pair.right.value and pair.left.form == "digits"


def _read_pair(reading: Reading, left: Number, unit: Unit | None, at: int) -> _Pair | None:
    """The number that a word joins to another, if one does."""
    joint = _read_joint(reading, at)
    found = _read_right(reading, joint[1]) if joint else None
    if joint is None or found is None:
        return None
    right, currency = found
    after = read_unit_after(reading.words, right, right.end, reading.home)
    return _Pair(left=left, unit=unit, joint=joint[0], joint_at=at, right=right, currency=currency, after=after)


def _is_score(reading: Reading, pair: _Pair) -> bool:
    """Whether two bare numbers are a score or a vote: "2-1", "voted 52 to 48"; not "aged 12-14"."""
    words, left, right = reading.words, pair.left, pair.right
    if looks_like_score(words, left, right) and not _is_aged(reading, pair):
        return True
    is_led = words.lower(left.start - 1) == "from" or _is_aged(reading, pair)  # "the voting age from 18 to 21"
    return (
        pair.joint == "to" and not is_led and is_vote(words, left, right) and max(left.value, right.value) < _MOST_VOTES
    )


def _is_blow(reading: Reading, pair: _Pair) -> bool:
    """Whether two numbers only say that one thing follows another: "a one-two punch", "a one-two finish"."""
    is_first = pair.joint == "-" and (pair.left.value, pair.right.value) == (1, 2)
    return is_first and reading.words.lower(pair.right.end) in load_figure_words().blows


def _is_odds(reading: Reading, pair: _Pair) -> bool:
    """Whether two numbers say how many times as much: "a two-to-one advantage", "a 3-1 margin"."""
    words, odds = reading.words, load_figure_words().odds
    at = pair.right.end + (words.text(pair.right.end) in HYPHENS)
    behind = set(takewhile(str.isalpha, words.lowers[at : at + _REACH_OF_ODDS]))  # not "won 3-1, extending their lead"
    is_led = words.lower(pair.left.start - 1) in ("of", "by", "about") and words.lower(pair.left.start - 2) in odds
    is_joined = pair.joint == "to" and words.text(pair.joint_at) in HYPHENS
    is_many = pair.right.value == 1 and pair.left.value > 1 and pair.joint in ("to", "-")
    return is_many and (is_joined or is_led or not odds.isdisjoint(behind))


def _read_odds(pair: _Pair) -> Phrase:
    """Read how many times as much one side has as the other."""
    return Phrase(
        start=pair.left.start,
        end=pair.right.end,
        number_start=pair.left.start,
        number_end=pair.right.end,
        kind="multiple",
        value=pair.left.value,
        rule="range.odds",
    )


def _is_aged(reading: Reading, pair: _Pair) -> bool:
    """Whether "aged", "the ages of" or the like stands in front."""
    words, at = reading.words, pair.left.start - 1
    at -= words.lower(at) == "between"
    is_of = words.lower(at) == "of" and words.lower(at - 1) in ("age", "ages")
    return words.lower(at) in load_units().age.before or is_of


def _make_range(reading: Reading, pair: _Pair) -> Phrase:
    left, right = pair.left, pair.right
    low, high = share_scale(left, right)
    chosen = _choose_unit(reading, pair, high)
    start = pair.unit.start if pair.unit is not None and pair.unit.end <= left.start else left.start
    if reading.words.lower(start - 1) == "between":
        start -= 1
    multiple_end = end_of_multiple(reading, right) if chosen is None else None
    return Phrase(
        start=start,
        end=multiple_end or _end_of_range(pair, chosen),
        number_start=left.start,
        number_end=right.end,
        kind=chosen.kind if chosen else "multiple" if multiple_end else "count",
        value=None,
        low=min(low, high),
        high=max(low, high),
        approximation="range",
        unit=chosen.code if chosen else None,
        unit_words=chosen.words if chosen and chosen.end > chosen.start else None,
        scale_text=right.scale_text,
        rule="range.joined",
    )


def _choose_unit(reading: Reading, pair: _Pair, high: float) -> Unit | None:
    """The unit of a range: that of its second number, else of its first; of ages, years."""
    chosen, start = pair.right_unit or pair.unit, pair.left.start
    if chosen is None and _is_aged(reading, pair) and high <= _OLDEST:
        return Unit(start=start, end=start, kind="age", code="a", rule="range.joined")
    if pair.currency is not None or chosen is None or chosen.kind != "duration":
        return chosen
    return _read_aged_unit(reading, pair.right) or chosen


def _read_aged_unit(reading: Reading, number: Number) -> Unit | None:
    """The years of "16- and 17-year-olds", which are an age."""
    aged = read_age(reading, number)
    if aged is None or aged.unit_words is None:
        return None
    return Unit(start=aged.unit_words[0], end=aged.end, kind="age", code=aged.unit, rule=aged.rule)


def _end_of_range(pair: _Pair, chosen: Unit | None) -> int:
    """One past the words of a range: its unit behind, if that is the number's."""
    after = chosen if chosen is not None and chosen.kind == "age" and chosen.end > chosen.start else pair.after
    is_own = after is not None and (pair.currency is None or after.kind == "money")
    return max(pair.right.end, after.end) if after is not None and is_own else pair.right.end


def _read_right(reading: Reading, start: int) -> tuple[Number, Unit | None] | None:
    """The second number of a range, which begins at a word, and the currency in front of it."""
    words = reading.words
    right, currency = reading.numbers.get(start), None
    if right is None:
        right = next((reading.numbers[at] for at in range(start + 1, start + 4) if at in reading.numbers), None)
        currency = read_currency_before(words, right.start, reading.home) if right else None
        if right is None or currency is None or currency.start != start:
            return None
    if right.form == "ordinal" or reading.is_dated(right.start, right.end):
        return None
    if currency is None and right.scale_text in ("m", "M") and is_metres(words, right):
        right = without_scale(right)
    return right, currency


def lend_unit(left: Number, right: Number, unit: Unit | None) -> Phrase | None:
    """The first number of "rose from 5 to 7 percent" and "a 7- or 8-inch screen", with what stands behind the second.

    Of a scale, numbers that are alike share: "fell from 5 to 3 million", not "rose from 900 to 1.2 million".
    """
    is_alike = left.scale == 1.0 and right.scale >= 1000 and not left.is_grouped
    is_alike = is_alike and 0.1 * right.base < left.value < 10 * right.base
    if unit is None and not is_alike:
        return None
    return Phrase(
        start=left.start,
        end=left.end,
        number_start=left.start,
        number_end=left.end,
        kind=unit.kind if unit else "count",
        value=round_product(left.value, right.scale) if is_alike else left.value,
        unit=unit.code if unit else None,
        unit_words=unit.words if unit else None,
        scale_text=right.scale_text if is_alike else left.scale_text,
        rule="range.lent",
    )


def _read_joint(reading: Reading, at: int) -> tuple[str, int] | None:
    """What joins a number to another, and where that starts."""
    words = reading.words
    lower = words.lower(at)
    is_suspended = lower in HYPHENS and words.is_glued(at) and not words.is_glued(at + 1)
    if is_suspended and words.lower(at + 1) in ("to", "or", "and"):
        return words.lower(at + 1), at + 2  # "7- or 8-inch"
    if lower in HYPHENS:
        if words.lower(at + 1) == "to" and words.is_glued(at + 1):
            return "to", at + 3 if words.text(at + 2) in HYPHENS else at + 2
        return "-", at + 1
    if lower in ("to", "or", "and", "through"):
        return lower, at + 1
    if lower == "up" and words.lower(at + 1) == "to":
        return "to", at + 2
    return None


def _is_range(reading: Reading, pair: _Pair) -> bool:
    """Whether two joined numbers are the ends of a range."""
    left, right, unit, right_unit = pair.left, pair.right, pair.unit, pair.right_unit
    if unit is not None and not _may_join(unit, right_unit, pair.joint):
        return False
    low, high = share_scale(left, right)
    start = unit.start if unit is not None and unit.end <= left.start else left.start
    before = reading.words.lower(start - 1)
    if pair.joint == "and":
        is_between = before == "between" or (_is_aged(reading, pair) and "between" in _near(reading, start, 4))
        return is_between and low != high  # "between 50 and 40": the reader puts them in order
    if pair.joint == "or":
        return low < high <= 2 * low + 1 and left.end + 1 == right.start and left.value < 1000
    trailing = load_figure_words().measuring.trailing
    if low >= high or any(word in trailing for word in _near(reading, start, _REACH_OF_SIDES)):
        return False  # "Roe trails Doe, 43 percent to 47 percent"
    if pair.joint == "-":
        return _is_hyphened_range(reading, pair)
    bound = match_ending(reading.words, start, load_figure_words().bounds_before)  # "up from about 3 to 4"
    if reading.words.lower(skip_level(reading.words, bound[0] if bound else start) - 1) == "from":
        raised = load_figure_words().change.up_with_by
        is_raised = any(word in raised for word in _near(reading, start, 8))
        return not (_changes(reading, start) or is_raised or moves_behind(reading.words, right.end))
    # "Gold fell $12 to $1,934" is by how much and to what; "prices fell 5 to 7 percent" is a range
    far = _FAR_WITH_UNITS if unit is not None and right_unit is not None else _FAR
    return not (high >= far * low and _changes(reading, start, reach=1 + (before == "by")))


def _may_join(unit: Unit, right_unit: Unit | None, joint: str) -> bool:
    """Whether the units of two numbers let them be one range: "5 percent to 7" does not, "$5 to 7" does."""
    if right_unit is not None:
        return (unit.kind, unit.code) == (right_unit.kind, right_unit.code)
    return joint not in ("to", "and", "or") or unit.kind not in ("percent", "measure", "duration")


def _is_hyphened_range(reading: Reading, pair: _Pair) -> bool:
    """Whether a hyphen between a number and a greater one stands for "to"."""
    if reading.words.is_glued(pair.right.start) or pair.right_unit is not None or pair.left.is_grouped:
        return True
    return looks_counted(reading.body.doc, reading.token(pair.right.end - 1))


def _near(reading: Reading, at: int, reach: int) -> list[str]:
    """The words right before a word."""
    return reading.words.lowers[max(at - reach, 0) : at]


def _changes(reading: Reading, at: int, reach: int = 10) -> bool:
    """Whether a verb of change stands before: "rose from 5 to 7" gives two figures, not a range."""
    changing = load_figure_words().change.every
    return any(word in changing for word in _near(reading, at, reach))


def _read_score(reading: Reading, left: Number, right: Number) -> tuple[Phrase | None, int]:
    """Read a vote, or a hyphened range of things ("12-18 miners"); scores of matches are no figures."""
    words = reading.words
    if words.text(right.end) in HYPHENS and words.is_glued(right.end):
        return None, end_of_run(reading, right.end)
    low, high = sorted((left.value, right.value))
    if is_vote(words, left, right):
        kind, approximation, rule = "score", None, "range.vote"
    elif left.value < right.value and looks_counted(reading.body.doc, reading.token(right.end - 1)):
        kind, approximation, rule = "count", "range", "range.counted"
    else:
        return None, right.end
    return Phrase(
        start=left.start,
        end=right.end,
        number_start=left.start,
        number_end=right.end,
        kind=kind,
        value=None,
        low=low,
        high=high,
        approximation=approximation,
        rule=rule,
    ), right.end


def end_of_run(reading: Reading, end: int) -> int:
    """Past everything glued to a part of a name, so that no part of it is read alone."""
    words = reading.words
    while end < len(words) and words.is_glued(end) and words.texts[end] not in ",;)]\n":
        if words.texts[end] in ".?!" and not words.is_glued(end + 1):
            break
        end += 1
    return end
