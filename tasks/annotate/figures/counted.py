"""The thing counted: the noun phrase that a number stands with, or that its sentence gives it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.phrase import Phrase
from tasks.language.body import Body
from tasks.language.numbers import HYPHENS, Words

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_PLURALS = frozenset(("NNS", "NNPS"))
_QUOTES = frozenset(('"', "``", "''", "\u201c", "\u201d", "\u2018", "\u2019"))
_ADJECTIVES = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG"))
_PREMODIFIERS = _ADJECTIVES | _NOUNS | frozenset(("HYPH", "POS", "CD", "FW", "XX", "AFX", '"', "``", "''"))
_DETERMINERS = frozenset(("DT", "PRP$", "PDT"))
_LONGEST_NOUN_PHRASE = 9


def read_counted(body: Body, words: Words, phrase: Phrase) -> tuple[int, int] | None:
    """The noun phrase after a number, as written, without articles: characters, or None.

    "90 young miners" → young miners; "thousands of Kenyan farmers" → Kenyan farmers; "two of the men" →
    men; "a 51-vote majority" → vote. It ends with the first plural noun, or the last of a run of nouns.
    """
    if phrase.stop >= len(words):
        return None
    joined = skip_hyphen(words, phrase.stop)
    token = body.token_at(words.starts[joined])
    if token is None:
        return None
    at = token.i
    if token.idx < words.starts[phrase.stop] and not (words.is_glued(phrase.stop)):
        at += 1
    if phrase.kind == "ratio" and token.tag_ in _DETERMINERS:
        at += 1  # "half the seats"
    if joined > phrase.stop:
        # "a 51-vote majority" is of votes; "a 20-something" counts nothing
        if token.lower_ == "strong":
            return _noun_phrase(body.doc, token.i + 1)  # "a 900-strong workforce"
        is_noun = token.tag_ in _NOUNS or token.tag_ == "JJ"
        return (token.idx, token.idx + len(token)) if is_noun and token.idx == words.starts[joined] else None
    span = _noun_phrase(body.doc, at)
    return _first_of_compound(body, phrase, at, span) if span else None


def _first_of_compound(body: Body, phrase: Phrase, at: int, span: tuple[int, int]) -> tuple[int, int]:
    """A singular compound behind a number above one names what has so many: the cylinder of "a 3 cylinder engine"."""
    doc = body.doc
    last = body.token_at(span[1] - 1)
    first = doc[at]
    if phrase.value in (None, 1) or phrase.kind != "count" or last is None or last.i <= at or doc[at].idx != span[0]:
        return span
    is_article = at >= 2 and any(token.tag_ == "DT" and token.lower_ in ("a", "an") for token in doc[at - 2 : at])
    if is_article and last.tag_ == "NN" and first.tag_ == "NN":
        return first.idx, first.idx + len(first)
    return span


def _noun_phrase(doc: Doc, at: int) -> tuple[int, int] | None:
    start, at = at, _skip_lead(doc, at)
    is_joined = start < at < len(doc) and doc[at].tag_ == "HYPH"  # "of 18-to-29 year-olds"
    if is_joined or at < len(doc) and _is_time(doc[at]) and not _recurs(doc[at]):
        return None  # "40,000 last month"
    stop = min(at + _LONGEST_NOUN_PHRASE, len(doc))
    last: int | None = None
    here = at
    while here < stop:
        token = doc[here]
        if token.tag_ in _NOUNS:
            last = here
            if here == start and token.tag_ in _PLURALS and _owns_next(doc, here):
                return token.idx, token.idx + len(token)  # "the two parties' leaders" are of two parties
            if _ends_phrase(doc, here):
                break
        elif token.tag_ == "CD" and here > at and doc[here - 1].tag_ == "POS":
            at, last = here + 1, None  # "27 of the hall's 120 seats" are seats
        elif token.tag_ == "CD" and here == at > start and doc[here - 1].tag_ == "CD":
            at = here + 1  # "of the island's 1.1 million residents"
        elif not _modifies_on(doc, here, at, stop):
            break
        here += 1
    if last is None or _leans_on_next(doc, last):
        return None
    if last + 1 < len(doc) and doc[last + 1].tag_ == "POS":
        return None  # "of Acme's $10 billion"
    first = at
    while first < last and doc[first].tag_ in ("HYPH", "POS", ",", "CC"):
        first += 1
    return _balance(doc, first, last)


def _owns_next(doc: Doc, here: int) -> bool:
    """Whether an apostrophe behind a plural makes it the owner of what follows: after a number, not after "of"."""
    follows = here > 0 and doc[here - 1].tag_ == "CD" and here + 1 < len(doc)
    return follows and doc[here + 1].text in ("'", "\u2019") and doc[here + 1].idx == doc[here].idx + len(doc[here])


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
        and token.nbor(1).tag_ in _PREMODIFIERS
        and token.nbor(1).ent_type_ != "DATE"
    )


def _modifies_on(doc: Doc, here: int, at: int, stop: int) -> bool:
    """Whether a token that is no noun stands within a noun phrase: an adjective, the "and" between two of them."""
    token = doc[here]
    tag = token.tag_
    if tag in _PREMODIFIERS or token.text in _QUOTES or token.is_upper and len(token) > 1:
        return True
    if here + 1 >= stop:
        return False
    following = doc[here + 1]
    if tag in ("RB", "RBS"):
        return following.tag_ in (*_ADJECTIVES, "HYPH") and token.head.i >= here
    if here == at:
        return False
    if tag == "CC":
        return token.lower_ in ("and", "or", "&") and _joins(doc, here)
    return tag == "," and doc[here - 1].tag_ in _ADJECTIVES and following.tag_ in _ADJECTIVES


def _balance(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Keep both marks of “discouraged” workers or, where the other one is outside the phrase, neither."""
    marks = [here for here in range(first, last + 1) if doc[here].text in _QUOTES and doc[here].tag_ != "POS"]
    if len(marks) % 2 and first > 0 and doc[first - 1].text in _QUOTES:
        first -= 1
    elif len(marks) % 2:
        first = marks[-1] + 1
    if first > last:
        return None
    return doc[first].idx, doc[last].idx + len(doc[last])


def _leans_on_next(doc: Doc, last: int) -> bool:
    """Whether a word only modifies a noun to come: the "current" of "three current and one former members"."""
    if doc[last].tag_ != "NN" or last + 2 >= len(doc) or doc[last + 1].tag_ != "CC":
        return False
    return doc[last + 2].tag_ == "CD" and looks_counted(doc, doc[last + 2])


def _skip_lead(doc: Doc, at: int) -> int:
    """Step over "more", "of the", "other"."""
    if (
        at < len(doc)
        and doc[at].lower_ in ("more", "fewer", "additional", "further", "extra")
        and at + 1 < len(doc)
        and doc[at + 1].lower_ != "than"
    ):
        at += 1
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and (
            doc[at].tag_ in _DETERMINERS or doc[at].tag_ == "CD" and doc[at - 1].tag_ in (*_DETERMINERS, "IN")
        ):
            at += 1
    return at


def _ends_phrase(doc: Doc, here: int) -> bool:
    token = doc[here]
    if here + 1 >= len(doc):
        return True
    following = doc[here + 1]
    is_glued = following.text == "-" and not token.whitespace_ and not following.whitespace_
    if is_glued and (len(token) == 1 or token.text[-1] != "s") or token.text == "-":
        return False  # "e-mails", "counter-protesters", whatever the tags
    if following.ent_type_ in ("DATE", "TIME") and token.ent_type_ != following.ent_type_:
        return True  # "two people Tuesday"
    if following.tag_ in _ADJECTIVES and token.tag_ in ("NN", "NNP") and here + 2 < len(doc):
        # "two vice captain candidates", but "one poll putting them ahead"
        return doc[here + 2].tag_ not in _NOUNS or following.dep_ in ("acl", "relcl", "advcl", "ROOT")
    if following.tag_ in _NOUNS:
        # "sports club members": a plural within a compound; "two people Tuesday": not
        return token.tag_ in _PLURALS and not (token.dep_ in ("compound", "nmod") and token.head.i > here)
    if following.text in ("'", "\u2019") and token.dep_ in ("nmod", "poss", "compound") and token.head.i == here + 2:
        return False  # "enrollees' cost", the apostrophe taken for a quotation mark
    if following.tag_ in ("HYPH", "POS"):
        return token.tag_ in _PLURALS and following.tag_ == "HYPH"
    if following.tag_ == "CC":
        return token.tag_ in _PLURALS
    return following.tag_ != "CD" or not (
        here + 2 < len(doc) and doc[here + 2].tag_ in _NOUNS and token.tag_ in ("NNP",)
    )


def _joins(doc: Doc, here: int) -> bool:
    """Whether "and" joins two modifiers of one noun: "Ford and Toyota vans", "paper and online sales"."""
    left, right = doc[here - 1], doc[here + 1] if here + 1 < len(doc) else None
    return (
        right is not None
        and left.tag_ not in _PLURALS
        and right.tag_ in _PREMODIFIERS
        and right.tag_ != "CD"
        and (right.text[0].isalpha() or right.text in _QUOTES)
    )


def looks_counted(doc: Doc, token: Token | None) -> bool:
    """Whether the token after a number opens a noun phrase that ends in a common plural noun."""
    if token is None or token.i + 1 >= len(doc):
        return False
    for here in range(token.i + 1, min(token.i + 6, len(doc))):
        tag = doc[here].tag_
        if tag == "NNS":
            return True
        if tag not in _PREMODIFIERS or tag == "CD":
            return False
    return False


def noun_follows(body: Body, at: int) -> str | None:
    """The lower-cased head noun of the noun phrase that begins at a character, or None where none does."""
    token = body.token_at(at)
    span = _noun_phrase(body.doc, token.i) if token is not None else None
    words = body.text[slice(*span)].lower().split() if span else []
    return words[-1] if words else None


def read_one_of(body: Body, words: Words, at: int) -> str | None:
    """The plural noun of "one of the gunmen", lower-cased, or None: "one of them", "one of the best"."""
    token = body.token_at(words.starts[at]) if at < len(words) else None
    if token is None or words.lower(at) != "of" or token.i + 1 >= len(token.doc):
        return None
    if token.nbor(1).tag_ not in _DETERMINERS:
        return None
    span = _noun_phrase(body.doc, token.i)
    head = body.token_at(span[1] - 1) if span else None
    return head.lower_ if head is not None and head.tag_ in _PLURALS else None


def read_risen(body: Body, words: Words, phrase: Phrase) -> str | None:
    """What a share that something rose or fell by is of: "car sales rose 5 percent", "a 5 percent rise in car sales".

    Only a common noun is a subject: "Acme fell 5 percent" is said of its shares.
    """
    change = load_figure_words().change
    if words.lower(phrase.stop + 1) == "in":
        behind = body.token_at(words.starts[phrase.stop + 1])
        span = _noun_phrase(body.doc, behind.i + 1) if behind is not None else None
        last = body.token_at(span[1] - 1) if span else None
        return body.text[slice(*span)] if span and last is not None and last.tag_ in ("NN", "NNS") else None
    token = body.token_at(words.starts[phrase.head])
    verb = token.head if token is not None else None
    while verb is not None and (verb.tag_ in _NOUNS or verb.tag_ in ("IN", "CD")) and verb.head != verb:
        verb = verb.head
    if verb is None or not verb.tag_.startswith("VB") or token is None or verb.lower_ not in change.moving:
        return None
    # "The plan will reduce emissions by 10 percent": the plan does not fall
    moved = next((child for child in verb.rights if child.dep_ == "dobj" and child.i < token.i), None)
    wanted = ("nsubj", "nsubjpass") if words.lower(phrase.first - 1) == "by" else ("nsubj",)
    subject = moved or next((child for child in verb.lefts if child.dep_ in wanted), None)
    if subject is None or subject.tag_ not in ("NN", "NNS") or subject.ent_type_:
        return None
    if subject.lower_ in load_figure_words().numbering:
        return _numbered_things(body, subject)
    first = subject.i
    while first > 0 and first < body.doc[first - 1].head.i + 1 <= subject.i + 1:
        if body.doc[first - 1].tag_ not in ("JJ", "NN", "NNS", "VBG", "HYPH"):
            break
        first -= 1
    first += body.doc[first].tag_ == "HYPH"
    return body.text[body.doc[first].idx : subject.idx + len(subject)]


def read_numbered(body: Body, words: Words, phrase: Phrase) -> str | None:
    """What a number that stands alone counts by its verb's subject.

    "The number of refugees rose to 1.2 million" and "arrests topped 400" say what there are so many of;
    "shares rose to 400" does not.
    """
    token = body.token_at(words.starts[phrase.head])
    for _ in range(4):
        if token is None or token.head == token or token.dep_ in ("nsubj", "nsubjpass", "appos", "conj"):
            break
        token = token.head
        if token.tag_.startswith("VB"):
            break
    if token is None or not token.tag_.startswith("VB"):
        return None
    subject = next((child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return None
    lexicon = load_figure_words()
    if subject.lower_ not in lexicon.numbering:
        moves = token.lower_ in lexicon.change.moving | lexicon.reaching
        is_counted = subject.tag_ == "NNS" and subject.lower_ not in lexicon.quoted
        is_counted = is_counted and (subject.dep_ == "nsubjpass" or token.lower_ not in lexicon.acting)
        is_whole = phrase.value is None or phrase.value % 1 == 0
        return _with_modifiers(body, subject) if moves and is_counted and is_whole else None
    return _numbered_things(body, subject)


def _numbered_things(body: Body, noun: Token) -> str | None:
    """The refugees of "the number of refugees"."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    span = _noun_phrase(body.doc, of.i) if of is not None else None
    return body.text[slice(*span)] if span else None


def _with_modifiers(body: Body, noun: Token) -> str:
    """A noun with the adjectives and nouns right before it that modify it."""
    first = noun.i
    while first > 0 and body.doc[first - 1].tag_ in _PREMODIFIERS - {"CD"} and body.doc[first - 1].head == noun:
        first -= 1
    return body.text[body.doc[first].idx : noun.idx + len(noun)]


def read_money_of(body: Body, words: Words, phrase: Phrase) -> str | None:
    """What a sum is of, behind "in" or "worth of": "$5 million in aid", "€2bn worth of arms"."""
    worth = words.lower(phrase.stop) == "worth" and words.lower(phrase.stop + 1) == "of"
    if not worth and words.lower(phrase.stop) != "in":
        return None
    at = phrase.stop + 1
    token = body.token_at(words.starts[at]) if at < len(words) else None
    if token is None or token.tag_ not in (*_ADJECTIVES, *_NOUNS) and token.lower_ != "of":
        return None
    span = _noun_phrase(body.doc, token.i)
    if span is None:
        return None
    last = body.token_at(span[1] - 1)
    if last is None or last.ent_type_ or last.tag_ not in ("NN", "NNS"):
        return None
    if not worth and last.lower_ not in load_figure_words().sums_in:
        return None
    return body.text[slice(*span)]


def read_multiplied(body: Body, words: Words, phrase: Phrase) -> str | None:
    """What there is more of: the women of "twice as many women" and of "double the number of women"."""
    at = phrase.stop
    if words.lower(at) == "as" and words.lower(at + 1) in ("many", "much"):
        at += 2
    elif words.lower(at + 1) in load_figure_words().numbering and words.lower(at + 2) == "of":
        at += 3
    else:
        return None
    token = body.token_at(words.starts[at]) if at < len(words) else None
    if token is None or token.lower_ == "as" or token.ent_type_ == "GPE":
        return None
    span = _noun_phrase(body.doc, token.i)
    return body.text[slice(*span)] if span else None


def read_apposed(body: Body, words: Words, phrase: Phrase) -> str | None:
    """What a number between commas tells the size of: "the victims, 12 in all, were miners"."""
    if words.text(phrase.first - 1) != "," or not (phrase.is_total or refers_back(words, phrase.stop)):
        return None
    token = body.token_at(words.starts[phrase.first - 2])
    if token is None or token.tag_ not in _PLURALS or any(child.tag_ == "CD" for child in token.lefts):
        return None
    return _with_modifiers(body, token)


def read_state(words: Words, at: int) -> str | None:
    """The "dead" of "five dead", which stands for people where no other noun does."""
    lower = words.lower(at)
    return words.text(at) if lower in load_figure_words().states else None


def refers_back(words: Words, at: int) -> bool:
    """Whether "of them" or "of whom" stands at a word: what was named before is counted again."""
    return (
        words.lower(at) == "of"
        and words.lower(at + 1) in ("them", "whom", "which", "these", "those")
        and (words.lower(at + 1) in ("them", "whom", "which") or not words.text(at + 2).isalpha())
    )


def has_own_thing(body: Body, words: Words, phrase: Phrase) -> bool:
    """Whether a number does not count what the one before it counts: "families of four", "millions of workers"."""
    at = phrase.stop
    if phrase.approximation == "vague" or words.lower(at) == "of" or words.lower(phrase.first - 1) == "of":
        return True
    if words.lower(at) == "per" and words.text(at + 1)[:1].isdecimal():
        return True
    token = body.token_at(words.starts[at]) if at < len(words) else None
    if token is None:
        return False
    return token.tag_ in _NOUNS or token.tag_ in ("JJ", "JJR", "JJS") or words.text(at) in HYPHENS
