"""Numbers that mark a place in a text or a result: of notes, lists, pages, headings, games, ratings."""

from __future__ import annotations

from tasks.language.numbers import Number, Words

_BEFORE_NOTES = frozenset(".,;:!?)]”’%")
_MOST_MARKS = 20  # points of a list
_MOST_HEADINGS = 99
_MOST_GOALS = 200
_LONGEST_CLUB = 3  # words
_FARTHEST_BRACKET = 40  # words
_YEAR_DIGITS = 4
_GAME_ENDS = ("", "\n", ":", ";")


def is_mark(words: Words, number: Number) -> bool:
    """Whether a number marks a note, a point of a list, a page, a heading, or is the score of a game or a rating."""
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
    return words.text(start - 1) + words.text(end) == "[]" and (before.isalnum() or before in _BEFORE_NOTES)


def _is_issue(words: Words, start: int, end: int) -> bool:
    """The 52 of "PNAS 120 (52): 1-9" and "120 (52): e14", with pages behind; not the 9 of "to 12 (9): a record"."""
    is_set = words.text(start - 1) + words.text(end) + words.text(end + 1) == "():"
    pages = words.text(end + 2) + (words.text(end + 3) if words.is_glued(end + 3) else "")
    is_volume = words.text(start - 2).isdecimal() and (words.is_glued(start - 1) or not words.text(start - 3).islower())
    return is_set and is_volume and pages.removeprefix("e")[:1].isdecimal()


def _is_page(words: Words, number: Number) -> bool:
    """The volume and the pages of "2015; 28: 685-690", behind the year."""
    colon = number.start - 1 if words.text(number.start - 1) == ":" else number.end
    year = words.text(colon - 3)
    is_dated = words.text(colon - 2) == ";" and year.isdecimal() and len(year) == _YEAR_DIGITS
    return is_dated and words.text(colon) == ":" and words.text(colon + 1).isdecimal()


def _is_list_mark(words: Words, number: Number) -> bool:
    """The numbers of "(1) The report … (2) the rules" and of "1) Eat. 2) Sleep", with a clause ended before them."""
    if number.value > _MOST_MARKS or words.text(number.end) != ")" or not words.text(number.end + 1)[:1].isalnum():
        return False
    opens = words.text(number.start - 1) == "(" and words.is_glued(number.start)
    before = words.text(number.start - 1 - opens) if number.start > opens else ""
    if before not in ("", "\n", ".", ";", ":", ",", "and"):
        return False
    front = words.texts[max(number.start - _FARTHEST_BRACKET, 0) : number.start]
    return opens or front.count("(") <= front.count(")")


def _is_heading(words: Words, number: Number) -> bool:
    """The numbers of the lines "Meal 2" and "Goal 4: a low rate"; a plural has so many: "Deaths 12"."""
    start, end = number.start, number.end
    name = words.text(start - 1)
    opens_line = start == 1 or (start > 1 and words.text(start - 2) == "\n")
    is_named = opens_line and name.isalpha() and name.istitle() and not name.endswith("s") and not words.is_glued(start)
    return is_named and number.value <= _MOST_HEADINGS and words.text(end) in ("", "\n", ":")


def _is_game(words: Words, number: Number) -> bool:
    """Both numbers of the result "Mills 4, Graz Rovers 1:"."""
    at = number.start - 1
    while at > number.start - 1 - _LONGEST_CLUB and words.text(at).istitle():
        at -= 1
    if at == number.start - 1 or number.value > _MOST_GOALS:
        return False
    behind = number.end + 1
    while behind < number.end + 1 + _LONGEST_CLUB and words.text(behind).istitle():
        behind += 1
    is_first = words.text(number.end) == "," and behind > number.end + 1 and words.text(behind).isdecimal()
    is_last = words.text(at) == "," and words.text(at - 1).isdecimal() and words.text(at - 2).istitle()
    return words.text(behind + 1 if is_first else number.end) in _GAME_ENDS and (is_first or is_last)


def _is_rating(words: Words, number: Number) -> bool:
    """Both numbers of "Score: 4.5 / 5"."""
    is_first = words.text(number.end) == "/" and words.text(number.end + 1)[:1].isdecimal()
    is_last = words.text(number.start - 1) == "/" and words.text(number.start - 2)[-1:].isdecimal()
    return is_first or is_last
