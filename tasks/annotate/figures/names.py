"""Tell numbers that state an amount from those that are part of a name, a label, a time, a score or an address."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.figures.capitals import is_capital_label
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.marks import is_mark
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.telephones import is_telephone
from tasks.language.grammar import PROPER_NOUNS
from tasks.language.numbers import HYPHENS, Number, Words
from tasks.language.people import is_person_noun

_NAME_ENTITIES = frozenset(("PRODUCT", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"))
_CHAMBERS = ("H", "S", "A")  # house, senate, assembly
# A number inside one of these characters' runs belongs to an address, a handle or a file.
_RUN_SIGNS = frozenset("@#_/\\&=")
_LONGEST_ROW = 12  # words
_LEVEL_RECORD = ".500"  # of as many games won as lost: "back over .500"
_APOSTROPHES = ("'", "\u2019", "\u2018")
_JOINTS = (",", "and", "or", "&")


def stands_in_name(words: Words, number: Number) -> bool:
    """Whether a number without a currency is part of a name, a time, an address, a list or a line of sport."""
    return (
        is_mark(words, number)
        or _is_citation(words, number)
        or _is_clock_or_list(words, number)
        or _is_address(words, number)
        or _is_glued_to_letters(words, number)
        or _is_group_name(words, number)
        or _is_sports_line(words, number)
        or _is_tabular(words, number)
        or _is_designator(words, number)
        or _is_dialled_code(words, number)
        or _is_time_of_day(words, number)
    )


def _is_glued_to_letters(words: Words, number: Number) -> bool:
    """F35, S23, COVID-19, sub-paragraph numbers such as 2a, versions such as 3.1.2."""
    start, end = number.start, number.end
    if words.is_glued(start):
        before = words.texts[start - 1]
        if before.isalpha() or before[0].isdecimal():
            return True
        if (
            before in HYPHENS
            and words.is_glued(start - 1)
            and words.text(start - 2)[-1:].isalpha()
            and words.lower(start - 2) not in ("minus", "sub", "to", "magnitude")
        ):
            return True
        if before in HYPHENS and words.text(start - 2).isupper() and len(words.text(start - 2)) > 1:
            return True
        if before == ":" and not words.is_glued(start - 1) and len(words.text(start)) == 2:
            return True  # a clock's ":31"
        if before in _RUN_SIGNS or (before in ".:" and words.is_glued(start - 1) and start >= 2):
            return True
    if words.is_glued(end):
        after = words.texts[end]
        if after in "/:_\\@&" and words.is_glued(end + 1):
            return True
        return after == "." and words.is_glued(end + 1) and words.text(end + 1)[:1].isalnum()
    return False


def _is_dialled_code(words: Words, number: Number) -> bool:
    """The 0870 of "0870 numbers": a whole number that begins with a zero is a code."""
    text = words.text(number.start)
    return len(text) > 1 and text[0] == "0" and text.isdecimal() and number.end == number.start + 1


def _is_time_of_day(words: Words, number: Number) -> bool:
    """The times of "left at 10.45" and "at 1600 hours"."""
    text, before = words.text(number.start), words.lower(number.start - 1)
    if before not in ("at", "by", "until", "till", "from", "since", "before") or number.scale != 1.0:
        return False
    if len(text) == 4 and text.isdecimal() and words.lower(number.end) == "hours":
        return number.value <= 2400 and number.value % 100 < 60 and words.lower(number.end + 1) != "of"
    hour, point, minute = text.partition(".")
    is_clock = bool(point) and len(minute) == 2 and minute < "60" and hour.isdecimal() and int(hour) < 24
    near = words.lowers[max(number.start - 6, 0) : number.start]
    return is_clock and not words.is_glued(number.end + 1) and any(word in load_figure_words().timed for word in near)


def _is_designator(words: Words, number: Number) -> bool:
    """The numbers of "401(k)" and "501(c)(4)", "911 calls", "a .22 rifle", "a three star general"."""
    lexicon, end = load_figure_words(), number.end
    after = words.lower(end)
    opener = number.start - 1
    if words.text(opener) == "(" and words.is_glued(opener) and words.text(opener - 1) == ")" and after == ")":
        return True
    if after == "(" and words.is_glued(end) and words.text(end + 2) == ")" and len(words.text(end + 1)) == 1:
        return words.text(end + 1).isalpha()
    if words.text(number.start) in lexicon.emergency.numbers:
        return after in lexicon.emergency.before or words.lower(opener) in lexicon.emergency.behind
    if after in load_calendar().years.other_months and words.text(end)[:1].isupper():
        return True  # the 10 of "10 Muharram 1446"
    if words.text(number.start).startswith("."):
        return words.text(number.start) == _LEVEL_RECORD or words.lower(skip_hyphen(words, end)) in lexicon.calibers
    if after in ("under", "over") and words.lower(end + 1) == "par":
        return True
    return (after == "star" and number.value <= 6) or after in ("percenter", "percenters")


def is_aircraft(words: Words, number: Number, counts: bool) -> bool:
    """The 747 of "the 747 landed" and of "747 cargo jets"; "747 people" are counted."""
    aircraft = load_figure_words().aircraft
    if words.text(number.start) not in aircraft.numbers or number.scale != 1.0:
        return False
    return not counts or any(word in aircraft.before for word in words.lowers[number.end : number.end + 3])


def is_label(words: Words, number: Number, token: Token | None, counts: bool) -> bool:
    """Section 230, Channel 4, Model 3, the S&P 500, page 12, No. 2.

    Args:
        words: The text.
        number: The number, in digits or words, without a unit or currency.
        token: Its token.
        counts: Whether the words after it look like a counted thing.
    """
    lexicon = load_figure_words()
    start = number.start
    before = words.lower(start - 1)
    at = start - 1
    if before == "." and words.is_glued(at):
        at -= 1
        before = words.lower(at)
        if _is_bill(words, at):
            return True
        if before not in ("no", "nos", "vol", "op", "p", "pp", "sec", "art", "ch"):
            return False
    if not counts and _stands_in_labels(words, number):
        return True
    is_lettered = number.form == "digits" and len(number.scale_text or "") == 1  # "Apartment 3B"
    if before in lexicon.labels and (number.scale == 1.0 or is_lettered):
        is_open = counts and before in lexicon.loose_labels and not is_capital_label(words, at)
        return not (number.is_grouped and number.value >= 1000) and not is_open
    if number.form != "digits" or number.scale != 1.0 or (number.is_grouped and number.value >= 1000):
        return False
    return _is_named(words, token, at, counts)


def _stands_in_labels(words: Words, number: Number) -> bool:
    """Whether a number is one of several behind a plural: "phases two and three", "grades 3, 4 and 5"."""
    at, plurals = number.start - 1, load_figure_words().plural_labels
    if words.lower(at) in plurals:
        return words.lower(number.end) in (*_JOINTS, "to", "through")
    while at > number.start - _LONGEST_ROW and words.lower(at) in _JOINTS:
        at -= 2 + (words.text(at - 1) == ",")  # a number of one word, and what joins it
    return at < number.start - 1 and words.lower(at) in plurals


def _is_bill(words: Words, at: int) -> bool:
    """The letters of "H.R. 40", "S.B. 10" and "S. 2123", the last of which is a word; not those of "the U.S. 40"."""
    if words.text(at) in ("R", "B"):
        return words.text(at - 1) == "." and words.text(at - 2) in _CHAMBERS
    return words.text(at) == "S" and words.text(at - 1) != "."


def _is_group_name(words: Words, number: Number) -> bool:
    """The Eight of "the Gang of Eight", the 20 of "the Group of 20"."""
    if words.lower(number.start - 1) != "of" or words.text(number.start - 2) not in ("Gang", "Group", "Squad"):
        return False
    return number.form == "digits" or words.text(number.start).istitle()


def is_year(words: Words, number: Number, counts: bool) -> bool:
    """The years of "since roughly 2007", "the 80's" and "in '84"; other years are dates and not asked about."""
    if number.form != "digits" or number.is_grouped or number.scale != 1.0:
        return False
    end = number.end
    is_short = words.text(number.start - 1) in _APOSTROPHES and words.is_glued(number.start)
    is_short = is_short and not words.is_glued(number.start - 1) and len(words.text(number.start)) == 2
    is_short = is_short and not _opens_quote(words, number.start - 1)
    if is_short and (not counts or words.text(end).istitle()):  # "the '98 World Cup", not "'40 clerks came,' she said"
        return True
    if counts:
        return False
    if words.text(end) in ("'", "\u2019") and words.lower(end + 1) == "s" and words.is_glued(end):
        return number.value % 10 == 0
    year = words.text(number.end + 1)
    if words.text(number.end) == "," and number.value <= 31 and len(year) == 4 and year[:2] in ("19", "20"):
        return True  # "on March, 22, 2019"
    before = words.lowers[max(number.start - 3, 0) : number.start]
    return 1800 <= number.value < 2100 and any(
        word in ("since", "in", "until", "by", "circa", "from") for word in before
    )


def _opens_quote(words: Words, at: int) -> bool:
    """Whether an apostrophe opens what its line closes: "Police said: '12 people left.'"."""
    if words.text(at - 1)[:1] not in (":", "\n", ""):
        return False
    here = at + 1
    while here < len(words) and "\n" not in words.text(here):
        is_end = here + 1 == len(words) or not words.is_glued(here + 1)
        if words.text(here) in _APOSTROPHES and words.is_glued(here) and is_end:
            return True
        here += 1
    return False


def _is_named(words: Words, token: Token | None, at: int, counts: bool) -> bool:
    name = words.text(at)
    if not any(letter.isupper() for letter in name) or not name.isalpha():
        return False
    if token is None:
        return False
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is None:
        return False
    if token.ent_iob_ == "I" and token.ent_type_ in _NAME_ENTITIES:
        return True
    if before.tag_ not in PROPER_NOUNS:
        return False
    return not counts or not name[0].isupper()


def _is_address(words: Words, number: Number) -> bool:
    """12 Old Mill Way, ZIP Code 10000, the 1900 block of Elm Street."""
    if number.form != "digits" or number.is_grouped:
        return False
    streets = load_calendar().years.streets
    for at in range(number.end, number.end + 5):
        text = words.text(at)
        if words.lower(at) in streets and text[:1].isupper() and (at > number.end or words.text(at + 1)[:1].isupper()):
            return True
        is_block = words.lower(at) == "block" and words.lower(at + 1) == "of" and words.text(at + 2)[:1].isupper()
        if words.lower(at) == "zip" or (is_block and at == number.end):
            return True  # "the 1900 block of Elm Street"
        is_ordinal_end = words.is_glued(at) and words.text(at - 1).isdecimal()
        if not (text[:1].isupper() or text == "." or is_ordinal_end or (text[:1].isdecimal() and at > number.end)):
            return False
    return False


def _is_citation(words: Words, number: Number) -> bool:
    """The numbers of "18 U.S.C. § 1001", of "Image 1 of 2" and of "the top 10"."""
    start, end = number.start, number.end
    if words.text(start - 1) in ("§", "¶") or words.text(end) in ("§",):
        return True
    if words.text(end) == "U" and words.lower(end + 2) == "s" and words.lower(end + 4) == "c":
        return True
    if (
        words.lower(start - 1) == "of"
        and words.text(start - 2).isdecimal()
        and words.lower(start - 3) in load_figure_words().counted_off
    ):
        return True
    if words.lower(end) in ("freeway", "highway", "interstate") and words.lower(start - 1) in ("the", "interstate"):
        return True
    return words.lower(start - 1) in load_figure_words().counted_off or (
        words.lower(start - 1) == "top" and (number.form == "digits" or words.lower(end) == "of")
    )


def _is_tabular(words: Words, number: Number) -> bool:
    """The numbers of a table's row: "Roe 17 6 Doe 0 0"."""
    if number.form != "digits":
        return False
    before, after = words.text(number.start - 1), words.text(number.end)
    if not words.is_glued(number.start) and (before.isdecimal() or before == "\u2713"):
        return True
    joined = words.text(number.end + 1) in HYPHENS or words.is_glued(number.end + 1)
    return not words.is_glued(number.end) and (after == "\u2713" or (after.isdecimal() and not joined))


def _is_sports_line(words: Words, number: Number) -> bool:
    """The numbers of "6 for 7 shooting", "5-of-11", "a 3-pointer", "4x100", "20-something"."""
    if number.form != "digits" or number.is_grouped or number.scale != 1.0:
        return False
    start, end = number.start, number.end
    joint = skip_hyphen(words, end)
    if words.lower(joint) in ("pointer", "pointers", "something", "somethings", "under", "over") and joint > end:
        return True
    if words.lower(start - 1) in ("under", "over") and words.text(start - 2) in HYPHENS and words.is_glued(start - 2):
        return True  # "a 4-under 68"
    if words.lower(end) == "x" and words.is_glued(end) and words.text(end + 1).isdecimal():
        return True
    if _is_made_of(words, joint):
        return True
    before = start - 1 - (words.text(start - 1) in HYPHENS)
    return _is_small(words.text(before - 1 - (words.text(before - 1) in HYPHENS))) and _is_made_of(words, before)


def _is_small(text: str) -> bool:
    return text.isdecimal() and len(text) <= 2


def _is_made_of(words: Words, joint: int) -> bool:
    """Whether "for" or "of" joins what was made to what was tried: "6 for 7", "5 of 11 from range"."""
    other = skip_hyphen(words, joint + 1)
    if words.lower(joint) not in ("for", "of") or not _is_small(words.text(other)):
        return False
    after = words.lowers[other + 1 : other + 3]
    if words.lower(joint) == "of" and words.text(joint - 1) in HYPHENS and words.text(joint + 1) in HYPHENS:
        return not is_person_noun(words.lower(other + 1))  # "13-of-15 shooting"; not "2-of-3 nurses"
    if words.lower(joint) == "of":
        return after[:1] in (["shooting"], ["from"], ["on"])
    return not any((len(word) > 3 and word.endswith("s")) or word in ("people", "men", "women") for word in after)


def is_hour(words: Words, end: int) -> bool:
    """Whether "am", "p.m.", "o'clock" or the like stands at a word."""
    if words.lower(end) == "o" and words.lower(end + 2) == "clock":
        return True
    is_dotted = words.lower(end) in ("a", "p") and words.text(end + 1) == "." and words.lower(end + 2) == "m"
    return words.lower(end) in ("am", "pm") or is_dotted


def _is_clock_or_list(words: Words, number: Number) -> bool:
    """The hour of "11 a.m.", the number that opens a list line ("3."), a telephone number's part."""
    start, end = number.start, number.end
    if number.form == "digits" and number.value < 25 and is_hour(words, end):
        return True
    is_hours = number.form == "digits" and words.ends[end - 1] - words.starts[start] == 4
    if is_hours and words.lower(end) in load_calendar().zone_minutes:
        return True  # "1230 GMT"
    if words.lower(end) in ("o",) and words.lower(end + 2) == "clock":
        return True
    is_past = words.lower(start - 2) in ("half", "quarter") and words.lower(start - 1) in ("past", "to")
    if is_past and number.value <= 12:
        return True
    opens_line = start == 0 or words.texts[start - 1] == "\n"
    if opens_line and number.form == "digits" and number.value < 30 and words.text(end) in load_figure_words().openers:
        return True  # a number before one of these at the head of a line numbers the line
    if opens_line and number.form == "digits" and words.text(end) in (".", ")", ":") and words.is_glued(end):
        return True
    return is_telephone(words, number)


def looks_like_score(words: Words, left: Number, right: Number) -> bool:
    """Two small whole numbers joined by a hyphen: 2-1, 89-89, 52-48."""
    if left.form != "digits" or right.form != "digits" or left.is_grouped or right.is_grouped:
        return False
    joint = words.text(left.end)
    return (
        joint in HYPHENS and right.start == left.end + 1 and words.is_glued(left.end) and words.is_glued(right.start)
        and left.scale == right.scale == 1.0 and max(left.value, right.value) < 600
    )  # fmt: skip


def is_vote(words: Words, left: Number, right: Number) -> bool:
    """Whether words near a score speak of a vote."""
    votes = load_figure_words().votes
    near = words.lowers[max(left.start - 6, 0) : left.start] + words.lowers[right.end : right.end + 4]
    return any(word in votes for word in near)
