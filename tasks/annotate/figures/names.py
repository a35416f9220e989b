"""Tell numbers that state an amount from those that are part of a name, a label, a time, a score or an address."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.language.numbers import HYPHENS, Number, Words
from tasks.lexicon import load_lexicon

_NAME_ENTITIES = frozenset(("PRODUCT", "ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PERSON", "GPE", "LOC", "NORP"))
# A number inside one of these characters' runs belongs to an address, a handle or a file.
# A number before one of these at the head of a line numbers the line.
_OPENERS = frozenset(
    ("The", "There", "It", "He", "She", "They", "His", "Her", "How", "Why", "What", "A", "An", "This", "You", "Your")
)
_RUN_SIGNS = frozenset("@#_/\\&=")
_DIALLED_SIGNS = HYPHENS | frozenset("()+")
# A telephone number has at most 15 digits (ITU-T E.164); with a mark behind each it is not longer than this.
_MOST_DIALLED_WORDS = 30


def is_glued_to_letters(words: Words, number: Number) -> bool:
    """F35, S23, COVID-19, sub-paragraph numbers such as 2a, versions such as 3.1.2."""
    first, stop = number.first, number.stop
    if words.is_glued(first):
        before = words.texts[first - 1]
        if before.isalpha() or before[0].isdecimal():
            return True
        if (
            before in HYPHENS
            and words.is_glued(first - 1)
            and words.text(first - 2)[-1:].isalpha()
            and words.lower(first - 2) not in ("minus", "sub", "to", "magnitude")
        ):
            return True
        if before in HYPHENS and words.text(first - 2).isupper() and len(words.text(first - 2)) > 1:
            return True
        if before == ":" and not words.is_glued(first - 1) and len(words.text(first)) == 2:
            return True  # a clock's ":31"
        if before in _RUN_SIGNS or (before in ".:" and words.is_glued(first - 1) and first >= 2):
            return True
    if words.is_glued(stop):
        after = words.texts[stop]
        if after in "/:_\\@&" and words.is_glued(stop + 1):
            return True
        return after == "." and words.is_glued(stop + 1) and words.text(stop + 1)[:1].isalnum()
    return False


def is_designator(words: Words, number: Number) -> bool:
    """The numbers of "401(k)" and "501(c)(4)", "911 calls", "a .22 rifle", "a three star general"."""
    lexicon, stop = load_figure_words(), number.stop
    after = words.lower(stop)
    opener = number.first - 1
    if words.text(opener) == "(" and words.is_glued(opener) and words.text(opener - 1) == ")" and after == ")":
        return True
    if after == "(" and words.is_glued(stop) and words.text(stop + 2) == ")" and len(words.text(stop + 1)) == 1:
        return words.text(stop + 1).isalpha()
    if words.text(number.first) in lexicon.emergency.numbers:
        return after in lexicon.emergency.before or words.lower(opener) in lexicon.emergency.behind
    if words.text(number.first).startswith("."):
        return words.lower(skip_hyphen(words, stop)) in lexicon.calibers
    if after in ("under", "over") and words.lower(stop + 1) == "par":
        return True
    return after == "star" and number.value <= 6 or after in ("percenter", "percenters")


def is_aircraft(words: Words, number: Number, counts: bool) -> bool:
    """The 747 of "the 747 landed" and of "747 cargo jets"; "747 people" are counted."""
    aircraft = load_figure_words().aircraft
    if words.text(number.first) not in aircraft.numbers or number.scale != 1.0:
        return False
    return not counts or any(word in aircraft.before for word in words.lowers[number.stop : number.stop + 3])


def is_label(words: Words, number: Number, token: Token | None, counts: bool) -> bool:
    """Section 230, Channel 4, Model 3, the S&P 500, page 12, No. 2.

    Args:
        words: The text.
        number: The number, in digits or words, without a unit or currency.
        token: Its token.
        counts: Whether the words after it look like a counted thing.
    """
    lexicon = load_figure_words()
    first = number.first
    before = words.lower(first - 1)
    at = first - 1
    if before == "." and words.is_glued(at):
        at -= 1
        before = words.lower(at)
        if _is_bill(words, at):
            return True
        if before not in ("no", "nos", "vol", "op", "p", "pp", "sec", "art", "ch"):
            return False
    is_lettered = number.form == "digits" and len(number.scale_text or "") == 1  # "Apartment 3B"
    if before in lexicon.labels and (number.scale == 1.0 or is_lettered):
        return not (number.is_grouped and number.value >= 1000) and not (counts and before in lexicon.loose_labels)
    if number.form != "digits" or number.scale != 1.0 or (number.is_grouped and number.value >= 1000):
        return False
    return _is_named(words, number, token, at, counts)


def _is_bill(words: Words, at: int) -> bool:
    """The letters of "H.R. 40" and "S. 2123", whose last one stands at a word; not those of "the U.S. 40"."""
    if words.text(at) == "R":
        return words.text(at - 1) == "." and words.text(at - 2) == "H"
    return words.text(at) == "S" and words.text(at - 1) != "."


def is_group_name(words: Words, number: Number) -> bool:
    """The Eight of "the Gang of Eight", the 20 of "the Group of 20"."""
    if words.lower(number.first - 1) != "of" or words.text(number.first - 2) not in ("Gang", "Group", "Squad"):
        return False
    return number.form == "digits" or words.text(number.first).istitle()


def is_year(words: Words, number: Number, counts: bool) -> bool:
    """The years of "since roughly 2007", "the 80's" and "in '84"; other years are dates and not asked about."""
    if number.form != "digits" or number.is_grouped or number.scale != 1.0 or counts:
        return False
    stop = number.stop
    if words.text(stop) in ("'", "\u2019") and words.lower(stop + 1) == "s" and words.is_glued(stop):
        return number.value % 10 == 0
    is_short = words.text(number.first - 1) in ("'", "\u2019") and words.is_glued(number.first)
    if is_short and not words.is_glued(number.first - 1) and len(words.text(number.first)) == 2:
        return True
    year = words.text(number.stop + 1)
    if words.text(number.stop) == "," and number.value <= 31 and len(year) == 4 and year[:2] in ("19", "20"):
        return True  # "on March, 22, 2019"
    before = words.lowers[max(number.first - 3, 0) : number.first]
    return 1800 <= number.value < 2100 and any(
        word in ("since", "in", "until", "by", "circa", "from") for word in before
    )


def _is_named(words: Words, number: Number, token: Token | None, at: int, counts: bool) -> bool:
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
    if before.tag_ not in ("NNP", "NNPS"):
        return False
    return not counts or not name[0].isupper()


def is_address(words: Words, number: Number) -> bool:
    """12 Old Mill Way, ZIP Code 10000."""
    if number.form != "digits" or number.is_grouped:
        return False
    streets = load_figure_words().streets
    for at in range(number.stop, number.stop + 5):
        text = words.text(at)
        if words.lower(at) in streets and text[:1].isupper() and (at > number.stop or words.text(at + 1)[:1].isupper()):
            return True
        if words.lower(at) == "zip":
            return True
        is_ordinal_end = words.is_glued(at) and words.text(at - 1).isdecimal()
        if not (text[:1].isupper() or text == "." or is_ordinal_end or (text[:1].isdecimal() and at > number.stop)):
            return False
    return False


def is_citation(words: Words, number: Number) -> bool:
    """The numbers of "18 U.S.C. § 1001", of "Image 1 of 2", of "the top 10"."""
    first, stop = number.first, number.stop
    if words.text(first - 1) in ("§", "¶") or words.text(stop) in ("§",):
        return True
    if words.text(stop) == "U" and words.lower(stop + 2) == "s" and words.lower(stop + 4) == "c":
        return True
    if (
        words.lower(first - 1) == "of"
        and words.text(first - 2).isdecimal()
        and words.lower(first - 3) in load_figure_words().counted_off
    ):
        return True
    if words.lower(stop) in ("freeway", "highway", "interstate") and words.lower(first - 1) in ("the", "interstate"):
        return True
    return words.lower(first - 1) in load_figure_words().counted_off or (
        words.lower(first - 1) == "top" and number.form == "digits"
    )


def is_tabular(words: Words, number: Number) -> bool:
    """The numbers of a table's row: "Roe 17 6 Doe 0 0"."""
    if number.form != "digits":
        return False
    before, after = words.text(number.first - 1), words.text(number.stop)
    if not words.is_glued(number.first) and (before.isdecimal() or before == "\u2713"):
        return True
    joined = words.text(number.stop + 1) in HYPHENS or words.is_glued(number.stop + 1)
    return not words.is_glued(number.stop) and (after == "\u2713" or after.isdecimal() and not joined)


def is_sports_line(words: Words, number: Number) -> bool:
    """The numbers of "6 for 7 shooting", "5-of-11", "a 3-pointer", "4x100", "20-something"."""
    if number.form != "digits" or number.is_grouped or number.scale != 1.0:
        return False
    first, stop = number.first, number.stop
    joint = skip_hyphen(words, stop)
    if words.lower(joint) in ("pointer", "pointers", "something", "somethings", "under", "over") and joint > stop:
        return True
    if words.lower(first - 1) in ("under", "over") and words.text(first - 2) in HYPHENS and words.is_glued(first - 2):
        return True  # "a 4-under 68"
    if words.lower(stop) == "x" and words.is_glued(stop) and words.text(stop + 1).isdecimal():
        return True
    if _is_made_of(words, joint):
        return True
    before = first - 1 - (words.text(first - 1) in HYPHENS)
    return _is_small(words.text(before - 1 - (words.text(before - 1) in HYPHENS))) and _is_made_of(words, before)


def _is_small(text: str) -> bool:
    return text.isdecimal() and len(text) <= 2


def _is_made_of(words: Words, joint: int) -> bool:
    """Whether "for" or "of" joins what was made to what was tried: "6 for 7", "5 of 11 from range"."""
    other = skip_hyphen(words, joint + 1)
    if words.lower(joint) not in ("for", "of") or not _is_small(words.text(other)):
        return False
    after = words.lowers[other + 1 : other + 3]
    if words.lower(joint) == "of":
        return after[:1] in (["shooting"], ["from"], ["on"])
    return not any(len(word) > 3 and word.endswith("s") or word in ("people", "men", "women") for word in after)


def is_list_mark(words: Words, number: Number) -> bool:
    """The numbers of "(1) The report … (2) the rules": in brackets of their own, with a clause ended before them."""
    if number.form != "digits" or number.value > 20 or number.is_grouped or words.text(number.stop) != ")":
        return False
    opens = words.text(number.first - 1) == "(" and words.is_glued(number.first)
    before = words.text(number.first - 2) if number.first > 1 else ""
    return opens and before in ("", "\n", ".", ";", ":", ",") and words.text(number.stop + 1)[:1].isalnum()


def is_clock_or_list(words: Words, number: Number) -> bool:
    """The hour of "11 a.m.", the number that opens a list line ("3."), a telephone number's part."""
    first, stop = number.first, number.stop
    if number.form == "digits" and words.lower(stop) in ("am", "pm", "a", "p") and number.value < 25:
        if words.lower(stop) in ("am", "pm"):
            return True
        if words.text(stop + 1) == "." and words.lower(stop + 2) == "m":
            return True
    is_hours = number.form == "digits" and words.ends[stop - 1] - words.starts[first] == 4
    if is_hours and words.lower(stop) in load_lexicon("calendar")["zone_minutes"]:
        return True  # "1230 GMT"
    if words.lower(stop) in ("o",) and words.lower(stop + 2) == "clock":
        return True
    if (
        words.lower(first - 2) in ("half", "quarter")
        and words.lower(first - 1) in ("past", "to")
        and number.value <= 12
    ):
        return True
    opens_line = first == 0 or words.texts[first - 1] == "\n"
    if opens_line and number.form == "digits" and number.value < 30 and words.text(stop) in _OPENERS:
        return True
    if opens_line and number.form == "digits" and words.text(stop) in (".", ")", ":") and words.is_glued(stop):
        return True
    return is_telephone(words, number)


def is_telephone(words: Words, number: Number) -> bool:
    """Groups of digits joined by hyphens, dots or a bracket: 202-555-0123, (202) 555-0123, +86 139-2014-2018."""
    if number.form != "digits" or number.is_grouped:
        return False
    first, stop = number.first, number.stop
    text = words.texts[first]
    if words.text(first - 1) == "+" and words.is_glued(first) and len(text) <= 3 and words.text(stop)[:1].isdecimal():
        return True
    if _is_dialled(words, number):
        return True
    groups = 1
    at = stop
    while (
        words.text(at) in HYPHENS and words.is_glued(at) and words.is_glued(at + 1) and words.text(at + 1).isdecimal()
    ):
        groups += 1
        at += 2
        if groups == 3:
            return True
    return groups == 2 and len(text) == 3 and len(words.text(stop + 1)) == 4


def _is_dialled(words: Words, number: Number) -> bool:
    """Whether groups of digits with spaces between are to be called: "call (02) 9999 1234"."""
    first = number.first
    while first and _is_dialled_word(words.texts[first - 1]):
        first -= 1
        if number.first - first > _MOST_DIALLED_WORDS:
            return False
    calls = load_figure_words().calls
    if not any(word in calls for word in words.lowers[max(first - 4, 0) : first]):
        return False
    stop, digits = first, 0
    while digits < 6 and _is_dialled_word(words.text(stop)):
        digits += len(words.text(stop)) if words.text(stop).isdecimal() else 0
        stop += 1
    return digits >= 6


def _is_dialled_word(text: str) -> bool:
    return text in _DIALLED_SIGNS or text.isdecimal()


def looks_like_score(words: Words, left: Number, right: Number) -> bool:
    """Two small whole numbers joined by a hyphen: 2-1, 89-89, 52-48."""
    if left.form != "digits" or right.form != "digits" or left.is_grouped or right.is_grouped:
        return False
    joint = words.text(left.stop)
    return (
        joint in HYPHENS and right.first == left.stop + 1 and words.is_glued(left.stop) and words.is_glued(right.first)
        and left.scale == right.scale == 1.0 and max(left.value, right.value) < 600
    )  # fmt: skip


def is_vote(words: Words, left: Number, right: Number) -> bool:
    """Whether words near a score speak of a vote."""
    votes = load_figure_words().votes
    near = words.lowers[max(left.first - 6, 0) : left.first] + words.lowers[right.stop : right.stop + 4]
    return any(word in votes for word in near)
