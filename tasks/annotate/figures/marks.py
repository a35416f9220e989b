"""Numbers that mark a place in a text or a rating: of notes, lists, pages, headings, games."""

from __future__ import annotations

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.language.numbers import HYPHENS, Number, Words, is_written_as_year

_BEFORE_NOTES = frozenset(".,;:!?)]”’%")
MOST_MARKS = 20  # points of a list
_MOST_HEADINGS = 99
_LONGEST_CLUB = 3  # words
_FARTHEST_DEED = 17  # words
_FARTHEST_BRACKET = 40  # words
_CLOSINGS = ("", "\n", ".", ",", ";", ")")


def is_mark(words: Words, number: Number) -> bool:
    """Whether a number marks a note, a point of a list, a page, a heading, or is of a result or a rating."""
    if number.form != "digits" or number.scale != 1.0 or "," in words.text(number.start):
        return False
    return (
        _is_note(words, number.start, number.end)
        or _is_issue(words, number.start, number.end)
        or _is_page(words, number)
        or _is_list_mark(words, number)
        or _is_heading(words, number)
        or _is_game(words, number)
        or _is_rating(words, number)
    )


def _is_note(words: Words, start: int, end: int) -> bool:
    """The 1 of "text[1]"; an editor puts words in behind a space, a sign or an opening quote: "“[12] people"."""
    before = words.text(start - 2)[-1:] if words.is_glued(start - 1) else ""
    opens = words.text(start - 2) in ("", "\n") and words.text(end + 1)[:1].isupper()  # "[1] Roe, Jane."
    return words.text(start - 1) + words.text(end) == "[]" and (opens or before.isalnum() or before in _BEFORE_NOTES)


def _is_issue(words: Words, start: int, end: int) -> bool:
    """The 52 of "PNAS 120 (52): 1-9" and "120 (52): e14", with pages behind; not the 9 of "to 12 (9): a record"."""
    is_set = words.text(start - 1) + words.text(end) + words.text(end + 1) == "():"
    pages = words.text(end + 2) + (words.text(end + 3) if words.is_glued(end + 3) else "")
    is_volume = words.text(start - 2).isdecimal() and (words.is_glued(start - 1) or not words.text(start - 3).islower())
    return is_set and is_volume and pages.removeprefix("e")[:1].isdecimal()


def _is_page(words: Words, number: Number) -> bool:
    """The volume and the pages of "2015; 28: 685-690", behind the year; not "the law of 2015; 28: 5 clerks"."""
    colon = number.start - 1 if words.text(number.start - 1) == ":" else number.end
    year = words.text(colon - 3)
    is_dated = words.text(colon - 2) == ";" and is_written_as_year(year)
    is_run = words.text(colon + 1).isdecimal() and words.text(colon + 2) in HYPHENS and words.is_glued(colon + 2)
    return is_dated and words.text(colon) == ":" and is_run and words.text(colon + 4) in _CLOSINGS


def _is_list_mark(words: Words, number: Number) -> bool:
    """The numbers of "(1) The report … (2) the rules" and of "1) Eat. 2) Sleep", with a clause ended before them."""
    if number.value > MOST_MARKS or words.text(number.end) != ")" or not words.text(number.end + 1)[:1].isalnum():
        return False
    opens = words.text(number.start - 1) == "(" and words.is_glued(number.start)
    before = words.text(number.start - 1 - opens) if number.start > opens else ""
    if before not in ("", "\n", ".", ";", ":", ",", "and"):
        return False
    front = words.texts[max(number.start - _FARTHEST_BRACKET, 0) : number.start]
    return opens or front.count("(") <= front.count(")")


def _is_heading(words: Words, number: Number) -> bool:
    """The numbers of the lines "Meal 2" and "Goal 4: a low rate"; not of "Deaths 12", "Dead 12"."""
    start, end = number.start, number.end
    name = words.text(start - 1)
    opens_line = start == 1 or (start > 1 and words.text(start - 2) == "\n")
    is_named = opens_line and name.istitle() and name.lower() in load_figure_words().headings
    return is_named and number.value <= _MOST_HEADINGS and words.text(end) in ("", "\n", ":")


def _is_game(words: Words, number: Number) -> bool:
    """Both numbers of the line "Mills 4, Graz Rovers 1: Jan Roe scored"; not of "Men 40, Women 12: the clerks said"."""
    comma = number.end if words.text(number.end) == "," else _skip_club(words, number.start - 1, -1)
    last = _skip_club(words, comma + 1, 1)
    is_pair = words.text(comma) == "," and words.text(comma - 1).isdecimal() and words.text(last).isdecimal()
    if not is_pair or words.text(last + 1) != ":":
        return False
    opens_line = words.text(_skip_club(words, comma - 2, -1)) in ("", "\n")
    told = words.lowers[last + 2 : last + _FARTHEST_DEED]
    return opens_line and not load_figure_words().scoring.isdisjoint(told)


def _skip_club(words: Words, at: int, step: int) -> int:
    """The word behind, or before, up to three capitalized ones."""
    end = at + step * _LONGEST_CLUB
    while at != end and words.text(at).istitle():
        at += step
    return at


def _is_rating(words: Words, number: Number) -> bool:
    """Both numbers of the line "Score: 4.5 / 5"; not "won 3 / 5 of its games"."""
    is_first = words.text(number.end) == "/"
    slash = number.end if is_first else number.start - 1
    best = number.end + 1 if is_first else number.start
    start = number.start if is_first else slash - 1
    is_pair = words.text(slash) == "/" and words.text(start)[:1].isdecimal() and words.text(best)[:1].isdecimal()
    return is_pair and words.text(start - 1) == ":" and words.text(best + 1) in _CLOSINGS
