"""How a line opens that begins a turn: a time, a label, what somebody is, a colon or a dash."""

from __future__ import annotations

import re

from tasks.language.body import Body, Chars
from tasks.language.grammar import TENSED
from tasks.language.people import is_person_noun

_WORD = r"[^\W\d_][\w.'’-]*"
LABEL = rf"(?:{_WORD}[ \t\xa0]+){{0,5}}{_WORD}"
_ASIDE = r"(?:[ ]?[(\[][^()\[\]\n]{1,40}[)\]])?"
CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[aApP]\.?[mM]\.?)?(?: [A-Z]{2,4})?"
# Such as: "[00:12] ANN ROE:", "10.45am Roe:", "11:02 BST – Roe:", "[12/01/2024, 09:14] Roe:", "14/02/24, 21:03 - Roe:"
_TIME = (
    rf"(?:[\[(]?(?P<day>\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}),?[ ]{CLOCK}[\])]?[ \t\xa0]+(?:[-–—|][ \t\xa0]+)?"
    rf"|[\[(]?{CLOCK}[\])]?[ \t\xa0]+(?:[-–—|][ \t\xa0]+)?)?"
)
_BOLD = r"(?:\*\*|__)?"
# A page may lose the space: "Ann Roe:We sail."
_BEHIND = r"(?:(?:\*\*|__)?(?:[ \t\xa0]+|$)|(?:\*\*|__)(?=\S)|(?<=:)(?=[A-Z“\"]))"
_SENTENCE = r"(?=[ \t\xa0]*[A-Z“\"‘'][^\n]*[.?!…][”\"’']?[ \t\xa0]*$)"  # a dash parts much else from its name
# "record" is how a parliament's prints speakers: "Mr. ROE of Maine.", "The SPEAKER pro tempore."
OPENING = re.compile(
    rf"[ \t]*{_TIME}{_BOLD}(?:(?P<label>{LABEL}){_ASIDE}"
    rf"(?:(?P<role>,[^:\n“”\"]{{1,100}})?{_BOLD}(?P<colon>:)"
    rf"|(?P<trade>,[^:\n“”\"—–]{{1,60}})?[ ]?(?P<dash>[—–]){_SENTENCE})"
    r"|(?P<record>(?:M(?:r|rs|s|iss)\.|Dr\.) [A-Z][A-Z’'-]{2,20}|The [A-Z]{4,20})"
    r"(?: of [A-Z][a-z]{3,20}| pro tempore)?(?P<stopped>\.)"
    rf"|(?P<letter>[QA])(?P<stop>\.|(?<=Q)(?=[ \t\xa0])))(?:{_BEHIND})"
)
# Somebody whom nobody names: "Speaker 3: ".
NUMBERED = re.compile(r"[ \t]*[A-Z][\w ]{1,30} \d{1,2}:[ \t\xa0]")
# A turn within a line, behind the end of another's sentence: "I have — Roe: Do you want to?"
INSIDE = re.compile(
    r"(?<=[.?!…—–”\"\])-])[ \t\xa0]+"
    r"(?P<label>(?:(?:[A-Z][a-z]{0,3}\.|[A-Z][\w'’-]*)[ ]){0,3}[A-Z][\w'’-]+)(?P<colon>:)[ \t\xa0]+(?=\S)"
)
MOST_PARTS = 4  # of what somebody is, between commas
MOST_WORDS_OF_PART = 8


def tells_who(body: Body, role: Chars) -> bool:
    """Whether words behind a name say what somebody is, how old and from where: ", 41, florist", ", union leader".

    Args:
        body: Where they stand.
        role: Characters behind the name, with the comma before them.
    """
    text = body.text[slice(*role)]
    parts = [part.split() for part in text.strip(" ,–—-").split(",")]
    if len(parts) > MOST_PARTS or any(not 1 <= len(part) <= MOST_WORDS_OF_PART for part in parts):
        return False
    words = [word.strip(".").lower() for part in parts for word in part]
    is_aged = any(len(part) == 1 and part[0].isdigit() and len(part[0]) == 2 for part in parts)
    if not is_aged and not any(is_person_noun(piece) for word in words for piece in word.split("-")):
        return False
    # "Ann Roe, the mayor, had a plan: ..." is a sentence.
    return not any(token.tag_ in TENSED for token in body.doc[slice(*body.tokens_begun_in(role))])
