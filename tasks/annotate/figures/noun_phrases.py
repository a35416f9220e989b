"""The noun phrase that begins at a token or a word: what a number counts is one, without its articles."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.phrase import Reading
from tasks.language.body import Body, Tokens
from tasks.language.grammar import ADJECTIVES, COMMON_NOUNS, NOUNS, PLURALS, SINGULARS, TENSED_OR_PARTICIPLE
from tasks.language.people import is_person_noun

DESCRIBING = ADJECTIVES | {"VBN", "VBG"}
DETERMINERS = frozenset(("DT", "PRP$", "PDT"))
PREMODIFIERS = DESCRIBING | NOUNS | {"HYPH", "POS", "CD", "FW", "XX", "AFX", '"', "``", "''"}
# "of the two", "of 1.1 million"
_BEFORE_NUMBERS = DETERMINERS | {"IN"}
_OWN_MODIFIERS = PREMODIFIERS - {"CD"}
_QUOTES = frozenset(('"', "``", "''", "\u201c", "\u201d", "\u2018", "\u2019"))
_LONGEST = 9  # tokens
_LONGEST_THOSE = 7  # tokens behind "those"
_FARTHEST_PLURAL = 6  # tokens behind the number
_LONGEST_AGES = 11  # tokens of "16- and 17-year-olds"


def find_noun_phrase(doc: Doc, at: int) -> Tokens | None:
    """The noun phrase that begins at a token, without articles, or None.

    It ends with the first plural noun, or the last of a run of nouns: "young miners", "Kenyan farmers".
    """
    lead, at = at, _skip_lead(doc, at)
    if lead < at < len(doc) - 1 and doc[at].dep_ == "pcomp" and doc[at + 1].tag_ not in COMMON_NOUNS:
        return None  # "within a point of beating Roe"
    is_joined = lead < at < len(doc) and doc[at].tag_ == "HYPH"  # "of 18-to-29 year-olds"
    if is_joined or (at < len(doc) and _is_time(doc[at]) and not _recurs(doc[at])):
        return None  # "40,000 last month"
    if at > lead and doc[at - 1].lower_ == "the" and _stands_for_people(doc, at):
        return Tokens((at, at + 1))  # "of the unemployed"
    is_owner = at == lead < len(doc) and doc[at].tag_ in PLURALS and _owns_next(doc, at)
    if is_owner:
        return Tokens((at, at + 1))  # "the two parties' leaders" are of two parties
    owner = _find_owners(doc, at) if at == lead else None
    if owner is not None:
        return Tokens((at, owner + 1))  # "17 spy agencies' claims" are of 17 agencies
    start, last = _walk_nouns(doc, lead, at)
    if last is None or _leans_on_next(doc, last):
        return None
    if last + 1 < len(doc) and doc[last + 1].tag_ == "POS":
        return None  # "of Acme's $10 billion"
    while start < last and (doc[start].tag_ in ("HYPH", "POS", ",", "CC") or _is_mark(doc[start])):
        start += 1
    if _is_mark(doc[start]):
        return None
    return _balance(doc, start, last)


def _is_mark(token: Token) -> bool:
    """Whether a token begins with a sign that is no quotation mark: the bracket of "50 [votes]"."""
    return not token.text[0].isalnum() and token.text not in _QUOTES


def _stands_for_people(doc: Doc, at: int) -> bool:
    """Whether an adjective stands for people who are so: "the unemployed"; not "the unemployed clerks"."""
    is_sort = at < len(doc) and doc[at].lower_ in load_figure_words().measuring.sorts
    return is_sort and (at + 1 == len(doc) or doc[at + 1].tag_ not in PREMODIFIERS)


def _walk_nouns(doc: Doc, lead: int, at: int) -> tuple[int, int | None]:
    """Where the phrase behind its lead starts, and its last noun, if it has one."""
    last: int | None = None
    end = min(at + _LONGEST, len(doc))
    for here in range(at, end):
        tag = doc[here].tag_
        if doc[here].is_space:
            break
        if tag in NOUNS:
            last = here
            if _ends_phrase(doc, here):
                break
        elif tag == "CD" and here > at and doc[here - 1].tag_ == "POS":
            at, last = here + 1, None  # "27 of the hall's 120 seats" are seats
        elif tag == "CD" and here == at > lead and doc[here - 1].tag_ == "CD":
            at = here + 1  # "of the island's 1.1 million residents"
        elif not (_modifies_on(doc, here, at, end) or _is_in_compound(doc, here)):
            break
    return at, last


def _opens_joined(doc: Doc, here: int) -> bool:
    return doc[here].tag_ == "CC" and (here == 0 or doc[here - 1].tag_ != "HYPH")


def _is_in_compound(doc: Doc, here: int) -> bool:
    """Whether a word is joined to another before a noun: the follow and the up of "two follow-up calls"."""
    if here + 1 >= len(doc):
        return False
    is_first = doc[here + 1].tag_ == "HYPH" and not doc[here].whitespace_ and not doc[here + 1].whitespace_
    is_last = here > 0 and doc[here - 1].tag_ == "HYPH" and not doc[here - 1].whitespace_
    is_first = is_first and doc[here].text.isalpha() and not _opens_joined(doc, here)  # not "size 10 and-a-half-wide"
    is_first = is_first and not (here + 3 < len(doc) and doc[here + 3].text == ",")  # "three off-year, local races"
    return is_first or (is_last and doc[here + 1].tag_ in NOUNS)


def text_of(body: Body, tokens: Tokens) -> str:
    """Some tokens as written."""
    return body.text[slice(*body.chars_of(tokens))]


def read_noun_phrase(body: Body, at: int) -> str | None:
    """The noun phrase that begins at a token, as written."""
    found = find_noun_phrase(body.doc, at)
    return text_of(body, found) if found else None


def read_year_olds(body: Body, at: int) -> str | None:
    """The persons of "66 percent of 18-to-29 year-olds", where "of" stands at a token."""
    doc, end, joining = body.doc, at + 1, load_units().age.joining
    if at >= len(doc) or doc[at].lower_ != "of":
        return None
    while end < min(at + _LONGEST_AGES, len(doc)) and (
        any(map(str.isdecimal, doc[end].text)) or doc[end].tag_ in ("CD", "HYPH") or doc[end].lower_ in joining
    ):
        end += 1
    return text_of(body, Tokens((at + 1, end))) if doc[end - 1].lower_ in ("olds", "year-olds") else None


def with_modifiers(noun: Token) -> Tokens:
    """A noun with the adjectives and nouns right before it that modify it."""
    doc, start = noun.doc, noun.i
    while start > 0 and doc[start - 1].tag_ in _OWN_MODIFIERS and doc[start - 1].head == noun:
        start -= 1
    return Tokens((start, noun.i + 1))


def noun_follows(reading: Reading, at: int) -> str | None:
    """The lower-cased head noun of the noun phrase that begins at a word, or None where none does."""
    token = reading.token(at)
    found = read_noun_phrase(reading.body, token.i) if token is not None else None
    words = found.lower().split() if found else []
    return words[-1] if words else None


def read_one_of(reading: Reading, at: int) -> str | None:
    """The plural noun of "one of the gunmen", lower-cased, or None: "one of them", "one of the best"."""
    token, doc = reading.token(at), reading.body.doc
    if token is None or reading.words.lower(at) != "of" or token.i + 1 >= len(doc):
        return None
    if token.nbor(1).tag_ not in DETERMINERS:
        return None
    found = find_noun_phrase(doc, token.i)
    head = doc[found[1] - 1] if found else None
    return head.lower_ if head is not None and head.tag_ in PLURALS else None


def _owns_next(doc: Doc, here: int) -> bool:
    """Whether an apostrophe behind a plural makes it the owner of what follows: after a number, not after "of"."""
    follows = here > 0 and doc[here - 1].tag_ == "CD" and here + 1 < len(doc)
    return follows and doc[here + 1].text in ("'", "\u2019") and doc[here + 1].idx == doc[here].idx + len(doc[here])


def _find_owners(doc: Doc, at: int) -> int | None:
    """The plural behind an adjective that owns what follows: "17 spy agencies' claims"; not "state nurses' unions"."""
    for here in range(at, min(at + _FARTHEST_PLURAL, len(doc) - 1)):
        token, mark = doc[here], doc[here + 1]
        if not token.text[0].isalpha():
            return None
        if token.tag_ in PLURALS:
            is_owner = mark.text in ("'", "\u2019") and mark.idx == token.idx + len(token) and here > at
            return here if is_owner and not is_person_noun(token.lower_) else None
        if token.tag_ not in PREMODIFIERS or token.tag_ == "CD":
            return None
    return None


def _is_time(token: Token) -> bool:
    """Whether a time expression begins at a token."""
    if token.ent_type_ == "DATE" and token.ent_iob_ == "B":
        return True
    if token.lower_ not in ("last", "next") or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(1).lower_ in load_figure_words().periods


def _recurs(token: Token) -> bool:
    """Whether a word of time describes the noun behind it: "daily active users", "annual grants"."""
    return (
        token.lower_ in load_figure_words().recurring
        and token.i + 1 < len(token.doc)
        and token.nbor(1).tag_ in PREMODIFIERS
        and token.nbor(1).ent_type_ != "DATE"
    )


def _modifies_on(doc: Doc, here: int, at: int, end: int) -> bool:
    """Whether a token that is no noun stands within a noun phrase: an adjective, the "and" between two of them."""
    token = doc[here]
    tag = token.tag_
    if tag in PREMODIFIERS or token.text in _QUOTES or (token.is_upper and len(token) > 1):
        return True
    if here + 1 >= end:
        return False
    following = doc[here + 1]
    if tag in ("RB", "RBS"):
        return (following.tag_ in DESCRIBING or following.tag_ == "HYPH") and token.head.i >= here
    if here == at:
        return False
    if tag == "CC":
        return token.lower_ in ("and", "or", "&") and _joins(doc, here)
    return tag == "," and doc[here - 1].tag_ in DESCRIBING and following.tag_ in DESCRIBING


def _balance(doc: Doc, start: int, last: int) -> Tokens | None:
    """Keep both marks of “discouraged” workers or, where the other one is outside the phrase, neither."""
    marks = [here for here in range(start, last + 1) if doc[here].text in _QUOTES and doc[here].tag_ != "POS"]
    if len(marks) % 2 and start > 0 and doc[start - 1].text in _QUOTES:
        start -= 1
    elif len(marks) % 2:
        start = marks[-1] + 1
    return Tokens((start, last + 1)) if start <= last else None


def _leans_on_next(doc: Doc, last: int) -> bool:
    """Whether a word only modifies a noun to come: the "current" of "three current and one former members"."""
    if doc[last].tag_ != "NN" or last + 2 >= len(doc) or doc[last + 1].tag_ != "CC":
        return False
    return doc[last + 2].tag_ == "CD" and looks_counted(doc, doc[last + 2])


def _skip_lead(doc: Doc, at: int) -> int:
    """Step over "more", "of the", "other"."""
    is_more = at + 1 < len(doc) and doc[at].lower_ in ("more", "fewer", "additional", "further", "extra")
    if is_more and doc[at + 1].lower_ != "than":
        at += 1
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and _leads(doc, at):
            at += 1
    return at


def _leads(doc: Doc, at: int) -> bool:
    """Whether a determiner stands here, or a number behind one or behind "of"."""
    return doc[at].tag_ in DETERMINERS or (doc[at].tag_ == "CD" and doc[at - 1].tag_ in _BEFORE_NUMBERS)


def _ends_phrase(doc: Doc, here: int) -> bool:
    """Whether a noun is the last word of its phrase."""
    token = doc[here]
    if here + 1 >= len(doc):
        return True
    following = doc[here + 1]
    if token.text == "-" or _is_before_hyphen(token, following):
        return False
    if following.ent_type_ in ("DATE", "TIME") and token.ent_type_ != following.ent_type_:
        return True  # "two people Tuesday"
    if following.tag_ in DESCRIBING and token.tag_ in SINGULARS and here + 2 < len(doc):
        # "two vice captain candidates", but "one poll putting them ahead"
        return doc[here + 2].tag_ not in NOUNS or following.dep_ in ("acl", "relcl", "advcl", "ROOT")
    if following.tag_ in NOUNS:
        # "sports club members": a plural within a compound; "two people Tuesday": not
        return token.tag_ in PLURALS and not (token.dep_ in ("compound", "nmod") and token.head.i > here)
    if _is_before_apostrophe(token, following):
        return False
    if following.tag_ in ("HYPH", "POS"):
        return token.tag_ in PLURALS and following.tag_ == "HYPH"
    if following.tag_ == "CC":
        return token.tag_ in PLURALS
    is_before_number = following.tag_ == "CD" and here + 2 < len(doc) and token.text[0].isupper()
    return not (is_before_number and doc[here + 2].tag_ in NOUNS)  # "two Boeing 747 jets", "these Section 215 orders"


def _is_before_hyphen(token: Token, following: Token) -> bool:
    """The e of "e-mails", the counter of "counter-protesters", whatever the tags."""
    is_joined = following.text == "-" and not token.whitespace_ and not following.whitespace_
    return is_joined and (len(token) == 1 or token.text[-1] != "s")


def _is_before_apostrophe(token: Token, following: Token) -> bool:
    """The owner of "enrollees' cost", the apostrophe taken for a quotation mark."""
    is_owner = token.dep_ in ("nmod", "poss", "compound") and token.head.i == token.i + 2
    return following.text in ("'", "\u2019") and is_owner


def _joins(doc: Doc, here: int) -> bool:
    """Whether "and" joins two modifiers of one noun: "Ford and Toyota vans", "paper and online sales"."""
    left, right = doc[here - 1], doc[here + 1] if here + 1 < len(doc) else None
    return (
        right is not None
        and left.tag_ not in PLURALS
        and right.tag_ in PREMODIFIERS
        and right.tag_ != "CD"
        and (right.text[0].isalpha() or right.text in _QUOTES)
    )


def looks_counted(doc: Doc, token: Token | None) -> bool:
    """Whether the token after a number opens a noun phrase that ends in a common plural noun."""
    if token is None or token.i + 1 >= len(doc):
        return False
    for here in range(token.i + 1, min(token.i + _FARTHEST_PLURAL, len(doc))):
        tag = doc[here].tag_
        if tag == "NNS":
            return True
        if tag not in PREMODIFIERS or tag == "CD":
            return False
    return False


def name_those(body: Body, those: Token) -> str | None:
    """Name persons by what is said of them: "those who voted", "those under 30"."""
    last = those.right_edge.i
    words = those.doc[those.i + 1 : last + 1]
    is_clause = any(each.lower_ in ("who", "that", "it", "they", "we") for each in words)
    if not 0 < len(words) <= _LONGEST_THOSE or any(each.text in ",;:()" for each in words):
        return None
    if any(each.tag_ in (*TENSED_OR_PARTICIPLE, "MD") for each in words[1:]) and not is_clause:
        return None  # "those older than 45 disapproved"
    return text_of(body, Tokens((those.i, last + 1)))
